-- Who may do what in the database of a real node. Run once by a superuser in the (empty) database of the ledger:
--
--   psql -d laroue -v owner_password=… -v app_password=… -v reader_password=… -f deploy/roles.sql
--
-- and again whenever this file changes; it may be repeated. Then start the node with
--
--   LAROUE_DATABASE_USER=laroue_app          LAROUE_DATABASE_PASSWORD=…
--   LAROUE_DATABASE_OWNER_USER=laroue_owner  LAROUE_DATABASE_OWNER_PASSWORD=…
--
-- The node works as laroue_app, which can add to the history and cannot change it; only the migrations of the schemas
-- run as laroue_owner.
\set ON_ERROR_STOP on

select format('create role %I login', role)
  from unnest(array['laroue_owner', 'laroue_app', 'laroue_reader']) as role
 where not exists (select from pg_roles where rolname = role)
\gexec
alter role laroue_owner  password :'owner_password';
alter role laroue_app    password :'app_password';
alter role laroue_reader password :'reader_password';

-- Views are built anew and swapped by the node itself, so they are its own; the owner migrates them as a member.
grant laroue_app to laroue_owner;

revoke all on database :"DBNAME" from public;
grant connect on database :"DBNAME" to laroue_owner, laroue_app, laroue_reader;
grant create  on database :"DBNAME" to laroue_owner, laroue_app;

create schema if not exists journal  authorization laroue_owner;
create schema if not exists register authorization laroue_owner;
create schema if not exists view     authorization laroue_app;

-- The journal: every table, also one that a later migration adds, is append-only for the node …
grant usage on schema journal to laroue_app, laroue_reader;
grant select, insert on all tables in schema journal to laroue_app;
grant select         on all tables in schema journal to laroue_reader;
alter default privileges for role laroue_owner in schema journal grant select, insert on tables to laroue_app;
alter default privileges for role laroue_owner in schema journal grant select         on tables to laroue_reader;
-- … but for those that move. They are there after the first migration, which grants the same (db/journal/afterMigrate.sql).
select format('grant update on %s to laroue_app', name)
  from unnest(array['journal.head', 'journal.lease', 'journal.refunded', 'journal.snapshot', 'journal.public_notes']) as name
 where to_regclass(name) is not null
\gexec

-- The register can be emptied: erasing a person is a right. It is not for the reader.
grant usage on schema register to laroue_app;
grant select, insert, update, delete on all tables in schema register to laroue_app;
alter default privileges for role laroue_owner in schema register
    grant select, insert, update, delete on tables to laroue_app;

-- The views, whoever makes their tables: the node in a rebuild (schema view_next), or the owner in a migration, which
-- grants what is needed itself (db/view/afterMigrate.sql): a swapped schema would not remember it from here.
grant usage on schema view to laroue_reader;
grant all    on all tables in schema view to laroue_app;
grant select on all tables in schema view to laroue_reader;
alter default privileges for role laroue_app grant usage  on schemas to laroue_reader;
alter default privileges for role laroue_app grant select on tables  to laroue_reader;
