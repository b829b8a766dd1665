"""What follows from what: every event of the house has its row here, and nothing follows anywhere else.

A reaction is a function `(by, event)` that runs once per event, in a transaction with the mark that it
ran; it is repeated until it succeeds, so that it must be harmless to repeat. What leaves the house is an
`Outward`: it is sent by its own delivery, never inside somebody's transaction.
"""

from collections.abc import Callable, Mapping

from tradepost.base.by import By
from tradepost.base.events import Event, RecordedEvent
from tradepost.base.outward import Outward
from tradepost.domain.access import events as access
from tradepost.domain.accounts import events as accounts
from tradepost.domain.billing import events as billing
from tradepost.domain.catalog import events as catalog
from tradepost.domain.corrections import events as corrections
from tradepost.domain.counting import events as counting
from tradepost.domain.delivery import events as delivery
from tradepost.domain.fulfilment import events as fulfilment
from tradepost.domain.imports import events as imports
from tradepost.domain.inventory import events as inventory
from tradepost.domain.mails import events as mails
from tradepost.domain.notes import events as notes
from tradepost.domain.parties import events as parties
from tradepost.domain.planning import events as planning
from tradepost.domain.pricing import events as pricing
from tradepost.domain.purchasing import events as purchasing
from tradepost.domain.returns import events as returns
from tradepost.domain.sales import events as sales
from tradepost.domain.transfers import events as transfers
from tradepost.doors.integrations.mail import HAND_OVER
from tradepost.doors.worker.telling import MAIL_NOTICE, tell_mentioned, tell_rep, tell_sender

Reaction = Callable[[By, RecordedEvent], None] | Outward
Page = Mapping[type[Event], tuple[Reaction, ...]]

