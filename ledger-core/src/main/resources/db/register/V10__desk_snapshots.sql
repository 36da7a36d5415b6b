-- The state of a desk now names its last session. Snapshots are made from the events and made again when they are missing;
-- those of desks were written in the former shape, which no replay comes to any more.
do $$
begin
    if to_regclass('journal.snapshot') is not null then
        delete from journal.snapshot where kind = 'desk';
    end if;
end
$$;
