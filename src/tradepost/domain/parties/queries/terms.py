import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.errors import NotFound
from tradepost.domain.parties.rules import HOLDS_AT_FIRST, AddressLines, address_text
from tradepost.domain.parties.rules.terms import Terms, read_parts


@dataclass(frozen=True, slots=True)
class CustomerTerms:
    """Everything a document copies from its customer.

    `credit_limit` None: unlimited, else in the base currency. It is that of `credit_id`, them or the parent whose limit
    they share; `overdue_days` None: the age of invoices does not matter. For reasons not in `holds` their orders are
    not held by themselves. `country`, `region` and `postal_code` are those of the shipping address, `home` is our own
    country ("": not said). `sourcing`, `tax_rounding` and `least_order` (net, base currency; None: any) are their own
    or the company's. The address texts are as a label shows them. Whether a blocked customer may go on, the caller
    decides.
    """

    customer_id: UUID
    party_id: UUID
    number: str
    name: str
    currency: str
    terms_days: int
    credit_limit: Decimal | None
    group_id: UUID | None
    tax_class: str
    discount_percent: Decimal
    rep_id: UUID | None
    ship_complete: bool
    state: str
    language: str
    billing_address_id: UUID | None
    shipping_address_id: UUID | None
    country: str
    billing_address: str
    shipping_address: str
    terms_discount_percent: Decimal = Decimal(0)
    terms_discount_days: int = 0
    tax_number: str = ""
    email: str = ""
    minimum_fill_percent: int = 0
    minimum_shelf_days: int = 0
    postal_code: str = ""
    warehouse_id: UUID | None = None
    sourcing: str = "one"
    terms_month_end: bool = False
    terms_parts: tuple[tuple[str, int], ...] = ()
    deposit_percent: Decimal = Decimal(0)
    credit_id: UUID | None = None
    overdue_days: int | None = None
    po_required: bool = False
    billing_country: str = ""
    holds: frozenset[str] = frozenset()
    first_order_over: Decimal | None = None
    least_order: Decimal | None = None
    home: str = ""
    region: str = ""
    tax_rounding: str = "total"

    @property
    def terms(self) -> Terms:
        """When they pay."""
        return Terms(
            self.terms_days,
            self.terms_month_end,
            read_parts(self.terms_parts),
            self.terms_discount_percent,
            self.terms_discount_days,
            self.deposit_percent,
        )


def customer_terms(customer_id: UUID) -> CustomerTerms:
    """The terms of one customer, in one statement. Raises NotFound."""
    # Not one of a list: for a list of unknown length PostgreSQL plans anew each time, which costs twice the look-up.
    found = sql.one(_TERMS.format(which="c.id = %s"), [customer_id])
    if found is None:
        raise NotFound("There is no such customer.", customer_id=customer_id)
    return _terms(found)


_PARTS = "name, line1, line2, city, region, postal_code, country"
_TERMS = f"""
select c.id, c.party_id, c.number, p.name, c.currency, c.terms_days,
       case when h.id is null then c.credit_limit else h.credit_limit end, c.group_id,
       c.tax_class, c.discount_percent, c.rep_id, c.ship_complete, c.state, p.language,
       b.id, s.id, coalesce(s.country, ''), b.parts, s.parts,
       c.terms_discount_percent, c.terms_discount_days, p.tax_number, p.email, c.minimum_fill_percent,
       c.minimum_shelf_days, coalesce(s.postal_code, ''), c.warehouse_id,
       coalesce(nullif(c.sourcing, ''), m.sourcing, 'one'), c.terms_month_end, c.terms_parts, c.deposit_percent,
       coalesce(h.id, c.id), coalesce(c.overdue_days, h.overdue_days, m.overdue_days),
       c.po_required, coalesce(b.country, ''), m.automatic_holds, c.no_holds, m.first_order_over,
       coalesce(c.least_order, m.least_order), coalesce(m.country, ''),
       coalesce(nullif(c.tax_rounding, ''), m.tax_rounding, 'total')
from parties_customer c
join parties_party p on p.id = c.party_id
left join parties_customer h on h.id = c.parent_id and c.shares_limit
left join parties_company m on true
left join lateral (
  select id, country, array[{_PARTS}] as parts from parties_address where party_id = c.party_id
  order by kind <> 'billing', not is_default, id limit 1) b on true
left join lateral (
  select id, country, postal_code, array[{_PARTS}] as parts from parties_address where party_id = c.party_id
  order by kind <> 'shipping', not is_default, id limit 1) s on true
where {{which}}"""  # noqa: S608 constants only


def terms_of(customer_ids: Sequence[UUID]) -> dict[UUID, CustomerTerms]:
    """The terms of many customers, in one statement. Unknown ids are left out.

    The billing address is the default one, else any billing, else any; shipping likewise.
    """
    found = sql.rows(_TERMS.format(which="c.id = any(%s::uuid[]) order by c.id"), [list(customer_ids)])
    return {row[0]: _terms(row) for row in found}


def country_of(party_id: UUID) -> str:
    """The ISO country of a party's first address that names one, its default ones first; empty: unknown."""
    found = sql.one(
        """select country from parties_address where party_id = %s and country <> ''
           order by kind <> 'billing', not is_default, id limit 1""",
        [party_id],
    )
    return found[0] if found else ""


def address_of(party_id: UUID, kind: str = "billing") -> str:
    """The address of a party as a label shows it: the default of the kind, else any; empty: none."""
    found = sql.one(
        f"""select p.name, array[{", ".join(f"a.{part}" for part in _PARTS.split(", "))}]
            from parties_address a join parties_party p on p.id = a.party_id where a.party_id = %s
            order by a.kind <> %s, not a.is_default, a.id limit 1""",  # noqa: S608 constants only
        [party_id, kind],
    )
    return _text(found[1], found[0]) if found else ""


def _terms(row: tuple[Any, ...]) -> CustomerTerms:
    name = row[3]
    on, off = row[35] or json.dumps(HOLDS_AT_FIRST), row[36]
    values = [
        *row[:17],
        _text(row[17], name),
        _text(row[18], name),
        *row[19:29],
        _parts_of(row[29]),
        *row[30:35],
        frozenset(json.loads(on)) - frozenset(json.loads(off)),
        *row[37:40],
        row[18][4] if row[18] else "",
        row[40],
    ]
    return CustomerTerms(*values)


def _parts_of(kept: str) -> tuple[tuple[str, int], ...]:
    return tuple((percent, days) for percent, days in json.loads(kept))


def _text(parts: list[str] | None, party_name: str) -> str:
    if not parts:
        return party_name
    return address_text(AddressLines(parts[0] or party_name, *parts[1:]))
