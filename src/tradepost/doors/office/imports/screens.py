"""The list of what was brought in."""

from django.utils.translation import gettext_lazy as _

from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.imports.rules import KINDS
from tradepost.doors.office.imports.words import KIND_WORDS
from tradepost.doors.office.parts.addresses import address, later
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb

IMPORTS = ListScreen(
    name="imports",
    title=_("Imports"),
    noun=_("imports"),
    listing=imports_queries.IMPORTS,
    may="imports.read",
    search_hint=_("File name"),
    columns=(
        Column("file_name", _("File"), link=lambda row: address("import", row.pk), sort="file"),
        Column("kind", _("What"), value=lambda row: KIND_WORDS[row.kind].label, sort="kind"),
        Column("state", _("State"), "state"),
        Column("actor", _("By"), priority=2),
        Column("made_at", _("Brought"), "moment", sort="made"),
    ),
    filters=(
        FilterField("kind", choices=tuple((kind, KIND_WORDS[kind].label) for kind in KINDS)),
        FilterField("state"),
        FilterField("made"),
    ),
    verbs=(
        ListVerb(_("Bring in a file"), later("import_new"), "upload", strong=True, may="imports.bring_file"),
    ),
    empty=Empty(
        _("Nothing was brought in yet"),
        _(
            "Customers, items, prices and stock come in from a spreadsheet: tried first, and taken back if need be."
        ),
        _("Bring in a file"),
        later("import_new"),
        icon="upload",
    ),
)
