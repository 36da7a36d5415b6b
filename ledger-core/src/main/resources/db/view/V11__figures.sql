-- The figures are made anew from the first event on: what stands here needs more of each event than was kept of it.
-- Their processor begins again, and catches up while the node answers.
truncate view.movement, view.place;

delete from view.progress
 where processor = 'figures';

drop table view.day;

-- An instant from microseconds since 1970.
create function view.instant(micros bigint) returns timestamptz stable
    return timestamptz 'epoch' + micros * interval '1 microsecond';

-- Five at most: enough to tell whether there were five.
create function view.some(parties integer[]) returns integer[] immutable
    return trim_array(parties, greatest(cardinality(parties) - 5, 0));

-- What happened on each business day (Europe/Paris), by effective time.
create table view.day (
    association               text collate "C" not null,
    day                       date   not null,
    issued_paper_cents        bigint not null,
    issued_digital_cents      bigint not null,
    reconverted_paper_cents   bigint not null,
    reconverted_digital_cents bigint not null,
    paid_cents                bigint not null,
    payments                  bigint not null,
    primary key (association, day)
);

-- What each place gained or lost on each business day, by effective time: the sums of its movements. A place that has no
-- row for a day held at its end what it held before.
create table view.place_day (
    association text collate "C" not null,
    place       text collate "C" not null,
    day         date    not null,
    cents       bigint  not null,
    -- Each movement times the microseconds from it to the end of the day: what a mean over time is made from.
    cent_micros numeric not null,
    primary key (association, place, day)
);

-- Each account as a party of payments: who it is, and how the roues in it came there.
create table view.party (
    account        text        collate "C" primary key,
    -- Its number in the tables below: accounts in the order of their opening.
    party          integer     not null,
    association    text        collate "C" not null,
    kind           text        not null,
    -- INSEE code; null where it was not said.
    commune        text,
    -- NAF code; null but for professionals.
    sector         text,
    balance_cents  bigint      not null,
    -- The earliest and the latest effective time at which roues came or went; null before the first.
    first_moved_at timestamptz,
    moved_at       timestamptz,
    -- The mean time of entering of what is there, by amount; null before the first roue.
    entered_at     timestamptz,
    -- What came in last goes out first: layers of an amount in cents and a time in microseconds since 1970, eight bytes
    -- each, the oldest first.
    layers         bytea       not null
) with (fillfactor = 60);

create unique index on view.party (party);

-- Each payment, by the business day of its effective time. Only added to.
create table view.payment (
    position bigint  not null,
    cents    bigint  not null check (cents > 0),
    day      date    not null,
    payer    integer not null,
    payee    integer not null
);

create index on view.payment (day);

-- Each payment with the groups that its two parties belong to, once for each of the three ways to group them.
create view view.payment_between as
select payment.day, payment.cents, payment.payer, payment.payee, payer.association as payer_association,
       payee.association as payee_association, grouped.dimension, grouped.payer_group, grouped.payee_group
  from view.payment
  join view.party payer on payer.party = payment.payer
  join view.party payee on payee.party = payment.payee
 cross join lateral (values ('KIND', payer.kind, payee.kind),
                            ('COMMUNE', coalesce(payer.commune, ''), coalesce(payee.commune, '')),
                            ('SECTOR', coalesce(payer.sector, payer.kind), coalesce(payee.sector, payee.kind)))
    as grouped (dimension, payer_group, payee_group);

-- Who paid whom in a whole month or year that is over, made from its payments: by kind, commune and sector.
create table view.flow (
    -- MONTH or YEAR.
    span              text     collate "C" not null,
    starts            date     not null,
    -- KIND, COMMUNE or SECTOR.
    dimension         text     collate "C" not null,
    payer_association text     collate "C" not null,
    payee_association text     collate "C" not null,
    payer_group       text     collate "C" not null,
    payee_group       text     collate "C" not null,
    payments          bigint   not null,
    cents             bigint   not null,
    -- Some of those who took part, five at most: enough to tell whether there were five.
    payers            integer[] not null,
    payees            integer[] not null,
    primary key (span, starts, dimension, payer_association, payee_association, payer_group, payee_group)
);

-- What each professional took in a whole month or year that is over.
create table view.taking (
    span     text    collate "C" not null,
    starts   date    not null,
    payee    integer not null,
    payments bigint  not null,
    cents    bigint  not null,
    primary key (span, starts, payee)
);

-- What the accounts of an association did on each business day.
create table view.use_day (
    association      text    collate "C" not null,
    day              date    not null,
    -- What went out of its accounts, and times how long it had been in them, told in the two ways.
    left_cents       numeric not null,
    lifo_cent_micros numeric not null,
    mixed_cent_micros numeric not null,
    -- The parties that paid or were paid, as a RoaringBitmap.
    active           bytea   not null,
    primary key (association, day)
);

-- Stretches of at least 28 days in which nothing moved in an account, and what lay there; the last one, which goes on,
-- is told by view.party.
create table view.rest (
    party         integer     not null,
    rested_from   timestamptz not null,
    rested_until  timestamptz not null,
    balance_cents bigint      not null,
    primary key (party, rested_from),
    check (rested_from < rested_until)
);

create index on view.rest using gist (tstzrange(rested_from, rested_until));

-- What was done at the counter of each desk on each business day; what was undone is taken off on the day of its undoing.
create table view.desk_day (
    desk                 text   collate "C" not null,
    association          text   collate "C" not null,
    day                  date   not null,
    operations           bigint not null,
    issued_paper_cents   bigint not null,
    issued_digital_cents bigint not null,
    taken_back_cents     bigint not null,
    received_euro_cents  bigint not null,
    primary key (desk, day)
);

-- The pieces that a stretch of days is made of: whole years and months that are over, whose sums stand ready, and the days
-- between. A month is over when a payment of a later one is known.
create function view.pieces(first date, past date) returns table (span text, starts date, ends date) stable
begin atomic
    with latest as (
        select coalesce(max(day), first) as day
          from view.payment),
    whole_month as (
        select month::date as starts, (month + interval '1 month')::date as ends
          from latest
         cross join generate_series(date_trunc('month', first::timestamp + interval '1 month' - interval '1 day'),
                                    least(past::timestamp, date_trunc('month', latest.day::timestamp))
                                        - interval '1 month',
                                    interval '1 month') as month),
    whole_year as (
        select year::date as starts, (year + interval '1 year')::date as ends
          from latest
         cross join generate_series(date_trunc('year', first::timestamp + interval '1 year' - interval '1 day'),
                                    least(past::timestamp, date_trunc('year', latest.day::timestamp))
                                        - interval '1 year',
                                    interval '1 year') as year)
    select 'YEAR', starts, ends
      from whole_year
     union all
    select 'MONTH', starts, ends
      from whole_month
     where not exists (select from whole_year
                        where whole_month.starts between whole_year.starts and whole_year.ends - 1)
     union all
    select 'DAY', first, coalesce((select min(starts) from whole_month), past)
     where first < past
     union all
    select 'DAY', max(ends), past
      from whole_month
    having max(ends) < past;
end;
