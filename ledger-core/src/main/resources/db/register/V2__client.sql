-- Who may ask: machines and people that have an account with the API or sign in on the pages. A secret is known here
-- only by a keyed hash. A client is revoked, never deleted: events name it as their actor.
create table register.client (
    id                text        primary key,
    secret_hash       text        not null,
    roles             text[]      not null check (cardinality(roles) > 0),
    association       text,
    account           text,
    merchant          text,
    desk              text,
    may               text[]      not null,
    every_association boolean     not null,
    created_at        timestamptz not null default now(),
    created_by        text        not null,
    rotated_at        timestamptz,
    revoked_at        timestamptz,
    -- Each client stands somewhere: it belongs to one association, or above all of them.
    check (every_association or association is not null)
);

create index client_association on register.client (association, id);

-- Requests whose answer held a secret: it was shown once, so the same key gets a refusal and not a replay.
create table register.shown_once (
    client   text        not null,
    key      text        not null,
    shown_at timestamptz not null default now(),
    primary key (client, key)
);

-- The pairs of keys that sign tokens, sealed with a key made of the node's secret. The newest signs, all of them verify.
create table register.signing_key (
    generation integer     primary key check (generation > 0),
    id         text        not null unique,
    sealed     bytea       not null,
    created_at timestamptz not null default now()
);
