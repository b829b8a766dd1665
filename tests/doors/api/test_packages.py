"""Packages for programs: ours with their SSCC, those that suppliers announce, and taking one in by its number."""

from __future__ import annotations

import io
from collections.abc import Callable

import zxingcpp
from PIL import Image

from doors.api.people import Api
from trade import Trade
from tradepost.base.gs1 import sscc
from tradepost.domain.fulfilment.models import Shipment
from tradepost.render.documents.fulfilment import parcel_labels
from tradepost.render.papers import render_parcels_png
from unchanged import unchanged


def test_what_leaves_bears_a_number_that_opens_it(trade: Trade, api: Api, role: Callable[..., Api]) -> None:
    company = api.get("/company").said
    assert api.patch("/company", {"version": company["version"], "gs1_prefix": "401"}).status_code == 422
    api.patch("/company", {"version": company["version"], "gs1_prefix": "4012345"})
    order = trade.order(("tea", 4))
    sent = {"packages": [{"weight_g": 5200}, {}], "carrier": "DHL"}
    shipment = api.post(f"/orders/{order.pk}/ship", sent).said
    one, two = shipment["packages"]
    assert one["sscc"][1:8] == "4012345"
    assert one["sscc"] != two["sscc"]
    (fit,) = api.get(f"/scan?text=(00){one['sscc']}").said["fits"]
    assert (fit["kind"], fit["id"]) == ("parcel", one["id"])
    assert api.get(f"/packages/{one['id']}").said["shipment_id"] == shipment["id"]
    (found,) = api.get(f"/packages?q={two['sscc']}").said["items"]
    assert (found["number"], found["shipment_number"]) == (2, shipment["number"])
    assert role("rep", "own_customers").get(f"/packages/{one['id']}").status_code == 404
    for number, png in zip(
        (one["sscc"], two["sscc"]), render_parcels_png(parcel_labels(Shipment.objects.get())), strict=True
    ):
        (bars,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
        assert (bars.symbology_identifier, bars.text) == ("]C1", f"(00){number}")


def test_a_pallet_is_announced_read_and_taken_in_once(
    trade: Trade, api: Api, role: Callable[..., Api]
) -> None:
    supplier = api.post("/suppliers", {"name": "Teehaus"}).said["id"]
    line = {"item_id": str(trade.items["tea"]), "quantity": "48", "unit_price": "2"}
    order = api.post("/purchase-orders", {"supplier_id": supplier, "lines": [line]}).said
    one, two = (sscc("0614141", count) for count in (1, 2))
    path = f"/purchase-orders/{order['id']}/announced-packages"
    inside = [{"line_id": order["lines"][0]["id"], "quantity": 24}]
    body = {"notice": "DA-7", "packages": [{"sscc": one, "lines": inside}, {"sscc": two, "lines": inside}]}
    dock, viewer = role("warehouse"), role("viewer")
    with unchanged("purchasing", "inventory"):
        assert dock.post(path, body).status_code == 403
        wrong = {**body, "packages": [{"sscc": one[:-1] + "x", "lines": inside}]}
        assert list(api.post(path, wrong).said["fields"]) == ["packages.0.sscc"]
    made = api.post(path, body).said
    assert [(row["sscc"], row["state"], row["lines"][0]["quantity"]) for row in made] == [
        (one, "expected", 24),
        (two, "expected", 24),
    ]
    (fit,) = dock.get(f"/scan?text=(00){one}").said["fits"]
    assert (fit["kind"], fit["id"]) == ("announced", made[0]["id"])
    assert viewer.get(f"/announced-packages/{fit['id']}").said["lines"][0]["sku"] == "tea"
    with unchanged("purchasing", "inventory"):
        assert viewer.post("/announced-packages/receive", {"sscc": one}).status_code == 403
        assert dock.post("/announced-packages/receive", {"sscc": sscc("0614141", 9)}).status_code == 404
    taken = dock.post("/announced-packages/receive", {"sscc": one})
    assert (taken.status_code, taken.said["counted_quantity"]) == (201, 24)
    with unchanged("purchasing", "inventory"):
        assert dock.post("/announced-packages/receive", {"sscc": one}).said["code"] == "received-before"
    assert api.post(f"/announced-packages/{made[1]['id']}/withdraw", {}).said["state"] == "withdrawn"
    assert [row["sscc"] for row in api.get("/announced-packages?state=received").said["items"]] == [one]
