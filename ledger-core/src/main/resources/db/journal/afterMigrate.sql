-- Where the roles of deploy/roles.sql are in use, the node's own may only add to the journal, but for the tables that
-- move: the head, the lease, what was refunded, snapshots, notes in the hands of the public. Elsewhere there is nothing to grant. It may be repeated, and is, at each start.
do $$ begin
    if exists (select from pg_roles where rolname = 'laroue_app') and current_user = 'laroue_owner' then
        grant update on journal.head, journal.lease, journal.refunded, journal.snapshot, journal.public_notes to laroue_app;
    end if;
end $$;
