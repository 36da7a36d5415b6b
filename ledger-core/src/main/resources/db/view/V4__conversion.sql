-- Roues issued against euros.
create table view.issuance (
    issuance       uuid        primary key,
    account        text        not null,
    association    text        not null,
    amount_cents   bigint      not null check (amount_cents > 0),
    means          text        not null,
    bank_reference text        not null,
    state          text        not null,
    at             timestamptz not null,
    recorded_at    timestamptz not null,
    reversed_at    timestamptz,
    position       bigint      not null
);

create index on view.issuance (position);

-- Roues handed in to be paid in euros. The three positions tell how it stood at any position of the ledger.
create table view.reconversion (
    reconversion    uuid        primary key,
    account         text        not null,
    association     text        not null,
    gross_cents     bigint      not null check (gross_cents > 0),
    fee_cents       bigint      not null check (fee_cents between 0 and gross_cents),
    rate            text        not null,
    invoice_number  text        not null,
    day             date        not null,
    state           text        not null,
    bank_reference  text,
    accepted_at     timestamptz not null,
    paid_at         timestamptz,
    failed_at       timestamptz,
    position        bigint      not null,
    paid_position   bigint,
    failed_position bigint
);

create index on view.reconversion (position);
