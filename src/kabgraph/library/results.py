"""Results: what a question answers with: a sequence that reads well, narrows down, and can be cited."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from kabgraph.errors import UsageError
from kabgraph.library.shapes import Sheet, sheet_of, woven

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from kabgraph.library.asked import Asked

T = TypeVar("T")
_SHOWN = 12


class Results(Sequence[T], Generic[T]):
    """An immutable list of answers, in a fixed order, whose repr names them.

    ``asked`` is the question; without it the answers cannot be cited. ``of`` is what they are, so that a
    sheet without a row still has its columns; answers that are mappings bring their ``columns`` along.

    >>> found = Results(["ELE", "MI"], "letter groups", str)
    >>> found
    2 letter groups
      ELE
      MI
    >>> found.filter(lambda name: len(name) == 2)[0]
    'MI'
    >>> found.sort(len).csv()
    'value\\nMI\\nELE\\n'
    """

    __slots__ = ("_columns", "_describe", "_items", "_noun", "_of", "asked")

    def __init__(
        self,
        items: Iterable[T],
        noun: str,
        describe: Callable[[T], str],
        *,
        asked: Asked | None = None,
        of: type | None = None,
        columns: Sequence[str] = (),
    ) -> None:
        self._items = tuple(items)
        self._noun = noun
        self._describe = describe
        self._of = of
        self._columns = tuple(columns)
        self.asked = asked

    # -- a sequence

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Results[T]: ...
    def __getitem__(self, index: int | slice) -> T | Results[T]:
        if isinstance(index, slice):
            told = ":".join("" if each is None else str(each) for each in (index.start, index.stop))
            return self._with(self._items[index], f"[{told}{f':{index.step}' if index.step else ''}]")
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == tuple(other) if isinstance(other, (Results, tuple, list)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def _with(self, items: Iterable[T], step: str) -> Results[T]:
        asked = self.asked.then(step) if self.asked else None
        return Results(items, self._noun, self._describe, asked=asked, of=self._of, columns=self._columns)

    # -- narrowing down

    def filter(self, keep: Callable[[T], bool]) -> Results[T]:
        """Keep the answers for which ``keep`` holds."""
        return self._with((item for item in self._items if keep(item)), ".filter(...)")

    def where(self, **values: Any) -> Results[T]:
        """Keep the answers whose attributes have these values: ``.where(standing="inferred")``.

        Raises:
            UsageError: the answers have no such attribute; it says which they have.
        """
        kept = (x for x in self._items if all(_value(x, name) == value for name, value in values.items()))
        return self._with(kept, f".where({', '.join(f'{name}={value!r}' for name, value in values.items())})")

    def sort(self, by: str | Callable[[T], Any], *, reverse: bool = False) -> Results[T]:
        """Return the answers in order of an attribute, or of what ``by`` gives; equals keep their order.

        What has no value comes last.

        Raises:
            UsageError: the answers have no such attribute; it says which they have.
        """
        keyed = [(_key(item, by), item) for item in self._items]
        known = sorted(
            ((key, item) for key, item in keyed if key is not None), key=lambda pair: pair[0], reverse=reverse
        )
        items = [item for _, item in known] + [item for key, item in keyed if key is None]
        return self._with(items, f".sort({_told(by)}{', reverse=True' if reverse else ''})")

    def group(self, by: str | Callable[[T], Hashable]) -> Groups[T]:
        """Return the answers by an attribute, or by what ``by`` gives, in the order in which they come.

        Raises:
            UsageError: the answers have no such attribute; it says which they have.
        """
        table: dict[Hashable, list[T]] = {}
        for item in self._items:
            table.setdefault(_key(item, by), []).append(item)
        return Groups(
            {key: self._with(own, f".group({_told(by)})[{key!r}]") for key, own in table.items()}, self._noun
        )

    # -- elsewhere

    def df(self) -> pd.DataFrame:
        """Return a pandas data frame, a row for each answer; lists stay lists.

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas  # noqa: PLC0415 - an extra, and slow to load
        except ImportError:
            remedy = 'install the extra "df": pip install "kabgraph[df]"'
            raise UsageError("data frames need pandas, which is not installed", remedy) from None
        return pandas.DataFrame(self.rows(), columns=list(self.columns))

    def nx(self) -> nx.MultiDiGraph[str]:
        """Return the part of the whole graph that the answers speak of, as a graph of its own.

        Raises:
            UsageError: the answers are no part of the graph.
        """
        return woven(self._items, self.asked)

    def csv(self) -> str:
        """Return CSV text with a header; what a spreadsheet would run has an apostrophe before it."""
        from kabgraph.library.sheets import as_csv  # noqa: PLC0415 - needed at the end alone

        return as_csv(self.columns, self.rows())

    def json(self) -> str:
        """Return a JSON document: the question, data version and citation, then a line for each answer."""
        from kabgraph.library.sheets import as_document  # noqa: PLC0415 - needed at the end alone

        return as_document(self)

    def md(self) -> str:
        """Return a Markdown table with the citation below it."""
        from kabgraph.library.sheets import as_markdown  # noqa: PLC0415 - needed at the end alone

        return as_markdown(self)

    def cite(self) -> str:
        """Return how to cite the answers: what was asked of which data, and the texts with their editions.

        Raises:
            UsageError: no library stands behind them.
        """
        from kabgraph.library.citation import citation  # noqa: PLC0415 - needed at the end alone

        return citation(self)

    def notes(self) -> tuple[str, ...]:
        """What has to be said of the texts that answer: whose words they are."""
        from kabgraph.library.citation import notes  # noqa: PLC0415 - needed at the end alone

        return notes(self)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of what a row holds."""
        return self._sheet().columns

    def rows(self) -> list[dict[str, Any]]:
        """Return the answers as plain records; lists where there may be several of something."""
        sheet = self._sheet()
        return [dict(zip(sheet.columns, sheet.values(x), strict=True)) for x in self._items]

    def _sheet(self) -> Sheet:
        if self._columns:
            return Sheet(self._columns, lambda item: tuple(item[name] for name in self._columns))
        of = self._of or (type(self._items[0]) if self._items else None)
        return sheet_of(of, self.asked)

    @property
    def noun(self) -> str:
        """What the answers are called, with their number."""
        return f"{len(self._items)} {self._noun}"

    def lines(self) -> list[str]:
        """Return each answer in words, as its repr has it."""
        return [self._describe(item) for item in self._items]

    def __repr__(self) -> str:
        lines = [self.noun, *(f"  {self._describe(x)}" for x in self._items[:_SHOWN])]
        if len(self._items) > _SHOWN:
            lines.append(f"  ... and {len(self._items) - _SHOWN} more")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from kabgraph.library.html import page  # noqa: PLC0415 - for notebooks alone

        return page(self)


class Groups(dict[Hashable, Results[T]]):
    """Answers by what they share, in the order in which they come.

    >>> Results(["ELE", "MI", "MA"], "letter groups", str).group(len)
    3 letter groups in 2 groups
      3: 1
      2: 2
    """

    def __init__(self, groups: dict[Hashable, Results[T]], noun: str) -> None:
        super().__init__(groups)
        self._noun = noun

    def counts(self) -> dict[Hashable, int]:
        """Return the size of each group."""
        return {key: len(found) for key, found in self.items()}

    def __repr__(self) -> str:
        counts = self.counts()
        head = f"{sum(counts.values())} {self._noun} in {len(counts)} groups"
        return "\n".join([head, *(f"  {key}: {count}" for key, count in counts.items())])


def _value(item: object, name: str) -> Any:
    if name.startswith("_") or not hasattr(item, name):
        known = [
            each for each in dir(item) if not each.startswith("_") and not callable(getattr(item, each, None))
        ]
        raise UsageError(f"these answers have no {name!r}", f"use {', '.join(known) or 'a function'}")
    return getattr(item, name)


def _key(item: T, by: str | Callable[[T], Any]) -> Any:
    return _value(item, by) if isinstance(by, str) else by(item)


def _told(by: str | Callable[[T], Any]) -> str:
    return repr(by) if isinstance(by, str) else "..."


def short(text: str, length: int = 72) -> str:
    """Return the text, cut where it is long.

    >>> short("a long text", 9)
    'a long...'
    """
    return text if len(text) <= length else text[: length - 3].rstrip() + "..."
