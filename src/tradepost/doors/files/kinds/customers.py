"""Customers: the number names them, or the name where there are no numbers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.commands import CustomerInput
from tradepost.domain.parties.models import Customer
from tradepost.doors.files.faults import by_row
from tradepost.doors.files.fields import Field, Values
from tradepost.doors.files.ids import id_of
from tradepost.doors.files.kinds.companies import (
    WORDS,
    addresses_in,
    change_addresses,
    cleaned,
    contacts_in,
    country_of,
    differing,
)
from tradepost.doors.files.outcome import Effect, Kind, Options, Outcome, RowsRefused, Typed, changed_or_same

_FIELDS = (
    Field(
        "number",
        ("customer number", "customer ID", "customer no", "customer code", "account number", "account no", "code",
         "ID", "Kundennummer", "Kundennr", "Kunden-Nr", "Kdnr", "número de cliente", "código de cliente", "código"),
    ),
    Field(
        "name",
        ("customer name", "company name", "company", "customer", "business name", "Firma", "Firmenname", "Kunde",
         "Kundenname", "nombre", "empresa", "razón social", "cliente"),
        needed=True,
    ),
    *WORDS,
    Field("terms_discount_percent", ("cash discount", "Skonto"), "percent"),
    Field("terms_discount_days", ("cash discount days", "Skontotage"), "whole"),
    Field("credit_limit", ("credit", "Kreditlimit", "límite de crédito"), "amount"),
    Field("group", ("customer group", "price group", "Kundengruppe", "grupo")),
    Field("parent", ("parent company", "parent customer", "head office", "branch of", "Zentrale", "Muttergesellschaft",
                     "Filiale von", "casa matriz", "sucursal de")),
    Field("shares_limit", ("shares credit limit", "limit of the parent", "Limit der Zentrale", "límite compartido"),
          "yes"),
    Field("tax_class", ("tax status", "Steuerklasse", "clase de impuesto")),
    Field(
        "discount_percent", ("discount", "standard discount percentage", "Rabatt", "descuento"), "percent"
    ),
    Field("ship_complete", ("complete delivery", "Komplettlieferung", "envío completo"), "yes"),
    Field("minimum_fill_percent", ("minimum fill", "Mindesterfüllung", "cumplimiento mínimo"), "whole"),
    Field("minimum_shelf_days", ("shelf life", "Restlaufzeit", "vida útil"), "whole"),
    Field("blocked", ("is blocked", "on credit hold", "is on credit hold", "gesperrt", "bloqueado"), "yes"),
)  # fmt: skip
_PLAIN = (
    "number", "name", "tax_number", "email", "phone", "website", "language", "currency", "terms_days",
    "terms_discount_percent", "terms_discount_days", "credit_limit", "tax_class", "discount_percent",
    "ship_complete", "minimum_fill_percent", "minimum_shelf_days", "shares_limit",
)  # fmt: skip
_OF_PARTY = ("name", "tax_number", "email", "phone", "website", "language")


def _key(values: Values) -> str:
    return str(values.get("number") or values["name"])


def _id(values: Values) -> UUID:
    return id_of("customer", "number" if values.get("number") else "name", _key(values))


def _load(by: By, rows: Sequence[Typed], _: Options) -> list[Outcome]:
    known = parties_queries.customer_ids([row.values["number"] for row in rows if "number" in row.values])
    ids = {row.number: known.get(row.values.get("number", "")) or _id(row.values) for row in rows}
    standing = (
        parties_queries.visible_customers(by)
        .prefetch_related("party__addresses", "party__contacts")
        .in_bulk(list(ids.values()))
    )
    countries = {n: country_of(standing[i].party) for n, i in ids.items() if i in standing}
    clean = dict(zip([row.number for row in rows], cleaned(rows, _PLAIN, countries), strict=True))
    groups, made_groups = _groups(by, rows)
    for number, parent_id in _parents(by, rows, ids).items():
        clean[number]["parent_id"] = parent_id
    fresh = [row for row in rows if ids[row.number] not in standing]
    # Head offices first: a branch names one that stands.
    for some in (
        [row for row in fresh if "parent" not in row.values],
        [row for row in fresh if "parent" in row.values],
    ):
        with by_row(some):
            parties.create_customers(
                by, customers=[_input(row, ids[row.number], clean[row.number], groups) for row in some]
            )
    outcomes = []
    for row in rows:
        key, customer_id = _key(row.values), ids[row.number]
        more = made_groups.pop(row.values.get("group", "").casefold(), [])
        if (customer := standing.get(customer_id)) is not None:
            effects = [*more, *_change(by, customer, row, clean[row.number], groups)]
            outcomes.append(changed_or_same(row.number, key, customer_id, effects))
        else:
            made = Effect("customer", customer_id, row.values | clean[row.number])
            outcomes.append(Outcome(row.number, key, "made", "", customer_id, (*more, made)))
    return outcomes


def _input(row: Typed, customer_id: UUID, clean: Values, groups: Mapping[str, UUID]) -> CustomerInput:
    group = row.values.get("group")
    return CustomerInput(
        customer_id=customer_id,
        group_id=groups[group.casefold()] if group else None,
        is_blocked=row.values.get("blocked", False),
        addresses=addresses_in(row.values),
        contacts=contacts_in(row.values),
        **clean,
    )


def _change(
    by: By, customer: Customer, row: Typed, clean: Values, groups: Mapping[str, UUID]
) -> list[Effect]:
    wanted = dict(clean)
    if group := row.values.get("group"):
        wanted["group_id"] = groups[group.casefold()]
    # A number that differs in its case only is the same number.
    wanted.pop("number", None)
    stands = {name: getattr(customer.party if name in _OF_PARTY else customer, name) for name in wanted}
    different = differing(stands, wanted)
    old = {name: stands[name] for name in different}
    if different:
        parties.change_customer(by, customer_id=customer.id, **different)
    blocked = row.values.get("blocked")
    if blocked is not None and blocked != (customer.state == "blocked"):
        if blocked:
            parties.block_customer(by, customer_id=customer.id, reason="Imported so.")
        else:
            parties.unblock_customer(by, customer_id=customer.id)
        different["blocked"], old["blocked"] = blocked, not blocked
    told = {**different, "parent": row.values["parent"]} if "parent_id" in different else different
    own = [Effect("customer", customer.id, told, old)] if different else []
    return own + change_addresses(by, customer.party, row.values)


def _parents(by: By, rows: Sequence[Typed], ids: Mapping[int, UUID]) -> dict[int, UUID]:
    """Whose branch they are, by row: by number, else by name, of the file or of the books. Raises RowsRefused."""
    named = {row.number: str(row.values["parent"]) for row in rows if "parent" in row.values}
    if not named:
        return {}
    known: dict[str, set[UUID]] = defaultdict(set)
    for name, pk in parties_queries.customers_called(by, list(named.values())):
        known[name.casefold()].add(pk)
    for row in rows:
        known[str(row.values["name"]).casefold()].add(ids[row.number])
    numbers = {text.casefold(): pk for text, pk in parties_queries.customer_ids(list(named.values())).items()}
    numbers |= {
        str(row.values["number"]).casefold(): ids[row.number] for row in rows if "number" in row.values
    }
    found = {
        text: {numbers[text.casefold()]} if text.casefold() in numbers else known[text.casefold()]
        for text in set(named.values())
    }
    wrong = {
        number: f"Several customers are called {text}. Give the number of their parent."
        if found[text]
        else f"There is no customer {text} to be a branch of. Bring the parent first."
        for number, text in named.items()
        if len(found[text]) != 1
    }
    if wrong:
        raise RowsRefused(wrong)
    return {number: next(iter(found[text])) for number, text in named.items()}


def _groups(by: By, rows: Sequence[Typed]) -> tuple[dict[str, UUID], dict[str, list[Effect]]]:
    """The groups named, by name in lower case, and which of them were made for it."""
    named = {row.values["group"].casefold(): row.values["group"] for row in rows if "group" in row.values}
    if not named:
        return {}, {}
    found = {group.name.casefold(): group.id for group in parties_queries.groups()}
    made = {}
    for key in sorted(named.keys() - found.keys()):
        found[key] = parties.create_group(by, group_id=new_id(by.now), name=named[key]).id
        made[key] = [Effect("group", found[key], {"group": named[key]})]
    return found, made


CUSTOMERS = Kind("customers", _FIELDS, _key, _load)
