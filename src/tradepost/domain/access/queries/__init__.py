from tradepost.domain.access.queries.actors import (
    SignedIn,
    by_of,
    by_of_id,
    by_of_token,
    bys_of,
    digest,
    token_of,
)
from tradepost.domain.access.queries.differences import differences
from tradepost.domain.access.queries.permission import may, require, scoped
from tradepost.domain.access.queries.users import (
    USERS,
    colleagues,
    colleagues_named_in,
    grants_of,
    names_of,
    reps,
    token,
    tokens_of,
    user,
)

__all__ = [
    "USERS",
    "SignedIn",
    "by_of",
    "by_of_id",
    "by_of_token",
    "bys_of",
    "colleagues",
    "colleagues_named_in",
    "differences",
    "digest",
    "grants_of",
    "may",
    "names_of",
    "reps",
    "require",
    "scoped",
    "token",
    "token_of",
    "tokens_of",
    "user",
]
