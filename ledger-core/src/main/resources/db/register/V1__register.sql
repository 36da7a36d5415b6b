-- The register: what the ledger must be able to forget, and what events must not hold. A row is written before the
-- event that needs it, under the operation of that event; rows whose event never came are swept away.

-- Who holds an account or is a merchant. Erased: the row stays, and is empty.
create table register.person (
    operation  uuid        primary key,
    account    text        not null unique,
    name       text,
    email      text,
    created_at timestamptz not null default now()
);

create index person_name on register.person (lower(name) text_pattern_ops);

-- Free words about an operation: a memo, a reason, a decision.
create table register.words (
    operation  uuid        primary key,
    account    text,
    words      text        not null,
    created_at timestamptz not null default now()
);

create index words_account on register.words (account);

-- Whose card it is, and a keyed hash of its PIN.
create table register.card (
    card       text        primary key,
    operation  uuid        not null,
    account    text        not null,
    pin_hash   text        not null,
    created_at timestamptz not null default now()
);

-- The next number of each kind, so that no two accounts are given the same. Gaps are harmless.
create table register.serial (
    series text    primary key,
    last   integer not null
);

-- What other systems called the accounts that were taken over from them.
create table register.external_name (
    association text not null,
    name        text not null,
    account     text not null,
    primary key (association, name)
);
