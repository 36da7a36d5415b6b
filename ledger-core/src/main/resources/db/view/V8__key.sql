-- Keys and indexes of the tables that rows are only added to. They stand apart from their tables, because a rebuild fills
-- those first: to sort all rows once costs a fraction of finding a place for each.

alter table view.account_change add primary key (account, position);

alter table view.entry add primary key (account, position);

-- In recorded order over all accounts: what staff lists, and what was recorded after a position.
create index on view.entry (position);

alter table view.movement add primary key (position, place);

-- Effective times run with positions but for what was typed in late: a block of rows is known by its two ends.
create index on view.movement using brin (at) with (pages_per_range = 16, autosummarize = on);