PAGE: Page = {
    # access: Audited on the feed itself; the owner reads it there.
    access.UserCreated: (),
    access.UserChanged: (),
    access.PasswordSet: (),
    access.RolesSet: (),
    access.TokenMade: (),
    access.TokenRevoked: (),
    access.TokenUsed: (),
    access.UserInvited: (),
    access.InvitationWithdrawn: (),
    access.InvitationAccepted: (),
    access.PreferencesSet: (),
    access.SessionsEnded: (),
    access.SecondFactorChanged: (),
    access.SecondFactorReset: (),
    access.SecondFactorRolesSet: (),
    # notes: A mention is a row its reader's pages ask for; who chose so is told by mail as well.
    notes.NoteWritten: (tell_mentioned,),
    notes.NoteChanged: (tell_mentioned,),
    notes.Told: (MAIL_NOTICE,),
    notes.NoticesRead: (),
    notes.NoteRemoved: (),
    notes.NoteRestored: (),
    notes.MentionsRead: (),
    notes.FileAdded: (),
    notes.FileRemoved: (),
    notes.FileRestored: (),
    # parties: Master data: documents copy what they need when they are made.
    parties.CustomerCreated: (),
    parties.CustomerChanged: (),
    parties.CustomerBlocked: (),
    parties.CustomerUnblocked: (),
    parties.SupplierCreated: (),
    parties.SupplierChanged: (),
    parties.SupplierBlocked: (),
    parties.SupplierUnblocked: (),
    parties.AddressAdded: (),
    parties.AddressChanged: (),
    parties.ContactAdded: (),
    parties.GroupCreated: (),
    parties.CompanyChanged: (),
    parties.CustomerRemoved: (),
    parties.SupplierRemoved: (),
    parties.AddressRemoved: (),
    parties.ContactRemoved: (),
    parties.GroupRemoved: (),
    # catalog: Master data: documents copy what they need when they are made.
    catalog.CategoryCreated: (),
    catalog.ItemCreated: (),
    catalog.ItemChanged: (),
    catalog.ItemDiscontinued: (),
    catalog.ItemReactivated: (),
    catalog.UnitAdded: (),
    catalog.CodeAdded: (),
    catalog.ItemRemoved: (),
    catalog.ItemWithdrawn: (),
    catalog.CategoryRemoved: (),
    catalog.UnitRemoved: (),
    catalog.CodeRemoved: (),
    catalog.SubstituteKept: (),
    catalog.SubstituteRemoved: (),
    catalog.KitDefined: (),
    # imports: Each row is a fact of its own room.
    imports.ImportBegun: (),
    imports.ImportKept: (),
    imports.ImportTakenBack: (),
    # inventory: Promises are settled in the same transaction; telling customers new dates comes with messages.
    inventory.WarehouseMade: (),
    inventory.WarehouseChanged: (),
    inventory.LegSet: (),
    inventory.LegRemoved: (),
    inventory.PlaceMade: (),
    inventory.PlacesMade: (),
    inventory.ZoneMade: (),
    inventory.ZoneChanged: (),
    inventory.PlacesZoned: (),
    inventory.PlaceChanged: (),
    inventory.PlaceClosed: (),
    inventory.PlaceReopened: (),
    inventory.BinFixed: (),
    inventory.BinFreed: (),
    inventory.LotsMade: (),
    inventory.LotQuarantined: (),
    inventory.LotRecalled: (),
    inventory.LotReleased: (),
    inventory.LotChanged: (),
    inventory.LotExpired: (),
    inventory.StockAdjusted: (),
    inventory.StockMoved: (),
    inventory.DemandsRepegged: (),
    inventory.StockReallocated: (),
    inventory.PromiseShifted: (),
    inventory.SupplyChanged: (),
    # accounts: The books are posted by the commands that cause them.
    accounts.PeriodClosed: (),
    accounts.RateSet: (),
    # delivery: Days that are others now are derived: whoever looks sees them among the dates that moved.
    delivery.CalendarKept: (),
    delivery.CalendarRemoved: (),
    delivery.DaysClosed: (),
    delivery.DaysOpened: (),
    delivery.CarrierKept: (),
    delivery.CarrierEnded: (),
    delivery.TransitKept: (),
    delivery.TransitEnded: (),
    delivery.WarehouseDaysSet: (),
    # mails: What somebody sends is handed to the mail server, and they are told when it does not arrive; the other
    # facts stand on the document's timeline.
    mails.MailQueued: (HAND_OVER,),
    mails.MailSent: (),
    mails.MailShown: (),
    mails.MailDelivered: (),
    mails.MailBounced: (tell_sender,),
    mails.MailFailed: (tell_sender,),
    mails.MailSettled: (),
    mails.AddressCleared: (),
    mails.TemplateChanged: (),
    mails.TemplateReset: (),
    # pricing: Prices are looked up when lines are priced; nothing is cached.
    pricing.PriceListCreated: (),
    pricing.PricesSet: (),
    pricing.PricesEnded: (),
    pricing.PricesRemoved: (),
    pricing.PriceListRemoved: (),
    pricing.PriceListRenamed: (),
    pricing.PriceListRetired: (),
    pricing.PriceListReinstated: (),
    pricing.PriceListAssigned: (),
    pricing.TaxRulesSet: (),
    pricing.TaxExemptionKept: (),
    pricing.TaxExemptionRemoved: (),
    pricing.FloorsSet: (),
    pricing.DiscountKept: (),
    pricing.DiscountEnded: (),
    pricing.PromotionKept: (),
    pricing.PromotionEnded: (),
    pricing.VersionMade: (),
    pricing.VersionPricesSet: (),
    pricing.VersionRepriced: (),
    pricing.VersionScheduled: (),
    pricing.VersionUnscheduled: (),
    pricing.VersionActivated: (),
    pricing.VersionRolledBack: (),
    pricing.VersionDiscarded: (),
    # sales: Promises and holds are part of the commands; the rep is told of a hold.
    sales.OrderPlaced: (),
    sales.OrderChanged: (),
    sales.ChangeAcknowledged: (),
    sales.OrderSubmitted: (),
    sales.OrderConfirmed: (),
    sales.OrderHeld: (tell_rep,),
    sales.HoldReleased: (),
    sales.OrderCancelled: (),
    sales.LinesCancelled: (),
    sales.LinesSourced: (),
    sales.LotsWished: (),
    sales.CancelReasonKept: (),
    sales.DatesTold: (),
    sales.OrderClosed: (),
    sales.QuoteMade: (),
    sales.QuoteChanged: (),
    sales.QuoteRevised: (),
    sales.QuoteSent: (),
    sales.QuoteAccepted: (),
    sales.QuoteDeclined: (),
    sales.QuoteExpired: (),
    sales.QuoteOrdered: (),
    sales.QuoteLapsed: (),
    sales.QuoteShared: (),
    sales.QuoteOpened: (),
    sales.ShareRevoked: (),
    sales.QuoteAsked: (),
    sales.QuoteSigned: (),
    sales.OrderTemplateKept: (),
    sales.OrderTemplateRemoved: (),
    sales.QuoteTemplateKept: (),
    sales.QuoteTemplateRemoved: (),
    sales.TermsTextKept: (),
    sales.TermsTextRemoved: (),
    sales.LostReasonKept: (),
    # fulfilment: Counters and entries are posted with the shipment; invoices are a person's decision, in bulk.
    fulfilment.ShipmentReleased: (),
    fulfilment.PickingStarted: (),
    fulfilment.Picked: (),
    fulfilment.PickedShort: (),
    fulfilment.ShipmentPacked: (),
    fulfilment.UsageRecorded: (),
    fulfilment.ShipmentShipped: (),
    fulfilment.TrackingChanged: (),
    fulfilment.ShipmentDelivered: (),
    fulfilment.ShipmentCancelled: (),
    fulfilment.LotRuleSet: (),
    fulfilment.LotRuleRemoved: (),
    # purchasing: Supply and receipts are posted with the command; mails to suppliers come with messages.
    purchasing.SupplierItemsSet: (),
    purchasing.SupplierItemsRemoved: (),
    purchasing.PurchaseOrderMade: (),
    purchasing.PurchaseOrderChanged: (),
    purchasing.PurchaseOrderApproved: (),
    purchasing.PurchaseOrderSent: (),
    purchasing.PurchaseOrderAcknowledged: (),
    purchasing.PurchaseLinesCancelled: (),
    purchasing.PurchaseOrderCancelled: (),
    purchasing.Received: (),
    purchasing.PurchaseOrderClosed: (),
    purchasing.VariancesFound: (),
    purchasing.VarianceClosed: (),
    purchasing.SentBack: (),
    purchasing.PackagesAnnounced: (),
    purchasing.PackageReceived: (),
    purchasing.PackageWithdrawn: (),
    purchasing.LandedCostAdded: (),
    purchasing.LandedCostCancelled: (),
    purchasing.StoreFilled: (),
    purchasing.TakenOver: (),
    purchasing.MissingInStore: (),
    purchasing.SentBackFromStore: (),
    purchasing.StoreStated: (),
    purchasing.OpeningStockTaken: (),
    purchasing.OpeningStockTakenBack: (),
    # counting: Stock and books are posted with the command; Today shows what waits.
    counting.CountPlanned: (),
    counting.CountStarted: (),
    counting.Counted: (),
    counting.CountFinished: (),
    counting.CountReopened: (),
    counting.CountPosted: (),
    counting.CountCancelled: (),
    # corrections: Stock and books are posted with the command; Today shows what waits for approval.
    corrections.CorrectionAsked: (),
    corrections.CorrectionPosted: (),
    corrections.CorrectionDeclined: (),
    corrections.ReasonKept: (),
    # transfers: Both warehouses and the books are posted with the command; Today shows what waits.
    transfers.TransferDrafted: (),
    transfers.TransferChanged: (),
    transfers.TransferReleased: (),
    transfers.TransferDispatched: (),
    transfers.TransferDelayed: (),
    transfers.TransferReceived: (),
    transfers.TransferFinished: (),
    transfers.TransferCancelled: (),
    transfers.DiscrepancySettled: (),
    # billing: Entries are posted with the document; sending it comes with messages.
    billing.Invoiced: (),
    billing.Credited: (),
    billing.PaymentRecorded: (),
    billing.Allocated: (),
    billing.AllocationReversed: (),
    # returns: Stock and credit are posted with the command.
    returns.ReturnRequested: (),
    returns.ReturnAuthorised: (),
    returns.ReturnRejected: (),
    returns.ReturnReceived: (),
    returns.ReturnInspected: (),
    returns.ReturnSettled: (),
    # planning: Purchase orders are made with the command.
    planning.ReorderRulesSet: (),
    planning.ProposalsOrdered: (),
}
