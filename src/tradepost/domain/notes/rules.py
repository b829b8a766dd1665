"""Who is meant by an @, what a file may be called and what it is. Names and contents come from outside."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

LONGEST_NOTE = 10_000
MOST_MENTIONS = 20
MOST_FILES = 200
LONGEST_NAME = 200
PLAIN = "application/octet-stream"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""What a browser only paints. A drawing (SVG) may carry a script, and is none of these."""

KINDS = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "heic": "image/heic", "tif": "image/tiff", "tiff": "image/tiff", "bmp": "image/bmp", "svg": "image/svg+xml",
    "pdf": "application/pdf", "txt": "text/plain", "md": "text/markdown", "csv": "text/csv", "tsv": "text/plain",
    "json": "application/json", "xml": "application/xml", "edi": "text/plain", "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook", "rtf": "application/rtf",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "dwg": "image/vnd.dwg", "dxf": "image/vnd.dxf", "step": "model/step", "stp": "model/step",
    "zip": "application/zip", "7z": "application/x-7z-compressed",
    "mp4": "video/mp4", "mov": "video/quicktime", "mp3": "audio/mpeg", "m4a": "audio/mp4",
}  # fmt: skip
"""What may be kept, by the ending of its name. Nothing that a double click would run."""

_BEGINNINGS = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
    "application/pdf": (b"%PDF-",),
}
_LOOK = 1024
_SENDERS_TRICKS = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_RESERVED = re.compile(r'[<>:"|?*]')


def mentioned(text: str, names: Iterable[str]) -> set[str]:
    """The names that stand behind an @ in the text, whatever their case; the longest that fits is meant.

    `mentioned("@Ben Ortega please", ["Ben", "Ben Ortega"]) == {"Ben Ortega"}`.
    """
    longest_first = sorted({name for name in names if name}, key=len, reverse=True)
    if not longest_first:
        return set()
    by_lower = {name.casefold(): name for name in reversed(longest_first)}
    some = "|".join(re.escape(name) for name in longest_first)
    found = re.findall(rf"(?<!\w)@({some})(?!\w)", text, re.IGNORECASE)
    return {by_lower[name.casefold()] for name in found if name.casefold() in by_lower}


def clean_text(text: str) -> str:
    """A note as it is kept: lines end alike, no trailing blanks, no characters that cannot be seen."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    seen = (
        "".join(c for c in line if c == "\t" or unicodedata.category(c) != "Cc").rstrip() for line in lines
    )
    return "\n".join(seen).strip()


def clean_name(name: str) -> str:
    """A file's name to show and to offer for saving; never a path, never longer than 200 characters.

    Folders, control characters and those that turn the direction of reading (which make "exe.png" of
    "gnp.exe") are taken out.
    """
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(
        c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c) not in _SENDERS_TRICKS
    )
    plain = " ".join(_RESERVED.sub("_", seen).split()).lstrip(".")
    stem, dot, ending = plain.rpartition(".")
    if not dot or not stem:
        return plain[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def ending_of(name: str) -> str:
    """ "pdf" of "Offer 7.PDF"; "" when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def media_type_of(name: str) -> str:
    """What a file is by its name; "" when nothing of the kind is kept."""
    return KINDS.get(ending_of(name), "")


def is_what_it_says(media_type: str, beginning: bytes) -> bool:
    """Whether the first bytes are those of such a file. Kinds without a known beginning always are."""
    known = _BEGINNINGS.get(media_type)
    if known is None:
        return True
    if media_type == "application/pdf":  # readers allow some bytes before it
        return known[0] in beginning[:_LOOK]
    fits = any(beginning.startswith(one) for one in known)
    return fits and (media_type != "image/webp" or beginning[8:12] == b"WEBP")


# ---- what people are told, in one sentence


def said_of_mention(author: str, called: str) -> str:
    return f"{author} mentioned you in a note on {called}."


def said_of_mail(title: str, addresses: Sequence[str]) -> str:
    return f"Your mail “{title}” did not reach {', '.join(addresses)}."


def said_of_dispute(giver: str, number: str) -> str:
    return f"{giver} gave you the dispute {number} to care for."


def said_of_hold(number: str, why: str) -> str:
    """`why` is a sentence of its own, or nothing."""
    return " ".join((f"Order {number} is on hold.", why)).strip()
