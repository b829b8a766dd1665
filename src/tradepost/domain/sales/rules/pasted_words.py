"""The words of pasted orders in English, German and Spanish: headings, units, numbers, and what is no line."""

import re
from decimal import Decimal

_HEADINGS = {
    "ignored": r"(pos|position|line|zeile|línea|linea|#|no|nr|lfd)\.?( ?(no|nr)\.?)?|total|sum|summe|betrag|gesamt\w*|"
    r"amount|importe|line total|tax|mwst|iva|vat|discount|rabatt|descuento|currency|währung|moneda",
    "quantity": r"qty|quantity|ordered|order (qty|quantity)|menge|anzahl|stückzahl|bestellmenge|cantidad|cant\.?|"
    r"uds?\.?|pcs|pieces|stk|stück",
    "price": r"((unit|net|list|your) ?)?(price|preis)|(einzel|stück|netto)preis|e-?preis|ep|precio( unitario| neto)?|"
    r"p\. ?unit\.?",
    "unit": r"unit|uom|u/m|einheit|me|mengeneinheit|ve|unidad|ud\. medida|pack(ing|aging)?|packung|envase",
    "code": r"sku|(your |our |supplier('s)? |customer('s)? )?(item|article|part|product|material)"
    r"( ?(no|nr|number|code|id|#))?\.?|code|(ihre |unsere )?(artikel|material|bestell|teile)(-?| )?(nr|nummer|no)?\.?|"
    r"art\.?[- ]?(nr|no)\.?|artikel|"
    r"ref(erence|erencia)?\.?|código|codigo|cód\.?|artículo|articulo|material|item|product",
    "gtin": r"ean(-?(8|13|code))?|gtin|upc|barcode|strichcode|código de barras|codigo de barras",
    "name": r"(item |product )?(name|description)|desc\.?|bezeichnung|beschreibung|artikelbezeichnung|text|producto|"
    r"descripción|descripcion|nombre|denominación|denominacion",
}
HEADINGS = {kind: re.compile(rf"(?:{words})", re.IGNORECASE) for kind, words in _HEADINGS.items()}

_UNITS = (
    r"pcs?|pieces?|cases?|cs|cartons?|ctns?|box(?:es)?|bx|packs?|packets?|pk|ea|each|bags?|bottles?|cans?|rolls?|sets?|"
    r"pairs?|dozens?|doz|pallets?|units?|st(?:ü|ue)ck|stk|st|kartons?|kt|kisten?|packung(?:en)?|pakete?|beutel|flaschen?|"
    r"dosen?|rollen?|paar|palett(?:en?|e)|cajas?|paquetes?|bolsas?|botellas?|latas?|rollos?|unidad(?:es)?|uds?|piezas?|"
    r"pares|docenas?|kg|g|gr|gramm|grams?|kilos?|l|lit(?:er|re|ro)s?|ml|m|meters?|metres?"
)
UNIT = re.compile(rf"(?:{_UNITS})\.?", re.IGNORECASE)

COUNTS = {
    word: Decimal(count)
    for count, words in enumerate(
        ("one ein eine einen un una", "two zwei dos", "three drei tres", "four vier cuatro", "five fünf cinco",
         "six sechs seis", "seven sieben siete", "eight acht ocho", "nine neun nueve", "ten zehn diez",
         "eleven elf once", "twelve zwölf doce"), 1
    )
    for word in words.split()
}  # fmt: skip
"""Small numbers as they are written out."""

_NUMBER = r"[0-9]{1,3}(?:[.,'’ ][0-9]{3})+(?:[.,][0-9]{1,4})?|[0-9]{1,7}(?:[.,][0-9]{1,4})?"
_MONEY = re.compile(r"[€$£¥]|\b(?:EUR|USD|GBP|CHF|MXN|PLN|SEK)\b", re.IGNORECASE)

_CODE = r"(?=[\w./+-]*\d)(?=[\w./+-]*[^\W\d_]|\d{8,14}(?![\w./+-]))[^\W_](?:[\w./+-]*\w)?"
CODE = re.compile(_CODE)
"""A word that may be a code: with a figure and a letter, or 8 to 14 figures."""

