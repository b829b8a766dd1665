"""Notes on an order: written, changed, removed; who is mentioned, and who may not be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from trade import NOW, Trade
from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.access.models import User
from tradepost.domain.notes import commands as notes
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.notes.commands import NotYours
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales.models import Order
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def hire(name: str, role: str = "sales", scope: str = "", **more: object) -> By:
    """Somebody who works here."""
    user_id = new_id(NOW)
    owner = By(None, "Owner", NOW, frozenset({"owner"}))
    grants = [GrantInput(role, scope, **more)]  # type: ignore[arg-type]
    access.create_user(owner, user_id=user_id, email=f"{user_id}@x.example", name=name, grants=grants)
    return access_queries.by_of(User.objects.get(pk=user_id), NOW)


def write(by: By, order: Order, text: str, note_id: UUID | None = None) -> UUID:
    """As the doors do."""
    about = reports_queries.subject(by, order.pk)
    note_id = note_id or new_id(by.now)
    mentions = reports_queries.mentioned_in(by, about, text)
    notes.write_note(by, note_id=note_id, kind="order", subject_id=order.pk, text=text, mentions=mentions)
    return note_id


def later(by: By, minutes: int) -> By:
    return replace(by, now=by.now + timedelta(minutes=minutes))


def test_a_colleague_who_is_mentioned_sees_it_until_it_is_read(trade: Trade) -> None:
    order, ana, ben = trade.order(("TEA", 1)), hire("Ana"), hire("Ben Ortega", "warehouse")
    note_id = write(ana, order, "@Ben Ortega the pallet\nis by the door")
    assert notes_queries.unread_count(ben) == 1
    assert [one.note.text for one in notes_queries.mentions_of(ben)] == [
        "@Ben Ortega the pallet\nis by the door"
    ]
    assert notes.read_mentions(later(ben, 1), note_ids=[note_id]) == 1
    assert notes_queries.unread_count(ben) == 0
    with unchanged("notes"):
        assert notes.read_mentions(later(ben, 2)) == 0


def test_a_note_sent_twice_is_one_and_with_other_words_refused(trade: Trade) -> None:
    order, ana = trade.order(("TEA", 1)), hire("Ana")
    note_id = write(ana, order, "Call them")
    write(ana, order, "Call them", note_id)
    assert len(notes_queries.notes_of(order.pk)) == 1
    with unchanged("notes"), pytest.raises(SentTwiceDifferently):
        write(ana, order, "Do not call them", note_id)


def test_words_are_changed_by_their_author_and_the_earlier_ones_are_kept(trade: Trade) -> None:
    order, ana, ben = trade.order(("TEA", 1)), hire("Ana"), hire("Ben")
    note_id = write(ana, order, "Deliver Monday @Ben")
    notes.change_note(later(ana, 1), note_id=note_id, text="Deliver Tuesday")
    notes.change_note(later(ana, 2), note_id=note_id, text="Deliver Friday")
    found = notes_queries.note(note_id)
    assert (found.text, found.changed_at) == ("Deliver Friday", ana.now + timedelta(minutes=2))
    assert [one.text for one in notes_queries.said_before(found)] == [
        "Deliver Tuesday",
        "Deliver Monday @Ben",
    ]
    assert notes_queries.unread_count(ben) == 0, "nobody is meant any more"
    with unchanged("notes"), pytest.raises(NotYours):
        notes.change_note(ben, note_id=note_id, text="Mine now")
    with unchanged("notes"), pytest.raises(NotYours):
        notes.remove_note(ben, note_id=note_id)
    with unchanged("notes"):
        notes.change_note(later(ana, 3), note_id=note_id, text="Deliver Friday")


def test_a_mention_that_stays_keeps_when_it_was_read(trade: Trade) -> None:
    order, ana, ben = trade.order(("TEA", 1)), hire("Ana"), hire("Ben")
    note_id = write(ana, order, "@Ben Monday")
    notes.read_mentions(later(ben, 1))
    notes.change_note(later(ana, 2), note_id=note_id, text="@Ben Tuesday", mentions=[ben.actor_id])  # type: ignore[list-item]
    assert notes_queries.unread_count(ben) == 0


def test_a_removed_note_is_no_longer_new_to_anybody_and_comes_back(trade: Trade) -> None:
    order, ana, ben = trade.order(("TEA", 1)), hire("Ana"), hire("Ben")
    note_id = write(ana, order, "@Ben wrong order")
    notes.remove_note(later(ana, 1), note_id=note_id)
    assert (notes_queries.unread_count(ben), notes_queries.mentions_of(ben)) == (0, [])
    with unchanged("notes"):
        notes.remove_note(later(ana, 2), note_id=note_id)
    notes.restore_note(later(ana, 3), note_id=note_id)
    assert notes_queries.unread_count(ben) == 1


def test_an_empty_or_endless_note_is_refused(trade: Trade) -> None:
    order, ana = trade.order(("TEA", 1)), hire("Ana")
    for text in ("", " \n\t ", "\x00", "x" * 10_001):
        with unchanged("notes"), pytest.raises(Invalid) as refused:
            write(ana, order, text)
        assert "text" in refused.value.facts["fields"]


def test_nobody_is_mentioned_who_may_not_read_the_document(trade: Trade) -> None:
    """Rita sees her own customers only; Petra buys, and reads no invoices or shipments."""
    order, ana = trade.order(("TEA", 1)), hire("Ana")
    hire("Rita", "rep", "own_customers")
    with unchanged("notes"), pytest.raises(Invalid, match="Rita may not read SO-"):
        write(ana, order, "@Rita have a look")
    buyer = hire("Bruno Buyer", "buyer")
    write(ana, order, "@Bruno Buyer is no colleague")
    assert notes_queries.unread_count(buyer) == 0


def test_a_rep_who_looks_after_the_customer_is_mentioned(trade: Trade) -> None:
    ana, rita = hire("Ana"), hire("Rita", "rep", "own_customers")
    trade.add_customer("Own Café", rep_id=rita.actor_id)
    order = trade.order(("TEA", 1), customer="Own Café")
    write(ana, order, "@Rita have a look")
    assert notes_queries.unread_count(rita) == 1


def test_a_document_of_another_rep_is_not_found_to_write_on(trade: Trade) -> None:
    order, rita = trade.order(("TEA", 1)), hire("Rita", "rep", "own_customers")
    with unchanged("notes"), pytest.raises(NotFound):
        write(rita, order, "Hello")


def test_the_words_of_a_note_are_not_on_the_change_feed(trade: Trade) -> None:
    """Whoever reads the feed reads all of it; a note is read by those who may read its document."""
    order, ana = trade.order(("TEA", 1)), hire("Ana")
    note_id = write(ana, order, "Their cellar floods")
    told = [event for event in feed.about([order.pk]) if event.name.startswith("notes.")]
    assert [(event.name, event.data["note_id"]) for event in told] == [("notes.note_written", str(note_id))]
    assert "cellar" not in str(told)
    assert list(notes_queries.differences()) == []


def test_notes_cost_the_same_for_one_and_for_three(trade: Trade, django_assert_num_queries: object) -> None:
    order, ana, ben = trade.order(("TEA", 1)), hire("Ana"), hire("Ben")
    write(ana, order, "@Ben one")
    for count in (1, 3):
        with django_assert_num_queries(2):  # type: ignore[operator]
            found = notes_queries.notes_of(order.pk)
            assert [[m.user.name for m in note.mentions.all()] for note in found] == [["Ben"]] * count
        with django_assert_num_queries(3):  # type: ignore[operator]
            mentions = notes_queries.mentions_of(ben)
            assert [[m.user.name for m in one.note.mentions.all()] for one in mentions] == [["Ben"]] * count
        if count == 1:
            write(ana, order, "@Ben two")
            write(ana, order, "@Ben three")
