-- An entry is its event, read as a line of a statement: the journal has its account, its amount and the balance after it,
-- so nothing is written a second time. Statements end where the counter's views do: who reads both reads one moment.
-- A new version of one of these events is a line here, in a new script.
drop view view.balance;

drop table view.entry;

create view view.entry as
select stream as account, seq, position, at, recorded_at,
       case type
           when 'account.issued.1' then 'issuance'
           when 'account.issuance-reversed.1' then 'issuance-reversal'
           when 'account.reconverted.1' then 'reconversion'
           when 'account.reconversion-returned.1' then 'reconversion-returned'
           when 'account.deposited.1' then 'deposit'
           when 'account.withdrawn.1' then 'withdrawal'
           else payload ->> 'transfer'
       end as kind,
       case when type in ('account.debited.1', 'account.issuance-reversed.1', 'account.reconverted.1', 'account.withdrawn.1')
            then -(payload ->> 'amount')::bigint
            else (payload ->> 'amount')::bigint
       end as amount_cents,
       (payload ->> 'balance')::bigint as balance_cents,
       payload ->> 'counterparty' as counterparty,
       case type
           when 'account.issuance-reversed.1' then (payload ->> 'issuance')::uuid
           when 'account.reconversion-returned.1' then (payload ->> 'reconversion')::uuid
           else operation
       end as operation,
       payload ->> 'reference' as reference,
       (payload ->> 'refundOf')::uuid as refund_of,
       -- The side of a payment, refund or membership that pays: it tells of both.
       type = 'account.debited.1' as pays
  from journal.event
 where type in ('account.debited.1', 'account.credited.1', 'account.issued.1', 'account.issuance-reversed.1',
                'account.reconverted.1', 'account.reconversion-returned.1', 'account.deposited.1', 'account.withdrawn.1')
   and position <= (select view.read_to('counter'));

create view view.balance as
select account.account, account.association,
       coalesce((select entry.balance_cents
                   from view.entry
                  where entry.account = account.account
                  order by entry.seq desc
                  limit 1), 0) as balance_cents
  from view.account;

-- What payers of an association paid, and were given back, on each business day.
create table view.paid_day (
    association    text   collate "C" not null,
    day            date   not null,
    payments       bigint not null,
    paid_cents     bigint not null,
    refunded_cents bigint not null,
    primary key (association, day)
);

insert into view.paid_day (association, day, payments, paid_cents, refunded_cents)
select split_part(account, '-', 1), (at at time zone 'Europe/Paris')::date,
       count(*) filter (where kind = 'payment'),
       coalesce(-sum(amount_cents) filter (where kind = 'payment'), 0),
       coalesce(-sum(amount_cents) filter (where kind = 'refund'), 0)
  from view.entry
 where pays and kind in ('payment', 'refund')
 group by 1, 2;

-- Nothing takes effect after it is recorded, and recorded times never fall: so what took effect from an instant on stands
-- behind the last event that was recorded before it, which is found by halves. A day is more than any clock is set back.
create function view.first_position(since timestamptz) returns bigint language plpgsql stable as $$
declare
    low    bigint := 0;
    high   bigint := coalesce((select max(position) from journal.event), 0);
    middle bigint;
begin
    if since = '-infinity' then
        return 0;
    end if;
    while low < high loop
        middle := low + (high - low + 1) / 2;
        if (select recorded_at from journal.event where position = middle) < since - interval '1 day' then
            low := middle;
        else
            high := middle - 1;
        end if;
    end loop;
    return low + 1;
end $$;

-- The same in one account, by its own count of events.
create function view.first_seq(account text, since timestamptz) returns bigint language plpgsql stable as $$
declare
    low    bigint := -1;
    high   bigint := coalesce((select max(seq) from journal.event where stream = account), 0);
    middle bigint;
begin
    if since = '-infinity' then
        return 0;
    end if;
    while low < high loop
        middle := low + (high - low + 1) / 2;
        if (select recorded_at from journal.event where stream = account and seq = middle) < since - interval '1 day' then
            low := middle;
        else
            high := middle - 1;
        end if;
    end loop;
    return low + 1;
end $$;

-- The bodies below are texts, read anew whenever they run: they say "view" in quotes, which is the schema that is live then,
-- wherever they were made.

-- What was on an account at an instant, as far as was known at a position: what the last entry left there of which nobody
-- can say that it took effect later, and what those after it added that had taken effect.
create function view.balance_of(account text, as_of timestamptz, known_at bigint) returns bigint language sql stable
    set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off
as $$
    with since as materialized (select "view".first_seq(balance_of.account, as_of) as seq)
    select coalesce((select balance_cents
                       from "view".entry
                      where entry.account = balance_of.account
                        and entry.seq < (select seq from since)
                        and position <= known_at
                      order by entry.seq desc
                      limit 1), 0)
           + coalesce((select sum(amount_cents)::bigint
                         from "view".entry
                        where entry.account = balance_of.account
                          and entry.seq >= (select seq from since)
                          and position <= known_at
                          and at <= as_of), 0);
$$;

-- Some entries of an account, the newest first. The index has them in this order: whoever sorts reads all of them first,
-- and nobody knows beforehand how few are asked for.
create function view.entries_of(
    account text, kinds text[], since timestamptz, until timestamptz, before bigint, at_most integer)
    returns setof view.entry language sql stable
    set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off
as $$
    select entry.*
      from "view".entry
     where entry.account = entries_of.account
       and seq >= "view".first_seq(entries_of.account, since)
       -- Who goes on reading begins where the last page ended.
       and seq < coalesce((select event.seq from journal.event
                            where event.position = before and event.stream = entries_of.account),
                          9223372036854775807)
       and position < before
       and at >= since
       and at < until
       and kind = any (kinds)
     order by seq desc
     limit at_most;
$$;

-- Payments and refunds of all payers, or of one association's, the newest first, each by the side that pays.
create function view.paid_by(payers text, since timestamptz, until timestamptz, before bigint, at_most integer)
    returns setof view.entry language sql stable
    set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off
as $$
    select entry.*
      from "view".entry
     where pays
       and (payers is null or split_part(account, '-', 1) = payers)
       and position >= "view".first_position(since)
       and position < before
       and at >= since
       and at < until
       and kind in ('payment', 'refund')
     order by position desc
     limit at_most;
$$;
