"""Each language is complete: every text translated, with the same places for values, and not in English."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import messages  # noqa: E402

pytestmark = pytest.mark.xdist_group("catalogues")  # the texts of the source are gathered once
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
SAME = {
    "de": "%s (currency)|API-Token|BIC|Bank|Barcode|Barcode (GTIN)|Code|Codes|IBAN|Limit|Name|Position|Region|Revision"
    "|Import|Logo|Passkey|Status|Tag|Text|Token|Version|Version %s|Web|Website|Zone|optional|Alternative %(group)s"
    "|Option|Optional",
    "es": "API|BIC|Cheque|Ctrl|IBAN|No|general|Roles|Stock|Subtotal|Token|Total|Total %s|Web|no",
}
"""Words that are spelled as in English."""


@pytest.fixture(scope="module")
def source() -> dict[str, Catalog]:
    return messages.catalogs()


def _catalogues() -> list[tuple[str, str]]:
    return [(language, domain) for language in messages.LANGUAGES for domain in ("django", "sentences")]


def _of(language: str, domain: str) -> Catalog:
    return messages.read(messages.FOLDER / language / "LC_MESSAGES" / f"{domain}.po", language, domain)


def _key(message: Message) -> tuple[str | None, str | tuple[str, ...]]:
    return message.context, message.id if isinstance(message.id, str) else tuple(message.id)


@pytest.mark.parametrize(("language", "domain"), _catalogues())
def test_a_catalogue_holds_the_texts_of_the_source_and_no_others(
    source: dict[str, Catalog], language: str, domain: str
) -> None:
    wanted = {_key(message) for message in source[domain] if message.id}
    kept = {_key(message) for message in _of(language, domain) if message.id}
    assert (sorted(map(str, wanted - kept)), sorted(map(str, kept - wanted))) == ([], []), (
        "say `make messages`"
    )


@pytest.mark.parametrize(("language", "domain"), _catalogues())
def test_every_text_is_translated(language: str, domain: str) -> None:
    missing = [
        message.id
        for message in _of(language, domain)
        if message.id and (message.fuzzy or not all(messages.parts(message)))
    ]
    assert missing == []


@pytest.mark.parametrize(("language", "domain"), _catalogues())
def test_a_translation_has_the_places_of_its_text(language: str, domain: str) -> None:
    wrong = []
    for message in _of(language, domain):
        if not message.id:
            continue
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        wanted = {tuple(sorted(PLACES.findall(text))) for text in texts}
        wrong += [
            said for said in messages.parts(message) if tuple(sorted(PLACES.findall(said))) not in wanted
        ]
    assert wrong == []


@pytest.mark.parametrize(("language", "domain"), _catalogues())
def test_a_translation_keeps_the_spaces_and_lines_around_its_text(language: str, domain: str) -> None:
    def edges(text: str) -> tuple[bool, bool, int]:
        return text.startswith(" "), text.endswith(" "), text.count("\n")

    wrong = [
        message.id
        for message in _of(language, domain)
        if message.id and isinstance(message.id, str) and edges(message.id) != edges(message.string)
    ]
    assert wrong == []


@pytest.mark.parametrize(("language", "domain"), _catalogues())
def test_a_translation_is_not_the_english(language: str, domain: str) -> None:
    same = {
        message.id
        for message in _of(language, domain)
        if isinstance(message.id, str) and message.id == message.string and re.search("[a-z]{2}", message.id)
    }
    assert sorted(same - set(SAME[language].split("|"))) == []
