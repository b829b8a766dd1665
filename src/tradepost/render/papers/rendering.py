"""The room's three doors: a paper as PDF, a paper as pictures, a sheet of labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from tradepost.render.papers import barcodes
from tradepost.render.papers.composition import compose
from tradepost.render.papers.documents import A4_3X8, Label, Layout, Paper
from tradepost.render.papers.formats import clean, money_text
from tradepost.render.papers.typesetting import typeset


def own_templates() -> Path | None:
    """The company's own templates: `papers/` in the data folder, where there is one."""
    folder = getattr(settings, "DATA_DIR", None)
    own = Path(folder) / "papers" if folder else None
    return own if own and own.is_dir() else None


def render_pdf(paper: Paper, *, templates: Path | None = None) -> bytes:
    """The paper as PDF.

    Files in `templates`, else in `papers/` of the data folder, stand in for ours of the same name.
    Refuses nothing: text of any kind is printed as text. The same paper gives the same bytes.
    """
    data, pictures = compose(paper)
    return typeset(
        "paper.typ", data, pictures=pictures, made_on=paper.issued_on, templates=templates or own_templates()
    )[0]


def render_png(paper: Paper, *, dots: float = 144, templates: Path | None = None) -> list[bytes]:
    """The paper as one PNG a page, for previews: 144 dots an inch read well, 300 scan well."""
    data, pictures = compose(paper)
    return typeset(
        "paper.typ",
        data,
        pictures=pictures,
        made_on=paper.issued_on,
        form="png",
        dots=dots,
        templates=templates or own_templates(),
    )


def render_labels(
    labels: Sequence[Label], layout: Layout = A4_3X8, *, templates: Path | None = None
) -> bytes:
    """The labels as PDF, in order, each as often as its `copies`, on as many sheets as they need.

    Raises ValueError when a layout has no room for a label.
    """
    return _labels(labels, layout, templates=templates)[0]


def render_labels_png(
    labels: Sequence[Label], layout: Layout = A4_3X8, *, dots: float = 144, templates: Path | None = None
) -> list[bytes]:
    """The labels as one PNG a sheet, for previews."""
    return _labels(labels, layout, form="png", dots=dots, templates=templates)


def _labels(
    labels: Sequence[Label], layout: Layout, *, form: str = "pdf", dots: float = 144, templates: Path | None
) -> list[bytes]:
    if layout.columns < 1 or layout.rows < 1 or not 0 <= layout.used < layout.columns * layout.rows:
        raise ValueError("A label layout needs a column, a row, and fewer used labels than it has.")
    data: dict[str, Any] = {
        "page": layout.page,
        "columns": layout.columns,
        "rows": layout.rows,
        "label": layout.label,
        "margin": layout.margin,
        "gap": layout.gap,
        "labels": [None] * layout.used
        + [_label(each, layout.label[0]) for each in labels for _ in range(each.copies)],
    }
    return typeset(
        "labels.typ",
        data,
        pictures={},
        made_on=None,
        form=form,
        dots=dots,
        templates=templates or own_templates(),
    )


def _label(label: Label, width_mm: float) -> dict[str, Any]:
    svg, module_mm, left_mm = barcodes.label_symbol(label.barcode, width_mm)
    return {
        "name": clean(label.name),
        "code": clean(label.code, longest_word=12),
        "detail": clean(label.detail),
        "price": ""
        if label.price is None
        else money_text(label.price, label.currency, label.locale, symbol=True),
        "svg": svg,
        "square": barcodes.is_square(svg),
        "wide": str(module_mm * barcodes.modules_of(svg)[0]),
        "left": str(left_mm),
        "text": clean(label.barcode) if svg else "",
    }
