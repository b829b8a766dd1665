"""A real Chromium before a living office. Pages are looked at by people, keys and axe."""

from __future__ import annotations

import os
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from tradepost.doors.worker.desk import Desk

ROOT = Path(__file__).resolve().parents[2]
AXE = "/static/axe/axe.min.js"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--font-render-hinting=none",
]  # fmt: skip
# A moment after loading, htmx takes over; before, links and forms work as plain ones.
AWAKE = "!document.querySelector('[data-hx-get], [data-hx-post]') || document.querySelector('[data-htmx-powered]')"
AXE_RUN = """async () => {
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const {violations} = await axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false});
  return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(" ")} ${n.failureSummary}`));
}"""
# The page takes on the other theme a moment later. Its colours would come in softly, and halfway they have no
# contrast; so they come at once.
IN_THEME = """async (theme) => {
  const sudden = new CSSStyleSheet();
  sudden.replaceSync("*, *::before, *::after { transition: none !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sudden];
  const frame = () => new Promise(requestAnimationFrame);
  while (document.documentElement.dataset.bsTheme !== theme) await frame();
  await frame();
}"""
AXE_CONTRAST = AXE_RUN.replace("runOnly: rules", "runOnly: ['color-contrast', 'link-in-text-block']")
LOOKS = (("desk", "light"), ("phone", "dark"))
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SIZES = {"phone": (390, 844), "tablet": (720, 1024), "desk": (1440, 900), "wall": (2560, 1440)}
PASSWORD = "a long enough password"
# So many times slower is the browser's own work, and each way to the server takes its time: races show themselves.
SLOW = float(os.environ.get("SLOW", "1"))
LATENCY_MS = 40
# A busy machine is no fault: what fails is not there, or a race.
PATIENCE_MS = 30_000 * SLOW


