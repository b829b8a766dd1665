"""Each choice of what one is told of, and how, is honoured: in the product, by mail, both, or not at all."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk import Desk
from settled import wait_until_settled
from shop import url
from trade import Trade
from tradepost.base import feed, jobs, sql
from tradepost.base.by import By, system
from tradepost.base.events import EVENTS
from tradepost.base.ids import new_id
from tradepost.base.job_queue import Work
from tradepost.base.outward import Outward
from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.models import User
from tradepost.domain.access.rules import HAPPENINGS
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails.commands import MailInput
from tradepost.domain.notes import commands as notes
from tradepost.domain.notes import queries as notes_queries
from tradepost.domain.notes.models import Notice
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.service import commands as service
from tradepost.doors.worker import desk as worker_desk
from tradepost.doors.worker import reactions
from tradepost.doors.worker.loop import Worker
from unchanged import unchanged

CHOICES = [(), ("product",), ("mail",), ("product", "mail")]


class Told:
    """Somebody who sells, with what concerns them, and how the house tells it."""

    def __init__(self) -> None:
        self.desk = Desk("sales", name="Nancy Drew")
        self.user_id = self.desk.user_id
        self.trade = Trade.open(timezone.now())
        self.trade.add_items("tea", price="10", stock=20)
        self.customer_id = self.trade.add_customer("Café Blum", rep_id=self.user_id)

    @property
    def by(self) -> By:
        return access_queries.by_of(User.objects.get(pk=self.user_id), timezone.now())

    def choose(self, happening: str, ways: tuple[str, ...]) -> None:
        told = [f"{happening}:{way}" for way in ways]
        access.set_preferences(self.by, user_id=self.user_id, told=told)

    def cause(self, happening: str) -> None:
        getattr(self, happening)()

    def mention(self) -> None:
        by = self.trade.by
        notes.write_note(
            by, note_id=new_id(by.now), kind="customer", subject_id=self.customer_id, text="Look, @Nancy Drew",
            mentions=[self.user_id],
        )  # fmt: skip
        follow(self.customer_id)

    def mail_failed(self) -> None:
        order = self.trade.order(("tea", 1), customer="Café Blum", confirm=False)
        given = {
            "subject_id": order.id, "party_id": parties_queries.customer(self.by, self.customer_id).party_id,
            "customer_id": self.customer_id, "to": "ann@bar.example", "sender": "Us <us@us.example>",
        }  # fmt: skip
        made = mails.send_mail(
            self.by,
            mail=MailInput(uuid4(), "order", number="SO-1", title="Your order", text="Hello", **given),
        )
        mails.record_handover(
            self.by, mail_id=made.id, taken={}, refused={"ann@bar.example": "550 no such user"}
        )
        follow(order.id)

    def order_held(self) -> None:
        order = self.trade.order(("tea", 1), customer="Café Blum", confirm=False)
        sales.hold_order(self.trade.by, hold_id=uuid4(), order_id=order.id, note="They ask first.")
        follow(order.id)

    def dispute_given(self) -> None:
        order = self.trade.order(("tea", 1), customer="Café Blum")
        one = service.open_dispute(
            self.trade.by, dispute_id=uuid4(), kind="order", document_id=order.id, reason="late", said="Late.",
            owner_id=self.user_id,
        )  # fmt: skip
        follow(one.id)

    def job_ended(self) -> None:
        by = self.by
        jobs.ask(by, job_id=new_id(by.now), kind="list.export", title="Orders as CSV", request={})
        kinds = {"list.export": done}
        assert worker_desk.Desk(kinds=kinds, beats=False).do_one()
        follow(self.user_id)

    def shown(self) -> int:
        return notes_queries.unread_count(self.by)


def done(by: By, work: Work) -> None:
    work.said = "12 rows."


def follow(subject_id: UUID) -> None:
    """What the page of reactions says of the newest facts, and of what follows from these."""
    for event in reversed(feed.about([subject_id])[:4]):
        for reaction in reactions.PAGE[EVENTS[event.name]]:
            if not isinstance(reaction, Outward):
                reaction(system(timezone.now()), event)
    for row in Notice.objects.order_by("id"):
        (told,) = [one for one in feed.about([row.user_id]) if one.data.get("notice_id") == str(row.id)]
        post(told)


def post(event: Any) -> None:
    """The mail of a notice goes out, once."""
    by = system(timezone.now())
    (outward,) = reactions.PAGE[EVENTS[event.name]]
    assert isinstance(outward, Outward)
    notice = outward.look(by, event)
    if notice is not None:
        outward.keep(by, notice, outward.send(notice))
    assert outward.look(by, event) is None


@pytest.fixture
def told(db: None) -> Told:
    return Told()


@pytest.mark.parametrize("ways", CHOICES, ids=lambda ways: "+".join(ways) or "not")
@pytest.mark.parametrize("happening", HAPPENINGS)
def test_each_choice_is_honoured(told: Told, happening: str, ways: tuple[str, ...]) -> None:
    told.choose(happening, ways)
    told.cause(happening)
    assert told.shown() == ("product" in ways)
    assert [message.to for message in mail.outbox] == [[f"{told.user_id}@tradepost.example"]] * (
        "mail" in ways
    )


def test_whoever_chose_nothing_is_told_in_the_product_but_of_jobs(told: Told) -> None:
    for happening in HAPPENINGS:
        told.cause(happening)
    assert told.shown() == 4
    assert mail.outbox == []


def test_told_again_of_the_same_it_is_one_notice_and_one_mail(told: Told) -> None:
    told.choose("order_held", ("product", "mail"))
    told.order_held()
    (row,) = Notice.objects.all()
    with unchanged("notes"):
        follow(row.subject_id)
    assert (told.shown(), len(mail.outbox)) == (1, 1)


def test_a_mail_says_what_happened_in_the_language_of_who_reads_it(told: Told, settings: Any) -> None:
    settings.PUBLIC_URL = "https://tradepost.example"
    told.choose("order_held", ("mail",))
    access.set_preferences(told.by, user_id=told.user_id, language="de")
    told.order_held()
    row = Notice.objects.get()
    (message,) = mail.outbox
    number = row.said.split()[1]
    assert message.subject == f"Auftrag {number} ist gesperrt. They ask first."
    assert f"https://tradepost.example{url('order', row.subject_id)}" in message.body


def test_a_mail_server_that_is_down_is_asked_again(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*_: object, **__: object) -> int:
        raise OSError("no route")

    told.choose("order_held", ("mail",))
    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", down)
        with pytest.raises(AssertionError):
            told.order_held()
    assert Notice.objects.get().mailed_at is None
    follow(Notice.objects.get().subject_id)
    assert (len(mail.outbox), Notice.objects.get().mailed_at is None) == (1, False)


def test_nobody_is_told_of_what_they_may_not_read_or_when_they_left(told: Told) -> None:
    told.choose("order_held", ("product", "mail"))
    access.set_roles(told.trade.by, user_id=told.user_id, grants=[])
    told.order_held()
    access.change_user(told.trade.by, user_id=told.user_id, is_active=False)
    told.mail_failed()
    assert (Notice.objects.count(), mail.outbox) == (0, [])


def test_what_one_is_told_stands_under_for_you_and_is_marked_as_read(told: Told) -> None:
    told.order_held()
    told.mention()
    page = told.desk.see(url("for_you"))
    assert "is on hold. They ask first." in page
    one = Notice.objects.get()
    told.desk.say(url("for_you_read"), id=str(one.pk))
    assert told.shown() == 1
    told.desk.say(url("for_you_read"))
    assert told.shown() == 0
    other = Desk("sales")
    with unchanged("notes"):
        other.say(url("for_you_read"), id=str(one.pk))
    assert "on hold" not in other.see(url("for_you"))


def test_for_you_costs_the_same_with_one_and_with_three(told: Told) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            told.order_held()
        with CaptureQueriesContext(connection) as captured:
            told.desk.get(url("for_you"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_choices_stand_on_ones_own_page(told: Told) -> None:
    page = told.desk.get(url("preferences")).content.decode()
    assert page.count('name="told_product"') == page.count('name="told_mail"') == 5
    posted = {
        "theme": "system", "density": "comfortable", "told_product": ["job_ended"], "told_mail": ["mention"]
    }  # fmt: skip
    told.desk.say(url("preferences"), **posted)
    assert User.objects.get(pk=told.user_id).told == ["job_ended:product", "mention:mail"]
    with unchanged("access"):
        told.desk.client.post(url("preferences"), {**posted, "told_mail": ["weather"]})


@pytest.mark.django_db(transaction=True)
def test_a_worker_takes_a_mention_to_the_mail_server() -> None:
    told = Told()
    told.choose("mention", ("mail",))
    by = told.trade.by
    notes.write_note(
        by, note_id=new_id(by.now), kind="customer", subject_id=told.customer_id, text="@Nancy Drew",
        mentions=[told.user_id],
    )  # fmt: skip
    worker = Worker(jobs=())
    wait_until_settled()
    while worker.turn():
        wait_until_settled()
    assert [message.subject for message in mail.outbox] == [
        f"{by.actor} mentioned you in a note on Café Blum."
    ]
    assert sql.rows("select mailed_at is null from notes_notice") == [(False,)]
