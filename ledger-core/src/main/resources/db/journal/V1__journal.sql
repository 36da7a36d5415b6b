-- The journal: the ledger itself. Append-only; everything in the schema "view" can be computed from here. One
-- transaction writes one batch: the head moves, and with it come the events, the answers, what was taken and the
-- checkpoint of that batch, or nothing of it.

-- Where the ledger ends, and how far the tree over it has grown. It moves only from where its writer knows it to be
-- (compare and set on epoch and position): a writer that was overtaken moves nothing.
create table journal.head (
    one         boolean     primary key default true check (one),
    epoch       bigint      not null check (epoch >= 0),
    position    bigint      not null check (position >= 0),
    batch       bigint      not null check (batch >= 0),
    recorded_at timestamptz not null,
    -- The roots of the full subtrees over the events so far, the largest first, 32 bytes each (RFC 9162).
    frontier    bytea       not null,
    -- The chain of the last checkpoint.
    chain       bytea       not null
);

insert into journal.head (epoch, position, batch, recorded_at, frontier, chain)
values (0, 0, 0, '2012-01-01T00:00:00Z', '', decode(repeat('00', 32), 'hex'));

-- Which node writes. A hint for those who would take over, never what safety rests on: that is the head's epoch.
create table journal.lease (
    one           boolean     primary key default true check (one),
    epoch         bigint      not null,
    -- Null when it was given back.
    holder        text,
    renewed_at    timestamptz not null,
    -- The connection that the holder writes with: when PostgreSQL no longer knows it, the holder is gone.
    session_pid   integer,
    session_start timestamptz
);

-- What happened, for ever: one row an event, its amounts in whole cents. Lean: fixed columns first, texts last.
create table journal.event (
    position     bigint      primary key check (position > 0),
    seq          bigint      not null check (seq >= 0),
    at           timestamptz not null,
    recorded_at  timestamptz not null,
    operation    uuid        not null,
    stream       text        collate "C" not null,
    type         text        collate "C" not null,
    actor        text        collate "C" not null,
    -- The codes of the associations concerned, in order, with commas.
    associations text        collate "C" not null,
    -- The text as it was written, to the byte: it is hashed.
    payload      json        not null,
    unique (stream, seq)
);

-- Ties the two sides of a payment together, and finds a payment by its id.
create index event_operation on journal.event (operation);

-- The answer to each request that came with a key, kept for ever, refusals too. A key is known by a digest of it and of
-- its client: journal.key_id tells which.
create table journal.outcome (
    id          uuid     primary key,
    fingerprint uuid     not null,
    batch       bigint   not null,
    -- The last event that the answer tells of; null where it tells of none.
    position    bigint,
    status      smallint not null check (status between 200 and 499),
    -- How an answer without a body is told again, from the events of the operation at its position; 0 where it has one.
    template    smallint not null,
    body        text,
    check ((template = 0) = (body is not null)),
    check (template = 0 or position is not null)
);

-- Values that are used once: a till's reference, a bank reference, an invoice number, a SIRET. Each is known by a digest
-- of its scope and itself (journal.taken_id); the event at its position belongs to the operation that took it.
create table journal.taken (
    id       uuid   primary key,
    position bigint not null
);

-- How much of each payment has been given back.
create table journal.refunded (
    payment uuid   primary key,
    cents   bigint not null check (cents > 0)
);

-- What was true after each batch: the root of the tree over all events up to its position, a hash over what the batch
-- wrote beside its events, and a hash over all that and the checkpoint before it.
create table journal.checkpoint (
    batch       bigint      primary key check (batch > 0),
    epoch       bigint      not null,
    position    bigint      not null,
    recorded_at timestamptz not null,
    root        bytea       not null check (length(root) = 32),
    beside      bytea       not null check (length(beside) = 32),
    chain       bytea       not null check (length(chain) = 32)
);

-- The state of a stream after one of its events, so that a node that starts need not replay it from the first one. Not
-- history: made from it, checked against it, and made again when it is missing.
create table journal.snapshot (
    stream  text   collate "C" primary key,
    seq     bigint not null,
    kind    text   not null,
    state   json   not null
);

create function journal.digest(one text, other text) returns uuid language sql immutable strict as $$
    select encode(substr(sha256(convert_to(one, 'UTF8') || '\x00'::bytea || convert_to(other, 'UTF8')), 1, 16), 'hex')::uuid
$$;

create function journal.key_id(client text, key text) returns uuid language sql immutable strict as $$
    select journal.digest(client, key)
$$;

create function journal.taken_id(scope text, value text) returns uuid language sql immutable strict as $$
    select journal.digest(scope, value)
$$;

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
create trigger checkpoint_is_for_ever before update or delete or truncate on journal.checkpoint
    for each statement execute function journal.refuse_change();
