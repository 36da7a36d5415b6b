-- Where the roles of deploy/roles.sql are in use, the node's own may only add to the journal, but for two tables that
-- move with each command. Elsewhere there is nothing to grant. It may be repeated, and is, at each start.
do $$ begin
    if exists (select from pg_roles where rolname = 'laroue_app') and current_user = 'laroue_owner' then
        grant update on journal.head, journal.refunded to laroue_app;
    end if;
end $$;
