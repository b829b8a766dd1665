"""Amounts, dates and states as HTML; what people typed is escaped everywhere."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from tradepost.render import formats, marks
from tradepost.render.states import SHAPES, STATES, TONES

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
TODAY = date(2026, 3, 12)
HOSTILE = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    ("language", "amount", "currency", "shown"),
    [
        ("en", "1234567.891", "EUR", "1,234,567.89"),
        ("de", "1234567.891", "EUR", "1.234.567,89"),
        ("es", "-12.5", "EUR", "-12,50"),
        ("en", "-12.5", "JPY", "-13"),
        ("en", "0.125", "EUR", "0.13"),
        ("en", "1.5", "KWD", "1.500"),
    ],
)
def test_money_follows_locale_and_currency_and_rounds_half_away(language, amount, currency, shown):
    with override(language):
        assert formats.money_text(Decimal(amount), currency) == shown


def test_unit_prices_may_be_finer_than_the_currency():
    assert formats.money_text(Decimal("0.0475"), "EUR", finest=4) == "0.0475"
    assert formats.money_text(Decimal(2), "EUR", finest=4) == "2.00"


def test_an_amount_mutes_its_currency_and_marks_minus():
    assert marks.money(Decimal(-3), "EUR") == (
        '<span class="tp-num" data-sign="minus">-3.00 <small>EUR</small></span>'
    )
    assert marks.money(None, "EUR") == marks.NOTHING


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (3, "in 3 days"),
        (-6, "6 days ago"),
        (7, "19 Mar"),
        (-400, "5 Feb 2025"),
    ],
)
def test_days_are_relative_when_near(days, shown):
    assert formats.day_text(TODAY + timedelta(days=days), TODAY) == shown


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=7), "7 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(hours=20), "yesterday 16:00"),
        (timedelta(days=4), "8 Mar 12:00"),
        (timedelta(days=400), "5 Feb 2025"),
    ],
)
def test_moments_are_relative_when_near(ago, shown, settings):
    settings.TIME_ZONE = "UTC"
    assert formats.moment_text(NOW - ago, NOW) == shown


def test_a_day_carries_its_exact_date():
    assert marks.day(TODAY, TODAY) == '<time datetime="2026-03-12">today</time>'


def test_every_state_has_a_known_tone_and_shape():
    assert {look.tone for look in STATES.values()} <= set(TONES)
    assert {look.shape for look in STATES.values()} <= set(SHAPES)


def test_an_unknown_state_shows_its_own_word():
    assert "Half baked" in marks.badge("half_baked")


@pytest.mark.parametrize("kind", ["text", "code", "state", "html", "flag"])
def test_hostile_text_is_escaped(kind):
    assert "<script" not in marks.mark_of(kind, HOSTILE, {})
    assert "<script" not in marks.money(Decimal(1), HOSTILE)
    assert "<script" not in marks.quantity(1, HOSTILE)
