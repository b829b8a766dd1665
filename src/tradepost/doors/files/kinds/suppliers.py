"""Suppliers: the number names them, or the name where there are no numbers."""

from collections.abc import Sequence
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.commands import SupplierInput
from tradepost.domain.parties.models import Supplier
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
from tradepost.doors.files.outcome import Effect, Kind, Options, Outcome, Typed, changed_or_same

_FIELDS = (
    Field(
        "number",
        ("supplier number", "supplier ID", "supplier no", "supplier code", "vendor ID", "vendor number", "code",
         "ID", "account number", "Lieferantennummer", "Lieferantennr", "Lieferanten-Nr", "Kreditorennummer",
         "número de proveedor", "código de proveedor", "código"),
    ),
    Field(
        "name",
        ("supplier name", "company name", "company", "supplier", "vendor", "vendor name", "Firma", "Lieferant",
         "Lieferantenname", "nombre", "proveedor", "empresa", "razón social"),
        needed=True,
    ),
    *WORDS,
    Field("lead_days", ("lead time", "lead time days", "Lieferzeit", "plazo de entrega"), "whole"),
    Field("minimum_order", ("minimum order value", "Mindestbestellwert", "pedido mínimo"), "amount"),
)  # fmt: skip
_PLAIN = (
    "number", "name", "tax_number", "email", "phone", "website", "language", "currency", "terms_days",
    "lead_days", "minimum_order",
)  # fmt: skip
_OF_PARTY = ("name", "tax_number", "email", "phone", "website", "language")


def _key(values: Values) -> str:
    return str(values.get("number") or values["name"])


def _id(values: Values) -> UUID:
    return id_of("supplier", "number" if values.get("number") else "name", _key(values))


def _load(by: By, rows: Sequence[Typed], _: Options) -> list[Outcome]:
    known = parties_queries.supplier_ids([row.values["number"] for row in rows if "number" in row.values])
    ids = {row.number: known.get(row.values.get("number", "")) or _id(row.values) for row in rows}
    standing = (
        parties_queries.visible_suppliers(by)
        .prefetch_related("party__addresses", "party__contacts")
        .in_bulk(list(ids.values()))
    )
    countries = {n: country_of(standing[i].party) for n, i in ids.items() if i in standing}
    clean = dict(zip([row.number for row in rows], cleaned(rows, _PLAIN, countries), strict=True))
    fresh = [row for row in rows if ids[row.number] not in standing]
    with by_row(fresh):
        parties.create_suppliers(
            by,
            suppliers=[
                SupplierInput(
                    supplier_id=ids[row.number],
                    addresses=addresses_in(row.values),
                    contacts=contacts_in(row.values),
                    **clean[row.number],
                )
                for row in fresh
            ],
        )
    outcomes = []
    for row in rows:
        key, supplier_id = _key(row.values), ids[row.number]
        if (supplier := standing.get(supplier_id)) is not None:
            effects = _change(by, supplier, row, clean[row.number])
            outcomes.append(changed_or_same(row.number, key, supplier_id, effects))
        else:
            made = Effect("supplier", supplier_id, row.values | clean[row.number])
            outcomes.append(Outcome(row.number, key, "made", "", supplier_id, (made,)))
    return outcomes


def _change(by: By, supplier: Supplier, row: Typed, clean: Values) -> list[Effect]:
    wanted = {name: value for name, value in clean.items() if name != "number"}
    stands = {name: getattr(supplier.party if name in _OF_PARTY else supplier, name) for name in wanted}
    different = differing(stands, wanted)
    if different:
        parties.change_supplier(by, supplier_id=supplier.id, **different)
    own = [Effect("supplier", supplier.id, different, {name: stands[name] for name in different})]
    return (own if different else []) + change_addresses(by, supplier.party, row.values)


SUPPLIERS = Kind("suppliers", _FIELDS, _key, _load)
