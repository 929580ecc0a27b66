"""Who speaks: the role of each paragraph, from labels such as ``Question:`` and ``...Answer:``."""

from __future__ import annotations

from collections.abc import Iterable

_QUESTION = frozenset({"question", "q", "שאלה", "вопрос"})
_ANSWER = frozenset({"answer", "a", "תשובה", "ответ"})
_REACH = 60  # no label is longer


def roles_of(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the roles of the paragraphs of one talk, in order.

    A paragraph with a question's label is a question; from an answer's label on, all are answers until
    the next question. Without labels nobody is guessed.

    >>> roles_of(["Question: Why?", "The teacher's Answer: Because.", "So it is."])
    [('question',), ('answer',), ('answer',)]
    """
    roles: list[tuple[str, ...]] = []
    running: tuple[str, ...] = ()
    for text in texts:
        label = label_of(text)
        if label == "question":
            roles.append(("question",))
            running = ()
        else:
            running = ("answer",) if label == "answer" else running
            roles.append(running)
    return roles


def label_of(text: str) -> str | None:
    """Return ``question`` or ``answer`` when ``text`` opens with such a label.

    >>> label_of("QUESTION: Why?"), label_of("A: So."), label_of("a: first"), label_of("My answer: no")
    ('question', 'answer', None, None)
    """
    label, colon, _ = text[: _REACH + 1].partition(":")
    words = label.strip(" *_\"'“”").split()
    if len(words) == 2 and words[1].isdigit():
        words.pop()
    if not colon or not words:
        return None
    last = words[-1].casefold()
    if len(words) > 1:
        return "answer" if last in _ANSWER and len(last) > 1 and not words[-1].islower() else None
    if len(last) == 1 and words[-1].islower():
        return None
    return "question" if last in _QUESTION else "answer" if last in _ANSWER else None
