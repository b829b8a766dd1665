import pytest

from tradepost.base.flows import Flow, NotAllowed

DOOR = Flow(
    "door",
    ("shut", "open", "gone"),
    "shut",
    {"open": (("shut",), "open"), "break": (("shut", "open"), "gone")},
)


def test_a_verb_leads_to_its_state_and_names_what_is_allowed_instead() -> None:
    assert DOOR.next("shut", "open") == "open"
    assert DOOR.allowed("open") == ("break",)
    with pytest.raises(NotAllowed) as refused:
        DOOR.next("open", "open")
    assert (refused.value.code, refused.value.facts["allowed"]) == ("not-allowed", ["break"])


def test_impossible_tables_fail_where_they_are_written() -> None:
    with pytest.raises(ValueError, match="unreachable"):
        Flow("x", ("a", "b"), "a", {"stay": (("a",), "a")})
    with pytest.raises(ValueError, match="unknown"):
        Flow("x", ("a",), "a", {"go": (("a",), "b")})


def test_the_diagram_is_generated() -> None:
    assert "  shut --> open: open" in DOOR.mermaid()
