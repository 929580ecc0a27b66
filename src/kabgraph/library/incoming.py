"""A vocabulary from files into a folder: read, understood, and planned."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from kabgraph.export import read_rdf
from kabgraph.model import Finding
from kabgraph.ontology import FILE, language_of, read_ontology
from kabgraph.source import escape, load_yaml, read_exact, read_text
from kabgraph.triples import Triple
from kabgraph.vocabulary import Target, VocabularyPlan, plan_vocabulary


def plan_files(
    paths: Sequence[Path], into: Path, *, update: bool = False
) -> tuple[VocabularyPlan | None, tuple[Finding, ...]]:
    """Plan the import of the vocabulary in ``paths`` into the folder ``into``; nothing is written.

    Returns no plan where a file cannot be read, with every reason.

    Raises:
        UsageError: the RDF library is not installed.
    """
    triples: list[Triple] = []
    findings: list[Finding] = []
    for number, path in enumerate(paths, 1):
        file = escape(path.as_posix())
        text, said = read_text(path, path.parent, name=file)
        # What misleads the eye is told of what is written, not of each place in the source.
        findings += [each for each in said if text is None]
        if text is not None:
            found, said = read_rdf(text, file, path.suffix, number)
            findings += said
            triples += found or ()
    target, said_of_target = _target(into)
    findings += said_of_target
    if any(found.level == "error" for found in findings) or target is None:
        return None, tuple(sorted(set(findings)))
    first = escape(paths[0].as_posix())
    plan = plan_vocabulary(triples, first, target, _text_at, update=update)
    return plan, tuple(sorted({*findings, *plan.findings}))


def _target(into: Path) -> tuple[Target | None, list[Finding]]:
    """What stands in the folder; an ontology that has errors is not changed."""
    path = into / FILE
    if not os.path.lexists(path):
        return Target(path), []
    text, findings = read_exact(path, into)
    errors = [found for found in findings if found.level == "error"]
    if text is None or errors:
        return None, errors
    ontology, said = read_ontology(path, into)
    errors = [found for found in said if found.level == "error"]
    if ontology is None or errors:
        place = errors[0].address
        refused = Finding(place, "V303", "error", f"{FILE} has errors: nothing is added", "mend them first")
        return None, [refused, *errors]
    raw = load_yaml(path, into).data
    tongue = partial(language_of, default=ontology.scheme.language)
    return Target(path, text, ontology, raw, tongue), []


def _text_at(path: Path) -> str | None:
    return read_exact(path, path.parent)[0] if path.is_file() else None
