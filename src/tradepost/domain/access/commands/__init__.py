from tradepost.domain.access.commands._grants import GrantInput, LastOwner, TooManyScopes
from tradepost.domain.access.commands.change_user import change_user
from tradepost.domain.access.commands.create_user import EmailTaken, create_user
from tradepost.domain.access.commands.make_token import MadeToken, SecretAlreadyShown, make_token
from tradepost.domain.access.commands.record_token_use import record_token_use
from tradepost.domain.access.commands.revoke_token import revoke_token
from tradepost.domain.access.commands.set_password import set_password
from tradepost.domain.access.commands.set_roles import set_roles

__all__ = [
    "EmailTaken",
    "GrantInput",
    "LastOwner",
    "MadeToken",
    "SecretAlreadyShown",
    "TooManyScopes",
    "change_user",
    "create_user",
    "make_token",
    "record_token_use",
    "revoke_token",
    "set_password",
    "set_roles",
]
