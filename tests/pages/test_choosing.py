"""The pages that set two concepts beside each other, in a browser: paths and comparison."""

from __future__ import annotations

import json
import random
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

import kabgraph
from kabgraph import Library
from kabgraph.pages.assets import ASSETS
from kabgraph.pages.build import build_site
from kabgraph.pages.data.compare import compare_data
from kabgraph.pages.data.graph import graph_script
from kabgraph.pages.desk import Desk
from kabgraph.pages.linkcheck import check_links
from kabgraph.pages.render import render
from kabgraph.pages.uris import PATHS, asked
from kabgraph.pages.views.paths import paths_view, ready_paths

SIZES = [(1280, 800), (390, 844), (320, 640)]


@pytest.fixture(scope="module")
def scripts(browser: Any, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A page that has run the scripts over the project's own graph."""
    folder = tmp_path_factory.mktemp("scripts")
    (folder / "graph.js").write_text(graph_script(Desk(library)), encoding="utf-8")
    names = ("base", "fold", "names", "choose", "pathfinder", "paths")
    sources = [f"{ASSETS.as_uri()}/js/{name}.js" for name in names]
    body = render("paths", PATHS, view=paths_view(Desk(library)))
    tags = "".join(f'<script src="{uri}"></script>' for uri in ("graph.js", *sources))
    (folder / "index.html").write_text(f'<meta charset="utf-8">{body}{tags}', encoding="utf-8")
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    yield page
    page.close()


def open_page(browser: Any, site: Path, address: str, **context: Any) -> Any:
    page = browser.new_context(**context).new_page()
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    uri, mark, query = address.partition("?")
    page.goto((site / uri).as_uri() + mark + query)
    return page


def some_pairs(library: Library, seed: int, count: int) -> list[tuple[str, str]]:
    every = list(combinations(library.ontology.concepts, 2))
    return random.Random(seed).sample(every, count)  # noqa: S311 - the same pairs each time


# -- what the scripts find is what the library finds


def test_the_script_finds_the_library_s_paths(library: Library, scripts: Any) -> None:
    pairs = some_pairs(library, 4, 100)
    options = [
        {"max_length": length, "hubs": hubs, "inferred": inferred}
        for length in (3, 5)
        for hubs in (False, True)
        for inferred in (False, True)
    ]
    asked_ = [(a, b, options[n % len(options)]) for n, (a, b) in enumerate(pairs)]
    expected = [
        [[hop.relation.id for hop in path.hops] for path in library.paths(a, b, **given)]
        for a, b, given in asked_
    ]
    found = scripts.evaluate(
        """asked => asked.map(([a, b, given]) => kabgraph.paths(a, b, { ...given, length: given.max_length })
           .map(path => path.relations.map(r => r.id)))""",
        asked_,
    )
    assert found == expected
    assert sum(bool(paths) for paths in expected) >= 60


def test_the_script_finds_a_concept_by_every_name(library: Library, scripts: Any) -> None:
    names = ["ze'ir anpin", "ZEIR-ANPIN", "בִּינָה", 'הוי"ה', "zat de  bina", "Binna", "qqqqqqqq", "MA"]
    for concept in library.ontology.concepts.values():
        names += [concept.id, concept.id.upper(), *(label.text for label in concept.labels)]
    expected = []
    for name in names:
        try:
            expected.append(library[name].id)
        except kabgraph.AmbiguousNameError as error:
            expected.append(" or ".join(error.candidates))
        except kabgraph.UnknownNameError:
            expected.append("")
    found = scripts.evaluate(
        "names => names.map(kabgraph.find).map(found => found.id || (found.among || []).join(' or '))", names
    )
    assert dict(zip(names, found, strict=True)) == dict(zip(names, expected, strict=True))
    assert scripts.evaluate("kabgraph.find('Binna').near[0]") == "bina"


def test_long_paths_are_found_while_one_waits(library: Library, scripts: Any) -> None:
    pairs = some_pairs(library, 5, 40)
    slowest = scripts.evaluate(
        """pairs => Math.max(...pairs.map(([a, b]) => {
          const start = performance.now()
          kabgraph.paths(a, b, { length: 8, hubs: true, inferred: true })
          return performance.now() - start
        }))""",
        pairs,
    )
    assert slowest < 500


def test_the_hubs_switch_lets_general_terms_in(library: Library, scripts: Any) -> None:
    hubs = {entry.id for entry in library.hubs}
    start, end = next(
        (a, b)
        for a, b in combinations(library.ontology.concepts, 2)
        if len(library.paths(a, b, hubs=True, max_length=2)) and not library.paths(a, b, max_length=8)
    )
    scripts.fill("#from", start)
    scripts.fill("#to", end)
    scripts.get_by_role("button", name="Find the sentences").click()
    assert "No path of at most 4 sentences" in scripts.locator(".kg-finder__status").inner_text()
    assert "without general terms" in scripts.locator(".kg-finder__status").inner_text()
    scripts.get_by_role("button", name="through general terms").click()
    assert scripts.locator("#hubs").is_checked()
    assert f"from={start}&to={end}&hubs=1" in scripts.url
    through = scripts.evaluate(f"kabgraph.paths('{start}', '{end}', {{ hubs: true }})[0].stations[1]")
    assert through in hubs
    scripts.locator("#hubs").uncheck()
    assert "hubs" not in scripts.url


# -- the page of paths


def test_a_path_from_the_keyboard_alone(browser: Any, site: Path) -> None:
    page = open_page(browser, site, "paths.html")
    page.locator("#from").focus()
    page.keyboard.type("אלה")
    page.keyboard.press("Tab")
    page.keyboard.type("GROUP")
    page.keyboard.press("Enter")
    assert (
        page.locator(".kg-finder__status").inner_text() == "1 path from ELE to the group, the shortest first."
    )
    assert page.locator("#found .kg-hops .kg-rel__say").all_inner_texts() == [
        "ELE is part of Bina",
        "Bina gives care and food to the group",
    ]
    quotes = page.locator("#found blockquote")
    assert [quote.inner_text() for quote in quotes.all()] == [
        "Bina lowers ELE into Malchut.",
        "Answer: Bina’s care reaches the group.",
    ]
    assert all(quote.is_visible() for quote in quotes.all())
    assert "retelling" in page.locator("#found figcaption").first.inner_text()
    assert page.url.endswith("paths.html?from=ele&to=group")
    assert page.locator("#from").input_value() == "ELE"
    assert page.said == []
    page.context.close()


def test_a_link_reproduces_the_view_and_swap_turns_it(browser: Any, site: Path) -> None:
    page = open_page(browser, site, "paths.html?from=ele&to=group&inferred=1&length=5")
    assert page.locator("#found .kg-route").count() == 2
    assert page.locator("#inferred").is_checked()
    assert page.locator("#length").input_value() == "5"
    page.get_by_role("button", name="Swap").click()
    assert page.url.endswith("paths.html?from=group&to=ele&inferred=1&length=5")
    assert "from the group to ELE" in page.locator(".kg-finder__status").inner_text()
    page.reload()
    assert page.locator("#to").input_value() == "ELE"
    page.context.close()


def test_unknown_shared_and_equal_names_are_told_in_words(browser: Any, site: Path) -> None:
    page = open_page(browser, site, "paths.html?from=Binna&to=MA")
    assert page.locator("#from-note").inner_text() == "No concept has that name. Did you mean Bina?"
    assert page.locator("#to-note").inner_text() == "Which one? MA (what) or MA (45)"
    assert page.locator("#from").get_attribute("aria-invalid") == "true"
    page.get_by_role("button", name="Bina", exact=True).click()
    page.locator("#to").fill("bina")
    page.keyboard.press("Enter")
    assert page.locator(".kg-finder__status").inner_text() == "Both are Bina: a path needs two concepts."
    page.locator("#to").fill("MA (what)")
    page.keyboard.press("Enter")
    assert "No path of at most 4 sentences" in page.locator(".kg-finder__status").inner_text()
    page.locator("#to").fill("qqqqqqq")
    page.keyboard.press("Enter")
    assert page.locator("#to-note").inner_text() == "No concept has that name, and none comes near."
    assert page.locator("#to").evaluate("e => e === document.activeElement")
    page.context.close()


def test_the_pages_read_without_scripts(browser: Any, site: Path) -> None:
    page = open_page(browser, site, "paths.html?from=ele&to=group", java_script_enabled=False)
    assert "needs JavaScript" in page.locator("#finder").inner_text()
    assert page.locator("#ready .kg-hops blockquote").first.is_visible()
    page.goto((site / "compare.html").as_uri())
    assert "needs JavaScript" in page.locator("#finder").inner_text()
    assert "MA (what) ≠ MA (45)" in page.locator("#ready").inner_text()
    page.context.close()


# -- the page for two concepts


def test_two_concepts_side_by_side(browser: Any, site: Path) -> None:
    page = open_page(browser, site, "compare.html?a=lower_part&b=group")
    assert (
        page.locator(".kg-finder__status").inner_text() == "Lower part of Bina and the group, side by side."
    )
    sections = {
        section.locator("h2").inner_text(): section.inner_text()
        for section in page.locator("#found > .kg-section").all()
    }
    assert list(sections) == [
        "Between the two",
        "The same, or not",
        "What both do",
        "Only one of them",
        "Named together",
    ]
    assert "lower part of Bina is the group" in sections["Between the two"]
    assert "corrected" in sections["The same, or not"]
    assert "The lower part of Bina is the group, once it is corrected." in sections["The same, or not"]
    assert "gives care and food to the group" in sections["Only one of them"]
    assert page.locator(".kg-together mark").all_inner_texts() == ["lower part of Bina", "group"]
    assert page.locator(".kg-together a").get_attribute("aria-label") == "Passage 1 of A Second Talk"
    page.locator("#b").fill("Malchut")
    page.keyboard.press("Enter")
    assert page.url.endswith("compare.html?a=lower_part&b=malchut")
    assert "No passage names both." in page.locator("#found").inner_text()
    assert page.said == []
    page.context.close()


def test_the_passages_of_a_pair_are_the_library_s(library: Library) -> None:
    data = compare_data(Desk(library))
    for pair in combinations(list(library.ontology.concepts)[:24], 2):
        found = [
            passage["ref"]
            for passage in data["passages"]
            if all(any(_concept(run) == id_ for runs in passage["say"] for run in runs) for id_ in pair)
        ]
        assert found == [passage.ref for passage in library.passages(*pair)]


def _concept(run: Any) -> str:
    return run.get("c", "") if isinstance(run, dict) else ""


# -- both


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_pages_fit(browser: Any, site: Path, width: int, height: int) -> None:
    for address in ("paths.html?from=ele&to=group", "compare.html?a=lower_part&b=group"):
        page = open_page(browser, site, address, viewport={"width": width, "height": height})
        assert page.locator("#found").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => Number(h.tagName[1]))")
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        page.context.close()


