"""The statements that work out what a version of prices would do, one after the other, each for all customers at once.

Who asks the same lists in the same order is of one kind, and pays the same: prices are chosen once for each kind,
item, unit and quantity, by the order told in docs/algorithms/pricing.md, among the prices that hold and among those
that would. What is worked out on the way lies in tables of the transaction.
"""

from tradepost.domain.pricing.rules import BRAND_DEPTH

TABLES = """
drop table if exists reports_try_kind, reports_try_buyer, reports_try_item, reports_try_use, reports_try_open,
  reports_try_ask, reports_try_row, reports_try_price;
create temp table reports_try_buyer (customer_id uuid, kind text) on commit drop;
create temp table reports_try_kind (kind text, price_list_id uuid, place int, is_base bool) on commit drop;
create temp table reports_try_item (item_id uuid, base_unit text, category_id uuid, brand_id uuid) on commit drop;
create temp table reports_try_use (customer_id uuid, item_id uuid, unit text, numerator bigint, denominator bigint,
  quantity bigint, typed numeric, base_quantity numeric, share numeric, bought_at timestamptz) on commit drop;
create temp table reports_try_open (document text, document_id uuid, number text, state text, customer_id uuid,
  item_id uuid, unit text, numerator bigint, denominator bigint, quantity bigint, net numeric) on commit drop;
create temp table reports_try_ask (id bigint generated always as identity, kind text, item_id uuid, unit text,
  numerator bigint, denominator bigint, quantity bigint) on commit drop;
create temp table reports_try_row (ask_id bigint, place int, is_base bool, depth int, unit text, minimum bigint,
  first_on date, kind text, old_amount numeric, new_amount numeric) on commit drop;
create temp table reports_try_price (ask_id bigint, old_price numeric, new_price numeric) on commit drop
"""

