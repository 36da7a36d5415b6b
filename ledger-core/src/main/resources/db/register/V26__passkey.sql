-- A passkey: a person signs in with it alone. It ends with its login, and when the second factor is forgotten by two persons.
create table register.passkey (
    -- As the browser names it: base64url, as are the two columns of bytes.
    id              text        primary key,
    login           text        not null references register.login,
    -- What the person calls it.
    name            text        not null,
    public_key      text        not null,
    attestation     text        not null,
    -- Counted by the device; 0 where it does not count. A number that does not grow is that of a copy.
    sign_count      bigint      not null,
    backup_eligible boolean     not null,
    backed_up       boolean     not null,
    transports      text[]      not null default '{}',
    created_at      timestamptz not null default now(),
    last_used_at    timestamptz
);

create index passkey_login on register.passkey (login);
