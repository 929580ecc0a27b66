"""Signs that mislead are named with their place; honest text is left in peace."""

import time

import pytest

from kabgraph.source import inspect

HONEST = [
    "plain ASCII, only",
    "“Curly” ‘quotes’ – dashes — and … Séfer Hokhmá ḥesed",
    "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים \u200fעברית\u200e (Bina) הוי\"ה ז״א ה'",
    "Бина и Малхут, ёлка, Київ, IP-адрес, SMSка, VIPом, Wi-Fi, 3D-модель, XVIIIв",
    "Δx, μm, πr², Ωmega-free λόγος καὶ",
    "می‌خواهم क्‍ष \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "日本語 中文 한국어 ไทย ภาษาไทยที่ ạ̄́",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_is_never_flagged(text: str) -> None:
    assert inspect(text, "a.md") == []


@pytest.mark.parametrize(
    ("text", "column", "code", "sign"),
    [
        ("Bi\ufeffna", 3, "S301", "U+FEFF"),
        ("Bina \u202elowers\u202c", 6, "S302", "U+202E"),
        ("Bina \u2067here", 6, "S302", "U+2067"),
        ("Bi\u200bna", 3, "S303", "U+200B"),
        ("Bi\u200dna", 3, "S303", "U+200D"),
        ("Bina\U000e0069\U000e0067 here", 5, "S304", "U+E0069"),
        ("Bina \ufdd0", 6, "S305", "U+FDD0"),
        ("Bina \U0010ffff", 6, "S305", "U+10FFFF"),
        ("B" + "\u0301\u0302" * 200, 2, "S306", "400 in a row"),
        ("the name \u041cA changes", 10, "S307", "U+041C"),
        ("\u0435l\u0435", 1, "S307", "mixed scripts"),
        ("Бин\u0061 здесь", 4, "S307", "Latin"),
        ("\u039cI", 1, "S307", "Greek"),
    ],
)
def test_a_misleading_sign_is_named_with_its_place(text: str, column: int, code: str, sign: str) -> None:
    finding = inspect("first line\n" + text, "a.md")[0]
    assert (finding.address.line, finding.address.column) == (2, column)
    assert (finding.code, finding.level) == (code, "warning")
    assert sign in finding.message
    assert str(finding).isprintable()


def test_very_many_signs_are_counted_and_not_all_listed() -> None:
    findings = inspect("a\u200b\n" * 1000, "a.md")
    assert len(findings) == 20
    assert "and 980 more" in findings[-1].message


@pytest.mark.parametrize(
    "unit", ["\u0301", "\u200b", "м", "Mм", "\ufeff", "\U000e0041", "\U0001f3f4\U000e0041"]
)
def test_cost_is_linear(unit: str) -> None:
    start = time.perf_counter()
    inspect(unit * 500_000, "a.md")
    assert time.perf_counter() - start < 60  # no speed claim: what is not linear would run for hours
