"""Which documents are mailed, what their texts may name, who may read what was said about them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

LANGUAGES = ("en", "de", "es")
SYSTEM = "system"
"""Mails of the house itself: links to set a password, invitations. Kept only where nothing leaves."""
READS_SECRETS = "mails.read_secrets"

_ALWAYS = ("number", "name", "contact", "company", "sender", "date")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. `words` are what a template may name; `reads` are the verbs that open the document."""

    name: str
    words: tuple[str, ...]
    reads: tuple[str, ...]

    @property
    def sends(self) -> str:
        """The verb that sends it."""
        return f"mails.send_{self.name}"


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("quote", (*_ALWAYS, "total", "valid_until", "your_order"), ("sales.read",)),
        Kind("order", (*_ALWAYS, "total", "your_order", "wanted_on"), ("sales.read",)),
        Kind(
            "shipment",
            (*_ALWAYS, "order", "your_order", "carrier", "tracking", "packages"),
            ("fulfilment.read",),
        ),
        Kind("invoice", (*_ALWAYS, "total", "open", "due_on", "order", "your_order"), ("billing.read",)),
        Kind("credit_note", (*_ALWAYS, "total", "invoice", "reason"), ("billing.read",)),
        Kind("statement", (*_ALWAYS, "since", "until", "balance"), ("billing.read",)),
        Kind(
            "purchase_order",
            (*_ALWAYS, "total", "expected_on", "your_reference"),
            # Its paper and its text name prices we pay.
            ("purchasing.read", "catalog.read_cost"),
        ),
        Kind("return", (*_ALWAYS, "order", "your_order", "reason"), ("returns.read",)),
        Kind("dispute", (*_ALWAYS, "document", "your_order", "reason", "said", "answer"), ("service.read",)),
        Kind("new_dates", (*_ALWAYS, "dates"), ("sales.read",)),
    )
}
KIND_NAMES = tuple(KINDS)


def kinds_readable(may: Callable[[str], bool]) -> list[str]:
    """The kinds of mails that somebody may read who may do what `may` says."""
    found = [kind.name for kind in KINDS.values() if all(may(verb) for verb in kind.reads)]
    return [*found, SYSTEM] if may(READS_SECRETS) else found


def language_of(text: str) -> str:
    """The language a mail is written in for somebody who reads `text` (`de-AT`); English where we have none."""
    language = text.replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else LANGUAGES[0]


_WORST_FIRST = ("queued", "failed", "bounced", "sent", "shown", "delivered")


def standing(states: Iterable[str]) -> str:
    """Where a mail stands as a whole: as its worst recipient does."""
    found = set(states)
    return next(state for state in _WORST_FIRST if state in found)
