"""A mail server for tests that speaks the real protocol: it takes, refuses, defers, or dies in the midst."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class PostOffice:
    """`says` answers RCPT by address, `at_data` the end of a mail ("die" breaks the line there)."""

    says: dict[str, str] = field(default_factory=dict)
    at_data: str = "250 2.0.0 taken as 4711"
    at_mail: str = ""
    got: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self.says.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.at_mail:
            return self.at_mail
        envelope.mail_from = address
        return "250 2.1.0 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.at_data.startswith(("250", "die")):
            assert isinstance(envelope.content, bytes)
            message: Any = message_from_bytes(envelope.content, policy=policy.default)
            self.got.append(message)
            self.envelopes.append((str(envelope.mail_from), list(envelope.rcpt_tos)))
        if self.at_data == "die":
            server.transport.close()
            return "421 gone"
        return self.at_data


class _WithReports(SMTP):
    """Advertises DSN (RFC 3461), whose options the library does not know; they are noted and taken off."""

    async def smtp_MAIL(self, arg: str | None) -> None:
        await super().smtp_MAIL(self._without(arg, r" (RET|ENVID)=\S+"))

    async def smtp_RCPT(self, arg: str | None) -> None:
        await super().smtp_RCPT(self._without(arg, r" (NOTIFY|ORCPT)=\S+"))

    def _without(self, arg: str | None, options: str) -> str | None:
        self.event_handler.options += [found.group().strip() for found in re.finditer(options, arg or "")]
        return re.sub(options, "", arg) if arg else arg


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _WithReports(self.handler, hostname="mail.test", enable_SMTPUTF8=False)

    def _trigger_server(self) -> None:
        # The system chose a free port.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def open_post_office(settings: Any, **given: Any) -> Iterator[PostOffice]:
    """A running server, and settings that lead to it."""
    office = PostOffice(**given)

    async def handle_EHLO(
        server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-DSN", responses[-1]]

    office.handle_EHLO = handle_EHLO  # type: ignore[attr-defined]
    controller = _Controller(office, hostname="127.0.0.1", port=0, ready_timeout=60)
    controller.start()
    try:
        office.port = controller.port
        settings.MAIL_MODE = "smtp"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
        settings.EMAIL_HOST_USER = ""
        settings.EMAIL_TIMEOUT = 20
        yield office
    finally:
        controller.stop()
