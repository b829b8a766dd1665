"""Rates of places, and certificates of customers who owe no tax."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.ids import new_ids
from tradepost.domain.catalog.rules import TAX_CLASSES as ITEM_CLASSES
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.rules import TAX_CLASSES, country_code
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import TaxExemptionInput, TaxRuleInput
from tradepost.domain.pricing.models import TaxExemption, TaxRule
from tradepost.domain.pricing.rules import TAX_CODES, plain_postal_code
from tradepost.doors.files.faults import by_row
from tradepost.doors.files.fields import Field, Values
from tradepost.doors.files.outcome import Effect, Kind, Options, Outcome, RowsRefused, Typed, changed_or_same

_COUNTRY = Field("country", ("country code", "Land", "Länderkürzel", "país"))
_REGION = Field("region", ("state", "province", "Bundesland", "Kanton", "región", "provincia", "estado"))
_ITEM = Field(
    "item_class", ("goods", "item tax class", "Warenklasse", "Steuerklasse der Ware", "clase de artículo")
)
_FROM = Field(
    "valid_from", ("from", "start date", "effective date", "gültig ab", "von", "válido desde", "desde"), "day"
)
_UNTIL = Field(
    "valid_until", ("until", "end date", "expires", "gültig bis", "bis", "válido hasta", "hasta"), "day"
)
_RULE_FIELDS = (
    _COUNTRY,
    _REGION,
    Field(
        "postal_code",
        (
            "postal codes",
            "ZIP",
            "ZIP code",
            "postcode",
            "postal prefix",
            "PLZ",
            "Postleitzahl",
            "código postal",
        ),
    ),
    Field("part", ("tax part", "jurisdiction", "level", "Anteil", "Teil", "Ebene", "parte", "jurisdicción")),
    Field(
        "rate",
        ("tax rate", "rate %", "combined rate", "Satz", "Steuersatz", "tipo", "tasa"),
        "percent",
        needed=True,
    ),
    Field("code", ("tax code", "category", "Steuerkennzeichen", "Kennzeichen", "código de impuesto")),
    Field("customer_class", ("customer tax class", "Kundenklasse", "clase de cliente")),
    _ITEM,
    Field("needs_tax_number", ("tax number needed", "mit Steuernummer", "requiere NIF"), "yes"),
    Field("legal_text", ("on papers", "note", "Hinweis", "Text", "texto legal")),
    _FROM,
    _UNTIL,
)
_NAMED_BY = ("country", "region", "postal_code", "part", "customer_class", "item_class", "valid_from")
_SAID = ("code", "rate", "needs_tax_number", "legal_text", "valid_until")
_FINEST = Decimal("0.0001")
_KNOWN: Mapping[str, Sequence[str]] = {
    "code": TAX_CODES,
    "customer_class": TAX_CLASSES,
    "item_class": ITEM_CLASSES,
}


def _plain(values: Values) -> Values:
    """As they are compared. Raises ValueError for words that mean nothing."""
    found = dict(values)
    found["country"] = country_code(values.get("country", ""))
    for name, known in _KNOWN.items():
        word = values.get(name, "")
        word = word.upper() if name == "code" else word.lower()
        if word and word not in known:
            raise ValueError(f"{name}: One of {', '.join(known)}.")
        found[name] = word
    found["region"] = " ".join(values.get("region", "").split())
    return found


def _all_plain(rows: Sequence[Typed]) -> list[Values]:
    plain: list[Values] = []
    wrong: dict[int, str] = {}
    for row in rows:
        try:
            plain.append(_plain(row.values))
        except ValueError as problem:
            wrong[row.number] = str(problem)
    if wrong:
        raise RowsRefused(wrong)
    return plain


def _rule_key(values: Values) -> str:
    said = {**values, "postal_code": plain_postal_code(values.get("postal_code", ""))}
    return " ".join(str(said[name]) for name in _NAMED_BY if said.get(name)) or "any place"


def _same(values: Values) -> tuple[Any, ...]:
    return tuple(values.get(name) for name in _NAMED_BY)


def _load_rules(by: By, rows: Sequence[Typed], options: Options) -> list[Outcome]:
    given = _all_plain(rows)
    for values in given:
        values["region"] = values["region"].upper()
        values["postal_code"] = plain_postal_code(values.get("postal_code", ""))
        values["part"] = " ".join(values.get("part", "").split())
        values.setdefault("valid_from", None)
    places = {(values["country"], values["region"], values["postal_code"]) for values in given}
    standing = {_same(of_rule(row)): of_rule(row) for row in pricing_queries.tax_rules_at(places)}
    asked = [_rule(values, standing.get(_same(values))) for values in given]
    with by_row(rows):
        kept = pricing.keep_tax_rules(by, rules=asked)
    return [
        _outcome(
            "tax_rule", row, _rule_key(row.values), rule, of_rule(rule), standing.get(_same(values)), _SAID
        )
        for row, values, rule in zip(rows, given, kept, strict=True)
    ]


def of_rule(row: TaxRule) -> Values:
    """A rule as a file calls it."""
    return {
        **{name: getattr(row, name) for name in (*_NAMED_BY, *_SAID) if name != "postal_code"},
        "postal_code": row.postal_prefix,
        "rate": row.rate.quantize(_FINEST),
    }


def _rule(values: Values, old: Values | None) -> TaxRuleInput:
    """What the row says, and of what it leaves out what stands; a rate of 0 without a code is zero rated."""
    first = {"code": "S" if values["rate"] else "Z"}
    said = {name: values[name] for name in _SAID if values.get(name) not in (None, "")}
    stands = {name: old[name] for name in _SAID} if old else {}
    named = {name: values[name] for name in _NAMED_BY if name != "postal_code"}
    return TaxRuleInput(**{**first, **stands, **said}, **named, postal_prefix=values["postal_code"])


def _outcome(
    kind: str,
    row: Typed,
    key: str,
    kept: TaxRule | TaxExemption,
    new: Values,
    old: Values | None,
    said: Sequence[str],
) -> Outcome:
    if old is None:
        told = {name: value for name, value in new.items() if value not in (None, "", False)}
        return Outcome(row.number, key, "made", "", kept.pk, (Effect(kind, kept.pk, told),))
    changed = {name: new[name] for name in said if new[name] != old[name]}
    was = {name: old[name] for name in changed}
    return changed_or_same(row.number, key, kept.pk, [Effect(kind, kept.pk, changed, was)] if changed else [])


TAX_RULES = Kind("tax_rules", _RULE_FIELDS, _rule_key, _load_rules)

_EXEMPTION_FIELDS = (
    Field(
        "customer",
        ("customer number", "customer no", "account", "Kundennummer", "Kunden-Nr", "Kunde", "número de cliente",
         "cliente"),
        needed=True,
    ),
    Field(
        "certificate",
        ("certificate number", "exemption", "exemption number", "Bescheinigung", "Nachweis", "certificado"),
        needed=True,
    ),
    _COUNTRY,
    _REGION,
    _ITEM,
    _FROM,
    _UNTIL,
    Field("note", ("remark", "comment", "Bemerkung", "Notiz", "nota", "observación")),
)  # fmt: skip
_CERTIFIED = ("certificate", "country", "region", "item_class")
_OF_EXEMPTION = ("valid_from", "valid_until", "note")


def _exemption_key(values: Values) -> str:
    return " ".join(str(values[name]) for name in ("customer", *_CERTIFIED) if values.get(name))


def _load_exemptions(by: By, rows: Sequence[Typed], options: Options) -> list[Outcome]:
    customers = parties_queries.customer_ids([row.values["customer"] for row in rows])
    unknown = {
        row.number: f"There is no customer {row.values['customer']}. Import the customers first."
        for row in rows
        if row.values["customer"] not in customers
    }
    if unknown:
        raise RowsRefused(unknown)
    given = _all_plain(rows)
    standing = {_named(row): row for row in pricing_queries.certificates_of(sorted(set(customers.values())))}
    ids = iter(new_ids(by.now, len(rows)))
    asked: list[tuple[UUID, TaxExemptionInput]] = []
    olds: list[Values | None] = []
    for values in given:
        values["certificate"] = " ".join(values["certificate"].split())
        customer_id = customers[values["customer"]]
        old = standing.get((customer_id, *(values[name] for name in _CERTIFIED)))
        olds.append(of_exemption(old) if old else None)
        asked.append((old.pk if old else next(ids), _exemption(by, customer_id, values, olds[-1])))
    with by_row(rows):
        pricing.keep_tax_exemptions(by, exemptions=asked)
    kept = pricing_queries.certificates([pk for pk, _ in asked])
    return [
        _outcome(
            "tax_exemption",
            row,
            _exemption_key(row.values),
            kept[pk],
            of_exemption(kept[pk]),
            old,
            _OF_EXEMPTION,
        )
        for row, (pk, _), old in zip(rows, asked, olds, strict=True)
    ]


def _named(row: TaxExemption) -> tuple[Any, ...]:
    return (row.customer_id, *(getattr(row, name) for name in _CERTIFIED))


def of_exemption(row: TaxExemption) -> Values:
    """A certificate as a file calls it; its customer goes without saying."""
    return {name: getattr(row, name) for name in (*_CERTIFIED, *_OF_EXEMPTION)}


def _exemption(by: By, customer_id: UUID, values: Values, old: Values | None) -> TaxExemptionInput:
    """What the row says, and of what it leaves out what stands; a new one without a first day begins today."""
    said = {name: values[name] for name in _OF_EXEMPTION if values.get(name) not in (None, "")}
    stands = {name: old[name] for name in _OF_EXEMPTION} if old else {"valid_from": by.now.date()}
    named = {name: values[name] for name in _CERTIFIED}
    return TaxExemptionInput(customer_id, **named, **{**stands, **said})


TAX_EXEMPTIONS = Kind("tax_exemptions", _EXEMPTION_FIELDS, _exemption_key, _load_exemptions)
