"""Small charts as SVG, drawn on the server: a line of figures, and bars. Colour comes from the text around."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

NOTHING = mark_safe("")
WIDE, HIGH, EDGE = 160, 36, 2


def spark(values: Sequence[Decimal | int], label: str) -> SafeString:
    """A line through the values, over the whole width. `label` says in words what it shows."""
    if len(values) < 2:
        return NOTHING
    points = _points(values)
    line = " ".join(f"{x},{y}" for x, y in points)
    first, last = points[0][0], points[-1][0]
    return format_html(
        '<svg class="tp-spark" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<polygon points="{},{} {} {},{}" fill="currentColor" fill-opacity="0.09"/>'
        '<polyline points="{}" fill="none" stroke="currentColor" stroke-width="1.5" '
        'vector-effect="non-scaling-stroke" stroke-linejoin="round"/></svg>',
        WIDE, HIGH, label, first, HIGH, line, last, HIGH, line,
    )  # fmt: skip


def _points(values: Sequence[Decimal | int]) -> list[tuple[Decimal, Decimal]]:
    most, least = max(values), min(0, *values)
    span = Decimal(most - least) or Decimal(1)
    step = Decimal(WIDE) / (len(values) - 1)
    return [
        (
            round(step * place, 1),
            round(HIGH - EDGE - (Decimal(value) - least) / span * (HIGH - 2 * EDGE), 1),
        )
        for place, value in enumerate(values)
    ]


BAR, GAP, TALL = 24, 8, 120


def bars(rows: Sequence[tuple[str, Decimal]], label: str) -> SafeString:
    """One bar per row with its name below; amounts under zero hang below the line."""
    if not rows:
        return NOTHING
    most = max((abs(value) for _, value in rows), default=Decimal(0)) or Decimal(1)
    wide = len(rows) * (BAR + GAP) + GAP
    below = any(value < 0 for _, value in rows)
    zero = TALL // 2 if below else TALL
    drawn = format_html_join(
        "", "{}", ((_bar(place, name, value, most, zero, below),) for place, (name, value) in enumerate(rows))
    )
    return format_html(
        '<svg class="tp-bars" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '<line x1="0" x2="{}" y1="{}" y2="{}" stroke="currentColor" stroke-opacity="0.35"/></svg>',
        wide, TALL + 18, label, drawn, wide, zero, zero,
    )  # fmt: skip


def _bar(place: int, name: str, value: Decimal, most: Decimal, zero: int, below: bool) -> SafeString:
    high = round(abs(value) / most * (TALL // 2 if below else TALL), 1)
    top = zero - high if value >= 0 else zero
    left = GAP + place * (BAR + GAP)
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="currentColor"><title>{}: {}</title></rect>'
        '<text x="{}" y="{}" text-anchor="middle" font-size="8" fill="currentColor">{}</text>',
        left, top, BAR, high, name, value, left + BAR // 2, TALL + 13, name,
    )  # fmt: skip
