-- Clients from before their powers were events: no event tells of their beginning.
alter table register.client add column of_before boolean not null default true;
alter table register.client alter column of_before set default false;
