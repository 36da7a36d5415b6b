-- Who looked at whom (rule 57): each time a member of staff is shown personal data. What was typed into a search is not
-- kept, it may be a name that was later erased; the numbers of the accounts that were shown tell as much, and no more.
create table register.reading (
    reading  bigint      generated always as identity primary key,
    at       timestamptz not null default now(),
    client   text        not null,
    what     text        not null,
    accounts text[]      not null
);

create index on register.reading using gin (accounts);
