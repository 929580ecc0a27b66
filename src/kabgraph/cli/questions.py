"""Commands that ask what the texts say: kwic, passages, dispersion, keyness, collocates, over-talks."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kabgraph.cli.answers import Concept, Format, Implied, answer
from kabgraph.cli.app import Root, app
from kabgraph.library import recall


@app.command()
def kwic(
    concept: Concept,
    root: Root = None,
    words: Annotated[int, typer.Option("--words", min=0, help="Words of context either side.")] = 6,
    sort: Annotated[
        Literal["text", "left", "hit", "right"], typer.Option("--sort", help="In which order.")
    ] = "text",
    implied: Implied = False,
    format: Format = "text",
) -> None:
    """Line up the mentions of a concept with the words about them.

    Example: kabgraph kwic ELE --words 8 --sort right
    """
    answer(recall(root).kwic(concept, words, sort, implied=implied), format)


@app.command()
def passages(
    concepts: Annotated[
        list[str] | None, typer.Argument(metavar="CONCEPT...", help="Concepts by any of their names.")
    ] = None,
    root: Root = None,
    within: Annotated[
        str, typer.Option("--within", help="sentence, passage, talk, or a number of words.")
    ] = "passage",
    ordered: Annotated[bool, typer.Option("--ordered", help="Only in the order given.")] = False,
    implied: Implied = False,
    format: Format = "text",
) -> None:
    """Find the passages that name several concepts together.

    Example: kabgraph passages Malchut "Zeir Anpin" --within sentence
    """
    scope: str | int = int(within) if within.isdecimal() else within
    found = recall(root).passages(*concepts or (), within=scope, ordered=ordered, implied=implied)  # type: ignore[arg-type] # checked there
    answer(found, format)


@app.command()
def dispersion(
    concepts: Annotated[
        list[str] | None, typer.Argument(metavar="CONCEPT...", help="Concepts; else all that are named.")
    ] = None,
    root: Root = None,
    implied: Implied = False,
    format: Format = "text",
) -> None:
    """Tell how evenly the talks name concepts: range, Gries' DP and DPnorm.

    Example: kabgraph dispersion Light Bina
    """
    answer(recall(root).dispersion(*concepts or (), implied=implied), format)


@app.command()
def keyness(
    talk: Annotated[str, typer.Argument(help="The id of a talk.")],
    root: Root = None,
    implied: Implied = False,
    format: Format = "text",
) -> None:
    """Tell which concepts a talk names more or less than all others do: log-likelihood and log ratio.

    Example: kabgraph keyness place-of-residence --format csv
    """
    answer(recall(root).keyness(talk, implied=implied), format)


@app.command()
def collocates(
    concept: Concept,
    root: Root = None,
    within: Annotated[
        Literal["sentence", "passage", "talk"], typer.Option("--within", help="What counts as together.")
    ] = "sentence",
    min_count: Annotated[int, typer.Option("--min-count", min=1, help="How often, at least.")] = 2,
    implied: Implied = False,
    format: Format = "text",
) -> None:
    """Tell which concepts stand beside one: joint frequency, mutual information, log-likelihood.

    Example: kabgraph collocates Light --within passage
    """
    answer(recall(root).collocates(concept, within, min_count=min_count, implied=implied), format)


@app.command("over-talks")
def over_talks(
    concept: Concept, root: Root = None, implied: Implied = False, format: Format = "text"
) -> None:
    """Tell how often each talk names a concept, in the order of reading.

    Example: kabgraph over-talks Light --format csv
    """
    answer(recall(root).over_talks(concept, implied=implied), format)
