from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "tradepost.domain.imports"
    label = "imports"
