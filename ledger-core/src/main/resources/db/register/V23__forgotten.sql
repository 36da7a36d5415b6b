-- When a holder was erased from the register, so that what a crash left undone is done later. Null for those of before: they
-- are erased once more, for the register forgets more now than it did.
alter table register.person add column erased_at timestamptz;

-- How many names a payer was shown today.
create index reading_client on register.reading (client, at);
create index client_account on register.client (account) where account is not null;

