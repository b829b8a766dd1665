"""From the press of the button to the mail server's answer, over the real protocol."""

from __future__ import annotations

import socket
from datetime import timedelta
from email import message_from_bytes, policy
from email.headerregistry import Address
from typing import Any

import pytest
from django.utils import timezone

from doors.integrations.mail.post_office import open_post_office
from letters import PDF, sent, states, written
from settled import wait_until_settled
from trade import Trade
from tradepost.base import deliveries, feed, sql
from tradepost.base.by import By, system
from tradepost.base.errors import Invalid
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails.models import Mail
from tradepost.domain.parties import commands as parties
from tradepost.doors.integrations.mail import HAND_OVER
from tradepost.doors.worker import loop
from tradepost.doors.worker.loop import Worker
from tradepost.doors.worker.reactions import PAGE
from tradepost.render.letters import message_of

pytestmark = pytest.mark.django_db(transaction=True)
ANN, BO, CY = "ann@bar.example", "bo@bar.example", "cy@bar.example"


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_customer("Café Blum")
    return trade


@pytest.fixture
def worker() -> Worker:
    return Worker(jobs=())


def work(worker: Worker) -> None:
    """Until there is nothing to do now. What is put off is due at once, as if its time had come."""
    wait_until_settled()
    while worker.turn():
        wait_until_settled()


def its_time_comes() -> None:
    sql.run("update base_delivery set due_at = %s where done_at is null", [timezone.now()])


def test_a_mail_arrives_with_text_html_and_paper(trade: Trade, worker: Worker, settings: Any) -> None:
    parties.set_company(trade.by, name="Our Company", address="Dock 1\nHamburg", phone="+49 40 123")
    mail = sent(trade, to=f"Bo Lee <{BO}>, {ANN}", cc=CY, title="Rechnung für Café Blum")
    with open_post_office(settings) as office:
        work(worker)
    assert states(mail) == {"": "sent", BO: "sent", ANN: "sent", CY: "sent"}
    assert Mail.objects.get().answer == "250 2.0.0 taken as 4711"
    [message], [(sender, to)] = office.got, office.envelopes
    assert (sender, sorted(to)) == ("sales@company.example", [ANN, BO, CY])
    assert {
        name: message[name] for name in ("From", "To", "Cc", "Subject", "Message-ID", "Content-Language")
    } == {
        "From": "Our Company <sales@company.example>",
        "To": f"Bo Lee <{BO}>, {ANN}",
        "Cc": CY,
        "Subject": "Rechnung für Café Blum",
        "Message-ID": f"<{mail.id.hex}@company.example>",
        "Content-Language": "en",
    }
    assert message["Auto-Submitted"] == "auto-generated"  # the test's actor is no person
    assert message["X-Tradepost-Mail"] == str(mail.id)
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain.get_content().split("\r\n")[:3] == ["Dear Ann,", "", "here it is."]
    assert "<p>Dear Ann,</p>" in page.get_content()
    [paper] = message.iter_attachments()
    assert (paper.get_filename(), paper.get_content_type(), paper.get_content()) == (
        "Invoice INV-1.pdf", "application/pdf", PDF,
    )  # fmt: skip
    assert office.options == [
        "RET=HDRS", f"ENVID={mail.id.hex}",
        *(option for one in (BO, ANN, CY) for option in ("NOTIFY=FAILURE", f"ORCPT=rfc822;{one}")),
    ]  # fmt: skip


def test_bounces_come_back_to_an_address_of_the_mails_own(
    trade: Trade, worker: Worker, settings: Any
) -> None:
    settings.MAIL_BOUNCES = "bounces@company.example"
    mail = sent(trade)
    with open_post_office(settings) as office:
        work(worker)
    assert office.envelopes == [(f"bounces+{mail.id.hex}@company.example", [ANN])]
    assert "NOTIFY=SUCCESS,FAILURE,DELAY" in office.options


def test_one_is_refused_one_deferred_one_taken(trade: Trade, worker: Worker, settings: Any) -> None:
    mail = sent(trade, to=f"{ANN}, {BO}, {CY}")
    says = {BO: "550 5.1.1 no such user", CY: "450 4.2.0 greylisted, come later"}
    with open_post_office(settings, says=says) as office:
        work(worker)
        assert states(mail) == {"": "queued", ANN: "sent", BO: "failed", CY: "queued"}
        assert Mail.objects.get().answer == "450 4.2.0 greylisted, come later"
        del office.says[CY]
        its_time_comes()
        work(worker)
    assert states(mail) == {"": "failed", ANN: "sent", BO: "failed", CY: "sent"}
    assert [to for _, to in office.envelopes] == [[ANN], [CY]]
    assert office.got[0]["Message-ID"] == office.got[1]["Message-ID"]
    told = {event.name: event.data for event in feed.about([mail.subject_id])}
    assert (told["mails.failed"]["to"], told["mails.failed"]["answer"]) == ([BO], "550 5.1.1 no such user")


