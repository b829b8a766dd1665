"""Charts as SVG, drawn on the server: bars that lead to what is behind them. Colour comes from the text around.

A chart is for the eyes; whoever reads it by other means gets a title, a description, links with names, and the table
of the same figures that its page puts behind it.
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


def bars(
    rows: Sequence[Bar], title: str, said: str = "", *, size: Size = LARGE, most: Decimal | None = None
) -> SafeString:
    """One bar per row with its name below; amounts under zero hang below the line.

    `title` names the chart, `said` tells it in words. `most` is how high the chart goes where not the highest bar
    says it: 1 for shares.
    """
    if not rows:
        return NOTHING
    values = [Decimal(row.value or 0) for row in rows]
    highest = most or max((abs(value) for value in values), default=Decimal(0)) or Decimal(1)
    frame = _Frame(len(rows), size, highest, any(value < 0 for value in values))
    drawn = format_html_join("", "{}", ((_bar(row, place, frame),) for place, row in enumerate(rows)))
    return format_html(
        '<svg class="tp-bars" viewBox="0 0 {} {}" role="group" aria-label="{}"><desc>{}</desc>{}'
        '<line x1="0" x2="{}" y1="{}" y2="{}" stroke="currentColor" stroke-opacity="0.35"/></svg>',
        size.wide, size.tall + 18, title, said, drawn, size.wide, frame.zero, frame.zero,
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
    left, wide = round(frame.slot * place, 1), round(min(frame.slot * SHARE, WIDEST), 1)
    middle = round(left + frame.slot / 2, 1)
    drawn = format_html(
        '<title>{}</title><rect class="tp-bar-room" x="{}" y="0" width="{}" height="{}" fill="transparent"/>'
        '<rect class="tp-bar"{} x="{}" y="{}" width="{}" height="{}" rx="2" fill="currentColor"></rect>',
        row.text, left, round(frame.slot, 1), frame.size.tall + 18,
        format_html(' data-tone="{}"', row.tone) if row.tone else NOTHING,
        round(middle - wide / 2, 1), top, wide, high,
    )  # fmt: skip
    # The name below is cut to fit, and so stands outside of the link, which has it whole.
    below = format_html(
        '<text aria-hidden="true" x="{}" y="{}" text-anchor="middle" font-size="10" fill="currentColor">{}</text>',
        middle, frame.size.tall + 14, frame.name(row, place),
    )  # fmt: skip
    if not row.url:
        return format_html("<g>{}</g>{}", drawn, below)
    return format_html('<a href="{}" aria-label="{}">{}</a>{}', row.url, row.text, drawn, below)
