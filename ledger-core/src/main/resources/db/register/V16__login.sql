-- A login: a person who signs in on the pages. What the person may do is said by accesses, which are clients of that login;
-- events name the access, and the register alone knows whose it is. A login is closed, never deleted.
create table register.login (
    login        text        primary key,
    name         text        not null,
    email        text        not null,
    -- Hashed slowly, with a key of the node; null until the invitation is accepted.
    passphrase   text,
    -- Raised whenever all sessions of the person are to end.
    epoch        integer     not null default 0,
    -- From which the digits are made that a second person types, and until when they are good.
    digits_salt  text,
    digits_until timestamptz,
    digits_wrong integer     not null default 0,
    created_at   timestamptz not null default now(),
    created_by   text        not null,
    closed_at    timestamptz,
    closed_by    text
);

create unique index login_email on register.login (email) where closed_at is null;

-- A link that lets its holder choose a passphrase, once. Known here only by a keyed hash.
create table register.login_link (
    hash       text        primary key,
    login      text        not null references register.login,
    -- INVITATION or RESET
    purpose    text        not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    created_at timestamptz not null default now(),
    created_by text        not null
);

create index login_link_login on register.login_link (login);

-- An access of a login has no secret of its own. All other clients are machine clients.
alter table register.client
    alter column secret_hash drop not null,
    add column login            text references register.login,
    -- What a machine client is called and what for; the person who entered it, and counts as the one behind it.
    add column name             text,
    add column purpose          text,
    add column owner            text,
    add column last_used_at     timestamptz,
    -- Whether it gets tokens, and whether it signs in on pages.
    add column program          boolean     not null default true,
    add column program_by       text,
    add column pages            boolean     not null default true,
    -- Raised whenever its tokens and sessions are to end.
    add column epoch            integer     not null default 0,
    -- A second person has seen whose it is; staff rights of a login begin then.
    add column vouched_at       timestamptz,
    add column vouched_by       text,
    -- Who gave it, or last gave its login a new passphrase or took its second factor away: not the one who vouches.
    add column opened_by        text,
    -- The secret before this one, and how long it is still good.
    add column old_secret_hash  text,
    add column old_secret_until timestamptz,
    add constraint client_signs_in check (login is not null or secret_hash is not null);

create index client_login on register.client (login) where login is not null;
create index client_owner on register.client (owner) where owner is not null;

-- A client of staff that a person made was the only way in for people until now: it signs in on pages, and gets tokens
-- again when a second person says that it is a program.
update register.client
   set program = false
 where roles && array['DESK', 'TREASURER', 'ADMIN', 'AUDITOR']
   and created_by <> 'node';

-- Nobody takes the second factor of another away alone: one asks, another one agrees.
alter table register.second_factor
    add column forget_asked_by text,
    add column forget_asked_at timestamptz;
