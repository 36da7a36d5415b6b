-- The journal: the ledger itself. Append-only; everything in the schema "view" can be computed from here.

-- Where the ledger ends. Each command moves it forward by the number of its events, and only from where it stood.
create table journal.head (
    one         boolean     primary key default true check (one),
    position    bigint      not null check (position >= 0),
    recorded_at timestamptz not null
);

insert into journal.head (position, recorded_at) values (0, '2012-01-01T00:00:00Z');

-- What happened, for ever: one row an event, its amounts in whole cents.
create table journal.event (
    position     bigint      primary key check (position > 0),
    stream       text        not null,
    seq          bigint      not null check (seq >= 0),
    type         text        not null,
    payload      jsonb       not null,
    at           timestamptz not null,
    recorded_at  timestamptz not null,
    actor        text        not null,
    operation    uuid        not null,
    associations text[]      not null,
    unique (stream, seq)
);

-- Ties the two sides of a payment together, and finds a payment by its id.
create index event_operation on journal.event (operation);

-- The answer to each request that came with a key, kept for ever, refusals too. Written with the events or not at all.
create table journal.outcome (
    client      text        not null,
    key         text        not null,
    fingerprint text        not null,
    status      smallint    not null check (status between 200 and 499),
    body        text        not null,
    position    bigint      not null,
    recorded_at timestamptz not null default now(),
    primary key (client, key)
);

-- Values that are used once: a till's reference, a bank reference, an invoice number, a SIRET.
create table journal.taken (
    scope     text   not null,
    value     text   not null,
    operation uuid   not null,
    position  bigint not null,
    primary key (scope, value)
);

-- How much of each payment has been given back.
create table journal.refunded (
    payment uuid   primary key,
    cents   bigint not null check (cents > 0)
);

create function journal.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'history is never edited: % on %', tg_op, tg_table_name;
end $$;

create trigger event_is_for_ever before update or delete or truncate on journal.event
    for each statement execute function journal.refuse_change();
create trigger outcome_is_for_ever before update or delete or truncate on journal.outcome
    for each statement execute function journal.refuse_change();
create trigger taken_is_for_ever before update or delete or truncate on journal.taken
    for each statement execute function journal.refuse_change();
