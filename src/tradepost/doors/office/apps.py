from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "tradepost.doors.office"
    label = "office"
