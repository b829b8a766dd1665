from tradepost.domain.parties.commands._party import AddressInput, ContactInput, NumberTaken
from tradepost.domain.parties.commands.add_address import add_address
from tradepost.domain.parties.commands.add_contact import add_contact
from tradepost.domain.parties.commands.block_customer import block_customer
from tradepost.domain.parties.commands.block_supplier import block_supplier
from tradepost.domain.parties.commands.change_address import change_address
from tradepost.domain.parties.commands.change_customer import change_customer
from tradepost.domain.parties.commands.change_supplier import change_supplier
from tradepost.domain.parties.commands.create_customer import (
    CustomerInput,
    create_customer,
    create_customers,
)
from tradepost.domain.parties.commands.create_group import create_group
from tradepost.domain.parties.commands.create_supplier import (
    SupplierInput,
    create_supplier,
    create_suppliers,
)
from tradepost.domain.parties.commands.remove_address import remove_addresses
from tradepost.domain.parties.commands.remove_contact import remove_contacts
from tradepost.domain.parties.commands.remove_customer import remove_customers
from tradepost.domain.parties.commands.remove_group import remove_groups
from tradepost.domain.parties.commands.remove_supplier import remove_suppliers
from tradepost.domain.parties.commands.set_company import set_company
from tradepost.domain.parties.commands.unblock_customer import unblock_customer
from tradepost.domain.parties.commands.unblock_supplier import unblock_supplier

__all__ = [
    "AddressInput",
    "ContactInput",
    "CustomerInput",
    "NumberTaken",
    "SupplierInput",
    "add_address",
    "add_contact",
    "block_customer",
    "block_supplier",
    "change_address",
    "change_customer",
    "change_supplier",
    "create_customer",
    "create_customers",
    "create_group",
    "create_supplier",
    "create_suppliers",
    "remove_addresses",
    "remove_contacts",
    "remove_customers",
    "remove_groups",
    "remove_suppliers",
    "set_company",
    "unblock_customer",
    "unblock_supplier",
]
