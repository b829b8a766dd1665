"""Paper in, data for the template out: every value a finished text, every word in the paper's language."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from tradepost.render.papers import barcodes
from tradepost.render.papers.columns import (
    CARRIED,
    COLUMNS,
    PAPER_COLUMNS,
    SIGNATURES,
    WORKSHEETS,
    Column,
)
from tradepost.render.papers.documents import Address, Company, FactValue, Line, Paper
from tradepost.render.papers.formats import (
    clean,
    day_text,
    money_text,
    percent_text,
    price_text,
    quantity_text,
)
from tradepost.render.papers.texts import language_of, text, text_or

Data = dict[str, Any]

LONG_NOTE = 900
"""Characters after which a row may break over two pages; shorter rows stay whole."""

PNG = b"\x89PNG\r\n\x1a\n"

SHORT_WORD = {"code": 16, "text": 8, "place": 14}
"""In narrow columns words may break after fewer letters."""


def compose(paper: Paper) -> tuple[Data, dict[str, bytes]]:
    """The template's data, and the pictures it names by file."""
    language = language_of(paper.locale)
    columns = _columns(paper)
    data: Data = {
        "kind": paper.kind.value,
        "worksheet": paper.kind in WORKSHEETS,
        "size": paper.company.size.value,
        "lang": language,
        "title": clean(paper.title) or text(f"title.{paper.kind}", language),
        "number": clean(paper.number),
        "company": _company(paper.company),
        "to": _address(paper.to),
        "deliver_to": _address(paper.deliver_to) if paper.deliver_to else [],
        "facts": _facts(paper, language),
        "barcode": barcodes.barcode_svg(clean(paper.number, longest_word=10_000)) if paper.barcode else "",
        "intro": clean(paper.intro),
        "columns": [_head(column, paper, language) for column in columns],
        "rows": _rows(paper, columns),
        "totals": [
            _total(total.label, total.amount, total.strong, paper, language) for total in paper.totals
        ],
        "taxes": _taxes(paper, language),
        "ageing": _ageing(paper, language),
        "notes": [clean(note) for note in paper.notes if note.strip()],
        "payment": _payment(paper, language),
        "signatures": [text(f"sign.{name}", language) for name in SIGNATURES.get(paper.kind, ())],
        "words": {
            name: text(f"word.{name}", language)
            for name in ("carried", "brought", "deliver_to", "number", "no_lines")
        },
    }
    logo = _logo(paper.company.logo)
    data["logo"] = next(iter(logo), "")
    return data, logo


def _address(address: Address) -> list[str]:
    return [clean(line) for line in (address.name, *address.lines) if line.strip()]


def _company(company: Company) -> Data:
    bank = company.bank
    account = (
        (bank.name, *bank.lines, bank.iban and f"IBAN {bank.iban}", bank.bic and f"BIC {bank.bic}")
        if bank
        else ()
    )
    blocks = ((company.name, *company.lines), company.contact, company.registration, account)
    return {
        "name": clean(company.name),
        "sender": " · ".join(clean(line) for line in (company.name, *company.lines) if line.strip()),
        "blocks": [[clean(line) for line in block if line.strip()] for block in blocks if any(block)],
    }


def _logo(content: bytes) -> dict[str, bytes]:
    """The logo as a file for the typesetter; nothing for a format we do not know.

    Files in its memory must be text, so a PNG is laid into a drawing of its size.
    """
    if content.startswith(PNG):
        wide, high = struct.unpack(">II", content[16:24])
        inside = base64.b64encode(content).decode()
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">'
            f'<image width="{wide}" height="{high}" href="data:image/png;base64,{inside}"/></svg>'
        )
        return {"logo.svg": drawing.encode()}
    return {"logo.svg": content} if b"<svg" in content[:4096] else {}


def _fact_text(value: FactValue, locale: str) -> str:
    if isinstance(value, date):
        return day_text(value, locale)
    if isinstance(value, int | Decimal):
        return quantity_text(value, locale)
    return clean(value)


def _facts(paper: Paper, language: str) -> list[list[str]]:
    own = [("date", paper.issued_on), *((fact.label, fact.value) for fact in paper.facts)]
    return [
        [clean(text_or(f"fact.{label}", language, label)), _fact_text(value, paper.locale)]
        for label, value in own
        if value != ""
    ]


def _columns(paper: Paper) -> list[Column]:
    """The paper's columns without those that no line fills; the name is always there."""
    wanted = [COLUMNS[name] for name in paper.columns or PAPER_COLUMNS[paper.kind]]

    def is_kept(column: Column) -> bool:
        return column.by_hand or column.kind == "item" or any(_filled(line, column) for line in paper.lines)

    return [column for column in wanted if is_kept(column)]


