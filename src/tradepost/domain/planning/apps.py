from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "tradepost.domain.planning"
    label = "planning"
