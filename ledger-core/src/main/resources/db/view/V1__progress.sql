-- How far each processor of views has read; moves in the same transaction as its rows.
create table view.progress (
    processor  text    not null,
    segment    integer not null,
    token      text,
    token_type text,
    claimed_at text,
    owner      text,
    primary key (processor, segment)
);
