"""What hands do at a grid: type and count, paste, scan, read cells. No test waits for time, only for what it sees."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from browser.conftest import until

_PASTE = """text => { const data = new DataTransfer(); data.setData("text/plain", text);
  const asked = {clipboardData: data, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", asked)); }"""
_COPY = """() => { const data = new DataTransfer();
  const asked = {clipboardData: data, bubbles: true, cancelable: true};
  document.activeElement.dispatchEvent(new ClipboardEvent("copy", asked));
  return data.getData("text/plain"); }"""
# A scanner's letters come within a few milliseconds, whatever the machine of the test is doing meanwhile; and well
# after the page began to listen.
_SCAN = """code => { let at = performance.now() + 1000; for (const key of [...code, "Enter"]) {
    const target = document.activeElement;
    const pressed = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true});
    Object.defineProperty(pressed, "timeStamp", {value: at += 5});
    if (!target.dispatchEvent(pressed)) continue;
    const field = document.activeElement;
    if (key === "Enter" || !field.matches("input, textarea")) continue;
    field.value += key;
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  } }"""


TONES = """() => { window.heard = 0; const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) { window.heard += 1; return start.apply(this, when); }; }"""
"""From now on the page counts what it lets be heard."""


def loud(page: Page, text: str) -> None:
    """Seen in a box that is read out at once, and heard."""
    expect(page.locator("[role=alert]", has_text=text)).to_be_visible()
    until(page, "window.heard > 0")
    page.evaluate("window.heard = 0")


def to_grid(page: Page) -> None:
    page.locator(".tp-grid-cell[tabindex='0']").focus()


def on_whole(page: Page, script: str, given: str | None = None) -> Any:
    """What hands do needs a page that listens: its scripts have run once the document is whole."""
    page.wait_for_load_state("domcontentloaded")
    return page.evaluate(script, given)


def paste(page: Page, text: str) -> None:
    on_whole(page, _PASTE, text)


def copied(page: Page) -> str:
    return str(on_whole(page, _COPY))


def scan(page: Page, code: str) -> None:
    on_whole(page, _SCAN, code)


def cell(page: Page, row: int, label: str) -> Any:
    return page.locator(f"[data-key]:nth-child({row + 2}) .tp-grid-cell[data-label='{label}']")


def column(page: Page, label: str, count: int) -> list[str]:
    """The words in the first cells of a column; hints and names count too."""
    return [cell(page, row, label).inner_text().replace("\n", " ").strip() for row in range(count)]


def told(page: Page, words: str) -> None:
    """Wait until the grid's status says so: then the server has answered."""
    expect(page.locator("[data-grid-status]")).to_have_text(words)


_HOLD = """() => { const ask = window.fetch, held = new Promise((go) => { window.answer = go; });
  window.fetch = async (...asked) => { await held; return ask(...asked); }; }"""


def silent(page: Page) -> None:
    """What the page asks for from now on is answered when the server is `heard`."""
    page.evaluate(_HOLD)


def heard(page: Page) -> None:
    page.evaluate("window.answer()")


_SAYS = """([selector, words]) => [...document.querySelectorAll(selector)].some(
  one => one.textContent.replace(/\\s+/g, " ").includes(words))"""


def seen(page: Page, selector: str, words: str) -> None:
    """Wait for words on a page of a thousand lines: `expect` would describe the whole page first, for a minute."""
    until(page, _SAYS, [selector, words])


class Keyboard:
    """Types like a person, and counts: each key that a finger presses is one, a chord is one."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)

    def paste(self, text: str) -> None:
        paste(self.page, text)
        self.count += 1

    def take(self, text: str, words: str) -> None:
        """Type until the first hit says what is meant, and take it."""
        self.type(text)
        expect(self.page.locator(".tp-option:visible").first).to_contain_text(words)
        self.press("Enter")
