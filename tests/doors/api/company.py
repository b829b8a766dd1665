"""A company with documents in many states, for tests that send anything to every operation."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from doors.api.people import sign_in
from trade import Trade
from tradepost.base import storage
from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.access.rules import ROLES
from tradepost.domain.billing import commands as billing
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.corrections.commands import CorrectionInput
from tradepost.domain.counting import commands as counting
from tradepost.domain.delivery import commands as delivery
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.notes import commands as notes
from tradepost.domain.parties import commands as parties
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import (
    ChargeInput,
    DiscountInput,
    PriceInput,
    PromotionInput,
    TaxExemptionInput,
)
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import PurchaseLineInput, ReceiptInput, SupplierItemInput
from tradepost.domain.reports import commands as reports
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.commands import ReturnLineInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.service import commands as service
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers.commands import TransferLineInput
from tradepost.doors.files.bringing import bring
from tradepost.doors.files.running import Hand, keep_rows, try_rows, undo_rows
from with_store import open_store


class Company:
    """Documents in many states, and a token for every role; ids by the names of their fields."""

    def __init__(self) -> None:
        trade = Trade.open(timezone.now())
        trade.add_items("tea", "cup", stock=1000)
        for sku in trade.items:
            trade.add_case(sku)
        customer = trade.add_customer()
        self.ids: dict[str, list[UUID]] = {
            "customer_id": [customer],
            "item_id": list(trade.items.values()),
            "warehouse_id": [trade.warehouse_id],
            "price_list_id": [self._contract(trade), trade.price_list_id],
            "place_id": [place.id for place in inventory_queries.places(trade.warehouse_id)],
        }
        zone_id = new_id(trade.by.now)
        inventory.create_zone(
            trade.by, zone_id=zone_id, warehouse_id=trade.warehouse_id, code="DRY", name="Dry goods"
        )
        inventory.create_places(
            trade.by, warehouse_id=trade.warehouse_id, codes="A-01-01 .. A-01-02", zone_id=zone_id
        )
        self.ids["zone_id"] = [zone_id]
        autumn = DiscountInput("Autumn", Decimal(1))
        self.ids["discount_id"] = [
            pricing.keep_discount(trade.by, discount_id=new_id(trade.by.now), discount=autumn).pk
        ]
        dozen = PromotionInput(
            "Twelve and one", trade.items["cup"], item_id=trade.items["tea"], buy_quantity=900
        )
        self.ids["promotion_id"] = [
            pricing.keep_promotion(trade.by, promotion_id=new_id(trade.by.now), promotion=dozen).pk
        ]
        parcel = ChargeInput("Nowhere", Decimal(1), country="AQ", currency=trade.base_currency)
        self.ids["charge_id"] = [
            pricing.keep_charge(trade.by, charge_id=new_id(trade.by.now), charge=parcel).pk
        ]
        self.ids["brand_id"] = list(catalog.create_brands(trade.by, names=["Old mark"]).values())
        certificate = TaxExemptionInput(customer, "CA-4711", trade.by.now.date(), country="AQ")
        self.ids["exemption_id"] = [
            pricing.keep_tax_exemption(trade.by, exemption_id=new_id(trade.by.now), exemption=certificate).pk
        ]
        self.ids["version_id"] = [self._draft(trade), self._draft(trade)]
        self.ids["row_id"] = [row.id for row in pricing_queries.VERSION_ROWS.page(trade.by).rows]
        self.ids["gift_item_id"] = self.ids["item_id"]
        self.ids["price_id"] = [row.id for row in pricing_queries.PRICES.page(trade.by).rows]
        self.ids["from_place_id"] = self.ids["to_place_id"] = self.ids["place_id"]
        self._deliver(trade.by)
        self._sell(trade)
        self._buy(trade)
        self._keep_lots(trade)
        self._bring(trade)
        people = [sign_in(GrantInput(role)) for role in ROLES if role != "buyer"]
        people.append(sign_in(GrantInput("buyer", "customer", customer), name="buyer"))
        people.append(sign_in(GrantInput("rep", "own_customers"), name="own"))
        self.ids["user_id"] = [people[-1].user_id]
        invited = access.invite_user(trade.by, user_id=new_id(trade.by.now), email="walt@sol.example")
        self.ids["invitation_id"] = [invited.invitation.id]
        self.owner = people[0].token
        self._say(replace(trade.by, actor_id=people[0].user_id))
        self._send(trade)
        self.tokens = itertools.cycle([person.token for person in people[1:]] + [""])
        self.askers = itertools.cycle([True, *[False] * 3])
        self.turn = itertools.count()

    def _draft(self, trade: Trade) -> UUID:
        """A version that makes tea dearer, some day."""
        made = pricing.make_version(
            trade.by, version_id=new_id(trade.by.now), price_list_id=trade.price_list_id
        )
        rows = [PriceInput(Decimal(12), item_id=trade.items["tea"])]
        pricing.set_version_prices(trade.by, version_id=made.pk, rows=rows)
        reports.work_out_impact(trade.by, version_id=made.pk, impact_id=new_id(trade.by.now))
        return made.pk

    def _deliver(self, by: By) -> None:
        """Somebody carries, in two days, but not on a feast that is over."""
        calendar_id, closed_id, carrier_id = (new_id(by.now) for _ in range(3))
        feast = by.now.date() - timedelta(days=30)
        delivery.keep_calendar(by, calendar_id=calendar_id, name="Week", weekdays="12345")
        delivery.close_days(by, closed_id=closed_id, calendar_id=calendar_id, name="Feast", first_on=feast)
        delivery.keep_carrier(by, carrier_id=carrier_id, name="Parcel", calendar_id=calendar_id)
        transit = delivery.keep_transit(by, carrier_id=carrier_id, days=2)
        self.ids |= {"calendar_id": [calendar_id], "closed_id": [closed_id]}
        self.ids |= {"carrier_id": [carrier_id], "transit_id": [transit.pk]}

    def _say(self, by: By) -> None:
        """The owner says something about the customer, and lays a file beside it."""
        about = {"kind": "customer", "subject_id": self.ids["customer_id"][0]}
        note = notes.write_note(by, note_id=new_id(by.now), text="They pay late.", **about)
        kept = storage.keep([b"Twelve cases of tea"], 1024)
        file = notes.add_file(by, file_id=new_id(by.now), name="Offer.txt", digest=kept.digest, **about)
        self.ids |= {"subject_id": [about["subject_id"]], "note_id": [note.id], "file_id": [file.id]}

    def _bring(self, trade: Trade) -> None:
        """Files in all their states."""
        self.ids["import_id"] = []
        for n, verbs in enumerate(((), (try_rows,), (try_rows, keep_rows), (try_rows, keep_rows, undo_rows))):
            data = f"Number,Name,Country\nC-{n}00,Harbour Cafe {n},DE\nC-{n}01,Nobody,Nowhere\n".encode()
            given = {"kind": "customers", "file_name": f"customers {n}.csv", "data": data}
            found = bring(trade.by, import_id=new_id(trade.by.now), **given)
            self.ids["import_id"].append(found.pk)
            for verb in verbs:
                verb(trade.by, imports_queries.import_by_id(found.pk), Hand())

    def _keep_lots(self, trade: Trade) -> None:
        """Milk in a lot, of which some is promised."""
        trade.add_items("milk", tracking="lot")
        trade.receive(("milk", 9, "1"), lot="L7")
        trade.order(("milk", 4))
        self.ids["lot_id"] = [lot.pk for lot in inventory_queries.lots_of(trade.items["milk"])]

    def _send(self, trade: Trade) -> None:
        """Transfers to a second warehouse: two drafts, one set aside, one on its way, one that did not arrive."""
        trade.add_items("jar")
        trade.receive(("jar", 40, "1"))
        by, new = trade.by, lambda: new_id(trade.by.now)
        home, far = trade.warehouse_id, new()
        inventory.create_warehouse(
            by.at(by.now + timedelta(seconds=1)), warehouse_id=far, code="FAR", name="Far hall"
        )
        lines = [TransferLineInput(trade.items["jar"], Decimal(2))]
        made = [
            transfers.draft_transfer(
                by, transfer_id=new(), from_warehouse_id=home, to_warehouse_id=far, lines=lines
            )
            for _ in range(5)
        ]
        for one in made[2:]:
            transfers.release_transfer(by, transfer_id=one.id)
        for one in made[3:]:
            transfers.dispatch_transfer(by, transfer_id=one.id)
        transfers.finish_transfer(by, transfer_id=made[4].id)
        missing = transfers_queries.discrepancies_of(made[4].id)
        self.ids |= {
            "transfer_id": [one.id for one in made],
            "from_warehouse_id": [home],
            "to_warehouse_id": [far],
            "discrepancy_id": [one.id for one in missing],
        }

    def _contract(self, trade: Trade) -> UUID:
        made = pricing.create_price_list(
            trade.by, price_list_id=new_id(trade.by.now), name="Contract", currency=trade.base_currency
        )
        return made.id

    def _sell(self, trade: Trade) -> None:
        by, new = trade.by, lambda: new_id(trade.by.now)
        customer = self.ids["customer_id"][0]
        orders = [trade.order(("tea", 3), confirm=False) for _ in range(6)]
        orders += [trade.order(("tea", 4), ("cup", 2)) for _ in range(12)]
        holds = [sales.hold_order(by, hold_id=new(), order_id=order.id, note="why") for order in orders[6:8]]
        shipped = [fulfilment.ship_order(by, shipment_id=new(), order_id=order.id) for order in orders[8:12]]
        released = [
            fulfilment.release_order(by, shipment_id=new(), order_id=order.id) for order in orders[12:15]
        ]
        invoices = [billing.invoice_shipment(by, invoice_id=new(), shipment_id=s.id) for s in shipped[:2]]
        today = by.now.date()
        given = {"customer_id": customer, "amount": Decimal(5), "paid_on": today}
        payments = [billing.record_payment(by, payment_id=new(), **given) for _ in range(3)]
        lines = [LineInput(trade.items["tea"], Decimal(2))]
        quotes = [sales.make_quote(by, quote_id=new(), customer_id=customer, lines=lines) for _ in range(6)]
        for quote in quotes[3:]:
            sales.send_quote(by, quote_id=quote.id)
        weekly = sales.keep_order_template(
            by, template_id=new(), customer_id=customer, name="Monday", lines=lines
        )
        usual = sales.keep_order_template(
            by, template_id=new(), customer_id=customer, name="Usual", lines=lines
        )
        standing = [
            sales.keep_standing_order(
                by, standing_id=new(), template_id=usual.pk, kind="weekly", weekday=1, first_on=today
            )
            for _ in range(5)
        ]
        agreed = [
            sales.make_blanket(
                by,
                blanket_id=new(),
                customer_id=customer,
                lines=lines,
                valid_until=today + timedelta(days=90),
            )
            for _ in range(3)
        ]
        template = sales.keep_quote_template(by, template_id=new(), name="Tasting", lines=lines)
        (first, *_) = returns_queries.returnable(orders[8].id)
        back = [ReturnLineInput(first.shipment_line_id, 1)]
        asked = [
            returns.request_return(by, return_id=new(), order_id=orders[8].id, reason="no", lines=back)
            for _ in range(3)
        ]
        disputed = [
            service.open_dispute(
                by,
                dispute_id=new(),
                kind="order",
                document_id=orders[8].id,
                reason="damaged",
                said="Two boxes.",
            )
            for _ in range(6)
        ]
        for one in disputed[:2]:
            service.ask_customer(by, dispute_id=one.id, question="Which?")
        service.settle_dispute(by, dispute_id=disputed[2].id, outcome="explained", explanation="Told.")
        self.ids |= {
            "order_id": [order.id for order in orders],
            "hold_id": [hold.id for hold in holds],
            "shipment_id": [shipment.id for shipment in (*shipped, *released)],
            "invoice_id": [invoice.id for invoice in invoices],
            "payment_id": [payment.id for payment in payments],
            "quote_id": [quote.id for quote in quotes],
            "template_id": [template.pk],
            "order_template_id": [weekly.pk],
            "blanket_id": [one.pk for one in agreed],
            "standing_id": [one.pk for one in standing],
            "return_id": [each.id for each in asked],
            "dispute_id": [one.id for one in disputed],
            "shipment_line_id": [first.shipment_line_id],
            "line_id": [line.id for order in orders for line in sales_queries.lines_of(order.id)],
            "task_id": [task.id for s in released for task in fulfilment_queries.pick_list(s.id)],
        }

    def _buy(self, trade: Trade) -> None:
        by, new = trade.by, lambda: new_id(trade.by.now)
        supplier = parties.create_supplier(by, supplier_id=new(), name="Teehaus")
        item_id = trade.items["tea"]
        purchasing.set_supplier_items(by, offers=[SupplierItemInput(supplier.id, item_id, Decimal(6))])
        lines = [PurchaseLineInput(item_id, Decimal(10))]
        orders = [
            purchasing.order_from_supplier(
                by, purchase_order_id=new(), supplier_id=supplier.id, lines=lines, send=n > 2
            )
            for n in range(8)
        ]
        (line,) = purchasing_queries.lines_of(orders[3].id)
        counted = [ReceiptInput(line.id, 8, damaged=1)]
        receipt = purchasing.receive(
            by, receipt_id=new(), purchase_order_id=orders[3].id, lines=counted, last=True
        )
        landed = purchasing.add_landed_cost(
            by,
            landed_cost_id=new(),
            receipt_ids=[receipt.id],
            kind="freight",
            basis="count",
            amount=Decimal(40),
            currency=trade.base_currency,
        )
        later = by.at(by.now + timedelta(seconds=1))  # the store is younger than the warehouse
        store = open_store(
            later, trade.warehouse_id, trade.items, trade.base_currency, code="HAUS", supplier=supplier.id,
            prices={"tea": "6.00"},
        )  # fmt: skip
        came, taken = store.fill(("tea", 9)), store.take(("tea", 3))
        warehouse_id = trade.warehouse_id
        counts = [counting.plan_count(by, count_id=new(), warehouse_id=warehouse_id) for _ in range(3)]
        place = inventory_queries.placed_stock(by, item_id)[0].place_id
        corrected = [
            corrections.correct_stock(
                replace(by, roles=frozenset({role})),
                correction_id=new(),
                warehouse_id=warehouse_id,
                lines=[CorrectionInput(item_id, place, -1)],
                reason="damaged",
            )
            for role in ("viewer", "viewer", "owner")
        ]
        self.ids |= {
            "correction_id": [each.id for each in corrected],
            "count_id": [each.id for each in counts],
            "supplier_id": [supplier.id],
            "purchase_order_id": [order.id for order in orders],
            "receipt_id": [receipt.id],
            "landed_cost_id": [landed.id],
            "delivery_id": [came.pk],
            "withdrawal_id": [taken.pk],
            "statement_id": [store.state().pk],
            "variance_id": [each.id for each in purchasing_queries.variances_of([orders[3].id])],
        }

    def settle(self, given: Any, name: str = "") -> Any:
        """The same with known ids in place of invented ones, two times of three."""
        if isinstance(given, dict):
            return {key: self.settle(value, key) for key, value in given.items()}
        if isinstance(given, list):
            return [self.settle(value, name) for value in given]
        turn = next(self.turn)
        if isinstance(given, str) and name in self.ids and turn % 3:
            return str(self.ids[name][turn % len(self.ids[name])])
        return given