def _filled(line: Line, column: Column) -> bool:
    value = getattr(line, column.field)
    return value is not None and value != ""


def _head(column: Column, paper: Paper, language: str) -> Data:
    key = f"column.{column.name}"
    longest = max((_longest_word(_cell(line, column, paper)) for line in paper.lines), key=len, default="")
    return {
        "label": text_or(f"{key}.{paper.kind}", language, text(key, language)),
        "kind": column.kind,
        "right": column.right,
        "most": column.most_mm,
        "longest": longest,
    }


def _longest_word(cell: Any) -> str:
    """The part of a cell that should not be broken: the whole of a number, the longest line of a text."""
    return max(cell.split("\n"), key=len, default="") if isinstance(cell, str) else ""


def _cell(line: Line, column: Column, paper: Paper) -> Any:
    if column.by_hand or (column.kind != "item" and not _filled(line, column)):
        return ""
    return _WRITE[column.kind](line, getattr(line, column.field), paper)


def _item(line: Line, value: str, paper: Paper) -> Data:
    svg = barcodes.barcode_svg(line.barcode) if paper.scan_lines else ""
    code = {"svg": svg, "square": barcodes.is_square(svg), "text": clean(line.barcode)} if svg else None
    return {"name": clean(value), "note": clean(line.note), "barcode": code}


def _money(line: Line, value: Decimal, paper: Paper) -> str:
    shown = money_text(value, paper.currency, paper.locale)
    return f"({shown})" if line.apart else shown


_WRITE: Mapping[str, Callable[[Line, Any, Paper], Any]] = {
    "text": lambda _line, value, _paper: clean(value, longest_word=SHORT_WORD["text"]),
    "code": lambda _line, value, _paper: clean(value, longest_word=SHORT_WORD["code"]),
    "place": lambda _line, value, _paper: clean(value, longest_word=SHORT_WORD["place"]),
    "item": _item,
    "quantity": lambda _line, value, paper: quantity_text(value, paper.locale),
    "price": lambda _line, value, paper: price_text(value, paper.currency, paper.locale),
    "money": _money,
    "percent": lambda _line, value, paper: percent_text(value, paper.locale),
    "day": lambda _line, value, paper: day_text(value, paper.locale),
}


def _rows(paper: Paper, columns: list[Column]) -> list[Data]:
    """The rows with the running sum of their amounts, where the paper carries one."""
    rows: list[Data] = []
    group, running = "", Decimal(0)
    is_carried = paper.kind in CARRIED and any(line.amount is not None for line in paper.lines)
    for line in paper.lines:
        running += Decimal(0) if line.apart else line.amount or Decimal(0)
        rows.append(
            {
                "cells": [_cell(line, column, paper) for column in columns],
                "group": clean(line.group) if line.group != group else "",
                "group_amount": ""
                if line.group_amount is None
                else money_text(line.group_amount, paper.currency, paper.locale),
                "running": money_text(running, paper.currency, paper.locale) if is_carried else "",
                "long": len(line.note) + len(line.name) > LONG_NOTE,
            }
        )
        group = line.group
    return rows


def _total(label: str, amount: Decimal, strong: bool, paper: Paper, language: str) -> Data:
    return {
        "label": clean(text_or(f"total.{label}", language, label)),
        "amount": money_text(amount, paper.currency, paper.locale, symbol=strong),
        "strong": strong,
    }


def _taxes(paper: Paper, language: str) -> Data:
    def money(amount: Decimal) -> str:
        return money_text(amount, paper.currency, paper.locale)

    return {
        "heads": [text(f"tax.{name}", language) for name in ("rate", "base", "tax")],
        "rows": [
            [clean(row.label) or percent_text(row.rate, paper.locale), money(row.base), money(row.tax)]
            for row in paper.taxes
        ],
    }


def _ageing(paper: Paper, language: str) -> list[list[str]]:
    if paper.ageing is None:
        return []
    return [
        [
            text(f"ageing.{name}", language),
            money_text(getattr(paper.ageing, name), paper.currency, paper.locale),
        ]
        for name in ("not_due", "days_30", "days_60", "days_90", "older")
    ]


def _payment(paper: Paper, language: str) -> Data:
    """The payment code and the words below it; no code where the standard does not reach."""
    if paper.payable is None:
        return {}
    svg = barcodes.payment_svg(
        paper.company.bank,
        amount=paper.payable,
        currency=paper.currency,
        remittance=paper.number,
        payee=paper.company.name,
    )
    amount = money_text(paper.payable, paper.currency, paper.locale, symbol=True)
    return {"svg": svg, "label": text("word.pay", language), "amount": amount} if svg else {}
