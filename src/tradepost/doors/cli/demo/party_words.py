"""The words of which the demonstration company's customers, suppliers and people are made. All of our own."""

from dataclasses import dataclass

COMPANY = "Larkfield Provisions"
DOMAIN = "larkfield.example"


@dataclass(frozen=True, slots=True)
class Trade:
    """A kind of customer: how it is called, what it buys most, how much and how often.

    `{n}` in a pattern is a noun, `{s}` a family name, `{c}` the city.
    """

    group: str
    patterns: tuple[str, ...]
    likes: tuple[str, ...]
    cases: bool
    weight: int


TRADES: tuple[Trade, ...] = (
    Trade("Cafés", ("Café {n}", "{n} Coffee House", "The {n} Espresso Bar", "{s} & Daughters Café"),
          ("Coffee", "To go", "Pantry"), False, 34),
    Trade("Restaurants", ("{n} Kitchen", "Bistro {s}", "The {n} Table", "Trattoria {s}"),
          ("Table", "Kitchen", "Pantry", "Hygiene"), False, 22),
    Trade("Hotels", ("Hotel {n}", "{n} Guest House", "The {c} {n} Hotel"),
          ("Table", "Tea", "Hygiene", "Coffee"), True, 12),
    Trade("Offices", ("{s} Office Park", "{n} Works Canteen", "{s}, {s} & Partners"),
          ("Coffee", "Tea", "To go"), False, 14),
    Trade("Caterers", ("{s} Catering", "{n} Events", "{c} Banqueting Co."),
          ("To go", "Table", "Pantry"), True, 10),
    Trade("Retailers", ("{n} Grocers", "{s} Deli Stores", "{c} Pantry Stores", "{n} Cash & Carry"),
          ("Coffee", "Tea", "Pantry"), True, 8),
)  # fmt: skip

NOUNS = (
    "Acorn|Anchor|Bluebell|Bramble|Brass Kettle|Briar|Candlelight|Cedar|Cobble|Corner Lamp|Cricket|"
    "Daybreak|Driftwood|Elm Street|Fern|Finch|Foxglove|Garnet|Golden Spoon|Granary|Hazel|Heron|"
    "Hillside|Honeycomb|Ivy|Kestrel|Lark|Lemon Tree|Lighthouse|Linden|Little Owl|Magnolia|Maple|"
    "Marigold|Mill Pond|Moonrise|Mulberry|Nightingale|Oak Barrel|Olive Branch|Orchid|Pebble|"
    "Pepper Tree|Plum|Poppy|Quince|Red Door|River Stone|Robin|Rosemary|Saffron|Sage|Seagull|"
    "Silver Birch|Sparrow|Sunday|Sycamore|Thistle|Three Bridges|Thyme|Tide|Tin Roof|Velvet|Violet|"
    "Walnut|Waterwheel|Willow|Winter Garden|Wren|Yellow House"
)
SURNAMES = (
    "Abbott|Alvarez|Bannerman|Becker|Bianchi|Brandt|Calloway|Castellan|Devereux|Doyle|Eastman|Falk|"
    "Ferrante|Fontaine|Garrick|Halloran|Hartwell|Ibarra|Jensen|Kessler|Kowalczyk|Lindqvist|Lombard|"
    "Marchetti|Mercer|Moreau|Nakata|Novak|Oduya|Okafor|Pemberton|Petrov|Quimby|Ramsay|Rossetti|"
    "Salgado|Sauer|Schilling|Sinclair|Takeda|Thackeray|Ueda|Vance|Vasquez|Voss|Weatherby|Whitlock|"
    "Winslow|Yardley|Zeller"
)
GIVEN = (
    "Ada|Amir|Anneke|Benno|Carla|Chidi|Dario|Elif|Esme|Farid|Greta|Hugo|Ines|Ivo|Jonah|Kaia|Lars|"
    "Leila|Marta|Milo|Nadia|Noor|Oskar|Paula|Quentin|Rosa|Samir|Tessa|Ulla|Viktor|Wanda|Yara|Zeno"
)
STREETS = (
    "Harbor Street|Mill Lane|Station Road|Orchard Avenue|Canal Street|Market Place|Chestnut Street|Foundry Road|"
    "Hill Street|Bridge Street|Park Avenue|Weaver Lane|Quay Street|Garden Road|Brewery Lane|Church Street|Elm Avenue"
)


