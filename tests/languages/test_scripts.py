"""What scripts show comes from the catalogues: they hold no words of their own, and ask for none that nobody gives."""

from __future__ import annotations

import re

import pytest

from languages.scripts import ASSETS, literals, scripts
from tradepost.doors.office.handheld.words import hand_words
from tradepost.doors.office.words import scan_words, shell_words
from tradepost.render.screens.grid_words import grid_words

SHELL = re.compile(r'\b(?:word|act)\("(\w+)"')
GRID = re.compile(r"\bthis\.words\.(\w+)")
BY_NAME = {"language"}
"""Words that are no texts."""


def asked(pattern: re.Pattern[str], *, grid: bool) -> set[str]:
    """The keys that the scripts of the grid, or of all the rest too, ask for."""
    folder = ASSETS / "js/grid"
    sources = [path.read_text() for path in scripts() if folder in path.parents or not grid]
    return {key for source in sources for key in pattern.findall(source)}


def test_no_script_holds_words_of_its_own() -> None:
    said = [
        f"{path.relative_to(ASSETS)}:{one.line}: {one.text}"
        for path in scripts()
        for one in literals(path.read_text())
        if one.is_said
    ]
    assert said == [], "give it a key in words.py or grid_words.py, and ask for it by word(...)"


@pytest.mark.parametrize(
    "script",
    [
        'toast("Saved.");',
        'toast(isGood ? "saved" : word("offline"));',
        'box.textContent = "nothing";',
        'element("p", { textContent: count || "none" })',
        'element("button", { "aria-label": "close" })',
        'element("p", {}, "Nothing was found")',
        "field.setCustomValidity('too long')",
        "status.textContent = `${count} lines`;",
        'if (!confirm("really")) return;',
        'const sentence = "The server was not reached.";',
        "const text = `go to ${words.map((one) => `${one} now`)}`;",
    ],
)
def test_words_in_a_script_are_found(script: str) -> None:
    assert any(one.is_said for one in literals(script)), script


@pytest.mark.parametrize(
    "script",
    [
        'toast(word("offline"), "bad");',
        'box.textContent = word("found_count", { count });',
        'element("p", { className: "tp-note tp-quiet", role: "status" })',
        "// Saved on the way.\nopen();",
        'if (event.key === "Enter" || event.key.startsWith("Arrow")) go();',
        'form.querySelector("a, button, input");',
        'box.textContent = "×";',
        'text.replace(/"Saved it"/g, plain);',
        'element("dialog", { id: `tp-${name}` })',
    ],
)
def test_code_in_a_script_is_no_words(script: str) -> None:
    assert [one.text for one in literals(script) if one.is_said] == []


def test_the_words_that_scripts_ask_for_are_given_and_no_others() -> None:
    assert asked(SHELL, grid=False) == set(shell_words()) - BY_NAME | set(scan_words()) | set(hand_words())
    given = set(grid_words())
    assert asked(GRID, grid=True) - given == set()
    assert given - asked(GRID, grid=True) == set()


@pytest.mark.usefixtures("made_up")
def test_every_word_that_scripts_are_given_is_from_the_catalogue() -> None:
    given = {**shell_words(), **scan_words(), **hand_words(), **grid_words()}
    assert [said for key, said in given.items() if key not in BY_NAME and not said.startswith("⟦")] == []
