"""Delivery reports: as servers send them, and as somebody sends them who means us ill."""

from __future__ import annotations

import io
import socketserver
import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from letters import sent, states
from trade import Trade
from tradepost.base.by import system
from tradepost.domain.mails import commands as mails
from tradepost.domain.mails import queries as mails_queries
from tradepost.domain.mails.models import Mail
from tradepost.doors.cli import bounce
from tradepost.doors.integrations.mail import NotAReport, fetch_bounces, read_report, take_report
from unchanged import unchanged

MAIL = UUID("0199c0de-0000-7000-8000-00000000beef")
ANN, BO = "ann@bar.example", "bo@bar.example"
BY = system(datetime(2026, 3, 16, 10, 0, tzinfo=UTC))


def report(
    *recipients: tuple[str, str, str, str],
    to: str = "sales@company.example",
    envelope: str = "",
    returned: str = "",
    returned_as: str = "text/rfc822-headers",
) -> bytes:
    """An RFC 3464 report in the form of Postfix; a recipient is (address, action, status, words)."""
    blocks = "\n\n".join(
        f"Final-Recipient: rfc822; {address}\nOriginal-Recipient: rfc822;{address}\nAction: {action}\n"
        f"Status: {status}\nRemote-MTA: dns; mx.bar.example\nDiagnostic-Code: smtp; {words}"
        for address, action, status, words in recipients
    )
    about = "Reporting-MTA: dns; mail.company.example" + (
        f"\nOriginal-Envelope-Id: {envelope}" if envelope else ""
    )
    return (
        f"Return-Path: <>\nFrom: MAILER-DAEMON@company.example\nTo: {to}\nSubject: Undelivered Mail\n"
        "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: text/plain\n\nI am sorry.\n\n"
        f"--B\nContent-Type: message/delivery-status\n\n{about}\n\n{blocks}\n\n"
        f"--B\nContent-Type: {returned_as}\n\n{returned}\n\n--B--\n"
    ).encode()


FAILED = (ANN, "failed", "5.1.1", "550 5.1.1 <ann@bar.example>: no such user")
FULL = (BO, "failed", "5.2.2", "552 5.2.2 mailbox full")
LATE = (ANN, "delayed", "4.4.1", "connection timed out")
THERE = (ANN, "delivered", "2.0.0", "250 ok")


@pytest.mark.parametrize(
    "given",
    [
        {"to": f"bounces+{MAIL.hex}@company.example"},
        {"envelope": MAIL.hex},
        {"returned": f"X-Tradepost-Mail: {MAIL}\nSubject: x"},
        {"returned": f"X-Tradepost-Mail: {MAIL}\n\nbody", "returned_as": "message/rfc822"},
    ],
)
def test_a_report_tells_in_four_ways_which_mail_came_back(given: dict[str, str]) -> None:
    found = read_report(report(FAILED, FULL, **given))
    assert (found.mail_id, found.bounced, found.for_good) == (
        MAIL, {ANN: "550 5.1.1 <ann@bar.example>: no such user", BO: "552 5.2.2 mailbox full"}, {ANN},
    )  # fmt: skip


def test_a_report_may_name_the_message_only() -> None:
    found = read_report(report(FAILED, returned="Message-ID: <abc@company.example>"))
    assert (found.mail_id, found.message_id) == (None, "<abc@company.example>")


def test_the_envelope_may_be_told_by_the_mail_server() -> None:
    assert read_report(report(FAILED), f"bounces+{MAIL.hex}@company.example").mail_id == MAIL


def test_what_is_late_is_no_bounce_and_what_arrived_is_delivered() -> None:
    assert read_report(report(LATE, envelope=MAIL.hex)).bounced == {}
    assert read_report(report(THERE, envelope=MAIL.hex)).delivered == {ANN: "250 ok"}


HOSTILE = [
    b"",
    b"\x00" * 100,
    b"\xff\xfe" * 1000,
    b"Subject: I am on holiday\nAuto-Submitted: auto-replied\n\nback on Monday",
    report(FAILED),  # names no mail
    report(FAILED, envelope="../../etc/passwd"),
    report(FAILED, envelope="g" * 32),
    b"Content-Type: multipart/report; boundary=B\n\n" + b"--B\n" * 100_000,
    b"Content-Type: multipart/mixed; boundary=B\n\n--B\nContent-Type: message/rfc822\n\n" * 500,
    b"Content-Type: message/delivery-status\n\n" + b"\n\n".join([b"Action: failed"] * 10_000),
    b"Content-Type: message/delivery-status\nTo: bounces+" + b"z" * 500_000,
    b'Content-Type: multipart/report; boundary=""\n\n--\nContent-Type: message/delivery-status\n\nx',
    b"x" * 2_000_000,
]


