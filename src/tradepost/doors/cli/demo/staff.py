"""Who works at the demonstration company, one for each role, and with which password they sign in."""

from __future__ import annotations

from tradepost.domain.access import commands as access
from tradepost.domain.access import queries as access_queries
from tradepost.domain.access.commands import GrantInput
from tradepost.doors.cli.demo.company import Company
from tradepost.doors.cli.demo.party_words import DOMAIN

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
