"""Addresses, subjects and the small language of templates: what is taken, and what is refused with a sentence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradepost.domain.mails.rules import (
    KINDS,
    LANGUAGES,
    SHIPPED,
    Wording,
    fill,
    known_address,
    language_of,
    one_line,
    problems_of,
    read_addresses,
    standing,
    verp,
    verp_id,
)

HEADER_INJECTIONS = [
    "ann@bar.example\nBcc: all@bar.example",
    "ann@bar.example\r\nBcc: all@bar.example",
    "Ann\r\nBcc: x@y.example <ann@bar.example>",
    "ann@bar.example\x00",
    "ann@bar.example\u2028Bcc: x@y.example",
    "<ann@bar.example>\x0bBcc: x",
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ann@bar.example", ["ann@bar.example"]),
        (
            " ann@bar.example ; Bo Lee <bo.lee@BAR.example>,",
            ["ann@bar.example", "Bo Lee <bo.lee@bar.example>"],
        ),
        ('"Lee, Bo" <bo@bar.example>', ["Lee, Bo <bo@bar.example>"]),
        ("ann@bar.example\nbo@bar.example", ["ann@bar.example", "bo@bar.example"]),
        ("ann@bar.example, ANN@bar.example", ["ann@bar.example"]),
        ("ann@bücher.example", ["ann@xn--bcher-kva.example"]),
        ("  ", []),
    ],
)
def test_addresses_are_read_as_people_type_them(typed: str, found: list[str]) -> None:
    assert [str(one) for one in read_addresses(typed)] == found


@pytest.mark.parametrize(
    "typed",
    [
        "ann", "ann@", "@bar.example", "ann@@bar.example", "ann bo@bar.example", "ann@bar..example",
        "ann@-bar.example", "a" * 65 + "@bar.example", "ann@" + "b" * 250 + ".example", "ann@bar.example>",
        "Ann <>", "Ann <ann@bar.example> bo", "änn@bar.example", 'a"b@bar.example', "ann@[127.0.0.1]",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match="not an e-mail address"):
        read_addresses(typed)


@pytest.mark.parametrize("typed", HEADER_INJECTIONS)
def test_no_address_smuggles_a_header(typed: str) -> None:
    try:
        found = read_addresses(typed)
    except ValueError:
        return
    assert all(re.fullmatch(r"[\x20-\x7e]+", one.address) and "\n" not in one.name for one in found)
    assert not any("Bcc" in one.address for one in found)


@given(st.text(max_size=200))
def test_any_text_is_addresses_of_plain_letters_or_a_sentence(typed: str) -> None:
    try:
        found = read_addresses(typed)
    except ValueError:
        return
    for one in found:
        assert known_address(one.address) == one.address
        assert not re.search(r"[\x00-\x1f\x7f]", one.name + one.address)


@pytest.mark.parametrize("typed", ["", "  ", "a\nBcc: x@y.example", "a\rb", "a\x00b", "x" * 201])
def test_a_subject_is_one_line_of_words(typed: str) -> None:
    with pytest.raises(ValueError, match=r"subject|about"):
        one_line(typed)


def test_a_subject_is_kept_without_double_blanks() -> None:
    assert one_line("  Invoice   7 ") == "Invoice 7"


def test_every_kind_has_its_text_in_every_language_and_names_only_what_is_known() -> None:
    assert set(SHIPPED) == {(kind, language) for kind in KINDS for language in LANGUAGES}
    assert {
        key: found for key, wording in SHIPPED.items() if (found := problems_of(wording, KINDS[key[0]].words))
    } == {}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Total {totl}", "{totl} is not known here. These are: {number}, {total}."),
        ("{number.__class__}", "{number.__class__} is not known here. These are: {number}, {total}."),
        ("{}", "{} is not known here. These are: {number}, {total}."),
        ("{number", "A brace stands alone. Write {{ or }} to print one."),
        ("100 }", "A brace stands alone. Write {{ or }} to print one."),
        (" ", "A mail needs a text."),
    ],
)
def test_a_template_that_names_what_is_unknown_is_refused(text: str, sentence: str) -> None:
    assert problems_of(Wording("Hello", text), ("number", "total")) == {"text": sentence}


def test_a_template_is_filled_once_and_lines_without_a_value_are_left_out() -> None:
    wording = Wording("No {number}", "Dear {contact},\n\nTracking: {tracking}\n\n{{kept}} {contact} {other}")
    found = fill(wording, {"number": "7", "contact": "{tracking} {% evil %}", "tracking": ""})
    assert found == Wording("No 7", "Dear {tracking} {% evil %},\n\n{kept} {tracking} {% evil %} {other}")


def test_a_value_with_line_ends_stays_on_the_subjects_line() -> None:
    assert (
        fill(Wording("For {name}", "x"), {"name": "A\r\nBcc: b@c.example"}).title == "For A Bcc: b@c.example"
    )


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        (["sent", "queued"], "queued"), (["sent", "failed"], "failed"), (["delivered", "bounced"], "bounced"),
        (["delivered", "sent"], "sent"), (["delivered", "delivered"], "delivered"), (["shown"], "shown"),
    ],
)  # fmt: skip
def test_a_mail_stands_where_its_worst_recipient_does(states: list[str], whole: str) -> None:
    assert standing(states) == whole


def test_the_language_is_that_of_the_reader_or_english() -> None:
    assert [language_of(text) for text in ("de-AT", "es_MX", "EN", "fr", "")] == [
        "de",
        "es",
        "en",
        "en",
        "en",
    ]


def test_an_id_travels_in_the_address_of_the_bounces() -> None:
    address = verp("bounces@company.example", "0199c0de" * 4)
    assert address == f"bounces+{'0199c0de' * 4}@company.example"
    assert [verp_id(text) for text in (address, "bounces@company.example", "bounces+zz@c.example", "+" * 5000)] == [
        "0199c0de" * 4, "", "", "",
    ]  # fmt: skip
