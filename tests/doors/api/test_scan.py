"""A scanned text through the API: what it is, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test.utils import CaptureQueriesContext

from doors.api.people import Api
from trade import Trade
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import UnitInput

pytestmark = pytest.mark.django_db
CASE = "14006381333938"


@pytest.fixture
def cased(trade: Trade) -> Trade:
    tea = trade.items["tea"]
    catalog.add_unit(trade.by, item_id=tea, unit=UnitInput("carton", 24, gtin=CASE, is_case=True))
    return trade


def test_a_case_is_its_pieces_with_lot_and_day(cased: Trade, api: Api) -> None:
    told = api.get(f"/scan?text={quote(f']C101{CASE}10L7{chr(29)}17271231')}").said
    assert told | {"text": ""} == {
        "text": "", "gtin": CASE, "lot": "L7", "serial": "", "sscc": "", "expires_on": "2027-12-31",
        "best_before_on": None, "weight_kg": None, "says": "",
        "fits": [
            {
                "kind": "item", "id": str(cased.items["tea"]), "label": "tea", "detail": "Tea", "state": "active",
                "unit": "carton", "times": 1, "quantity": 24, "warehouse_id": None,
            }
        ],
    }  # fmt: skip


def test_a_wrong_barcode_says_what_is_wrong(api: Api) -> None:
    told = api.get(f"/scan?text={quote('(01)04006381333932')}").said
    assert (told["fits"], told["says"]) == (
        [], "(01) GTIN “04006381333932” has a wrong check digit: 2 should be 1.",
    )  # fmt: skip
    assert api.get("/scan?text=").status_code == 422


def test_a_buyer_learns_of_items_and_their_own_orders_only(
    cased: Trade, role: Callable[..., Api], statements: Callable[[], CaptureQueriesContext]
) -> None:
    other = cased.add_customer("Bar Anker")
    mine, theirs = cased.order(("tea", 1)), cased.order(("tea", 1), customer="Bar Anker")
    buyer = role("buyer", "customer", mine.customer_id)
    assert mine.customer_id != other
    kinds = {}
    for text in ("tea", mine.number, theirs.number, "MAIN"):
        with statements() as said:
            answer = buyer.get(f"/scan?text={text}")
        assert len(said) <= 7
        kinds[text] = [fit["kind"] for fit in answer.said["fits"]]
    assert kinds == {"tea": ["item"], mine.number: ["order"], theirs.number: [], "MAIN": []}
