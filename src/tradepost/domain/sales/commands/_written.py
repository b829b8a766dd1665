"""The rows a draft became, as model instances, without reading them back (the hot path)."""

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.base.stored import as_stored
from tradepost.domain.sales.commands._draft import Draft, DraftLine, order_terms
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.domain.sales.rules import open_value


def as_written(by: By, draft: Draft, number: str) -> Order:
    """The order as `insert_orders` wrote it, with its lines; a test compares it with what was stored."""
    customer = draft.customer
    net, tax, confirmed = draft.net_total, draft.tax_total, draft.state == "confirmed"
    order = as_stored(
        Order,
        {
            "id": draft.order_id,
            "number": number,
            "state": draft.state,
            "customer_id": customer.customer_id,
            "customer_name": customer.name,
            "customer_po": draft.customer_po,
            "rep_id": customer.rep_id,
            "warehouse_id": draft.warehouse_id,
            "sourcing": draft.sourcing,
            "quote_id": draft.quote_id,
            "currency": draft.currency,
            "rate": draft.rate,
            "placed_at": by.now,
            "confirmed_at": by.now if confirmed else None,
            "requested_on": draft.requested_on,
            **_terms(draft),
            "ship_complete": draft.ships[0],
            "minimum_fill_percent": draft.ships[1],
            "minimum_shelf_days": customer.minimum_shelf_days,
            "priority": draft.priority,
            "carrier_id": draft.sent.carrier_id,
            "transit_id": draft.sent.transit_id,
            "order_discount_percent": draft.order_discount_percent,
            "value_discount_percent": draft.value_discount[0],
            "value_discount": draft.value_discount[1],
            "freight": draft.freight,
            "charges": [dict(part) for part in draft.charged.parts],
            **dict(zip(("freight_tax_code", "freight_tax_rate"), draft.freight_tax, strict=True)),
            "billing_address": customer.billing_address,
            "shipping_address": draft.shipping_address or customer.shipping_address,
            "note": draft.note,
            "lines_count": len(draft.lines),
            "net_total": net,
            "tax_total": tax,
            "total": net + draft.freight + tax,
            "quantity_total": sum(line.priced.quantity for line in draft.lines),
            "open_value": open_value(draft.taxed, draft.rate) if confirmed else ZERO,
            "made_at": by.now,
        },
    )
    order.known_lines = [_line(draft, position, line) for position, line in enumerate(draft.lines, 1)]
    return order


def _terms(draft: Draft) -> dict[str, object]:
    _, asked, asked_in_base = order_terms(draft)
    customer = draft.customer
    return {
        "tax_rounding": customer.tax_rounding,
        "terms_days": customer.terms_days,
        "terms": customer.terms.more(),
        "deposit": asked,
        "deposit_due": asked_in_base,
    }


def _line(draft: Draft, position: int, line: DraftLine) -> OrderLine:
    priced, typed, journey = line.priced, line.typed, draft.journeys.get(line.line_id)
    sent = draft.sent_of(line)
    return as_stored(
        OrderLine,
        {
            "id": line.line_id,
            "order_id": draft.order_id,
            "position": position,
            "item_id": priced.item_id,
            "sku": priced.sku,
            "name": priced.name,
            "typed_quantity": priced.typed_quantity,
            "unit": priced.unit,
            "unit_numerator": priced.factor.numerator,
            "unit_denominator": priced.factor.denominator,
            "quantity": priced.quantity,
            "list_price": priced.list_price,
            "unit_price": priced.unit_price,
            "discount_percent": priced.discount_percent,
            "net": line.net,
            "gross_price": priced.gross_price,
            "gross": line.gross,
            "tax_code": priced.tax_code,
            "tax_rate": priced.tax_rate,
            "price_trace": priced.trace,
            "requested_on": typed.requested_on,
            "promised_on": journey.arrives_on if journey else None,
            "ships_on": journey.ships_on if journey else None,
            "promise_trace": journey.trace() if journey else {},
            "note": typed.note,
            "warehouse_id": line.warehouse_id,
            "carrier_id": sent and sent.carrier_id,
            "transit_id": sent and sent.transit_id,
            "source_trace": dict(line.source_trace),
            "split_of": line.split_of,
            "wished_lots": [str(one) for one in typed.lot_ids],
            "quota_row_id": priced.quota_row_id,
            "called": typed.called,
            "blanket_line_id": typed.blanket_line_id,
        },
    )
