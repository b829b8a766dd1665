"""The words papers bring themselves, in each language. A new language is a new column here.

Keys are `place.name`; a paper's own fact or total label is looked up as `fact.<label>` or `total.<label>`
and printed as given when it is not here. The test of this table refuses an empty cell.
"""

from __future__ import annotations

LANGUAGES = ("en", "de", "es")

TEXTS: dict[str, tuple[str, str, str]] = {
    # name: (English, German, Spanish)
    "title.quote": ("Quote", "Angebot", "Presupuesto"),
    "title.order_confirmation": ("Order confirmation", "Auftragsbestätigung", "Confirmación de pedido"),
    "title.pick_list": ("Pick list", "Pickliste", "Lista de recogida"),
    "title.packing_slip": ("Packing slip", "Packzettel", "Lista de contenido"),
    "title.delivery_note": ("Delivery note", "Lieferschein", "Albarán de entrega"),
    "title.invoice": ("Invoice", "Rechnung", "Factura"),
    # "Gutschrift" alone means self-billing in German VAT law (UStG § 14 II), hence the longer word.
    "title.credit_note": ("Credit note", "Rechnungskorrektur", "Factura rectificativa"),
    "title.statement": ("Statement of account", "Kontoauszug", "Extracto de cuenta"),
    "title.purchase_order": ("Purchase order", "Bestellung", "Orden de compra"),
    "title.return_slip": ("Return slip", "Rücksendeschein", "Hoja de devolución"),
    "title.new_dates": ("New delivery dates", "Neue Liefertermine", "Nuevas fechas de entrega"),
    "title.receiving_sheet": ("Receiving sheet", "Wareneingangsschein", "Hoja de recepción"),
    "title.counting_sheet": ("Counting sheet", "Zählliste", "Hoja de recuento"),
    "column.tick": ("✓", "✓", "✓"),
    "column.position": ("No.", "Pos.", "N.º"),
    "column.code": ("Item", "Artikel", "Artículo"),
    "column.their_code": ("Your code", "Ihre Nr.", "Su código"),
    "column.their_code.purchase_order": ("Your code", "Ihre Nr.", "Su código"),
    "column.their_code.receiving_sheet": ("Supplier's code", "Lieferanten-Nr.", "Código proveedor"),
    "column.name": ("Description", "Bezeichnung", "Descripción"),
    "column.place": ("Place", "Lagerplatz", "Ubicación"),
    "column.lot": ("Lot", "Charge", "Lote"),
    "column.ordered": ("Ordered", "Bestellt", "Pedido"),
    "column.quantity": ("Quantity", "Menge", "Cantidad"),
    "column.quantity.delivery_note": ("Delivered", "Geliefert", "Entregado"),
    "column.quantity.packing_slip": ("Packed", "Verpackt", "Embalado"),
    "column.quantity.return_slip": ("Comes back", "Kommt zurück", "Se devuelve"),
    "column.quantity.receiving_sheet": ("Expected", "Erwartet", "Esperado"),
    "column.open": ("To follow", "Offen", "Pendiente"),
    "column.unit": ("Unit", "Einheit", "Unidad"),
    "column.price": ("Price", "Preis", "Precio"),
    "column.discount": ("Disc.", "Rabatt", "Dto."),
    "column.tax": ("Tax", "USt.", "IVA"),
    "column.amount": ("Amount", "Betrag", "Importe"),
    "column.day": ("Date", "Datum", "Fecha"),
    "column.day.purchase_order": ("Wanted", "Termin", "Entrega"),
    "column.day.order_confirmation": ("Delivery", "Liefertermin", "Entrega"),
    "column.number": ("Document", "Beleg", "Documento"),
    "column.due_on": ("Due", "Fällig", "Vence"),
    "column.due_on.new_dates": ("So far", "Bisher", "Hasta ahora"),
    "column.day.new_dates": ("New", "Neu", "Nueva"),
    "column.debit": ("Charge", "Soll", "Cargo"),
    "column.credit": ("Credit", "Haben", "Abono"),
    "column.balance": ("Balance", "Saldo", "Saldo"),
    "column.picked": ("Picked", "Entnommen", "Recogido"),
    "column.received": ("Received", "Erhalten", "Recibido"),
    "column.damaged": ("Damaged", "Beschädigt", "Dañado"),
    "column.counted": ("Counted", "Gezählt", "Contado"),
    "column.quantity.counting_sheet": ("Expected", "Erwartet", "Esperado"),
    "column.found_lot": ("Lot / remark", "Charge / Vermerk", "Lote / nota"),
    "fact.date": ("Date", "Datum", "Fecha"),
    "fact.valid_until": ("Valid until", "Gültig bis", "Válido hasta"),
    "fact.customer_number": ("Customer no.", "Kundennr.", "N.º de cliente"),
    "fact.supplier_number": ("Supplier no.", "Lieferantennr.", "N.º de proveedor"),
    "fact.customer": ("Customer", "Kunde", "Cliente"),
    "fact.supplier": ("Supplier", "Lieferant", "Proveedor"),
    "fact.your_order": ("Your order", "Ihre Bestellung", "Su pedido"),
    "fact.your_tax_number": ("Your VAT no.", "Ihre USt-IdNr.", "Su NIF"),
    "fact.order": ("Order", "Auftrag", "Pedido"),
    "fact.ordered_on": ("Ordered on", "Bestellt am", "Fecha de pedido"),
    "fact.quote": ("Quote", "Angebot", "Presupuesto"),
    "fact.invoice": ("Invoice", "Rechnung", "Factura"),
    "fact.invoiced_on": ("Invoiced on", "Rechnung vom", "Fecha de factura"),
    "fact.shipment": ("Shipment", "Lieferung", "Envío"),
    "fact.delivered_on": ("Delivered on", "Geliefert am", "Fecha de entrega"),
    "fact.wanted_on": ("Wanted on", "Wunschtermin", "Fecha deseada"),
    "fact.expected_on": ("Expected on", "Erwartet am", "Esperado el"),
    "fact.due_on": ("Due on", "Fällig am", "Vence el"),
    "fact.terms": ("Terms", "Zahlungsziel", "Condiciones"),
    "fact.delivery_terms": ("Delivery terms", "Lieferbedingung", "Entrega"),
    "fact.contact": ("Your contact", "Ihr Kontakt", "Su contacto"),
    "fact.buyer": ("Buyer", "Einkauf", "Comprador"),
    "fact.carrier": ("Carrier", "Versand", "Transportista"),
    "fact.tracking": ("Tracking", "Sendungsnr.", "Seguimiento"),
    "fact.packages": ("Packages", "Packstücke", "Bultos"),
    "fact.weight": ("Weight", "Gewicht", "Peso"),
    "fact.warehouse": ("Warehouse", "Lager", "Almacén"),
    "fact.picker": ("Picker", "Kommissionierer", "Preparador"),
    "fact.purchase_order": ("Purchase order", "Bestellung", "Orden de compra"),
    "fact.lines": ("Lines", "Positionen", "Líneas"),
    "fact.from": ("From", "Von", "Desde"),
    "fact.until": ("Until", "Bis", "Hasta"),
    "fact.reason": ("Reason", "Grund", "Motivo"),
    "total.goods": ("Goods", "Warenwert", "Mercancía"),
    "total.discount": ("Discount", "Rabatt", "Descuento"),
    "total.freight": ("Freight", "Fracht", "Portes"),
    "total.net": ("Net", "Netto", "Base imponible"),
    "total.tax": ("Tax", "Umsatzsteuer", "IVA"),
    "total.total": ("Total", "Gesamtbetrag", "Total"),
    "total.deposit": ("Deposit", "Anzahlung", "Anticipo"),
    "total.paid": ("Paid", "Bezahlt", "Pagado"),
    "total.due": ("Amount due", "Zahlbetrag", "Importe a pagar"),
    "total.credited": ("Credited", "Gutgeschrieben", "Abonado"),
    "total.opening": ("Opening balance", "Anfangssaldo", "Saldo inicial"),
    "total.closing": ("Balance due", "Offener Saldo", "Saldo pendiente"),
    "tax.rate": ("Tax rate", "Steuersatz", "Tipo"),
    "tax.base": ("Net", "Netto", "Base"),
    "tax.tax": ("Tax", "Steuer", "Cuota"),
    "ageing.not_due": ("Not due", "Nicht fällig", "No vencido"),
    "ageing.days_30": ("1–30 days", "1–30 Tage", "1–30 días"),
    "ageing.days_60": ("31–60 days", "31–60 Tage", "31–60 días"),
    "ageing.days_90": ("61–90 days", "61–90 Tage", "61–90 días"),
    "ageing.older": ("Over 90 days", "Über 90 Tage", "Más de 90 días"),
    "word.carried": ("Carried forward", "Übertrag", "Suma y sigue"),
    "word.brought": ("Brought forward", "Übertrag", "Suma anterior"),
    "word.deliver_to": ("Deliver to", "Lieferanschrift", "Entregar en"),
    "word.number": ("No.", "Nr.", "N.º"),
    "word.page": ("Page", "Seite", "Página"),
    "word.pay": ("Scan to pay", "Zahlen mit Code", "Pagar con código"),
    "word.bank": ("Bank details", "Bankverbindung", "Datos bancarios"),
    "word.no_lines": ("No lines.", "Keine Positionen.", "Sin líneas."),
    "dates.instead": ("instead of", "statt", "en lugar de"),
    "dates.unknown": ("not known yet", "noch nicht bekannt", "aún sin fecha"),
    "dates.more": (
        "{n} more lines stand in the attached list.",
        "{n} weitere Positionen stehen in der beigefügten Liste.",
        "Otras {n} líneas figuran en la lista adjunta.",
    ),
    "sign.received": (
        "Received complete and in good order",
        "Vollständig und in gutem Zustand erhalten",
        "Recibido completo y en buen estado",
    ),
    "sign.picked_by": ("Picked by", "Kommissioniert von", "Preparado por"),
    "sign.checked_by": ("Checked by", "Geprüft von", "Revisado por"),
    "sign.packed_by": ("Packed by", "Verpackt von", "Embalado por"),
    "sign.received_by": ("Received by", "Angenommen von", "Recibido por"),
    "sign.ordered_by": ("Ordered by", "Bestellt von", "Pedido por"),
    "sign.counted_by": ("Counted by", "Gezählt von", "Contado por"),
    "sign.counted_at": ("Day and time", "Tag und Uhrzeit", "Día y hora"),
    "sign.date": ("Date", "Datum", "Fecha"),
}


def language_of(locale: str) -> str:
    """The language a paper is written in: that of the locale, or English where there is no translation."""
    language = locale.replace("-", "_").split("_")[0].lower()
    return language if language in LANGUAGES else "en"


def text(key: str, language: str) -> str:
    """The words for a key of the table. Raises KeyError for a key that is not in it."""
    return TEXTS[key][LANGUAGES.index(language)]


def text_or(key: str, language: str, otherwise: str) -> str:
    """The words for a key, or the caller's own words where the table has none."""
    return text(key, language) if key in TEXTS else otherwise
