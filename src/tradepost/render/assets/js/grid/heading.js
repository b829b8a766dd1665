// The heading of a pasted table, in the languages of the trade: which column is what.

const NAMES = {
  quantity: /^(qty|quantity|ordered|order qty|menge|anzahl|bestellmenge|cantidad|cant|quantité|qté|aantal|pcs|pieces)\b/i,
  price: /^((unit|net|list) ?)?(price|preis|precio|prix|prijs)|einzelpreis\b/i,
  unit: /^(unit|uom|u\/m|einheit|me|unidad|unité|eenheid|pack(ing)?)\b/i,
  item: /^(sku|item( (no|number|code))?|code|article|artikel(-?nr| ?nummer)?|art\.?-?nr|part( (no|number))?|product( code)?|material|ref(erence|erencia)?|código|codigo|referencia|référence|ean|gtin|upc|barcode)\b/i,
};

/** `{item: 0, quantity: 3}`: columns by the names in a heading; null when it does not name item and quantity. */
export function columnsOf(heading) {
  const found = {};
  heading.forEach((text, place) => {
    const name = Object.keys(NAMES).find((known) => !(known in found) && NAMES[known].test(text.trim()));
    if (name) found[name] = place;
  });
  return "item" in found && "quantity" in found ? found : null;
}
