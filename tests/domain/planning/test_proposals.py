"""Keeping a warehouse filled: what is proposed, why, and that it is proposed once."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D

import pytest

from tradepost.base.errors import Invalid, NotFound, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.catalog.models import Item
from tradepost.domain.parties.models import Supplier
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning import queries
from tradepost.domain.planning.commands import Chosen, ReorderRuleInput
from tradepost.domain.planning.models import ReorderRule, RunLine
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import PurchaseOrder

from .conftest import NOW, TODAY, Planner, counted, nothing_changes, nothing_is_different


def test_stock_at_its_point_is_bought_up_in_whole_cases(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    planner.on_shelf("tea", 21)
    assert planner.proposed() == {}
    planner.wanted("tea", 1)
    found = planner.proposal("tea")
    assert (found.suggested, found.packs, found.cost) == (36, 3, D("72.00"))
    assert (found.supplier_id, found.expected_on) == (planner.importer, TODAY + timedelta(days=14))
    assert found.explanation == (
        "21 on hand, 1 of it promised. 0 on order. 20 will be free. That is at or below the reorder point "
        "of 20; 30 bring it to 50. Importer sells by the case of 12. So 36 are proposed."
    )


def test_a_second_run_proposes_nothing_once_ordered(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    planner.rule("cups", 10, 30)
    planner.wanted("tea", 5)
    assert planner.proposed() == {"cups": 30, "tea": 60}
    run = planner.take()
    assert planner.proposed() == {}
    orders = {order.supplier_name: order for order in PurchaseOrder.objects.all()}
    assert {name: (order.state, order.total) for name, order in orders.items()} == {
        "Importer": ("sent", D("120.00")),
        "Potter": ("sent", D("15.00")),
    }
    (line,) = purchasing_queries.lines_of(orders["Importer"].pk)
    assert (line.typed_quantity, line.unit, line.ordered) == (5, "case", 60)
    assert [(row.item.sku, row.suggested, row.ordered) for row in queries.lines_of_run(run.pk)] == [
        ("cups", 30, 30),
        ("tea", 60, 60),
    ]
    kept = queries.lines_of_run(run.pk)[1]
    assert kept.explanation.startswith("0 on hand")
    assert kept.inputs["backordered"] == 5
    assert planner.told(run.pk) == ["planning.proposals_ordered"]
    nothing_is_different()


def test_drafts_count_as_ordered_and_sending_them_changes_nothing(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    planner.take(send=False)
    (draft,) = PurchaseOrder.objects.all()
    assert draft.state == "draft"
    assert planner.proposed() == {}
    purchasing.approve(planner.by, purchase_order_id=draft.pk)
    assert planner.proposed() == {}
    purchasing.send(planner.by, purchase_order_id=draft.pk)
    assert planner.proposed() == {}
    purchasing.cancel(planner.by, purchase_order_id=draft.pk)
    assert planner.proposed() == {"tea": 60}


def test_receiving_what_was_ordered_proposes_nothing_new(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    planner.take()
    (order,) = PurchaseOrder.objects.all()
    (line,) = purchasing_queries.lines_of(order.pk)
    counts = [purchasing.ReceiptInput(line.pk, 60, 0)]
    purchasing.receive(planner.by, receipt_id=new_id(NOW), purchase_order_id=order.pk, lines=counts)
    assert planner.proposed() == {}


def test_damaged_goods_are_not_stock_to_sell(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    order_id = planner.bought("tea", 48)
    (line,) = purchasing_queries.lines_of(order_id)
    counts = [purchasing.ReceiptInput(line.pk, 48, 30)]
    purchasing.receive(planner.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=counts)
    assert planner.proposed() == {"tea": 36}  # 18 can be sold; 32 are missing


def test_supply_that_customers_wait_for_is_not_free(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    planner.bought("tea", 40)
    assert planner.proposed() == {}
    planner.wanted("tea", 30)
    assert planner.proposed() == {"tea": 48}  # 10 will be free; 40 are missing


def test_backorders_are_bought_without_a_rule(planner: Planner) -> None:
    planner.wanted("cups", 7)
    found = planner.proposal("cups")
    assert (found.suggested, found.supplier_id) == (7, planner.potter)
    assert "There is no reorder rule: only the 7 that customers wait for are bought." in found.explanation


def test_an_item_given_up_is_bought_for_backorders_only(planner: Planner) -> None:
    planner.rule("cups", 10, 30)
    Item.objects.filter(pk=planner.items["cups"]).update(state="discontinued")
    assert planner.proposed() == {}
    planner.wanted("cups", 7)
    assert planner.proposed() == {"cups": 7}


def test_the_rule_names_the_supplier_when_it_sells_the_item(planner: Planner) -> None:
    planner.offer("cups", "0.90", planner.importer)
    planner.rule("cups", 10, 30)
    assert planner.proposal("cups").supplier_id == planner.potter  # the cheaper one
    planner.rule("cups", 10, 30, planner.importer)
    assert planner.proposal("cups").supplier_id == planner.importer
    Supplier.objects.filter(pk=planner.importer).update(state="blocked")
    assert planner.proposal("cups").supplier_id == planner.potter


def test_proposals_stand_by_supplier_with_what_is_missing_to_the_minimum_order(planner: Planner) -> None:
    planner.item("spoons")
    for sku in ("tea", "cups", "spoons"):
        planner.rule(sku, 10, 30)
    groups = queries.by_supplier(queries.proposals(planner.by, planner.warehouse))
    assert [
        (group.supplier_name, [row.picture.sku for row in group.proposals], group.total, group.below_minimum)
        for group in groups
    ] == [
        ("Importer", ["tea"], D("72.00"), D("28.00")),
        ("Potter", ["cups"], D("15.00"), 0),
        ("", ["spoons"], 0, 0),
    ]
    assert (
        groups[2]
        .proposals[0]
        .explanation.endswith("No active supplier sells this item: enter an offer first.")
    )


def test_a_person_may_order_otherwise_and_it_is_kept(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    chosen = [Chosen(planner.items["tea"], 7, planner.importer)]
    run = planner_order(planner, chosen)
    (kept,) = queries.lines_of_run(run.pk)
    assert (kept.suggested, kept.ordered) == (60, 7)
    (line,) = purchasing_queries.lines_of(kept.purchase_order_id)
    assert (line.typed_quantity, line.unit, line.net) == (7, "piece", D("14.00"))
    nothing_is_different()


def planner_order(planner: Planner, chosen: list[Chosen]) -> "planning.Run":  # type: ignore[name-defined]
    return planning.order_proposals(
        planner.by, run_id=new_id(NOW), warehouse_id=planner.warehouse, chosen=chosen
    )


def test_two_planners_with_the_same_list_order_once(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    planner.rule("cups", 10, 30)
    seen = [
        Chosen(row.item_id, row.suggested, row.supplier_id, row.fingerprint)
        for row in queries.proposals(planner.by, planner.warehouse)
        if row.supplier_id
    ]
    planner.take("tea")
    with nothing_changes(), pytest.raises(planning.ProposalsChanged) as refused:
        planner_order(planner, seen)
    assert refused.value.facts == {"skus": ["tea"]}
    (order,) = PurchaseOrder.objects.all()
    (line,) = purchasing_queries.lines_of(order.pk)
    counts = [purchasing.ReceiptInput(line.pk, 60)]
    purchasing.receive(planner.by, receipt_id=new_id(NOW), purchase_order_id=order.pk, lines=counts)
    with nothing_changes(), pytest.raises(planning.ProposalsChanged):
        planner_order(planner, seen)  # nothing is on order any more, but nothing is missing either


def test_a_sale_in_between_does_not_spoil_the_list(planner: Planner) -> None:
    planner.rule("cups", 10, 30)
    (row,) = queries.proposals(planner.by, planner.warehouse)
    planner.wanted("cups", 3)
    assert row.supplier_id
    planner_order(planner, [Chosen(row.item_id, row.suggested, row.supplier_id, row.fingerprint)])
    assert planner.proposed() == {}  # 27 will be free: above the point


def test_a_run_sent_twice_orders_once(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    chosen = [Chosen(planner.items["tea"], 60, planner.importer)]
    given = {"run_id": new_id(NOW), "warehouse_id": planner.warehouse}
    first = planning.order_proposals(planner.by, chosen=chosen, **given)
    with nothing_changes():
        assert planning.order_proposals(planner.by, chosen=chosen, **given).pk == first.pk
    with nothing_changes(), pytest.raises(SentTwiceDifferently):
        planning.order_proposals(planner.by, chosen=[replace(chosen[0], quantity=61)], **given)


@pytest.mark.parametrize("quantity", [0, -5])
def test_a_choice_that_makes_no_sense_is_refused(planner: Planner, quantity: int) -> None:
    planner.rule("tea", 20, 50)
    good = Chosen(planner.items["tea"], 12, planner.importer)
    with nothing_changes(), pytest.raises(Invalid) as refused:
        planner_order(planner, [good, replace(good, quantity=quantity)])
    assert list(refused.value.facts["fields"]) == ["chosen.1.quantity"]
    with nothing_changes(), pytest.raises(Invalid):
        planner_order(planner, [replace(good, item_id=new_id(NOW))])
    with nothing_changes(), pytest.raises(Invalid):
        planner_order(planner, [])
    with nothing_changes(), pytest.raises(NotFound):
        planner_order(planner, [replace(good, supplier_id=new_id(NOW))])
    with nothing_changes(), pytest.raises(Invalid):  # the potter sells no tea: no price
        planner_order(planner, [replace(good, supplier_id=planner.potter)])


def test_a_rule_is_replaced_and_its_history_kept(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    planner.rule("tea", 25, 60)
    (rule,) = ReorderRule.objects.all()
    assert (rule.reorder_point, rule.order_up_to, rule.version) == (25, 60, 2)
    assert [old.reorder_point for old in rule.history.all()] == [20]
    with nothing_changes():
        planner.rule("tea", 25, 60)


@pytest.mark.parametrize(("point", "up_to", "field"), [(-1, 5, "reorder_point"), (10, 9, "order_up_to")])
def test_a_rule_that_makes_no_sense_is_refused(planner: Planner, point: int, up_to: int, field: str) -> None:
    tea, cups = planner.items["tea"], planner.items["cups"]
    rules = [ReorderRuleInput(tea, 1, 2), ReorderRuleInput(cups, point, up_to)]
    with nothing_changes(), pytest.raises(Invalid) as refused:
        planning.set_reorder_rules(planner.by, warehouse_id=planner.warehouse, rules=rules)
    assert list(refused.value.facts["fields"]) == [f"rules.1.{field}"]
    with nothing_changes(), pytest.raises(Invalid):
        planning.set_reorder_rules(
            planner.by, warehouse_id=planner.warehouse, rules=[ReorderRuleInput(tea, 1, 2)] * 2
        )


def test_a_thousand_items_cost_the_statements_of_one(planner: Planner) -> None:
    told = {}
    for count in (1, 1000):
        items = planner.many_items(count)
        purchasing.set_supplier_items(
            planner.by, offers=[purchasing.SupplierItemInput(planner.potter, item, D(1)) for item in items]
        )
        with counted() as setting:
            planning.set_reorder_rules(
                planner.by,
                warehouse_id=planner.warehouse,
                rules=[ReorderRuleInput(item, 5, 9) for item in items],
            )
        with counted() as proposing:
            found = queries.proposals(planner.by, planner.warehouse)
        assert len(found) == count
        chosen = [Chosen(row.item_id, row.suggested, planner.potter, row.fingerprint) for row in found]
        with counted() as ordering:
            planner_order(planner, chosen)
        told[count] = setting + proposing + ordering
    assert told[1] == told[1000]
    assert told[1000] == [2, 2, 22]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_rules_costs_one_statement(planner: Planner, rows: int) -> None:
    for item in planner.many_items(rows):
        planning.set_reorder_rules(
            planner.by, warehouse_id=planner.warehouse, rules=[ReorderRuleInput(item, 1, 2, planner.importer)]
        )
    with counted() as number:
        page = queries.REORDER_RULES.page(planner.by)
        for rule in page.rows:
            assert rule.item.sku
            assert rule.warehouse.code
            assert rule.supplier is not None
            assert rule.supplier.party.name == "Importer"
    assert (number, len(page.rows)) == ([1], rows)


def test_a_planner_sees_only_the_granted_warehouse(planner: Planner) -> None:
    planner.rule("tea", 20, 50)
    elsewhere = replace(planner.by, scope={"warehouse": new_id(NOW)})
    customer = replace(planner.by, scope={"customer": new_id(NOW)})
    for by in (elsewhere, customer):
        with pytest.raises(NotFound):
            queries.proposals(by, planner.warehouse)
        assert queries.REORDER_RULES.page(by).rows == []
    here = replace(planner.by, scope={"warehouse": planner.warehouse})
    assert len(queries.proposals(here, planner.warehouse)) == 1
    assert len(queries.REORDER_RULES.page(here).rows) == 1


def test_what_a_run_ordered_is_never_rewritten(planner: Planner) -> None:
    from django.db import IntegrityError, transaction

    planner.rule("tea", 20, 50)
    planner.take()
    with pytest.raises(IntegrityError), transaction.atomic():
        RunLine.objects.update(ordered=1)
