"""What becomes of pasted text: the grid's own parser, run as it is by Node."""

import json
import subprocess
from pathlib import Path

import pytest

PASTE = Path(__file__).resolve().parents[2] / "src/tradepost/render/assets/js/grid/paste.js"
RUN = """
const {parse} = await import(process.argv[1]);
let text = ""; for await (const part of process.stdin) text += part;
console.log(JSON.stringify(JSON.parse(text).map(([pasted, first]) => parse(pasted, undefined, first ?? undefined))));
"""

TEA_CASE = {"item": "TEA-1", "quantity": "5", "unit": "case"}
CASES = [
    ("TEA-1\t5\nTEA-2\t6", None, [{"item": "TEA-1", "quantity": "5"}, {"item": "TEA-2", "quantity": "6"}]),
    ("SKU;Qty\r\nTEA-1;5", None, [{"item": "TEA-1", "quantity": "5"}]),
    ("TEA-1,5,case,2.50", None, [{"item": "TEA-1", "quantity": "5", "unit": "case", "price": "2.50"}]),
    (
        "TEA-1\tAssam, loose\t5\tcase\t€ 2,50",
        None,
        [{**TEA_CASE, "price": "2,50"}],
    ),
    ('TEA-1,"Assam, ""best""",5', None, [{"item": "TEA-1", "quantity": "5"}]),
    ("4012345678901 12", None, [{"item": "4012345678901", "quantity": "12"}]),
    ("4012345678901\t12", None, [{"item": "4012345678901", "quantity": "12"}]),
    (
        "- 12 x TEA-1\n* 3 cases TEA-2",
        None,
        [{"item": "TEA-1", "quantity": "12"}, {"item": "TEA-2", "quantity": "3", "unit": "cases"}],
    ),
    ("TEA-1 x 12", None, [{"item": "TEA-1", "quantity": "12"}]),
    ("TEA-1 1,5", None, [{"item": "TEA-1", "quantity": "1,5"}]),
    ("TEA-1\nTEA-2\n\n", None, [{"item": "TEA-1"}, {"item": "TEA-2"}]),
    ("5\n6", "quantity", [{"quantity": "5"}, {"quantity": "6"}]),
    (
        "5\tcase\n6\tpiece",
        "quantity",
        [{"quantity": "5", "unit": "case"}, {"quantity": "6", "unit": "piece"}],
    ),
    ("", None, []),
]


@pytest.fixture(scope="module")
def parsed():
    node = ["node", "--input-type=module", "-e", RUN, PASTE.as_uri()]
    asked = json.dumps([[pasted, first] for pasted, first, _ in CASES])
    done = subprocess.run(node, input=asked, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


@pytest.mark.parametrize("place", range(len(CASES)), ids=[repr(case[0])[:40] for case in CASES])
def test_pasted_text_becomes_lines(parsed, place):
    assert parsed[place]["lines"] == CASES[place][2]