# Everybody who buys by the list, with the lists they ask in order; ranks of one order are one.
BUYERS = """
with placed as (
  select c.id as customer_id, f.price_list_id, f.rank * 2 as place
  from parties_customer c join pricing_price_list_for f on f.customer_id = c.id where c.currency = %(currency)s
  union all
  select c.id, f.price_list_id, f.rank * 2 + 1
  from parties_customer c join pricing_price_list_for f on f.group_id = c.group_id where c.currency = %(currency)s
  union all
  select c.id, l.id, 1000000 from parties_customer c
  join pricing_price_list l on l.is_base and l.currency = c.currency where c.currency = %(currency)s),
asked as (
  select p.customer_id, p.price_list_id, min(p.place) as place from placed p
  join pricing_price_list l on l.id = p.price_list_id and l.currency = %(currency)s
    and (l.retired_on is null or l.retired_on > %(on)s::date)
  group by 1, 2),
ranked as (
  select customer_id, price_list_id, dense_rank() over (partition by customer_id order by place) as place from asked)
insert into reports_try_buyer
select customer_id, string_agg(place || ' ' || price_list_id, ',' order by place, price_list_id) from ranked
group by customer_id having bool_or(price_list_id = %(list)s::uuid)
"""
KINDS = """
insert into reports_try_kind
select distinct b.kind, l.id, split_part(one, ' ', 1)::int, l.is_base
from (select distinct kind from reports_try_buyer) b cross join string_to_table(b.kind, ',') one
join pricing_price_list l on l.id = split_part(one, ' ', 2)::uuid
"""
# The items whose price may be another: those the version names, and those in categories or of brands it names.
ITEMS = """
with recursive branch (id, depth) as (
  select category_id, 1 from pricing_version_row where of_id = %(version)s::uuid and category_id is not null
  union
  select c.id, b.depth + 1 from branch b join catalog_category c on c.parent_id = b.id where b.depth < 20)
insert into reports_try_item
select i.id, i.base_unit, i.category_id, i.brand_id from catalog_item i
where i.id in (select item_id from pricing_version_row where of_id = %(version)s::uuid)
   or i.category_id in (select id from branch)
   or i.brand_id in (select brand_id from pricing_version_row where of_id = %(version)s::uuid)
"""
# What they bought in twelve months, by the quantity of one line; typed prices are nobody's list.
USES = """
insert into reports_try_use
select o.customer_id, l.item_id, case when l.unit = i.base_unit then '' else l.unit end, l.unit_numerator,
  l.unit_denominator, l.quantity, sum(l.typed_quantity * (l.quantity - l.cancelled) / l.quantity),
  sum(l.quantity - l.cancelled), sum(l.net) / nullif(sum(l.typed_quantity * l.unit_price), 0), max(o.placed_at)
from sales_order o join sales_order_line l on l.order_id = o.id
  join reports_try_item i on i.item_id = l.item_id join reports_try_buyer b on b.customer_id = o.customer_id
where o.placed_at >= %(since)s and o.placed_at < %(now)s and o.state in ('confirmed', 'closed')
  and o.currency = %(currency)s and l.quantity > l.cancelled and (l.price_trace->>'typed') is distinct from 'true'
  and (l.price_trace->>'source') is distinct from 'gift'
group by 1, 2, 3, 4, 5, 6
"""
# Quotes that may still be accepted, and orders that are not confirmed: their lines with a price of a list.
OPEN = """
insert into reports_try_open
select d.document, d.document_id, d.number, d.state, d.customer_id, d.item_id,
  case when d.unit = i.base_unit then '' else d.unit end, d.unit_numerator, d.unit_denominator, d.quantity, d.net
from (
  select 'quote' as document, q.id as document_id, q.number || case when q.revision > 1 then '-' || q.revision
      else '' end as number, q.state, q.customer_id, q.currency, l.item_id, l.unit, l.unit_numerator,
    l.unit_denominator, l.quantity, l.net, l.price_trace
  from sales_quote q join sales_quote_line l on l.quote_id = q.id
  where q.state in ('draft', 'sent') and q.valid_until >= %(today)s::date
  union all
  select 'order', o.id, o.number, o.state, o.customer_id, o.currency, l.item_id, l.unit, l.unit_numerator,
    l.unit_denominator, l.quantity, l.net, l.price_trace
  from sales_order o join sales_order_line l on l.order_id = o.id where o.state in ('draft', 'submitted')) d
join reports_try_item i on i.item_id = d.item_id join reports_try_buyer b on b.customer_id = d.customer_id
where d.currency = %(currency)s and (d.price_trace->>'typed') is distinct from 'true'
  and (d.price_trace->>'source') is distinct from 'gift'
"""
ASKS = """
insert into reports_try_ask (kind, item_id, unit, numerator, denominator, quantity)
select b.kind, u.item_id, u.unit, u.numerator, u.denominator, u.quantity from (
  select customer_id, item_id, unit, numerator, denominator, quantity from reports_try_use
  union
  select customer_id, item_id, unit, numerator, denominator, quantity from reports_try_open) u
join reports_try_buyer b on b.customer_id = u.customer_id
group by 1, 2, 3, 4, 5, 6
"""
ANALYSE = """
analyze reports_try_buyer, reports_try_kind, reports_try_item, reports_try_use, reports_try_open, reports_try_ask
"""
# The prices of every kind's lists that might win: as they are, and as they would be (null: none); those that include
# tax by their net equivalent at the tax of home, since goods are worth what is before tax.
ROWS = f"""
with recursive branch (leaf, id, depth) as (
  select distinct category_id, category_id, 1 from reports_try_item where category_id is not null
  union all
  select b.leaf, c.parent_id, b.depth + 1 from branch b join catalog_category c on c.id = b.id
  where c.parent_id is not null and b.depth < 20),
changed as materialized (select * from pricing_version_row where of_id = %(version)s::uuid),
prices as (
  select r.price_list_id, r.item_id, r.category_id, r.brand_id, r.unit, r.minimum_quantity, r.valid_from, r.kind,
    case when r.valid_until is null or r.valid_until > %(on)s::date then r.amount end as old_amount,
    case when w.id is null then case when r.valid_until is null or r.valid_until > %(on)s::date then r.amount end
         when not w.is_gone and (w.valid_until is null or w.valid_until > %(on)s::date) then w.amount end as new_amount
  from pricing_price_row r left join changed w on w.price_row_id = r.id
  where (r.valid_from is null or r.valid_from <= %(on)s::date) and r.price_list_id in (
    select price_list_id from reports_try_kind)
  union all
  select %(list)s::uuid, w.item_id, w.category_id, w.brand_id, w.unit, w.minimum_quantity, w.valid_from, w.kind,
    null, w.amount
  from changed w where w.price_row_id is null and not w.is_gone
    and (w.valid_from is null or w.valid_from <= %(on)s::date)
    and (w.valid_until is null or w.valid_until > %(on)s::date)),
particular as (
  select p.*, p.item_id as leaf_item, 0 as depth from prices p join reports_try_item i on i.item_id = p.item_id
  union all
  select p.*, i.item_id, b.depth from prices p join branch b on b.id = p.category_id
    join reports_try_item i on i.category_id = b.leaf
  union all
  select p.*, i.item_id, {BRAND_DEPTH} from prices p join reports_try_item i on i.brand_id = p.brand_id)
insert into reports_try_row
select a.id, k.place, k.is_base, p.depth, p.unit, p.minimum_quantity, p.valid_from, p.kind,
  round(p.old_amount * t.net, 6), round(p.new_amount * t.net, 6)
from reports_try_ask a join reports_try_kind k on k.kind = a.kind
join particular p on p.leaf_item = a.item_id and p.price_list_id = k.price_list_id
join pricing_price_list l on l.id = p.price_list_id
join catalog_item i on i.id = a.item_id
cross join lateral (select case when l.includes_tax and p.kind = 'fixed'
    then 100 / (100 + coalesce((%(home_rates)s::jsonb ->> i.tax_class)::numeric, 0)) else 1 end as net) t
where (p.unit = '' or p.unit = a.unit) and p.minimum_quantity <= a.quantity
  and (p.old_amount is not null or p.new_amount is not null)
"""  # noqa: S608 constants only
_FIRST = """r.place, r.depth, r.unit = '', r.minimum desc, coalesce(r.first_on, '0001-01-01') desc,
  r.kind <> 'fixed'"""
