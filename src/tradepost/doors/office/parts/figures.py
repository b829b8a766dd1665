"""Numbers as people type them, and quantities in the unit they think in."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from babel.numbers import NumberFormatError, get_decimal_symbol, parse_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.money import round_amount, share
from tradepost.base.units import UnitFactor, from_base
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.sales.models import OrderLine
from tradepost.render.formats import locale, number_text


def figure(text: Any) -> Decimal | None:
    """The number in the language in force; where that does not fit, one comma or point is the decimal one.

    "1,500" is 1500 in English and 1.5 in German; "1,5" is 1.5 in both. None: not a number.
    """
    typed = re.sub(r"[\s\u00a0\u202f'’]", "", str(text if text is not None else ""))
    if not re.fullmatch(r"[+-]?[\d.,]*\d[\d.,]*", typed):
        return None
    try:
        return Decimal(parse_decimal(typed, locale=locale(), strict=True))
    except (NumberFormatError, InvalidOperation, ValueError):
        pass
    if re.fullmatch(r"[+-]?\d*[.,]?\d+", typed):
        return Decimal(typed.replace(",", "."))
    return None


class FigureField(forms.DecimalField):
    """A number of a form, read as `figure` reads it and shown again as `plain` writes it."""

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        found = figure(value)
        if found is None:
            raise ValidationError(_("Give a number."), code="invalid")
        return found


def offer(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """The choices of a field that only the request knows."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def worth_of(line: OrderLine, quantity: int, currency: str, weight: Decimal | None = None) -> Decimal:
    """What so many base units of an order's line are sold for: their part of its net, by weight where they have one."""
    if weight is not None:
        return round_amount(line.net * weight / line.typed_quantity, currency)
    return share(line.net, line.quantity, 0, quantity, currency)


def in_unit(quantity: int, factor: UnitFactor) -> Decimal:
    """Base units in another unit, to three decimals: 30 of a case of 12 is 2.5."""
    exact = from_base(quantity, factor)
    return round(Decimal(exact.numerator) / Decimal(exact.denominator), 3)


def unit_text(quantity: int, factor: UnitFactor, unit: str, base_unit: str) -> str:
    """`2 case`, or `30 piece` where it makes no whole ones."""
    exact = from_base(quantity, factor)
    if exact.denominator == 1:
        return f"{number_text(exact.numerator)} {unit}".strip()
    return f"{number_text(quantity)} {base_unit}".strip()


def plain(value: Decimal | None) -> str:
    """A number as a field shows it again: no group marks, no needless zeros; "" for none."""
    return "" if value is None else format(value.normalize(), "f")


def decimal_mark() -> str:
    """The sign before the decimals in the language in force."""
    return str(get_decimal_symbol(locale()))


def shown(value: Decimal | None) -> str:
    """A number as `plain` writes it, with the decimal mark of the language in force."""
    return plain(value).replace(".", decimal_mark())


def typed(value: Decimal | None) -> str:
    """A number as a field shows it that means nothing when it is 0: then it stays empty."""
    return plain(value) if value else ""


def tax_label(code: str, rate: Decimal) -> str:
    """ "Tax 19%"; of a rate of 0 the reason in words (EN 16931 categories)."""
    if rate:
        return _("Tax %s%%") % number_text(rate)
    words = {
        "E": _("exempt"),
        "AE": _("reverse charge"),
        "G": _("export"),
        "K": _("intra-Community"),
        "O": _("not taxed"),
    }
    return f"{_('Tax')} ({words[code]})" if code in words else _("Tax 0%")


def share_of(done: int, wanted: int) -> Decimal | None:
    """How much of it is done, as a share of one; None where nothing is wanted."""
    return Decimal(done) / Decimal(wanted) if wanted > 0 else None


def base_units(by: By, item_ids: Sequence[UUID]) -> dict[UUID, str]:
    """How the base unit of each item is called; one statement."""
    items = catalog_queries.ITEMS.rows(by).in_bulk(list(set(item_ids)))
    return {pk: item.base_unit for pk, item in items.items()}
