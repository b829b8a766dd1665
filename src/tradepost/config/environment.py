"""Every setting that the environment may give, in one list; `check-settings` and the docs come from it.

A setting is read once, at start. Unknown names that begin with TRADEPOST_ are refused: a typing error shall
not silently be a default.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import available_timezones

import tradepost

KINDS = ("development", "production", "test")
CHECKOUT = Path(tradepost.__file__).resolve().parents[2]


class UnsafeSetting(Exception):
    """The program must not start with these settings; each line names one and says what to do."""


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    meaning: str
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "TRADEPOST_ENV", "development", "development, production or test. Production refuses unsafe settings."
    ),
    Setting(
        "DATABASE_URL",
        "",
        "A PostgreSQL 15 or newer: postgresql://user:password@host:5432/name. Empty: the private one in the"
        " data folder.",
        secret=True,
    ),
    Setting(
        "TRADEPOST_DATA_DIR",
        "",
        "Where the private database and files stand. Empty: var/ in a checkout, else the user's data folder.",
    ),
    Setting(
        "TRADEPOST_POSTGRES_BIN", "", "A folder with initdb and postgres, instead of the ones from the wheel."
    ),
    Setting(
        "SECRET_KEY",
        "",
        "Signs sessions and links; at least 50 characters in production. Empty elsewhere: made once, kept in"
        " the data folder.",
        secret=True,
    ),
    Setting("TRADEPOST_DEBUG", "no", "Tell errors to the browser. Never in production."),
    Setting(
        "TRADEPOST_URL",
        "http://127.0.0.1:8000",
        "The address that people type; links in mails begin with it.",
    ),
    Setting(
        "TRADEPOST_ALLOWED_HOSTS",
        "",
        "Host names that may be asked for, with commas. Empty: the one of TRADEPOST_URL.",
    ),
    Setting("TRADEPOST_BEHIND_PROXY", "no", "Trust X-Forwarded-Proto from the proxy in front of us."),
    Setting("TRADEPOST_LISTEN", "127.0.0.1:8000", "The address and port that the web server listens on."),
    Setting("TRADEPOST_WEB_PROCESSES", "2", "Web server processes."),
    Setting(
        "TRADEPOST_WEB_THREADS",
        "2",
        "Threads of each web server process; each keeps one database connection.",
    ),
    Setting("TRADEPOST_TIME_ZONE", "UTC", "The zone in which people read dates, for example Europe/Vienna."),
    Setting(
        "TRADEPOST_CURRENCY",
        "USD",
        "The currency of the books, three letters. Fixed once there are postings.",
    ),
    Setting(
        "TRADEPOST_COUNT_LIMIT",
        "500",
        "Up to this worth of differences, in the currency of the books, warehouse workers may approve a stock count"
        " themselves; above it an owner must.",
    ),
    Setting(
        "TRADEPOST_COUNT_LIMITS",
        "",
        "The same for each role by itself: warehouse=500,purchasing=2000. Of several named roles the highest counts;"
        " of roles that are not named TRADEPOST_COUNT_LIMIT. Owners: anything.",
    ),
    Setting(
        "TRADEPOST_CORRECTION_LIMITS",
        "warehouse=500,billing=5000",
        "Up to this worth, in the currency of the books, people of a role correct stock, or approve a correction,"
        " alone; above it somebody else must approve. Roles not named: nothing. Owners: anything.",
    ),
    Setting(
        "TRADEPOST_DISCOUNT_LIMITS",
        "",
        "Up to so many per cent people of a role may take off prices by hand: rep=5,sales=15; an order with more is"
        " held, and let go by somebody who may give it. Roles not named, and owners: anything.",
    ),
    Setting(
        "TRADEPOST_MARGIN_LIMITS",
        "",
        "Up to so many points below the least margin people of a role may let orders go: sales=5,finance=100; an order"
        " further below is held, and let go by somebody who may. Roles not named: none. Owners: anything.",
    ),
    Setting(
        "TRADEPOST_COUNT_DAYS",
        "30,90,180",
        "After how many days an item is counted again: with high, middle and low turnover (A, B, C).",
    ),
    Setting(
        "TRADEPOST_COUNT_CYCLE_LINES",
        "40",
        "So many lines at most has the cycle count that the worker plans for each warehouse and day; 0: none.",
    ),
    Setting(
        "TRADEPOST_DISPUTE_DAYS",
        "3",
        "So many working days after a dispute was opened its answer is due, unless somebody says another day. Days are"
        " those of the order's warehouse; Monday to Friday where it has no calendar.",
    ),
    Setting("TRADEPOST_LANGUAGE", "en", "The language and number format of the pages, for example en-gb."),
    Setting(
        "TRADEPOST_MAIL_URL",
        "",
        "smtp://user:password@host:587 (STARTTLS), smtps://host:465, file:///folder, console:, or shown: (nothing"
        " leaves, the office shows what would). Empty: shown: in development, none in production.",
        secret=True,
    ),
    Setting("TRADEPOST_MAIL_FROM", "Tradepost <tradepost@localhost>", "The sender of our mails."),
    Setting(
        "TRADEPOST_MAIL_BOUNCES",
        "",
        "Where mails come back to, for example bounces@company.example; bounces+anything@ must reach the same"
        " mailbox. Empty: the sender's address.",
    ),
    Setting(
        "TRADEPOST_BOUNCE_MAILBOX",
        "",
        "imaps://user:password@host/INBOX, or imap:// (STARTTLS): the worker reads delivery reports there every"
        " two minutes. Empty: none; `tradepost bounce` takes them from a pipe.",
        secret=True,
    ),
    Setting(
        "TRADEPOST_STORAGE_DIR", "", "Where uploaded and made files stand. Empty: files/ in the data folder."
    ),
    Setting("TRADEPOST_MAX_UPLOAD_MB", "50", "The largest file or request body taken, in megabytes."),
    Setting(
        "TRADEPOST_API_RATE",
        "60000",
        "Requests a minute that one user may send to the API, for each web process; beyond it 429.",
    ),
    Setting("TRADEPOST_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR."),
    Setting("TRADEPOST_LOG_FORMAT", "", "text or json. Empty: json in production, text elsewhere."),
    Setting(
        "TRADEPOST_METRICS_TOKEN",
        "",
        "Bearer token for /metrics. Empty: only this machine may read them.",
        secret=True,
    ),
    Setting("TRADEPOST_SQL_LOG", "no", "Write every SQL statement to the log, in development."),
)
NAMES = {setting.name: setting for setting in SETTINGS}
FOR_TESTS = {
    "TRADEPOST_SHARED": "Where the real books lie that some tests read.",
    "TRADEPOST_CHROMIUM": "The browser that the browser tests drive.",
}


@dataclass(frozen=True)
class Environment:
    """The values given, and typed answers from them."""

    given: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.given.get(name, "").strip() or NAMES[name].default

    def yes(self, name: str) -> bool:
        word = self.text(name).lower()
        if word not in {"yes", "no", "true", "false", "1", "0", "on", "off"}:
            raise UnsafeSetting(f"{name} is {word!r}; say yes or no.")
        return word in {"yes", "true", "1", "on"}

    def whole(self, name: str) -> int:
        word = self.text(name)
        if not word.isdecimal():
            raise UnsafeSetting(f"{name} is {word!r}; it must be a whole number.")
        return int(word)

    def wholes(self, name: str, count: int) -> list[int]:
        """So many whole numbers above zero, with commas."""
        words = self.words(name)
        if len(words) != count or not all(word.isdecimal() and int(word) for word in words):
            raise UnsafeSetting(
                f"{name} is {self.text(name)!r}; it must be {count} whole numbers above zero, with commas."
            )
        return [int(word) for word in words]

    def limits(self, name: str) -> dict[str, int]:
        """A whole number for each of some names: `warehouse=500,billing=5000`."""
        pairs = [word.partition("=") for word in self.words(name)]
        if not all(key and equals and most.isdecimal() for key, equals, most in pairs):
            raise UnsafeSetting(f"{name} is {self.text(name)!r}; say it like warehouse=500,billing=5000.")
        return {key.strip(): int(most) for key, _, most in pairs}

    def words(self, name: str) -> list[str]:
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    @property
    def kind(self) -> str:
        kind = self.text("TRADEPOST_ENV")
        if kind not in KINDS:
            raise UnsafeSetting(f"TRADEPOST_ENV is {kind!r}; it must be one of {', '.join(KINDS)}.")
        return kind

    @property
    def data_folder(self) -> Path:
        given = self.text("TRADEPOST_DATA_DIR")
        if given:
            return Path(given).expanduser().resolve()
        if (CHECKOUT / "pyproject.toml").exists():
            return CHECKOUT / "var"
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Application Support" / "tradepost"
        base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
        return Path(base) / "tradepost"

    @property
    def storage_folder(self) -> Path:
        given = self.text("TRADEPOST_STORAGE_DIR")
        return Path(given).expanduser().resolve() if given else self.data_folder / "files"

    def secret_key(self) -> str:
        """The key given; outside production a made one that outlives the process."""
        given = self.text("SECRET_KEY")
        if given or self.kind == "production":
            return given
        if self.kind == "test":
            return "a key for tests that signs nothing of worth, fifty characters"
        place = self.data_folder / "secret_key"
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            draft = place.with_suffix(f".{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(64))
            draft.replace(place)
        return place.read_text().strip()

    def report(self) -> list[tuple[str, str, str]]:
        """For each setting: its name, the value in use (a secret is not told), and what it means."""
        return [
            (s.name, "(set)" if s.secret and self.text(s.name) else self.text(s.name), s.meaning)
            for s in SETTINGS
        ]

    def problems(self) -> list[str]:
        """What forbids to start, in sentences that name the setting."""
        found = [
            f"{name} is not a setting of Tradepost; `tradepost check-settings` lists them."
            for name in sorted(self.given)
            if name.startswith("TRADEPOST_") and name not in NAMES and name not in FOR_TESTS
        ]
        currency = self.text("TRADEPOST_CURRENCY")
        if not (len(currency) == 3 and currency.isalpha() and currency.isupper()):
            found.append(
                f"TRADEPOST_CURRENCY is {currency!r}; it must be three capital letters, for example EUR."
            )
        zone = self.text("TRADEPOST_TIME_ZONE")
        if zone not in available_timezones():
            found.append(f"TRADEPOST_TIME_ZONE is {zone!r}, which no time zone is called.")
        if self.kind == "production":
            found += self._unsafe_in_production()
        return found

    def _unsafe_in_production(self) -> list[str]:
        found = []
        key = self.text("SECRET_KEY")
        if len(key) < 50 or len(set(key)) < 10:
            found.append(
                "SECRET_KEY must be set in production, to at least 50 random characters. One to use:"
                ' python3 -c "import secrets; print(secrets.token_urlsafe(64))"'
            )
        if self.yes("TRADEPOST_DEBUG"):
            found.append("TRADEPOST_DEBUG must be no in production: it shows code and settings to visitors.")
        if "*" in self.words("TRADEPOST_ALLOWED_HOSTS"):
            found.append(
                "TRADEPOST_ALLOWED_HOSTS must not be * in production: links in mails could be forged."
            )
        if not self.text("TRADEPOST_URL").startswith("https://"):
            found.append(
                "TRADEPOST_URL must begin with https:// in production: sign-ins would travel in the clear."
            )
        if self.yes("TRADEPOST_SQL_LOG"):
            found.append("TRADEPOST_SQL_LOG must be no in production: it writes customers' data to the log.")
        found += self._unsafe_mail()
        return found

    def _unsafe_mail(self) -> list[str]:
        scheme = self.text("TRADEPOST_MAIL_URL").partition(":")[0]
        if scheme == "console":
            return ["TRADEPOST_MAIL_URL must not be console: in production: it logs links to set a password."]
        if scheme == "shown":
            return ["TRADEPOST_MAIL_URL must not be shown: in production: customers would get nothing."]
        return []

    def refuse_what_is_unsafe(self) -> None:
        found = self.problems()
        if found:
            raise UnsafeSetting("Tradepost does not start:\n- " + "\n- ".join(found))


def from_process() -> Environment:
    return Environment(dict(os.environ))
