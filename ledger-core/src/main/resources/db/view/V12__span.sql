-- Payments, sums of months and years, rests and what accounts hold are kept in fewer rows, and cheaper ones. The figures are made anew from
-- the first event on: their processor begins again, and catches up while the node answers.
truncate view.movement, view.place, view.day, view.place_day, view.use_day, view.desk_day;

delete from view.progress
 where processor = 'figures';

drop view view.payment_between;

drop function view.pieces(date, date);

drop function view.some(integer[]);

drop table view.party, view.payment, view.flow, view.taking, view.rest;

-- Each account as a party of payments: who it is.
create table view.party (
    -- Its number in the tables below: accounts in the order of their opening.
    party       integer primary key,
    account     text    collate "C" not null unique,
    association text    collate "C" not null,
    kind        text    collate "C" not null,
    -- INSEE code; null where it was not said.
    commune     text    collate "C",
    -- NAF code; null but for professionals.
    sector      text    collate "C"
);

-- What each party holds, and how the roues in it came there.
create table view.holding (
    party              integer primary key,
    balance_cents      bigint  not null,
    -- Microseconds since 1970: the earliest and the latest effective time at which roues came or went; null before the first.
    first_moved_micros bigint,
    moved_micros       bigint,
    -- The same: the mean time of entering of what is there, by amount; null before the first roue.
    entered_micros     bigint,
    -- What came in last goes out first: layers of an amount in cents and a time in microseconds since 1970, eight bytes
    -- each, the oldest first.
    layers             bytea   not null
) with (fillfactor = 60);

-- The payments of each business day, by effective time: a row a batch while the day goes on, few rows once it is over.
create table view.payment (
    day      date     not null,
    -- Of the last event that is in it.
    position bigint   not null,
    -- Who paid whom, an element a payment: the payer's number times 2^32, and the payee's.
    ties     bigint[] not null,
    cents    bigint[] not null,
    primary key (day, position),
    check (cardinality(ties) = cardinality(cents))
);

-- The same, a row a payment.
create view view.payment_made as
select payment.day, (made.tie >> 32)::integer as payer, (made.tie & 4294967295)::integer as payee, made.cents
  from view.payment
 cross join unnest(ties, cents) as made (tie, cents);

-- Who paid whom in a whole month or year that is over, made from its payments: by kind, commune and sector.
create table view.flow (
    -- MONTH or YEAR.
    span              text   collate "C" not null,
    starts            date   not null,
    -- KIND, COMMUNE or SECTOR.
    dimension         text   collate "C" not null,
    payer_association text   collate "C" not null,
    -- Told by kind only; empty elsewhere.
    payee_association text   collate "C" not null,
    -- Of all cells together.
    payments          bigint not null,
    cents             bigint not null,
    -- What each group paid to each other, and five at most of those who took part: as laroue.view.use.Cells writes it.
    cells             bytea  not null,
    primary key (span, starts, dimension, payer_association, payee_association)
);

-- What professionals took in a whole month or year that is over: an element a professional.
create table view.taking (
    -- MONTH or YEAR.
    span     text      collate "C" not null,
    starts   date      not null,
    payees   integer[] not null,
    payments bigint[]  not null,
    cents    bigint[]  not null,
    primary key (span, starts)
);

-- Stretches of at least 28 days in which nothing moved in an account, and what lay there; the last one, which goes on,
-- is told by view.holding.
create table view.rest (
    party         integer     not null,
    rested_from   timestamptz not null,
    rested_until  timestamptz not null,
    balance_cents bigint      not null,
    -- How long: zero from 28 days on, one from 56, two from 112, and so on.
    doublings     smallint    not null,
    primary key (party, rested_from),
    check (rested_from < rested_until)
);

-- Of stretches of about the same length, those that cover an instant end soon after it.
create index on view.rest (doublings, rested_until);
