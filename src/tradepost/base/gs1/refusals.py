"""Why a text that pretends to be GS1 is none, in sentences that a person can act on."""

from tradepost.base.errors import Invalid

MOST_SHOWN = 40


class NotGs1(Invalid):
    """The text says it is GS1 and is not; `facts["problem"]` is a word that never changes, `facts["ai"]` where."""


class NoKey(NotGs1):
    """An address that names no GS1 key: it leads somewhere, and is no Digital Link."""


def shown(text: str) -> str:
    """A text as a sentence can show it: not endless, and control characters by their symbols."""
    short = text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"
    return "".join(chr(0x2400 + ord(sign)) if sign < " " else sign for sign in short)


SENTENCES = {
    "check-digit": "({ai}) {title} “{value}” has a wrong check digit: {given} should be {right}.",
    "check-pair": "({ai}) {title} “{value}” has wrong check characters.",
    "digits": "({ai}) {title} “{value}” must have digits only.",
    "characters": "({ai}) {title} “{value}” has characters that are not allowed there.",
    "date": "({ai}) {title} “{value}” is no day of the calendar.",
    "time": "({ai}) {title} “{value}” is no time of the day.",
    "country": "({ai}) {title} “{value}” names no country of ISO 3166.",
    "currency": "({ai}) {title} “{value}” names no currency of ISO 4217.",
    "package": "({ai}) {title} “{value}” names no kind of package.",
    "iban": "({ai}) {title} “{value}” is not an IBAN.",
    "coupon": "({ai}) {title} “{value}” is not a coupon of North America.",
    "piece": "({ai}) {title} “{value}” must say which piece of how many.",
    "company": "({ai}) {title} “{value}” must begin with a company's number from GS1.",
    "value": "({ai}) {title} “{value}” is not a value that may stand there.",
}
"""What is wrong with a value, by kind."""

_KINDS = {
    "incorrect-check-digit": "check-digit", "incorrect-check-pair": "check-pair", "non-digit-character": "digits",
    "invalid-cset82-character": "characters", "invalid-cset39-character": "characters",
    "invalid-cset64-character": "characters", "illegal-month": "date", "illegal-day": "date",
    "illegal-hour": "time", "illegal-minute": "time", "illegal-second": "time", "not-iso3166": "country",
    "not-iso3166-or-999": "country", "not-iso3166-alpha2": "country", "not-iso4217": "currency",
    "invalid-package-type": "package", "zero-piece-number": "piece", "zero-total-pieces": "piece",
    "piece-number-exceeds-total": "piece", "invalid-gcp-prefix": "company", "too-short-for-key": "company",
}  # fmt: skip


def sentence_for(problem: str) -> str:
    """The sentence, with places for values, of what a check found."""
    begins = problem.split("-", maxsplit=1)[0]
    is_iban = "iban" in problem.split("-")
    kind = "iban" if is_iban else "coupon" if begins == "coupon" else _KINDS.get(problem, "value")
    return SENTENCES[kind]
