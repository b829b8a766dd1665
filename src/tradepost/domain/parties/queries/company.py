from tradepost.domain.parties.models import COMPANY_ID, Company


def company() -> Company:
    """Who we are; all fields empty until somebody says it under Settings."""
    return Company.objects.filter(id=COMPANY_ID).first() or Company()
