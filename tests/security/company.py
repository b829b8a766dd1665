"""A company of two worlds that must not see each other, with a document of every kind in both.

Alpha is Vera's customer, served from the warehouse NORTH; Beta is Paul's, served from SOUTH. Whatever
belongs to a world carries its mark in every text that somebody typed, so that a page can be searched for it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from pypdf import PdfWriter

from tradepost.base import jobs, storage
from tradepost.base.by import By, system
from tradepost.base.gs1 import sscc
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.models import Allocation
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import CodeInput, ItemInput, UnitInput
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.corrections.commands import CorrectionInput
from tradepost.domain.counting import commands as counting
from tradepost.domain.counting.commands import CountedInput
from tradepost.domain.delivery import commands as delivery
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.commands import PackageInput, Pick
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Place
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails.commands import FileInput, MailInput
from tradepost.domain.notes import commands as notes
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import AddressInput, ContactInput
from tradepost.domain.parties.models import Address
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning.commands import ReorderRuleInput
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import (
    ChargeInput,
    DiscountInput,
    PriceInput,
    PromotionInput,
    TaxExemptionInput,
    TaxRuleInput,
)
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import (
    AcknowledgedInput,
    AnnouncedInput,
    AnnouncedPackageInput,
    OfStore,
    OpeningInput,
    PurchaseLineInput,
    ReceiptInput,
    StoreInput,
    SupplierItemInput,
)
from tradepost.domain.purchasing.models import Variance
from tradepost.domain.reports import commands as reports
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.commands import ReturnLineInput
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.service import commands as service
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers.commands import TransferLineInput
from tradepost.doors.files.bringing import bring
from tradepost.doors.files.running import Hand, try_rows

BASE = str(settings.BASE_CURRENCY)
PASSWORD = "Kettle-and-Crate-7"
ROLES = ("owner", "sales", "rep", "warehouse", "purchasing", "billing", "viewer")
LIMITED = ("vera", "sales_of_alpha", "viewer_of_alpha", "billing_of_alpha", "buyer_of_alpha", "north")
UNIT_COST = D("61.3579")


@dataclass
class World:
    """One customer, one warehouse, and everything that happened between them."""

    mark: str
    rep: By
    warehouse_id: UUID
    customer_id: UUID
    party_id: UUID
    ids: dict[str, list[UUID]] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)

    def keep(self, kind: str, row: Any) -> Any:
        """Remember a document (or its id) under its kind."""
        self.ids.setdefault(kind, []).append(getattr(row, "id", row))
        if number := getattr(row, "number", ""):
            self.numbers.append(str(number))
        return row


@dataclass
class Company:
    """Everything, by kind: `company.ids["item"]` are shared, `company.alpha.ids["order"]` are Alpha's."""

    now: datetime
    by: By
    price_list_id: UUID
    users: dict[str, UUID] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    items: dict[str, UUID] = field(default_factory=dict)
    ids: dict[str, list[UUID]] = field(default_factory=dict)
    worlds: dict[str, World] = field(default_factory=dict)
    changed: dict[UUID, UUID] = field(default_factory=dict)
    """The order of each change."""
    minutes: int = 0

    @property
    def alpha(self) -> World:
        return self.worlds["alpha"]

    @property
    def beta(self) -> World:
        return self.worlds["beta"]

    def then(self, who: By | None = None) -> By:
        """The next minute, so that nothing happens at once."""
        self.minutes += 1
        return (who or self.by).at(self.now + timedelta(minutes=self.minutes))

    def mint(self) -> UUID:
        return new_id(self.now)

    def document(self, kind: str, world: str) -> list[UUID]:
        """The documents of a kind that somebody of this world may see: its own, and shared ones."""
        return [*self.worlds[world].ids.get(kind, []), *self.ids.get(kind, [])]


def build(now: datetime) -> Company:
    by = system(now, "Founder")
    company = Company(now, by, new_id(now))
    _catalogue(company)
    _carriers(company)
    _suppliers(company)
    _people(company)
    _at_the_door(company)
    for mark, rep in (("alpha", "vera"), ("beta", "paul")):
        _world(company, mark, rep)
    _limited_people(company)
    for world in company.worlds.values():
        _buying(company, world)
        _stores(company, world)
        _selling(company, world)
        _billing(company, world)
        _jobs(company, world)
        _counts(company, world)
        _corrections(company, world)
        _transfers(company, world)
    for world in company.worlds.values():
        _mailing(company, world)
    _desk(company)
    return company


