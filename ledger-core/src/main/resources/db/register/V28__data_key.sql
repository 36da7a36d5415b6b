-- The key that hashes and seals what the register protects, wrapped by the secret of the node (LAROUE_SECRET): a new secret
-- wraps it anew and changes nothing else. The newest generation is in use; those before it are kept to recognise requests
-- that were answered under them.
create table register.data_key (
    generation  integer     primary key check (generation > 0),
    -- By which people and backups know it; tells nothing about the key.
    fingerprint text        not null unique,
    -- The nonce, then the key under AES-256-GCM.
    wrapped     bytea       not null,
    -- Whether it was drawn at random; false of one that is the secret of a node from before keys were wrapped.
    drawn       boolean     not null,
    made_at     timestamptz not null default now()
);

-- The oldest release that may run on this database. A node that is older refuses to start, for it would misread what a later
-- one wrote.
create table register.release (
    one    boolean primary key default true check (one),
    oldest text    not null,
    set_by text    not null,
    set_at timestamptz not null default now()
);
