"""The icons of the office as one picture, kept by the browser: a page that shows forty of them names them only."""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from zipfile import ZipFile

_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
SHEET = frozenset(
    """
    activity alarm-clock archive arrow-left arrow-left-right at-sign badge-percent ban banknote book bookmark
    bookmark-plus boxes building-2 calendar calendar-check calendar-clock calendar-days calendar-plus
    calendar-search calendar-sync calendar-x camera chart-column check check-check chevron-first chevron-left
    chevron-right circle-check circle-play circle-x clipboard-check clipboard-list clock-alert columns-3 copy
    door-open dot download ellipsis eye factory file-clock file-pen-line file-text file-up flask-conical folder-tree
    footprints forklift gift git-branch git-compare hand history hourglass house inbox info key-round key-square
    keyboard layers layout-grid link list list-checks lock log-out mail mail-check mail-plus mail-x map-pin menu
    merge message-square message-square-warning
    move-right octagon-alert octagon-pause package package-check package-open package-plus
    package-search package-x paperclip pencil percent pin pin-off plus printer receipt-text refresh-cw repeat
    replace route route-off save scale scan-barcode scissors search search-check search-x send settings shield
    shield-check shield-off shopping-basket shopping-cart shuffle sliders-horizontal smartphone split sun sun-moon
    table-properties tag tags trash-2 triangle-alert truck undo-2 unlink upload user-plus users warehouse weight x
    zap
    """.split()  # noqa: SIM905 - names stand as in the package, and are read as a text
)
"""Names as in lucide. One that is not here is drawn on the page itself."""


def _shapes(names: Iterable[str]) -> dict[str, str]:
    """The shapes of icons alone. The package is opened once: its own functions open it for each, a second for all."""
    with files("lucide").joinpath("lucide.zip").open("rb") as packed, ZipFile(packed) as icons:
        drawn = {name: _DRAWING.search(icons.read(f"{name}.svg").decode()) for name in names}
    return {name: re.sub(r"\s+(?=[/<>]|$)|\n\s*", "", found[1]) for name, found in drawn.items() if found}


@lru_cache(maxsize=128)
def drawing(name: str) -> str:
    """The shapes of one icon."""
    return _shapes([name])[name]


@lru_cache(maxsize=1)
def sheet() -> str:
    """An SVG of symbols, each under its name."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'
        for name, shapes in sorted(_shapes(SHEET).items())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


@lru_cache(maxsize=1)
def edition() -> str:
    """What tells this sheet from those of other versions: stands in its address, so that a kept one is never old."""
    return sha256(sheet().encode()).hexdigest()[:6]