# ---- what all share


def _carriers(company: Company) -> None:
    by, calendar_id, carrier_id, closed_id = company.by, company.mint(), company.mint(), company.mint()
    delivery.keep_calendar(by, calendar_id=calendar_id, name="Week", weekdays="12345")
    delivery.close_days(
        by, closed_id=closed_id, calendar_id=calendar_id, name="Feast", first_on=company.now.date()
    )
    delivery.keep_carrier(by, carrier_id=carrier_id, name="Parcel", calendar_id=calendar_id)
    transit = delivery.keep_transit(by, carrier_id=carrier_id, days=0)
    company.ids |= {
        "calendar": [calendar_id], "closed_days": [closed_id], "carrier": [carrier_id], "transit": [transit.id]
    }  # fmt: skip


def _catalogue(company: Company) -> None:
    by = company.by
    pricing.create_price_list(
        by, price_list_id=company.price_list_id, name="List prices", currency=BASE, is_base=True
    )
    pricing.set_tax_rules(by, rules=[TaxRuleInput("S", D(19))])
    category = catalog.create_category(by, category_id=company.mint(), name="Drinks")
    brand = catalog.create_brands(by, names=["Highland"])["Highland"]
    group = parties.create_group(by, group_id=company.mint(), name="Cafés")
    discount = pricing.keep_discount(
        by, discount_id=company.mint(), discount=DiscountInput("Drinks of the week", D(1), group_id=group.id)
    )
    nowhere = ChargeInput("Far away", D(1), country="AQ", currency=BASE)
    charge = pricing.keep_charge(by, charge_id=company.mint(), charge=nowhere)
    company.ids |= {
        "charge": [charge.pk],
        "brand": [brand],
        "category": [category.id], "customer_group": [group.id], "price_list": [company.price_list_id],
        "discount": [discount.pk],
    }  # fmt: skip
    for sku, tracking in (("tea", "none"), ("cup", "none"), ("milk", "lot"), ("rare", "none")):
        company.items[sku] = company.mint()
        item = ItemInput(
            company.items[sku],
            sku.upper(),
            f"Best {sku}",
            category_id=category.id,
            brand="Highland" if sku == "tea" else "",
            tracking=tracking,
            units=[UnitInput("case", 12)],
            codes=[CodeInput("own", f"{sku}-own")] if sku == "tea" else [],
        )
        catalog.create_items(by, items=[item])
    gift = PromotionInput(
        "Tea for a hundred cups", company.items["tea"], item_id=company.items["cup"], buy_quantity=100
    )
    template_id, text_id = company.mint(), company.mint()
    lines = [LineInput(company.items["tea"], D(6))]
    sales.keep_quote_template(by, template_id=template_id, name="Drinks for a bar", lines=lines)
    sales.keep_terms_text(by, text_id=text_id, name="Usual", language="en", text="Ex works.")
    company.ids |= {"quote_template": [template_id], "terms_text": [text_id]}
    company.ids["promotion"] = [pricing.keep_promotion(by, promotion_id=company.mint(), promotion=gift).pk]
    rows = [PriceInput(D("97.31"), item_id=item_id) for item_id in company.items.values()]
    pricing.set_prices(by, price_list_id=company.price_list_id, rows=rows)
    draft = pricing.make_version(
        by, version_id=company.mint(), price_list_id=company.price_list_id, name="Next"
    )
    dearer = [PriceInput(D("99.37"), item_id=company.items["tea"])]
    pricing.set_version_prices(by, version_id=draft.pk, rows=dearer)
    reports.work_out_impact(by, version_id=draft.pk, impact_id=company.mint())
    company.ids["price_version"] = [draft.pk]
    company.ids["item"] = [company.items[sku] for sku in ("tea", "cup", "milk", "rare")]
    logo = storage.keep([b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"], 1000)
    parties.set_company(by, name="Our Company", logo=logo.digest)


def _suppliers(company: Company) -> None:
    supplier_id = company.mint()
    made = parties.create_supplier(
        company.by,
        supplier_id=supplier_id,
        name="Tea Estate",
        currency=BASE,
        addresses=[AddressInput(kind="billing", line1="Hill 1", city="Darjeeling", country="IN")],
        contacts=[ContactInput("Asha")],
    )
    offers = [
        SupplierItemInput(supplier_id, item_id, UNIT_COST, lead_days=3, preferred=True)
        for item_id in company.items.values()
    ]
    purchasing.set_supplier_items(company.by, offers=offers)
    company.ids["supplier"] = [supplier_id]
    company.ids["supplier_address"] = list(
        Address.objects.filter(party_id=made.party_id).values_list("id", flat=True)
    )


def _user(company: Company, name: str, *grants: GrantInput) -> By:
    user_id = company.mint()
    user = access.create_user(
        company.by,
        user_id=user_id,
        email=f"{name}@company.example",
        name=name.replace("_", " ").title(),
        password=PASSWORD,
        grants=grants,
    )
    token = access.make_token(
        company.by,
        token_id=company.mint(),
        user_id=user_id,
        name=f"token of {name}",
        expires_at=company.now + timedelta(days=30),
    )
    company.users[name] = user_id
    company.secrets[name] = token.secret
    company.ids.setdefault("user", []).append(user_id)
    company.ids.setdefault("token", []).append(token.token.id)
    return access_queries.by_of(user, company.now)


def _people(company: Company) -> None:
    for role in ROLES:
        _user(company, role, GrantInput(role))


def _at_the_door(company: Company) -> None:
    """Somebody who is invited, and a session of the owner's in a browser."""
    made = access.invite_user(company.by, user_id=company.mint(), email="walt@company.example")
    company.ids["invitation"] = [made.invitation.id]
    store = SessionStore()
    store.create()
    session = UserSession.objects.create(
        user_id=company.users["owner"], session_key=store.session_key, ip="192.0.2.7", user_agent="Firefox"
    )
    company.ids["session"] = [session.pk]


def _limited_people(company: Company) -> None:
    """Those who see Alpha and NORTH only, each by another kind of limit."""
    customer = company.alpha.customer_id
    _user(company, "sales_of_alpha", GrantInput("sales", "customer", customer))
    _user(company, "viewer_of_alpha", GrantInput("viewer", "customer", customer))
    _user(company, "billing_of_alpha", GrantInput("billing", "customer", customer))
    _user(company, "buyer_of_alpha", GrantInput("buyer", "customer", customer))
    _user(company, "north", GrantInput("warehouse", "warehouse", company.alpha.warehouse_id))


def _mailing(company: Company, world: World) -> None:
    """A mail about an order that failed; whatever is asked of one can be asked of it."""
    made = mails.send_mail(
        company.then(world.rep),
        mail=MailInput(
            mail_id=company.mint(),
            kind="order",  # which everybody reads who reads mails at all
            subject_id=world.ids["order"][0],
            number=f"zq{world.mark}-1",
            party_id=world.party_id,
            customer_id=world.customer_id,
            to=f"zq{world.mark}@bar.example",
            title=f"Order of zq{world.mark}",
            text=f"Dear zq{world.mark}",
            sender="Our Company <sales@company.example>",
            files=(FileInput("Order.pdf", blank_paper()),),
        ),
    )
    refused = {f"zq{world.mark}@bar.example": "550 no such user"}
    mails.record_handover(company.then(), mail_id=made.id, taken={}, refused=refused)
    world.keep("mail", made)


def blank_paper() -> bytes:
    """A PDF without a word."""
    written, content = PdfWriter(), io.BytesIO()
    written.add_blank_page(72, 72)
    written.write(content)
    return content.getvalue()


# ---- a world


def _world(company: Company, mark: str, rep: str) -> None:
    by, seller = company.by, _user(company, rep, GrantInput("rep", "own_customers"))
    warehouse_id, customer_id = company.mint(), company.mint()
    code = "NORTH" if mark == "alpha" else "SOUTH"
    inventory.create_warehouse(by, warehouse_id=warehouse_id, code=code, name=f"{code.title()} hall")
    customer = parties.create_customer(
        by,
        customer_id=customer_id,
        name=f"zq{mark} Bar",
        currency=BASE,
        email=f"zq{mark}@bar.example",
        credit_limit=D(900_000),
        rep_id=seller.actor_id,
        addresses=[
            AddressInput(
                kind="shipping", name=f"zq{mark} Bar", line1=f"zq{mark} street 1", city="Köln", country="DE"
            )
        ],
        contacts=[ContactInput(f"zq{mark} Contact", email=f"zq{mark}.contact@bar.example")],
    )
    world = World(mark, seller, warehouse_id, customer_id, customer.party_id)
    company.worlds[mark] = world
    world.keep("customer", customer)
    world.keep("warehouse", warehouse_id)
    world.ids["address"] = list(
        Address.objects.filter(party_id=customer.party_id).values_list("id", flat=True)
    )
    place = inventory.create_place(
        by, place_id=company.mint(), warehouse_id=warehouse_id, code=f"{code}-A1", pick_sequence=1
    )
    world.keep("place", place)
    zone = inventory.create_zone(
        by, zone_id=company.mint(), warehouse_id=warehouse_id, code=f"{code}-Z", name=f"{code} hall"
    )
    world.keep("zone", zone)
    prices = pricing.create_price_list(
        by, price_list_id=company.mint(), name=f"Special of zq{mark}", currency=BASE
    )
    price = D("83.17") if mark == "alpha" else D("79.43")
    pricing.set_prices(by, price_list_id=prices.id, rows=[PriceInput(price, item_id=company.items["tea"])])
    pricing.assign_price_list(by, price_list_id=prices.id, customer_ids=[customer_id])
    world.keep("own_price_list", prices.id)
    own = DiscountInput(f"Only for zq{mark}", D(1), customer_id=customer_id, item_id=company.items["rare"])
    world.keep("own_discount", pricing.keep_discount(by, discount_id=company.mint(), discount=own).pk)
    far = ChargeInput(f"Far zq{mark}", D(1), country="AQ", currency=BASE, customer_id=customer_id)
    world.keep("own_charge", pricing.keep_charge(by, charge_id=company.mint(), charge=far).pk)
    # For goods that go where none go, so that what they buy is taxed as before.
    certificate = TaxExemptionInput(customer_id, f"zq{mark}-4711", by.now.date(), country="AQ")
    exempt = pricing.keep_tax_exemption(by, exemption_id=company.mint(), exemption=certificate)
    world.keep("tax_exemption", exempt.pk)
    shelf = place.id
    lines = [
        OpeningInput(company.items["tea"], 500, UNIT_COST * 500, shelf),
        OpeningInput(company.items["cup"], 500, UNIT_COST * 500, shelf),
        OpeningInput(company.items["milk"], 500, UNIT_COST * 500, shelf, f"LOT-{code}", date(2031, 1, 1)),
    ]
    purchasing.take_opening_stock(
        company.then(), posting_id=company.mint(), warehouse_id=warehouse_id, lines=lines
    )
    # A lot names nobody: everybody who reads stock may see it, each with what is theirs.
    known = inventory.ensure_lots(by, lots=[inventory.LotInput(company.items["milk"], f"LOT-{code}")])
    company.ids.setdefault("lot", []).extend(known.values())
    rules = [
        ReorderRuleInput(item_id, 400, 900, company.ids["supplier"][0]) for item_id in company.ids["item"]
    ]
    planning.set_reorder_rules(by, warehouse_id=warehouse_id, rules=rules)


def _buying(company: Company, world: World) -> None:
    draft = _purchase(company, world, send=False)
    sent = _purchase(company, world, send=True)
    (announced,) = purchasing.announce_packages(
        company.then(),
        purchase_order_id=sent.id,
        packages=[
            AnnouncedPackageInput(
                sscc("0614141", int.from_bytes(world.mark.encode()[:4])),
                [AnnouncedInput(purchasing_queries.lines_of(sent.id)[0].id, 12)],
            )
        ],
        notice=f"zq{world.mark}-advice",
    )
    world.keep("announced", announced)
    done = _purchase(company, world, send=True)
    lines = purchasing_queries.lines_of(done.id)
    purchasing.acknowledge(
        company.then(),
        purchase_order_id=done.id,
        lines=[AcknowledgedInput(lines[0].id, None, company.now.date() + timedelta(days=9))],
        supplier_reference=f"zq{world.mark}-ack",
    )
    shelf = Place.objects.get(pk=world.ids["place"][0]).id
    receipt = purchasing.receive(
        company.then(),
        receipt_id=company.mint(),
        purchase_order_id=done.id,
        lines=[ReceiptInput(lines[0].id, 35, 2, shelf), ReceiptInput(lines[1].id, 44, 0, shelf)],
        delivery_note=f"zq{world.mark}-dn",
        allow_over=True,
        last=True,
    )
    world.keep("receipt", receipt)
    landed = purchasing.add_landed_cost(
        company.then(),
        landed_cost_id=company.mint(),
        receipt_ids=[receipt.id],
        kind="freight",
        basis="count",
        amount=D(40),
        currency=settings.BASE_CURRENCY,
        reference=f"zq{world.mark}-freight",
    )
    world.keep("landed_cost", landed)
    for variance in Variance.objects.filter(receipt_line__receipt_id=receipt.id).order_by("id"):
        world.keep("variance", variance)
    assert draft.state == "draft"
    assert world.ids["variance"]


def _stores(company: Company, world: World) -> None:
    """A supplier's goods beside the world's warehouse: some came, some are ours, some are lost, and that was told."""
    code = "NORTH" if world.mark == "alpha" else "SOUTH"
    pk, supplier_id, tea = company.mint(), company.ids["supplier"][0], company.items["tea"]
    inventory.create_warehouse(
        company.then(), warehouse_id=pk, code=f"{code}-ST", name=f"{code.title()} store", supplier_id=supplier_id,
        beside_id=world.warehouse_id,
    )  # fmt: skip
    world.keep("store", pk)
    came = purchasing.fill_store(
        company.then(), delivery_id=company.mint(), warehouse_id=pk, lines=[StoreInput(tea, 90)],
        delivery_note=f"zq{world.mark}-st",
    )  # fmt: skip
    world.keep("store_delivery", came)
    for command in (purchasing.take_over, purchasing.report_missing):
        gone = command(company.then(), withdrawal_id=company.mint(), warehouse_id=pk, lines=[OfStore(tea, 7)],
                       note=f"zq{world.mark}")  # fmt: skip
        world.keep("store_withdrawal", gone)
    told = purchasing.state_store(
        company.then(), statement_id=company.mint(), supplier_id=supplier_id, until_on=company.now.date()
    )
    company.ids.setdefault("store_statement", []).append(told.id)
    purchasing.take_over(
        company.then(), withdrawal_id=company.mint(), warehouse_id=pk, lines=[OfStore(tea, 3)]
    )


def _purchase(company: Company, world: World, *, send: bool) -> Any:
    by = company.then()
    return world.keep(
        "purchase_order",
        purchasing.order_from_supplier(
            by,
            purchase_order_id=company.mint(),
            supplier_id=company.ids["supplier"][0],
            warehouse_id=world.warehouse_id,
            note=f"zq{world.mark} note to the supplier",
            lines=[PurchaseLineInput(company.items[sku], D(40)) for sku in ("tea", "cup")],
            send=send,
        ),
    )


def _counts(company: Company, world: World) -> None:
    """One is being counted, one waits for approval, one is posted."""
    for stage in ("counting", "review", "posted"):
        by = company.then()
        one = world.keep(
            "count",
            counting.plan_count(
                by, count_id=company.mint(), warehouse_id=world.warehouse_id, scope="items",
                item_ids=[company.items["tea"]], is_blind=stage == "counting", note=f"Shelf of zq{world.mark}",
            ),
        )  # fmt: skip
        counting.start_count(by, count_id=one.id)
        found = inventory_queries.shelves_of(company.items["tea"], world.warehouse_id)
        lines = [CountedInput(shelf.place_id, company.items["tea"], shelf.on_hand + 1) for shelf in found]
        counting.record_counts(company.then(), batch_id=company.mint(), count_id=one.id, lines=lines)
        if stage != "counting":
            counting.finish_count(company.then(), count_id=one.id)
        if stage == "posted":
            counting.post_count(company.then(), count_id=one.id)


def _corrections(company: Company, world: World) -> None:
    """One is posted, one waits for approval."""
    by = company.then()
    shelf = inventory_queries.shelves_of(company.items["tea"], world.warehouse_id)[0]
    for roles in (frozenset({"owner"}), frozenset({"viewer"})):
        world.keep(
            "correction",
            corrections.correct_stock(
                replace(by, roles=roles), correction_id=company.mint(), warehouse_id=world.warehouse_id,
                reason="damaged", note=f"zq{world.mark} fell down",
                lines=[CorrectionInput(company.items["tea"], shelf.place_id, -1)],
            ),
        )  # fmt: skip


def _transfers(company: Company, world: World) -> None:
    """One of each state leaves the warehouse of the world; of the last one some is missing."""
    by = company.then()
    elsewhere = company.mint()
    inventory.create_warehouse(
        by, warehouse_id=elsewhere, code=f"FAR-{world.mark[0].upper()}", name="Far hall"
    )
    for stage in ("draft", "released", "in_transit", "received"):
        one = world.keep(
            "transfer",
            transfers.draft_transfer(
                by, transfer_id=company.mint(), from_warehouse_id=world.warehouse_id, to_warehouse_id=elsewhere,
                lines=[TransferLineInput(company.items["tea"], D(2))], note=f"zq{world.mark} fair",
            ),
        )  # fmt: skip
        if stage != "draft":
            transfers.release_transfer(by, transfer_id=one.id)
        if stage in ("in_transit", "received"):
            transfers.dispatch_transfer(by, transfer_id=one.id, carrier=f"zq{world.mark} lorry")
        if stage == "received":
            transfers.finish_transfer(by, transfer_id=one.id)
            for missing in transfers_queries.discrepancies_of(one.id):
                world.keep("discrepancy", missing)


def _jobs(company: Company, world: World) -> None:
    """Asked for by the rep of the world; no worker runs."""
    job_id = world.keep("job", company.mint())
    by = company.then(world.rep)
    jobs.ask(by, job_id=job_id, kind="test", title=f"zq{world.mark} job", request={})


def _selling(company: Company, world: World) -> None:
    _quotes(company, world)
    _order(company, world, "draft", ("tea", 3), confirm=False)
    confirmed = _order(company, world, "confirmed", ("tea", 5), ("cup", 2))
    more = sales.ChangeAsked(
        [sales.ChangedLine(item_id=company.items["tea"], quantity=D(1))], reason=f"zq{world.mark} wants more"
    )
    changed = sales.apply_change(company.then(), change_id=company.mint(), order_id=confirmed.id, asked=more)
    company.changed[world.keep("order_change", changed.pk)] = confirmed.id
    _order(company, world, "waiting", ("rare", 7))
    held = _order(company, world, "held", ("cup", 4))
    hold = sales.hold_order(
        company.then(), hold_id=company.mint(), order_id=held.id, note=f"zq{world.mark} asks first"
    )
    world.keep("hold", hold)
    for stage in ("released", "picked", "packed"):
        _ship(company, world, stage)
    _notes(company, world)


def _notes(company: Company, world: World) -> None:
    """Somebody who sees all says something about an order, and lays a picture beside it."""
    order_id, by = world.ids["order"][0], company.then()
    about = {"kind": "order", "subject_id": order_id}
    note = notes.write_note(by, note_id=company.mint(), text=f"zq{world.mark} pays late", **about)
    world.keep("note", note)
    kept = storage.keep([b"\x89PNG\r\n\x1a\n" + world.mark.encode()], 1024)
    name = f"zq{world.mark}.png"
    world.keep("file", notes.add_file(by, file_id=company.mint(), name=name, digest=kept.digest, **about))


def _quotes(company: Company, world: World) -> None:
    weekly = sales.keep_order_template(
        company.then(world.rep),
        template_id=company.mint(),
        customer_id=world.customer_id,
        name=f"zq{world.mark} weekly",
        lines=[LineInput(company.items["tea"], D(6))],
    )
    world.keep("order_template", weekly)
    agreed = sales.make_blanket(
        company.then(world.rep),
        blanket_id=company.mint(),
        customer_id=world.customer_id,
        lines=[LineInput(company.items["tea"], D(600), unit_price=D(7), note=f"zq{world.mark} agreed")],
        valid_until=company.then().now.date() + timedelta(days=90),
        customer_po=f"zq{world.mark}-frame",
    )
    world.keep("blanket", agreed)
    usual = sales.keep_order_template(
        company.then(world.rep),
        template_id=company.mint(),
        customer_id=world.customer_id,
        name=f"zq{world.mark} usual",
        lines=[LineInput(company.items["tea"], D(2))],
    )
    standing = sales.keep_standing_order(
        company.then(world.rep),
        standing_id=company.mint(),
        template_id=usual.pk,
        kind="weekly",
        weekday=1,
        first_on=company.then().now.date(),
    )
    world.keep("standing_order", standing)
    for stage in ("draft", "sent", "accepted", "ordered"):
        quote_id = company.mint()
        quote = sales.make_quote(
            company.then(world.rep),
            quote_id=quote_id,
            customer_id=world.customer_id,
            lines=[LineInput(company.items["tea"], D(6), note=f"zq{world.mark} line")],
            customer_po=f"zq{world.mark}-rfq",
            note=f"zq{world.mark} note",
        )
        world.keep("quote", quote)
        if stage == "sent":
            made = sales.share_quote(
                company.then(), quote_id=quote_id, share_id=company.mint(), sent_to=f"zq{world.mark}"
            )
            world.keep("quote_share", made.share)
        elif stage != "draft":
            sales.send_quote(company.then(), quote_id=quote_id)
        if stage in ("accepted", "ordered"):
            sales.accept_quote(company.then(), quote_id=quote_id, accepted_by=f"zq{world.mark} boss")
        if stage == "ordered":
            made = sales.order_quote(
                company.then(), quote_id=quote_id, order_id=company.mint(), warehouse_id=world.warehouse_id
            )
            world.keep("order", made)


def _order(company: Company, world: World, stage: str, *lines: tuple[str, int], confirm: bool = True) -> Any:
    return world.keep(
        "order",
        sales.place_order(
            company.then(world.rep),
            order_id=company.mint(),
            customer_id=world.customer_id,
            warehouse_id=world.warehouse_id,
            customer_po=f"zq{world.mark}-{stage}",
            note=f"zq{world.mark} note",
            lines=[LineInput(company.items[sku], D(n), note=f"zq{world.mark} line") for sku, n in lines],
            confirm=confirm,
        ),
    )


def _ship(company: Company, world: World, stage: str) -> None:
    order = _order(company, world, stage, ("tea", 8), ("milk", 3))
    shipment = fulfilment.release_order(company.then(), shipment_id=company.mint(), order_id=order.id)
    world.keep("shipment", shipment)
    if stage == "released":
        return
    tasks = fulfilment_queries.tasks_of(shipment.id)
    fulfilment.record_picks(
        company.then(), shipment_id=shipment.id, picks=[Pick(task.id, task.asked) for task in tasks]
    )
    if stage == "packed":
        fulfilment.pack_shipment(
            company.then(), shipment_id=shipment.id, packages=[PackageInput(1200, f"zq{world.mark}-box")]
        )
        for box in fulfilment_queries.packages(shipment.id):
            world.keep("parcel", box.pk)  # its number counts from 1, and is nobody's secret


# ---- money, and what comes back


def _billing(company: Company, world: World) -> None:
    order = _order(company, world, "paid", ("tea", 20), ("cup", 10))
    shipment = fulfilment.ship_order(
        company.then(),
        shipment_id=company.mint(),
        order_id=order.id,
        carrier="DHL",
        tracking_number=f"zq{world.mark}-track",
    )
    world.keep("shipment", shipment)
    invoice = billing.invoice_shipment(company.then(), invoice_id=company.mint(), shipment_id=shipment.id)
    world.keep("invoice", invoice)
    paid = billing.record_payment(
        company.then(),
        payment_id=company.mint(),
        customer_id=world.customer_id,
        amount=D("211.11"),
        paid_on=company.now.date(),
        reference=f"zq{world.mark}-paid",
        allocations=[(invoice.id, D("100.07"))],
    )
    world.keep("payment", paid)
    deposit = billing.record_deposit(
        company.then(),
        payment_id=company.mint(),
        order_id=world.ids["order"][2],
        amount=D("33.33"),
        paid_on=company.now.date(),
        reference=f"zq{world.mark}-deposit",
    )
    world.keep("payment", deposit)
    lines = billing_queries.lines_of(invoice.id)
    credit = billing.credit_lines(
        company.then(),
        credit_note_id=company.mint(),
        invoice_id=invoice.id,
        lines=[(lines[0].id, 1)],
        reason=f"zq{world.mark} complained",
    )
    world.keep("invoice", credit)
    world.keep("credit_note", credit.id)
    world.ids["allocation"] = list(Allocation.objects.filter(payment_id=paid.id).values_list("id", flat=True))
    _second_shipment(company, world)
    _returns(company, world, order.id)
    _disputes(company, world, order.id, invoice.id)


def _second_shipment(company: Company, world: World) -> None:
    """Shipped, and waiting for its invoice."""
    order = _order(company, world, "shipped", ("tea", 9))
    world.keep(
        "shipment",
        fulfilment.ship_order(company.then(), shipment_id=company.mint(), order_id=order.id, carrier="UPS"),
    )


def _returns(company: Company, world: World, order_id: UUID) -> None:
    for stage in ("requested", "authorised", "received", "settled"):
        line = next(one for one in returns_queries.returnable(order_id) if one.left > 0)
        found = returns.request_return(
            company.then(),
            return_id=company.mint(),
            order_id=order_id,
            reason=f"zq{world.mark} sent it back",
            note=f"zq{world.mark} note",
            lines=[ReturnLineInput(line.shipment_line_id, 1, lot_id=line.lots[0])],
        )
        world.keep("return", found)
        if stage == "requested":
            continue
        returns.authorise_return(company.then(), return_id=found.id)
        if stage == "authorised":
            continue
        rows = returns_queries.return_lines(found.id)
        returns.receive_return(
            company.then(), return_id=found.id, lines=[(row.id, row.quantity, "") for row in rows]
        )
        if stage == "settled":
            returns.inspect_return(
                company.then(), return_id=found.id, lines=[(row.id, "restock") for row in rows]
            )
            credit_note_id = company.mint()
            returns.settle_return(company.then(), return_id=found.id, credit_note_id=credit_note_id)
            world.keep("invoice", billing_queries.invoice_by_id(credit_note_id))


def _disputes(company: Company, world: World, order_id: UUID, invoice_id: UUID) -> None:
    """One that is ours to answer, one that waits for the customer, one that is over."""
    for stage in ("open", "waiting", "settled"):
        kind, document_id = ("order", order_id) if stage == "open" else ("invoice", invoice_id)
        found = service.open_dispute(
            company.then(),
            dispute_id=company.mint(),
            kind=kind,
            document_id=document_id,
            reason="damaged",
            said=f"zq{world.mark} came broken",
        )
        world.keep("dispute", found)
        if stage == "waiting":
            service.ask_customer(company.then(), dispute_id=found.id, question=f"zq{world.mark} which")
        if stage == "settled":
            service.settle_dispute(
                company.then(),
                dispute_id=found.id,
                outcome="explained",
                explanation=f"zq{world.mark} was told",
            )


def _files(company: Company) -> None:
    """A file that was brought: about the whole company, for nobody who sees a part of it."""
    text = b"number,name\nI-1,zqfile Traders\nI-2,\n"
    import_id = company.mint()
    bring(company.by, import_id=import_id, kind="suppliers", file_name="zqfile.csv", data=text)
    try_rows(company.by, imports_queries.import_by_id(import_id), Hand())
    company.ids.setdefault("import", []).append(import_id)


def _desk(company: Company) -> None:
    """Open ends that belong to nobody."""
    _files(company)
    accounts.set_rate(
        company.by, rate_id=company.mint(), currency="USD" if BASE != "USD" else "EUR",
        valid_from=date(2026, 1, 1), rate=D("0.9"),
    )  # fmt: skip
