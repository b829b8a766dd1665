from django.urls import path

from tradepost.doors.office.access import (
    factors,
    inviting,
    landing,
    preferences,
    sessions,
    signals,
    tokens,
    views,
    words,
)
from tradepost.doors.office.access.screens import USERS
from tradepost.doors.office.parts.views import list_view

__all__ = ["signals", "urlpatterns", "words"]

urlpatterns = [
    path("users/", list_view(USERS), name="users"),
    path("users/new/", views.user_new, name="user_new"),
    path("users/invite/", inviting.user_invite, name="user_invite"),
    path("users/<uuid:pk>/", views.user, name="user"),
    path("users/<uuid:pk>/edit/", views.user_edit, name="user_edit"),
    path("users/<uuid:pk>/roles/", views.user_roles, name="user_roles"),
    path("users/<uuid:pk>/password/", views.user_password, name="user_password"),
    path("users/<uuid:pk>/stop/", views.user_stop, name="user_stop"),
    path("users/<uuid:pk>/start/", views.user_start, name="user_start"),
    path("users/<uuid:pk>/invite/", inviting.invitation_again, name="invitation_again"),
    path("users/<uuid:pk>/uninvite/", inviting.invitation_withdraw, name="invitation_withdraw"),
    path("users/<uuid:pk>/sessions/end/", sessions.user_sessions_end, name="user_sessions_end"),
    path("users/<uuid:pk>/factor/reset/", factors.factor_reset, name="factor_reset"),
    path("users/<uuid:pk>/token/", tokens.token_new, name="token_new"),
    path("me/", views.me, name="me"),
    path("me/preferences/", preferences.preferences, name="preferences"),
    path("me/preferences/set/", preferences.preference_set, name="preference_set"),
    path("me/sessions/end/", sessions.sessions_end, name="sessions_end"),
    path("home/", landing.land, name="land"),
    path("settings/sign-in/", factors.sign_in_rules, name="sign_in_rules"),
    path("me/token/", tokens.own_token_new, name="own_token_new"),
    path("tokens/<uuid:pk>/", tokens.token, name="token"),
    path("tokens/<uuid:pk>/revoke/", tokens.token_revoke, name="token_revoke"),
]
