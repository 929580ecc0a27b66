"""Who speaks, told by labels alone."""

import pytest

from kabgraph.corpus.roles import label_of, roles_of


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Question: Why?", "question"),
        ("QUESTION : Why?", "question"),
        ("question: Why?", "question"),
        ("Q: Why?", "question"),
        ("Question 2: Why?", "question"),
        ("**Question:** Why?", "question"),
        ("שאלה: למה?", "question"),
        ("Answer: So.", "answer"),
        ("Dr. Levi’s Answer: So.", "answer"),
        ("A: So.", "answer"),
        ("תשובת הרב - תשובה: כך", "answer"),
        ("Вопрос: почему?", "question"),
        ("a: first of all", None),
        ("The question: who asks?", None),
        ("My own answer: none.", None),
        ("Questions: many", None),
        ("There is a question", None),
        ("A very long sentence that speaks on and on before it comes to the word Answer: no", None),
    ],
)
def test_labels(text: str, label: str | None) -> None:
    assert label_of(text) == label


def test_answers_run_on_until_the_next_question() -> None:
    texts = ["Before.", "Question: A?", "More of it.", "Answer: B.", "C.", "Q: D?", "E.", "A: F."]
    said = [roles[0] if roles else "" for roles in roles_of(texts)]
    assert said == ["", "question", "", "answer", "answer", "question", "", "answer"]


def test_without_labels_nobody_is_guessed() -> None:
    assert roles_of(["One.", "Two: three."]) == [(), ()]
