"""Forms of mails: one to be sent, and the text of a template."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tradepost.domain.mails.rules import KINDS, read_addresses
from tradepost.doors.office.mails.words import KIND_WORDS, LANGUAGE_WORDS
from tradepost.render.screens.form import ScreenForm

LANGUAGES = list(LANGUAGE_WORDS.items())


class MailForm(ScreenForm):
    """A mail about to be sent. `warn` asks once more, because an address is dead."""

    to = forms.CharField(
        label=pgettext_lazy("of a mail", "To"),
        max_length=2000,
        help_text=_("Several with commas: Ann Lee <ann@company.com>, bo@company.com"),
    )
    cc = forms.CharField(label=_("Cc"), required=False, max_length=2000)
    anyway = forms.BooleanField(label=_("Send all the same"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    reply_to = forms.ChoiceField(label=_("Answers go to"), required=False)
    title = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        max_length=15_000,
        widget=forms.Textarea(attrs={"rows": 13}),
        help_text=_("Your company's name and address follow under it."),
    )
    half = ("language", "reply_to")

    def __init__(self, *args: Any, warn: bool = False, answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not warn:
            del self.fields["anyway"]
        if len(answers) > 1:
            self.fields["reply_to"].choices = answers  # type: ignore[attr-defined]
        else:
            del self.fields["reply_to"]

    def _addresses(self, name: str) -> str:
        text = str(self.cleaned_data[name])
        try:
            read_addresses(text)
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from None
        return text

    def clean_to(self) -> str:
        return self._addresses("to")

    def clean_cc(self) -> str:
        return self._addresses("cc")


class TemplateForm(ScreenForm):
    title = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("Text"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 15}))


class ChoiceForm(ScreenForm):
    """Which text is looked at: of a kind of document, in a language."""

    kind = forms.ChoiceField(label=_("Document"), choices=[(kind, KIND_WORDS[kind]) for kind in KINDS])
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    half = ("kind", "language")
