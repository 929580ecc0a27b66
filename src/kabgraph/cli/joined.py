"""Commands that ask what is joined: relations, roles, closure, neighborhood, centrality."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kabgraph.cli.answers import Concept, Format, Inferred, answer
from kabgraph.cli.app import Root, app
from kabgraph.library import recall

ANY = "-"


@app.command()
def relations(  # noqa: PLR0913, PLR0917 - one for each thing that may be asked
    subject: Annotated[str, typer.Argument(metavar="FROM", help="A concept by any name; - is any.")] = ANY,
    type: Annotated[str, typer.Argument(metavar="TYPE", help="A relation type; - is any.")] = ANY,
    object: Annotated[str, typer.Argument(metavar="TO", help="Another concept; - is any.")] = ANY,
    root: Root = None,
    standing: Annotated[
        Literal["asserted", "sourced", "inferred"] | None, typer.Option("--standing", help="Its ground.")
    ] = None,
    family: Annotated[str | None, typer.Option("--family", help="A family of relation types.")] = None,
    evidence: Annotated[
        int | None, typer.Option("--evidence", min=0, help="By exactly so many passages.")
    ] = None,
    inverses: Annotated[bool, typer.Option("--inverses", help="Also read from the other end.")] = False,
    format: Format = "text",
) -> None:
    """List relations by any end, type, standing, family or number of passages; csv, json and md quote them.

    Example: kabgraph relations Bina gives_to

    Example: kabgraph relations --standing asserted --evidence 1 --format csv
    """
    ends = (None if each == ANY else each for each in (subject, type, object))
    found = recall(root).relations(
        *ends, standing=standing, family=family, evidence=evidence, inverses=inverses
    )
    answer(found, format)


@app.command()
def roles(
    concept: Annotated[str | None, typer.Argument(help="A concept by any name; else all.")] = None,
    role: Annotated[str | None, typer.Option("--role", help="Only this part: agent, theme, goal ...")] = None,
    root: Root = None,
    format: Format = "text",
) -> None:
    """Tell who does what: the parts that a concept plays in events.

    Example: kabgraph roles Bina --role agent
    """
    answer(recall(root).roles(concept, role), format)


@app.command()
def closure(
    type: Annotated[str, typer.Argument(help="A transitive relation type, or its inverse.")],
    start: Annotated[str | None, typer.Argument(metavar="FROM", help="Only from this concept.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Only to this concept.")] = None,
    root: Root = None,
    inferred: Inferred = False,
    format: Format = "text",
) -> None:
    """Tell what follows from a transitive relation, each with the chain that it rests on.

    Example: kabgraph closure part_of ELE
    """
    answer(recall(root).closure(type, start, end, inferred=inferred), format)


@app.command()
def neighborhood(
    concept: Concept,
    steps: Annotated[int, typer.Argument(min=1, help="How many relations away.")] = 1,
    root: Root = None,
    inferred: Inferred = False,
    format: Format = "text",
) -> None:
    """List the relations that lead from a concept to what is near it.

    Example: kabgraph neighborhood Bina 2 --format json
    """
    answer(recall(root).neighborhood(concept, steps, inferred=inferred), format)


@app.command()
def centrality(
    measure: Annotated[
        Literal["degree", "betweenness", "closeness", "harmonic"], typer.Argument(help="By which measure.")
    ] = "degree",
    root: Root = None,
    inferred: Inferred = False,
    format: Format = "text",
) -> None:
    """List all concepts, those first on which most of the graph hangs.

    Example: kabgraph centrality betweenness --format csv
    """
    answer(recall(root).centrality(measure, inferred=inferred), format)
