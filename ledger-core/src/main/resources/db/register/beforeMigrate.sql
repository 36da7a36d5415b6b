-- Names are folded with the collation pg_c_utf8, which PostgreSQL brings along from version 17 on. Servers before that get
-- one that does the same for letters: by code points, one letter for one, whatever the server's locale.
do $$
begin
    if exists (select from pg_collation where collname = 'pg_c_utf8') then
        return;
    end if;
    begin
        create collation register.pg_c_utf8 (provider = libc, locale = 'C.UTF-8');
    exception when others then
        -- A system without that locale.
        create collation register.pg_c_utf8 (provider = icu, locale = 'und');
    end;
end $$;
