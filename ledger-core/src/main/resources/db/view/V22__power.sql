-- Who was given which power, and what was done with power over accounts and rules: for treasurers and auditors.
create table view.power (
    position    bigint      primary key,
    at          timestamptz not null,
    -- Null where it is above all associations.
    association text        collate "C",
    act         text        not null,
    -- A client, a person, a card, a desk, a day: by its id.
    object      text        not null,
    -- Over which account; null where it is over none.
    account     text,
    actor       text        not null,
    operation   uuid        not null,
    -- Whether one person did it alone, without a second one and without the holder's word.
    alone       boolean     not null,
    -- Whether power over the account was given or used without its holder's word: the next receipt says so.
    wordless    boolean     not null
);

create index on view.power (association, position);
create index on view.power (operation);
create index on view.power (object);
create index on view.power (account, position) where wordless;
create index on view.power (association, position) where alone;
