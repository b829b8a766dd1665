"""Charts as SVG, drawn on the server: bars that lead to what is behind them. Colour comes from the text around.

Each bar says its fact once, as its name: whoever reads by other means hears it there, and the page makes the words at
the pointer and the table behind the chart of the same names (js/charts.js).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

NOTHING = mark_safe("")
SHARE, WIDEST = Decimal("0.72"), Decimal(44)
"""A bar takes its share of its place, up to a width."""
LETTER = Decimal("5.5")
NAMED = 12


@dataclass(frozen=True, slots=True)
class Size:
    """All charts of a size are as wide, so that their letters are as large."""

    wide: int
    tall: int


LARGE, SMALL = Size(840, 130), Size(270, 52)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, how high, the figure in words, where it leads, and a tone for what presses.

    Without a value there is no bar, only its place.
    """

    name: str
    value: Decimal | int | None
    text: str
    url: str = ""
    tone: str = ""


def bars(rows: Sequence[Bar], title: str, *, size: Size = LARGE, most: Decimal | None = None) -> SafeString:
    """One bar per row with its name below; amounts under zero hang below the line.

    `title` names the chart. `most` is how high the chart goes where not the highest bar says it: 1 for shares.
    """
    if not rows:
        return NOTHING
    values = [Decimal(row.value or 0) for row in rows]
    highest = most or max((abs(value) for value in values), default=Decimal(0)) or Decimal(1)
    frame = _Frame(len(rows), size, highest, any(value < 0 for value in values))
    drawn = format_html_join("", "{}", ((_bar(row, place, frame),) for place, row in enumerate(rows)))
    names = format_html_join("", "{}", ((_name(row, place, frame),) for place, row in enumerate(rows)))
    return format_html(
        '<svg class="tp-bars" viewBox="0 0 {} {}" role="group" aria-label="{}">{}'
        '<g aria-hidden="true">{}<path d="M0 {}h{}"/></g></svg>',
        size.wide, size.tall + 18, title, drawn, names, frame.zero, size.wide,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all bars of a chart share."""

    count: int
    size: Size
    highest: Decimal
    below: bool

    @property
    def zero(self) -> int:
        return self.size.tall // 2 if self.below else self.size.tall

    @property
    def slot(self) -> Decimal:
        return Decimal(self.size.wide) / self.count

    def middle(self, place: int) -> Decimal:
        return round(self.slot * place + self.slot / 2, 1)

    def high(self, value: Decimal) -> Decimal:
        return round(min(abs(value) / self.highest, Decimal(1)) * (self.zero - 2), 1)

    def name(self, row: Bar, place: int) -> str:
        """The name as far as it fits; of many bars not each has one."""
        if (self.count - 1 - place) % -(-self.count // NAMED):
            return ""
        room = int(self.slot * max(1, self.count // NAMED) / LETTER)
        return row.name if len(row.name) <= room else f"{row.name[: room - 1]}…"


def _bar(row: Bar, place: int, frame: _Frame) -> SafeString:
    value = Decimal(row.value or 0)
    high = frame.high(value)
    top = frame.zero - high if value >= 0 else Decimal(frame.zero)
    slot, wide = round(frame.slot, 1), round(min(frame.slot * SHARE, WIDEST), 1)
    drawn = format_html(
        '<path d="M{} 0h{}v{}h-{}"/><rect class="tp-bar"{} x="{}" y="{}" width="{}" height="{}"/>',
        round(frame.slot * place, 1), slot, frame.size.tall + 18, slot,
        format_html(' data-tone="{}"', row.tone) if row.tone else NOTHING,
        round(frame.middle(place) - wide / 2, 1), top, wide, high,
    )  # fmt: skip
    if not row.url:
        return format_html('<g role="img" aria-label="{}">{}</g>', row.text, drawn)
    return format_html('<a href="{}" aria-label="{}">{}</a>', row.url, row.text, drawn)


def _name(row: Bar, place: int, frame: _Frame) -> SafeString:
    """Cut to fit, and so outside of the link, which has it whole."""
    name = frame.name(row, place)
    at = (frame.middle(place), frame.size.tall + 14, name)
    return format_html('<text x="{}" y="{}">{}</text>', *at) if name else NOTHING
