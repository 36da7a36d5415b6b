-- When the whole ledger was verified last, and what was found. It tells people that somebody looked, and proves nothing:
-- who can write here can claim so. The proof is a verification against a checkpoint that was kept outside.
create table register.verification (
    verification bigint      generated always as identity primary key,
    at           timestamptz not null default now(),
    events       bigint      not null check (events >= 0),
    -- What the ledger had to begin with, as it was told from outside; null where nothing was.
    checkpoint   text,
    -- The first thing that did not agree, with its position; null where everything did.
    fault        text
);
