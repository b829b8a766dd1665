from functools import partial
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import words_of
from tradepost.base.listing import Listing, choice, day_range, flag, reference
from tradepost.domain.access import queries as access_queries
from tradepost.domain.mails.flows import RECIPIENT
from tradepost.domain.mails.models import Mail, MailFile, Recipient
from tradepost.domain.mails.rules import KIND_NAMES, SYSTEM, kinds_readable

TROUBLE = Q(state__in=["failed", "bounced"], settled_at__isnull=True)


def _rows(by: By) -> QuerySet[Mail]:
    """The mails about documents that this actor may read; those of the house are for who reads secrets."""
    readable = kinds_readable(partial(access_queries.may, by))
    rows = access_queries.scoped(Mail.objects.filter(kind__in=readable), by, customer="customer_id")
    if (
        "warehouse" in by.scope
    ):  # of what belongs to no warehouse, a statement, only what they sent themselves
        rows = rows.filter(Q(warehouse_id=by.scope["warehouse"]) | Q(sent_by_id=by.actor_id))
    return rows.prefetch_related("recipients")


def _search(rows: QuerySet[Mail], text: str) -> QuerySet[Mail]:
    for word in words_of(text):
        to = Recipient.objects.annotate(small=Lower("address")).filter(
            mail_id=OuterRef("id"), small__contains=word.lower()
        )
        rows = rows.filter(Q(number__istartswith=word) | Q(title__icontains=word) | Exists(to))
    return rows


MAILS: Listing[Mail] = Listing(
    name="mails",
    rows=_rows,
    sorts={"made": ("made_at",), "number": ("number", "made_at")},
    default_sort="-made",
    filters={
        "state": choice("State", "state", RECIPIENT.states),
        "kind": choice("About", "kind", [*KIND_NAMES, SYSTEM]),
        "customer": reference("Customer", "customer_id"),
        "supplier": reference("Supplier", "supplier_id"),
        "subject": reference("Document", "subject_id"),
        "made": day_range("Sent", "made_at"),
        "trouble": flag("Needs somebody", TROUBLE),
    },
    search=_search,
)


def mail(by: By, mail_id: UUID) -> Mail:
    """One mail with its recipients. Raises NotFound, also for one about what the actor may not read."""
    found = _rows(by).filter(id=mail_id).first()
    if found is None:
        raise NotFound("There is no such mail.", mail_id=mail_id)
    return found


def recipients_of(mail_id: UUID) -> list[Recipient]:
    """To whom it goes, in the order they were typed."""
    return list(Recipient.objects.filter(mail_id=mail_id).order_by("id"))


def files_of(mail_id: UUID) -> list[MailFile]:
    """What went with it, without the contents."""
    return list(MailFile.objects.filter(mail_id=mail_id).defer("content").order_by("id"))


def file_of(by: By, mail_id: UUID, place: int) -> MailFile:
    """One file of a mail, with its content; `place` counts from 0. Raises NotFound."""
    found = MailFile.objects.filter(mail_id=mail(by, mail_id).id).order_by("id")[place : place + 1]
    if not found:
        raise NotFound("Nothing of this name went with the mail.", mail_id=mail_id)
    return found[0]


def mails_about(by: By, subject_id: UUID, limit: int = 20) -> list[Mail]:
    """The newest mails about a document, newest first."""
    return list(_rows(by).filter(subject_id=subject_id).order_by("-made_at", "-id")[:limit])


def trouble(by: By) -> int:
    """How many mails failed or came back and nobody has looked at them: the list `trouble=yes` holds them."""
    return _rows(by).filter(TROUBLE).count()
