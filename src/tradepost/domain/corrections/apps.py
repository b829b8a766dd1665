from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    name = "tradepost.domain.corrections"
    label = "corrections"
    default_auto_field = "django.db.models.BigAutoField"
