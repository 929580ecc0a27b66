"""Questions: ``queries/*.yaml``, each with its answer, its passages and one line of Python.

The line is text: it is read by people and run by tests, never by the library or a build.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kabgraph.library.question import Asker, Proof, Query
from kabgraph.model import Address, Finding, Level, PassageRef, Talk
from kabgraph.source import Document, load_yaml
from kabgraph.text import nearest

FOLDER = "queries"
CODES = {
    "Q101": "a question that is no mapping",
    "Q102": "an unknown key in a question",
    "Q103": "a required key of a question is missing",
    "Q104": "a value of a question that cannot be",
    "Q105": "two questions of one id",
    "Q106": "a line that is no single expression of Python",
    "Q107": "a question names a passage that is not there",
    "Q108": "a question names an unknown concept",
}
"""Code -> what it says."""

Words = Annotated[str, Field(min_length=1)]


def _as_proof(value: Any) -> Any:
    return {"passage": value} if isinstance(value, str) else value


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _ProofPart(_Part):
    passage: Annotated[str, Field(pattern=r"^[a-z0-9-]+#[a-z][a-z0-9-]*$")]
    names: tuple[str, ...] = ()


class _QueryPart(_Part):
    id: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
    asker: Asker
    question: Words
    answer: Words
    line: Annotated[str, Field(min_length=1, max_length=600)]
    evidence: tuple[Annotated[_ProofPart, BeforeValidator(_as_proof)], ...] = ()


@dataclass(slots=True)
class _Reader:
    """Reads the files one after another and collects what is wrong with them."""

    passages: Mapping[str, Collection[str]]
    concepts: Collection[str]
    findings: list[Finding] = field(default_factory=list)

    def read(self, document: Document) -> Query | None:
        """The query of one file, or None where the file holds none that can be used."""
        self.findings += document.findings
        if not isinstance(document.data, dict):
            if not document.findings:
                self._report(document.at(), "Q101", "a question is a mapping", "begin with 'id: Q01'")
            return None
        raw = {key: value for key, value in document.data.items() if value is not None}
        try:
            part = _QueryPart.model_validate(raw)
        except ValidationError as error:
            self._report_faults(error, document)
            return None
        if not _is_expression(part.line):
            remedy = "write one expression over the library k, such as k.relations('Bina')"
            self._report(document.at(("line",)), "Q106", "line: no single expression of Python", remedy)
            return None
        values = part.model_dump(exclude={"evidence"})
        return Query(**values, proofs=tuple(self._proofs(part, document)), address=document.key_at(("id",)))

    def _proofs(self, part: _QueryPart, document: Document) -> Iterable[Proof]:
        for number, proof in enumerate(part.evidence):
            place = document.at(("evidence", number))
            if self._is_there(proof.passage, place):
                known = tuple(name for name in proof.names if self._is_concept(name, place))
                yield Proof(PassageRef(proof.passage), known)

    def _is_there(self, ref: str, place: Address) -> bool:
        """Whether the passage is there; where the folder lacks the whole talk, that is a warning."""
        talk, _, passage = ref.partition("#")
        if passage in self.passages.get(talk, ()):
            return True
        near = [f"{talk}#{id_}" for id_ in nearest(passage, self.passages.get(talk, ()))]
        near = near or nearest(talk, self.passages)
        remedy = f"did you mean {near[0]!r}?" if near else "name a passage of a talk in corpus/"
        level: Level = "error" if talk in self.passages else "warning"
        self._report(place, "Q107", f"there is no passage {ref!r}", remedy, level)
        return False

    def _is_concept(self, name: str, place: Address) -> bool:
        if name in self.concepts:
            return True
        near = nearest(name, self.concepts)
        remedy = f"did you mean {near[0]!r}?" if near else "use the id of a concept"
        self._report(place, "Q108", f"unknown concept {name!r}", remedy)
        return False

    def _report_faults(self, error: ValidationError, document: Document) -> None:
        for fault in error.errors(include_url=False):
            path, key = fault["loc"], str(fault["loc"][-1])
            if fault["type"] == "extra_forbidden":
                near = nearest(key, (*_QueryPart.model_fields, *_ProofPart.model_fields))
                remedy = f"did you mean {near[0]!r}?" if near else "remove it"
                self._report(document.key_at(path), "Q102", f"unknown key {key!r}", remedy)
            elif fault["type"] == "missing":
                self._report(document.at(path), "Q103", f"{key!r} is missing", f"add '{key}: ...'")
            else:
                said = f"{'.'.join(map(str, path))}: {fault['msg']}"
                remedy = f"asker is one of {', '.join(get_args(Asker))}; a passage is written talk-id#p3"
                self._report(document.at(path), "Q104", said, remedy)

    def _report(self, place: Address, code: str, said: str, remedy: str, level: Level = "error") -> None:
        self.findings.append(Finding(place, code, level, said, remedy))


def query_files(root: Path) -> list[Path]:
    """The files of ``queries/`` in the folder ``root``, by name; none where there is no such folder."""
    return sorted((root / FOLDER).glob("*.yaml"))


def read_queries(
    root: Path, talks: Sequence[Talk], concepts: Collection[str]
) -> tuple[tuple[Query, ...], tuple[Finding, ...]]:
    """Read the questions of ``queries/``, by id; a faulty one is reported and left out."""
    reader = _Reader({talk.id: [passage.id for passage in talk.passages] for talk in talks}, concepts)
    found: dict[str, Query] = {}
    for path in query_files(root):
        query = reader.read(load_yaml(path, root))
        if query is None:
            continue
        first = found.setdefault(query.id.casefold(), query)
        if first is not query:
            said = f"question {query.id!r} is also in {first.address}"
            reader.findings.append(Finding(query.address, "Q105", "error", said, "give one another id"))
    return tuple(found[key] for key in sorted(found)), tuple(reader.findings)


def _is_expression(line: str) -> bool:
    """Whether the line parses as one expression; it is parsed, and never run."""
    if "\n" in line.strip():
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(line.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
