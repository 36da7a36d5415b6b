-- Which associations there are, each with its own account.
create table view.association (
    association text        collate "C" primary key,
    account     text        not null,
    founded_at  timestamptz not null,
    position    bigint      not null
);
