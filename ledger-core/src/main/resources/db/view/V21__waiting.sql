-- Acts that wait for a second person, and what became of them.
create table view.waiting (
    waiting     uuid        primary key,
    association text        collate "C" not null,
    act         text        not null,
    object      text        not null,
    operation   uuid        not null,
    asked_by    text        not null,
    asked_at    timestamptz not null,
    position    bigint      not null,
    -- CONFIRMED or REFUSED; null while it waits.
    outcome     text,
    settled_by  text,
    settled_at  timestamptz,
    -- The operation by which it was confirmed or refused: why it was refused stands under it in the register.
    settled_as  uuid
);

create index on view.waiting (association, position);
create index on view.waiting (association, position) where outcome is null;
