"""What the tests of exports share: a library whose words try to be something else."""

from __future__ import annotations

import json

import pytest

import kabgraph

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    'say "no", then; go',
    "two\nlines",
    "a\u202eb\u200f \u05d1\u05d9\u05e0\u05d4",
    "@SUM(1+1)",
    "'=already",
    "& ]]> \ufffe",
    "-1+1",
)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> kabgraph.Library:
    folder = tmp_path_factory.mktemp("hostile")
    concepts = {
        f"c{n}": {
            "pref_label": {"en": word},
            "definition": word,
            "relations": [{"acts_on": f"c{(n + 1) % len(HOSTILE)}", "rule": word, "tradition": word}],
        }
        for n, word in enumerate(HOSTILE)
    }
    ontology = {
        "scheme": {"id": "s", "title": HOSTILE[0]},
        "relation_types": {"acts_on": {"label": HOSTILE[1], "family": HOSTILE[2]}},
        "concepts": concepts,
        "correspondences": {"t": {"label": HOSTILE[5], "rows": [{"cells": list(HOSTILE)}], "derive": False}},
    }
    (folder / "concepts.yaml").write_text(json.dumps(ontology, ensure_ascii=True), encoding="utf-8")
    (folder / "corpus").mkdir()
    front = (
        f"title: {json.dumps(HOSTILE[1])}\nkind: talk\nedition: retelling\nlanguage: en\nsource: x\nrights: y"
    )
    text = f"=1+1 is what {HOSTILE[0]} says."
    (folder / "corpus" / "t.md").write_text(f"---\n{front}\n---\n{text}\n{{: #p1 }}\n", encoding="utf-8")
    return kabgraph.load(folder)
