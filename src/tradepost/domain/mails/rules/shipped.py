"""The texts that come with the product: one per kind of document and language. A company may write its own."""

from tradepost.domain.mails.rules.wording import Wording

SHIPPED: dict[tuple[str, str], Wording] = {
    ("quote", "en"): Wording(
        "Quote {number} from {company}",
        "Dear {contact},\n\nthank you for your enquiry. Our quote {number} of {total} is attached.\n\n"
        "Your reference: {your_order}\nIt is valid until {valid_until}.\n\n"
        "Reply to this mail to order, or with any question.\n\nKind regards\n{sender}",
    ),
    ("quote", "de"): Wording(
        "Angebot {number} von {company}",
        "Guten Tag {contact},\n\nvielen Dank für Ihre Anfrage. Unser Angebot {number} über {total} liegt bei.\n\n"
        "Ihre Referenz: {your_order}\nEs gilt bis {valid_until}.\n\n"
        "Antworten Sie auf diese Nachricht, um zu bestellen oder wenn Sie Fragen haben.\n\n"
        "Freundliche Grüße\n{sender}",
    ),
    ("quote", "es"): Wording(
        "Presupuesto {number} de {company}",
        "Hola, {contact}:\n\nGracias por su consulta. Adjuntamos nuestro presupuesto {number} por {total}.\n\n"
        "Su referencia: {your_order}\nEs válido hasta el {valid_until}.\n\n"
        "Responda a este correo para hacer el pedido o si tiene alguna pregunta.\n\nUn saludo\n{sender}",
    ),
    ("order", "en"): Wording(
        "Order confirmation {number} from {company}",
        "Dear {contact},\n\nthank you for your order. We confirm it as {number}, of {total}; the details are"
        " attached.\n\nYour order: {your_order}\nWanted on: {wanted_on}\n\n"
        "Please tell us soon if anything is not as you meant it.\n\nKind regards\n{sender}",
    ),
    ("order", "de"): Wording(
        "Auftragsbestätigung {number} von {company}",
        "Guten Tag {contact},\n\nvielen Dank für Ihre Bestellung. Wir bestätigen sie als Auftrag {number} über"
        " {total}; die Einzelheiten liegen bei.\n\nIhre Bestellung: {your_order}\nWunschtermin: {wanted_on}\n\n"
        "Bitte melden Sie sich bald, falls etwas nicht stimmt.\n\nFreundliche Grüße\n{sender}",
    ),
    ("order", "es"): Wording(
        "Confirmación del pedido {number} de {company}",
        "Hola, {contact}:\n\nGracias por su pedido. Lo confirmamos con el número {number}, por {total}; adjuntamos"
        " los detalles.\n\nSu pedido: {your_order}\nFecha deseada: {wanted_on}\n\n"
        "Avísenos pronto si algo no es correcto.\n\nUn saludo\n{sender}",
    ),
    ("shipment", "en"): Wording(
        "Delivery note {number} from {company}",
        "Dear {contact},\n\nyour goods of order {order} are on their way; the delivery note {number} is attached.\n\n"
        "Your order: {your_order}\nCarrier: {carrier}\nTracking: {tracking}\nPackages: {packages}\n\n"
        "Kind regards\n{sender}",
    ),
    ("shipment", "de"): Wording(
        "Lieferschein {number} von {company}",
        "Guten Tag {contact},\n\nIhre Ware zum Auftrag {order} ist unterwegs; der Lieferschein {number} liegt bei.\n\n"
        "Ihre Bestellung: {your_order}\nVersand: {carrier}\nSendungsnummer: {tracking}\nPackstücke: {packages}\n\n"
        "Freundliche Grüße\n{sender}",
    ),
    ("shipment", "es"): Wording(
        "Albarán {number} de {company}",
        "Hola, {contact}:\n\nSu mercancía del pedido {order} está en camino; adjuntamos el albarán {number}.\n\n"
        "Su pedido: {your_order}\nTransportista: {carrier}\nSeguimiento: {tracking}\nBultos: {packages}\n\n"
        "Un saludo\n{sender}",
    ),
    ("invoice", "en"): Wording(
        "Invoice {number} from {company}",
        "Dear {contact},\n\nour invoice {number} of {total} is attached.\n\n"
        "Your order: {your_order}\nStill to pay: {open}\nDue on: {due_on}\n\n"
        "Thank you for your business.\n\nKind regards\n{sender}",
    ),
    ("invoice", "de"): Wording(
        "Rechnung {number} von {company}",
        "Guten Tag {contact},\n\nunsere Rechnung {number} über {total} liegt bei.\n\n"
        "Ihre Bestellung: {your_order}\nNoch zu zahlen: {open}\nFällig am: {due_on}\n\n"
        "Vielen Dank für Ihren Auftrag.\n\nFreundliche Grüße\n{sender}",
    ),
    ("invoice", "es"): Wording(
        "Factura {number} de {company}",
        "Hola, {contact}:\n\nAdjuntamos nuestra factura {number} por {total}.\n\n"
        "Su pedido: {your_order}\nPendiente de pago: {open}\nVence el: {due_on}\n\n"
        "Gracias por su confianza.\n\nUn saludo\n{sender}",
    ),
    ("credit_note", "en"): Wording(
        "Credit note {number} from {company}",
        "Dear {contact},\n\nour credit note {number} of {total} is attached.\n\n"
        "Invoice: {invoice}\nReason: {reason}\n\nKind regards\n{sender}",
    ),
    ("credit_note", "de"): Wording(
        "Gutschrift {number} von {company}",
        "Guten Tag {contact},\n\nunsere Gutschrift {number} über {total} liegt bei.\n\n"
        "Rechnung: {invoice}\nGrund: {reason}\n\nFreundliche Grüße\n{sender}",
    ),
    ("credit_note", "es"): Wording(
        "Factura rectificativa {number} de {company}",
        "Hola, {contact}:\n\nAdjuntamos nuestra factura rectificativa {number} por {total}.\n\n"
        "Factura: {invoice}\nMotivo: {reason}\n\nUn saludo\n{sender}",
    ),
    ("statement", "en"): Wording(
        "Statement of account {number} from {company}",
        "Dear {contact},\n\nyour statement of account from {since} to {until} is attached.\n\n"
        "Balance: {balance}\n\nPlease write to us if something does not agree with your books.\n\n"
        "Kind regards\n{sender}",
    ),
    ("statement", "de"): Wording(
        "Kontoauszug {number} von {company}",
        "Guten Tag {contact},\n\nIhr Kontoauszug vom {since} bis zum {until} liegt bei.\n\n"
        "Saldo: {balance}\n\nBitte melden Sie sich, wenn etwas nicht mit Ihren Büchern übereinstimmt.\n\n"
        "Freundliche Grüße\n{sender}",
    ),
    ("statement", "es"): Wording(
        "Extracto de cuenta {number} de {company}",
        "Hola, {contact}:\n\nAdjuntamos su extracto de cuenta del {since} al {until}.\n\n"
        "Saldo: {balance}\n\nEscríbanos si algo no coincide con sus libros.\n\nUn saludo\n{sender}",
    ),
    ("purchase_order", "en"): Wording(
        "Purchase order {number} from {company}",
        "Dear {contact},\n\nplease find attached our purchase order {number} of {total}.\n\n"
        "Your reference: {your_reference}\nWe expect the goods on {expected_on}.\n\n"
        "Please confirm quantities, prices and the day.\n\nKind regards\n{sender}",
    ),
    ("purchase_order", "de"): Wording(
        "Bestellung {number} von {company}",
        "Guten Tag {contact},\n\nunsere Bestellung {number} über {total} liegt bei.\n\n"
        "Ihre Referenz: {your_reference}\nWir erwarten die Ware am {expected_on}.\n\n"
        "Bitte bestätigen Sie Mengen, Preise und Termin.\n\nFreundliche Grüße\n{sender}",
    ),
    ("purchase_order", "es"): Wording(
        "Orden de compra {number} de {company}",
        "Hola, {contact}:\n\nAdjuntamos nuestra orden de compra {number} por {total}.\n\n"
        "Su referencia: {your_reference}\nEsperamos la mercancía el {expected_on}.\n\n"
        "Por favor, confirme cantidades, precios y fecha.\n\nUn saludo\n{sender}",
    ),
    ("return", "en"): Wording(
        "Return {number} to {company}",
        "Dear {contact},\n\nthe return {number} of goods from order {order} is noted. The attached sheet says what"
        " comes back; please lay it into the parcel.\n\nYour order: {your_order}\nReason: {reason}\n\n"
        "Kind regards\n{sender}",
    ),
    ("return", "de"): Wording(
        "Rücksendung {number} an {company}",
        "Guten Tag {contact},\n\ndie Rücksendung {number} aus dem Auftrag {order} ist notiert. Das Blatt im Anhang"
        " sagt, was zurückkommt; bitte legen Sie es dem Paket bei.\n\nIhre Bestellung: {your_order}\n"
        "Grund: {reason}\n\nFreundliche Grüße\n{sender}",
    ),
    ("return", "es"): Wording(
        "Devolución {number} a {company}",
        "Hola, {contact}:\n\nHemos anotado la devolución {number} del pedido {order}. La hoja adjunta dice qué se"
        " devuelve; inclúyala en el paquete.\n\nSu pedido: {your_order}\nMotivo: {reason}\n\nUn saludo\n{sender}",
    ),
    ("dispute", "en"): Wording(
        "Your complaint {number}",
        "Dear {contact},\n\nwe have noted your complaint about {document} under {number}. What you told us: {reason}."
        "\n\n{answer}\n\nYour order: {your_order}\n\nKind regards\n{sender}",
    ),
    ("dispute", "de"): Wording(
        "Ihre Reklamation {number}",
        "Guten Tag {contact},\n\nIhre Reklamation zu {document} ist unter {number} notiert. Ihre Angabe: {reason}."
        "\n\n{answer}\n\nIhre Bestellung: {your_order}\n\nFreundliche Grüße\n{sender}",
    ),
    ("dispute", "es"): Wording(
        "Su reclamación {number}",
        "Hola, {contact}:\n\nHemos anotado su reclamación sobre {document} con el número {number}. Lo que nos dijo:"
        " {reason}.\n\n{answer}\n\nSu pedido: {your_order}\n\nUn saludo\n{sender}",
    ),
    ("new_dates", "en"): Wording(
        "New delivery dates from {company}",
        "Dear {contact},\n\nsome of your goods will come on another day than we told you:\n\n{dates}\n\n"
        "The whole list is attached. Please reply to this mail if a new date does not suit you.\n\n"
        "Kind regards\n{sender}",
    ),
    ("new_dates", "de"): Wording(
        "Neue Liefertermine von {company}",
        "Guten Tag {contact},\n\neinige Ihrer Waren kommen an einem anderen Tag, als wir Ihnen gesagt haben:\n\n"
        "{dates}\n\nDie ganze Liste liegt bei. Antworten Sie auf diese Nachricht, wenn Ihnen ein neuer Termin nicht"
        " passt.\n\nFreundliche Grüße\n{sender}",
    ),
    ("new_dates", "es"): Wording(
        "Nuevas fechas de entrega de {company}",
        "Hola, {contact}:\n\nParte de su mercancía llegará en una fecha distinta de la que le indicamos:\n\n{dates}"
        "\n\nAdjuntamos la lista completa. Responda a este correo si una nueva fecha no le conviene.\n\n"
        "Un saludo\n{sender}",
    ),
}
