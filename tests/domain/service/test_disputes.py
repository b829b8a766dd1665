"""A customer does not agree: what may be said of which document, and how it goes to its end."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest

from small_warehouse import NOW, Trade, statements
from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, Refusal, SentTwiceDifferently
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.delivery import commands as delivery
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.parties import commands as parties
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.service import commands as service
from tradepost.domain.service import queries
from tradepost.domain.service.commands import DisputeLineInput, Reference
from tradepost.domain.service.models import Dispute
from tradepost.domain.service.queries import DISPUTES
from unchanged import unchanged

LATER = NOW + timedelta(days=9)


def opened(trade: Trade, document_id: UUID, kind: str = "order", **given: Any) -> Dispute:
    said = {"reason": "damaged", "said": "Two cups came broken.", **given}
    return service.open_dispute(trade.by, dispute_id=new_id(NOW), kind=kind, document_id=document_id, **said)


def person(trade: Trade, role: str, scope: str = "") -> UUID:
    user_id = new_id(NOW)
    access.create_user(
        trade.by, user_id=user_id, email=f"{user_id}@tradepost.example", name="Mara Blum",
        grants=[GrantInput(role, scope)],
    )  # fmt: skip
    return user_id


def sold(trade: Trade) -> tuple[UUID, UUID, UUID]:
    """Ten teas and four cups at 3.00 and 19 % tax, of which all left and was invoiced: 49.98."""
    order_id = trade.order(("tea", 10), ("cup", 4))
    shipment = trade.ship(order_id)
    invoice = billing.invoice_shipment(trade.by, invoice_id=new_id(NOW), shipment_id=shipment.id)
    return order_id, shipment.id, invoice.id


def lines_of(kind: str, pk: UUID) -> list[UUID]:
    if kind == "order":
        return [line.pk for line in sales_queries.lines_of(pk)]
    if kind == "shipment":
        return [line.pk for line in fulfilment_queries.shipment_lines(pk)]
    return [line.pk for line in billing_queries.lines_of(pk)]


def test_an_order_a_shipment_and_an_invoice_are_disputed_alike(trade: Trade) -> None:
    for kind, pk in zip(("order", "shipment", "invoice"), sold(trade), strict=True):
        _tea, cup = lines_of(kind, pk)
        one = opened(trade, pk, kind, lines=[DisputeLineInput(cup, 2)])
        assert (one.state, one.amount, one.currency, one.lines_count) == ("open", D("7.14"), "USD", 1)
        assert one.due_on == date(2026, 3, 19)
        (line,) = queries.dispute_lines(one.pk)
        assert (line.sku, line.quantity, line.of_quantity, line.worth) == ("cup", 2, 4, D("7.14"))
        whole = opened(trade, pk, kind, reason="late", said="A week late.")
        assert (whole.amount, whole.lines_count) == (D("49.98"), 0)
        assert trade.names(one.pk) == ["service.dispute_opened"]
    assert list(queries.differences()) == []


def test_what_binds_nobody_is_not_disputed(trade: Trade) -> None:
    order_id, _shipment, invoice_id = sold(trade)
    draft = trade.order(("tea", 1), confirm=False)
    waiting = trade.order(("tea", 1))
    credit = billing.credit_lines(
        trade.by, credit_note_id=new_id(NOW), invoice_id=invoice_id, reason="Broken",
        lines=[(lines_of("invoice", invoice_id)[0], 1)],
    )  # fmt: skip
    cases = (
        ("order", draft, "nothing-to-dispute"),
        ("shipment", trade.release(waiting).id, "nothing-to-dispute"),
        ("invoice", credit.pk, "nothing-to-dispute"),
        ("payment", order_id, "invalid"),
        ("order", new_id(NOW), "not-found"),
    )
    for kind, pk, code in cases:
        with unchanged("service"), pytest.raises(Refusal) as refused:
            opened(trade, pk, kind)
        assert refused.value.code == code, kind


def test_bad_words_days_and_people_are_refused_and_nothing_changes(trade: Trade) -> None:
    order_id, *_ = sold(trade)
    tea, _cup = lines_of("order", order_id)
    keeper = person(trade, "warehouse")
    cases: tuple[tuple[dict[str, Any], str, str], ...] = (
        ({"said": " "}, "invalid", "said"),
        ({"reason": "mood"}, "invalid", "reason"),
        ({"due_on": date(2026, 3, 15)}, "invalid", "due_on"),
        ({"amount": D("49.99")}, "more-than-the-document", "amount"),
        ({"lines": [DisputeLineInput(tea, 11)]}, "more-than-the-line", "lines.0.quantity"),
        ({"owner_id": keeper}, "cannot-care-for-it", "owner_id"),
        ({"owner_id": new_id(NOW)}, "cannot-care-for-it", "owner_id"),
    )
    one = opened(trade, order_id)
    for given, code, field in cases:
        with unchanged("service"), pytest.raises(Refusal) as refused:
            opened(trade, order_id, **given)
        assert refused.value.code == code
        assert field in refused.value.facts["fields"]
        with unchanged("service"), pytest.raises(Refusal) as refused:
            service.change_dispute(trade.by, dispute_id=one.pk, **given)
        assert (refused.value.code, field in refused.value.facts["fields"]) == (code, True)


def test_sent_twice_it_is_one_dispute(trade: Trade) -> None:
    order_id, *_ = sold(trade)
    pk = new_id(NOW)
    given: dict[str, Any] = {"kind": "order", "document_id": order_id, "reason": "late", "said": "Late."}
    one = service.open_dispute(trade.by, dispute_id=pk, **given)
    assert service.open_dispute(trade.by, dispute_id=pk, **given).number == one.number
    with pytest.raises(SentTwiceDifferently):
        service.open_dispute(trade.by, dispute_id=pk, **{**given, "said": "Very late."})
    assert Dispute.objects.count() == 1


def test_from_the_question_to_the_end_and_open_again(trade: Trade) -> None:
    order_id, _shipment, invoice_id = sold(trade)
    pk = opened(trade, order_id).pk
    with unchanged("service"), pytest.raises(Invalid):
        service.ask_customer(trade.by, dispute_id=pk, question=" ")
    asked = service.ask_customer(trade.by, dispute_id=pk, question="Which cups?")
    assert (asked.state, asked.question, asked.asked_at) == ("waiting", "Which cups?", NOW)
    later = trade.by.at(LATER)  # a Wednesday
    again = service.take_up(later, dispute_id=pk, answer="The blue ones.")
    assert (again.state, again.asked_at, again.due_on) == ("open", None, date(2026, 3, 30))
    reference = Reference("invoice", invoice_id, "CN-1")
    for bad in ({"outcome": "explained", "led_to": reference}, {"outcome": "lost"}, {"explanation": ""}):
        given = {"outcome": "credited", "explanation": "Two cups.", **bad}
        with unchanged("service"), pytest.raises(Invalid):
            service.settle_dispute(later, dispute_id=pk, **given)  # type: ignore[arg-type]
    done = service.settle_dispute(
        later, dispute_id=pk, outcome="credited", explanation="Two cups.", led_to=reference
    )
    assert (done.state, done.outcome, done.led_to_number) == ("settled", "credited", "CN-1")
    with unchanged("service"):
        for command in (
            service.settle_dispute,
            service.change_dispute,
            service.ask_customer,
            service.take_up,
        ):
            more = {
                "settle_dispute": {"outcome": "explained", "explanation": "x"},
                "ask_customer": {"question": "x"},
            }
            with pytest.raises(Refusal) as refused:
                command(later, dispute_id=pk, **more.get(command.__name__, {}))  # type: ignore[operator]
            assert refused.value.code in ("not-allowed", "dispute-is-settled")
        with pytest.raises(Invalid):
            service.reopen_dispute(later, dispute_id=pk, why="")
    open_again = service.reopen_dispute(later, dispute_id=pk, why="A third cup.")
    assert (open_again.state, open_again.outcome, open_again.led_to_id) == ("open", "", None)
    with unchanged("service"), pytest.raises(NotAllowed):
        service.reopen_dispute(later, dispute_id=pk, why="Again.")
    assert trade.names(pk) == [
        "service.dispute_opened", "service.customer_asked", "service.dispute_taken_up", "service.dispute_settled",
        "service.dispute_reopened",
    ]  # fmt: skip
    assert list(queries.differences()) == []


def test_what_changes_is_told_and_who_read_an_older_one_is_refused(trade: Trade) -> None:
    order_id, *_ = sold(trade)
    tea, cup = lines_of("order", order_id)
    mara = person(trade, "sales")
    one = opened(trade, order_id, lines=[DisputeLineInput(cup, 2)])
    changed = service.change_dispute(
        trade.by,
        dispute_id=one.pk,
        version=1,
        owner_id=mara,
        reason="missing",
        lines=[DisputeLineInput(tea, 1)],
    )
    assert (changed.owner_id, changed.reason, changed.amount, changed.version) == (
        mara,
        "missing",
        D("3.57"),
        2,
    )
    assert [line.line_id for line in queries.dispute_lines(one.pk)] == [tea]
    with unchanged("service"), pytest.raises(ChangedMeanwhile):
        service.change_dispute(trade.by, dispute_id=one.pk, version=1, said="Another")
    with unchanged("service"), pytest.raises(Invalid):
        service.change_dispute(trade.by, dispute_id=one.pk, without=["due_on"])
    nobody = service.change_dispute(trade.by, dispute_id=one.pk, without=["owner_id"], amount=D(0))
    assert (nobody.owner_id, nobody.amount) == (None, D(0))
    assert trade.names(one.pk)[1:] == [
        "service.dispute_changed", "service.dispute_assigned", "service.dispute_changed", "service.dispute_assigned",
    ]  # fmt: skip
    with unchanged("service"):
        service.change_dispute(trade.by, dispute_id=one.pk, amount=D(0), reason="missing")


def test_days_are_those_of_the_warehouse(trade: Trade) -> None:
    calendar = new_id(NOW)
    delivery.keep_calendar(trade.by, calendar_id=calendar, name="Market", weekdays="26")
    delivery.set_warehouse_days(trade.by, warehouse_id=trade.warehouse, calendar_id=calendar)
    order_id, *_ = sold(trade)
    assert opened(trade, order_id).due_on == date(2026, 3, 24)  # Tue 17, Sat 21, Tue 24


def test_only_their_customers_are_seen_and_cared_for(trade: Trade) -> None:
    rep = person(trade, "rep", "own_customers")
    order_id, _shipment, invoice_id = sold(trade)
    own = trade.new_customer("Theirs", rep_id=rep)
    other = trade.order(("tea", 1), customer_id=own)
    seen, unseen = opened(trade, other, owner_id=rep), opened(trade, order_id)
    limits = (
        By(rep, "Rep", NOW, frozenset({"rep"}), {"rep": rep}),
        By(None, "Buyer", NOW, frozenset({"buyer"}), {"customer": own}),
    )
    for limited in limits:
        assert [row.pk for row in DISPUTES.page(limited).rows] == [seen.pk]
        for kind, pk in (("order", order_id), ("invoice", invoice_id)):
            with unchanged("service"), pytest.raises(NotFound):
                service.open_dispute(
                    limited, dispute_id=new_id(NOW), kind=kind, document_id=pk, reason="late", said="Late."
                )
        with pytest.raises(NotFound):
            queries.dispute(limited, unseen.pk)
    with unchanged("service"), pytest.raises(Refusal) as refused:
        opened(trade, order_id, owner_id=rep)
    assert refused.value.code == "cannot-care-for-it"
    parties.change_customer(trade.by, customer_id=own, rep_id=None)
    assert DISPUTES.page(limits[0]).rows == []


def test_the_list_narrows_sums_and_costs_the_same_for_one_and_three(trade: Trade) -> None:
    order_id, shipment_id, invoice_id = sold(trade)
    mara = person(trade, "sales")

    def count() -> int:
        with statements() as said:
            assert all(row.owner is None or row.owner.name for row in DISPUTES.page(trade.by).rows)
        return len(said)

    one = opened(trade, order_id, owner_id=mara, amount=D(5))
    before = count()
    opened(trade, shipment_id, "shipment", reason="late", amount=D(7))
    opened(trade, invoice_id, "invoice", reason="wrong_price")
    assert count() == before == 1
    service.settle_dispute(trade.by, dispute_id=one.pk, outcome="explained", explanation="Seen.")

    def found(**filters: str) -> int:
        return DISPUTES.narrowed(trade.by, {name: [value] for name, value in filters.items()}).count()

    assert [found(state="settled"), found(live="yes"), found(owner=str(mara)), found(owner="none")] == [
        1,
        2,
        1,
        2,
    ]
    assert [found(reason="late"), found(kind="invoice"), found(order=str(order_id)), found(outcome="explained")] == [
        1, 1, 3, 1,
    ]  # fmt: skip
    assert [found(due="..2026-03-19"), found(due="..2026-03-20"), found(document=str(invoice_id))] == [
        0,
        3,
        1,
    ]
    assert DISPUTES.narrowed(trade.by, {}, "broken").count() == 3
    assert DISPUTES.narrowed(trade.by, {}, one.number).count() == 1


def test_statements_do_not_grow_with_the_lines(trade: Trade) -> None:
    counts = []
    for many in (1, 300):
        order_id = trade.order(*[(item, 1) for item in trade.many_items(many)])
        lines = [DisputeLineInput(pk, 1) for pk in lines_of("order", order_id)]
        with statements() as said:
            one = opened(trade, order_id, lines=lines)
        with statements() as more:
            service.change_dispute(trade.by, dispute_id=one.pk, lines=lines)
        counts.append((len(said), len(more)))
    assert counts[0] == counts[1]