@dataclass(frozen=True, slots=True)
class City:
    """Where customers are: numbers that no telephone company gives out, so that nobody is called by mistake."""

    name: str
    region: str
    country: str
    postal: str
    phone: str


# The numbers are of the ranges reserved for fiction, or too short to reach anybody.
CITIES: tuple[City, ...] = (
    City("Boston", "MA", "US", "021{:02d}", "+1 617 555 01{:02d}"),
    City("Portland", "ME", "US", "041{:02d}", "+1 207 555 01{:02d}"),
    City("Providence", "RI", "US", "029{:02d}", "+1 401 555 01{:02d}"),
    City("Hartford", "CT", "US", "061{:02d}", "+1 860 555 01{:02d}"),
    City("Albany", "NY", "US", "122{:02d}", "+1 518 555 01{:02d}"),
    City("New York", "NY", "US", "100{:02d}", "+1 212 555 01{:02d}"),
    City("Philadelphia", "PA", "US", "191{:02d}", "+1 215 555 01{:02d}"),
    City("Burlington", "VT", "US", "054{:02d}", "+1 802 555 01{:02d}"),
    City("Montréal", "QC", "CA", "H2Y 1A{:.0f}", "+1 514 555 01{:02d}"),
    City("Toronto", "ON", "CA", "M5V 2B{:.0f}", "+1 416 555 01{:02d}"),
    City("London", "", "GB", "SE1 {:.0f}AA", "+44 20 7946 09{:02d}"),
    City("Bristol", "", "GB", "BS1 {:.0f}AB", "+44 117 496 09{:02d}"),
    City("Dublin", "", "IE", "D02 XY{:02d}", "+353 20 910 00{:02d}"),
    City("Hamburg", "", "DE", "204{:02d}", "+49 40 66969 1{:02d}"),
    City("Lyon", "", "FR", "690{:02d}", "+33 4 65 71 00 {:02d}"),
)
HOME_CITIES = 8

SUPPLIERS: tuple[tuple[str, str, str, int, tuple[str, ...]], ...] = (
    # name, country, currency ("" the company's own), lead days, kinds by code
    ("Northfield Roasters", "US", "", 6, ("CB", "CG")),
    ("Copperline Coffee Works", "US", "", 9, ("CB", "CC")),
    ("Tidewater Bean Importers", "US", "", 14, ("CB", "CG")),
    ("Capsule House", "IE", "EUR", 21, ("CC",)),
    ("Cloudline Tea Estates", "GB", "GBP", 28, ("TL", "TB")),
    ("Riverbank Tea Packers", "US", "", 10, ("TB", "TL")),
    ("Meadow Herbals", "US", "", 8, ("TB",)),
    ("Orchard Syrup Company", "US", "", 7, ("SY",)),
    ("Larder & Sons", "US", "", 5, ("SU", "DC", "BI")),
    ("Old Quarter Chocolate", "FR", "EUR", 24, ("DC", "BI")),
    ("Golden Crumb Bakery", "US", "", 4, ("BI",)),
    ("Oatfield Drinks", "US", "", 5, ("PD",)),
    ("Sweetwater Sugar", "US", "", 9, ("SU",)),
    ("Fjord Ceramics", "DE", "EUR", 35, ("CU", "PL")),
    ("Studio Harbourline", "US", "", 18, ("CU", "PL", "GL")),
    ("Bistro Glassworks", "FR", "EUR", 30, ("GL",)),
    ("Bright Edge Cutlery", "US", "", 16, ("CT", "KB")),
    ("Ironmoor Foundry", "GB", "GBP", 40, ("PP", "KB")),
    ("Steadfast Kitchenware", "US", "", 12, ("PP", "ST", "BE")),
    ("Brewcraft Tools", "US", "", 15, ("BE",)),
    ("Greenway Packaging", "US", "", 7, ("PC", "TA", "NS")),
    ("Swift Paper Products", "US", "", 6, ("PC", "NS")),
    ("Takeout Box Makers", "CA", "CAD", 12, ("TA",)),
    ("Clearwell Chemicals", "US", "", 8, ("MC", "CL")),
    ("Purefin Hygiene", "US", "", 10, ("CL", "MC")),
)
