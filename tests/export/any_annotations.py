"""Annotations of every kind, for tests: placed as the rules of anchors place them, or lost."""

from __future__ import annotations

from hypothesis import strategies as st

from kabgraph import Library
from kabgraph.annotations import place, text_hash
from kabgraph.model import (
    Address,
    Anchor,
    Annotation,
    LinkedClaim,
    LinkedRelation,
    LogEntry,
    Passage,
    TalkId,
)

WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30
) | st.sampled_from(["=1+1", "'=x", "'tis", "@you", '"', "a,b;c\td", "אֵלֶּה", "two\nlines", "<b>&amp;"])
_MOMENTS = st.datetimes().map(lambda moment: moment.strftime("2026-%m-%dT%H:%M:%SZ"))
_CONCEPTS = st.sampled_from(["bina", "malchut", "ele", "ma_what"])


@st.composite
def anchors(draw: st.DrawFn, passages: tuple[Passage, ...]) -> Anchor:
    passage = draw(st.sampled_from(passages))
    if draw(st.booleans()):
        start = draw(st.integers(0, len(passage.text) - 1))
        end = draw(st.integers(start + 1, min(len(passage.text), start + 30)))
        text = passage.text
        near = {"prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]}
        shift = draw(st.sampled_from([0, 7]))
        return Anchor(
            passage.id, text[start:end], **near, start=start + shift, end=end + shift, text=text_hash(text)
        )
    words = draw(WORDS)
    return Anchor("p9", words, draw(WORDS), "", 3, 3 + len(words), "sha256:0123456789ab")


@st.composite
def annotations(draw: st.DrawFn, library: Library) -> Annotation:
    talk = library.talk("first")
    kind = draw(st.sampled_from(["mention", "relation", "claim", "note"]))
    own = tuple(draw(st.lists(anchors(talk.passages), min_size=1, max_size=3)))
    placings = [place(anchor, talk.passages) for anchor in own]
    spans = tuple(placing.span for placing in placings if placing.span)
    whole = len(spans) == len(own)
    entries = draw(st.lists(st.builds(LogEntry, _MOMENTS, WORDS, WORDS), max_size=3))
    concept = (
        draw(_CONCEPTS) if kind == "mention" else draw(_CONCEPTS | st.just("")) if kind == "note" else ""
    )
    both = tuple(draw(st.lists(_CONCEPTS, min_size=2, max_size=3)))
    condition = draw(WORDS | st.just(""))
    link = LinkedRelation("bina", "gives_to", "malchut")
    return Annotation(
        id=draw(st.from_regex(r"a-[0-9a-z]{8}", fullmatch=True)),
        talk=TalkId("first"),
        concept=concept,
        mode=draw(st.sampled_from(["named", "implied", "analogy"])) if kind == "mention" else "named",
        status=draw(st.sampled_from(["accepted", "rejected", "skipped", "retired", "proposed"])),
        anchor=own[0],
        also=own[1:],
        by=draw(st.from_regex(r"[a-z0-9][a-z0-9-]{0,9}", fullmatch=True)),
        state="exact" if whole else "orphan",
        span=spans[0] if whole else None,
        also_spans=spans[1:] if whole else (),
        address=Address("x"),
        kind=kind,
        note=draw(WORDS) if kind == "note" else draw(WORDS | st.just("")),
        origin=draw(st.sampled_from(["", "manual", "proposal"])),
        relation=link if kind == "relation" else None,
        stance=draw(st.sampled_from(["supports", "contradicts", "mentions"]))
        if kind == "relation"
        else "supports",
        claim=LinkedClaim(draw(st.sampled_from(["same", "different"])), both, condition)
        if kind == "claim"
        else None,
        replaces=draw(st.none() | st.just("a-00000001")),
        log=tuple(entries),
    )
