-- What V8 was for, and a rebuild runs in its stead, in front of nothing but full tables: where the views are live, the
-- other keys are there already.

do $$ begin
    if to_regclass('view.account_change_pkey') is null then
        alter table view.account_change add primary key (account, position);
    end if;
    if to_regclass('view.entry_pkey') is null then
        alter table view.entry add primary key (account, position);
    end if;
end $$;

create index if not exists entry_position_idx on view.entry (position);

create index if not exists movement_at_idx on view.movement using brin (at) with (pages_per_range = 16, autosummarize = on);

-- One event moves a place of several associations where notes of several issuers change hands, and with them claims.
alter table view.movement drop constraint if exists movement_pkey;

create unique index on view.movement (position, place, association, counterpart) nulls not distinct;
