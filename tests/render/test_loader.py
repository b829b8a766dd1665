"""Pages are sent without the blanks of their templates; texts to be translated are found as they were written."""

from tradepost.render.loader import without_blanks


def test_blanks_at_the_beginning_of_lines_go_and_those_in_texts_stay() -> None:
    text = "<ul>\n\n    <li>one</li>\n  {% blocktranslate %}two\n    lines{% endblocktranslate %}\n  </ul>"
    assert without_blanks(text) == (
        "<ul>\n<li>one</li>\n{% blocktranslate %}two\n    lines{% endblocktranslate %}\n</ul>"
    )
