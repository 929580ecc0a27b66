"""A file to import -> drafts of the talks in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath

from kabgraph.corpus.blocks import check_blocks, split_blocks
from kabgraph.corpus.drafts import Draft, DraftPassage
from kabgraph.corpus.findings import finding
from kabgraph.corpus.head import KEYS, read_head
from kabgraph.corpus.names import id_problem
from kabgraph.corpus.plain import Section, sections_of
from kabgraph.model import Address, Finding
from kabgraph.source import FrontMatter, shown, split_front_matter
from kabgraph.text import normalise, slug

_RIGHTS = "not stated; private copy"
_LETTERS = {"he": re.compile("[א-ת]"), "ru": re.compile("[а-яА-Я]"), "en": re.compile("[a-zA-Z]")}
_SAMPLE = 20_000  # letters that tell the language


def read_drafts(
    text: str, file: str, talk_id: str | None = None, language: str | None = None
) -> tuple[tuple[Draft, ...], list[Finding]]:
    """Return the talks in ``text`` (LF line ends) and what is wrong with it.

    A text with front matter is one talk in the corpus's own format; any other is split by its titles.
    ``talk_id`` and ``language`` win over what the text tells.
    """
    front = split_front_matter(text, file)
    if any(found.code != "S212" for found in front.findings if found.level == "error"):
        return (), list(front.findings)
    drafts, findings = _own(front, file) if front.document else _foreign(text, file)
    if not any(draft.passages for draft in drafts) and not any(f.level == "error" for f in findings):
        remedy = "name a file with at least one paragraph"
        return (), [*findings, finding(Address(file), "T401", "there is no text to import", remedy)]
    if talk_id is not None and len(drafts) > 1:
        titles = ", ".join(shown(draft.defaults["title"]) for draft in drafts[:5])
        said = f"one id for {len(drafts)} talks: {titles}"
        return (), [*findings, finding(drafts[1].address, "T407", said, "import each from a file of its own")]
    drafts = tuple(_given(draft, talk_id, language) for draft in drafts)
    return drafts, [*findings, *(problem for draft in drafts for problem in _check_id(draft))]


def _given(draft: Draft, talk_id: str | None, language: str | None) -> Draft:
    head = draft.head if language is None else {**draft.head, "language": language}
    return replace(draft, id=talk_id or draft.id, head=head)


def _check_id(draft: Draft) -> list[Finding]:
    problem = id_problem(draft.id)
    if problem is None:
        return []
    said = f"the talk's id {shown(draft.id)} {problem[1]}" if draft.id else "no id can be made from its title"
    return [finding(draft.address, "T406", said, "give it one with --id")]


def _own(front: FrontMatter, file: str) -> tuple[tuple[Draft, ...], list[Finding]]:
    """Read the corpus's own format; keys that are missing get what an import writes."""
    blocks, said = check_blocks(split_blocks(front.body, front.body_line), file, nameless=True)
    passages = tuple(DraftPassage(block.text, block.roles, block.id) for block in blocks)
    defaults = _defaults(file, _stem(file), passages)
    findings = [*front.findings, *said]
    document = front.document
    if document is None:
        return (), findings
    given = document.data
    if isinstance(given, dict):
        document = replace(document, data={**defaults, **given})
    head, problems = read_head(document)
    findings += problems
    if head is None or not isinstance(given, dict) or any(found.level == "error" for found in findings):
        return (), findings
    if "title" not in given:
        findings.append(_no_title(Address(file), defaults["title"]))
    stem = _stem(file)
    draft_id = stem if id_problem(stem) is None else _id_from(head.title, file)
    said_by_file = {key: normalise(given[key]) for key in KEYS if given.get(key)}
    return (Draft(draft_id, passages, Address(file), defaults, said_by_file),), findings


def _foreign(text: str, file: str) -> tuple[tuple[Draft, ...], list[Finding]]:
    drafts: list[Draft] = []
    findings: list[Finding] = []
    for section in sections_of(text):
        where = Address(file, section.line)
        title = section.title or _stem(file)
        if section.title is None:
            findings.append(_no_title(where, title))
        if not section.passages:
            said = f"no text follows the title {shown(title)}"
            findings.append(finding(where, "T401", said, "write it below the title, or delete the title"))
        findings += _repeated_ids(section, where)
        defaults = _defaults(file, title, section.passages)
        drafts.append(Draft(_id_from(title, file), section.passages, where, defaults))
    return tuple(drafts), findings


def _no_title(where: Address, title: str) -> Finding:
    said = f"no title was found; the file's name is taken: {shown(title)}"
    return finding(where, "T402", said, "write the title in a line of its own, a blank line below it")


def _repeated_ids(section: Section, where: Address) -> list[Finding]:
    ids = [passage.id for passage in section.passages if passage.id]
    twice = sorted(name for name, count in Counter(ids).items() if count > 1)
    said = "the id {} stands twice in the talk"
    return [finding(where, "T302", said.format(shown(name)), "delete one of the two") for name in twice]


def _defaults(file: str, title: str, passages: tuple[DraftPassage, ...]) -> dict[str, str]:
    return {
        "title": title,
        "kind": "talk",
        "edition": "original",
        "language": _language_of(passages),
        "source": PurePath(file).name,
        "rights": _RIGHTS,
        "publish": "false",
    }


def _language_of(passages: tuple[DraftPassage, ...]) -> str:
    """Guess the language by its letters; English where nothing tells."""
    sample = "".join(passage.text[:_SAMPLE] for passage in passages)[:_SAMPLE]
    counts: Mapping[str, int] = {name: len(letters.findall(sample)) for name, letters in _LETTERS.items()}
    return max(sorted(counts), key=lambda name: (counts[name], name == "en"))


def _id_from(title: str, file: str) -> str:
    return slug(title.partition(":")[0]) or slug(_stem(file))


def _stem(file: str) -> str:
    return PurePath(file).stem
