"""Refusals: what the house says when it will not do a thing."""

import re
from typing import Any, ClassVar


class Refusal(Exception):
    """A command declined, and nothing was changed.

    `code` is stable and public (the API's problem type); the sentence tells a person what to do;
    `facts` are the values a program or a page needs to show where and why.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "code" not in cls.__dict__:
            cls.code = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    def __init__(self, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts


class NotFound(Refusal):
    """There is no such document, or it is not yours to see."""

    status = 404


class NotPermitted(Refusal):
    """The role does not include this verb."""

    status = 403


class Invalid(Refusal):
    """What was given cannot be understood; `facts["fields"]` maps field to sentence."""

    status = 422


class SentTwiceDifferently(Refusal):
    """An id or key was used before with other contents."""


class AnswerForgotten(Refusal):
    """The key was used long ago: it was done then, what was answered is not kept any more, nothing is done now."""


class StillUsed(Refusal):
    """Something refers to what was to be removed."""


class ChangedMeanwhile(Refusal):
    """The document changed since it was read; load it again."""

    status = 412
