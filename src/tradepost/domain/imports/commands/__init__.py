from tradepost.domain.imports.commands.begin_import import begin_import
from tradepost.domain.imports.commands.begin_taking_back import begin_taking_back
from tradepost.domain.imports.commands.bring_file import bring_file
from tradepost.domain.imports.commands.choose_columns import choose_columns
from tradepost.domain.imports.commands.discard_import import discard_import
from tradepost.domain.imports.commands.finish_taking_back import finish_taking_back
from tradepost.domain.imports.commands.forget_check import forget_check
from tradepost.domain.imports.commands.forget_files import forget_files
from tradepost.domain.imports.commands.keep_import import keep_import
from tradepost.domain.imports.commands.record_check import record_check
from tradepost.domain.imports.commands.record_rows import RowInput, record_rows
from tradepost.domain.imports.commands.record_taken_back import record_taken_back
from tradepost.domain.imports.commands.take_up import WorkedOnAlready, take_up

__all__ = [
    "RowInput",
    "WorkedOnAlready",
    "begin_import",
    "begin_taking_back",
    "bring_file",
    "choose_columns",
    "discard_import",
    "finish_taking_back",
    "forget_check",
    "forget_files",
    "keep_import",
    "record_check",
    "record_rows",
    "record_taken_back",
    "take_up",
]
