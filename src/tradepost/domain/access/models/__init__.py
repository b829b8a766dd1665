from tradepost.domain.access.models.invitation import Invitation
from tradepost.domain.access.models.list_view import ListHabit, ListView
from tradepost.domain.access.models.token import ApiToken
from tradepost.domain.access.models.user import FactorRole, Grant, User

__all__ = ["ApiToken", "FactorRole", "Grant", "Invitation", "ListHabit", "ListView", "User"]
