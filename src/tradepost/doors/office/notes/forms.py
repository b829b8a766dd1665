from django import forms
from django.utils.translation import gettext_lazy as _

from tradepost.render.screens.form import ScreenForm


class NoteForm(ScreenForm):
    text = forms.CharField(label=_("Note"), widget=forms.Textarea, strip=False, required=False)
