"""``concepts.yaml`` -> Ontology, with every problem at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kabgraph.model import (
    Claim,
    Concept,
    ContextRule,
    Correspondence,
    Finding,
    Kind,
    Label,
    LabelRole,
    Ontology,
    Reference,
    Relation,
    RelationType,
    Row,
    Scheme,
    Shortcut,
    StopPhrase,
)
from kabgraph.ontology import schema
from kabgraph.ontology.events import read_events
from kabgraph.ontology.parts import Reporter, check_part, entries, items
from kabgraph.ontology.relations import (
    SAME_AS,
    RelationReader,
    from_claims,
    from_events,
    from_tables,
    merge,
    typed_twice,
)
from kabgraph.source import load_yaml

FILE = "concepts.yaml"
_ROLES: tuple[LabelRole, ...] = ("pref", "alt", "weak", "hidden")


def read_ontology(path: Path, root: Path) -> tuple[Ontology | None, tuple[Finding, ...]]:
    """Read the ontology; None where the file is missing or cannot be parsed at all.

    A faulty entry is left out, with a finding; the rest loads.
    """
    document = load_yaml(path, root)
    reporter = Reporter(document)
    raw = document.data
    if not isinstance(raw, dict):
        if not document.findings:
            reporter.report(
                reporter.at(()),
                "O100",
                "concepts.yaml should be a mapping with scheme and concepts",
                "begin with 'scheme:' and 'concepts:'",
            )
        return None, tuple(reporter.findings)
    return _Sections(raw, reporter).ontology(), tuple(reporter.findings)


class _Sections:
    """The sections of one file, read in the order in which they need each other."""

    def __init__(self, raw: dict[str, Any], reporter: Reporter) -> None:
        self._raw = raw
        self._report = reporter

    def ontology(self) -> Ontology:
        self._check_keys()
        scheme = self._scheme()
        kinds = {kind.id: kind for kind in self._kinds()}
        types = {kind.id: kind for kind in self._relation_types()}
        parts = dict(self._concept_parts())
        concepts = {id_: self._concept(id_, part, scheme, kinds) for id_, part in parts.items()}
        events = read_events(self._raw.get("events"), concepts, self._report)
        claims = tuple(self._claims(concepts))
        tables = {table.id: table for table in self._correspondences()}
        rules, stops = self._rules(concepts)
        return Ontology(
            scheme=scheme,
            kinds=kinds,
            relation_types=types,
            concepts=concepts,
            relations=self._relations(parts, types, concepts, events.values(), claims, tables.values()),
            events=events,
            claims=claims,
            correspondences=tables,
            rules=rules,
            stop_phrases=stops,
        )

    def _check_keys(self) -> None:
        known = schema.OntologyFile.model_fields
        for key in self._raw:
            if key not in known:
                self._report.unknown(self._report.document.key_at((key,)), "O102", "section", key, known)
        if not isinstance(self._raw.get("concepts"), dict):
            self._report.report(
                self._report.at(("concepts",)),
                "O107",
                "'concepts' should be a mapping from id to concept",
                "write 'concepts:' with 'bina: {pref_label: ...}' lines below it",
            )

    def _scheme(self) -> Scheme:
        if "scheme" not in self._raw:
            self._report.report(
                self._report.at(()),
                "O103",
                "'scheme' is missing",
                "add 'scheme: {id: my-scheme, title: ...}'",
            )
        part = check_part(schema.SchemePart, self._raw.get("scheme") or {}, ("scheme",), self._report)
        if part is None:
            return Scheme("scheme", "Untitled")
        return Scheme(
            id=part.id,
            title=part.title,
            base_uri=part.base_uri or "",
            language=part.language,
            definition=part.definition,
            rows=tuple(Row(row.id, row.label) for row in part.rows),
            references={id_: Reference(id_, ref.title, ref.address) for id_, ref in part.references.items()},
        )

    def _kinds(self) -> Iterator[Kind]:
        for id_, raw in entries(self._raw.get("kinds"), ("kinds",), self._report):
            part = check_part(schema.KindPart, raw or {}, ("kinds", id_), self._report)
            if part:
                yield Kind(id_, part.label, part.definition, _rule(part.match))

    def _relation_types(self) -> Iterator[RelationType]:
        section = "relation_types"
        for id_, raw in entries(self._raw.get(section), (section,), self._report):
            part = check_part(schema.RelationTypePart, raw or {}, (section, id_), self._report)
            if part:
                values = part.model_dump(exclude={"shortcuts"})
                if part.symmetric:
                    values |= {"inverse": id_, "inverse_label": part.inverse_label or part.label}
                    values["inverse_phrase"] = part.inverse_phrase or part.phrase
                yield RelationType(
                    id=id_,
                    shortcuts=tuple(Shortcut(s.event, s.subject, s.object) for s in part.shortcuts),
                    address=self._report.document.key_at((section, id_)),
                    **values,
                )

    def _concept_parts(self) -> Iterator[tuple[str, schema.ConceptPart]]:
        raw_concepts = self._raw.get("concepts")
        if not isinstance(raw_concepts, dict):
            return
        for id_, raw in entries(raw_concepts, ("concepts",), self._report):
            part = check_part(schema.ConceptPart, raw or {}, ("concepts", id_), self._report)
            if part:
                yield id_, part

    def _concept(
        self, id_: str, part: schema.ConceptPart, scheme: Scheme, kinds: Mapping[str, Kind]
    ) -> Concept:
        path = ("concepts", id_)
        if part.kind and kinds and part.kind not in kinds:
            self._report.unknown(self._report.at((*path, "kind")), "O304", "kind", part.kind, kinds)
        rows = [row.id for row in scheme.rows]
        if part.row and part.row not in rows:
            self._report.unknown(self._report.at((*path, "row")), "O305", "row", part.row, rows)
        for source in part.sources:
            self._known_source(source, scheme, (*path, "sources"))
        return Concept(
            id=id_,
            labels=tuple(self._labels(id_, part, scheme.language)),
            kind=part.kind,
            definition=part.definition,
            address=self._report.document.key_at(path),
            sources=part.sources,
            drawn_from=part.drawn_from,  # type: ignore[arg-type]
            row=part.row if part.row in rows else None,
            match=_rule(part.match),
            former_ids=part.former_ids,
            scope_note=part.scope_note,
            pronunciation=part.pronunciation,
            article=part.article,
            uri=part.uri or "",
        )

    def _known_source(self, source: str, scheme: Scheme, path: tuple[str | int, ...]) -> None:
        if scheme.references and source not in scheme.references:
            self._report.unknown(self._report.at(path), "O306", "reference", source, scheme.references)

    def _labels(self, id_: str, part: schema.ConceptPart, default: str) -> Iterator[Label]:
        seen: set[tuple[str, str]] = set()
        for role in _ROLES:
            section = f"{role}_label" if role == "pref" else f"{role}_labels"
            by_language: dict[str, tuple[str, ...]] = getattr(part, section)
            for language, texts in by_language.items():
                for index, text in enumerate(texts):
                    label = Label(text, language or language_of(text, default), role)
                    if (label.text, label.language) in seen:
                        steps = (language, index) if language else (index,)
                        self._report.report(
                            self._report.at(("concepts", id_, section, *steps)),
                            "O201",
                            f"label {text!r} stands twice in {id_!r}",
                            "remove one of the two",
                        )
                        continue
                    seen.add((label.text, label.language))
                    yield label

    def _claims(self, concepts: Mapping[str, Concept]) -> Iterator[Claim]:
        for index, raw in items(self._raw.get("claims"), ("claims",), self._report):
            path = ("claims", index)
            part = check_part(schema.ClaimPart, raw, path, self._report)
            if part is None:
                continue
            named = part.same or part.different
            if bool(part.same) == bool(part.different) or len(named) < 2:
                self._report.report(
                    self._report.at(path),
                    "O307",
                    "a claim joins two or more concepts by 'same' or by 'different'",
                    "write {same: [a, b], ...} or {different: [a, b], because: ...}",
                )
                continue
            unknown = [name for name in named if name not in concepts]
            for name in unknown:
                self._report.unknown(self._report.at(path), "O301", "concept", name, concepts)
            if unknown:
                continue
            kind = "same" if part.same else "different"
            yield Claim(
                id=f"{kind}.{'.'.join(named)}.{index}",
                kind=kind,  # type: ignore[arg-type]
                concepts=named,
                address=self._report.at(path),
                **part.model_dump(include={"evidence", "condition", "because", "rule", "sources", "phrase"}),
            )

    def _correspondences(self) -> Iterator[Correspondence]:
        section = "correspondences"
        for id_, raw in entries(self._raw.get(section), (section,), self._report):
            part = check_part(schema.CorrespondencePart, raw, (section, id_), self._report)
            if part:
                address = self._report.document.key_at((section, id_))
                yield Correspondence(id=id_, address=address, **part.model_dump())

    def _rules(
        self, concepts: Mapping[str, Concept]
    ) -> tuple[dict[str, tuple[ContextRule, ...]], tuple[StopPhrase, ...]]:
        rules: dict[str, tuple[ContextRule, ...]] = {}
        stops: list[StopPhrase] = []
        for index, raw in items(self._raw.get("rules"), ("rules",), self._report):
            path = ("rules", index)
            part = check_part(schema.RulePart, raw, path, self._report)
            if part is None:
                continue
            stops.extend(StopPhrase(phrase, part.because) for phrase in part.never)
            if part.concept is None:
                if not part.never:
                    self._report.report(
                        self._report.at(path),
                        "O308",
                        "a rule names neither a concept nor phrases to leave alone",
                        "add 'concept: ...' or 'never: [...]'",
                    )
            elif part.concept not in concepts:
                where = self._report.at((*path, "concept"))
                self._report.unknown(where, "O301", "concept", part.concept, concepts)
            else:
                rule = _rule(part, part.labels)
                rules[part.concept] = (*rules.get(part.concept, ()), *([rule] if rule else []))
        return rules, tuple(stops)

    def _relations(
        self,
        parts: Mapping[str, schema.ConceptPart],
        types: Mapping[str, RelationType],
        concepts: Mapping[str, Concept],
        events: Iterable[Any],
        claims: tuple[Claim, ...],
        tables: Iterable[Correspondence],
    ) -> tuple[Relation, ...]:
        reader = RelationReader(types, concepts, self._report)
        read = (
            reader.read(id_, part, index)
            for id_, p in parts.items()
            for index, part in enumerate(p.relations)
        )
        typed = [relation for relation in read if relation]
        derived = [*from_events(types, events), *from_claims(claims), *from_tables(tables, concepts)]
        for place, relation in typed_twice(typed, derived):
            self._report.report(
                place,
                "O311",
                f"{relation.id} is typed here and derived from {relation.derived_from!r}",
                "remove it here: a derived relation is never typed twice",
                "warning",
            )
        if claims and SAME_AS not in types:
            self._report.unknown(claims[0].address, "O302", "relation type", SAME_AS, types)
            derived = [relation for relation in derived if relation.type != SAME_AS]
        return merge((*typed, *derived))


def _rule(part: schema.MatchPart | None, labels: tuple[str, ...] = ()) -> ContextRule | None:
    if part is None:
        return None
    return ContextRule(labels=labels, **part.model_dump(include=set(schema.MatchPart.model_fields)))


def language_of(text: str, default: str) -> str:
    """The language that a label's script tells: Hebrew letters say Hebrew, else the scheme's language.

    >>> language_of("בינה", "en"), language_of("Bina", "en")
    ('he', 'en')
    """
    return "he" if any("\u05d0" <= char <= "\u05ea" for char in text) else default
