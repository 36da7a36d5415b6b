-- What was asked for and waits for a second person, word for word. The journal knows that it waits and holds a keyed hash of
-- the command; the words go once it is confirmed or refused.
create table register.held_command (
    -- The operation by which it waits.
    waiting  uuid        primary key,
    -- The name of the command, and its parts as JSON; null once it is settled.
    command  text        not null,
    parts    text,
    asked_by text        not null,
    asked_at timestamptz not null default now()
);
