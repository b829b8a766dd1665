"""Whom the demonstration company trades with: customers in several countries, and its suppliers."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.commands import AddressInput, ContactInput, CustomerInput, SupplierInput
from tradepost.doors.cli.demo.company import BASE, IN_DOLLARS, Buyer, Company, Source
from tradepost.doors.cli.demo.party_words import (
    CITIES,
    GIVEN,
    HOME_CITIES,
    NOUNS,
    STREETS,
    SUPPLIERS,
    SURNAMES,
    TRADES,
    City,
    Trade,
)
from tradepost.doors.cli.demo.staff import REPS

AT_HOME = 0.8
"""The share of customers in the company's own country."""
FEWEST, MOST, ORDERS_PER_CUSTOMER = 120, 10_000, 100
MONEY_OF = {"US": BASE, "CA": "CAD", "GB": "GBP", "IE": "EUR", "DE": "EUR", "FR": "EUR"}
LANGUAGES = {"DE": "de", "FR": "fr"}
AVERAGE_ORDER = 420
"""What an order is worth about; credit limits follow from it."""
TIGHT = 3
"""So many customers have a limit that their next large order passes."""
CHUNK = 1000


def make_customers(company: Company) -> None:
    """Groups, then customers with their addresses, terms and limits."""
    by = company.owner
    for trade in TRADES:
        company.groups[trade.group] = company.mint(by.now)
        parties.create_group(by, group_id=company.groups[trade.group], name=trade.group)
    count = min(max(FEWEST, company.orders // ORDERS_PER_CUSTOMER), MOST)
    names: set[str] = set()
    drawn = [_draw(company, names) for _ in range(count)]
    company.buyers = [buyer for buyer, _ in drawn]
    whole = sum(buyer.weight for buyer in company.buyers)
    given = [_customer(company, buyer, city, whole) for buyer, city in drawn]
    for first in range(0, count, CHUNK):
        parties.create_customers(by, customers=given[first : first + CHUNK])


def make_suppliers(company: Company) -> None:
    """Those who sell to us, each with its lead time, smallest order and currency."""
    by, dice = company.owner, company.dice
    company.sources = [
        Source(company.mint(by.now), name, _known(currency), lead, kinds)
        for name, _, currency, lead, kinds in SUPPLIERS
    ]
    given = []
    for source, (name, country, *_) in zip(company.sources, SUPPLIERS, strict=True):
        cities = [city for city in CITIES if city.country == country]
        city = dice.choice(cities)
        person = f"{dice.choice(GIVEN.split('|'))} {dice.choice(SURNAMES.split('|'))}"
        host = _host(name)
        given.append(
            SupplierInput(
                supplier_id=source.supplier_id,
                name=name,
                email=f"orders@{host}",
                phone=city.phone.format(dice.randrange(10, 99)),
                website=f"https://{host}",
                currency=source.currency,
                terms_days=dice.choice((14, 30, 30, 45, 60)),
                lead_days=source.lead_days,
                minimum_order=Decimal(dice.choice((0, 100, 150, 250))),
                addresses=[_address(company, city, "billing", name)],
                contacts=[ContactInput(person, "Customer care", f"care@{host}")],
            )
        )
    parties.create_suppliers(by, suppliers=given)


def _known(currency: str) -> str:
    return currency if BASE in IN_DOLLARS and currency else BASE


def _draw(company: Company, names: set[str]) -> tuple[Buyer, City]:
    dice = company.dice
    trade = dice.choices(TRADES, [trade.weight for trade in TRADES])[0]
    abroad = dice.random() > AT_HOME
    city = dice.choice(CITIES[HOME_CITIES:] if abroad else CITIES[:HOME_CITIES])
    size = dice.choices((1, 2, 3, 4, 5), (34, 30, 20, 11, 5))[0]
    buyer = Buyer(
        customer_id=company.mint(company.founded),
        name=_name(company, trade, city, names),
        trade=trade,
        size=size,
        rep=dice.choice(REPS),
        currency=_known(MONEY_OF[city.country]),
        country=city.country,
        terms_days=dice.choice((0, 14, 30, 30, 30, 45, 60)) if size > 1 else dice.choice((0, 7, 14, 30)),
        pays_late=dice.choices((-3, 0, 4, 12, 35), (20, 40, 22, 13, 5))[0],
        weight=size**1.3 * dice.uniform(0.5, 1.5),
    )
    return buyer, city


def _name(company: Company, trade: Trade, city: City, names: set[str]) -> str:
    dice = company.dice
    while True:
        noun, family = dice.choice(NOUNS.split("|")), dice.choice(SURNAMES.split("|"))
        name = dice.choice(trade.patterns)
        while "{s}" in name:
            name = name.replace("{s}", family, 1)
            family = dice.choice(SURNAMES.split("|"))
        name = name.replace("{n}", noun).replace("{c}", city.name)
        if name in names:
            name = f"{name}, {city.name}"
        if name not in names:
            names.add(name)
            return name
        # All names of one place are taken when there are thousands of customers: branches are numbered.
        name = f"{name} No. {len(names)}"
        names.add(name)
        return name


def _customer(company: Company, buyer: Buyer, city: City, whole: float) -> CustomerInput:
    dice = company.dice
    host = _host(buyer.name)
    person = f"{dice.choice(GIVEN.split('|'))} {dice.choice(SURNAMES.split('|'))}"
    addresses = [_address(company, city, "billing"), _address(company, city, "shipping")]
    if buyer.size >= 4:
        addresses.append(_address(company, city, "shipping", f"{buyer.name}, second house"))
    return CustomerInput(
        customer_id=buyer.customer_id,
        name=buyer.name,
        email=f"orders@{host}",
        phone=city.phone.format(dice.randrange(10, 99)),
        language=LANGUAGES.get(buyer.country, "en"),
        currency=buyer.currency,
        terms_days=buyer.terms_days,
        terms_discount_percent=Decimal(2) if buyer.terms_days == 45 else Decimal(0),
        terms_discount_days=10 if buyer.terms_days == 45 else 0,
        credit_limit=_limit(company, buyer, whole),
        group_id=company.groups[buyer.trade.group],
        tax_class="exempt" if buyer.country == "US" and dice.random() < 0.3 else "standard",
        discount_percent=Decimal(dice.choice((0, 0, 0, 2, 3))) if buyer.size >= 3 else Decimal(0),
        rep_id=company.staff[buyer.rep].actor_id,
        ship_complete=dice.random() < 0.08,
        addresses=addresses,
        contacts=[ContactInput(person, dice.choice(("Buyer", "Owner", "Kitchen manager")), f"buy@{host}")],
    )


def _limit(company: Company, buyer: Buyer, whole: float) -> Decimal | None:
    """Five months of what it buys, or none; small for a few, so that somebody has to decide."""
    if buyer in company.buyers[:TIGHT]:
        return Decimal(600)
    if company.dice.random() < 0.25:
        return None
    monthly = company.orders / 24 * buyer.weight / whole * AVERAGE_ORDER * (0.4 + 0.4 * buyer.size)
    return Decimal(max(4000, round(monthly * 6, -2)))


def _address(company: Company, city: City, kind: str, name: str = "") -> AddressInput:
    dice = company.dice
    return AddressInput(
        kind=kind,
        name=name,
        line1=f"{dice.randrange(1, 240)} {dice.choice(STREETS.split('|'))}",
        city=city.name,
        region=city.region,
        postal_code=city.postal.format(
            dice.randrange(1, 9) if ":.0f" in city.postal else dice.randrange(1, 99)
        ),
        country=city.country,
    )


def _host(name: str) -> str:
    """A web host of a name, under the top-level domain that belongs to nobody (RFC 2606)."""
    plain = name.lower().replace("é", "e").replace("&", "and")
    return (
        "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())[:40] + ".example"
    )


def id_of_rep(company: Company, buyer: Buyer) -> UUID | None:
    """The user who looks after a customer."""
    return company.staff[buyer.rep].actor_id
