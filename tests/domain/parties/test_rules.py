from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tradepost.domain.parties import rules
from tradepost.domain.parties.rules import AddressLines


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            AddressLines("Alfreds", "Obere Str. 57", "", "Berlin", "", "12209", "DE"),
            "Alfreds\nObere Str. 57\n12209 Berlin\nGermany",
        ),
        (
            AddressLines("Lazy K", "12 Orchestra Terrace", "", "Walla Walla", "WA", "99362", "US"),
            "Lazy K\n12 Orchestra Terrace\nWalla Walla, WA 99362\nUnited States",
        ),
        (AddressLines(city="London", postal_code="EC1 4SD", country="GB"), "London, EC1 4SD\nUnited Kingdom"),
        (AddressLines(line1="Ría 1", city="Caracas", region="DF"), "Ría 1\nCaracas, DF"),
        (AddressLines(), ""),
    ],
)
def test_address_text(lines: AddressLines, text: str) -> None:
    assert rules.address_text(lines) == text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        (" Germany ", "DE"),
        ("UK", "GB"),
        ("USA", "US"),
        ("Ireland", "IE"),
        ("", ""),
    ],
)
def test_country_code(typed: str, code: str) -> None:
    assert rules.country_code(typed) == code


@pytest.mark.parametrize("typed", ["XX", "Narnia", "D"])
def test_country_code_refuses_what_is_no_country(typed: str) -> None:
    with pytest.raises(ValueError, match="two-letter code"):
        rules.country_code(typed)


def test_every_country_of_northwind_is_known(shared: Path) -> None:
    countries = set()
    for name in ("customers.csv", "suppliers.csv"):
        with (shared / "data/northwind" / name).open(encoding="utf-8") as file:
            countries |= {row["Country"] for row in csv.DictReader(file)}
    assert {country: len(rules.country_code(country)) for country in countries} == dict.fromkeys(countries, 2)


@pytest.mark.parametrize(
    ("typed", "country", "kept", "doubtful"),
    [
        ("DE 136 695 976", "", "DE136695976", False),
        ("136,695 976", "DE", "DE136695976", False),
        ("DE136695978", "DE", "DE136695978", True),  # the check digit is wrong: kept as typed
        ("EL 094259216", "GR", "EL094259216", False),
        ("51 824 753 556", "AU", "51824753556", False),
        ("  old number 7 ", "DE", "old number 7", True),
        ("12-3456789", "US", "12-3456789", True),
        ("", "DE", "", False),
    ],
)
def test_tax_number(typed: str, country: str, kept: str, doubtful: bool) -> None:
    assert rules.tax_number(typed, country) == kept
    assert rules.is_tax_number_doubtful(kept, country) is doubtful


@pytest.mark.parametrize("typed", ["none", "1" * 41])
def test_tax_number_refuses_what_cannot_be_one(typed: str) -> None:
    with pytest.raises(ValueError, match="cannot be a tax number"):
        rules.tax_number(typed, "DE")


def test_tax_numbers_of_the_vectors(shared: Path) -> None:
    """Every valid EU VAT number is kept compact; every other one is kept as it was."""
    with (shared / "data/identifiers/stdnum_vectors_a.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["scheme"] == "eu.vat"]
    assert len(rows) > 20
    wrong = []
    for row in rows:
        valid = row["valid"].lower() in ("true", "1", "yes")
        if any(letter.isdigit() for letter in row["number"]):
            kept = rules.tax_number(row["number"])
            if valid and kept != row["compact"]:
                wrong.append((row["number"], kept))
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("030-0074321", "DE", "+49300074321"),
        ("(503) 555-9831", "US", "+15035559831"),
        ("+49 30 901820", "", "+4930901820"),
        ("030-901820", "", "030-901820"),  # whose 030?
        ("(171) 555-2222", "GB", "(171) 555-2222"),  # London's code of 1995
        ("555-1234 ext. 5", "US", "555-1234 ext. 5"),
        ("", "DE", ""),
    ],
)
def test_phone_number(typed: str, country: str, kept: str) -> None:
    assert rules.phone_number(typed, country) == kept


def test_phone_numbers_of_the_vectors(shared: Path) -> None:
    with (shared / "data/identifiers/phone_vectors_a.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = {name.lower(): name for name in rows[0]}
    e164, region, valid = columns["e164"], columns["region"], columns["valid"]
    assert len(rows) > 300
    wrong = [
        row
        for row in rows
        if row[valid].lower() in ("true", "1", "yes")
        and len(row[region]) == 2
        and rules.phone_number(row[columns["national"]], row[region]) != row[e164]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.example.org", "https://www.example.org"),
        ("http://example.org/shop", "http://example.org/shop"),
        ("#CAJUN.HTM#", "https://CAJUN.HTM"),
        ("our shop in town", "our shop in town"),
        ("", ""),
    ],
)
def test_web_address(typed: str, kept: str) -> None:
    assert rules.web_address(typed) == kept


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "data:text/html,x", "mailto:a@b"])
def test_web_address_refuses_other_schemes(typed: str) -> None:
    with pytest.raises(ValueError, match="not a web address"):
        rules.web_address(typed)


def test_clean_party_gathers_every_problem_and_keeps_unknown_fields() -> None:
    clean, problems = rules.clean_party(
        {
            "name": "  Blue   Tea ",
            "email": "blue",
            "currency": "eur",
            "terms_days": -1,
            "discount_percent": Decimal("100.01"),
            "tax_class": "none",
            "credit_limit": None,
            "language": "pt_br",
            "rep_id": "kept",
        }
    )
    assert clean == {
        "name": "Blue Tea",
        "currency": "EUR",
        "credit_limit": None,
        "language": "pt-br",
        "rep_id": "kept",
    }
    assert sorted(problems) == ["discount_percent", "email", "tax_class", "terms_days"]


def test_clean_party_refuses_what_is_no_number() -> None:
    assert sorted(rules.clean_party({"credit_limit": Decimal("NaN"), "minimum_order": Decimal(-1)})[1]) == [
        "credit_limit",
        "minimum_order",
    ]
