-- What each named place of an association gained or lost, event by event. A payment inside one association changes no
-- place of it and has no row.
create table view.movement (
    position    bigint      not null,
    place       text collate "C" not null,
    association text collate "C" not null,
    unit        text        not null,
    at          timestamptz not null,
    recorded_at timestamptz not null,
    operation   uuid        not null,
    cents       bigint      not null,
    -- Only where the place is CLAIMS: the other association.
    counterpart text
);

-- What each place holds now: the sum of its movements.
create table view.place (
    association text collate "C" not null,
    place       text collate "C" not null,
    unit        text   not null,
    counterpart text   not null,
    cents       bigint not null,
    primary key (association, place, counterpart)
);

-- What happened on each business day (Europe/Paris), by effective time.
create table view.day (
    association       text collate "C" not null,
    day               date   not null,
    issued_cents      bigint not null,
    reconverted_cents bigint not null,
    paid_cents        bigint not null,
    payments          bigint not null,
    circulation_cents bigint not null,
    primary key (association, day)
);
