"""The facts about planning in words."""

from django.utils.translation import gettext_lazy as _

from tradepost.doors.office.parts.timeline import WORDS, Words

WORDS.update(
    {
        "planning.reorder_rules_set": Words(_("Reorder rules set"), "sliders-horizontal"),
        "planning.proposals_ordered": Words(_("Proposals ordered"), "refresh-cw"),
    }
)
