from tradepost.domain.imports.models.import_file import Contents, Import, ImportRow

__all__ = ["Contents", "Import", "ImportRow"]
