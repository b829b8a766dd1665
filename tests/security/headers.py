"""What an answer must say to the browser, and to whoever might keep it."""

from __future__ import annotations

from html.parser import HTMLParser

from security.visitors import Heard

DATA_BLOCKS = {"application/json"}
POLICY = {
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'",
    "form-action 'self'", "frame-ancestors 'none'",
}  # fmt: skip
ALONE = {"sandbox", "default-src 'none'", "frame-ancestors 'none'"}
BROUGHT = ("/office/files/", "/office/settings/company/logo/")
"""What somebody brought, handed out as it is: stricter, for it has no origin and loads and runs nothing."""
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Inline(HTMLParser):
    """Collects what a strict policy would stop: inline script, style and handlers, and foreign addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (
            tag == "script" and "src" not in given and given.get("type") not in DATA_BLOCKS
        ):
            self.faults.append(f"<{tag}> inline")
        for name, value in given.items():
            text = value.strip().lower()
            if name == "style" or name.startswith("on"):
                self.faults.append(f"<{tag} {name}={value[:40]!r}>")
            if name in ("src", "href", "action", "formaction", "data-hx-get", "data-hx-post"):
                if text.startswith(("javascript:", "data:text", "vbscript:")):
                    self.faults.append(f"<{tag} {name}={value[:40]!r}>")
                if tag in ("script", "link", "img", "iframe", "form") and text.startswith(("http", "//")):
                    self.faults.append(f"<{tag} {name}={value[:60]!r}> is foreign")


def faults_of(heard: Heard) -> list[str]:
    faults = [
        f"{name}: {heard.headers.get(name)}"
        for name, value in HEADERS.items()
        if heard.headers.get(name) != value
    ]
    policy = {part.strip() for part in heard.headers.get("Content-Security-Policy", "").split(";")}
    wanted = ALONE if heard.path.startswith(BROUGHT) and heard.status == 200 else POLICY
    if not policy >= wanted or "unsafe" in str(policy):
        faults.append(f"Content-Security-Policy: {policy}")
    if "Server" in heard.headers or "X-Powered-By" in heard.headers:
        faults.append("says what it runs on")
    if heard.headers.get("Content-Type", "").startswith("text/html"):
        page = Inline()
        page.feed(heard.text)
        faults += page.faults
    return [f"{heard} {fault}" for fault in faults]


def kept_by_others(heard: Heard) -> list[str]:
    """Neither a proxy nor the disk of a shared machine keeps what was behind the sign-in."""
    control = heard.headers.get("Cache-Control", "")
    kept = heard.status == 200 and not ("private" in control or "no-store" in control)
    return [f"{heard} may be kept: {control!r}"] if kept else []
