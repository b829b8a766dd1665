from datetime import datetime
from uuid import UUID

from django.db.models import Case, QuerySet, TextField, Value, When

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import loosely
from tradepost.base.listing import Listing, choice, reference
from tradepost.domain.access.models import Invitation
from tradepost.domain.access.queries.actors import digest

STATES = ("open", "accepted", "withdrawn", "expired")


def _visible(by: By) -> "QuerySet[Invitation]":
    """With `state`: what has become of each by now."""
    state = Case(
        When(accepted_at__isnull=False, then=Value("accepted")),
        When(withdrawn_at__isnull=False, then=Value("withdrawn")),
        When(expires_at__lte=by.now, then=Value("expired")),
        default=Value("open"),
        output_field=TextField(),
    )
    rows = Invitation.objects.select_related("user").annotate(state=state)
    return rows.filter(user_id__in=[by.actor_id]) if by.scope else rows


INVITATIONS: Listing[Invitation] = Listing(
    name="invitations",
    rows=_visible,
    sorts={"made": ("made_at",), "expires": ("expires_at",)},
    default_sort="-made",
    filters={"state": choice("State", "state", STATES), "user": reference("User", "user_id")},
    search=lambda rows, text: rows.filter(loosely(text, "user__name", "user__email")),
)


def invitation(by: By, invitation_id: UUID) -> Invitation:
    """One, with its user and its state. Raises NotFound."""
    found = _visible(by).filter(pk=invitation_id).first()
    if found is None:
        raise NotFound("There is no such invitation.", invitation_id=invitation_id)
    return found


def invitation_of(secret: str, now: datetime) -> Invitation:
    """The open invitation of a link, with its user. Raises NotFound with what to do."""
    found = Invitation.objects.select_related("user").filter(hash=digest(secret)).first()
    if found is None or found.withdrawn_at or not found.user.is_active:
        raise NotFound("This invitation does not exist, or was withdrawn. Ask for a new one.")
    if found.accepted_at:
        raise NotFound("This invitation was used already. Sign in with the password you chose.")
    if found.expires_at <= now:
        raise NotFound("This invitation is too old. Ask for a new one.")
    return found


def invitation_to(user_id: UUID) -> Invitation | None:
    """The newest invitation of a user, whatever became of it."""
    return Invitation.objects.filter(user_id=user_id).order_by("-made_at", "-id").first()
