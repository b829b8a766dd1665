"""The application identifiers of GS1: number, form, title, and what each asks of the others.

The facts are those of the GS1 General Specifications, section 3 (associations: 4.13 and 4.14) and of the standard
GS1 Digital Link: URI Syntax, as they stood in 2025. A test compares each line with GS1's own Syntax Dictionary.
"""

from tradepost.base.gs1.identifiers import Identifier, parts_of

TRADE = "01 02 03 8006 8026"
"""A trade item, alone or as what a logistic unit holds, whole or in pieces."""

ITEM = "01 02"
UNIT = "00"
PERSON = "8017 8018"
AMOUNT = "30 31nn 32nn 35nn 36nn"
NUMBER = "No" + "."
"""Put together, because a title that ends with a full stop would be taken for a sentence, and translated."""

PLAIN, DIGITS_ONLY, KEY = "X..20", "N6", "N13:csum,gcppos1"
ISO_LIST = "N3:iso3166 [N3:iso3166] [N3:iso3166] [N3:iso3166] [N3:iso3166]"

IDENTIFIERS: dict[str, Identifier] = {}


def _put(
    numbers: str, form: str, title: str, *, needs: str = "", no: str = "", link: str | None = None,
    fixed: bool = False, attribute: bool = True,
) -> None:  # fmt: skip
    """One identifier, or all between two: `3100-3105`. `link`: the ways of its qualifiers, with | between them."""
    first, _, last = numbers.partition("-")
    for number in range(int(first), int(last or first) + 1):
        name = str(number).zfill(len(first))
        IDENTIFIERS[name] = Identifier(
            number=name,
            title=title,
            parts=parts_of(form),
            is_fixed=fixed,
            is_attribute=attribute,
            needs=tuple(tuple(one.split("+")) for one in needs.split()),
            excludes=tuple(no.split()),
            qualifiers=() if link is None else tuple(tuple(way.split()) for way in link.split("|")),
        )


def _each(numbers: str, form: str, titles: list[str], *, needs: str = "") -> None:
    """Numbers in a row that differ in their titles only."""
    for place, title in enumerate(titles):
        _put(str(int(numbers) + place), form, title, needs=needs)


