"""What people decide about an import."""

from tradepost.base.flows import Flow

IMPORT = Flow(
    "import",
    ("draft", "checked", "begun", "kept", "undoing", "undone"),
    "draft",
    {
        "change": (("draft", "checked"), "draft"),
        "check": (("draft", "checked"), "checked"),
        "begin": (("checked", "begun"), "begun"),
        "keep": (("begun",), "kept"),
        "take_back": (("begun", "kept", "undoing"), "undoing"),
        "finish": (("undoing",), "undone"),
    },
)