def chromium() -> str:
    """The system's browser: the one named by the environment, else the one without windows, else any."""
    named = os.environ.get("TRADEPOST_CHROMIUM")
    for name in (named, "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    pytest.fail("no Chromium on this machine: `make setup-browser` installs one")


def patient(page: Page) -> None:
    """Nobody presses a key on a page that is still coming: its scripts have run once the document is whole."""
    keyboard = page.keyboard

    def waiting(act: Callable[..., None]) -> Callable[..., None]:
        def acts(*args: object, **more: object) -> None:
            page.wait_for_load_state("domcontentloaded")
            act(*args, **more)

        return acts

    keyboard.press, keyboard.type = waiting(keyboard.press), waiting(keyboard.type)


def until(page: Page, true: str, given: object = None) -> None:
    """Wait until a script says so. It is asked from here: the page's own policy lets no text be run by a timer, as
    Playwright's `wait_for_function` does, unless it holds at once."""
    end = time.monotonic() + 2 * PATIENCE_MS / 1000
    while time.monotonic() < end:
        try:
            if page.evaluate(true, given):
                return
        except Error as error:
            if "context was destroyed" not in str(error):  # another page is coming
                raise
        page.wait_for_timeout(20)
    pytest.fail(f"never came true on {page.url}: {true}")


def slowed(page: Page) -> None:
    """What a context says of its own network, `set_offline`, has no effect beside this."""
    tools = page.context.new_cdp_session(page)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    tools.send("Network.enable")
    way = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": -1, "uploadThroughput": -1}
    tools.send("Network.emulateNetworkConditions", way)


def watched(context: BrowserContext) -> None:
    context.set_default_timeout(2 * PATIENCE_MS)
    context.on("page", patient)
    if SLOW > 1:
        context.on("page", slowed)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's own loop runs in this thread; Django then refuses the database unless told that it is fine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        browser.on("context", watched)
        expect.set_options(timeout=PATIENCE_MS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def office(transactional_db: None, live_server: object, client: object) -> str:
    """The address of a running office."""
    return str(live_server.url)


@pytest.fixture
def user(transactional_db: None) -> object:
    """The owner, who may do everything."""
    from django.contrib.auth import get_user_model

    return get_user_model().objects.create_superuser(
        email="owner@tradepost.example", password=PASSWORD, name="Ingrid Sol", id=uuid.uuid4()
    )


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """Does what people ask for, beside the office."""
    desk = Desk(stop=threading.Event())
    thread = desk.start()
    yield
    desk.stop.set()
    thread.join(60)


class Visit:
    """A signed-in window of one size and theme; every script error and refused resource is collected."""

    def __init__(
        self, context: BrowserContext, address: str, size: str = "desk", theme: str = "light"
    ) -> None:
        self.context, self.address, self.now = context, address, (size, theme)
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("console", self._said)

    def _said(self, message: object) -> None:
        # A refusal's status and a request that a newer one replaced are meant to be.
        if message.type == "error" and not any(
            meant in message.text for meant in ("status of 4", "AbortError")
        ):
            self.troubles.append(f"console at {self.page.url}: {message.text}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        until(self.page, AWAKE)
        return self.page

    def axe(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA, one line each."""
        if not self.page.evaluate("'axe' in window"):
            self.page.add_script_tag(url=AXE)
        found = self.page.evaluate(AXE_RUN)
        return list(found)

    def look(self, size: str, theme: str) -> None:
        """The window becomes as large as that, in that theme; nothing, where it is."""
        if (size, theme) == self.now:
            return
        self.become(size, theme)
        self.page.evaluate(IN_THEME, theme)

    def become(self, size: str, theme: str) -> None:
        """As `look`, without waiting until an open page has taken on another theme."""
        if size != self.now[0]:
            width, height = SIZES[size]
            self.page.set_viewport_size({"width": width, "height": height})
        if theme != self.now[1]:
            self.page.emulate_media(color_scheme=theme)
        self.now = size, theme

    def is_too_wide(self) -> bool:
        """Whether the page scrolls sideways."""
        return bool(self.page.evaluate(WIDE) > 0)

    def sideways(self, looks: Sequence[tuple[str, str]] = LOOKS) -> list[str]:
        """In which sizes of these looks the page scrolls sideways; ends with the first look."""
        found = []
        for size, theme in reversed(looks):
            self.look(size, theme)
            found += [size] if self.is_too_wide() else []
        return found

    def faults(self, where: str, looks: Sequence[tuple[str, str]] = LOOKS) -> list[str]:
        """What is wrong with the page that is open, in each of these looks: axe's findings, and scrolling sideways."""
        found = [f"{where} on a {size}: scrolls sideways" for size in self.sideways(looks)]
        for size, theme in looks:
            self.look(size, theme)
            found += [f"{where} on a {size}: {fault}" for fault in self.axe()]
        return found

    def axe_in_other_theme(self) -> list[str]:
        """What the other theme changes, by axe, which is in the page already."""
        now = "dark" if self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
        other = "light" if now == "dark" else "dark"
        self.page.emulate_media(color_scheme=other)
        self.page.evaluate(IN_THEME, other)
        found = [f"other theme: {fault}" for fault in self.page.evaluate(AXE_CONTRAST)]
        self.page.emulate_media(color_scheme=now)
        return found


@pytest.fixture
def visit(browser: Browser, office: str, user: object, client: object) -> Iterator[Callable[..., Visit]]:
    """`visit("phone", "dark")` gives a window of a signed-in owner; the third word is the browser's language."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["tradepost_session"].value
    made: list[Visit] = []

    def make(size: str = "desk", theme: str = "light", locale: str = "en-GB") -> Visit:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            locale=locale,
            reduced_motion="reduce",
        )
        context.add_cookies([{"name": "tradepost_session", "value": cookie, "url": office}])
        made.append(Visit(context, office, size, theme))
        return made[-1]

    yield make
    for visit in made:
        visit.context.close()
    assert [trouble for visit in made for trouble in visit.troubles] == []
