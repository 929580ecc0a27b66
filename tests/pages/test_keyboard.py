"""Without a pointer: from the first page to a concept, its evidence, its passage, and a note at a term."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def tab_to(page: Any, wanted: str, most: int = 60) -> None:
    """Press Tab until the element that matches has the focus, and check that the focus shows."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style not in ("none", ""), wanted
            return
    raise AssertionError(f"no way by Tab to {wanted}")


def test_a_student_needs_no_pointer(browser: Any, whole_site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((whole_site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("bina")
    page.locator("[role=listbox] a[href]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/concepts/bina.html*")
    page.keyboard.press("Tab")
    assert "skip" in page.evaluate("document.activeElement.className")
    page.keyboard.press("Enter")
    tab_to(page, ".kg-rel details:not([open]) > summary")
    summary = page.evaluate_handle("document.activeElement")
    page.keyboard.press("Enter")
    assert summary.evaluate("e => e.parentElement.open")
    tab_to(page, ".kg-rel figcaption a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/talks/*.html#p*")
    tab_to(page, ".kg-passage__text a[data-concept]")
    page.keyboard.press("Enter")
    assert page.locator(".kg-side").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".kg-side").count() == 0
    page.close()


def test_nothing_moves_for_who_asks_for_less_motion(browser: Any, whole_site: Path) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto((whole_site / "concepts" / "bina.html").as_uri())
    moving = page.evaluate(
        """[...document.querySelectorAll("*")].filter(e => {
          const style = getComputedStyle(e)
          const lasts = style.transitionDuration.split(",").some(time => parseFloat(time) > 0)
          return style.animationName !== "none" || lasts
        }).length"""
    )
    assert moving == 0
    page.close()
