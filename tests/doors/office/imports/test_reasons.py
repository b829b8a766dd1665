"""Why a row of an import stays, in the reader's language: what refers to it too."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext, override

from tradepost.domain.reports.queries import USES
from tradepost.doors.office.imports.words import reason_words

WORDS = sorted({use.what for uses in USES.values() for use in uses})


@pytest.mark.parametrize("language", ["de", "es"])
def test_what_refers_to_a_record_is_said_in_the_readers_language(language: str) -> None:
    with override(language):
        assert [word for word in WORDS if gettext(word) == word] == []
    with override("de"):
        assert (
            reason_words("It is used: orders, the stock ledger.")
            == "Es wird benutzt: Aufträge, das Lagerbuch."
        )
    with override("en"):
        assert reason_words("It is used: orders, notes.") == "It is used: orders, notes."


def test_what_is_wrong_with_a_row_is_said_in_the_readers_language() -> None:
    reason = "quantity: '-3' is below 0. unit_price is empty. ordered_on: '1/2/26' is no day; write it as YYYY-MM-DD."
    with override("de"):
        assert reason_words(reason) == (
            "Menge: '-3' liegt unter 0. Preis je Einheit ist leer."
            " Bestellt am: '1/2/26' ist kein Datum; schreiben Sie JJJJ-MM-TT."
        )
        assert reason_words("There is no customer K-7. Import the customers first.") == (
            "Einen Kunden K-7 gibt es nicht. Importieren Sie zuerst die Kunden."
        )
        assert reason_words("It names no customer: CASH is taken.") == (
            "Sie nennt keinen Kunden: CASH wird genommen."
        )
        assert reason_words("Row 7 of A-1 is refused.") == "Zeile 7 von A-1 ist abgelehnt."
    with override("es"):
        assert reason_words("Stands in row 3 already, with other values.") == (
            "Ya está en la fila 3, con otros valores."
        )
    with override("en"):
        assert reason_words("unit_price is empty.") == "Price per unit is empty."
