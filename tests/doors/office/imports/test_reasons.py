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
