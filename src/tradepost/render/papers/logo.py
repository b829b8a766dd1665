"""A picture somebody gives as the company's logo, made fit for every paper: or a sentence why it is not."""

from __future__ import annotations

import io
import re
import warnings

import typst
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 5_000_000
MOST_DRAWING_BYTES = 300_000
MOST_PIXELS = 40_000_000
LARGEST = (1890, 378)
"""80 x 16 mm at 600 dots an inch: what the letterhead has room for, as finely as a printer prints it."""

_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


def fitted_logo(content: bytes) -> bytes:
    """The picture as PNG, no larger than it is ever printed and without what cameras write beside it; SVG as it came.

    Raises ValueError with a sentence for what is no picture, cannot be drawn, or is too large.
    """
    if len(content) > MOST_BYTES:
        raise ValueError(_("A logo may have %s MB. Send a smaller one.") % (MOST_BYTES // 1_000_000))
    if re.search(rb"<svg[\s>]", content[:4096]):
        return _drawing(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            picture = Image.open(io.BytesIO(content), formats=_FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            most = MOST_PIXELS // 1_000_000
            raise ValueError(_("A logo may have %s million pixels. Send a smaller one.") % most)
        picture.load()
    except UnidentifiedImageError:
        says = _("This is no picture that can be printed. Take a PNG, JPEG, GIF, WebP or SVG file.")
        raise ValueError(says) from None
    except (OSError, SyntaxError, Image.DecompressionBombError):
        raise ValueError(_("The picture is damaged. Save it anew, and send it again.")) from None
    return _as_png(ImageOps.exif_transpose(picture))


def _as_png(picture: Image.Image) -> bytes:
    shown = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    shown.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    written = io.BytesIO()
    shown.save(written, "PNG", optimize=True)
    return written.getvalue()


def _drawing(content: bytes) -> bytes:
    """A drawing is kept as it is, if the typesetter draws it. It loads nothing from elsewhere, and runs nothing."""
    if len(content) > MOST_DRAWING_BYTES:
        most = MOST_DRAWING_BYTES // 1000
        raise ValueError(_("A drawing may have %s kB. Send a simpler one, or a PNG.") % most)
    files = {"main.typ": b'#image("logo.svg", width: 80mm)', "logo.svg": content}
    try:
        # The stub knows no folder in memory, which the library documents.
        typst.compile(files, format="png", ppi=20.0)  # type: ignore[call-overload]
    except typst.TypstError:
        raise ValueError(_("The drawing cannot be printed. Save it as plain SVG, or send a PNG.")) from None
    return content
