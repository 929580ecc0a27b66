"""Reading: the files of a folder -> a library."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kabgraph import corpus, ontology, source
from kabgraph.annotations import FOLDER, files_in, read_annotations
from kabgraph.errors import LoadError
from kabgraph.library.asserted import join_records
from kabgraph.library.hall import Library
from kabgraph.library.load import CORPUS, ONTOLOGY
from kabgraph.library.queries import query_files, read_queries
from kabgraph.library.question import Query
from kabgraph.model import Finding, Ontology, Talk

MARKS = f"{CORPUS}/{FOLDER}"
FATAL = frozenset({*source.FATAL, *corpus.FATAL, *ontology.FATAL})


@dataclass(frozen=True, slots=True)
class Base:
    """What a folder says without its annotations; reading it is the slow half of loading."""

    root: Path
    ontology: Ontology
    talks: tuple[Talk, ...]
    queries: tuple[Query, ...]
    findings: tuple[Finding, ...]


def read_base(root: Path) -> Base:
    """Read the talks, the ontology and the questions of ``root``.

    Raises:
        LoadError: as for :func:`load`.
    """
    found, findings = ontology.read_ontology(root / ONTOLOGY, root)
    talks, corpus_findings = corpus.read_corpus(root / CORPUS, root)
    findings += corpus_findings
    queries, query_findings = read_queries(root, talks, found.concepts if found else {})
    findings += query_findings
    if found is None or any(finding.code in FATAL for finding in findings):
        raise LoadError(findings)
    return Base(root, found, tuple(talks), tuple(queries), tuple(findings))


def with_annotations(base: Base, before: Library | None = None) -> Library:
    """Read the annotations over ``base``; what ``before`` found in the same texts need not be found again."""
    root, known = base.root, base.ontology
    marks, findings = read_annotations(root / MARKS, root, base.talks, known.concepts, known.relation_types)
    library = Library(
        root,
        join_records(known, marks),
        base.talks,
        (*base.findings, *findings),
        _version(root),
        annotations=marks,
        queries=base.queries,
    )
    if before is not None:
        library.reuse(before)
    return library


def _version(root: Path) -> str:
    """A hash of the content: the first 12 hex digits of SHA-256 over names and bytes."""
    digest = hashlib.sha256()
    files = [root / ONTOLOGY, *sorted((root / CORPUS).glob("*.md")), *query_files(root)]
    named = [(file.name, file) for file in files]
    named += [(file.relative_to(root).as_posix(), file) for file in files_in(root / MARKS)[0]]
    for name, file in named:
        content = source.bytes_in(file, root) or b""
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
