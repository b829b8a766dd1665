from tradepost.base.errors import Refusal
from tradepost.domain.notes import rules


class NotThisKind(Refusal):
    """Files of this kind are not kept, or the file is not what its name says."""

    status = 422


def name_to_keep(name: str) -> str:
    """How a file will be called. Raises NotThisKind; doors ask before they take the contents."""
    called = rules.clean_name(name)
    if not rules.media_type_of(called):
        raise NotThisKind(
            f"“{called or 'A file without a name'}” cannot be kept here. Pictures, PDF, office documents, text,"
            " CSV, e-mails, drawings, recordings and ZIP archives can.",
            name=called,
        )
    return called
