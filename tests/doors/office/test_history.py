"""Master data as it was: who changed which field from what to what, when, and by which door."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from desk import Desk, count_of
from shop import Shop, open_shop, url
from trade import NOW
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import FactorRole, User
from tradepost.domain.accounts.models import Rate
from tradepost.domain.catalog.models import Category
from tradepost.domain.corrections.models import Reason
from tradepost.domain.corrections.rules import ACCOUNTS, KINDS
from tradepost.domain.fulfilment.models import LotRule
from tradepost.domain.inventory.models import FixedBin
from tradepost.domain.mails import commands as mails
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.models import Contact, Customer, CustomerGroup
from tradepost.domain.pricing.models import MarginFloor, PriceListFor
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries.history import SUBJECTS
from tradepost.domain.sales.models import CancelReason, LostReason, TermsText

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def _customer(name: str = "Café Bramble") -> Any:
    by = system(timezone.now())
    return parties.create_customer(
        by, customer_id=new_id(by.now), name=name, currency="EUR", credit_limit=Decimal(500)
    )


def _said(page: reports_queries.HistoryPage) -> list[tuple[str, dict[str, tuple[Any, Any]]]]:
    return [
        (one.kind, {name: (was, (one.after or {}).get(name)) for name, was in one.before.items()})
        for one in page.changes
    ]


def test_a_change_is_told_field_by_field_the_newest_first(shop: Shop) -> None:
    by, bramble = system(timezone.now()), _customer()
    parties.change_customer(by, customer_id=bramble.pk, credit_limit=Decimal(900), name="Café Bramble & Son")
    parties.change_customer(by, customer_id=bramble.pk, credit_limit=Decimal(1200))
    told = _said(reports_queries.history_of(by, "customer", bramble.pk))
    assert [fields for kind, fields in told if kind == "customer"] == [
        {"credit_limit": (900, 1200)},
        {"credit_limit": (500, 900)},
    ]
    assert [fields for kind, fields in told if kind == "party"] == [
        {"name": ("Café Bramble", "Café Bramble & Son")}
    ]


@pytest.mark.django_db(transaction=True)
def test_the_page_says_who_by_which_door_and_what_it_was() -> None:
    # Not in one transaction: who did it is told by the fact of the same.
    bramble = _customer()
    desk = Desk("owner", name="Ingrid Sol")
    by = access_queries.by_of(User.objects.get(pk=desk.user_id), timezone.now())
    token = access.make_token(
        by, token_id=new_id(by.now), user_id=desk.user_id, name="x", expires_at=by.now + timedelta(days=1)
    )
    Client().patch(
        f"/api/v1/customers/{bramble.pk}",
        json.dumps({"credit_limit": "700"}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token.secret}"},
    )
    shown = desk.see(url("customer_history", bramble.pk))
    assert "Ingrid Sol API Café Bramble Customer Credit limit 500" in shown
    assert "→ 700" in shown
    assert url("customer_history", bramble.pk) in desk.get(url("customer", bramble.pk)).content.decode()


def test_what_somebody_did_in_the_database_itself_is_told_too(shop: Shop) -> None:
    bramble = _customer()
    with connection.cursor() as cursor:
        cursor.execute("update parties_customer set credit_limit = 1 where id = %s", [bramble.pk])
    # In a test all is one transaction, so that the fact of its making stands beside it; elsewhere nobody does.
    told = reports_queries.history_of(system(timezone.now()), "customer", bramble.pk).changes
    assert (told[0].before, told[0].after) == ({"credit_limit": 500}, {"credit_limit": 1})


def test_roles_of_a_user_are_told_by_their_words(shop: Shop) -> None:
    desk, walt = Desk("owner"), Desk("warehouse", name="Walt Jensen")
    desk.say(url("user_roles", walt.user_id), roles=["billing"])
    shown = desk.see(url("user_history", walt.user_id))
    assert "taken away" in shown
    assert "Warehouse" in shown


def test_the_list_of_all_is_for_the_owner_and_narrows(shop: Shop) -> None:
    bramble = _customer()
    desk, other = Desk("owner", name="Ingrid Sol"), Desk("owner", name="Vera Rep")
    form = {"name": "Walt J.", "email": "walt@sol.example"}
    desk.say(url("user_edit", other.user_id), **form)
    parties.change_customer(system(timezone.now()), customer_id=bramble.pk, credit_limit=Decimal(900))
    everything = desk.see(url("history"))
    assert "Credit limit" in everything
    assert "Walt J." in everything
    assert "Credit limit" not in desk.see(f"{url('history')}?kind=user")
    assert "Walt J." not in desk.see(f"{url('history')}?kind=user&until=2020-01-01").partition("Show")[2]
    assert Desk("sales").client.get(url("history")).status_code == 403
    assert Desk("viewer").client.get(url("history")).status_code == 403


def test_pages_follow_each_other_without_gap_or_double(shop: Shop) -> None:
    by, bramble = system(timezone.now()), _customer()
    for limit in range(1, 8):
        parties.change_customer(by, customer_id=bramble.pk, credit_limit=Decimal(limit))
    seen, after = [], ""
    while True:
        page = reports_queries.history_of(by, "customer", bramble.pk, after=after, limit=3)
        seen += [one.before["credit_limit"] for one in page.changes]
        after = page.older
        if not after:
            break
    assert seen == [6, 5, 4, 3, 2, 1, 500]


def test_it_costs_the_same_for_one_change_and_for_three(shop: Shop) -> None:
    by, bramble, desk = system(timezone.now()), _customer(), Desk("owner")
    parties.change_customer(by, customer_id=bramble.pk, credit_limit=Decimal(1))
    one = [count_of(desk, path) for path in (url("customer_history", bramble.pk), url("history"))]
    for limit in (2, 3):
        parties.change_customer(by, customer_id=bramble.pk, credit_limit=Decimal(limit), name=f"B {limit}")
    three = [count_of(desk, path) for path in (url("customer_history", bramble.pk), url("history"))]
    assert three == one


def test_what_belongs_to_master_data_is_told_too(shop: Shop) -> None:
    by, made = system(timezone.now()), {"made_at": NOW}
    customer = shop.trade.customers["Café Blum"]
    group = CustomerGroup.objects.create(id=new_id(NOW), name="Cafés", **made)
    party = Customer.objects.get(pk=customer).party_id
    rows: dict[str, Any] = {
        "contact": Contact.objects.create(id=new_id(NOW), party_id=party, name="Ann", **made),
        "customer_group": group,
        "category": Category.objects.create(id=new_id(NOW), name="Teas", **made),
        "price_list_for": PriceListFor.objects.create(
            id=new_id(NOW), price_list_id=shop.trade.price_list_id, group_id=group.pk, **made
        ),
        "floor": MarginFloor.objects.create(id=new_id(NOW), item_id=shop.items["tea"], percent=20, **made),
        "lot_rule": LotRule.objects.create(id=new_id(NOW), customer_id=customer, same_lot=True, **made),
        "rate": Rate.objects.create(currency="USD", valid_from=NOW.date(), rate=2),
        "fixed_bin": FixedBin.objects.create(
            id=new_id(NOW), item_id=shop.items["tea"], place_id=shop.place(), **made
        ),
        "terms_text": TermsText.objects.create(id=new_id(NOW), name="Usual", language="en", text="30 days", **made),
        "lost_reason": LostReason.objects.create(id=new_id(NOW), code="own_1", name="Too late", **made),
        "cancel_reason": CancelReason.objects.create(id=new_id(NOW), code="own_1", name="Too late", **made),
        "reason": Reason.objects.create(
            id=new_id(NOW), code="own_1", name="Too late", kind=KINDS[0], account=str(ACCOUNTS[0]), **made
        ),
    }  # fmt: skip
    for row in rows.values():
        name = next(
            name
            for name in ("name", "rank", "max_quantity", "percent", "rate", "one_lot")
            if hasattr(row, name)
        )
        type(row).objects.filter(pk=row.pk).update(**{name: {"name": "Other", "one_lot": True}.get(name, 7)})
    FactorRole.objects.create(role="owner", since=NOW)
    FactorRole.objects.all().delete()
    told = {kind: reports_queries.history(by, kinds=[kind]).changes for kind in [*rows, "factor_role"]}
    assert {kind: [one.row_id for one in found] for kind, found in told.items()} == {
        **{kind: [row.pk] for kind, row in rows.items()},
        "factor_role": ["owner"],
    }
    shown = Desk("owner").see(url("history"))
    assert "Other Who buys by a list Rank 1 → 7" in shown
    assert "Owner Role with a second factor" in shown
    assert {one.kind for one in reports_queries.history_of(by, "customer", customer).changes} == {
        "contact",
        "lot_rule",
    }
    item = reports_queries.history_of(by, "item", shop.items["tea"]).changes
    assert {one.kind for one in item} == {"floor", "fixed_bin"}
    assert "Fixed bin" in Desk("owner").see(url("warehouse_history", shop.warehouse))


# Rows without a history of their own, by why. A new model of master data has one, or stands here with its reason.
UNKEPT = {
    "documents and their parts: each change is a fact, told in their timeline": (
        "billing.Allocation billing.Invoice billing.InvoiceLine billing.InvoiceTax billing.Payment "
        "corrections.Correction corrections.CorrectionLine counting.Count counting.CountEntry counting.CountItem "
        "counting.CountLine fulfilment.Package fulfilment.PickTask fulfilment.Shipment fulfilment.ShipmentLine "
        "planning.Run planning.RunLine pricing.PriceVersion pricing.VersionRow purchasing.AnnouncedLine "
        "purchasing.AnnouncedPackage purchasing.LandedCost purchasing.LandedCostLine purchasing.PurchaseOrder "
        "purchasing.PurchaseOrderLine purchasing.Receipt purchasing.ReceiptLine purchasing.StoreDelivery "
        "purchasing.StoreLine purchasing.StoreStatement purchasing.StoreWithdrawal purchasing.StoreWithdrawalLine "
        "purchasing.Variance returns.Return returns.ReturnCredit returns.ReturnLine sales.Blanket "
        "sales.BlanketLine sales.ChangeOperation sales.ChangeSet sales.Hold sales.Order sales.OrderLine "
        "sales.Quote sales.QuoteAsk sales.QuoteLine sales.QuotePart sales.QuoteShare sales.StandingDate "
        "sales.StandingOrder service.Dispute service.DisputeLine transfers.Discrepancy transfers.Transfer "
        "transfers.TransferLine transfers.TransferLoad transfers.TransferReceipt"
    ),
    "what documents are begun with, never what they are; the facts say who kept which": (
        "sales.OrderTemplate sales.OrderTemplateLine sales.QuoteTemplate sales.QuoteTemplateLine"
    ),
    "ledgers: rows that are never changed, and balances that follow from them": (
        "accounts.Due accounts.Entry accounts.PartyBalance accounts.Posting inventory.Balance inventory.Demand "
        "inventory.Layer inventory.Leg inventory.Move inventory.Position inventory.Posting inventory.Promise "
        "inventory.Reserve inventory.Supply pricing.Quota"
    ),
    "each change is a fact that says why: books that were closed, lots that were stopped or corrected": (
        "accounts.Period inventory.Lot"
    ),
    "derived: made anew from what was told": (
        "inventory.MonthSum inventory.PlaceSum inventory.StockMonth reports.ImpactCustomer reports.ImpactDocument "
        "reports.ImpactRow reports.Level reports.Levelling reports.PriceImpact reports.SalesSum reports.ServiceSum "
        "reports.Summing reports.Turnover"
    ),
    "letters, files and notices": (
        "imports.Contents imports.Import imports.ImportRow mails.BouncedAddress mails.Mail mails.MailFile "
        "mails.Recipient notes.File notes.Mention notes.Notice"
    ),
    "secrets that end by themselves, and how somebody likes their own pages": (
        "access.ApiToken access.Invitation access.ListHabit access.ListView"
    ),
}


def test_every_row_of_master_data_has_a_history_that_can_be_read() -> None:
    ours = [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("tradepost.domain.")
        for model in config.get_models()
    ]
    kept = {model._meta.get_field("pgh_obj").related_model for model in ours if hasattr(model, "pgh_label")}
    allowed = {name for names in UNKEPT.values() for name in names.split()}
    without = {model._meta.label for model in ours if model not in kept and not hasattr(model, "pgh_label")}
    assert without == allowed, "give it a history (base.history), or say why it needs none"
    read = {kept.table for some in SUBJECTS.values() for kept in some}
    assert {model._meta.db_table for model in kept} - read == {"notes_note"}, (
        "a note is told beside its document"
    )


def test_the_text_of_a_mail_is_told_as_it_was(shop: Shop) -> None:
    by, desk = system(timezone.now()), Desk("owner")
    for title in ("Your invoice", "Your bill"):
        mails.set_template(by, kind="invoice", language="en", title=title, text="Hello {contact}")
    told = desk.see(f"{url('history')}?kind=template")
    assert "Invoice, English Text of a mail Title Your invoice → Your bill" in told


@pytest.mark.parametrize(
    "asked",
    ["after=x", "after=2026-01-01~1~1", "after=2026-01-01T00:00:00%2B00:00~9999999999999999999~1", "who=x", "kind=x",
     "since=x", "until=9999-12-31", "after=%00"],
)  # fmt: skip
def test_rubbish_in_the_address_breaks_nothing(shop: Shop, asked: str) -> None:
    assert Desk("owner").client.get(f"{url('history')}?{asked}").status_code in (200, 302)


def test_what_we_pay_is_told_to_who_may_know(shop: Shop) -> None:
    with_costs = {kept.kind for kept in reports_queries.open_kinds(system(timezone.now()))}
    sales = access_queries.by_of(User.objects.get(pk=Desk("sales").user_id), timezone.now())
    without = {kept.kind for kept in reports_queries.open_kinds(sales)}
    assert with_costs - without == {"supplier_item", "floor"}
