"""What the script of the handheld says, in the language in force."""

from django.utils.translation import gettext as _


def hand_words() -> dict[str, str]:
    """Of sheets that are counted at the shelf."""
    return {
        "hand_nothing": _("Nothing was scanned."),
        "hand_place": _("Place"),
        "hand_begin": _("Scan an item, a case or its label; or tap a line below."),
        "hand_nothing_here": _("Nothing is left to count here. Scan what lies there all the same, or go on."),
        "hand_less": _("One less"),
        "hand_more": _("One more"),
        "hand_all": _("All: {count}"),
        "hand_none": _("None there"),
        "hand_twin": _("Another lot or place"),
        "hand_drop": _("Remove"),
        "hand_wrong": _("Something is wrong with it"),
        "hand_here": _("Also here"),
        "hand_to_come": _("Still to come"),
        "hand_further": _("Further on"),
        "hand_counted": _("Counted"),
        "hand_progress": _("{count} of {all} lines counted"),
        "hand_at": _("Now at {place}."),
        "hand_kept": _("Here again: what you counted until {when}."),
        "hand_anew": _("Begin anew"),
        "hand_waits": _(
            "The server is not reached. {count} scans wait; they count by themselves when it is, in their order."
        ),
    }
