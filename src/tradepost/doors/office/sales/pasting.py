"""Text pasted into the grid: read, looked up and priced in one request; what is not sure is asked in one list."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.catalog.queries import HOW
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import Fit, Meant
from tradepost.domain.sales.rules.pasted import MOST_ROWS, Row, read_text
from tradepost.doors.office.parts.figures import decimal_mark, shown
from tradepost.doors.office.parts.posted import Posted
from tradepost.doors.office.sales.entry import customer_of

MOST_TEXT = 1_000_000
MOST_PASSED = 100
_AS_TYPED = HOW[:4]
"""What the grid's own look-up finds too stays as it was pasted; what else is sure becomes our SKU."""


def read_pasted(by: By, asked: Mapping[str, Any], sent: Posted) -> tuple[Posted, dict[str, Any]]:
    """The lines with what was pasted among them, read by the rules of `sales`, and what the grid is told of it.

    `asked["pasted"]` are blocks of `{"keys", "text"}`: the lines that the browser made of each, and the text; without
    a text (somebody typed in them since) the lines are only looked up. Nothing pasted: ({}, no statement).
    """
    told = asked.get("pasted")
    blocks = [one for one in (told if isinstance(told, list) else ()) if isinstance(one, dict)]
    blocks = [one for one in blocks if isinstance(one.get("keys"), list) and one["keys"]]
    if not blocks:
        return sent, {}
    lines, passed = list(sent.lines), []
    rows: dict[str, Row] = {}
    for block in blocks:
        keys = [str(key) for key in block["keys"]]
        text = str(block.get("text") or "")
        if text and len(text) <= MOST_TEXT and len(keys) <= MOST_ROWS:
            read = read_text(text, decimal_mark())
            passed += read.passed
            lines = _put(lines, keys, read.rows)
            rows |= dict(zip(_keys(keys, len(read.rows)), read.rows, strict=True))
        else:
            chosen = set(keys)
            rows |= {line["key"]: Row(line.get("item", "")) for line in lines if line.get("key") in chosen}
    meant = sales_queries.meanings(list(rows.values()), customer_of(by, sent.head.get("customer", "")))
    found = dict(zip(rows, meant, strict=True))
    lines = [line | _meant(found[line["key"]]) if line.get("key") in found else line for line in lines]
    answer = {
        "keys": [str(key) for block in blocks for key in block["keys"]],
        "lines": [line for line in lines if line.get("key") in rows],
        "asks": [_ask(key, one) for key, one in found.items() if one.sure is None and one.row.said],
        "passed": [text[:200] for text in passed[:MOST_PASSED]],
        "passed_count": len(passed),
    }
    return Posted(sent.id, sent.head, lines), {"pasted": answer}


def _keys(keys: Sequence[str], count: int) -> list[str]:
    """The browser's own keys for the first lines, others after them."""
    return [*keys[:count], *(f"{keys[0]}+{n}" for n in range(len(keys), count))]


def _put(lines: Sequence[dict[str, str]], keys: Sequence[str], rows: Sequence[Row]) -> list[dict[str, str]]:
    """The lines, with these rows where the browser had put its own."""
    old = set(keys)
    at = next((place for place, line in enumerate(lines) if line.get("key") in old), len(lines))
    made = [
        {"key": key, **{name: text for name, text in _cells(row).items() if text}}
        for key, row in zip(_keys(keys, len(rows)), rows, strict=True)
    ]
    return [
        *lines[:at],
        *made,
        *(line for line in lines[at:] if line.get("key") not in old),
    ]


def _cells(row: Row) -> dict[str, str]:
    return {
        "item": row.said,
        "quantity": row.unread or shown(row.quantity),
        "unit": row.unit,
        "price": shown(row.price),
    }


def _meant(one: Meant) -> dict[str, str]:
    if one.sure is None or one.sure.how in _AS_TYPED:
        also = one.sure is not None and one.row.also and one.row.code
        return {"item": one.sure.sku} if one.sure and also else {}
    return {"item": one.sure.sku}


def _ask(key: str, one: Meant) -> dict[str, Any]:
    row = one.row
    return {
        "key": key,
        "said": row.said,
        "name": row.name if row.code else "",
        "quantity": " ".join(filter(None, (row.unread or shown(row.quantity), row.unit))),
        "fits": [
            {"code": fit.sku, "name": fit.name, "unit": fit.unit, "percent": fit.percent, "why": why(fit)}
            for fit in one.fits
        ],
    }


def why(fit: Fit) -> str:
    """Why an item is offered for what was pasted."""
    texts = {
        "customer": _("their code of several items"),
        "sku": _("our code of several items"),
        "own": _("our code of several items"),
        "gtin": _("the barcode of several items"),
        "supplier": _("a supplier's code of several items"),
        "name": _("the name of several items"),
        "code_like": _("its code is alike"),
        "name_like": _("its name is alike"),
    }
    return ", ".join([texts[fit.how], *([_("bought before")] if fit.bought else [])])
