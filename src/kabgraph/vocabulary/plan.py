"""An import of a vocabulary: first a plan that shows everything, then all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from kabgraph.errors import UsageError
from kabgraph.model import Address, Finding, Level, Ontology
from kabgraph.source import parse_yaml, with_lf, write_all
from kabgraph.source.files import MAX_BYTES
from kabgraph.triples import Triple, as_turtle, breaches
from kabgraph.vocabulary.document import sections, text_of
from kabgraph.vocabulary.found import Found
from kabgraph.vocabulary.merge import known_in, merge
from kabgraph.vocabulary.read import read_vocabulary

_MOST = 20


@dataclass(frozen=True, slots=True)
class Target:
    """The ontology that is there: its file as it stands, and what it says; None where there is none.

    ``language_of`` tells the language of a label that does not say it.
    """

    path: Path
    text: str | None = None
    ontology: Ontology | None = None
    raw: Any = None
    language_of: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class VocabularyPlan:
    """What an import writes, and every finding; it can be applied when none of them is an error.

    ``texts`` are the new files and ``before`` the old ones, None for what is not there; ``diff`` shows how
    the ontology changes.
    """

    found: Found
    texts: dict[Path, str]
    before: dict[Path, str | None]
    diff: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands against it."""
        return not any(found.level == "error" for found in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How much there is of what, in a fixed order."""
        found = self.found
        kinds = Counter(kind for concept in found.concepts for kind, _ in concept.relations)
        return {
            "concepts": len(found.concepts),
            "labels": _sum(by for concept in found.concepts for by in concept.labels.values()),
            **{f"relations {kind}": kinds[kind] for kind in sorted(kinds)},
            "notes": _sum(by for concept in found.concepts for by in concept.notes.values()),
            "notations": sum(len(concept.notations) for concept in found.concepts),
            "mappings": sum(len(uris) for c in found.concepts for uris in c.mappings.values()),
            "collections": len(found.collections),
        }


def plan_vocabulary(
    triples: Sequence[Triple],
    file: str,
    target: Target,
    rest_of: Callable[[Path], str | None],
    *,
    update: bool = False,
) -> VocabularyPlan:
    """Plan the import of ``triples``, read from ``file``; nothing is written.

    Where an ontology is there already and would change, that is an error, unless ``update``. ``rest_of``
    gives the text of a file that is there.
    """
    there = target.ontology
    known = known_in(there, target.raw) if there else None
    found = read_vocabulary(triples, Path(file).stem, known)
    rest = target.path.with_name(f"{found.id}.rest.ttl")
    findings = list(_of_input(triples, found, file, rest.name))
    if not found.concepts:
        return VocabularyPlan(found, {}, {}, "", (), (), tuple(findings))
    if there is None or target.text is None:
        text, added, changed = text_of(sections(found), rest.name), [each.id for each in found.concepts], []
    else:
        merged = merge(found, there, target.raw, with_lf(target.text), target.language_of)
        text, added, changed = merged.text, merged.added, merged.changed
        findings += [_refused(path, target) for path in merged.refused]
        if target.text and "\r\n" in target.text:
            text = text.replace("\n", "\r\n")
    texts, before = {target.path: text}, {target.path: target.text}
    if found.left:
        title = f"What {file} says and {target.path.name} does not"
        texts[rest] = as_turtle(found.left, title=title)
        before[rest] = rest_of(rest)
    findings += _of_result(text, target, rest, texts, before, update)
    kept = {path: text for path, text in texts.items() if text != before[path]}
    return VocabularyPlan(
        found=found,
        texts=kept,
        before={path: before[path] for path in kept},
        diff=_diff(target, text),
        added=tuple(added),
        changed=tuple(changed),
        findings=tuple(findings),
    )


def apply_vocabulary(plan: VocabularyPlan) -> tuple[Path, ...]:
    """Write what ``plan`` says, all or nothing, and return the files written.

    Raises:
        UsageError: the plan has errors.
        ChangedMeanwhileError: a file has changed since it was made.
        OSError: a file cannot be written; all are as they were.
    """
    if not plan.ready:
        raise UsageError("this import has problems and is not applied", "mend them, then import again")
    for folder in {path.parent for path in plan.texts}:
        folder.mkdir(parents=True, exist_ok=True)
    write_all(plan.texts, plan.before)
    return tuple(plan.texts)


def _of_input(triples: Iterable[Triple], found: Found, file: str, rest: str) -> Iterable[Finding]:
    place = Address(file)
    if not found.concepts:
        said = "there is no SKOS concept in it"
        yield Finding(place, "V201", "warning", said, "give a file in which something is a skos:Concept")
        return
    broken = breaches(triples)
    for breach in broken[:_MOST]:
        yield Finding(
            place, "V202", "warning", str(breach), "mend it in the vocabulary, or here once it is in"
        )
    if len(broken) > _MOST:
        said = f"and {len(broken) - _MOST} more conditions of SKOS that do not hold"
        yield Finding(place, "V202", "warning", said, "mend the first ones, then import again")
    if found.cleaned:
        said = f"{found.cleaned} texts held control characters, which stand as U+FFFD now"
        yield Finding(place, "V203", "warning", said, "look for U+FFFD in the labels and notes")
    if found.left:
        said = f"{len(found.left)} statements have no place in concepts.yaml"
        yield Finding(place, "V204", "warning", said, f"they are kept in {rest}; nothing need be done")


def _of_result(
    text: str,
    target: Target,
    rest: Path,
    texts: dict[Path, str],
    before: dict[Path, str | None],
    update: bool,
) -> Iterable[Finding]:
    """What stands against writing: a file that is there, or one that could not be read again."""
    place = Address(target.path.name)
    changing = [path for path in texts if before[path] not in (None, texts[path])]
    if changing and not update:
        names = " and ".join(path.name for path in changing)
        said = f"{names}: there already, and would change"
        yield Finding(place, "V301", "error", said, "look at the changes; --update takes them over")
    if len(text.encode()) > MAX_BYTES:
        said = f"it would have more than {MAX_BYTES:,} bytes, which are not read"
        yield Finding(place, "V304", "error", said, "import a part of the vocabulary")
        return
    for found in parse_yaml(text, target.path.name).findings:
        if found.level == "error":
            remedy = "import a part of the vocabulary"
            yield Finding(found.address, "V304", "error", found.message, remedy)


def _refused(path: tuple[str, ...], target: Target) -> Finding:
    document = parse_yaml(target.text or "", target.path.name)
    said = f"{'.'.join(path)} is not changed: it has a comment, or stands in one line with others"
    # Without one entry the rest may come in; without a section nothing can.
    level: Level = "error" if len(path) == 1 else "warning"
    return Finding(document.key_at(path), "V302", level, said, "take the change over by hand")


def _diff(target: Target, text: str) -> str:
    old = with_lf(target.text).split("\n") if target.text is not None else []
    name = target.path.name
    names = ("/dev/null" if target.text is None else name, name)
    if target.text is None:
        return ""
    return "\n".join(unified_diff(old, with_lf(text).split("\n"), *names, lineterm=""))


def _sum(groups: Iterable[Any]) -> int:
    return sum(len(texts) for by_language in groups for texts in by_language.values())
