from django.urls import path

from tradepost.doors.office.mails import templates, views, words
from tradepost.doors.office.mails.compose import mail_urls

__all__ = ["urlpatterns", "words"]

urlpatterns = [
    path("mails/", views.mails, name="mails"),
    path("mails/<uuid:pk>/", views.mail, name="mail"),
    path("mails/<uuid:pk>/mail.eml", views.as_file, name="mail_file"),
    path("mails/<uuid:pk>/paper.pdf", views.paper, name="mail_paper"),
    path("mails/<uuid:pk>/resend/", views.resend, name="mail_resend"),
    path("mails/<uuid:pk>/settle/", views.settle, name="mail_settle"),
    path("mails/<uuid:pk>/address/", views.address_clear, name="mail_address_clear"),
    path("settings/mails/", templates.templates, name="mail_templates"),
    path("settings/mails/text/", templates.template, name="mail_template"),
    path("settings/mails/preview/", templates.preview, name="mail_preview"),
    path("settings/mails/reset/", templates.reset, name="mail_template_reset"),
    *mail_urls("quote", "quotes/<uuid:pk>/mail/"),
    *mail_urls("order", "orders/<uuid:pk>/mail/"),
    *mail_urls("shipment", "shipments/<uuid:pk>/mail/"),
    *mail_urls("invoice", "invoices/<uuid:pk>/mail/"),
    *mail_urls("statement", "customers/<uuid:pk>/statement/mail/"),
    *mail_urls("purchase_order", "purchase-orders/<uuid:pk>/mail/"),
    *mail_urls("return", "returns/<uuid:pk>/mail/"),
    *mail_urls("dispute", "disputes/<uuid:pk>/mail/"),
    *mail_urls("new_dates", "customers/<uuid:pk>/dates/mail/"),
]
