"""What somebody brought, handed out: whatever it is, nothing in it runs here."""

from typing import BinaryIO

from django.http import FileResponse

HARMLESS = "sandbox; default-src 'none'; img-src 'self'; style-src 'none'; frame-ancestors 'none'"
"""No script, no form, no frame, no origin of ours, and nothing loaded from elsewhere."""


def handed_out(contents: BinaryIO, media_type: str, name: str = "", *, saved: bool = False) -> FileResponse:
    """A file as it was brought, never guessed to be of another kind. `saved`: to the disk instead of on the page."""
    response = FileResponse(contents, as_attachment=saved, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = HARMLESS
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
