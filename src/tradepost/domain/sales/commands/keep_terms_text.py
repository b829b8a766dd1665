from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import changed_in, refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.sales.events import TermsTextKept
from tradepost.domain.sales.models import TermsText

LONGEST_NAME, LONGEST_TEXT = 80, 8000


@command
def keep_terms_text(
    by: By, *, text_id: UUID, name: str, language: str, text: str, version: int | None = None
) -> TermsText:
    """Keep a text of terms under a name in a language, or change the one of this id; the same again changes nothing.

    Quotes that were written with it keep what they say. Raises ChangedMeanwhile, Invalid.
    """
    row = TermsText.objects.select_for_update(no_key=True).filter(pk=text_id).first()
    wanted = {"name": " ".join(name.split()), "language": language.strip().lower(), "text": text.strip()}
    _refuse_bad(text_id, wanted)
    if row is None:
        row = TermsText.objects.create(id=text_id, made_at=by.now, **wanted)
    else:
        refuse_older(row.version, version, "text")
        if not changed_in(row, wanted):
            return row
    publish(by, TermsTextKept(row.pk, row.name, row.language))
    return row


def _refuse_bad(text_id: UUID, wanted: dict[str, str]) -> None:
    wrong = {}
    if not 0 < len(wanted["name"]) <= LONGEST_NAME:
        wrong["name"] = f"A name of up to {LONGEST_NAME} characters."
    if not (2 <= len(wanted["language"]) <= 10 and wanted["language"].isascii()):
        wrong["language"] = "The code of a language, such as en."
    if not 0 < len(wanted["text"]) <= LONGEST_TEXT:
        wrong["text"] = f"A text of up to {LONGEST_TEXT} characters."
    same = TermsText.objects.filter(name=wanted["name"], language=wanted["language"]).exclude(pk=text_id)
    if not wrong and same.exists():
        wrong["name"] = "There is a text of this name in this language."
    if wrong:
        raise Invalid("This text cannot be kept. Correct the marked fields.", fields=wrong)
