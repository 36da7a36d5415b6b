-- A membership that was undone leaves none: that is told by more than the absence of a day.
alter table view.account_change add column membership_gone boolean not null default false;

-- What was handed in: digital roues, or notes at a desk.
alter table view.reconversion add column medium text not null default 'DIGITAL';

-- Before there were desks, every claim came from a payment between accounts.
insert into view.movement (position, place, association, unit, at, recorded_at, operation, cents)
select position, 'DIGITAL_CLAIMS', association, unit, at, recorded_at, operation, cents
  from view.movement
 where place = 'CLAIMS';

insert into view.place (association, place, unit, counterpart, cents)
select association, 'DIGITAL_CLAIMS', unit, '', sum(cents)
  from view.place
 where place = 'CLAIMS'
 group by association, unit;

-- Notes stand here as events hold them, {"05/2024": {"10": 1}}: what is shown together is read together. Only how many
-- are where is a row for each kind.

-- Each desk as it is. Its name stands in the register.
create table view.desk (
    desk        text        collate "C" primary key,
    association text        collate "C" not null,
    commune     text        not null,
    status      text        not null,
    -- The one that is open.
    session     uuid,
    opened_at   timestamptz not null,
    position    bigint      not null
);

create index on view.desk (association);

-- What a desk held after each event that moved something there; the last row is what it holds. The euros are told in two
-- ways that add up to the same: as what they lie there, and whose they are.
create table view.desk_holding (
    desk               text        collate "C" not null,
    position           bigint      not null,
    at                 timestamptz not null,
    recorded_at        timestamptz not null,
    operation          uuid        not null,
    cause              text        not null,
    stock              json        not null,
    returns            json        not null,
    roue_till          json        not null,
    cash_euro_cents    bigint      not null check (cash_euro_cents >= 0),
    cheques_euro_cents bigint      not null check (cheques_euro_cents >= 0),
    paper_euro_cents   bigint      not null check (paper_euro_cents >= 0),
    digital_euro_cents bigint      not null check (digital_euro_cents >= 0),
    own_euro_cents     bigint      not null,
    primary key (desk, position),
    check (cash_euro_cents + cheques_euro_cents = paper_euro_cents + digital_euro_cents + own_euro_cents)
);

-- What a vault held after each event that moved notes there; the last row is what it holds.
create table view.vault_holding (
    association text        collate "C" not null,
    position    bigint      not null,
    at          timestamptz not null,
    recorded_at timestamptz not null,
    operation   uuid        not null,
    cause       text        not null,
    notes       json        not null,
    primary key (association, position)
);

-- Sessions; what was counted at their two ends stands beside.
create table view.desk_session (
    session     uuid        primary key,
    desk        text        collate "C" not null,
    association text        collate "C" not null,
    -- The business day that it belongs to.
    day         date        not null,
    opened_at   timestamptz not null,
    closed_at   timestamptz,
    position    bigint      not null
);

create index on view.desk_session (desk, position);

-- Counts: blind, and beside them what the desk should have held.
create table view.desk_count (
    session                     uuid        not null,
    -- OPEN or CLOSE: at which end of the session.
    phase                       text        not null,
    desk                        text        collate "C" not null,
    counted_by                  text        not null,
    at                          timestamptz not null,
    recorded_at                 timestamptz not null,
    counted_stock               json        not null,
    counted_returns             json        not null,
    counted_roue_till           json        not null,
    counted_cash_euro_cents     bigint      not null,
    counted_cheques_euro_cents  bigint      not null,
    expected_stock              json        not null,
    expected_returns            json        not null,
    expected_roue_till          json        not null,
    expected_cash_euro_cents    bigint      not null,
    expected_cheques_euro_cents bigint      not null,
    position                    bigint      not null,
    primary key (session, phase)
);

-- What a count found to be otherwise: booked at once, explained and perhaps confirmed afterwards. Why stands in the
-- register.
create table view.desk_difference (
    difference           text        collate "C" primary key,
    session              uuid        not null,
    phase                text        not null,
    desk                 text        collate "C" not null,
    association          text        collate "C" not null,
    pile                 text        not null,
    missing              json        not null,
    found                json        not null,
    euro_cents           bigint      not null,
    counted_by           text        not null,
    at                   timestamptz not null,
    position             bigint      not null,
    explained_at         timestamptz,
    second_person_needed boolean,
    confirmed_at         timestamptz
);

