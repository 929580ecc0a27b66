"""Search in a browser: any label, script or typo finds its concept; by keys, mouse and touch."""

from __future__ import annotations

import json
import threading
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import kabgraph
from kabgraph.pages.build import build_site
from kabgraph.text import fold, folded

FIRST = {
    "zeir_anpin": (
        *(
            "Zeir Anpin",
            "Ze'ir",
            "Ze’ir",
            "zeir-anpin",
            'Z"A',
            "Z״A",
            "ZA",
            "za",
            "זעיר אנפין",
            "ze-IR an-PIN",
        ),
        *("Zier Anpin", "Zier Anp", "Zeir Anpni"),
    ),
    "havayah": (
        *("HaVaYaH", "havayah", "Havaya", "YHVH", "Yod-Hey-Vav-Hey"),
        *("הויה", 'הוי"ה', "הוי״ה", "יהוה"),
    ),
    "bina": ("בינה", "בִּינָה", "\u200fבינה\u200e", "  bina ", "BINA", "Bnia"),
    "mi": ("MI", "mi", "Mi"),
    "ele": ("ELE", "ele", "these", '"letters ELE"', "“letters ELE”"),
    "ma_what": ("MA", "ma"),
    "malchut": ("Malkut", "Malkootas"),
}
NASTY = (
    *("", " ", "'", '"', '""', "a\u00adb", "\u05b0", "\u05b0a", 'צה"ל', "צה״ל־של", "״א״", "a\u200d'\u200db"),
    *("it’s-me-", "-a- – b", "Straße ẞ ŉ ǰ ﬁ ΰ ᾳ ı İ", "ΟΔΟΣ ὈΔΥΣΣΕΎΣ", "Ḥesed é e\u0301", "\u1fb3", "𝔸𐐀 x"),
    *(
        "\u05e9\u05c1\ufb2a\u05b8\u05bc",
        "\x1c a\x85b\u3000c",
        "<script>alert(1)</script>",
        "a\u202eb",
        "w" * 300,
    ),
    *("\ufeffa\u034fb", "१२ ٣-٤ x²", "א\u05beב ג\u05c3ד"),
)


