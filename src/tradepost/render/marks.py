"""The smallest HTML parts: an amount, a quantity, a date, a state. Everything that came from a person is escaped."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tradepost.render import formats
from tradepost.render.states import StateLook, look_of

NOTHING = mark_safe('<span class="tp-none">–</span>')


def money(amount: Any, currency: str = "", *, finest: int = 0) -> SafeString:
    """An amount with its currency muted behind it; None shows a dash."""
    if amount is None or amount == "":
        return NOTHING
    if hasattr(amount, "amount") and hasattr(amount, "currency"):
        amount, currency = amount.amount, amount.currency
    amount = Decimal(amount)
    text = formats.money_text(amount, currency, finest=finest)
    sign = ' data-sign="minus"' if amount < 0 else ""
    unit = format_html(" <small>{}</small>", currency) if currency else ""
    return format_html('<span class="tp-num"{}>{}{}</span>', mark_safe(sign), text, unit)  # noqa: S308


def quantity(value: Any, unit: str = "") -> SafeString:
    """A count with its unit muted behind it."""
    if value is None or value == "":
        return NOTHING
    text = formats.number_text(value)
    muted = format_html(" <small>{}</small>", unit) if unit else ""
    return format_html('<span class="tp-num">{}{}</span>', text, muted)


def percent(share: Any, *, finest: int = 1) -> SafeString:
    """A share of one, shown as per cent; rates of tax ask for up to four decimals."""
    if share is None or share == "":
        return NOTHING
    return format_html('<span class="tp-num">{}</span>', formats.percent_text(share, finest=finest))


def progress(share: Any, label: str = "") -> SafeString:
    """A share of one as a short bar with its figure."""
    if share is None or share == "":
        return NOTHING
    value = min(max(Decimal(share), Decimal(0)), Decimal(1))
    text = formats.percent_text(value, finest=0)
    return format_html(
        '<progress value="{}" aria-label="{}"></progress> {}', f"{value:.2f}", label or text, text
    )


def day(value: date | None, today: date | None = None) -> SafeString:
    """A day, said relative when near; the page shows the exact one on hover (js/times.js)."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return format_html(
        '<time datetime="{}">{}</time>',
        value.isoformat(),
        formats.day_text(value, today),
    )


def moment(value: datetime | None, now: datetime | None = None) -> SafeString:
    """A point in time, said relative when near; the page shows the exact one on hover (js/times.js)."""
    if value is None:
        return NOTHING
    return format_html(
        '<time datetime="{}">{}</time>',
        value.isoformat(timespec="seconds").replace("+00:00", "Z"),
        formats.moment_text(value, now),
    )


def state_mark(look: StateLook) -> SafeString:
    return format_html(
        '<span class="tp-state" data-tone="{}" data-shape="{}">{}</span>', look.tone, look.shape, look.label
    )


def badge(state: Any, *, label: str = "", tone: str = "", shape: str = "") -> SafeString:
    """A state by word, shape and colour. `label`, `tone` and `shape` override the known look."""
    if state is None or state == "":
        return NOTHING
    known = look_of(str(state))
    return state_mark(StateLook(label or known.label, tone or known.tone, shape or known.shape))


def flag(value: Any) -> SafeString:
    """Yes or no."""
    if value is None:
        return NOTHING
    if value:
        return state_mark(StateLook(gettext("Yes"), "good", "check"))
    return format_html('<span class="tp-none">{}</span>', gettext("No"))


def text(value: Any) -> SafeString:
    if value is None or value == "":
        return NOTHING
    return format_html("{}", value)


def code(value: Any) -> SafeString:
    """A code people compare letter by letter: item, order or tracking number."""
    if value is None or value == "":
        return NOTHING
    return format_html('<span class="tp-code">{}</span>', value)


def mark_of(kind: str, value: Any, context: Mapping[str, Any]) -> SafeString:
    """The part for a value of this kind. `context` may hold now, currency, unit, finest."""
    now: datetime | None = context.get("now")
    currency, unit = str(context.get("currency") or ""), str(context.get("unit") or "")
    marks = {
        "money": lambda: money(value, currency),
        "price": lambda: money(value, currency, finest=4),
        "quantity": lambda: quantity(value, unit),
        "number": lambda: quantity(value, unit),
        "percent": lambda: percent(value),
        "rate": lambda: percent(value, finest=4),
        "progress": lambda: progress(value),
        "day": lambda: day(value, timezone.localtime(now).date() if now else None),
        "moment": lambda: moment(value, now),
        "state": lambda: value if isinstance(value, SafeString) else _state(value),
        "flag": lambda: flag(value),
        "code": lambda: code(value),
        "html": lambda: value if isinstance(value, SafeString) else text(value),
    }
    return marks.get(kind, lambda: text(value))()


def _state(value: Any) -> SafeString:
    return state_mark(value) if isinstance(value, StateLook) else badge(value)


NUMERIC = frozenset({"money", "price", "quantity", "number", "percent", "rate"})
"""Kinds that stand right-aligned with tabular figures."""
