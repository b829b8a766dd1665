"""The company with a document of every kind, as the security tests build it; and a language that nobody speaks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from security.conftest import built, company
from tradepost.doors.office import words as office_words
from tradepost.render import sentences

__all__ = ["built", "company"]


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """German in force, but every translation is the English text in brackets."""

    def marked(text: Any) -> str:
        return f"⟦{text}⟧" if str(text) else str(text)

    one = lambda singular, plural, number: marked(singular if number == 1 else plural)  # noqa: E731
    monkeypatch.setattr(translation._trans, "gettext", marked, raising=False)
    monkeypatch.setattr(translation._trans, "pgettext", lambda context, text: marked(text), raising=False)
    monkeypatch.setattr(translation._trans, "ngettext", one, raising=False)
    monkeypatch.setattr(translation._trans, "npgettext", lambda context, *given: one(*given), raising=False)
    monkeypatch.setattr(sentences, "_said", lambda text, language: (marked(text), len(text)))
    office_words._words.cache_clear()
    with translation.override("de"):  # what a request leaves in force ends with the test
        yield
    office_words._words.cache_clear()