@pytest.mark.parametrize("content", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_report_is_left_alone(content: bytes) -> None:
    with pytest.raises(NotAReport):
        read_report(content, "bounces+" + "+" * 1000 + "@x")


@given(st.binary(max_size=400), st.integers(0, 2000))
@hypothesis_settings(max_examples=200, deadline=None)
def test_a_damaged_report_is_read_or_left_alone(noise: bytes, at: int) -> None:
    whole = report(FAILED, envelope=MAIL.hex)
    at = min(at, len(whole))
    with suppress(NotAReport):
        read_report(whole[:at] + noise + whole[at + len(noise) :])


@pytest.fixture
def mail(db: None) -> Mail:
    trade = Trade.open()
    trade.add_customer("Café Blum")
    mail = sent(trade, to=f"{ANN}, {BO}")
    return mails.record_handover(trade.by, mail_id=mail.id, taken={ANN: "250", BO: "250"}, refused={})


def test_a_bounce_is_written_down_and_the_address_marked(mail: Mail) -> None:
    assert take_report(BY, report(FAILED, envelope=mail.id.hex)) == "INV-1: bounced"
    assert states(mail) == {"": "bounced", ANN: "bounced", BO: "sent"}
    assert list(mails_queries.bounced_addresses([ANN, BO])) == [ANN]


def test_a_report_names_the_mail_by_its_message_id(mail: Mail) -> None:
    take_report(BY, report(THERE, returned=f"Message-ID: {mail.message_id}"))
    assert states(mail) == {"": "sent", ANN: "delivered", BO: "sent"}


def test_a_forged_report_marks_no_address_that_the_mail_never_went_to(mail: Mail) -> None:
    victim = ("boss@victim.example", "failed", "5.1.1", "550 gone")
    with unchanged("mails"):
        take_report(BY, report(victim, envelope=mail.id.hex))
        with pytest.raises(NotAReport, match="no mail of ours"):
            take_report(BY, report(FAILED, envelope=MAIL.hex))


def test_words_of_a_server_are_text_and_short(mail: Mail) -> None:
    long = (ANN, "failed", "5.1.1", "<script>alert(1)</script>" + "x" * 5000)
    take_report(BY, report(long, envelope=mail.id.hex))
    answer = Mail.objects.get(pk=mail.pk).answer
    assert answer.startswith("<script>")
    assert len(answer) <= 1000


def piped(content: bytes, monkeypatch: pytest.MonkeyPatch, **given: str) -> int:
    monkeypatch.setattr(sys, "stdin", Namespace(buffer=io.BytesIO(content)))
    return bounce.run(Namespace(to=given.get("to", "")))


def test_the_command_takes_a_report_from_a_pipe(
    mail: Mail, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert piped(report(FAILED), monkeypatch, to=f"bounces+{mail.id.hex}@company.example") == 0
    assert capsys.readouterr().out == "INV-1: bounced\n"
    assert piped(b"Subject: holiday\n\nhi", monkeypatch) == 0
    assert capsys.readouterr().out == "left alone: no delivery status in it\n"


# ---- the mailbox


class _Box(socketserver.StreamRequestHandler):
    """As much of IMAP4rev1 as the worker speaks."""

    def handle(self) -> None:
        box: dict[int, bytes] = self.server.box  # type: ignore[attr-defined]
        seen: set[int] = self.server.seen  # type: ignore[attr-defined]
        self._say(b"* OK ready")
        while line := self.rfile.readline():
            tag, command, *rest = line.strip().split(b" ", 2)
            words = rest[0] if rest else b""
            match command.upper():
                case b"CAPABILITY":
                    self._say(b"* CAPABILITY IMAP4rev1")
                case b"LOGIN" if b"wrong" in words:
                    self._say(tag + b" NO no")
                    continue
                case b"SELECT":
                    self._say(b"* %d EXISTS" % len(box))
                case b"UID" if words.upper().startswith(b"SEARCH"):
                    self._say(b"* SEARCH " + b" ".join(b"%d" % n for n in sorted(set(box) - seen)))
                case b"UID":
                    self._numbered(box, seen, words)
            self._say(tag + b" OK done")

    def _numbered(self, box: dict[int, bytes], seen: set[int], words: bytes) -> None:
        verb, number, what = words.split(b" ", 2)
        if verb.upper() == b"STORE":
            seen.add(int(number))
        elif b"RFC822.SIZE" in what:
            self._say(b"* 1 FETCH (UID %s RFC822.SIZE %d)" % (number, len(box[int(number)])))
        else:
            content = box[int(number)]
            self._say(b"* 1 FETCH (UID %s BODY[] {%d}" % (number, len(content)), content, b")\r\n")

    def _say(self, line: bytes, *more: bytes) -> None:
        self.wfile.write(line + b"\r\n" + b"".join(more))


@contextmanager
def open_mailbox(settings: Any, *contents: bytes, password: str = "right") -> Iterator[set[int]]:
    """A server with these mails in its box; gives the numbers of those that were read."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Box) as server:
        server.daemon_threads = True
        server.box, server.seen = dict(enumerate(contents, 1)), set()  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.BOUNCE_MAILBOX = f"imap://bounces:{password}@127.0.0.1:{server.server_address[1]}/INBOX"
        yield server.seen  # type: ignore[attr-defined]
        server.shutdown()


def test_the_mailbox_is_read_once_and_other_mail_is_left_for_people(mail: Mail, settings: Any) -> None:
    mine = report(FAILED, envelope=mail.id.hex)
    with open_mailbox(settings, b"Subject: hello\n\nhi", mine, b"x" * 1_100_000) as seen:
        assert fetch_bounces(BY) == 1
        assert seen == {1, 2, 3}
        assert fetch_bounces(BY) == 0
    assert states(mail)[""] == "bounced"


def test_a_mailbox_that_is_away_or_shut_stops_nothing(mail: Mail, settings: Any) -> None:
    assert fetch_bounces(BY) == 0  # none is set
    settings.BOUNCE_MAILBOX = "imap://a:b@127.0.0.1:9/INBOX"
    assert fetch_bounces(BY) == 0
    with open_mailbox(settings, report(FAILED, envelope=mail.id.hex), password="wrong") as seen:
        assert fetch_bounces(BY) == 0
        assert seen == set()
    assert states(mail)[""] == "sent"
