"""What the keyboard grid says, in the language in force."""

from django.utils.translation import gettext as _


def grid_words() -> dict[str, str]:
    return _typing() | _talking() | _keeping() | _scanning()


def _typing() -> dict[str, str]:
    return {
        "line": _("Line"),
        "delete": _("Delete line"),
        "lines_one": _("1 line"),
        "lines": _("{count} lines"),
        "pasted": _("{count} lines pasted. Ctrl+Z takes them back."),
        "pasted_some": _(
            "{count} lines pasted, {passed} rows without a quantity left out. Ctrl+Z takes them back."
        ),
        "deleted": _("Line deleted. Ctrl+Z brings it back."),
        "deleted_many": _("{count} lines deleted. Ctrl+Z brings them back."),
        "undone": _("Undone"),
        "redone": _("Done again"),
        "asks": _("{count} pasted lines are not sure. F9 goes through them."),
        "asks_one": _("1 pasted line is not sure. F9 shows what it may be."),
        "asks_go": _("Go through them"),
        "asks_title": _("What do they mean?"),
        "asks_keys": _("Enter takes the marked item, Delete leaves the line out, → goes on. Escape ends."),
        "asks_count": _("{at} of {count}"),
        "asks_none": _("Nothing looks like it. The line stays, to be typed by hand."),
        "asks_left": _("left out"),
        "asks_done": _("Done"),
        "passed": _("{count} rows were read as words, not as lines"),
        "suggest_title": _("What may be missing"),
        "suggest_keys": _("Enter takes one, ↑ and ↓ choose, Escape goes back to the lines."),
        "suggest_take": _("Add"),
        "suggest_swap": _("Take instead"),
        "suggest_taken": _("{code} added. Ctrl+Z takes it back."),
        "suggest_swapped": _("{code} taken instead. Ctrl+Z takes it back."),
        "suggest_all": _("All of these are in the order now."),
        "suggest_asking": _("Looking through what they ordered …"),
        "suggest_close": _("Close"),
        "empty": _("Type an item in the first line, or paste a list with Ctrl+V."),
        "nothing": _("There is no line yet."),
        "scanned": _("Scanned {code}"),
        "not_known": _("No item has the code {code}. Its line waits to be mended."),
    }


def _talking() -> dict[str, str]:
    return {
        "computing": _("Computing …"),
        "offline": _(
            "The server is not reached. {count} kept on this computer; this goes on by itself when it is."
        ),
        "failing": _(
            "The server has a problem. {count} kept on this computer; this goes on by itself when it is mended."
        ),
        "reached": _("The server is reached again. Nothing was lost."),
        "not_sent": _("Not sent: the server was not reached. Your lines are kept. Try again."),
        "signed_out": _(
            "You were signed out. {count} kept on this computer. Sign in again, and this goes on."
        ),
        "another": _(
            "Somebody else is signed in here now. {count} kept on this computer for you. Sign in as yourself."
        ),
        "sign_in": _("Sign in"),
        "signed_in": _("Signed in again. Nothing was lost."),
        "sending": _("Sending …"),
        "fix": _("Take {value}"),
        "fixes": _("{count} lines can be put right as proposed."),
        "fix_all": _("Put all right"),
        "fixed": _("{count} lines put right. Ctrl+Z takes it back."),
        "errors": _("{count} lines need a look before this can be sent."),
        "errors_one": _("1 line needs a look before this can be sent."),
    }


def _scanning() -> dict[str, str]:
    return {
        "scan_locked": _("Not counted: this is being sent, or written in another tab."),
        "scan_is_place": _("{code} is a place. Scan an item."),
        "scan_put": _("{code} goes to {place}."),
        "scan_put_next": _("What is scanned next goes to {place}."),
    }


def _keeping() -> dict[str, str]:
    return {
        "draft_found": _("{count} from {when} not sent."),
        "draft_own": _("{count} as you changed them on {when}, not saved."),
        "draft_open": _("Open in another tab."),
        "draft_continue": _("Continue it"),
        "draft_discard": _("Discard it"),
        "taken": _("This is being written in another tab. What stands here is shown only."),
        "take_back": _("Go on here"),
        "gone": _("This was sent or discarded in another tab. What stands here is shown only."),
        "keep_as_new": _("Load this page anew"),
        "joined": _("Their changes were taken over into your lines. Look, then save again."),
        "joined_clash": _(
            "Taken over; where you both changed the same, {count} lines show both. If you save again, yours count."
        ),
        "understood": _("Understood"),
        "they_have": _("Saved by the other: {value}"),
        "they_deleted": _("The other deleted this line."),
    }
