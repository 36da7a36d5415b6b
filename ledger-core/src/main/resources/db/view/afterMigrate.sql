-- Where the roles of deploy/roles.sql are in use, tables that the owner made are the node's to fill, and the reader's to
-- read. Elsewhere there is nothing to grant. It may be repeated, and is, at each start.
do $$ begin
    if exists (select from pg_roles where rolname = 'laroue_app') and current_user = 'laroue_owner' then
        grant all on all tables in schema view to laroue_app;
        grant select on all tables in schema view to laroue_reader;
    end if;
end $$;
