"""What the last change of an order changed, marked on its confirmation, in the customer's language."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import ChangeOperation, ChangeSet, OrderLine
from tradepost.render.papers import Line
from tradepost.render.papers.formats import day_text, money_text, price_text, quantity_text
from tradepost.render.papers.texts import language_of, text

_SHOWN = ("quantity", "unit", "unit_price", "discount_percent", "promised_on")
_OF_ORDER = ("requested_on", "terms_days", "shipping_address", "freight")


class Marks:
    """The marks of one change; of an order that was never changed there are none."""

    def __init__(self, change: ChangeSet | None, currency: str, locale: str) -> None:
        self.change, self.currency, self.locale = change, currency, locale
        operations = list(change.operations.all()) if change else []
        self.lines: Mapping[UUID | None, ChangeOperation] = {
            one.line_id: one for one in operations if one.line_id
        }
        self.order = next((one for one in operations if one.kind == "order"), None)

    def shows(self, line: OrderLine) -> bool:
        """A line that is gone stands there once: on the confirmation of the change that took it away."""
        return line.pk in self.lines or line.cancelled < line.quantity or bool(line.net)

    def marked(self, line: OrderLine, row: Line) -> Line:
        """The row of a line with what was changed below it."""
        operation = self.lines.get(line.pk)
        if operation is None:
            return row
        told = self._told(operation)
        note = "\n".join(part for part in (told, row.note) if part)
        return replace(row, note=note, quantity=0) if operation.kind == "remove" else replace(row, note=note)

    def notes(self) -> tuple[str, ...]:
        """What is other on the order itself."""
        if self.order is None:
            return ()
        was = self.order.was
        names = [name for name in _OF_ORDER if name in was]
        return tuple(self._text(f"mark.{name}", was=self._value(name, was[name])) for name in names)

    def _told(self, operation: ChangeOperation) -> str:
        was = operation.was
        if operation.kind == "add":
            return self._text("mark.add")
        if operation.kind == "remove":
            return self._text(
                "mark.remove", quantity=self._value("quantity", was["quantity"]), unit=was["unit"]
            )
        parts = [
            self._text(f"mark.{name}", was=self._value(name, was[name])) for name in _SHOWN if name in was
        ]
        return self._text("mark.change", what="; ".join(parts)) if parts else ""

    def _text(self, key: str, **words: str) -> str:
        return text(key, language_of(self.locale)).format(**words)

    def _value(self, name: str, value: Any) -> str:
        if value is None or value == "":
            return "–"
        if name in ("quantity", "discount_percent", "terms_days"):
            return quantity_text(Decimal(str(value)), self.locale)
        if name == "freight":
            return money_text(Decimal(value), self.currency, self.locale)
        if name == "unit_price":
            return price_text(Decimal(value), self.currency, self.locale)
        if name in ("promised_on", "requested_on"):
            return day_text(date.fromisoformat(value), self.locale)
        return str(value)


def marks_of(order_id: UUID, currency: str, locale: str) -> Marks:
    """The marks of the last change; two statements, or one where there was none."""
    changes = sales_queries.changes_of_order(order_id)
    return Marks(changes[0] if changes else None, currency, locale)
