-- Frozen accounts are few, and each look at the alerts asks for them.
create index on view.account (association) where status = 'FROZEN';
