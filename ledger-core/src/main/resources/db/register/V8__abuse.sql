-- Who was made to wait because secrets, codes or PINs were guessed: an alert for people, swept away after a month. One row for
-- each kind and subject, however often it happens, so that who floods does not fill the table.
create table register.abuse (
    -- secret, code or pin
    kind        text        not null,
    -- The id of a client, or the address of a network where many names were tried.
    subject     text        not null,
    -- Whom it concerns; null for all.
    association text,
    first_at    timestamptz not null,
    last_at     timestamptz not null,
    pauses      integer     not null check (pauses > 0),
    primary key (kind, subject)
);

create index abuse_last on register.abuse (last_at);
