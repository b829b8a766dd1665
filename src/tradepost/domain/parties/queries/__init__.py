from tradepost.domain.parties.queries.company import company
from tradepost.domain.parties.queries.customers import (
    CUSTOMERS,
    FoundParty,
    addresses,
    branches_of,
    customer,
    customer_ids,
    customers_called,
    find_customers,
    groups,
    visible_customers,
)
from tradepost.domain.parties.queries.differences import differences
from tradepost.domain.parties.queries.people import Person, people_of
from tradepost.domain.parties.queries.suppliers import (
    SUPPLIERS,
    find_suppliers,
    supplier,
    supplier_ids,
    visible_suppliers,
)
from tradepost.domain.parties.queries.terms import (
    CustomerTerms,
    address_of,
    country_of,
    customer_terms,
    terms_of,
)

__all__ = [
    "CUSTOMERS",
    "SUPPLIERS",
    "CustomerTerms",
    "FoundParty",
    "Person",
    "address_of",
    "addresses",
    "branches_of",
    "company",
    "country_of",
    "customer",
    "customer_ids",
    "customer_terms",
    "customers_called",
    "differences",
    "find_customers",
    "find_suppliers",
    "groups",
    "people_of",
    "supplier",
    "supplier_ids",
    "terms_of",
    "visible_customers",
    "visible_suppliers",
]
