"""Addresses and header texts: what may stand in a mail's head, so that nobody can write a header of their own.

The forms are those of RFC 5321 and 5322 that mail servers of today take: a dot-atom, or an ASCII name of any
kind without quotes, at a host name (which may be international: it is kept as typed and sent in its ASCII form).
"""

import re
from dataclasses import dataclass

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NAMED = re.compile(r"""\s*(?P<name>"(?:[^"\\]|\\.)*"|[^<>"]*?)\s*<(?P<address>[^<>]*)>\s*""")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
MOST_RECIPIENTS = 25
LONGEST_ADDRESS = 254
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Address:
    """One recipient: the address itself, and the name that may stand before it."""

    address: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


def known_address(text: str) -> str:
    """`text` as an address with its host in small letters. ValueError with a sentence when it is none."""
    typed = text.strip()
    local, at, host = typed.rpartition("@")
    if not at or len(typed) > LONGEST_ADDRESS or len(local) > 64:
        raise ValueError(_not_one(typed))
    if not _LOCAL.fullmatch(local):
        raise ValueError(_not_one(typed))
    return f"{local}@{_host(host, typed)}"


def _host(host: str, typed: str) -> str:
    try:
        ascii_host = host.lower().encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError(_not_one(typed)) from None
    labels = ascii_host.split(".")
    # One label alone is a machine in the house; servers outside refuse it, ours may not.
    if not all(_LABEL.fullmatch(label) for label in labels) or len(ascii_host) > 253:
        raise ValueError(_not_one(typed))
    return ascii_host


def _not_one(typed: str) -> str:
    shown = _CONTROL.sub(" ", typed)[:80]
    return f"“{shown}” is not an e-mail address. Write it like name@company.com."


def read_addresses(text: str) -> list[Address]:
    """The addresses in a line as people type it: `a@b.com, Ann Lee <ann@b.com>; c@d.com`. Each once.

    ValueError with a sentence about the first that is none.
    """
    found: dict[str, Address] = {}
    for part in _parts(text):
        if _CONTROL.search(part.strip()):
            raise ValueError(_not_one(part))
        named = _NAMED.fullmatch(part)
        name = header_text(_unquoted(named["name"])) if named else ""
        address = known_address(named["address"] if named else part)
        found.setdefault(address.lower(), Address(address, name[:LONGEST_NAME]))
    if len(found) > MOST_RECIPIENTS:
        raise ValueError(f"{len(found)} addresses are too many for one mail; {MOST_RECIPIENTS} is the most.")
    return list(found.values())


def _parts(text: str) -> list[str]:
    """Cut at commas, semicolons and line ends, but not inside quotes."""
    parts, part, quoted = [], "", False
    for letter in text:
        quoted = quoted != (letter == '"')
        if not quoted and letter in ",;\n\r":
            parts.append(part)
            part = ""
        else:
            part += letter
    return [one for one in (*parts, part) if one.strip()]


def _unquoted(name: str) -> str:
    if len(name) > 1 and name[0] == name[-1] == '"':
        return re.sub(r"\\(.)", r"\1", name[1:-1])
    return name


def header_text(text: str) -> str:
    """A text on one line, without what could end the line or turn the writing around.

    An encoded word (RFC 2047) that somebody typed would be decoded on its way, line ends in it too: it is broken.
    """
    return " ".join(_CONTROL.sub(" ", text).split()).replace("=?", "= ?")


def one_line(text: str, most: int = 200) -> str:
    """A subject as it is kept. ValueError when it says nothing, is too long, or would be two headers."""
    if _CONTROL.search(text.strip()):
        raise ValueError("A subject is one line of plain text.")
    clean = header_text(text)
    if not clean:
        raise ValueError("Say what the mail is about.")
    if len(clean) > most:
        raise ValueError(f"A subject has at most {most} characters; this has {len(clean)}.")
    return clean


def bare(sender: str) -> str:
    """The address in a From line; ValueError when there is none."""
    named = _NAMED.fullmatch(sender)
    return known_address(named["address"] if named else sender)


def verp(bounces: str, mail_hex: str) -> str:
    """The address to which a mail's bounces go: `bounces+<id>@company.com` (variable envelope return path)."""
    local, _, host = bounces.rpartition("@")
    return f"{local}+{mail_hex}@{host}"


_VERP_ID = re.compile(r"\+([0-9a-f]{32})@", re.IGNORECASE)


def verp_id(address: str) -> str:
    """The id that `verp` put into an address; "" when there is none."""
    found = _VERP_ID.search(address[:1000])
    return found[1].lower() if found else ""
