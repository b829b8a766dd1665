"""Reasons that a company keeps beside the shipped ones: what they may be called."""

import re

LONGEST_NAME = 60
_CODE = re.compile("[a-z0-9_]{1,20}")


def faults_of_reason(code: str, name: str) -> dict[str, str]:
    """What is wrong with the code by which programs name a reason, and with its name for people, by field."""
    wrong = {}
    if not _CODE.fullmatch(code):
        wrong["code"] = "Up to 20 small letters, figures and low lines."
    if not 0 < len(name) <= LONGEST_NAME:
        wrong["name"] = f"A name of up to {LONGEST_NAME} characters."
    return wrong
