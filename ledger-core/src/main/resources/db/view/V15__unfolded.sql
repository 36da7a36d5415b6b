-- What a view could not fold. From that event on, the view leaves out what concerns the association; all else goes on. A
-- rebuild begins without rows, and writes those that it finds.
create table view.unfolded (
    processor   text        not null,
    view        text        not null,
    association text        not null,
    position    bigint      not null,
    type        text        not null,
    reason      text        not null,
    found_at    timestamptz not null,
    primary key (view, association)
);
