"""Taxes from the table to the papers: a line's reason, exemptions, what the invoice says."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest

from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import AddressInput
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import TaxExemptionInput, TaxRuleInput
from tradepost.domain.pricing.models import TaxExemption, TaxRule
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput, OrderInput
from tradepost.domain.sales.queries import ToCheck
from tradepost.render.documents.billing import invoice_paper
from tradepost.render.documents.sales import order_confirmation

from .trade import HOME, NOW, TODAY, Trade, everything, nothing_changes, rooms_differences, statements

EU = "Tax-exempt intra-Community supply"
RULES = (
    TaxRuleInput("S", D(19), "DE"),
    TaxRuleInput("AA", D(7), "DE", item_class="reduced"),
    TaxRuleInput("K", D(0), "FR", needs_tax_number=True, legal_text=EU),
    TaxRuleInput("S", D("7.25"), "US", region="ca"),
    TaxRuleInput("S", D("1.375"), "US", region="CA", postal_prefix="941", part="county"),
)


@pytest.fixture
def shop(trade: Trade) -> Trade:
    """We are German; tea is in stock."""
    parties.set_company(trade.by, name="Teehaus", country="DE")
    pricing.set_tax_rules(trade.by, rules=RULES)
    trade.item("TEA", 100, "100.00")
    return trade


def buyer(shop: Trade, number: str, country: str, region: str = "", code: str = "", **given: Any) -> UUID:
    customer_id = new_id(NOW)
    place = {"country": country, "region": region, "postal_code": code}
    parties.create_customer(
        shop.by,
        customer_id=customer_id,
        name=number,
        number=number,
        currency=HOME,
        addresses=[AddressInput("shipping", line1="1", city="X", **place)],
        **given,
    )
    return customer_id


def taxed(shop: Trade, customer: UUID) -> tuple[str, D, D]:
    order_id = shop.order(customer, (shop.items["TEA"], 1, "100.00"))
    (line,) = shop.order_lines(order_id)
    return line.tax_code, line.tax_rate, sales_queries.order(shop.by, order_id).tax_total


def test_from_the_table_to_the_papers_and_back(shop: Trade) -> None:
    french = buyer(shop, "Rive", "FR", tax_number="FR40303265045")
    order_id = shop.order(french, (shop.items["TEA"], 4, "10.00"))
    (line,) = shop.order_lines(order_id)
    assert (line.tax_code, line.price_trace["tax"]["text"]) == ("K", EU)
    assert EU in order_confirmation(sales_queries.order(shop.by, order_id)).notes
    invoice = shop.invoice(shop.ship(order_id))
    assert (invoice.tax_total, invoice.total, invoice.tax_texts) == (0, D("40.00"), [EU])
    assert invoice_paper(invoice).notes[0] == EU
    note = billing.credit_lines(
        shop.by, credit_note_id=new_id(NOW), invoice_id=invoice.pk, reason="Broken", lines=None
    )
    assert (note.total, note.tax_texts) == (invoice.total, [EU])
    assert rooms_differences() == []


def test_without_a_number_the_tax_of_home_is_owed_and_a_finding_says_so(shop: Trade) -> None:
    french = buyer(shop, "Rive", "FR")
    assert taxed(shop, french) == ("S", D(19), D("19.00"))
    checked = ToCheck(french, [LineInput(shop.items["TEA"], D(1), unit_price=D(100))])
    (found,) = [one for one in sales_queries.findings(shop.by, checked) if one.stable_code == "no-tax-number"]
    assert (found.line, found.severity) == (0, "warning")
    parties.change_customer(shop.by, customer_id=french, tax_number="FR40303265045")
    assert taxed(shop, french) == ("K", D(0), D(0))


def test_rates_by_place_add_up_for_one_and_for_many_orders(shop: Trade) -> None:
    here = buyer(shop, "Bay", "US", "CA", "94103-1234")
    there = buyer(shop, "Valley", "US", "CA", "93701")
    assert taxed(shop, here) == ("S", D("8.625"), D("8.63"))
    assert taxed(shop, there) == ("S", D("7.25"), D("7.25"))
    # The two are one kind of customer, and share their look-up.
    many = [
        OrderInput(new_id(NOW), customer, [LineInput(shop.items["TEA"], D(1), unit_price=D(100))])
        for customer in (here, there)
    ]
    sales.place_orders(shop.by, orders=many)
    rates = [sales_queries.lines_of(one.order_id)[0].tax_rate for one in many]
    assert rates == [D("8.625"), D("7.25")]


def exempt(customer_id: UUID, **given: Any) -> TaxExemptionInput:
    return TaxExemptionInput(
        **{"customer_id": customer_id, "certificate": "CA-77", "valid_from": TODAY, **given}
    )


def test_an_exemption_counts_from_its_first_day_to_before_its_last(shop: Trade) -> None:
    customer = buyer(shop, "School", "US", "CA", "94103")
    exemption_id = new_id(NOW)
    wanted = exempt(customer, country="US", region="CA", valid_until=TODAY + timedelta(days=1))
    made = pricing.keep_tax_exemption(shop.by, exemption_id=exemption_id, exemption=wanted)
    assert pricing.keep_tax_exemption(shop.by, exemption_id=exemption_id, exemption=wanted) == made
    assert taxed(shop, customer) == ("E", D(0), D(0))
    pricing.keep_tax_exemption(
        shop.by,
        exemption_id=exemption_id,
        exemption=replace(wanted, valid_from=TODAY - timedelta(9), valid_until=TODAY),
    )
    assert taxed(shop, customer) == ("S", D("8.625"), D("8.63"))
    checked = ToCheck(customer, [LineInput(shop.items["TEA"], D(1), unit_price=D(100))])
    codes = {one.stable_code for one in sales_queries.findings(shop.by, checked)}
    assert "tax-exemption-expired" in codes
    pricing.remove_tax_exemption(shop.by, exemption_id=exemption_id)
    assert not TaxExemption.objects.exists() and made.history.count() == 2
    with pytest.raises(NotFound):
        pricing.remove_tax_exemption(shop.by, exemption_id=exemption_id)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"certificate": "  "}, "certificate"),
        ({"country": "Atlantis"}, "country"),
        ({"region": "CA"}, "country"),
        ({"item_class": "soft"}, "item_class"),
        ({"valid_until": TODAY}, "valid_until"),
        ({"customer_id": new_id(NOW)}, "customer_id"),
    ],
)
def test_a_bad_certificate_is_refused_at_its_field(shop: Trade, given: dict[str, Any], field: str) -> None:
    customer = buyer(shop, "School", "US", "CA", "94103")
    with nothing_changes(), pytest.raises(Invalid) as refusal:
        pricing.keep_tax_exemption(
            shop.by, exemption_id=new_id(NOW), exemption=exempt(**{"customer_id": customer, **given})
        )
    assert set(refusal.value.facts["fields"]) == {field}
    assert not TaxExemption.objects.exists()


def test_a_certificate_changed_meanwhile_is_not_written_over(shop: Trade) -> None:
    customer = buyer(shop, "School", "US", "CA", "94103")
    made = pricing.keep_tax_exemption(shop.by, exemption_id=new_id(NOW), exemption=exempt(customer))
    pricing.keep_tax_exemption(
        shop.by, exemption_id=made.pk, exemption=exempt(customer, note="Seen"), version=made.version
    )
    before = everything()
    with pytest.raises(ChangedMeanwhile):
        pricing.keep_tax_exemption(
            shop.by, exemption_id=made.pk, exemption=exempt(customer, note="Other"), version=1
        )
    assert TaxExemption.objects.get().note == "Seen" and everything() == before


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (TaxRuleInput("S", D(1), region="CA"), "country"),
        (TaxRuleInput("S", D(1), postal_prefix="9"), "country"),
        (TaxRuleInput("K", D(1), "FR", needs_tax_number=True), "needs_tax_number"),
        (TaxRuleInput("S", D(1), "US", region="C" * 81), "region"),
        (TaxRuleInput("S", D(1), "US", region="Ca"), "country"),
    ],
)
def test_a_bad_rule_is_refused_at_its_field(shop: Trade, bad: TaxRuleInput, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        pricing.set_tax_rules(shop.by, rules=[TaxRuleInput("S", D(2), "US", region="CA"), bad])
    assert set(refusal.value.facts["fields"]) == {f"rules.1.{field}"}
    assert TaxRule.objects.count() == len(RULES)


def test_a_thousand_rules_and_certificates_cost_no_statement_more(shop: Trade) -> None:
    customer = buyer(shop, "School", "US", "CA", "94103")
    plain = statements(lambda: taxed(shop, customer))
    rules = [
        TaxRuleInput("S", D(1), "US", "", "", region="CA", postal_prefix=f"{n:04}", part="city")
        for n in range(1000)
    ]
    pricing.set_tax_rules(shop.by, rules=[*RULES, *rules])
    for n in range(3):
        given = exempt(customer, certificate=f"X-{n}", item_class="reduced")
        pricing.keep_tax_exemption(shop.by, exemption_id=new_id(NOW), exemption=given)
    assert statements(lambda: taxed(shop, customer)) == plain
    assert statements(lambda: pricing_queries.TAX_EXEMPTIONS.page(shop.by)) == 1


def test_certificates_to_renew_are_told_until_another_covers_them(shop: Trade) -> None:
    def kept(customer: UUID, name: str, days: int | None, **place: Any) -> None:
        until = None if days is None else TODAY + timedelta(days=days)
        given = exempt(
            customer, certificate=name, valid_from=TODAY - timedelta(400), valid_until=until, **place
        )
        pricing.keep_tax_exemption(shop.by, exemption_id=new_id(NOW), exemption=given)

    school, club = buyer(shop, "School", "US", "CA"), buyer(shop, "Club", "US", "CA")
    kept(school, "soon", 30)
    kept(school, "later", 31, item_class="reduced")
    kept(club, "ended", 0)
    kept(club, "long ago", -366, item_class="reduced")

    def told() -> list[str]:
        rows = [row.certificate for row in reports_queries.EXEMPTIONS_TO_RENEW.page(shop.by).rows]
        kind = "exemptions_to_renew"
        waiting = reports_queries.waiting(shop.by, [kind])[kind]
        assert (waiting.count, [row.label for row in waiting.first]) == (len(rows), rows)
        assert reports_queries.today(shop.by).exemptions_to_renew == len(rows)
        return rows

    assert told() == ["soon"]
    shop.order(club, (shop.items["TEA"], 1, "10.00"))
    assert told() == ["ended", "soon"]
    kept(club, "new", None, country="US")  # does not cover all countries
    kept(school, "new", 400)
    assert told() == ["ended"]
    kept(club, "everywhere", None)
    assert told() == []
