"""The pages of signing in are allauth's: it speaks to friends in German and Spanish, we do not."""

from __future__ import annotations

import re
from pathlib import Path

import allauth
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.utils import translation

REACHED = re.compile(
    r"^(?:mfa/|usersessions/|account/(?:adapter|forms|views)\.py|templates/mfa/|templates/account/"
    r"(?:logout|password_|reauthenticate|base_|snippets/already|messages/(?:logged|password)"
    r"|email/(?:base_message|password_reset|unknown)))"
)
"""Where the texts stand that somebody may see here: nobody signs up or changes an address by these pages."""
NEVER = re.compile(
    r"sign ?up|trust|primary email|%d email|same email|your username|sent a code", re.IGNORECASE
)
FAMILIAR = {
    "de": re.compile(r"\b(?:du|dein\w*|dich|dir)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:tú|tus?|te|ti|puedes|debes|decides|estás|eres|tienes)\b", re.IGNORECASE),
}


def reached(language: str) -> list[Message]:
    path = Path(allauth.__file__).parent / "locale" / language / "LC_MESSAGES/django.po"
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    return [
        message
        for message in catalog
        if isinstance(message.id, str)
        and message.id
        and not NEVER.search(message.id)
        and any(REACHED.match(place) and not NEVER.search(place) for place in places(message))
    ]


def places(message: Message) -> list[str]:
    return [place.removeprefix("allauth/") for place, _line in message.locations]


@pytest.mark.parametrize("language", ["de", "es"])
def test_nobody_is_addressed_as_a_friend(language: str) -> None:
    found = reached(language)
    assert len(found) > 100, "allauth has moved its texts"
    with translation.override(language):
        said = {message.id: translation.gettext(message.id) for message in found}
    assert {text: familiar for text, familiar in said.items() if FAMILIAR[language].search(familiar)} == {}
