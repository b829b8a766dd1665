"""Papers of stock through the API: whose barcodes lead a scanner to the place, the count and the transfer."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import zxingcpp
from PIL import Image
from pypdf import PdfReader

from doors.api.people import Api
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.queries import walked_places
from tradepost.render.documents.places import labels_of_places
from tradepost.render.papers import render_labels_png


def words_of(paper: dict[str, str]) -> str:
    assert (paper["content_type"], paper["name"][-4:]) == ("application/pdf", ".pdf")
    pages = PdfReader(io.BytesIO(base64.b64decode(paper["content"]))).pages
    return " ".join(page.extract_text() for page in pages)


def bins(trade: Trade, *codes: str) -> None:
    for walk, code in enumerate(codes, 1):
        place_id = new_id(trade.by.now)
        inventory.create_place(
            trade.by, place_id=place_id, warehouse_id=trade.warehouse_id, code=code, pick_sequence=walk
        )


def test_labels_of_bins_are_printed_and_their_codes_lead_a_scanner_there(
    trade: Trade, api: Api, role: Callable[..., Api]
) -> None:
    bins(trade, "A-01-01", "A-01-02", "B-01-01")
    path = f"/warehouses/{trade.warehouse_id}/place-labels"
    words = words_of(role("warehouse").get(f"{path}?aisle=A-01").said)
    assert ("A-01-01" in words, "A-01-02" in words, "B-01-01" in words) == (True, True, False)
    (place,) = api.get("/places?q=B-01-01").said["items"]
    assert "B-01-01" in words_of(api.get(f"{path}?place_id={place['id']}").said)
    assert api.get(f"{path}?place_id={new_id(trade.by.now)}").status_code == 404
    assert api.get(f"/warehouses/{new_id(trade.by.now)}/place-labels").status_code == 404
    assert role("buyer", "customer", trade.customers["Café Blum"]).get(path).status_code == 403
    printed = labels_of_places(walked_places(trade.by, {"aisle": ["A-01"]}, 0, 10))
    (sheet,) = render_labels_png(printed, dots=200)
    seen = {bars.text for bars in zxingcpp.read_barcodes(Image.open(io.BytesIO(sheet)).convert("L"))}
    assert seen == {"A-01-01", "A-01-02"}
    for code in seen:
        assert [one["kind"] for one in api.get(f"/scan?text={code}").said["fits"]] == ["place"]


def test_papers_of_counts_and_transfers_are_those_of_the_office(
    trade: Trade, api: Api, role: Callable[..., Api]
) -> None:
    made = api.post("/counts", {"warehouse_id": str(trade.warehouse_id), "scope": "warehouse"}).said
    started = api.post(f"/counts/{made['id']}/start").said
    sheet = words_of(role("warehouse").get(f"/counts/{made['id']}/sheet").said)
    assert started["number"] in sheet
    assert "tea" in sheet
    assert "tea" not in words_of(api.get(f"/counts/{made['id']}/sheet?place=Z").said)
    assert api.get(f"/counts/{new_id(trade.by.now)}/sheet").status_code == 404
    second = api.post("/warehouses", {"code": "WEST", "name": "West"}).said["id"]
    line = {"item_id": str(trade.items["tea"]), "quantity": "5"}
    body = {"from_warehouse_id": str(trade.warehouse_id), "to_warehouse_id": second, "lines": [line]}
    transfer = api.post("/transfers", body).said
    api.post(f"/transfers/{transfer['id']}/release", {})
    for paper in ("pick-list", "note"):
        assert transfer["number"] in words_of(api.get(f"/transfers/{transfer['id']}/{paper}").said)
        assert api.get(f"/transfers/{new_id(trade.by.now)}/{paper}").status_code == 404
