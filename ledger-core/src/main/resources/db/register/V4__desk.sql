-- What desks are called. The id that is made of the name stands in events; the name may be of whoever lends the room.
create table register.desk (
    desk       text        primary key,
    operation  uuid        not null,
    name       text        not null,
    created_at timestamptz not null default now()
);