def test_a_concept_leads_to_both_and_the_links_are_sound(browser: Any, site: Path) -> None:
    page = open_page(browser, site, "concepts/ele.html")
    page.get_by_role("link", name="Find a path from ELE to another concept").click()
    assert page.locator("#from").input_value() == "ELE"
    assert page.locator(".kg-finder__status").inner_text() == "Choose where the path ends."
    page.go_back()
    page.get_by_role("link", name="Compare ELE with another").click()
    assert page.locator("#a").input_value() == "ELE"
    assert check_links(site) == []
    page.context.close()


def test_ready_paths_follow_their_rule(library: Library) -> None:
    paths = ready_paths(Desk(library))
    ends = [end for path in paths for end in (path.stations[0], path.stations[-1])]
    assert len(paths) == 5
    assert len(set(ends)) == len(ends)
    assert all(len(path) > 1 and all(hop.quotes for hop in path.hops) for path in paths)


def test_without_concepts_there_is_nothing_to_choose(tmp_path: Path, browser: Any) -> None:
    folder = tmp_path / "empty"
    (folder / "corpus").mkdir(parents=True)
    ontology = {"scheme": {"id": "s", "title": "t"}, "concepts": {}}
    (folder / "concepts.yaml").write_text(json.dumps(ontology), encoding="utf-8")
    site = build_site(kabgraph.load(folder), tmp_path / "out").site
    for uri in ("paths.html", "compare.html"):
        page = open_page(browser, site, uri)
        assert "There is nothing to choose yet" in page.locator(".kg").inner_text()
        assert page.locator("form.kg-finder").count() == 0
        assert page.said == []
        page.context.close()


def test_a_query_is_quoted_once() -> None:
    assert asked("paths.html", **{"from": "a&b", "to": "בינה"}) == (
        "paths.html?from=a%26b&to=%D7%91%D7%99%D7%A0%D7%94"
    )
