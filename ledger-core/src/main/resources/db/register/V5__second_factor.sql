-- What staff prove besides their secret. The key of a person's application is made from the node's secret and the salt: who
-- reads the database cannot make codes.
create table register.second_factor (
    client         text        primary key,
    salt           text        not null,
    -- Null until a first code has shown that the application has the key.
    confirmed_at   timestamptz,
    -- The newest half minute whose code was used: a code is good once.
    last_step      bigint      not null default 0,
    -- Keyed hashes of the words that help who lost the application; each is good once.
    recovery       text[]      not null default '{}',
    created_at     timestamptz not null default now()
);
