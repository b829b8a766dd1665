"""Whatever is sent is answered: refused in words, never an error of ours, and never more than was asked for."""

from __future__ import annotations

import base64
import json
import os
from itertools import product
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

from rota import is_due
from security.bodies import body_of, document
from security.company import PASSWORD, Company
from security.doorplates import Doorplate, api, office
from security.visitors import Heard, Visitor

VALUES = (
    "\x00", "' or 1=1 --", "-1", "99999999999999999999999", "0001-01-01", "9999-12-31", "9999-12-31..9999-12-31",
    "..", "NaN", "[]", "\ud83e\udd56".encode("utf-16", "surrogatepass").decode("utf-16"), "%", "x" * 3000,
)  # fmt: skip
KEYS = (
    "q",
    "sort",
    "after",
    "limit",
    "since",
    "until",
    "on",
    "day",
    "customer",
    "copy",
    "invoice",
    "export",
    "id",
)


def _cursor(*tagged: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(tagged).encode()).decode().rstrip("=")


CURSORS = (
    "x", "A" * 4000, _cursor("s\x00", "u" + "0" * 32), _cursor("sSO-1", "s'; select 1"),
    _cursor("nNaN", "u" + "0" * 32), _cursor("i" + "9" * 40, "u" + "0" * 32), _cursor("t0001-01-01T00:00:00", "i1"),
    _cursor("t2026-01-01", "nInfinity"), _cursor(1, None), _cursor("d9999-99-99", "i1"),
)  # fmt: skip
SOAK = bool(os.environ.get("SOAK"))
"""Then every list is asked everything. Everyday they take turns: each value is sent to every other or every third
list, its neighbours get the rest."""
LIKELY = (
    _cursor("sSO-1", "s'; select 1"),
    _cursor("t0001-01-01T00:00:00", "i1"),
    _cursor("nNaN", "u" + "0" * 32),
)


def _filters() -> list[str]:
    """The names of all filters that any list has."""
    return sorted(
        {
            parameter["name"]
            for path in document()["paths"].values()
            for operation in path.values()
            for parameter in operation["parameters"]
            if parameter.get("in") == "query"
        }
    )


def _lists() -> list[Doorplate]:
    return [
        plate
        for plate in [*office(), *api()]
        if "GET" in plate.methods
        and not plate.kinds
        and ".pdf" not in plate.template
        and "design" not in plate.name
    ]


def _broken(heard: Heard) -> list[str]:
    return [f"{heard} {heard.text[:160]}"] if heard.status >= 500 else []


def test_no_question_in_an_address_breaks_a_page(company: Company) -> None:
    """Every list and report with every filter at once, one bad value after the other."""
    owner = Visitor(company, "owner")
    faults: list[str] = []
    names = sorted({*KEYS, *_filters()} - {"fields"})
    for place, plate in enumerate(_lists()):
        for value in VALUES if SOAK else VALUES[place % 4 :: 4]:
            faults += _broken(owner.ask("GET", f"{plate.template}?{urlencode(dict.fromkeys(names, value))}"))
    assert not faults, "\n".join(faults)


SINGLE = [
    ("since", "\x00"), ("since", "0001-01-01"), ("until", "9999-12-31"),
    ("on", "0001-01-01"), ("on", "9999-12-31"), ("copy", "\x00"),
]  # fmt: skip


@pytest.mark.parametrize(("turn", "name", "value"), [(turn % 3, *asked) for turn, asked in enumerate(SINGLE)])
def test_no_single_question_breaks_a_page(company: Company, turn: int, name: str, value: str) -> None:
    """Alone, since the first bad value hides the others; days beside which there is no other."""
    owner = Visitor(company, "owner")
    faults: list[str] = []
    plates = [plate for plate in _lists() if plate.door == "office"]
    for plate in plates if SOAK else plates[turn::3]:
        faults += _broken(owner.ask("GET", f"{plate.template}?{name}={quote(value)}"))
    assert not faults, "\n".join(faults)


def test_a_cursor_that_was_made_up_is_refused(company: Company) -> None:
    """All lists read a cursor by one function: it is asked everything, the lists what is most like one of theirs."""
    owner = Visitor(company, "owner")
    faults: list[str] = []
    asked = [
        *product(("/office/orders/", "/api/v1/orders", "/api/v1/events"), CURSORS),
        *(
            (plate.template, cursor)
            for place, plate in enumerate(_lists())
            for cursor in (LIKELY if SOAK else LIKELY[place % 3 :: 3])
        ),
    ]
    for path, cursor in asked:
        faults += _broken(owner.ask("GET", f"{path}?after={quote(cursor)}"))
    assert not faults, "\n".join(faults)


def test_a_bad_question_of_a_file_is_told_before_the_file_begins(company: Company) -> None:
    owner = Visitor(company, "owner")
    for question in (
        "export=csv&sort=nothing",
        "export=csv&after=x&placed=9999-99-99",
        "export=csv&customer=x",
    ):
        heard = owner.ask("GET", f"/office/orders/?{question}")
        assert heard.status in (200, 302), heard
        assert "error" not in heard.text[:200].lower()


def test_a_page_holds_no_more_rows_than_it_may(company: Company) -> None:
    owner = Visitor(company, "owner")
    for limit in ("501", "1000000", "-1", "0", "1e3", "٣"):
        assert owner.ask("GET", f"/api/v1/orders?limit={limit}").status == 422
    assert owner.ask("GET", "/office/orders/?limit=1000000").text.count("/office/orders/0") <= 200