_TIMES = r"(?:[x×*]\s*)"
_OF = r"(?:(?:of|von|de|vom)\s+)?"
AFTER_COUNT = re.compile(
    rf"(?<![\w.,/-])(?P<count>{_NUMBER})\s*{_TIMES}?(?:(?P<unit>{_UNITS})\.?\s+)?{_OF}(?P<code>{_CODE})(?![\w])",
    re.IGNORECASE,
)
BEFORE_COUNT = re.compile(
    rf"(?<![\w.,/-])(?P<code>{_CODE})\s*(?::|=|[x×*]|\s-\s)\s*(?P<count>{_NUMBER})(?:\s*(?P<unit>{_UNITS})\b\.?)?(?!\w|[.,]\d)",
    re.IGNORECASE,
)
COUNT_FIRST = re.compile(
    rf"(?P<count>{_NUMBER})(?:\s*{_TIMES}(?:(?P<unit>{_UNITS})\.?\s+)?{_OF}|\s*(?P<unit2>{_UNITS})\.?\s+{_OF}|\s+)"
    r"(?P<rest>[^\W_].*)",
    re.IGNORECASE,
)
COUNT_LAST = re.compile(
    rf"(?P<rest>[^\W_].*?)\s*(?:[:=,–-]\s*|\s|\s[x×*]\s*)(?P<count>{_NUMBER})(?:\s*(?:[x×*]|(?P<unit>{_UNITS})\.?))?",
    re.IGNORECASE,
)
AMOUNT = re.compile(rf"(?P<count>{_NUMBER})\s*(?:[x×*]|(?P<unit>[^\W\d_]{{1,12}})\.?)", re.IGNORECASE)
PRICE_LAST = re.compile(
    rf"(?P<rest>.*\S)\s+(?:@|à|á|at|je|zu|a)\s*[€$£]?\s*(?P<price>{_NUMBER})\s*(?:€|\$|£|EUR|USD|GBP|CHF|MXN)?"
    r"(?:\s*(?:each|/\s*\w+|pro\s+\w+|per\s+\w+|por\s+\w+))?\.?",
    re.IGNORECASE,
)

AND = re.compile(r"\s+(?:and|und|sowie|y|plus|&)\s+|[,;]\s+", re.IGNORECASE)
"""What stands between lines in one sentence."""
ASKING = re.compile(
    r"(?:(?:please|kindly|send|ship|us|we|i|need|want|would|like|also|order|to|bitte|senden|liefern|schicken|sie|uns|wir|"
    r"brauchen|benötigen|möchten|auch|por|favor|envíen?|envien?|manden?|nos|necesitamos|queremos|quiero|también)"
    r"\b[ ,:]*)+",
    re.IGNORECASE,
)
"""How a sentence begins that asks for goods."""

NO_LINE = re.compile(
    r"(?:tel|phone|fon|fax|mobil\w*|cell|móvil|movil|telefon\w*|teléfono|date|datum|fecha|vat|ust|nif|cif|iban|bic|"
    r"order (?:no|number|date)|po|p\.o\.|bestell(?:ung|nummer|-nr)|pedido|your ref|our ref|ref|betreff|subject|asunto|"
    r"from|to|von|an|de|para|sent|gesendet|enviado|cc|am|on|el|kind regards|best regards|regards|thanks|thank you|"
    r"gracias|danke|viele gr\w+|mit freundlichen|mfg|saludos|dear|hello|hi|hallo|hola|liefer\w*|"
    r"delivery|deliver|entrega)\b"
    r"(?=[\s:.,!#]|$)",
    re.IGNORECASE,
)
"""How rows begin that are about the order, not in it."""
NEVER_LINE = re.compile(r"@\w|https?:|www\.|\bGmbH\b|\bLtd\b|\bS\.L\.", re.IGNORECASE)
WROTE = re.compile(r"\b(?:wrote|schrieb|escribió|escribio)\b.*:\s*", re.IGNORECASE)
ENDS = re.compile(
    r"--\s?|_{5,}|-{3,} ?(?:original message|ursprüngliche nachricht|mensaje original) ?-*", re.IGNORECASE
)
"""A row that ends the letter: what comes after is a signature, or an older letter."""


def number(text: str, decimal: str = ".") -> Decimal | None:
    """The number a text is, None when it is none. `decimal` decides where one mark with three figures may be both.

    "1.234,5" and "1,234.5" are the same; "1'000" is 1000; "0.250" is a quarter in every language.
    """
    bare = re.sub(r"[\s'’+]", "", _MONEY.sub("", text))
    if not re.fullmatch(r"[0-9][0-9.,]*", bare) or len(bare) > 24 or bare[-1] in ".,":
        return None
    marks = [sign for sign in bare if sign in ".,"]
    if len(set(marks)) == 2:
        point = marks[-1]
        if marks.count(point) > 1:
            return None
        group = "," if point == "." else "."
        bare = bare.replace(group, "").replace(point, ".")
    elif len(marks) > 1:
        bare = bare.replace(marks[0], "")
    elif marks:
        whole, _mark, part = bare.partition(marks[0])
        groups = len(part) == 3 and len(whole) <= 3 and whole.lstrip("0") != "" and marks[0] != decimal
        bare = whole + part if groups else f"{whole}.{part}"
    return Decimal(bare)


def style_of(text: str, otherwise: str = ".") -> str:
    """The decimal mark of a text: as its own numbers show it ("9,50", "1.234,5"), else what is usual."""
    commas = len(re.findall(r"(?<![\d.,])\d+(?:\.\d{3})*,\d{1,2}(?![\d.,])", text))
    points = len(re.findall(r"(?<![\d.,-])\d+(?:,\d{3})*\.\d{1,2}(?![\d.,-])", text))
    return "," if commas > points else "." if points > commas else otherwise
