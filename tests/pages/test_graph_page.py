"""The page of the whole graph in a browser: focus, filters, sorting, keys, address, and without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kabgraph
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import all_pages


@pytest.fixture
def page(browser: Any, whole_site: Path) -> Any:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((whole_site / "graph.html").as_uri())
    yield page
    page.close()


def names_near(page: Any) -> set[str]:
    return set(page.locator(".kg-near").evaluate_all("all => all.map(e => e.dataset.node)"))


def test_a_name_in_focus_shows_its_relations_in_picture_and_table(
    page: Any, library: kabgraph.Library
) -> None:
    page.locator("a[data-node=bina]").click()
    relations = library["bina"].relations()
    others = {end for r in relations for end in (r.subject, r.object)} - {"bina"}
    assert names_near(page) == {end for end in others if "#" not in end}
    assert page.locator(".kg-graph__more").inner_text().startswith(f"{len(relations)} rows")
    assert page.locator(".kg-edges tbody tr").count() == len(relations)
    assert page.locator(".kg-bold .kg-edge").count() == len([r for r in relations if "#" not in r.subject])
    assert "rises into" in page.locator(".kg-unders").text_content()
    assert page.url.endswith("graph.html?focus=bina")
    page.locator("a[data-node=bina]").click()
    page.wait_for_url("**/concepts/bina.html")


def test_keys_walk_the_names_and_escape_leaves(page: Any) -> None:
    page.keyboard.press("f")
    page.keyboard.type("zeir-anpin")
    page.keyboard.press("Enter")
    assert page.url.endswith("?focus=zeir_anpin")
    page.locator("a[data-node=zeir_anpin]").focus()
    seen = set()
    for key in ("ArrowUp", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.dataset.node"))
    assert len(seen) >= 3
    assert page.locator(".kg-whole a[tabindex='0']").count() == 1
    node = page.evaluate("document.activeElement.dataset.node")
    page.keyboard.press("Enter")
    assert page.url.endswith(f"?focus={node}")
    page.keyboard.press("Escape")
    assert page.locator(".kg-focused").count() == 0
    assert "focus" not in page.url


def top_of(page: Any, name: str) -> float:
    return float(page.locator(f"a[data-node={name}] text").evaluate("e => e.getBoundingClientRect().top"))


def test_choosing_a_name_moves_nothing_and_what_is_asked_for_comes_into_view(page: Any) -> None:
    before = top_of(page, "keter")
    page.locator("a[data-node=keter]").click()
    assert top_of(page, "keter") == before
    page.keyboard.press("Escape")
    assert top_of(page, "keter") == before
    assert top_of(page, "group") > 900
    page.keyboard.press("f")
    page.keyboard.type("group")
    page.keyboard.press("Enter")
    assert 100 < top_of(page, "group") < 880
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert 100 < top_of(page, "group") < 880
    page.locator("a[data-node=group]").focus()
    for _ in range(30):  # a walk upward never leads under the line that stays on top
        page.keyboard.press("ArrowUp")
        line = page.locator(".kg-graph__focus").evaluate("e => e.getBoundingClientRect().bottom")
        assert page.evaluate("document.activeElement.getBoundingClientRect().bottom") > line


def test_the_words_under_the_names_keep_apart(page: Any) -> None:
    met = page.evaluate(
        """() => {
          const rim = (e, cut) => {
            const box = e.getBoundingClientRect()
            return [box.left, box.top + cut, box.right, box.bottom - cut]
          }
          const meet = (a, b) => a[0] < b[2] - 1 && b[0] < a[2] - 1 && a[1] < b[3] && b[1] < a[3]
          const links = [...document.querySelectorAll(".kg-whole a[data-node]")], found = []
          for (const link of links) {
            link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))
            const words = [...document.querySelectorAll(".kg-under-name")].map(e => rim(e, 4))
            const names = links.map(other => rim(other.querySelector("text"), 5))
            const others = n => [...words.slice(0, n), ...names]
            const met = words.some((one, n) => others(n).some(other => meet(one, other)))
            if (met) found.push(link.dataset.node)
          }
          return found
        }"""
    )
    assert met == []


def test_filters_change_picture_and_table_together_and_the_address_keeps_them(
    page: Any, library: kabgraph.Library
) -> None:
    moves = [r for r in library.relations() if library.ontology.relation_types[r.type].sign == "move"]
    assert page.locator(".kg-all.kg-move").first.get_attribute("d")
    for sign in page.locator(".kg-graph__legend li[data-sign]").evaluate_all(
        "all => all.map(e => e.dataset.sign)"
    ):
        if sign != "move":
            page.locator(f"#line-{sign}").uncheck()
    drawn = page.locator(".kg-all").evaluate_all(
        "all => all.filter(e => e.getAttribute('d')).map(e => e.dataset.sign)"
    )
    assert set(drawn) == {"move"}
    assert page.locator(".kg-edges tbody tr").count() == len(moves)
    page.locator("#only-text").select_option("place-of-residence")
    kept = [r for r in moves if any(ref.startswith("place-of-residence#") for ref in r.evidence)]
    assert page.locator(".kg-edges tbody tr").count() == len(kept) > 0
    page.reload()
    assert page.locator(".kg-edges tbody tr").count() == len(kept)
    assert not page.locator("#line-arrow").is_checked()


def test_rows_sort_by_any_column_and_leave_as_csv(page: Any) -> None:
    page.locator("a[data-node=malchut]").click()
    page.get_by_role("button", name="Relation", exact=True).click()
    verbs = page.locator(".kg-edges tbody td:nth-child(3)").all_inner_texts()
    assert verbs == sorted(verbs, key=str.casefold)
    page.get_by_role("button", name="Relation", exact=True).click()
    assert page.locator("th[aria-sort=descending]").count() == 1
    assert page.locator(".kg-edges tbody td:nth-child(3)").all_inner_texts()[0] == verbs[-1]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    lines = Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert waiting.value.suggested_filename == "relations-malchut.csv"
    assert len(lines) == len(verbs) + 1


def test_a_phone_gets_the_neighbourhood_as_rows(browser: Any, whole_site: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((whole_site / "graph.html").as_uri() + "?focus=bina")
    assert not page.locator(".kg-whole").is_visible()
    assert "Malchut rises into Bina" in " ".join(page.locator(".kg-edges").inner_text().split())
    page.close()


def test_without_scripts_the_names_lead_on_and_all_rows_stand(
    browser: Any, whole_site: Path, library: kabgraph.Library
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((whole_site / "graph.html").as_uri())
    assert page.locator(".kg-edges tbody tr").count() == len(library.relations())
    page.locator("a[data-node=malchut]").click()
    assert page.url.endswith("concepts/malchut.html")
    context.close()


def test_rows_beyond_the_most_are_counted_and_an_empty_graph_says_so(
    library: kabgraph.Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("kabgraph.pages.views.graph.MOST_ROWS", 100)
    body = next(page.body for page in all_pages(Desk(library)) if page.uri == "graph.html")
    assert f"{len(library.relations()) - 100} more stand" in body
    (tmp_path / "corpus").mkdir()
    (tmp_path / "concepts.yaml").write_text("scheme: {id: s, title: t}\nconcepts: {}\n", encoding="utf-8")
    empty = next(page.body for page in all_pages(Desk(kabgraph.load(tmp_path))) if page.uri == "graph.html")
    assert "There is nothing to draw yet" in empty
    assert "No relation has been written down yet" in empty