@pytest.mark.parametrize(
    "sort", ["password", "customer__rep__password", "pk", "?", "-", "number;drop table x", "id--"]
)
def test_only_sorts_and_filters_that_were_declared_are_known(company: Company, sort: str) -> None:
    owner = Visitor(company, "owner")
    assert owner.ask("GET", f"/api/v1/orders?sort={quote(sort)}").status == 422
    assert owner.ask("GET", f"/api/v1/users?{quote(sort)}=x").status == 422
    assert owner.ask("GET", f"/office/orders/?sort={quote(sort)}").status in (200, 302)


def test_bytes_that_are_no_text_are_refused(company: Company) -> None:
    owner = Visitor(company, "owner")
    faults: list[str] = []
    changing = [plate for plate in api() if plate.methods != ("GET",)]
    for place, plate in enumerate(changing):
        path = next(plate.visits(company, "alpha"))
        nul = json.dumps(_with_nul(body_of(plate)))
        others = (b"\xff\xfe", b'{"name": "\x00"}', "[" * 5000, '{"a":1e999}')
        for body in (nul, *(others if SOAK else others[place % 4 :: 4])):
            heard = owner.ask(plate.methods[0], path, body)
            faults += _broken(heard)
    assert not faults, "\n".join(faults)


def _with_nul(body: Any) -> Any:
    if isinstance(body, dict):
        return {name: _with_nul(value) for name, value in body.items()}
    if isinstance(body, list):
        return [_with_nul(value) for value in body]
    return f"{body}\x00" if isinstance(body, str) and not _is_exact(body) else body


def _is_exact(text: str) -> bool:
    return len(text) == 36 or text[:4].isdigit()


def test_a_form_with_bytes_that_are_no_text_is_refused(company: Company) -> None:
    owner = Visitor(company, "owner")
    faults: list[str] = []
    nonsense = dict.fromkeys(
        ("name", "note", "reason", "sku", "code", "q", "customer", "amount", "email"), "\x00"
    )
    for plate in (plate for plate in office() if is_due(plate.template)):
        faults += _broken(owner.ask("POST", next(plate.visits(company, "alpha")), nonsense))
        if "preview" in plate.name or "submit" in plate.name:
            path = next(plate.visits(company, "alpha"))
            for asked in (
                [],
                {"id": "\x00", "head": [], "lines": [1]},
                _grid("\x00"),
                _grid("9" * 400),
                _grid("NaN"),
            ):
                faults += _broken(owner.ask("POST", path, asked))
    assert not faults, "\n".join(faults)


def _grid(value: str) -> dict[str, Any]:
    names = (
        "key",
        "item",
        "quantity",
        "unit",
        "price",
        "discount",
        "wanted",
        "place",
        "lot",
        "cost",
        "damaged",
        "due",
    )
    head = dict.fromkeys(
        ("customer", "freight", "order_discount_percent", "note", "warehouse", "supplier"), value
    )
    return {
        "id": "01890a5d-ac96-774b-bcce-b302099a8057",
        "head": head,
        "lines": [dict.fromkeys(names, value)],
    }


def test_a_body_that_is_too_large_is_refused(company: Company, settings: Any) -> None:
    owner = Visitor(company, "owner")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 20_000_000
    huge = '{"name": "' + "x" * 26_000_000 + '"}'
    assert owner.ask("POST", "/api/v1/customers", huge).status == 413
    for size in (10_000_000,):
        body = '{"name": "' + "x" * size + '"}'
        assert owner.ask("POST", "/api/v1/customers", body).status == 422
    many = Client(raise_request_exception=False).post(
        "/accounts/login/", {f"field{n}": "x" for n in range(20_100)} | {"login": "a", "password": PASSWORD}
    )
    assert many.status_code == 400


def test_an_answer_kept_for_a_key_is_told_to_nobody_else(company: Company) -> None:
    body = {"name": "Kept for the owner", "currency": "EUR"}
    owner, sales = Visitor(company, "owner"), Visitor(company, "sales")
    first = owner.tell("POST", "/api/v1/customers", body, Idempotency_Key="one-and-the-same")
    again = owner.tell("POST", "/api/v1/customers", body, Idempotency_Key="one-and-the-same")
    other = sales.tell("POST", "/api/v1/customers", body, Idempotency_Key="one-and-the-same")
    made = [json.loads(heard.text)["id"] for heard in (first, again, other)]
    assert made[0] == made[1] != made[2]


def test_an_order_is_not_told_again_to_whom_it_is_not(company: Company) -> None:
    """The id of the order is the key; Paul repeats what Vera sent."""
    vera, paul = Visitor(company, "vera"), Visitor(company, "paul")
    body = {
        "customer_id": str(company.alpha.customer_id),
        "lines": [{"item_id": str(company.items["tea"]), "quantity": "1"}],
    }
    key = "01890a5d-ac96-774b-bcce-b302099a8057"
    assert vera.tell("POST", "/api/v1/orders", body, Idempotency_Key=key).status == 201
    for sent in (
        body,
        {**body, "id": key},
        {**body, "customer_id": str(company.beta.customer_id), "id": key},
    ):
        heard = paul.tell("POST", "/api/v1/orders", sent, Idempotency_Key=key)
        assert heard.status in (404, 409), heard
        assert "zqalpha" not in heard.text
