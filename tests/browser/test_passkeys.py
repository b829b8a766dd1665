"""Passkeys in a real browser, with an authenticator that Chromium makes up: added, signed in with, removed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import PASSWORD, SIZES, Visit
from tradepost.base import feed

# Of a laptop: it keeps the key, knows its owner by the finger, and says yes at once.
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

SAYS_NO = """() => {
  navigator.credentials.get = () => Promise.reject(new DOMException("", "NotAllowedError"));
}"""


@pytest.fixture
def window(browser: Browser, office: str, user: object) -> Iterator[Visit]:
    """Before the door, with a new authenticator."""
    width, height = SIZES["desk"]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="de-DE", reduced_motion="reduce"
    )
    visit = Visit(context, office)
    devtools = context.new_cdp_session(visit.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield visit
    context.close()
    assert visit.troubles == []


def sign_in(window: Visit) -> Page:
    page = window.open("/accounts/login/")
    page.get_by_label("E-Mail-Adresse").fill("owner@tradepost.example")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    return page


def sign_out(window: Visit) -> Page:
    page = window.open("/office/me/")
    page.locator("form[action='/accounts/logout/'] button").dispatch_event("click")
    page.wait_for_url("**/accounts/login/")
    return page


def add_a_passkey(window: Visit) -> Page:
    """From one's own page, without the password again."""
    page = window.open("/office/me/")
    page.get_by_role("link", name="Einrichten").click()
    page.locator("a[href$='/webauthn/add/']").click()
    page.get_by_label("Name").fill("Laptop")
    expect(page.get_by_label("Nur damit anmelden, ohne Passwort")).to_be_checked()
    options = page.evaluate(
        "JSON.parse(document.getElementById('js_data').textContent).creation_options.publicKey"
    )
    assert (options["rp"]["name"], options["user"]["displayName"]) == ("Tradepost", "Ingrid Sol")
    assert window.axe() == []
    page.get_by_role("button", name="Hinzufügen").click()
    page.wait_for_url("**/recovery-codes/")
    return page


def told(user: object) -> list[tuple[str, str]]:
    """What the books say about second factors, oldest first."""
    facts = [event.data for event in feed.about([user.pk]) if event.name == "access.second_factor_changed"]
    return sorted((fact["change"], fact["kind"]) for fact in facts)


def test_a_passkey_is_added_opens_the_door_and_is_removed(window, user):
    sign_in(window).wait_for_url("**/office/**")
    add_a_passkey(window)
    page = window.open("/office/me/")
    expect(page.locator("main")).to_contain_text("Laptop")
    expect(window.open("/accounts/2fa/webauthn/").locator("main tbody")).to_contain_text("noch nicht")
    assert window.axe() == []
    sign_out(window)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/office/**")
    assert page.evaluate("document.documentElement.lang") == "de"
    window.open("/office/me/")
    page.get_by_role("link", name="Einrichten").click()
    page.get_by_role("link", name="Verwalten").click()
    page.get_by_role("link", name="Entfernen").click()
    assert window.axe() == []
    page.get_by_role("button", name="Entfernen").click()
    expect(page.locator("main")).to_contain_text("Noch keine.")
    assert ("added", "webauthn") in told(user)
    assert ("removed", "webauthn") in told(user)
    sign_out(window)
    sign_in(window).wait_for_url("**/office/**")


def test_a_passkey_is_the_second_factor_after_the_password(window):
    sign_in(window).wait_for_url("**/office/**")
    add_a_passkey(window)
    sign_out(window)
    page = sign_in(window)
    page.wait_for_url("**/accounts/2fa/authenticate/")
    assert window.axe() == []
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url("**/office/**")


def test_no_passkey_is_said_in_words(window):
    page = window.open("/accounts/login/")
    page.evaluate(SAYS_NO)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("Es kam kein Passkey")
    assert [lang.inner_text() for lang in page.locator(".tp-languages button").all()] == [
        "English",
        "Deutsch",
        "Español",
    ]
