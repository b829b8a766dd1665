from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be written to; the party itself has its name and no title."""

    name: str
    title: str
    email: str
    is_party: bool


def people_of(party_id: UUID) -> list[Person]:
    """Everybody at a party who has an e-mail address, the party's own first; one statement."""
    found = sql.rows(
        """select name, title, email, is_party from (
             select name, '' as title, email, true as is_party, id from parties_party where id = %(party)s
             union all
             select name, title, email, false, id from parties_contact where party_id = %(party)s) p
           where email <> '' order by not is_party, lower(name), id""",
        {"party": party_id},
    )
    return [Person(*row) for row in found]
