from tradepost.domain.access.queries.actors import (
    Person,
    SignedIn,
    by_of,
    by_of_id,
    by_of_token,
    bys_of,
    digest,
    signed_in,
    token_of,
)
from tradepost.domain.access.queries.differences import differences
from tradepost.domain.access.queries.invitations import INVITATIONS, invitation, invitation_of, invitation_to
from tradepost.domain.access.queries.list_views import list_habit, list_view, list_views, no_habit
from tradepost.domain.access.queries.permission import may, require, scoped
from tradepost.domain.access.queries.sign_in import (
    factor_roles,
    factors_of,
    sessions_of,
)
from tradepost.domain.access.queries.users import (
    USERS,
    colleagues,
    colleagues_named_in,
    everybody,
    grants_of,
    names_of,
    reps,
    token,
    tokens_of,
    user,
)

__all__ = [
    "INVITATIONS",
    "USERS",
    "Person",
    "SignedIn",
    "by_of",
    "by_of_id",
    "by_of_token",
    "bys_of",
    "colleagues",
    "colleagues_named_in",
    "differences",
    "digest",
    "everybody",
    "factor_roles",
    "factors_of",
    "grants_of",
    "invitation",
    "invitation_of",
    "invitation_to",
    "list_habit",
    "list_view",
    "list_views",
    "may",
    "names_of",
    "no_habit",
    "reps",
    "require",
    "scoped",
    "sessions_of",
    "signed_in",
    "token",
    "token_of",
    "tokens_of",
    "user",
]
