from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "tradepost.doors.portal"
    label = "portal"
