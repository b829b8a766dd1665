from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "tradepost.domain.reports"
    label = "reports"
