-- Which code of the nomenclature of sectors (NAF) took the place of which, by the first day on which that holds. It concerns no
-- person; it is read when figures and lists are, and no total is made from it.
create table register.naf_correspondence (
    starts    date        primary key,
    formers   text[]      not null,
    -- The successor of each.
    latters   text[]      not null,
    client    text        not null,
    loaded_at timestamptz not null default now(),
    check (cardinality(formers) = cardinality(latters))
);
