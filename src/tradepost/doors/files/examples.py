"""Example data: a small believable company, brought in as the files of any company are, and taken back alike.

Every number begins with EX and every name says that it is an example, so that nobody takes it for real.
"""

from collections.abc import Mapping

from tradepost.base.by import By
from tradepost.base.command import transact
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.imports import commands as imports
from tradepost.domain.imports import queries as imports_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.files.bringing import bring
from tradepost.doors.files.running import Hand, keep_rows, undo_rows

FILES: Mapping[str, str] = {
    "suppliers": """Number,Name,E-mail,Address,Postal code,City,Country,Terms days,Lead days
EX-S1,Highland Tea Estates (example),sales@highland-tea.example,Garden Road 1,EH1 1AA,Edinburgh,GB,30,21
EX-S2,Nordic Ceramics (example),order@nordic-ceramics.example,Havnegade 4,1058,Copenhagen,DK,14,10
""",
    "customers": """Number,Name,Group,E-mail,Address,Postal code,City,Country,Terms days,Credit limit,Contact
EX-101,Harbour Cafe (example),Examples,order@harbour-cafe.example,Am Kai 7,20457,Hamburg,DE,14,2500,Jette Sommer
EX-102,Corner Store Meyer (example),Examples,meyer@corner-store.example,Ringstr. 12,50667,Cologne,DE,30,5000,Kai Meyer
EX-103,Hotel Belvedere (example),Examples,einkauf@belvedere.example,Seestr. 3,8002,Zurich,CH,30,,Lea Hofer
EX-104,Grand Tea Room (example),Examples,hello@grand-tea.example,12 Mill Lane,LS1 4AP,Leeds,GB,30,1500,Amir Shah
""",
    "items": """SKU,Name,Category,Base unit,Units per case,List price,Supplier,Supplier price
EX-TEA-GREEN,"Green tea, 100 g (example)",Examples,piece,12,6.90,EX-S1,3.10
EX-TEA-BLACK,"Black tea, 100 g (example)",Examples,piece,12,5.90,EX-S1,2.60
EX-TEA-MINT,"Mint tea, 50 g (example)",Examples,piece,12,4.20,EX-S1,1.75
EX-POT,"Tea pot, 1 l (example)",Examples,piece,4,24.50,EX-S2,11.00
EX-CUP,"Cup, 0.2 l (example)",Examples,piece,6,5.40,EX-S2,2.20
EX-SAUCER,"Saucer (example)",Examples,piece,6,3.10,EX-S2,1.15
""",
    "prices": """SKU,Price,Unit,Minimum quantity
EX-TEA-GREEN,6.20,piece,48
EX-TEA-BLACK,5.30,piece,48
EX-CUP,4.80,piece,24
""",
    "stock": """SKU,Quantity,Unit cost
EX-TEA-GREEN,240,3.10
EX-TEA-BLACK,180,2.60
EX-TEA-MINT,96,1.75
EX-POT,24,11.00
EX-CUP,120,2.20
EX-SAUCER,120,1.15
""",
}
WAREHOUSE, WAREHOUSE_NAME = "MAIN", "Main warehouse"


def put_in(by: By) -> None:
    """Put the examples in, all of them or none; what stands of them already stays as it is.

    Where there is no warehouse one is made, and it stays: stock needs a place anyway. Raises NotPermitted.
    """
    transact(lambda: _put_in(by), "examples.put_in")


def _put_in(by: By) -> None:
    if not inventory_queries.warehouses():
        inventory.create_warehouse(by, warehouse_id=new_id(by.now), code=WAREHOUSE, name=WAREHOUSE_NAME)
    # Ascending, so that they are taken out in the opposite order.
    for (kind, text), import_id in zip(FILES.items(), new_ids(by.now, len(FILES)), strict=True):
        found = bring(
            by,
            import_id=import_id,
            kind=kind,
            file_name=f"example-{kind}.csv",
            data=text.encode(),
            is_example=True,
        )
        imports.record_check(by, import_id=found.pk)
        keep_rows(by, found, Hand())


def take_out(by: By) -> None:
    """Take the examples out again, the last file first. What is used in real documents stays, and says why."""
    for found in reversed(imports_queries.examples(by)):
        undo_rows(by, found, Hand())
