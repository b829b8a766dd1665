from tradepost.domain.access.commands._grants import GrantInput, LastOwner, TooManyScopes
from tradepost.domain.access.commands._invitations import AlreadyHere, MadeInvitation
from tradepost.domain.access.commands.accept_invitation import accept_invitation
from tradepost.domain.access.commands.change_user import change_user
from tradepost.domain.access.commands.change_view import change_view
from tradepost.domain.access.commands.choose_columns import choose_columns
from tradepost.domain.access.commands.create_user import EmailTaken, create_user
from tradepost.domain.access.commands.delete_view import delete_view
from tradepost.domain.access.commands.end_sessions import end_sessions
from tradepost.domain.access.commands.invite_again import invite_again
from tradepost.domain.access.commands.invite_user import invite_user
from tradepost.domain.access.commands.make_token import MadeToken, SecretAlreadyShown, make_token
from tradepost.domain.access.commands.open_with import open_with
from tradepost.domain.access.commands.record_look import PAUSE, record_look
from tradepost.domain.access.commands.record_password_set import record_password_set
from tradepost.domain.access.commands.record_second_factor import record_second_factor
from tradepost.domain.access.commands.record_session_use import record_session_use
from tradepost.domain.access.commands.record_token_use import record_token_use
from tradepost.domain.access.commands.reset_second_factor import NoSecondFactor, reset_second_factor
from tradepost.domain.access.commands.revoke_token import revoke_token
from tradepost.domain.access.commands.save_view import TooManyViews, ViewNameTaken, save_view
from tradepost.domain.access.commands.set_factor_roles import set_factor_roles
from tradepost.domain.access.commands.set_password import set_password
from tradepost.domain.access.commands.set_preferences import Preferences, set_preferences
from tradepost.domain.access.commands.set_roles import set_roles
from tradepost.domain.access.commands.withdraw_invitation import NoInvitation, withdraw_invitation

__all__ = [
    "PAUSE",
    "AlreadyHere",
    "EmailTaken",
    "GrantInput",
    "LastOwner",
    "MadeInvitation",
    "MadeToken",
    "NoInvitation",
    "NoSecondFactor",
    "Preferences",
    "SecretAlreadyShown",
    "TooManyScopes",
    "TooManyViews",
    "ViewNameTaken",
    "accept_invitation",
    "change_user",
    "change_view",
    "choose_columns",
    "create_user",
    "delete_view",
    "end_sessions",
    "invite_again",
    "invite_user",
    "make_token",
    "open_with",
    "record_look",
    "record_password_set",
    "record_second_factor",
    "record_session_use",
    "record_token_use",
    "reset_second_factor",
    "revoke_token",
    "save_view",
    "set_factor_roles",
    "set_password",
    "set_preferences",
    "set_roles",
    "withdraw_invitation",
]
