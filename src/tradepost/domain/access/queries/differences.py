from collections.abc import Iterator

from tradepost.base import sql
from tradepost.base.record import Difference


def differences() -> Iterator[Difference]:
    """I15: every API token has the fact of its making on the change feed.

    Users are left out: Django's own tools (createsuperuser) make them without a command.
    """
    silent = sql.differing(
        """select t.prefix from access_api_token t where not exists (
             select from base_event e where e.subject_id = t.user_id and e.name = 'access.token_made'
                and e.data ->> 'token_id' = t.id::text)
           order by t.prefix"""
    )
    for (prefix,) in silent:
        yield Difference("I15", f"API token {prefix}", "the event access.token_made", "1", "0")
