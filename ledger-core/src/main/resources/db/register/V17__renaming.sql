-- New names of holders, by the operation that gave them: who gave them, and what the name was before. A name takes its place
-- in register.person on its day. Erased with the holder.
create table register.renaming (
    operation  uuid        primary key,
    account    text        not null,
    -- The client that asked for it.
    client     text        not null,
    starts     date        not null,
    name       text        not null,
    -- What it was when the new name took its place; null before.
    former     text,
    -- Null until it took its place.
    applied_at timestamptz,
    created_at timestamptz not null default now()
);

create index renaming_account on register.renaming (account);
create index renaming_waits on register.renaming (starts) where applied_at is null;

-- The state of a merchant now has dated sectors and classes. Snapshots are made from the events and made again when they are
-- missing; those of merchants were written in the former shape, which no replay comes to any more.
do $$
begin
    if to_regclass('journal.snapshot') is not null then
        delete from journal.snapshot where kind = 'merchant';
    end if;
end
$$;
