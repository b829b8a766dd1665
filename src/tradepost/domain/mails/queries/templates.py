from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from tradepost.domain.mails.models import Template
from tradepost.domain.mails.rules import KINDS, LANGUAGES, SHIPPED, Wording


@dataclass(frozen=True, slots=True)
class StandingTemplate:
    """The text that counts for a kind in a language; `version` is 0 where it is the shipped one."""

    id: UUID
    kind: str
    language: str
    wording: Wording
    version: int

    @property
    def is_own(self) -> bool:
        return self.version > 0


def template_id(kind: str, language: str) -> UUID:
    """The id under which a template's facts stand, the same in every company."""
    return uuid5(NAMESPACE_URL, f"tradepost:mails.template:{kind}:{language}")


def template(kind: str, language: str) -> StandingTemplate:
    """The company's own text, or the shipped one. KeyError for a kind or language that is not known."""
    shipped = SHIPPED[kind, language]
    own = Template.objects.filter(kind=kind, language=language).first()
    return _standing(kind, language, shipped, own)


def templates() -> list[StandingTemplate]:
    """All of them, by kind and language, in one statement."""
    own = {(one.kind, one.language): one for one in Template.objects.order_by("kind", "language")}
    return [
        _standing(kind, language, SHIPPED[kind, language], own.get((kind, language)))
        for kind in KINDS
        for language in LANGUAGES
    ]


def _standing(kind: str, language: str, shipped: Wording, own: Template | None) -> StandingTemplate:
    wording = Wording(own.title, own.text) if own else shipped
    return StandingTemplate(template_id(kind, language), kind, language, wording, own.version if own else 0)
