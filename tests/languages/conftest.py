"""The company with a document of every kind, as the security tests build it."""

from security.conftest import built, company

__all__ = ["built", "company"]
