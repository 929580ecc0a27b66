"""The policy allows the page's own inline scripts by hash, and no other."""

from __future__ import annotations

from kabgraph.pages.csp import policy, script_hash, with_policy


def test_inline_scripts_are_allowed_by_their_hash_alone() -> None:
    page = '<script>run()</script><script src="x.js"></script><script type="application/json">{}</script>'
    page += '<script type="application/ld+json">{"@type": "DefinedTerm"}</script>'
    script_rule = policy(page).split("; ")[1]
    assert script_rule == f"script-src 'self' {script_hash('run()')}"


def test_the_policy_comes_before_every_script() -> None:
    page = with_policy('<head><meta charset="utf-8"><script>a</script></head>')
    assert page.index("Content-Security-Policy") < page.index("<script>")


def test_no_frame_no_worker_and_no_other_host() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy("").split("; "))
    assert rules["default-src"] == "'none'"
    assert not {"worker-src", "frame-src"} & set(rules)
    assert all(source in ("'none'", "'self'", "data:") for rule in rules.values() for source in rule.split())
