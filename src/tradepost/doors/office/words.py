"""What the scripts of the shell say, in the language in force."""

from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _


def shell_words() -> dict[str, str]:
    return _words(get_language() or "en")


@lru_cache(maxsize=8)
def _words(language: str) -> dict[str, str]:
    return {
        "language": language,
        "offline": _("The server was not reached. What you typed is still here; try again."),
        "server_error": _("Something went wrong on the server. Nothing was changed; try again."),
        "signed_out": _("You were signed out. Sign in again in another tab, then repeat this."),
        "no_passkey": _("No passkey was given, and nothing was changed. Try again."),
        "unsaved": _("What you typed is not saved yet."),
        "unsaved_escape": _("What you typed is not saved. Escape once more throws it away."),
        "nothing_found": _("Nothing found"),
        "dismiss": _("Dismiss"),
        "any": _("any"),
        "or": _("or"),
        "more": _("{first} or {count} more"),
        "to": _("{first} to {last}"),
        "from": _("from {day}"),
        "until": _("until {day}"),
        "chosen": _("{count} chosen"),
        "recent": _("Lately"),
        "here": _("On this page"),
        "go_to": _("go to {what}"),
        "switch_dark": _("switch to dark"),
        "switch_light": _("switch to light"),
        "switch_system": _("light or dark as the computer"),
        "rows_compact": _("compact rows"),
        "rows_comfortable": _("comfortable rows"),
        "show_keys": _("show the keys of this page"),
        "sign_out": _("sign out"),
        "found_count": _("{count} found"),
        "lines": _("Lines of"),
        "copied": _("Copied"),
        "now_waits": _("{name}: now {count}."),
        "scan_which": _("{code} may be several things. Choose one."),
        "camera": _("Scan with the camera"),
        "camera_hint": _("Hold the barcode before the camera."),
        "camera_close": _("Close"),
        "camera_none": _("The camera cannot be used. Allow it in the browser, or type the code."),
    }


def scan_words() -> dict[str, str]:
    """What a form says that is filled by scanning."""
    return {
        "scan_other_item": _("{code} is another item. Here {item} is counted."),
        "scan_other_move": _("{code} is another item. Here {item} is moved."),
        "scan_no_item": _("{code} is no item. Scan an item."),
        "scan_neither": _("{code} is neither an item nor a place of this warehouse."),
        "scan_which_place": _("It lies in several places. Scan the place first."),
        "scan_no_lot": _("Lot {lot} does not lie there."),
        "scan_no_source": _("Nothing of it lies at {place}."),
        "scan_no_whole": _("This barcode of {code} does not say a whole number. Type the quantity."),
        "scan_counted": _("{code}: {count} so far."),
        "scan_at": _("Now at {place}."),
        "scan_from": _("From {place}."),
        "scan_to": _("To {place}."),
    }
