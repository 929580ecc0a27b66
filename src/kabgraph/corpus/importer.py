"""Importing: first a plan that shows everything, then all of it or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Literal

from kabgraph.corpus.drafts import Draft
from kabgraph.corpus.findings import finding
from kabgraph.corpus.head import LANGUAGE
from kabgraph.corpus.incoming import read_drafts
from kabgraph.corpus.merge import Merged, Present, merge, read_present
from kabgraph.corpus.names import SUFFIX, Names, names_in, twins_of
from kabgraph.errors import UsageError
from kabgraph.model import Address, Finding, TalkId
from kabgraph.source import address_of, escape, read_exact, read_text, shown, with_lf, write_all

State = Literal["new", "unchanged", "changed"]


@dataclass(frozen=True, slots=True)
class Step:
    """What an import does to one talk.

    ``text`` is the whole new file and ``before`` the old one, None where there is none; ``diff`` shows
    both, line by line. The ids: ``kept`` with their words, ``changed`` with other words (quotes of them
    may be gone), ``added``, and ``gone``.
    """

    talk: TalkId
    title: str
    path: Path
    state: State
    text: str
    before: str | None
    diff: str
    kept: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All steps of an import, and every finding; it can be applied when none of them is an error."""

    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands against it."""
        return not any(found.level == "error" for found in self.findings)

    @property
    def writes(self) -> tuple[Step, ...]:
        """The steps that change a file."""
        return tuple(step for step in self.steps if step.state != "unchanged")


def plan_import(
    paths: Sequence[Path],
    into: Path,
    update: bool = False,
    *,
    talk_id: str | None = None,
    language: str | None = None,
    taken: Iterable[str] = (),
) -> ImportPlan:
    """Plan the import of the files at ``paths`` into the folder ``into``; nothing is written.

    A talk of the same id that is there and differs is an error, unless ``update``. Ids are kept, as
    :mod:`kabgraph.corpus.merge` tells. ``talk_id`` names the one talk; ``language`` that of all.
    ``taken`` are refs of passages that something points at: no new passage of a talk that is there gets
    such an id.

    Raises:
        UsageError: ``language`` is no language code.
        OSError: ``into`` cannot be listed.
    """
    if language is not None and not LANGUAGE.fullmatch(language):
        raise UsageError(f"{shown(language)} is no language code", "write one such as en, he or ru")
    ids_taken: dict[str, list[str]] = {}
    for ref in taken:
        talk, _, passage = ref.partition("#")
        ids_taken.setdefault(talk, []).append(passage)
    drafts: list[Draft] = []
    findings: list[Finding] = []
    for path in paths:
        file = escape(path.as_posix())
        text, said = read_text(path, path.parent, name=file)
        findings += said
        if text is not None:
            found, said = read_drafts(text, file, talk_id, language)
            drafts += found
            findings += said
    findings += _twins(drafts)
    names = names_in(into) if into.is_dir() else {}
    steps: list[Step] = []
    for draft in drafts:
        step, said = _plan(draft, into, names, update, ids_taken.get(draft.id, ()))
        steps += [step] if step else []
        findings += said
    return ImportPlan(tuple(steps), tuple(sorted(set(findings))))


def apply(plan: ImportPlan) -> tuple[Path, ...]:
    """Write what ``plan`` says, all or nothing, and return the files written.

    Raises:
        UsageError: the plan has errors, or a file has changed since it was made.
        OSError: a file cannot be written; all are as they were.
    """
    if not plan.ready:
        raise UsageError("this import has problems and is not applied", "mend them, then import again")
    for step in plan.writes:
        if _read_before(step.path) != (step.before, []):
            said = f"{shown(step.path.name)} has changed since the import was planned"
            raise UsageError(said, "import again to see what would change now")
    for folder in {step.path.parent for step in plan.writes}:
        folder.mkdir(parents=True, exist_ok=True)
    write_all({step.path: step.text for step in plan.writes})
    return tuple(step.path for step in plan.writes)


def _twins(drafts: Iterable[Draft]) -> list[Finding]:
    first: dict[str, Draft] = {}
    findings: list[Finding] = []
    for draft in drafts:
        other = first.setdefault(draft.id, draft)
        if other is not draft and draft.id:
            said = f"the id {shown(draft.id)} also belongs to the talk at {other.address}"
            findings.append(finding(draft.address, "T404", said, "import one alone, with --id"))
    return findings


def _plan(
    draft: Draft, into: Path, names: Names, update: bool, taken: Iterable[str]
) -> tuple[Step | None, list[Finding]]:
    path = into / (draft.id + SUFFIX)
    file = address_of(path, into.parent)
    twins = twins_of(path.name, names)
    if twins:
        said = f"{shown(path.name)} and {shown(twins[0])} differ only in capitals"
        return None, [finding(draft.address, "T202", said, "rename the file that is there")]
    before, findings = _read_before(path)
    if findings:
        return None, findings
    if before is None:
        return _step(draft, path, file, None, merge(draft, None)), []
    present, said_of_present = read_present(_lf(before), file)
    if present is None:
        remedy = f"mend {file} first: " + "; ".join(sorted({found.code for found in said_of_present}))
        refused = finding(Address(file), "T408", "the talk that is there has errors", remedy)
        return None, [refused, *(found for found in said_of_present if found.level == "error")]
    merged = merge(draft, present, taken)
    return _step(draft, path, file, before, merged), _against(merged, present, file, update)


def _against(merged: Merged, present: Present, file: str, update: bool) -> list[Finding]:
    """Return what the person must know before the talk that is there changes."""
    if merged.same:
        return []
    findings: list[Finding] = []
    if not update:
        said = "this talk is there already, and differs"
        findings.append(finding(Address(file), "T403", said, "look at the changes; --update takes them over"))
    for block in present.blocks:
        if block.id in merged.gone:
            said = f"the passage {shown(block.id or '')} is gone with the update"
            remedy = "look for what points at it before you take the update over"
            findings.append(finding(block.address(file), "T405", said, remedy))
    return findings


def _step(draft: Draft, path: Path, file: str, before: str | None, merged: Merged) -> Step:
    old = "" if before is None else _lf(before)
    state: State = "new" if before is None else "unchanged" if merged.same else "changed"
    new = old if state == "unchanged" else merged.text
    shown_as = ("/dev/null" if before is None else file, file)
    old_lines = [] if before is None else old.split("\n")
    return Step(
        talk=TalkId(draft.id),
        title=draft.head.get("title", draft.defaults["title"]),
        path=path,
        state=state,
        text=_like(before, new),
        before=before,
        diff="\n".join(unified_diff(old_lines, new.split("\n"), *shown_as, lineterm="")),
        kept=merged.kept,
        changed=merged.changed,
        added=merged.added,
        gone=merged.gone,
    )


def _read_before(path: Path) -> tuple[str | None, list[Finding]]:
    """Return the file as it stands; None without a finding where there is none."""
    if not os.path.lexists(path):
        return None, []
    text, findings = read_exact(path, path.parent)
    return text, [found for found in findings if found.level == "error"]


def _lf(text: str) -> str:
    return with_lf(text.removeprefix("\ufeff"))


def _like(before: str | None, text: str) -> str:
    """Give ``text`` the line ends of the file it replaces."""
    return text.replace("\n", "\r\n") if before and "\r\n" in before else text