_IN_UNIT = "round(case when r.unit = '' then {amount} * a.numerator / a.denominator else {amount} end, 6)"


def _chosen(which: str) -> str:
    """For each question the price of the first row, and the list price that percentages are taken off."""
    amount = f"r.{which}_amount"
    return f"""
      listed_{which} as (
        select distinct on (r.ask_id) r.ask_id, {_IN_UNIT.format(amount=amount)} as price
        from reports_try_row r join reports_try_ask a on a.id = r.ask_id
        where r.is_base and r.kind = 'fixed' and {amount} is not null order by r.ask_id, {_FIRST}, {amount}),
      {which} as (
        select distinct on (r.ask_id) r.ask_id,
          case when r.kind = 'fixed' then {_IN_UNIT.format(amount=amount)}
               else round(l.price * (100 - {amount}) / 100, 6) end as price
        from reports_try_row r join reports_try_ask a on a.id = r.ask_id
        left join listed_{which} l on l.ask_id = r.ask_id
        where {amount} is not null and (r.kind = 'fixed' or l.price is not null)
        order by r.ask_id, {_FIRST}, {amount})"""  # noqa: S608 constants only


PRICES = f"""
with {_chosen("old")}, {_chosen("new")}
insert into reports_try_price
select a.id, o.price, n.price from reports_try_ask a
left join old o on o.ask_id = a.id left join new n on n.ask_id = a.id
where o.price is distinct from n.price
"""  # noqa: S608 constants only

