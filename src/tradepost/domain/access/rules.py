"""Which role may say which verb. Names are `room.verb`; reading a room is `room.read`.

A pattern may end in `*`; one that begins with `!` takes away from its own role only.
"""

ROLES = ["owner", "sales", "rep", "warehouse", "purchasing", "billing", "viewer", "buyer"]
SCOPE_KINDS = ["", "own_customers", "customer", "warehouse"]