@pytest.mark.parametrize(
    "given", [{"at_mail": "554 5.7.1 not from you"}, {"at_data": "554 5.7.1 looks like spam"}]
)
def test_a_mail_refused_as_a_whole_has_failed_with_the_servers_words(
    trade: Trade, worker: Worker, settings: Any, given: dict[str, str]
) -> None:
    mail = sent(trade, to=f"{ANN}, {BO}")
    with open_post_office(settings, **given):
        work(worker)
    assert states(mail) == {"": "failed", ANN: "failed", BO: "failed"}
    assert Mail.objects.get().answer == next(iter(given.values()))


@pytest.mark.parametrize("given", [{"at_mail": "451 4.3.0 try later"}, {"at_data": "452 4.3.1 disk full"}])
def test_a_mail_deferred_as_a_whole_waits(
    trade: Trade, worker: Worker, settings: Any, given: dict[str, str]
) -> None:
    mail = sent(trade)
    with open_post_office(settings, **given) as office:
        work(worker)
        assert (states(mail)[""], Mail.objects.get().answer) == ("queued", next(iter(given.values())))
        office.at_mail, office.at_data = "", "250 ok"
        its_time_comes()
        work(worker)
    assert states(mail)[""] == "sent"


def test_a_server_that_dies_in_the_midst_gets_the_same_mail_again(
    trade: Trade, worker: Worker, settings: Any
) -> None:
    mail = sent(trade)
    with open_post_office(settings, at_data="die") as office:
        work(worker)
        assert states(mail)[""] == "queued"
        assert "before it said whether it took the mail" in Mail.objects.get().answer
        office.at_data = "250 ok"
        its_time_comes()
        work(worker)
    assert states(mail)[""] == "sent"
    first, second = (bytes(one) for one in office.got)
    assert office.got[0]["Message-ID"] == office.got[1]["Message-ID"]
    assert office.got[0]["Date"] == office.got[1]["Date"]
    assert first and second


