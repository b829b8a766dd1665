"""Whoever is limited to some customers or one warehouse: what is another's is as if it were not there.

Not on its page, its sub-pages, papers and verbs, not in lists, files, finds, look-ups, timelines or related
documents, not by an id in what is sent, and not in any sum or count either.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import chain
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from security.bodies import FIELDS, body_of, names_documents_of, query_of
from security.company import LIMITED, Company
from security.doorplates import Doorplate, api, office
from security.visitors import Heard, Visitor

OF_CUSTOMERS = {
    "customer", "address", "order", "quote", "shipment", "invoice", "credit_note", "payment", "allocation",
    "hold", "return", "dispute", "purchase_order", "receipt", "variance", "note", "file", "count",
    "transfer", "discrepancy",
}  # fmt: skip
OF_WAREHOUSES = {
    "order", "shipment", "hold", "return", "dispute", "purchase_order", "receipt", "variance", "warehouse", "place",
    "zone", "note", "file", "count", "transfer", "discrepancy",
}  # fmt: skip
NUMBERED = {"order": "SO-", "shipment": "SH-", "return": "RMA-", "dispute": "DSP-", "purchase_order": "PO-",
            "receipt": "GR-", "count": "CNT-", "transfer": "TRF-"}  # fmt: skip
QUESTIONS = ("?q=zqbeta", "?q=SO-10000", "?export=csv")
TURNS = ("vera", "viewer_of_alpha")
OF_ALPHA = {*TURNS, "billing_of_alpha"}
"""Who reads of Alpha's customers only, and of all that they do."""
ALIKE = {"sales_of_alpha", "billing_of_alpha"}
"""Limited as the viewer is, who reads most: of them what the viewer does not open."""
SOAK = bool(os.environ.get("SOAK"))
"""Then Vera and the viewer each read all that both open, and everybody asks each page everything. Everyday they read
by turns, and each page is asked everything by somebody."""


def hidden_kinds(name: str) -> set[str]:
    return OF_WAREHOUSES if name == "north" else OF_CUSTOMERS


def hidden_words(company: Company, name: str) -> list[str]:
    """Ids, numbers and marks of Beta's that this person must never read."""
    kinds = hidden_kinds(name)
    ids = [str(one) for kind in kinds for one in company.beta.ids.get(kind, ())]
    if name != "north":
        return [*ids, *company.beta.numbers, "zqbeta"]
    wanted = tuple(NUMBERED.values())
    return [*ids, *(number for number in company.beta.numbers if number.startswith(wanted))]


def found_in(heard: Heard, words: list[str]) -> str:
    """The first of the words that the answer says and the address did not."""
    shown = heard.shown
    said = (word for word in words if word in shown and word not in heard.path)
    word = next(said, "")
    return f"{heard} says “{word}”: …{_around(shown, word)}…" if word else ""


def _around(text: str, word: str) -> str:
    at = text.index(word)
    return " ".join(text[max(0, at - 120) : at + 60].split())


# ---- their pages and verbs


@pytest.mark.parametrize("name", LIMITED)
def test_a_document_of_another_is_not_found_by_any_address(company: Company, name: str) -> None:
    visitor = Visitor(company, name)
    faults = []
    for plate in [*office(), *api()]:
        if hidden_kinds(name) & set(plate.kinds) and visitor.may(plate.may or ""):
            path = next(plate.visits(company, "beta"))
            faults += _seen(visitor, plate, path)
            for mixed in _mixed(plate, company):
                faults += _seen(visitor, plate, mixed)
    assert not faults, "\n".join(faults)


def _seen(visitor: Visitor, plate: Doorplate, path: str) -> Iterator[str]:
    words = hidden_words(visitor.company, visitor.name)
    for method in plate.methods:
        body = FIELDS if plate.door == "office" else body_of(plate) if method != "GET" else None
        heard = visitor.ask(method, path + query_of(plate), body if method != "GET" else None)
        if (heard.status == 404 and not heard.wrote) or heard.status == 405:
            continue
        # Refused for its form, before anybody looked: then it is refused alike where nothing is.
        nothing = visitor.ask(method, plate.at(*(uuid4() for _ in plate.kinds)) + query_of(plate), body)
        if heard.status == 200 or heard.status != nothing.status or heard.wrote or found_in(heard, words):
            yield f"{visitor.name}: {heard}, and {nothing.status} where there is nothing; {heard.text[:160]}"


def _mixed(plate: Doorplate, company: Company) -> Iterator[str]:
    """One's own document, and a part of another's under it. What all share, an item, is no other's."""
    if len(plate.kinds) == 2 and plate.kinds[1] in company.beta.ids:
        yield plate.at(
            company.document(plate.kinds[0], "alpha")[0], company.document(plate.kinds[1], "beta")[0]
        )


# ---- what else they read


