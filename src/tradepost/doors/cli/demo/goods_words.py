"""The words of which the demonstration company's goods are made. All of our own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """How a kind of goods is packed: `scale` multiplies the price, `per_case` counts base units."""

    label: str
    weight_g: int
    scale: str
    per_case: int


@dataclass(frozen=True, slots=True)
class Kind:
    """A category of goods. Prices are list prices of one base unit in the company's currency.

    `peaks` are the months in which it sells best; `shelf_days` is 0 for what does not spoil.
    """

    parent: str
    name: str
    code: str
    unit: str
    first: str
    second: str
    sizes: tuple[Size, ...]
    low: str
    high: str
    demand: int
    peaks: tuple[int, ...] = ()
    shelf_days: int = 0
    tax_class: str = "standard"


WINTER, SUMMER, FEASTS = (11, 12, 1, 2), (5, 6, 7, 8), (10, 11, 12)

KINDS: tuple[Kind, ...] = (
    Kind("Coffee", "Whole bean coffee", "CB", "bag",
         "Harbour|Lantern|Copper|Northfield|Old Quarter|Sable|Juniper",
         "espresso|house blend|single farm lot|dark roast|light roast|decaf",
         (Size("250 g", 270, "1", 12), Size("1 kg", 1040, "3.4", 6)), "5.20", "8.90", 10, WINTER, 300, "zero"),
    Kind("Coffee", "Ground coffee", "CG", "bag", "Harbour|Lantern|Copper|Northfield|Sable",
         "filter grind|espresso grind|mocha pot grind|decaf filter",
         (Size("250 g", 270, "1", 12), Size("500 g", 530, "1.85", 10)), "4.80", "7.60", 8, WINTER, 270, "zero"),
    Kind("Coffee", "Coffee capsules", "CC", "box", "Harbour|Lantern|Copper|Sable",
         "ristretto|lungo|espresso|decaf|vanilla",
         (Size("box of 50", 410, "1", 10),), "11.50", "16.40", 6, (), 420, "zero"),
    Kind("Tea", "Loose leaf tea", "TL", "tin", "Meadow|Terrace|Cloudline|Amber|Riverbank",
         "breakfast black|green sencha style|oolong|white leaf|smoked black|earl grey",
         (Size("100 g", 160, "1", 12), Size("500 g", 580, "3.9", 6)), "6.40", "12.80", 5, WINTER, 720, "zero"),
    Kind("Tea", "Tea bags", "TB", "box", "Meadow|Terrace|Amber|Riverbank",
         "english breakfast|peppermint|chamomile|rooibos|green|forest fruit|ginger lemon",
         (Size("25 bags", 75, "1", 12), Size("100 bags", 260, "3.2", 6)), "2.90", "4.60", 9, WINTER, 720, "zero"),
    Kind("Pantry", "Syrups and sauces", "SY", "bottle", "Orchard|Larder|Copper",
         "vanilla syrup|caramel syrup|hazelnut syrup|almond syrup|chocolate sauce|elderflower syrup",
         (Size("700 ml", 1180, "1", 6),), "5.90", "8.70", 7, SUMMER, 540, "zero"),
    Kind("Pantry", "Drinking chocolate", "DC", "tub", "Larder|Sable|Old Quarter",
         "classic cocoa|dark cocoa|white chocolate|chai latte mix|matcha latte mix",
         (Size("1 kg", 1120, "1", 6),), "9.80", "17.50", 4, WINTER, 540, "zero"),
    Kind("Pantry", "Sugar and sweeteners", "SU", "box", "Larder|Orchard",
         "white sugar sticks|brown sugar sticks|sugar cubes|honey portions|sweetener tablets",
         (Size("500 portions", 1900, "1", 8), Size("1000 portions", 3700, "1.9", 4)), "6.10", "12.30", 7, (), 900,
         "zero"),
    Kind("Pantry", "Biscuits and wafers", "BI", "box", "Orchard|Larder|Old Quarter|Lantern",
         "caramel biscuit|butter wafer|almond cantuccini|oat cookie|ginger snap",
         (Size("150 wrapped", 1150, "1", 6), Size("300 wrapped", 2250, "1.9", 4)), "9.40", "15.20", 6, FEASTS, 210,
         "zero"),
    Kind("Pantry", "Plant drinks", "PD", "carton", "Meadow|Orchard",
         "oat barista|almond barista|soya barista|coconut rice",
         (Size("1 l", 1060, "1", 12),), "1.75", "2.60", 9, SUMMER, 240, "zero"),
    Kind("Table", "Cups and mugs", "CU", "piece", "Fjord|Studio|Harbourline|Bistro",
         "espresso cup|cappuccino cup|latte bowl|tall mug|saucer",
         (Size("white", 260, "1", 36), Size("slate", 260, "1.15", 36)), "2.20", "6.90", 5),
    Kind("Table", "Glassware", "GL", "piece", "Studio|Bistro|Fjord",
         "latte glass|water tumbler|iced tea glass|carafe|dessert bowl",
         (Size("250 ml", 240, "1", 24), Size("400 ml", 340, "1.3", 24)), "1.60", "7.80", 4, SUMMER),
    Kind("Table", "Plates and bowls", "PL", "piece", "Studio|Bistro|Fjord|Harbourline",
         "dinner plate|side plate|pasta bowl|serving platter",
         (Size("21 cm", 520, "1", 24), Size("27 cm", 780, "1.4", 12)), "3.40", "9.60", 4),
    Kind("Table", "Cutlery", "CT", "piece", "Bistro|Studio",
         "table fork|table knife|dessert spoon|coffee spoon|cake fork",
         (Size("polished", 55, "1", 48), Size("brushed", 55, "1.25", 48)), "1.10", "3.20", 3),
    Kind("Kitchen", "Pots and pans", "PP", "piece", "Ironmoor|Steadfast",
         "sauce pot|stock pot|frying pan|griddle pan|milk pan",
         (Size("20 cm", 1300, "1", 4), Size("28 cm", 2100, "1.5", 4)), "18.50", "46.00", 2),
    Kind("Kitchen", "Knives and boards", "KB", "piece", "Ironmoor|Steadfast",
         "chef knife|bread knife|paring knife|beech board|polymer board",
         (Size("standard", 320, "1", 6), Size("large", 560, "1.6", 6)), "9.80", "38.00", 2),
    Kind("Kitchen", "Storage containers", "ST", "piece", "Steadfast|Larder",
         "gastro container|lid|ingredient bin|dressing bottle",
         (Size("1 l", 180, "1", 20), Size("4 l", 420, "1.9", 10)), "2.40", "8.20", 4),
    Kind("Kitchen", "Brewing equipment", "BE", "piece", "Lantern|Copper|Steadfast",
         "pour-over dripper|milk pitcher|tamper|gooseneck kettle|dosing scale|filter papers",
         (Size("standard", 480, "1", 6), Size("professional", 690, "1.7", 4)), "8.90", "64.00", 3, FEASTS),
    Kind("To go", "Paper cups and lids", "PC", "sleeve", "Greenway|Swift",
         "single wall cup|double wall cup|ripple cup|sip lid|dome lid",
         (Size("8 oz, 50 pcs", 420, "1", 20), Size("12 oz, 50 pcs", 560, "1.2", 20)), "3.10", "5.80", 12, SUMMER),
    Kind("To go", "Take-away boxes", "TA", "sleeve", "Greenway|Swift",
         "salad bowl|soup tub|burger box|cake box|noodle pail",
         (Size("50 pcs", 900, "1", 10), Size("large, 50 pcs", 1300, "1.35", 6)), "6.20", "13.40", 8, SUMMER),
    Kind("To go", "Napkins and stirrers", "NS", "pack", "Greenway|Swift",
         "dispenser napkin|lunch napkin|cocktail napkin|wooden stirrer|paper straw|carrier bag",
         (Size("500 pcs", 760, "1", 12),), "3.60", "9.90", 9, SUMMER),
    Kind("Hygiene", "Machine care", "MC", "bottle", "Clearwell|Purefin",
         "espresso machine cleaner|milk line cleaner|descaler|grinder tablets",
         (Size("1 l", 1120, "1", 12), Size("5 l", 5300, "4.1", 2)), "7.20", "14.60", 6, (), 1080),
    Kind("Hygiene", "Cleaning and wipes", "CL", "bottle", "Clearwell|Purefin",
         "dish wash|surface cleaner|glass cleaner|floor cleaner|hand soap",
         (Size("1 l", 1080, "1", 12), Size("10 l", 10400, "7.5", 1)), "2.80", "6.40", 6),
)  # fmt: skip
