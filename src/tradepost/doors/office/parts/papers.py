"""A printed paper as an answer."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def answer_pdf(content: bytes, name: str) -> HttpResponse:
    """Opens in the browser under a name that a person would give the file."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, f"{name}.pdf") or ""
    return answer
