"""Loading: a folder -> a library."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kabgraph import corpus, ontology, source
from kabgraph.annotations import FOLDER, files_in, read_annotations
from kabgraph.errors import LoadError
from kabgraph.library.hall import Library
from kabgraph.library.queries import query_files, read_queries
from kabgraph.model import Address, Finding

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


def load(path: str | Path | None = None) -> Library:
    """Load the talks and the ontology of a folder; without one, of the nearest folder upward.

    Raises:
        LoadError: files cannot be read or parsed; its ``findings`` list every problem, with places.

    >>> load("tests/data/small")["Bina"].pref_label["he"]
    'בינה'
    """
    root = find_root(path)
    found_ontology, findings = ontology.read_ontology(root / ontology.FILE, root)
    talks, corpus_findings = corpus.read_corpus(root / CORPUS, root)
    findings += corpus_findings
    concepts = found_ontology.concepts if found_ontology else {}
    queries, query_findings = read_queries(root, talks, concepts)
    marks, mark_findings = read_annotations(root / MARKS, root, talks, concepts)
    findings += (*query_findings, *mark_findings)
    if found_ontology is None or any(finding.code in FATAL for finding in findings):
        raise LoadError(findings)
    version = _version(root)
    return Library(root, found_ontology, talks, findings, version, annotations=marks, queries=queries)


def _version(root: Path) -> str:
    """A hash of the content: the first 12 hex digits of SHA-256 over names and bytes."""
    digest = hashlib.sha256()
    files = [root / ontology.FILE, *sorted((root / CORPUS).glob("*.md")), *query_files(root)]
    named = [(file.name, file) for file in files]
    named += [(file.relative_to(root).as_posix(), file) for file in files_in(root / MARKS)[0]]
    for name, file in named:
        content = file.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
