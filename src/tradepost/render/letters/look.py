"""How a mail looks: the plain text somebody wrote, and the same as simple HTML with the company's name over it."""

from email.utils import parseaddr
from typing import Any

from django.template.loader import render_to_string

from tradepost.domain.mails.models import Mail
from tradepost.domain.mails.rules import SYSTEM
from tradepost.domain.parties.models import Company

SIGNATURE = "-- "
"""The line before a signature, with its blank, as mail programs know it (RFC 3676, section 4.3)."""


def signed(text: str, us: Company) -> str:
    """The text with the company's name, address and legal lines under it."""
    reach = " · ".join(part for part in (us.phone, us.email, us.website) if part)
    lines = [us.name, ", ".join(us.address.splitlines()), reach, *us.registration.splitlines()]
    if us.tax_number:
        lines.append(us.tax_number)
    below = "\n".join(line for line in lines if line)
    return f"{text.strip()}\n\n{SIGNATURE}\n{below}\n" if below else f"{text.strip()}\n"


def parts_of(mail: Mail) -> dict[str, Any]:
    """What a mail shows: the company's name, its paragraphs as lines, the signature under it."""
    name, address = parseaddr(mail.sender)
    return {"company": "" if mail.kind == SYSTEM else name or address, **text_parts(mail.text)}


def text_parts(text: str) -> dict[str, list[Any]]:
    """A mail's text as it is shown: paragraphs as lines, the lines of the signature."""
    body, _, below = text.partition(f"\n{SIGNATURE}\n")
    return {
        "paragraphs": [part.split("\n") for part in body.strip().split("\n\n") if part.strip()],
        "signature": [line for line in below.strip().split("\n") if line],
    }


def html_of(mail: Mail) -> str:
    """The mail as HTML: everything in it is text, nothing is fetched, nothing tells that it was opened."""
    context = {"language": mail.language, "title": mail.title, **parts_of(mail)}
    return render_to_string("render/mail.html", context)
