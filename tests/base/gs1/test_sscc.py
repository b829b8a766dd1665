"""SSCCs: made of a prefix and a count, checked, and of one mind with GS1's own vectors."""

import json
import re
from pathlib import Path

import pytest

from tradepost.base.gs1 import check_digit, in_groups, is_prefix, is_sscc, room_of, sscc


def test_numbers_are_made_one_after_the_other_with_their_check_digit() -> None:
    # The example of the General Specifications, 2.2.1: 0 0614141 123456789 0.
    assert sscc("0614141", 123456789) == "006141411234567890"
    assert [sscc("4012345", count) for count in (1, 2, 10**9)] == [
        "040123450000000016", "040123450000000023", "140123450000000006",
    ]  # fmt: skip
    assert room_of("4012345") == 10**10
    assert sscc("123456789012", 99_999)[:17] == "91234567890129999"
    for prefix, count in (
        ("4012345", 10**10),
        ("123456789012", 10**5),
        ("401", 1),
        ("40123a5", 1),
        ("4012345", -1),
    ):
        with pytest.raises(ValueError):
            sscc(prefix, count)
    assert in_groups("340123456789012340") == "3401 2345 6789 0123 40"


def test_every_number_made_is_one_and_no_digit_may_be_another() -> None:
    for count in (0, 7, 123_456_789, 9_999_999_999):
        number = sscc("4012345", count)
        assert is_sscc(number)
        assert not any(
            is_sscc(number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]) for at in range(18)
        )
    for text in (
        "",
        "3401234567890123",
        "34012345678901234x",
        "٣40123456789012340",
        " 340123456789012340",
        "3" * 19,
    ):
        assert not is_sscc(text)
    assert [is_prefix(text) for text in ("401", "4012", "123456789012", "1234567890123", "40 2345", "")] == [
        False, True, True, False, False, False,
    ]  # fmt: skip


def test_the_vectors_of_gs1_agree(shared: Path) -> None:
    """Every 18 digits whose check their linter judged, and every SSCC in a barcode of theirs."""
    lint = json.loads((shared / "data/gs1/gs1_lint_vectors_a.json").read_text())
    judged = [case for case in lint if case["linter"] == "csum" and re.fullmatch("[0-9]{18}", case["input"])]
    assert all(is_sscc(case["input"]) == case["ok"] for case in judged)
    engine = json.loads((shared / "data/gs1/gs1_engine_vectors_a.json").read_text())
    texts = [text for case in engine for text in case["args"] if isinstance(text, str)]
    found = {number for text in texts for number in re.findall(r"\(00\)([0-9]{18})(?![0-9])", text)}
    assert found
    for number in found:
        assert is_sscc(number) == (check_digit(number[:17]) == number[17])
