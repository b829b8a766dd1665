from __future__ import annotations

import pytest

from tradepost.domain.notes import rules

NAMES = ("Ben", "Ben Ortega", "Zoë Müller", "a.b@shop.example")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("no one", set()),
        ("@Ben look", {"Ben"}),
        ("@Ben Ortega look", {"Ben Ortega"}),
        ("@ben ortega, and @BEN.", {"Ben Ortega", "Ben"}),
        ("@Benjamin", set()),
        ("mail me at x@Ben", set()),
        ("(@Zoë Müller)", {"Zoë Müller"}),
        ("@a.b@shop.example please", {"a.b@shop.example"}),
        ("@@Ben", {"Ben"}),
    ],
)
def test_the_longest_name_behind_an_at_is_meant(text: str, meant: set[str]) -> None:
    assert rules.mentioned(text, NAMES) == meant


def test_nobody_is_meant_where_nobody_works() -> None:
    assert rules.mentioned("@Ben", []) == set()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Offer 7.PDF", "Offer 7.PDF"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ann\\plan.xlsx", "plan.xlsx"),
        ("plan.txt/", ""),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\x00b\r\nSet-Cookie: x=1.txt", "abSet-Cookie_ x=1.txt"),
        ('a"b<c>.png', "a_b_c_.png"),
        (".htaccess", "htaccess"),
        ("  spaces   in .csv ", "spaces in .csv"),
        ("é" * 300 + ".jpeg", "é" * 195 + ".jpeg"),
        ("x" * 300, "x" * 200),
        ("عرض السعر.pdf", "عرض السعر.pdf"),
    ],
)
def test_a_name_is_kept_but_never_trusted(given: str, kept: str) -> None:
    assert rules.clean_name(given) == kept


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.png", "image/png"),
        ("a.PDF", "application/pdf"),
        ("page.html", ""),
        ("run.exe", ""),
        ("a.png.exe", ""),
        ("noending", ""),
        ("", ""),
    ],
)
def test_what_is_kept_is_told_by_the_ending(name: str, media_type: str) -> None:
    assert rules.media_type_of(name) == media_type


@pytest.mark.parametrize(
    ("media_type", "beginning", "so"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n....", True),
        ("image/png", b"<html><script>", False),
        ("image/jpeg", b"\xff\xd8\xff\xe0", True),
        ("image/gif", b"GIF89a", True),
        ("image/webp", b"RIFF\x00\x00\x00\x00WEBP", True),
        ("image/webp", b"RIFF\x00\x00\x00\x00WAVE", False),
        ("application/pdf", b"%PDF-1.7", True),
        ("application/pdf", b"MZ\x90", False),
        ("text/csv", b"anything", True),
    ],
)
def test_contents_are_held_against_the_name(media_type: str, beginning: bytes, so: bool) -> None:
    assert rules.is_what_it_says(media_type, beginning) is so


def test_a_note_is_kept_as_lines_that_can_be_seen() -> None:
    assert rules.clean_text(" one \r\n\r\ntwo\x00\x07\tx  \rthree\n\n") == "one\n\ntwo\tx\nthree"