@pytest.mark.parametrize("name", LIMITED)
def test_nothing_that_is_read_tells_of_another(
    company: Company, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a word, nor a figure, a count or an order of rows: all is the same when the other never traded."""
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    visitor, words = Visitor(company, name), hidden_words(company, name)
    viewer = Visitor(company, "viewer_of_alpha")
    taking_turns = [Visitor(company, one) for one in TURNS]
    faults, before = [], {}
    for place, plate in enumerate([*office(), *api()]):
        if "GET" not in plate.methods or not visitor.may(plate.may or ""):
            continue
        if name in ALIKE and viewer.may(plate.may or ""):
            continue  # the same rows as the viewer reads, by the same scope
        both = not SOAK and name in TURNS and all(one.may(plate.may or "") for one in taking_turns)
        if both and name != TURNS[place % len(TURNS)]:
            continue
        turn = None if SOAK else place + LIMITED.index(name)
        for path, asked in _readings(plate, company, turn):
            heard = visitor.ask("GET", path)
            faults += [fault for fault in [found_in(heard, words)] if fault]
            if heard.status >= 500:
                faults.append(f"{heard} {heard.text[:200]}")
            if not asked and ".pdf" not in path:
                before[path] = _plain(heard)
    assert not faults, "\n".join(faults)
    if name in OF_ALPHA:
        with connection.cursor() as cursor:
            _forget(cursor, company.beta.customer_id)
        differs = [path for path, plain in before.items() if _plain(visitor.ask("GET", path)) != plain]
        assert not differs, "\n".join(differs)
        everything = Visitor(company, "owner").ask("GET", "/office/orders/")
        assert "zqbeta" not in everything.text, "it was not taken out"


def _readings(plate: Doorplate, company: Company, turn: int | None) -> Iterator[tuple[str, bool]]:
    """Addresses, and whether they ask for something beside: what the turn says, or everything."""
    query = query_of(plate)
    for path in plate.visits(company, "alpha", most=1):
        yield path + query, False
    if not plate.kinds and not query and "/design/" not in plate.template:
        for question in QUESTIONS if turn is None else QUESTIONS[turn % len(QUESTIONS) :: len(QUESTIONS)]:
            if plate.door == "office" or "q=zq" in question:
                yield plate.template + question, True


# ---- ids in what is sent


@pytest.mark.parametrize("name", [name for name in LIMITED if name != "viewer_of_alpha"])
def test_an_id_of_another_in_a_body_changes_nothing(company: Company, name: str) -> None:
    """Orders for their customer, money for their invoices, goods of their shipments."""
    visitor = Visitor(company, name)
    kinds = hidden_kinds(name)
    faults = []

    def theirs(kind: str) -> str:
        found = company.document(kind, "beta") if kind else []
        return str(found[0] if found else uuid4())

    for plate in api():
        if (
            plate.methods == ("GET",)
            or not visitor.may(plate.may or "")
            or not names_documents_of(plate, kinds)
        ):
            continue
        path = next(plate.visits(company, "alpha"))
        heard = visitor.ask(plate.methods[0], path, body_of(plate, theirs))
        refused_rows = heard.status == 200 and '"refused":1' in heard.text
        if heard.status < 400 and not refused_rows:
            faults.append(f"{heard} {heard.text[:200]}")
        faults += [fault for fault in [found_in(heard, _unsent(company, name, heard))] if fault]
    assert not faults, "\n".join(faults)


def _unsent(company: Company, name: str, heard: Heard) -> list[str]:
    """A refusal may repeat the ids that were sent, and nothing else."""
    return [word for word in hidden_words(company, name) if not re.fullmatch(r"[0-9a-f-]{36}", word)]


def _plain(heard: Heard) -> str:
    """Without what is new each time: form tokens, ids minted with the page, and what the answer before left to say."""
    text = re.sub(r'(data-csrf="|csrfmiddlewaretoken" value="|"request_id": ")[^"]+', "", heard.text)
    text = re.sub(r'<div class="tp-toast".*?</div>', "", text, flags=re.DOTALL)
    return f"{heard.status} {' '.join(_without_new_ids(text).split())}"


def _without_new_ids(text: str) -> str:
    prefix = f"{int(timezone.now().timestamp() * 1000):012x}"
    return re.sub(rf"{prefix[:8]}-{prefix[8:]}-[0-9a-f-]+", "new", text)


def _forget(cursor: object, customer_id: UUID) -> None:
    run = cursor.execute  # type: ignore[attr-defined]
    run("set local session_replication_role = replica")
    orders = "select id from sales_order where customer_id = %s"
    run(f"delete from fulfilment_shipment where order_id in ({orders})", [customer_id])
    run("delete from sales_hold where order_id in (" + orders + ")", [customer_id])
    run("delete from sales_order_line where order_id in (" + orders + ")", [customer_id])
    for table in ("returns_return", "billing_invoice", "billing_payment", "sales_quote", "sales_order"):
        run(f"delete from {table} where customer_id = %s", [customer_id])
    run("set local session_replication_role = origin")


def test_the_words_searched_for_are_said_to_those_who_may_read_them(company: Company) -> None:
    """Else the tests above could not fail."""
    owner = Visitor(company, "owner")
    pages = [
        owner.ask("GET", path).text
        for path in ("/office/orders/", "/api/v1/invoices", "/office/find/?q=zqbeta")
    ]
    assert all("zqbeta" in page for page in pages[::2])
    assert str(company.beta.ids["invoice"][0]) in pages[1]
    assert set(chain(OF_CUSTOMERS, OF_WAREHOUSES)) <= set(company.beta.ids)