def _measures(first: int, needs: str, titles: list[str]) -> None:
    """Six digits, of which the identifier's last says how many are decimals; one unit of measure, one decade."""
    for place, title in enumerate(titles):
        decade = str(first // 10 + place)
        _put(f"{decade}0-{decade}5", DIGITS_ONLY, title, needs=needs, no=f"{decade}n", fixed=True)


# ---- what it is

_put("00", "N18:csum,gcppos2", "SSCC", fixed=True, link="")
_put("01", "N14:csum,gcppos2", "GTIN", fixed=True, no="255 37", link="22 10 21|235")
_put("02", "N14:csum,gcppos2", "CONTENT", fixed=True, no="01 03", needs="37")
_put("03", "N14:csum,gcppos2", "MTO GTIN", fixed=True, no="01 02 37 235", attribute=False)
_put("10", PLAIN, "BATCH/LOT", needs=TRADE)
_put("20", "N2", "VARIANT", needs=TRADE, fixed=True)
_put("21", PLAIN, "SERIAL", needs="01 03 8006", no="235", attribute=False)
_put("22", PLAIN, "CPV", needs="01", attribute=False)
_put("235", "X..28", "TPX", needs="01", attribute=False)
_put("240", "X..30", "ADDITIONAL ID", needs=TRADE)
_put("241", "X..30", f"CUST. PART {NUMBER}", needs=TRADE)
_put("242", "N..6", "MTO VARIANT", needs="01 02 8006 8026")
_put("243", PLAIN, "PCN", needs="01 03")
_put("250", "X..30", "SECONDARY SERIAL", needs="01+21 03+21 8006+21")
_put("251", "X..30", "REF. TO SOURCE", needs="01 03 8006")
_put("253", f"{KEY} [X..17]", "GDTI", link="")
_put("254", PLAIN, "GLN EXTENSION COMPONENT", needs="414", attribute=False)
_put("255", f"{KEY} [N..12]", "GCN", no="01 02 415 8006 8020 8026", link="")

# ---- days

_put("11", "N6:yymmd0", "PROD DATE", needs=TRADE, fixed=True)
_put("12", "N6:yymmd0", "DUE DATE", needs="8020", fixed=True)
_put("13", "N6:yymmd0", "PACK DATE", needs=TRADE, fixed=True)
_put("15", "N6:yymmd0", "BEST BEFORE or BEST BY", needs=TRADE, fixed=True)
_put("16", "N6:yymmd0", "SELL BY", needs=TRADE, fixed=True)
_put("17", "N6:yymmd0", "USE BY or EXPIRY", needs=f"{TRADE} 255", fixed=True)

# ---- how many, how much

_put("30", "N..8", "VAR. COUNT", needs=ITEM)
_put("37", "N..8", "COUNT", needs="00+02 00+8026")
_measures(3100, ITEM, [
    "NET WEIGHT (kg)", "LENGTH (m)", "WIDTH (m)", "HEIGHT (m)", "AREA (m²)", "NET VOLUME (l)", "NET VOLUME (m³)",
])  # fmt: skip
_measures(3200, ITEM, [
    "NET WEIGHT (lb)", "LENGTH (in)", "LENGTH (ft)", "LENGTH (yd)", "WIDTH (in)", "WIDTH (ft)", "WIDTH (yd)",
    "HEIGHT (in)", "HEIGHT (ft)", "HEIGHT (yd)",
])  # fmt: skip
_measures(3300, "00 01", [
    "GROSS WEIGHT (kg)", "LENGTH (m), log", "WIDTH (m), log", "HEIGHT (m), log", "AREA (m²), log", "VOLUME (l), log",
    "VOLUME (m³), log",
])  # fmt: skip
_measures(3370, "01", ["KG PER m²"])
_measures(3400, "00 01", [
    "GROSS WEIGHT (lb)", "LENGTH (in), log", "LENGTH (ft), log", "LENGTH (yd), log", "WIDTH (in), log",
    "WIDTH (ft), log", "WIDTH (yd), log", "HEIGHT (in), log", "HEIGHT (ft), log", "HEIGHT (yd), log",
])  # fmt: skip
_measures(3500, ITEM, ["AREA (in²)", "AREA (ft²)", "AREA (yd²)"])
_measures(3530, "00 01", ["AREA (in²), log", "AREA (ft²), log", "AREA (yd²), log"])
_measures(3560, ITEM, ["NET WEIGHT (tr oz)", "NET VOLUME (oz)"])
_measures(3600, ITEM, ["NET VOLUME (qt (US))", "NET VOLUME (gal.)"])
_measures(3620, "00 01", ["VOLUME (qt (US)), log", "VOLUME (gal (US)), log"])
_measures(3640, ITEM, ["NET VOLUME (in³)", "NET VOLUME (ft³)", "NET VOLUME (yd³)"])
_measures(3670, "00 01", ["VOLUME (in³), log", "VOLUME (ft³), log", "VOLUME (yd³), log"])

# ---- what it costs

_put("3900-3909", "N..15", "AMOUNT", needs="255 8020", no="390n 391n 394n 8111")
_put("3910-3919", "N3:iso4217 N..15", "AMOUNT", needs="8020", no="391n")
_put("3920-3929", "N..15", "PRICE", needs="01+30 01+31nn 01+32nn 01+35nn 01+36nn", no="392n 393n")
_put("3930-3939", "N3:iso4217 N..15", "PRICE", needs=AMOUNT, no="393n")
_put("3940-3943", "N4", "PRCNT OFF", needs="255", no="394n 8111")
_put("3950-3955", DIGITS_ONLY, "PRICE/UoM", needs=AMOUNT, no="392n 393n 395n 8005")
_put("8005", DIGITS_ONLY, "PRICE PER UNIT", needs=ITEM)

# ---- whose order, whose door

_put("400", "X..30", "ORDER NUMBER")
_put("401", "X..30:gcppos1", "GINC", link="")
_put("402", "N17:csum,gcppos1", "GSIN", link="")
_put("403", "X..30", "ROUTE", needs=UNIT)
_put("410", KEY, "SHIP TO LOC", fixed=True)
_put("411", KEY, "BILL TO", fixed=True)
_put("412", KEY, "PURCHASE FROM", fixed=True)
_put("413", KEY, "SHIP FOR LOC", fixed=True)
_put("414", KEY, f"LOC {NUMBER}", fixed=True, link="254|7040")
_put("415", KEY, "PAY TO", fixed=True, needs="8020", link="8020")
_put("416", KEY, "PROD/SERV LOC", fixed=True)
_put("417", KEY, "PARTY", fixed=True, link="7040")
_put("420", PLAIN, "SHIP TO POST", no="421")
_put("421", "N3:iso3166 X..9", "SHIP TO POST", no="4307")
_put("422", "N3:iso3166", "ORIGIN", needs=TRADE, no="426")
_put("423", ISO_LIST, "COUNTRY - INITIAL PROCESS", needs="01 02 03", no="426")
_put("424", "N3:iso3166", "COUNTRY - PROCESS", needs="01 02 03", no="426")
_put("425", ISO_LIST, "COUNTRY - DISASSEMBLY", needs="01 02 03", no="426")
_put("426", "N3:iso3166", "COUNTRY - FULL PROCESS", needs="01 02 03")
_put("427", "X..3", "ORIGIN SUBDIVISION", needs="01+422 02+422 03+422")

# ---- on the way

for _begin, _to in (("430", "SHIP TO"), ("431", "RTN TO")):
    _put(f"{_begin}0", "X..35:pcenc", f"{_to} COMP", needs=UNIT)
    _put(f"{_begin}1", "X..35:pcenc", f"{_to} NAME", needs=UNIT)
    _put(f"{_begin}2", "X..70:pcenc", f"{_to} ADD1", needs=UNIT)
    _put(f"{_begin}3", "X..70:pcenc", f"{_to} ADD2", needs=f"{_begin}2")
    _put(f"{_begin}4", "X..70:pcenc", f"{_to} SUB", needs=UNIT)
    _put(f"{_begin}5", "X..70:pcenc", f"{_to} LOC", needs=UNIT)
    _put(f"{_begin}6", "X..70:pcenc", f"{_to} REG", needs=UNIT)
    _put(f"{_begin}7", "X2:iso3166alpha2", f"{_to} COUNTRY", needs=UNIT)
_put("4308", "X..30", "SHIP TO PHONE", needs=UNIT)
_put("4309", "N10:latitude N10:longitude", "SHIP TO GEO", needs=UNIT)
_put("4318", PLAIN, "RTN TO POST", needs=UNIT)
_put("4319", "X..30", "RTN TO PHONE", needs=UNIT)
_put("4320", "X..35:pcenc", "SRV DESCRIPTION", needs=UNIT)
_each("4321", "N1:yesno", ["DANGEROUS GOODS", "AUTH TO LEAVE", "SIG REQUIRED"], needs=UNIT)
_each("4324", "N6:yymmd0 N4:hhmi", ["NOT BEF DEL DT", "NOT AFT DEL DT"], needs=UNIT)
_put("4326", "N6:yymmdd", "REL DATE", needs=UNIT)
_put("4330", "N6 [X1:hyphen]", "MAX TEMP F.", needs=UNIT, no="4331")
_put("4331", "N6 [X1:hyphen]", "MAX TEMP C.", needs=UNIT, no="4330")
_put("4332", "N6 [X1:hyphen]", "MIN TEMP F.", needs=UNIT, no="4333")
_put("4333", "N6 [X1:hyphen]", "MIN TEMP C.", needs=UNIT, no="4332")

# ---- of what trade

_put("7001", "N13", "NSN", needs="01 02 8006 8026")
_put("7002", "X..30", "MEAT CUT", needs=ITEM)
_put("7003", "N6:yymmdd N4:hhmi", "EXPIRY TIME", needs="01 02 03")
_put("7004", "N..4", "ACTIVE POTENCY", needs="01+10 03+10")
_put("7005", "X..12", "CATCH AREA", needs=ITEM)
_put("7006", "N6:yymmdd", "FIRST FREEZE DATE", needs=ITEM)
_put("7007", "N6:yymmdd [N6:yymmdd]", "HARVEST DATE", needs=ITEM)
_put("7008", "X..3", "AQUATIC SPECIES", needs=ITEM)
_put("7009", "X..10", "FISHING GEAR TYPE", needs=ITEM)
_put("7010", "X..2", "PROD METHOD", needs="01 02 03")
_put("7011", "N6:yymmdd [N4:hhmi]", "TEST BY DATE", needs="01 02 03")
_put("7020", PLAIN, "REFURB LOT", needs="01+416 03+416 8006+416")
_put("7021", PLAIN, "FUNC STAT", needs="01 03 8006")
_put("7022", PLAIN, "REV STAT", needs="01+7021 03+7021 8006+7021")
_put("7023", "X..30:gcppos1", "GIAI - ASSEMBLY")
_each("7030", "N3:iso3166999 X..27", [f"PROCESSOR # {count}" for count in range(10)], needs=ITEM)
_put("7040", "N1 X1 X1 X1:importeridx", "UIC+EXT", attribute=False)
_put("7041", "X..4:packagetype", "UFRGT UNIT TYPE", needs=UNIT, attribute=False)
_each(
    "710", PLAIN, [f"NHRN {of}" for of in ["PZN", "CIP", "CN", "DRN", "AIM", "NDC", "AIC", "SRN"]], needs="01"
)
_each("7230", "X2 X..28", [f"CERT # {count}" for count in range(1, 11)], needs="01 8004")

# ---- in the hospital

_put("7240", PLAIN, "PROTOCOL", needs="01 8006", no="03")
_put("7241", "N2:mediatype", "AIDC MEDIA TYPE", needs=PERSON)
_put("7242", "X..25", "VCN", needs=PERSON)
_put("7250", "N8:yyyymmdd", "DOB", needs="8018", no="7251")
_put("7251", "N8:yyyymmdd N4:hhmi", "DOB TIME", needs="8018", no="7250")
_put("7252", "N1:iso5218", "BIO SEX", needs="8018")
_put("7253", "X..40:pcenc", "FAMILY NAME", needs=PERSON, no="7256 7259")
_put("7254", "X..40:pcenc", "GIVEN NAME", needs=PERSON, no="7256 7259")
_put("7255", "X..10", "SUFFIX", needs=PERSON, no="7256 7259")
_put("7256", "X..90:pcenc", "FULL NAME", needs=PERSON)
_put("7257", "X..70:pcenc", "PERSON ADDR", needs="8018")
_put("7258", "X3:posinseqslash", "BIRTH SEQUENCE", needs="8018+7259")
_put("7259", "X..40:pcenc", "BABY", needs="8018", no="7256")

# ---- other keys, and what belongs to them

_put("8001", "N4:nonzero N5:nonzero N3:nonzero N1:winding N1", "DIMENSIONS", needs="01")
_put("8002", PLAIN, f"CMT {NUMBER}")
_put("8003", f"N1:zero {KEY} [X..16]", "GRAI", link="")
_put("8004", "X..30:gcppos1", "GIAI", link="7040")
_put("8006", "N14:csum,gcppos2 N4:pieceoftotal", "ITIP", no="01 03 37", link="22 10 21")
_put("8007", "X..34:iban", "IBAN", needs="415")
_put("8008", "N6:yymmdd N2:hh [N2:mi] [N2:ss]", "PROD TIME", needs="01 02 03")
_put("8009", "X..50", "OPTSEN", needs="00 01 03")
_put("8010", "Y..30:gcppos1", "CPID", link="8011")
_put("8011", "N..12:nozeroprefix", "CPID SERIAL", needs="8010", attribute=False)
_put("8012", PLAIN, "VERSION", needs="01 03 8006")
_put("8013", "X..25:csumalpha,gcppos1", "GMN", link="")
_put("8014", "X..25:csumalpha,gcppos1,hasnondigit", "MUDI", needs="01", attribute=False)
_put("8017", "N18:csum,gcppos1", "GSRN - PROVIDER", no="8018", link="8019")
_put("8018", "N18:csum,gcppos1", "GSRN - RECIPIENT", no="8017", link="8019")
_put("8019", "N..10", "SRIN", needs=PERSON, attribute=False)
_put("8020", "X..25", f"REF {NUMBER}", needs="415", attribute=False)
_put("8026", "N14:csum,gcppos2 N4:pieceoftotal", "ITIP CONTENT", needs="37", no="02 03 8006")
_put("8030", "Z..90", "DIGSIG",
     needs="00 01+21 03+21 253 255 8003 8004 8006+21 8010+8011 8017 8018")  # fmt: skip
_put("8040", "N15", "IMEI", needs="01+21", attribute=False)
_put("8041", "N15", "IMEI2", needs="01+21+8040", attribute=False)
_put("8042", "N32", "ESIM", needs="01+21+8040", attribute=False)
_put("8043", "N18 [N..2]", "PSIM", needs="01+21+8040", attribute=False)

# ---- coupons, pages, one's own

_put("8110", "X..70:couponcode", "")
_put("8111", "N4", "POINTS", needs="255")
_put("8112", "X..70:couponposoffer", "")
_put("8200", "X..70", "PRODUCT URL", needs="01", attribute=False)
_put("90", "X..30", "INTERNAL")
_put("91-99", "X..90", "INTERNAL")

LENGTHS = {number[:2]: len(number) for number in IDENTIFIERS}
"""How many digits an identifier has, by its first two."""


def find(text: str, place: int = 0) -> Identifier | None:
    """The identifier that begins at this place of an element string."""
    length = LENGTHS.get(text[place : place + 2], 0)
    return IDENTIFIERS.get(text[place : place + length])
