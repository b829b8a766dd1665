"""Every page of stock, buying and admin: who may open it, and that it asks little of the database."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from django.test import Client

from desk import MOST_STATEMENTS, Desk, statements
from shop import Shop, minted, open_shop, url
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import ChargeInput, DiscountInput, PromotionInput, TaxExemptionInput
from tradepost.domain.purchasing.models import PurchaseOrder, Receipt

pytestmark = pytest.mark.django_db

ALL = {"owner", "sales", "rep", "warehouse", "purchasing", "billing", "viewer"}
# page, the names of what it is about, and the roles that may open it
PAGES: tuple[tuple[str, tuple[str, ...], set[str]], ...] = (
    ("today_figures", (), ALL),
    ("first_day", (), {"owner"}),
    ("items", (), ALL),
    ("item", ("tea",), ALL),
    ("item", ("milk",), ALL),
    ("item_new", (), {"owner", "purchasing"}),
    ("item_edit", ("tea",), {"owner", "purchasing"}),
    ("categories", (), ALL),
    ("category_lookup", (), ALL),
    ("stock_item_lookup", (), ALL),
    ("price_lists", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("price_list", ("list",), {"owner", "sales", "rep", "billing", "viewer"}),
    ("price_list_new", (), {"owner", "sales"}),
    ("price_list_lookup", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("prices", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("prices_set", ("list",), {"owner", "sales"}),
    ("discounts", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("discount", ("discount",), {"owner", "sales", "rep", "billing", "viewer"}),
    ("discount_new", (), {"owner", "sales"}),
    ("discount_change", ("discount",), {"owner", "sales"}),
    ("charges", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("charge", ("charge",), {"owner", "sales", "rep", "billing", "viewer"}),
    ("charge_new", (), {"owner", "sales"}),
    ("charge_change", ("charge",), {"owner", "sales"}),
    ("promotions", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("promotion", ("promotion",), {"owner", "sales", "rep", "billing", "viewer"}),
    ("promotion_new", (), {"owner", "sales"}),
    ("promotion_change", ("promotion",), {"owner", "sales"}),
    ("price_versions", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("price_version", ("version",), {"owner", "sales", "rep", "billing", "viewer"}),
    ("version_rows", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("price_version_lookup", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("version_formula", ("version",), {"owner", "sales"}),
    ("version_prices", ("version",), {"owner", "sales"}),
    ("tax_rules", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("tax_exemptions", (), {"owner", "sales", "rep", "billing", "viewer"}),
    ("tax_exemption", ("tax_exemption",), {"owner", "sales", "rep", "billing", "viewer"}),
    ("tax_exemption_new", (), {"owner", "sales", "billing"}),
    ("tax_exemption_change", ("tax_exemption",), {"owner", "sales", "billing"}),
    ("tax_rules_set", (), {"owner", "sales"}),
    ("stock", (), ALL),
    ("moves", (), ALL),
    ("lots", (), ALL),
    ("lot_deliveries", (), ALL),
    ("stock_count", (), {"owner", "warehouse"}),
    ("stock_move", (), {"owner", "warehouse"}),
    ("opening_stock", (), {"owner", "purchasing"}),
    ("warehouses", (), ALL),
    ("warehouse", ("warehouse",), ALL),
    ("warehouse_lookup", (), ALL),
    ("place", ("place",), ALL),
    ("suppliers", (), ALL),
    ("supplier", ("supplier",), ALL),
    ("supplier_lookup", (), ALL),
    ("supplier_new", (), {"owner", "purchasing"}),
    ("supplier_edit", ("supplier",), {"owner", "purchasing"}),
    ("supplier_items", (), {"owner", "purchasing", "billing"}),
    ("purchase_orders", (), {"owner", "warehouse", "purchasing", "billing", "viewer"}),
    ("purchase_order", ("order",), {"owner", "warehouse", "purchasing", "billing", "viewer"}),
    ("purchase_order_new", (), {"owner", "purchasing"}),
    ("purchase_order_acknowledge", ("order",), {"owner", "purchasing"}),
    ("purchase_order_cut", ("order",), {"owner", "purchasing"}),
    ("purchase_order_receive", ("order",), {"owner", "purchasing", "warehouse"}),
    ("purchase_order_receive_lookup", ("order",), {"owner", "purchasing", "warehouse"}),
    ("purchase_order_pdf", ("order",), {"owner", "purchasing", "billing"}),
    ("receiving_sheet_pdf", ("order",), {"owner", "warehouse", "purchasing", "billing", "viewer"}),
    ("receipts", (), {"owner", "warehouse", "purchasing", "billing", "viewer"}),
    ("receipt", ("receipt",), {"owner", "warehouse", "purchasing", "billing", "viewer"}),
    ("to_receive", (), {"owner", "purchasing", "warehouse"}),
    ("variances", (), {"owner", "warehouse", "purchasing", "billing", "viewer"}),
    ("variance", ("variance",), {"owner", "warehouse", "purchasing", "billing", "viewer"}),
    ("reorder", (), {"owner", "purchasing", "viewer"}),
    ("reorder_rules", (), {"owner", "purchasing", "viewer"}),
    ("reorder_rules_set", (), {"owner", "purchasing"}),
    ("reports", (), ALL - {"warehouse"}),
    ("sales_report", (), ALL - {"warehouse"}),
    ("open_orders", (), ALL),
    ("backorders", (), ALL),
    ("stock_value", (), ALL - {"warehouse"}),
    ("stock_by_category", (), ALL - {"warehouse"}),
    ("stock_as_of", (), ALL),
    ("expiring_lots", (), ALL),
    ("trial_balance", (), {"owner", "billing"}),
    ("entries", (), {"owner", "billing"}),
    ("users", (), {"owner"}),
    ("user", ("user",), {"owner"}),
    ("user_new", (), {"owner"}),
    ("user_edit", ("user",), {"owner"}),
    ("user_roles", ("user",), {"owner"}),
    ("token_new", ("user",), {"owner"}),
    ("me", (), ALL),
    ("own_token_new", (), ALL),
    ("settings", (), ALL),
    ("company", (), {"owner"}),
    ("rates", (), {"owner", "billing"}),
    ("books", (), {"owner", "billing"}),
)


def things(shop: Shop) -> dict[str, object]:
    """One of each kind of document, by name."""
    order = shop.buy(("tea", 24), ("milk", 5))
    variance = shop.variance()
    closed = PurchaseOrder.objects.exclude(pk=order).get()
    return {
        **shop.items,
        "list": shop.trade.price_list_id,
        "discount": pricing.keep_discount(
            shop.by, discount_id=minted(), discount=DiscountInput("Autumn", D(5))
        ).pk,
        "charge": pricing.keep_charge(
            shop.by, charge_id=minted(), charge=ChargeInput("Parcel", D(5), currency="EUR")
        ).pk,
        "promotion": pricing.keep_promotion(
            shop.by,
            promotion_id=minted(),
            promotion=PromotionInput("10 + 1", shop.items["tea"], buy_quantity=10),
        ).pk,
        "tax_exemption": pricing.keep_tax_exemption(
            shop.by,
            exemption_id=minted(),
            exemption=TaxExemptionInput(shop.trade.add_customer(), "CA-4711", shop.by.now.date()),
        ).pk,
        "version": pricing.make_version(
            shop.by, version_id=minted(), price_list_id=shop.trade.price_list_id
        ).pk,
        "warehouse": shop.warehouse,
        "place": shop.place(),
        "supplier": shop.supplier,
        "order": order,
        "receipt": Receipt.objects.get(purchase_order=closed).pk,
        "variance": variance,
        "user": Desk("viewer", name="Victor Sauer").user_id,
    }


@pytest.mark.slow
def test_each_page_opens_to_its_roles_and_to_no_other_and_asks_little() -> None:
    """Roles that may open a page take turns: who may not is asked for each. The page brings no inline script."""
    known = things(open_shop())
    desks = {role: Desk(role) for role in sorted(ALL)}
    wrong = []
    for place, (page, about, allowed) in enumerate(PAGES):
        address = url(page, *(known[name] for name in about))
        refused = {role: desks[role].client.get(address).status_code for role in ALL - allowed}
        wrong += [f"{page} as {role}: {status}" for role, status in refused.items() if status != 403]
        role = sorted(allowed)[place % len(allowed)]
        with statements() as said:
            answer = desks[role].client.get(address)
        wrong += [f"{page} as {role}: {answer.status_code}"] if answer.status_code != 200 else []
        wrong += [f"{page}: {len(said)} statements"] if len(said) > MOST_STATEMENTS else []
        html = answer.content.decode(errors="replace")
        wrong += [f"{page}: {mark}" for mark in (" style=", " onclick=", "<style") if mark in html]
    assert wrong == []


def test_nobody_is_sent_to_sign_in(client: Client) -> None:
    bare = [page for page, about, _allowed in PAGES if not about]
    found = {page: client.get(url(page)) for page in bare}
    assert {page: answer.status_code for page, answer in found.items()} == dict.fromkeys(bare, 302)
    assert {answer["Location"][:16] for answer in found.values()} == {"/accounts/login/"}


def test_documents_that_are_not_there_are_not_found() -> None:
    desk = Desk("owner")
    nothing = "00000000-0000-7000-8000-000000000000"
    pages = (
        "item",
        "price_list",
        "discount",
        "charge",
        "promotion",
        "warehouse",
        "place",
        "supplier",
        "purchase_order",
        "receipt",
        "variance",
        "user",
        "token",
    )
    assert {page: desk.client.get(url(page, nothing)).status_code for page in pages} == dict.fromkeys(
        pages, 404
    )
