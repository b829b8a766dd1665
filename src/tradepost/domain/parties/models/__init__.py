from tradepost.domain.parties.models.company import COMPANY_ID, Company
from tradepost.domain.parties.models.customer import Customer, CustomerGroup
from tradepost.domain.parties.models.party import Address, Contact, Party
from tradepost.domain.parties.models.supplier import Supplier

__all__ = ["COMPANY_ID", "Address", "Company", "Contact", "Customer", "CustomerGroup", "Party", "Supplier"]