create index on view.desk_difference (session);

-- What was done at the counter, and what became of it: undone, remitted, its cheque bounced. Each happens once.
create table view.desk_operation (
    operation          uuid        primary key,
    desk               text        collate "C" not null,
    association        text        collate "C" not null,
    session            uuid        not null,
    service            text        not null,
    account            text        collate "C" not null,
    given              json        not null,
    returned           json        not null,
    earned             json        not null,
    digital_cents      bigint      not null,
    means              text,
    paper_euro_cents   bigint      not null,
    digital_euro_cents bigint      not null,
    own_euro_cents     bigint      not null,
    membership_until   date,
    stamp_year         integer,
    stamped            json        not null,
    operator           text        not null,
    at                 timestamptz not null,
    recorded_at        timestamptz not null,
    position           bigint      not null,
    undone_by          uuid,
    undone_at          timestamptz,
    undone_position    bigint,
    remittance         uuid,
    remitted_position  bigint,
    bounced_at         timestamptz,
    bounced_position   bigint
);

create index on view.desk_operation (desk, position);

create index on view.desk_operation (session);

create index on view.desk_operation (remittance) where remittance is not null;

-- What still lies in a till, the oldest first (rule 14).
create index on view.desk_operation (desk, at)
    where remittance is null and undone_by is null and means in ('CASH', 'CHEQUE');

-- Notes on the road; what was sent, received and decided stands beside, line by line.
create table view.shipment (
    shipment    uuid        primary key,
    association text        collate "C" not null,
    desk        text        collate "C" not null,
    direction   text        not null,
    pile        text        not null,
    -- How many notes are still on the road.
    notes_left  bigint      not null check (notes_left >= 0),
    at          timestamptz not null,
    recorded_at timestamptz not null,
    position    bigint      not null
);

create index on view.shipment (position);

-- What happened to a shipment: SENT, RECEIVED, LOST or FOUND. What was sent less all others is left on the road.
create table view.shipment_step (
    shipment    uuid        not null,
    position    bigint      not null,
    step        text        not null,
    association text        collate "C" not null,
    notes       json        not null,
    -- The client who counted, or decided.
    done_by     text        not null,
    at          timestamptz not null,
    recorded_at timestamptz not null,
    primary key (shipment, position)
);

-- Euros that left a desk with a slip: what they come to, what the slip says, and whether they are on the accounts.
create table view.remittance (
    remittance                  uuid        primary key,
    association                 text        collate "C" not null,
    desk                        text        collate "C" not null,
    slip                        text        not null,
    declared_cash_euro_cents    bigint      not null,
    declared_cheques_euro_cents bigint      not null,
    computed_cash_euro_cents    bigint      not null,
    computed_cheques_euro_cents bigint      not null,
    -- Of what was computed, whose it is.
    paper_euro_cents            bigint      not null,
    digital_euro_cents          bigint      not null,
    own_euro_cents              bigint      not null,
    remitted_by                 text        not null,
    at                          timestamptz not null,
    recorded_at                 timestamptz not null,
    position                    bigint      not null,
    bank_reference              text,
    banked_at                   timestamptz
);

create index on view.remittance (position);

-- Cheques that bounced: what members owe their association (rule 32).
create table view.bounced_cheque (
    operation         uuid        primary key,
    remittance        uuid        not null,
    association       text        collate "C" not null,
    account           text        collate "C" not null,
    amount_euro_cents bigint      not null check (amount_euro_cents > 0),
    at                timestamptz not null,
    recorded_at       timestamptz not null,
    position          bigint      not null
);

-- How many notes of a kind each named place gained or lost, event by event.
create table view.note_movement (
    position     bigint      not null,
    holder       text        collate "C" not null,
    place        text        collate "C" not null,
    issuer       text        collate "C" not null,
    series       text        collate "C" not null,
    denomination integer     not null,
    count        integer     not null,
    at           timestamptz not null,
    recorded_at  timestamptz not null,
    operation    uuid        not null,
    primary key (position, holder, place, issuer, series, denomination)
);

-- How many notes of a kind each place holds now: the sum of its movements.
create table view.note_place (
    holder       text    collate "C" not null,
    place        text    collate "C" not null,
    issuer       text    collate "C" not null,
    series       text    collate "C" not null,
    denomination integer not null,
    count        bigint  not null,
    primary key (holder, place, issuer, series, denomination)
);
