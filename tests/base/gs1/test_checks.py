"""What components must satisfy: every vector of GS1's own tests agrees, and the rules that no vector shows."""

from __future__ import annotations

import json
from pathlib import Path

from tradepost.base.gs1.checks import CHECKS


def test_every_lint_vector_of_gs1_agrees(shared: Path) -> None:
    cases = json.loads((shared / "data/gs1/gs1_lint_vectors_a.json").read_text())
    assert len(cases) == 1633
    wrong = []
    for case in cases:
        said = CHECKS[case["linter"]](case["input"])
        word = said and "GS1_LINTER_" + said.upper().replace("-", "_")
        if word != case["error"] or (said is None) != case["ok"]:
            wrong.append((case["linter"], case["input"], case["error"], word))
    assert wrong == []
