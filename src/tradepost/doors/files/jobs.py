"""The long parts of an import, as jobs of the worker: tried, brought in, taken back."""

from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.job_queue import Work
from tradepost.domain.imports import queries as imports_queries
from tradepost.doors.files.running import Hand, keep_rows, try_rows, undo_rows


def check(by: By, work: Work) -> None:
    """Try every row, and keep nothing but what would become of it. Begun anew each time."""
    found = imports_queries.import_of(by, _asked(work))
    try_rows(by, found, _hand(work))
    counts = imports_queries.counts_of(found.pk)
    work.said = _("%(good)s of %(all)s rows can be brought in.") % {
        "good": counts.rows - counts.refused,
        "all": counts.rows,
    }


def bring_in(by: By, work: Work) -> None:
    """Bring the rows into the books. What went through stays, whatever becomes of the rest."""
    found = imports_queries.import_of(by, _asked(work))
    keep_rows(by, found, _hand(work))
    counts = imports_queries.counts_of(found.pk)
    said = _("%(made)s made, %(changed)s changed, %(same)s as they were, %(refused)s refused.")
    work.said = said % {
        "made": counts.made,
        "changed": counts.changed,
        "same": counts.same,
        "refused": counts.refused,
    }


def take_back(by: By, work: Work) -> None:
    """Take back what the rows did, the last one first, as far as nothing else has happened since."""
    found = imports_queries.import_of(by, _asked(work))
    undo_rows(by, found, _hand(work))
    counts = imports_queries.counts_of(found.pk)
    work.said = _("%(undone)s rows were taken back, %(standing)s stand.") % {
        "undone": counts.undone,
        "standing": counts.standing,
    }


def _hand(work: Work) -> Hand:
    return Hand(lambda: work.save({}), work.tell)


def _asked(work: Work) -> UUID:
    return UUID(str(work.request["import_id"]))
