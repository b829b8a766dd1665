"""The demonstration company's name, and who works there: one for each role, with the password they sign in with."""

from __future__ import annotations

from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import GrantInput
from tradepost.domain.parties import commands as parties
from tradepost.doors.cli.demo.company import Company
from tradepost.doors.cli.demo.party_words import COMPANY, DOMAIN

# One password for all, printed by `make run`: the data is invented, and production refuses to make it.
PASSWORD = "Kettle-and-Crate-7"  # noqa: S105

# key, role, name, e-mail before the @, scope
_STAFF = (
    ("owner", "owner", "Olivia Larkfield", "owner", ""),
    ("sales", "sales", "Samuel Reyes", "sales", ""),
    ("rep1", "rep", "Rita Castellan", "rep", "own_customers"),
    ("rep2", "rep", "Tomas Halloran", "rep2", "own_customers"),
    ("rep3", "rep", "Mina Okafor", "rep3", "own_customers"),
    ("warehouse", "warehouse", "Walt Jensen", "warehouse", ""),
    ("purchasing", "purchasing", "Priya Lindqvist", "purchasing", ""),
    ("billing", "billing", "Bea Whitlock", "billing", ""),
    ("viewer", "viewer", "Victor Sauer", "viewer", ""),
)
REPS = ("rep1", "rep2", "rep3")
SIGN_INS: tuple[tuple[str, str, str], ...] = tuple(
    (role, f"{mail}@{DOMAIN}", PASSWORD) for _, role, _, mail, _ in _STAFF
)


def found(company: Company) -> None:
    """Say who we are, for the head and foot of every paper."""
    parties.set_company(
        company.owner,
        name=COMPANY,
        address="48 Wharf Road\nBoston, MA 02127\nUnited States",
        country="US",
        registration="Invented for demonstration",
        email=f"hello@{DOMAIN}",
        phone="+1 617 555 0148",
        website=f"https://{DOMAIN}",
        bank_name="Harborside Savings",
        bank_lines="Account 000 482 7716",
    )


def hire(company: Company) -> None:
    """Make the users; from then on it is they who act."""
    by = company.owner
    hired = {}
    for key, role, name, mail, scope in _STAFF:
        user = access.create_user(
            by,
            user_id=company.mint(by.now),
            email=f"{mail}@{DOMAIN}",
            name=name,
            password=PASSWORD,
            grants=[GrantInput(role, scope)],
        )
        hired[key] = access_queries.by_of(user, by.now)
    company.staff = hired
