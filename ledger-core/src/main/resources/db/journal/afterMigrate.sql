-- Where the roles of deploy/roles.sql are in use, the node's own may only add to the journal, but for the tables that
-- move: the head, the lease, what was refunded, snapshots. Elsewhere there is nothing to grant. It may be repeated, and is, at each start.
do $$ begin
    if exists (select from pg_roles where rolname = 'laroue_app') and current_user = 'laroue_owner' then
        grant update on journal.head, journal.lease, journal.refunded, journal.snapshot to laroue_app;
    end if;
end $$;
