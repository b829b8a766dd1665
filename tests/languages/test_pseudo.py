"""Every page in a made-up language: what is translated stands in ⟦brackets⟧, and what does not is data, or a fault.

Data is any word that stands in a text of the database with a capital, a digit or a space in it; so the words of
states and kinds are none, and a heading that somebody wrote without gettext is found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from zoneinfo import available_timezones

import pytest
from babel import Locale
from django.db import connection
from django.test import Client

from security.bodies import query_of
from security.company import Company
from security.doorplates import Doorplate, accounts, office
from security.visitors import Heard, Visitor
from tradepost.domain.corrections.rules import SHIPPED as REASONS
from tradepost.domain.mails.rules import KINDS, SHIPPED
from tradepost.domain.sales.rules import LOST_FOR
from tradepost.domain.sales.rules.cancelling import SHIPPED_REASONS as CANCEL_REASONS

SHOWN_ATTRIBUTES = (
    "title", "aria-label", "placeholder", "alt", "aria-description",
    # Scripts show these.
    "data-label", "data-why", "data-confirm", "data-bulk", "data-live-head", "data-too-large", "data-words",
)  # fmt: skip
SAID = {"label", "name", "detail", "last", "help", "text", "title", "message", "words", "sayings", "submit"}
"""Under these names data for scripts holds texts that people see."""
SILENT = {"script", "style", "template", "svg", "kbd", "code", "pre", "noscript"}
WORD = re.compile(r"[^\W\d_][^\W_]{2,}")
AS_DATA = "⟦"
"""A saying in the language made up: this one is asked for as the box that finds does it."""
BRACKETS = re.compile(r"⟦[^⟦⟧]*⟧")
MAIL = (
    "From To Cc Subject Date Reply Message-ID Auto-Submitted Content-Language",
    "Mon Tue Wed Thu Fri Sat Sun",
    "Return slip RMA Complaint",
)
"""The heads of a mail as they travel, the days in them, and papers' names in the language of its reader."""
MADE_UP = ("design", "icons", "healthz")
"""The design pages show made-up rows, for those who build pages."""
NAMES = frozenset(
    WORD.findall(
        "Tradepost English Deutsch Español Français Nederlands Italiano Português Polski Euro EUR USD GBP"
        " API CSV csv Excel UTF PDF pdf IBAN BIC SKU GTIN EAN Ctrl Strg Alt Shift Enter Tab Esc"
    )
)


class Shown(HTMLParser):
    """The texts of a page that a person sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent: list[str] = []
        self._is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        # A text in its own language, as the names of the languages are.
        if tag in SILENT or (given.get("lang") and tag != "html"):
            self._silent.append(tag)
        self._is_data = given.get("type") == "application/json" and str(given.get("id")).startswith("tp-")
        self.texts += [value for name in SHOWN_ATTRIBUTES if (value := given.get(name))]

    def handle_endtag(self, tag: str) -> None:
        if self._silent and self._silent[-1] == tag:
            self._silent.pop()
        self._is_data = False

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.texts += _told(json.loads(data))
        elif not self._silent and data.strip():
            self.texts.append(data.strip())


def data_of(company: Company) -> set[str]:
    """The words of every text in the database that people or the machine gave as a name, number or note."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns where table_schema = 'public'"
            " and data_type in ('text', 'character varying', 'jsonb', 'ARRAY') and column_name <> 'command'"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f'select distinct "{column}"::text from "{table}" where "{column}" is not null')
            for (value,) in cursor.fetchall():
                if (
                    re.search(r"[A-Z\d -]", value)
                    or column in {"base_unit", "prefix"}
                    or table == "catalog_unit"
                ):
                    found.update(WORD.findall(value))
    return found


