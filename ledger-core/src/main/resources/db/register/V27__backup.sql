-- When a backup was made last, and when one was last restored into a scratch database and verified. It tells people and alerts
-- that somebody looked; what proves a backup is the restoration itself.
create table register.backup (
    backup   bigint      generated always as identity primary key,
    at       timestamptz not null default now(),
    -- made or checked
    act      text        not null check (act in ('made', 'checked')),
    -- The last event in the backup; null where it could not be told.
    position bigint,
    -- Of all files that a restoration needs; null where it could not be told.
    bytes    bigint,
    -- How long it took.
    seconds  integer     not null,
    -- What was wrong first; null where nothing was.
    fault    text
);
