-- What each account is now. The holder's name is not here: it stands in the register, under the same number.
create table view.account (
    account          text collate "C" primary key,
    association      text collate "C" not null,
    holder_kind      text        not null,
    commune          text,
    merchant         text,
    status           text        not null,
    balance_cents    bigint      not null check (balance_cents >= 0),
    membership_until date,
    approved         boolean     not null,
    card             text,
    opened_at        timestamptz not null,
    position         bigint      not null
);

create index on view.account (association);

-- What changed about an account besides its balance, so that it can be told how it stood at a time. One fact a row:
-- either a status or a membership, or both at the opening.
create table view.account_change (
    account          text collate "C" not null,
    position         bigint      not null,
    at               timestamptz not null,
    status           text,
    membership_until date
);

-- The statement: one line for each movement of an account, in the order in which they were recorded.
create table view.entry (
    account       text collate "C" not null,
    position      bigint      not null,
    at            timestamptz not null,
    recorded_at   timestamptz not null,
    kind          text        not null,
    amount_cents  bigint      not null,
    balance_cents bigint      not null,
    counterparty  text,
    operation     uuid        not null,
    reference     text,
    refund_of     uuid
);
