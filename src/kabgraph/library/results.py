"""Results: what a question answers with: a sequence that reads well and narrows down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
_SHOWN = 12


class Results(Sequence[T], Generic[T]):
    """An immutable list of answers, in a fixed order, whose repr names them.

    >>> found = Results(["ELE", "MI"], "letter groups", str)
    >>> found
    2 letter groups
      ELE
      MI
    >>> found.filter(lambda name: len(name) == 2)[0]
    'MI'
    """

    __slots__ = ("_describe", "_items", "_noun")

    def __init__(self, items: Iterable[T], noun: str, describe: Callable[[T], str]) -> None:
        self._items = tuple(items)
        self._noun = noun
        self._describe = describe

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Results[T]: ...
    def __getitem__(self, index: int | slice) -> T | Results[T]:
        if isinstance(index, slice):
            return self._with(self._items[index])
        return self._items[index]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == tuple(other) if isinstance(other, (Results, tuple, list)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def _with(self, items: Iterable[T]) -> Results[T]:
        return Results(items, self._noun, self._describe)

    def filter(self, keep: Callable[[T], bool]) -> Results[T]:
        """Keep the answers for which ``keep`` holds."""
        return self._with(item for item in self._items if keep(item))

    def where(self, **values: Any) -> Results[T]:
        """Keep the answers whose attributes have these values: ``.where(standing="inferred")``.

        Raises:
            AttributeError: the answers have no such attribute.
        """
        return self.filter(lambda item: all(getattr(item, name) == value for name, value in values.items()))

    def __repr__(self) -> str:
        lines = [
            f"{len(self._items)} {self._noun}",
            *(f"  {self._describe(x)}" for x in self._items[:_SHOWN]),
        ]
        if len(self._items) > _SHOWN:
            lines.append(f"  ... and {len(self._items) - _SHOWN} more")
        return "\n".join(lines)


def short(text: str, length: int = 72) -> str:
    """Return the text, cut where it is long.

    >>> short("a long text", 9)
    'a long...'
    """
    return text if len(text) <= length else text[: length - 3].rstrip() + "..."
