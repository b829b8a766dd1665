"""The company on our papers by the API, and what is for oneself."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from doors.api.people import Api
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.notes import commands as notes
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>'


def test_who_we_are_is_said_and_read(api: Api) -> None:
    assert api.get("/company").said["name"] == ""
    given = {"name": "Harbour Ltd", "country": "GB", "iban": "GB82 WEST 1234 5698 7654 32"}
    said = api.patch("/company", given).said
    assert (said["name"], said["iban"], said["has_logo"]) == ("Harbour Ltd", "GB82WEST12345698765432", False)
    drawn = base64.b64encode(LOGO.encode()).decode()
    with_logo = api.patch("/company", {"logo": drawn, "version": said["version"]}).said
    assert (with_logo["has_logo"], with_logo["name"]) == (True, "Harbour Ltd")
    assert api.patch("/company", {"logo": ""}).said["has_logo"] is False


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"iban": "GB00 WEST 1234 5698 7654 32"}, 422),
        ({"logo": "not base64!"}, 422),
        ({"logo": base64.b64encode(b"<html>").decode()}, 422),
        ({"name": "Other", "version": 0}, 412),
        ({"name": None}, 422),
    ],
)
def test_what_cannot_stand_on_papers_is_refused(api: Api, given: dict[str, Any], status: int) -> None:
    api.patch("/company", {"name": "Harbour Ltd"})
    with unchanged("parties"):
        assert api.patch("/company", given).status_code == status


def test_sales_do_not_say_who_we_are(role: Callable[..., Api]) -> None:
    sales = role("sales")
    assert (sales.get("/company").status_code, sales.patch("/company", {"name": "X"}).status_code) == (
        403,
        403,
    )


def mentioned(api: Api, subject_id: Any, kind: str, words: str) -> str:
    by = system(timezone.now(), "Ana")
    note_id = new_id(by.now)
    notes.write_note(
        by, note_id=note_id, kind=kind, subject_id=subject_id, text=words, mentions=[api.user_id]
    )
    return str(note_id)


def test_what_is_for_you_is_seen_and_marked(trade: Any, role: Callable[..., Api], statements: Any) -> None:
    sales = role("sales")
    customer, order = next(iter(trade.customers.values())), trade.order(("tea", 2))
    first = mentioned(sales, customer, "customer", "Call them.")
    with statements() as one:
        sales.get("/me/for-you")
    second = mentioned(sales, order.pk, "order", "Add cups.")
    with statements() as two:
        said = sales.get("/me/for-you").said
    assert len(one) + 1 >= len(two)  # one more kind of document to be asked for
    assert (said["unread"], [one["id"] for one in said["mentions"]]) == (2, [second, first])
    assert sales.post("/me/for-you/read", {"ids": [first]}).said == {"read": 1}
    left = sales.get("/me/for-you").said
    assert (left["unread"], [bool(one["read_at"]) for one in left["mentions"]]) == (1, [False, True])
    assert sales.post("/me/for-you/read", {}).said == {"read": 1}
    assert sales.get("/me/for-you").said["unread"] == 0


def test_a_note_beside_what_one_may_not_read_is_not_told(trade: Any, role: Callable[..., Api]) -> None:
    trade.add_customer("Bistro Noir")
    rep = role("rep", "own_customers")
    mentioned(rep, trade.customers["Bistro Noir"], "customer", "Secret words")
    assert rep.get("/me/for-you").said["mentions"] == []
