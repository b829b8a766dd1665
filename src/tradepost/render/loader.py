"""Our own templates without the blanks that only their authors need: a page weighs a kilobyte less."""

import re
from pathlib import Path

from django_cotton.cotton_loader import Loader as CottonLoader

OURS = Path(__file__).resolve().parents[1]
_SPACE = re.compile(r"\n\s+")
_ALONE = re.compile(
    r"(?<=\n)((?:{%\s*(?:if|elif|else|endif|for|empty|endfor|with|endwith|block|endblock|load)\b[^%\n]*%})+)\n"
)
"""A line of tags that print nothing leaves no line break of its own: there is one before it."""
_TEXTS = re.compile(r"({%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%})", re.DOTALL)
"""A text to be translated is looked up as it stands in the file."""


def without_blanks(text: str) -> str:
    """One line break for a line break with blanks after it: browsers show both as one blank."""
    return "".join(
        part if _TEXTS.match(part) else _ALONE.sub(r"\1", _SPACE.sub("\n", part))
        for part in _TEXTS.split(text)
    )


class Loader(CottonLoader):
    """Components as django-cotton compiles them; pages of ours are shortened before."""

    def _get_template_string(self, template_name: str) -> str:
        text: str = super()._get_template_string(template_name)
        path = Path(template_name)
        return without_blanks(text) if path.suffix == ".html" and OURS in path.parents else text