_ASKED = """join reports_try_ask a on (a.kind, a.item_id, a.unit, a.numerator, a.denominator, a.quantity)
    = (b.kind, u.item_id, u.unit, u.numerator, u.denominator, u.quantity)
  join reports_try_price p on p.ask_id = a.id"""
# A price that falls away is no saving: what it comes to then is left as it was, and the row is told apart.
PER_ITEM = f"""
insert into reports_price_impact_row (impact_id, customer_id, item_id, unit, quantity, old_price, new_price,
                                      before, after, more, cost)
select %(impact)s::uuid, t.customer_id, t.item_id, t.unit, t.quantity, t.old_price, t.new_price,
  t.before, t.after, t.after - t.before, round(c.cost * t.base_quantity / %(rate)s::numeric, 4)
from (
  select u.customer_id, u.item_id, u.unit, sum(u.typed) as quantity, sum(u.base_quantity) as base_quantity,
    (array_agg(p.old_price order by u.bought_at desc))[1] as old_price,
    (array_agg(p.new_price order by u.bought_at desc))[1] as new_price,
    round(sum(u.typed * coalesce(p.old_price, 0) * coalesce(u.share, 1)), 4) as before,
    round(sum(u.typed * coalesce(p.new_price, p.old_price, 0) * coalesce(u.share, 1)), 4) as after
  from reports_try_use u join reports_try_buyer b on b.customer_id = u.customer_id {_ASKED}
  group by 1, 2, 3) t
left join (
  select item_id, sum(value) / sum(on_hand + unsellable) as cost from inventory_position
  where not of_supplier group by 1 having sum(on_hand + unsellable) > 0) c on c.item_id = t.item_id
order by t.customer_id, t.item_id
"""  # noqa: S608 constants only
PER_CUSTOMER = """
insert into reports_price_impact_customer (impact_id, customer_id, items, before, after, more)
select impact_id, customer_id, count(distinct item_id), sum(before), sum(after), sum(more)
from reports_price_impact_row where impact_id = %(impact)s::uuid group by 1, 2 order by 2
"""
PER_DOCUMENT = f"""
insert into reports_price_impact_document (impact_id, kind, document_id, number, state, customer_id, lines,
                                           before, after, more)
select impact_id, document, document_id, number, state, customer_id, lines, before, after, after - before from (
  select %(impact)s::uuid as impact_id, u.document, u.document_id, u.number, u.state, u.customer_id, count(*) as lines,
    sum(u.net) as before, round(sum(case when p.old_price > 0 and p.new_price is not null
      then u.net * p.new_price / p.old_price else u.net end), 4) as after
  from reports_try_open u join reports_try_buyer b on b.customer_id = u.customer_id {_ASKED}
  group by 1, 2, 3, 4, 5, 6) t order by document, number
"""  # noqa: S608 constants only
SUMMED = """
update reports_price_impact i set
  buyers = (select count(*) from reports_try_buyer),
  (dearer, cheaper, before, after) = (
    select count(*) filter (where more > 0), count(*) filter (where more < 0), coalesce(sum(before), 0),
           coalesce(sum(after), 0) from reports_price_impact_customer where impact_id = i.id),
  (without, cost, costed_before, costed_after) = (
    select count(*) filter (where new_price is null), coalesce(sum(cost), 0),
           coalesce(sum(before) filter (where cost is not null), 0),
           coalesce(sum(after) filter (where cost is not null), 0)
    from reports_price_impact_row where impact_id = i.id),
  (quotes, orders) = (
    select count(*) filter (where kind = 'quote'), count(*) filter (where kind = 'order')
    from reports_price_impact_document where impact_id = i.id)
where i.id = %(impact)s::uuid
"""
STEPS = (
    BUYERS, KINDS, ITEMS, USES, OPEN, ASKS, ANALYSE, ROWS, PRICES, PER_ITEM, PER_CUSTOMER, PER_DOCUMENT, SUMMED,
)  # fmt: skip
