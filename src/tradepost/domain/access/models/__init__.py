from tradepost.domain.access.models.token import ApiToken
from tradepost.domain.access.models.user import Grant, User

__all__ = ["ApiToken", "Grant", "User"]