def test_a_server_that_is_away_is_left_alone_for_a_while_and_holds_nobody_up(
    trade: Trade, worker: Worker, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = free.getsockname()[1]
    settings.MAIL_MODE, settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp", "127.0.0.1", nobody
    settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
    first, second = sent(trade), sent(trade)
    work(worker)
    tries = [states(one)[""] for one in (first, second)], sorted(one.tries for one in Mail.objects.all())
    assert tries == (["queued", "queued"], [0, 1])  # the second was not even tried
    assert "could not be reached" in " ".join(one.answer for one in Mail.objects.all())
    with open_post_office(settings):
        its_time_comes()
        worker.away_until = float("-inf")
        sql.run("update base_delivery set leased_until = null")
        work(worker)
    assert [states(one)[""] for one in (first, second)] == ["sent", "sent"]


def test_killed_between_the_servers_yes_and_our_note_it_is_sent_again_under_its_id(
    trade: Trade, worker: Worker, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = sent(trade)

    class Killed(BaseException):
        pass

    def die(by: By, what: object, answer: object) -> None:
        raise Killed

    with open_post_office(settings) as office:
        with monkeypatch.context() as patched:
            patched.setitem(worker.outward, HAND_OVER.name, _with_keep(die))
            with pytest.raises(Killed):
                work(worker)
        assert states(mail)[""] == "queued"
        later = timezone.now() + 2 * deliveries.LEASE
        monkeypatch.setattr(loop.timezone, "now", lambda: later)
        work(Worker(jobs=()))
    assert states(mail)[""] == "sent"
    assert len(office.got) == 2
    assert {one["Message-ID"] for one in office.got} == {mail.message_id}


def _with_keep(keep: Any) -> Any:
    return type(HAND_OVER)(HAND_OVER.name, HAND_OVER.look, HAND_OVER.send, keep)


def test_what_is_given_up_has_failed(trade: Trade, worker: Worker, settings: Any) -> None:
    mail = sent(trade)
    with open_post_office(settings, at_mail="451 4.3.0 try later"):
        work(worker)
        sql.run("update base_delivery set attempts = %s", [deliveries.GIVE_UP_AFTER - 1])
        its_time_comes()
        work(worker)
    assert (len(deliveries.given_up()), states(mail)[""]) == (1, "queued")
    by = system(timezone.now())
    assert [mails.fail_given_up(by), mails.fail_given_up(by)] == [1, 0]
    assert (states(mail)[""], Mail.objects.get().answer) == ("failed", "451 4.3.0 try later")
    mails.resend_mail(by, mail_id=mail.id)
    assert mails.fail_given_up(by) == 0  # the new try counts, not the one that was given up
    with open_post_office(settings):
        work(worker)
    assert states(mail)[""] == "sent"


def test_sent_again_by_a_second_delivery_it_goes_to_nobody_twice(
    trade: Trade, worker: Worker, settings: Any
) -> None:
    sent(trade)
    with open_post_office(settings) as office:
        work(worker)
        sql.run("update base_delivery set done_at = null, due_at = %s", [timezone.now()])
        work(worker)
    assert len(office.got) == 1


def test_where_nothing_leaves_it_is_shown(trade: Trade, worker: Worker) -> None:
    mail = sent(trade)
    work(worker)
    assert states(mail) == {"": "shown", ANN: "shown"}


def test_without_a_mail_server_it_waits_and_says_so(trade: Trade, worker: Worker, settings: Any) -> None:
    settings.MAIL_MODE = "none"
    mail = sent(trade)
    work(worker)
    assert (states(mail)[""], Mail.objects.get().answer) == (
        "queued", "No mail server is set: TRADEPOST_MAIL_URL is empty.",
    )  # fmt: skip


def test_a_folder_instead_of_a_server_gets_one_file(
    trade: Trade, worker: Worker, settings: Any, tmp_path: Any
) -> None:
    settings.MAIL_MODE, settings.EMAIL_FILE_PATH = "file", str(tmp_path / "out")
    mail = sent(trade)
    work(worker)
    assert [one.name for one in (tmp_path / "out").iterdir()] == [f"{mail.id}.eml"]


def test_network_is_never_waited_for_in_a_transaction(
    trade: Trade, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[bool] = []
    send = worker.outward[HAND_OVER.name].send

    def watched(letter: Any) -> Any:
        inside.append(loop.connection.in_atomic_block)
        return send(letter)

    worker.outward[HAND_OVER.name] = type(HAND_OVER)(HAND_OVER.name, HAND_OVER.look, watched, HAND_OVER.keep)
    sent(trade)
    work(worker)
    assert inside == [False]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "Hello\r\nBcc: all@bar.example"),
        ("to", "ann@bar.example\r\nBcc: all@bar.example"),
        ("to", '"x\r\nBcc: all@bar.example" <ann@bar.example>'),
    ],
)
def test_a_header_cannot_be_smuggled_in(trade: Trade, field: str, text: str) -> None:
    try:
        mail = mails.send_mail(trade.by, mail=written(trade, **{field: text}))
    except Invalid:
        assert not Mail.objects.exists()
        return
    message = message_of(mail, list(mail.recipients.order_by("id")), [])
    assert message["Bcc"] is None
    assert all("\n" not in str(value) for value in message.values())


def test_hostile_names_and_texts_stay_what_they_are(trade: Trade) -> None:
    evil = "<script>alert(1)</script>"
    mail = sent(
        trade,
        title=f"{evil} =?utf-8?q?x=0D=0ABcc:_x@y.example?= مرحبا",
        text=f"{evil}\n\n.\nFrom here\n",
        sender=f'"{evil}\r\nBcc: x@y.example =?utf-8?q?=0ABcc:_z?=" <sales@company.example>',
        reply_to="Ann\r\nBcc: x@y.example <a@b.example>",
        to=f'"{evil}" <{ANN}>',
    )
    message = message_of(mail, list(mail.recipients.order_by("id")), [])
    assert message["Subject"] == f"{evil} = ?utf-8?q?x=0D=0ABcc:_x@y.example?= مرحبا"
    travelled: Any = message_from_bytes(bytes(message), policy=policy.default)
    assert (message["Bcc"], travelled["Bcc"]) == (None, None)
    assert travelled["Subject"].split() == message["Subject"].split()
    page = message.get_body(("html",))
    assert page is not None
    assert evil not in page.get_content()
    assert isinstance(message["To"].addresses[0], Address)


def test_every_event_that_leaves_has_one_name() -> None:
    names = [one.name for reactions in PAGE.values() for one in reactions if hasattr(one, "send")]
    assert len(names) == len(set(names))


def test_the_lease_is_not_begun_anew_for_what_somebody_else_took(trade: Trade, worker: Worker) -> None:
    sent(trade)
    wait_until_settled()
    feed.relay(worker.names, timezone.now())
    [claimed] = deliveries.claim_due(timezone.now(), of=[HAND_OVER.name])
    assert deliveries.claim_due(timezone.now(), but=[HAND_OVER.name]) == []
    assert deliveries.hold(claimed, timezone.now())
    [other] = deliveries.claim_due(timezone.now() + 2 * timedelta(minutes=2))
    assert other.left
    assert not deliveries.hold(claimed, timezone.now())
