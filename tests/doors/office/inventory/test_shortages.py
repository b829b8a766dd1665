"""A day of shortage at the desk: what is short, who has it, what each policy would do, and doing it."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from desk import MOST_STATEMENTS, Desk, count_of
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory.models import Demand, Warehouse
from unchanged import unchanged

pytestmark = pytest.mark.django_db
LIST = "/office/stock/shortages/"


class Scene:
    """Twenty tea: an old order has them all, an urgent one has none."""

    def __init__(self) -> None:
        self.trade = trade = Trade.open(timezone.now())
        trade.add_items("tea", stock=20)
        trade.add_customer("Café Blum")
        trade.add_customer("Bar Sol")
        self.old = trade.order(("tea", 20))
        self.urgent = trade.order(("tea", 8), customer="Bar Sol", by=trade.at(hours=1), priority=5)
        self.page = f"{LIST}{trade.warehouse_id}/{trade.items['tea']}/"

    def stock(self) -> list[int]:
        return [self.trade.cover(order)[0]["stock"] for order in (self.old, self.urgent)]

    def demand(self, order: object) -> UUID:
        return order.lines.get().pk  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def hidden_of(desk: Desk, page: str, *names: str) -> dict[str, str]:
    html = desk.get(page).content.decode()
    found = {}
    for name in names:
        value = re.search(rf'name="{name}" value="([^"]+)"', html)
        assert value is not None, name
        found[name] = value[1]
    return found


def applied(desk: Desk, scene: Scene, policy: str) -> dict[str, str]:
    return hidden_of(desk, f"{scene.page}?policy={policy}", "policy", "mark", "reallocation")


def test_a_short_item_is_found_seen_through_and_allocated_anew(scene: Scene) -> None:
    desk = Desk("sales")
    assert "tea" in desk.see(LIST)
    shown = desk.see(scene.page)
    assert f"{scene.old.number} Café Blum" in shown and "Fair share" in shown
    shown = desk.see(f"{scene.page}?policy=priority")
    assert (
        "1 line gains stock, 1 loses some, 2 have another day." in shown and "−8" in shown and "+8" in shown
    )
    assert scene.stock() == [20, 0]
    said = desk.say(
        f"{scene.page}apply/", reason="The party is on Friday.", **applied(desk, scene, "priority")
    )
    assert (said, scene.stock()) == ("Allocated anew.", [12, 8])
    assert "Priority: 1 gained stock, 1 lost some. The party is on Friday." in desk.see(scene.page)
    assert "Everybody has already what this policy gives them." in desk.see(f"{scene.page}?policy=priority")
    assert scene.old.number in desk.see("/office/orders/dates/")


def test_what_changed_since_the_page_was_drawn_is_not_applied_unseen(scene: Scene) -> None:
    desk = Desk("sales")
    form = applied(desk, scene, "fair_share")
    scene.trade.order(("tea", 3), by=scene.trade.at(hours=2))
    with unchanged("inventory"):
        said = desk.say(f"{scene.page}apply/", reason="Half each.", **form)
    assert "changed meanwhile" in said


def test_by_hand_some_go_from_one_line_to_another(scene: Scene) -> None:
    desk = Desk("owner")
    form = hidden_of(desk, scene.page, "shift")
    line, other = (str(scene.demand(order)) for order in (scene.old, scene.urgent))
    said = desk.say(
        f"{scene.page}give/", from_line=line, to_line=other, quantity="5", reason="By phone.", **form
    )
    assert (said, scene.stock()) == ("Given.", [15, 5])
    desk.say(f"{scene.page}give/", from_line=line, to_line=other, quantity="5", reason="By phone.", **form)
    assert scene.stock() == [15, 5]
    more = hidden_of(desk, scene.page, "shift")
    with unchanged("inventory"):
        said = desk.say(
            f"{scene.page}give/", from_line=line, to_line=other, quantity="4", reason="More.", **more
        )
    assert "At most 3 can be given" in said


def test_who_may_not_take_from_one_for_another_sees_no_button_and_changes_nothing(scene: Scene) -> None:
    form = applied(Desk("owner"), scene, "priority")
    shift = {"shift": str(new_id(timezone.now())), "from_line": str(scene.demand(scene.old))}
    shift |= {"to_line": str(scene.demand(scene.urgent)), "quantity": "5", "reason": "x"}
    for role in ("warehouse", "purchasing", "billing", "viewer"):
        other = Desk(role, name=f"Some {role}")
        assert "Apply" not in other.see(f"{scene.page}?policy=priority")
        assert "Give by hand" not in other.see(scene.page)
        with unchanged("inventory"):
            assert other.client.post(f"{scene.page}apply/", {**form, "reason": "x"}).status_code == 403
            assert other.client.post(f"{scene.page}give/", shift).status_code == 403
    rep = Desk("rep", own_customers=True, name="Some rep")
    rep.get(scene.page, 404)
    assert "Nobody waits in vain" in rep.see(LIST)
    with unchanged("inventory"):
        assert rep.client.post(f"{scene.page}apply/", {**form, "reason": "x"}).status_code == 403


def test_nonsense_in_the_address_is_a_page_that_is_not_there(scene: Scene) -> None:
    desk = Desk("owner")
    desk.get(f"{scene.page}?policy=by_charm", 404)
    desk.get(f"{LIST}{scene.trade.warehouse_id}/{new_id(timezone.now())}/", 404)
    desk.get(f"{LIST}{new_id(timezone.now())}/{scene.trade.items['tea']}/", 404)


def test_order_item_and_today_lead_there(scene: Scene) -> None:
    desk = Desk("sales")
    there = f"{LIST}?item={scene.trade.items['tea']}"
    for page in (f"/office/orders/{scene.urgent.pk}/", f"/office/items/{scene.trade.items['tea']}/"):
        assert there in desk.get(page).content.decode()
    today = desk.get("/office/").content.decode()
    assert f"{LIST}?movable=yes" in today and "Short items to allocate" in today
    fulfilment.release_order(scene.trade.by, shipment_id=new_id(scene.trade.by.now), order_id=scene.old.pk)
    assert "tea" not in desk.see(f"{LIST}?movable=yes")


def test_the_pages_cost_the_same_for_two_lines_and_for_many(scene: Scene) -> None:
    desk = Desk("owner")
    pages = [LIST, scene.page, f"{scene.page}?policy=fair_share"]
    before = [count_of(desk, page) for page in pages]
    scene.trade.add_items("cup", "jar")
    for hours in range(2, 8):
        scene.trade.order(("tea", 3), ("cup", 1), ("jar", 1), by=scene.trade.at(hours=hours))
    assert Demand.objects.filter(backordered__gt=0).count() > 15
    assert [count_of(desk, page) for page in pages] == before
    assert all(count <= MOST_STATEMENTS for count in before)


def test_a_warehouse_says_who_is_served_first(scene: Scene) -> None:
    owner, page = Desk("owner"), f"/office/warehouses/{scene.trade.warehouse_id}/"
    assert "Who is served first Priority" in owner.see(page)
    assert (
        owner.say(f"{page}edit/", name="North", allocation="fair_share", receives_into="bin", version="1")
        == "Saved."
    )
    assert "Who is served first Fair share" in owner.see(page)
    assert "changed by someone else" in owner.say(
        f"{page}edit/", name="South", allocation="needed", receives_into="bin", version="1"
    )
    other = Desk("warehouse", name="Some picker")
    assert other.client.post(f"{page}edit/", {"name": "x", "allocation": "needed"}).status_code == 403
    assert Warehouse.objects.get().allocation == "fair_share"


def test_supply_that_comes_too_late_makes_an_item_short(scene: Scene) -> None:
    trade = scene.trade
    trade.add_items("cup", stock=1)
    trade.expect("cup", 9, trade.by.now.date() + timedelta(days=20))
    trade.order(("cup", 4), requested_on=trade.by.now.date() + timedelta(days=2))
    row = re.search(r"cup Cup .*?(?= tea | $)", Desk("viewer").see(LIST))
    assert row is not None and " 3 " in row[0]
