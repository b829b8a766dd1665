"""What rooms say in English is said in the reader's language, with its values."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from babel.messages.mofile import read_mo
from django.utils import translation

from tradepost.base.errors import Invalid
from tradepost.render.sentences import FOLDER, named, said, spoken


@pytest.fixture
def german() -> Iterator[None]:
    with translation.override("de"):
        yield


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("english", "german_text"),
    [
        ("Give a name.", "Geben Sie einen Namen an."),
        (
            "SO-7 is confirmed. Cancel lines, or place another order.",
            "SO-7 hat den Status „Bestätigt“. Stornieren Sie Positionen oder erfassen Sie einen weiteren Auftrag.",
        ),
        (
            "A deposit of 1234.50 EUR is to be paid before it leaves.",
            "Vor der Lieferung ist eine Anzahlung von 1.234,50 EUR zu zahlen.",
        ),
        (
            "Q-3 could be accepted until 2026-03-01. Revise it to offer it again.",
            "Q-3 konnte bis 01.03.2026 angenommen werden. Überarbeiten Sie es, um es erneut anzubieten.",
        ),
        (
            "The unit cannot be kept: Must be more than 0.",
            "Die Einheit kann nicht gespeichert werden: Muss größer als 0 sein.",
        ),
        ("9 on hand, 2 of it promised. -4 will be free.", "Bestand 9, davon 2 zugesagt. -4 werden frei sein."),
        (
            "SO-2 and SO-1 differ in: terms, billing address. Only orders of the same terms become one.",
            "SO-2 und SO-1 unterscheiden sich in: Bedingungen, Rechnungsadresse. Nur Aufträge mit denselben Bedingungen"
            " werden einer.",
        ),
        ("Order SO-7 is on hold. They ask first.", "Auftrag SO-7 ist gesperrt. They ask first."),
        ("A note that Ingrid wrote.", "A note that Ingrid wrote."),
        ("", ""),
    ],
)  # fmt: skip
def test_a_sentence_is_said_in_german(english: str, german_text: str) -> None:
    assert said(english) == german_text


@pytest.mark.usefixtures("german")
def test_a_name_between_the_words_stays_as_it_is() -> None:
    hostile = "There is an item <b>{sku}</b> %s already. Choose another SKU."
    assert said(hostile) == "Einen Artikel <b>{sku}</b> %s gibt es schon. Wählen Sie eine andere Nummer."


@pytest.mark.usefixtures("german")
def test_a_refusal_is_spoken_with_its_fields_and_keeps_its_code() -> None:
    refusal = Invalid("Say why the order is held.", fields={"note": "Say why."}, over=4)
    heard = spoken(refusal)
    assert (heard.message, heard.facts) == (
        "Sagen Sie, warum der Auftrag gesperrt wird.",
        {"fields": {"note": "Sagen Sie, warum."}, "over": 4},
    )
    assert (heard.code, refusal.message) == ("invalid", "Say why the order is held.")


def test_english_stays_english() -> None:
    assert said("Give a name.") == "Give a name."


@pytest.mark.usefixtures("german")
def test_an_account_has_a_name_in_each_language() -> None:
    assert (named("Cost of goods sold"), named("Invoice")) == ("Wareneinsatz", "Rechnung")


@pytest.mark.parametrize("after", ["", " They ask first."])
@pytest.mark.parametrize("language", sorted(path.name for path in FOLDER.iterdir()))
def test_every_pattern_is_found_again(language: str, after: str) -> None:
    """Filled in, each sentence is said by its own pattern, not by another's; what somebody wrote after it stays."""
    with (FOLDER / language / "LC_MESSAGES/sentences.mo").open("rb") as file:
        patterns = {message.id: message.string for message in read_mo(file) if message.id}
    wrong = []
    with translation.override(language):
        for pattern, translated in patterns.items():
            values = {name: f"Zz{number}" for number, name in enumerate(re.findall(r"\{(\w+)\}", pattern))}
            filled = re.sub(r"\{(\w+)\}", lambda place: values[place[1]], pattern)  # noqa: B023
            wanted = re.sub(r"\{(\w+)\}", lambda place: values[place[1]], translated)  # noqa: B023
            alone = len(re.findall(r"[.!?](?: |$)", filled)) == 1 and filled[-1] in ".!?"
            if (alone or not after) and said(filled + after) != wanted + after:
                wrong.append((filled, said(filled + after), wanted))
    assert wrong == []


def test_what_is_too_long_for_a_sentence_of_ours_is_not_searched() -> None:
    sentence = "There is no such customer."
    with translation.override("de"):
        assert said(sentence) != sentence
        assert said(f"{sentence} " * 30) == f"{sentence} " * 30
