"""Pages are sent without the blanks of their templates; texts to be translated are found as they were written."""

from tradepost.render.loader import without_blanks


def test_blanks_at_the_beginning_of_lines_go_and_those_in_texts_stay() -> None:
    text = "<ul>\n\n    <li>one</li>\n  {% blocktranslate %}two\n    lines{% endblocktranslate %}\n  </ul>"
    assert without_blanks(text) == (
        "<ul>\n<li>one</li>\n{% blocktranslate %}two\n    lines{% endblocktranslate %}\n</ul>"
    )


def test_a_line_of_tags_that_print_nothing_leaves_no_line_break() -> None:
    text = "<p>\n{% if a %}{% with b=1 %}\nx\n{% else %}\ny\n{% endif %}\n{% icon b %}\n<b>z</b></p>"
    assert (
        without_blanks(text)
        == "<p>\n{% if a %}{% with b=1 %}x\n{% else %}y\n{% endif %}{% icon b %}\n<b>z</b></p>"
    )