class _Field:
    """The search field of an open page, as a reader uses it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.input = page.get_by_role("combobox", name="Search")
        self.list = page.locator("[role=listbox]")
        self.hits = page.locator("[role=listbox] a[href]")
        self.status = page.locator(".kg-search__status")

    def ask(self, text: str) -> list[str]:
        """Type ``text`` anew and return where the results lead."""
        self.input.fill(text)
        self.page.wait_for_selector(".kg-search__status:not(:text('Reading'))", state="attached")
        return [
            str(href).partition("/out/")[2]
            for href in self.hits.evaluate_all("all => all.map(hit => hit.href)")
        ]


@pytest.fixture(scope="module")
def page(browser: Any, whole_site: Path) -> Iterator[Any]:
    """A page opened from a folder, its field in use; what the console says is an error."""
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto((whole_site / "about.html").as_uri())
    opened.keyboard.press("/")
    _ready(opened)
    yield opened
    opened.close()
    assert said == []


def _ready(page: Any) -> None:
    for _ in range(200):
        if page.evaluate("() => Boolean(window.kabgraph.catalogue)"):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the data for search did not come")


@pytest.mark.parametrize("concept", FIRST)
def test_a_concept_is_first_by_any_label_script_and_typo(page: Any, concept: str) -> None:
    field = _Field(page)
    first = {text: field.ask(text)[:1] for text in FIRST[concept]}
    assert first == {text: [f"concepts/{concept}.html"] for text in FIRST[concept]}


_CONCEPTS_FOUND = """labels => {
    const find = kabgraph.finder(kabgraph.catalogue)
    const concepts = label => find(label).groups.find(group => group.kind === "concept")
    return labels.map(label => concepts(label)?.hits[0].record.href)
}"""


def test_every_label_finds_its_concept(page: Any, library: kabgraph.Library) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in library.ontology.concepts.values():
        for label in concept.labels:
            owners[folded(label.text)].add(f"concepts/{concept.id}.html")
    labels = sorted({label.text for c in library.ontology.concepts.values() for label in c.labels})
    found = page.evaluate(_CONCEPTS_FOUND, labels)
    assert {
        text: href for text, href in zip(labels, found, strict=True) if href not in owners[folded(text)]
    } == {}


def test_both_concepts_of_one_name_come_before_what_looks_like_it(page: Any) -> None:
    assert set(_Field(page).ask("MA")[:2]) == {"concepts/ma_what.html", "concepts/ma45.html"}


def test_texts_fold_in_the_browser_as_in_python(page: Any, library: kabgraph.Library) -> None:
    labels = [label.text for c in library.ontology.concepts.values() for label in c.labels]
    passages = [passage.text for talk in library.talks[:3] for passage in talk.passages]
    texts = [*labels, *passages, *NASTY]
    for text, there in zip(texts, page.evaluate("texts => texts.map(kabgraph.fold)", texts), strict=True):
        here = fold(text)
        assert there["text"] == here.text, ascii(text)
        if all(len(char.casefold()) == 1 and ord(char) < 0x10000 for char in text):
            assert there["starts"] == list(here.starts), ascii(text)
            assert there["ends"] == list(here.ends), ascii(text)
    assert page.evaluate("texts => texts.map(kabgraph.folded)", texts) == [folded(text) for text in texts]


def test_every_letter_folds_in_the_browser_as_in_python(page: Any) -> None:
    """But for Cherokee, whose capitals Python takes for the plain form."""
    codes = (*range(0x3400), *range(0xD7B0, 0xD800), *range(0xE000, 0x20000))  # without Han and Hangul
    known = [chr(code) for code in codes if unicodedata.category(chr(code))[0] in "LMNPSZ"]
    letters = [f"x{char}y" for char in known if "CHEROKEE" not in unicodedata.name(char, "")]
    there = page.evaluate("texts => texts.map(text => kabgraph.fold(text).text)", letters)
    assert [(ascii(a), b) for a, b in zip(letters, there, strict=True) if fold(a).text != b] == []


def test_results_are_marked_in_the_words_of_the_text(page: Any) -> None:
    field = _Field(page)
    hrefs = field.ask('"letters ELE"')
    assert "talks/place-of-residence.html#p3" in hrefs
    passage = field.hits.nth(hrefs.index("talks/place-of-residence.html#p3"))
    assert passage.locator("mark").all_inner_texts() == ["letters ELE"]
    assert "Place of Residence, passage 3, retelling" in passage.inner_text()
    assert all("#" in href or "concepts/ele" in href for href in hrefs if not href.startswith("processes"))
    field.ask('Z"A Malchut')
    marks = page.locator(".kg-hit--relation mark").all_inner_texts()
    assert {"Zeir Anpin", "Malchut"} <= set(marks)


def test_words_in_quotation_marks_stand_side_by_side(page: Any) -> None:
    field = _Field(page)
    assert "talks/place-of-residence.html#p3" in field.ask("ELE letters name")
    assert field.ask('"ELE letters name"') == []
    assert "side by side" in field.status.inner_text()


def test_groups_say_what_they_hold(page: Any) -> None:
    field = _Field(page)
    field.ask("womb")
    assert page.locator(".kg-hits__head").all_inner_texts()[:3] == ["Concepts 1", "Relations 3", "Passages 6"]
    first = field.hits.first.inner_text()
    assert first.startswith("womb רחם")
    assert "The image of the place inside the Upper One" in first
    assert field.hits.first.locator("[lang=he][dir=rtl]").inner_text() == "רחם"


def test_more_results_come_when_asked_for(page: Any) -> None:
    field = _Field(page)
    few = len(field.ask("Bina"))
    page.get_by_role("button", name="Show more").click()
    assert field.hits.count() > few
    assert field.input.evaluate("e => e === document.activeElement")


def test_nothing_found_says_so_and_names_the_nearest(page: Any) -> None:
    field = _Field(page)
    assert field.ask("qqqqxyzzy") == []
    assert field.status.inner_text() == "Nothing is found for “qqqqxyzzy”."
    assert field.input.get_attribute("aria-expanded") == "false"
    assert field.ask("Malkootas") == ["concepts/malchut.html"]
    assert field.status.inner_text() == "Nothing is found for “Malkootas”. Did you mean Malchut?"
    field.ask("Bnia")
    assert field.status.inner_text() == "Nothing is written “Bnia”. Nearest: Bina."


def test_signs_alone_and_odd_words_break_nothing(page: Any) -> None:
    field = _Field(page)
    for text in ('"', '""', "-", "\u200f", "*", "a" * 300, "<b>", "\\", "constructor", "__proto__"):
        field.ask(text)
        assert field.status.inner_text(), text


@pytest.fixture
def fresh(browser: Any, whole_site: Path) -> Iterator[Any]:
    """A concept's page, nothing touched yet."""
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.goto((whole_site / "concepts" / "bina.html").as_uri())
    yield opened
    opened.close()


def test_it_is_used_by_keys_alone(fresh: Any) -> None:
    field = _Field(fresh)
    link = fresh.locator(".kg-nav a").first
    link.focus()
    fresh.keyboard.press("/")
    assert field.input.evaluate("e => e === document.activeElement")
    assert field.input.input_value() == ""
    fresh.keyboard.type("ELE/")  # no second opening, but a sign like others
    assert field.input.input_value() == "ELE/"
    _ready(fresh)
    fresh.keyboard.press("ArrowDown")
    fresh.keyboard.press("ArrowDown")
    chosen = fresh.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1
    assert field.input.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert field.input.get_attribute("aria-expanded") == "true"
    fresh.keyboard.press("ArrowUp")
    fresh.keyboard.press("ArrowUp")
    assert field.hits.last.get_attribute("aria-selected") == "true"
    fresh.keyboard.press("Escape")
    assert not field.list.is_visible()
    assert link.evaluate("e => e === document.activeElement")
    fresh.keyboard.press("/")
    fresh.keyboard.press("ArrowDown")
    fresh.keyboard.press("Enter")
    fresh.wait_for_url("**/concepts/ele.html")


