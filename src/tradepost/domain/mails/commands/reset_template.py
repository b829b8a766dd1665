from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.domain.mails.events import TemplateReset
from tradepost.domain.mails.models import Template


@command
def reset_template(by: By, *, kind: str, language: str) -> None:
    """Take the shipped text again. Where it stands already, nothing happens."""
    row = Template.objects.select_for_update().filter(kind=kind, language=language).first()
    if row is not None:
        publish(by, TemplateReset(row.id, kind, language))
        row.delete()
