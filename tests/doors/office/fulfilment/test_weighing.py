"""Cheese through the office: priced by weight, weighed at packing by typing and scanning, billed, and sent back."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from django.utils import timezone

from desk import Desk, count_of, id_in
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.models import Item
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.commands import Pick
from tradepost.domain.fulfilment.models import Shipment, ShipmentLine
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.returns import queries as returns_queries
from tradepost.doors.office.parts.weighed import milli_typed
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LIST = "/office/shipments/"
LABEL = "0194006381333934"


def minted() -> str:
    return str(new_id(timezone.now()))


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("WHEEL", "CUP", price="10", stock=50)
    trade.add_customer("Café Blum")
    return trade


def picked(trade: Trade, *lines: tuple[str, int]) -> Shipment:
    order = trade.order(*lines)
    shipment = fulfilment.release_order(trade.by, shipment_id=new_id(trade.by.now), order_id=order.id)
    picks = [Pick(task.id, task.asked) for task in fulfilment_queries.tasks_of(shipment.pk)]
    return fulfilment.record_picks(trade.by, shipment_id=shipment.pk, picks=picks)


@pytest.mark.parametrize(
    ("typed", "milli"),
    [("44.38", 44380), ("44.38 kg", 44380), ("4.41 + 4.52", 8930), ("4.41 4.52;4.5", 13430), (" 1 ", 1000)],
)
def test_weights_are_typed_one_or_several(typed: str, milli: int) -> None:
    assert milli_typed(typed, "kg") == milli


def test_from_the_page_of_the_item_to_the_credit(trade: Trade) -> None:
    owner, packer, item = Desk("owner"), Desk("warehouse"), f"/office/items/{trade.items['WHEEL']}/"
    weighing = {"unit": "kg", "piece_weight": "4.5", "tolerance_percent": "10"}
    with unchanged("catalog"):
        assert owner.say(f"{item}weighing/", unit="kg").startswith("Say what one piece weighs:")
        packer.say(f"{item}weighing/", 403, **weighing)
    assert owner.say(f"{item}weighing/", **weighing) == "Saved."
    assert "A piece weighs about 4.5 kg" in owner.see(item)
    row = PriceInput(D(12), item_id=trade.items["WHEEL"], unit="kg")
    pricing.set_prices(trade.by, price_list_id=trade.price_list_id, rows=[row])
    catalog.add_code(trade.by, item_id=trade.items["WHEEL"], kind="gtin", code=LABEL[2:])

    shipment = picked(trade, ("WHEEL", 2), ("CUP", 1))
    order = f"/office/orders/{shipment.order_id}/"
    seen = owner.see(order)
    assert "2 piece, about" in seen
    assert "about: some lines are billed as weighed" in seen
    page, kept = f"{LIST}{shipment.pk}/weigh/", f"{LIST}{shipment.pk}/weigh/kept/"
    assert "Weigh" in packer.see(f"{LIST}{shipment.pk}/")
    assert "2 piece · about 9 kg" in packer.see(page)
    line = ShipmentLine.objects.get(shipment=shipment, weighed=True)
    name = f"weight-{line.pk}"

    def press(status: int = 422, **posted: str) -> str:
        answer = packer.client.post(kept, posted, headers={"HX-Request": "true"})
        assert answer.status_code == status
        return answer.content.decode()

    with unchanged("fulfilment"):
        assert 'value="4.412"' in press(200, scan=f"{LABEL}3103004412")
        again = press(200, scan=f"{LABEL}3103004503", **{name: "4.412"})
        assert 'value="4.412 + 4.503"' in again
        assert "8.915" in again
        assert "says no weight" in press(scan=LABEL)
        assert "CUP is not to be weighed here" in press(scan="CUP")
        assert "is not a weight" in press(**{name: "heavy"})
        assert "at most three decimal places" in press(**{name: "8.9155"})
        assert "Give at least one line a weight." in press()
        assert "It is right as weighed" in press(**{name: "89.15"})
    press(204, **{name: "4.412 + 4.503"})
    line.refresh_from_db()
    assert line.weight_milli == 8915
    press(204, as_weighed="yes", **{name: "7.0"})
    press(204, **{name: "8.915"})
    assert "8.915" in packer.see(f"{LIST}{shipment.pk}/")

    packer.say(f"{LIST}{shipment.pk}/pack/", weights="")
    assert packer.say(f"{LIST}{shipment.pk}/ship/") == "Shipped."
    owner.say(f"{LIST}{shipment.pk}/invoice/", invoice_id=minted())
    seen = owner.see(owner.where)
    assert "8.915" in seen
    assert "2 piece, as weighed" in seen
    assert "106.98" in seen  # 8.915 x 12.00
    invoice = owner.where
    for paper in (f"{invoice}paper.pdf", f"{LIST}{shipment.pk}/delivery-note.pdf"):
        assert owner.client.get(paper).status_code == 200

    body = {"id": minted(), "head": {"reason": "Mould"}, "lines": [{"key": str(line.pk), "quantity": "1"}]}
    back = owner.ask(f"{order}return/submit/", body)["url"]
    owner.say(f"{back}authorise/")
    assert '"weigh_unit"' in owner.get(f"{back}receive/").content.decode()
    found = returns_queries.return_lines(id_in(back))[0]
    sent = {"key": str(found.pk), "quantity": "1", "fate": "scrap"}
    with unchanged("returns", "inventory"):
        refused = owner.ask(
            f"{back}receive/submit/", {"id": minted(), "head": {}, "lines": [sent]}, status=409
        )
        assert refused["message"] == "1 line(s) were billed by weight. Weigh what came back of them."
    owner.ask(f"{back}receive/submit/", {"id": minted(), "head": {}, "lines": [{**sent, "weight": "4.4"}]})
    assert "Settled" in owner.say(f"{back}settle/", credit_note_id=minted())
    assert "52.80" in owner.see(back)
    assert list(reports_queries.verify()) == []


def test_the_scales_ask_the_database_as_often_for_one_line_as_for_three(trade: Trade) -> None:
    desk = Desk("warehouse")
    catalog.weigh_item(trade.by, item_id=trade.items["WHEEL"], unit="kg", piece_weight=D("4.5"))
    one = picked(trade, ("WHEEL", 1))
    three = picked(trade, ("WHEEL", 1), ("WHEEL", 2), ("WHEEL", 3))
    plain = picked(trade, ("CUP", 1))
    costs = {count_of(desk, f"{LIST}{each.pk}/weigh/") for each in (one, three)}
    assert len(costs) == 1
    assert "Nothing here is billed by weight" in desk.see(f"{LIST}{plain.pk}/weigh/")


def test_an_item_is_counted_again(trade: Trade) -> None:
    owner, item = Desk("owner"), f"/office/items/{trade.items['WHEEL']}/"
    owner.say(f"{item}weighing/", unit="lb", piece_weight="10")
    owner.say(f"{item}weighing/", unit="")
    assert Item.objects.get(pk=trade.items["WHEEL"]).weighed_in == ""
    assert "by the piece again" in owner.see(item)