def test_enter_before_the_data_is_there_opens_the_first_result(fresh: Any) -> None:
    fresh.keyboard.press("/")
    fresh.keyboard.type("Malchut")
    fresh.keyboard.press("Enter")
    fresh.wait_for_url("**/concepts/malchut.html")


def test_no_list_is_left_open_behind(fresh: Any) -> None:
    field = _Field(fresh)
    field.input.click()
    _ready(fresh)
    for leave in (
        lambda: fresh.locator(".kg-byline").click(position={"x": 2, "y": 40}),
        lambda: fresh.keyboard.press("Escape"),
        lambda: fresh.get_by_role("button", name="Close search").click(),
        lambda: [fresh.keyboard.press("Tab") for _ in range(3)],
    ):
        field.input.click()
        field.ask("Bina")
        assert field.list.is_visible()
        leave()
        assert not field.list.is_visible(), fresh.url
    field.input.click()
    field.ask("Light")
    field.hits.first.click()
    fresh.wait_for_url("**/concepts/light.html")
    assert not field.list.is_visible()
    fresh.go_back()
    assert not field.list.is_visible()


def test_a_relation_is_opened_where_it_stands(fresh: Any) -> None:
    field = _Field(fresh)
    field.input.click()
    _ready(fresh)
    hrefs = field.ask("Malchut rises into Bina")
    relation = next(n for n, href in enumerate(hrefs) if "?relation=" in href)
    field.hits.nth(relation).click()
    fresh.wait_for_url("**relation=**")
    line = fresh.locator("[data-relation='rise-of-malchut']").first
    assert line.locator("blockquote").first.is_visible()
    assert line.locator("summary").evaluate("e => e === document.activeElement")


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_the_field_takes_the_header_s_place(browser: Any, whole_site: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((whole_site / "talks" / "place-of-residence.html").as_uri())
    field = _Field(page)
    assert not field.input.is_visible()
    page.get_by_role("button", name="Search", exact=True).tap()
    _ready(page)
    assert field.input.evaluate("e => e === document.activeElement")
    assert field.ask("הוי״ה")[0] == "concepts/havayah.html"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert field.hits.first.bounding_box()["height"] >= 24
    page.get_by_role("button", name="Close search").tap()
    assert not field.input.is_visible()
    assert not field.list.is_visible()
    page.get_by_role("button", name="Search", exact=True).tap()
    field.ask("Bina")
    field.hits.first.tap()
    page.wait_for_url("**/concepts/bina.html")
    context.close()


def test_without_scripts_the_index_of_concepts_takes_its_place(browser: Any, whole_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 600})
    page = context.new_page()
    page.goto((whole_site / "concepts" / "bina.html").as_uri())
    assert not page.locator("[role=combobox]").is_visible()
    assert not page.get_by_role("button", name="Search").is_visible()
    page.get_by_role("link", name="All concepts A to Z").click()
    page.wait_for_url("**/concepts.html")
    context.close()


@pytest.fixture
def host(whole_site: Path) -> Iterator[str]:
    """The site on this machine's own host; it says nothing of what is asked of it."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(whole_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_it_answers_from_a_host_too_and_reads_its_data_late(browser: Any, host: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{host}/concepts/bina.html")
    page.wait_for_load_state("networkidle")
    assert not any("minisearch" in url or "data/search" in url for url in asked)
    page.keyboard.press("/")
    _ready(page)
    _Field(page).input.fill("בִּינָה")
    first = page.locator("[role=listbox] a[href]").first
    assert str(first.evaluate("e => e.href")) == f"{host}/concepts/bina.html"
    assert all(url.startswith((host, "data:")) for url in asked)
    assert said == []
    page.close()


def test_words_never_become_markup(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    words = '<img src=x onerror=alert(1)> "]}{{'
    concept = {"pref_label": {"en": f"Alpha {words}"}, "definition": words, "alt_labels": [f"beta {words}"]}
    ontology = {"scheme": {"id": "s", "title": words}, "concepts": {"a": concept}}
    (tmp_path / "concepts.yaml").write_text(json.dumps(ontology), encoding="utf-8")
    site = build_site(kabgraph.load(tmp_path), tmp_path / "out").site
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    _ready(page)
    field = _Field(page)
    for text in ("alpha", "beta", words, f'"{words}'):
        field.ask(text)
        assert page.locator(".kg-search__panel img").count() == 0
    field.ask("beta")
    assert f"as beta {words}" in field.hits.first.inner_text()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_open_field(browser: Any, whole_site: Path, scheme: str, width: int) -> None:
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    context = browser.new_context(
        viewport={"width": width, "height": 700}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto((whole_site / "concepts" / "bina.html").as_uri())
    page.keyboard.press("/")
    _ready(page)
    field = _Field(page)
    for text in ("", "Bina", "Bnia", "Malkootas", "qqqqxyzzy"):
        field.ask(text)
        page.keyboard.press("ArrowDown")
        options = {"resultTypes": ["violations"], "preload": False}
        found = sync.Axe().run(page, options=options).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == [], text
    context.close()