def of_locale() -> set[str]:
    """What Babel says in German: months, countries, currencies, `vor 3 Tagen`."""
    german = Locale("de")
    # An address is printed with the country's English name, as the post of the world reads it.
    said = [*Locale("en").territories.values(), *german.territories.values(), *german.currencies.values()]
    for widths in german.months.values():
        said += [name for names in widths.values() for name in names.values()]
    said.append(
        "vor Sekunde Sekunden Minute Minuten Stunde Stunden Tag Tage Tagen Monat Monaten Jahr Jahren Uhr"
    )
    return {word for text in said for word in WORD.findall(str(text))}


def of_place(template: str) -> set[str]:
    """What only some pages may say: a mail speaks its reader's language and has a mail's heads; zones have names."""
    if "/mail" in template:
        said = [f"{text.title} {text.text}" for text in SHIPPED.values()]
        said += [word for kind in KINDS.values() for word in kind.words]
        said += [name for months in Locale("en").months["format"].values() for name in months.values()]
        return {word for text in (*said, *MAIL) for word in WORD.findall(text)}
    if "/preferences/" in template:
        return {word for zone in available_timezones() for word in WORD.findall(zone.replace("_", " "))}
    return set()


def untranslated(texts: list[str], known: set[str]) -> list[str]:
    faults = []
    for text in texts:
        rest = text
        while BRACKETS.search(rest):
            rest = BRACKETS.sub(" ", rest)
        if [word for word in WORD.findall(rest) if word not in known]:
            faults.append(re.sub(r"\s+", " ", text)[:120])
    return faults


def shown_in(heard: Heard) -> list[str]:
    """What people see of an answer: of a page its texts, of what scripts ask for the texts in it."""
    kind = heard.headers.get("Content-Type", "")
    if heard.status != 200:
        return []
    if "json" in kind:
        return list(_told(json.loads(heard.text)))
    shown = Shown()
    shown.feed(heard.text if "html" in kind else "")
    return shown.texts


def _told(data: Any, name: str = "") -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _told(value, name if name in SAID else key)
    elif isinstance(data, list):
        for value in data:
            yield from _told(value, name)
    elif isinstance(data, str) and name in SAID:
        yield data


def _pages(company: Company) -> Iterator[tuple[Doorplate, str]]:
    for plate in office():
        if not plate.name.startswith(MADE_UP):
            for path in plate.visits(company, "alpha", most=3):
                yield plate, path + query_of(plate)
                if plate.name.endswith("lookup"):
                    yield plate, f"{path}?q=e"
    find = next(plate for plate in office() if plate.name == "find")
    for typed in ("best", "so-", f"{AS_DATA}new order for alpha"):
        yield find, f"{find.at()}?q={typed}"
    for plate in accounts():
        yield plate, plate.at()


@pytest.mark.usefixtures("made_up")
def test_no_page_says_a_word_that_cannot_be_translated(company: Company) -> None:
    visitor = Visitor(company, "owner")
    visitor.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    # Codes by which programs name the shipped reasons.
    shipped = [*(why.code for why in REASONS), *CANCEL_REASONS, *LOST_FOR]
    codes = {word for code in shipped for word in WORD.findall(code)}
    known = data_of(company) | of_locale() | NAMES | codes
    faults: dict[str, str] = {}
    seen = 0
    for plate, path in _pages(company):
        accept = "application/json" if AS_DATA in path else "text/html"
        texts = shown_in(visitor.ask("GET", path, Accept=accept))
        seen += bool(texts)
        for text in untranslated(texts, known | of_place(plate.template)):
            faults.setdefault(text, plate.template)
    assert seen > 50
    assert not faults, "\n".join(f"{where}: {text}" for text, where in faults.items())


@pytest.mark.usefixtures("made_up", "db")
def test_nor_does_a_page_for_those_outside(client: Client) -> None:
    faults: dict[str, str] = {}
    for path in ("/accounts/login/", "/accounts/password/reset/", "/office/nothing-here/"):
        shown = Shown()
        shown.feed(client.get(path, headers={"Accept-Language": "de"}).content.decode())
        faults |= dict.fromkeys(untranslated(shown.texts, NAMES | of_locale()), path)
    assert not faults, "\n".join(f"{where}: {text}" for text, where in faults.items())
