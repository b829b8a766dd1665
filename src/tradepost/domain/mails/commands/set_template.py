from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile, Invalid
from tradepost.domain.mails.events import TemplateChanged
from tradepost.domain.mails.models import Template
from tradepost.domain.mails.queries import template_id
from tradepost.domain.mails.rules import KINDS, LANGUAGES, Wording, problems_of


@command
def set_template(
    by: By, *, kind: str, language: str, title: str, text: str, version: int | None = None
) -> Template:
    """The company's own words for a kind of document in a language. Mails already written do not change.

    `version` is what the caller read, 0 for the shipped text. Raises Invalid naming each unknown placeholder's
    field, ChangedMeanwhile.
    """
    wording = Wording(title.strip(), text.replace("\r\n", "\n").replace("\x00", "").strip())
    _refuse_unknown(kind, language)
    if problems := problems_of(wording, KINDS[kind].words):
        raise Invalid("This text cannot be kept.", fields=problems)
    key = template_id(kind, language)
    Template.objects.bulk_create(
        [Template(id=key, kind=kind, language=language, title="-", text="-", version=0)],
        ignore_conflicts=True,
    )
    row = Template.objects.select_for_update().get(id=key)
    if version is not None and version != row.version:
        raise ChangedMeanwhile(
            "Somebody changed this text meanwhile. Load the page again.", version=row.version
        )
    if (row.title, row.text) != (wording.title, wording.text):
        row.title, row.text, row.version = wording.title, wording.text, row.version + 1
        row.save(update_fields=["title", "text", "version"])
        publish(by, TemplateChanged(key, kind, language))
    return row


def _refuse_unknown(kind: str, language: str) -> None:
    if kind not in KINDS:
        raise Invalid("There is no such kind of mail.", fields={"kind": f"One of {', '.join(KINDS)}."})
    if language not in LANGUAGES:
        raise Invalid(
            "There is no such language here.", fields={"language": f"One of {', '.join(LANGUAGES)}."}
        )
