"""Loading: a folder -> a library."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kabgraph import corpus, ontology, source
from kabgraph.annotations import FOLDER, files_in, read_annotations
from kabgraph.errors import LoadError
from kabgraph.library.asserted import join_records
from kabgraph.library.hall import Library
from kabgraph.library.queries import Query, query_files, read_queries
from kabgraph.model import Address, Finding, Ontology, Talk

CORPUS = "corpus"
MARKS = f"{CORPUS}/{FOLDER}"
FATAL = frozenset({*source.FATAL, *corpus.FATAL, *ontology.FATAL})


def find_root(path: str | Path | None = None) -> Path:
    """The project's folder: ``path`` itself, or the nearest one upward that has a concepts.yaml.

    Raises:
        LoadError: there is none.
    """
    start = Path(path) if path is not None else Path.cwd()
    folders = [start] if path is not None else [start, *start.resolve().parents]
    for folder in folders:
        if (folder / ontology.FILE).exists():
            return folder
    where = start / ontology.FILE if path is not None else Path(ontology.FILE)
    raise LoadError(
        [
            Finding(
                Address(where.as_posix()),
                "O109",
                "error",
                "there is no concepts.yaml",
                "write one (scheme and concepts are enough), or name its folder with --root DIR",
            )
        ]
    )


@dataclass(frozen=True, slots=True)
class Base:
    """What a folder says without its annotations; reading it is the slow half of loading."""

    root: Path
    ontology: Ontology
    talks: tuple[Talk, ...]
    queries: tuple[Query, ...]
    findings: tuple[Finding, ...]


def load(path: str | Path | None = None) -> Library:
    """Load the talks and the ontology of a folder; without one, of the nearest folder upward.

    Raises:
        LoadError: files cannot be read or parsed; its ``findings`` list every problem, with places. What
            is wrong with annotations is a finding of the library and never stops the loading.

    >>> load("tests/data/small")["Bina"].pref_label["he"]
    'בינה'
    """
    return with_annotations(read_base(find_root(path)))


def read_base(root: Path) -> Base:
    """Read the talks, the ontology and the questions of ``root``.

    Raises:
        LoadError: as for :func:`load`.
    """
    found, findings = ontology.read_ontology(root / ontology.FILE, root)
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
    files = [root / ontology.FILE, *sorted((root / CORPUS).glob("*.md")), *query_files(root)]
    named = [(file.name, file) for file in files]
    named += [(file.relative_to(root).as_posix(), file) for file in files_in(root / MARKS)[0]]
    for name, file in named:
        content = source.bytes_in(file, root) or b""
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
