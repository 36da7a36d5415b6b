-- One event moves a place of several associations where notes of several issuers change hands, and with them claims.
alter table view.movement drop constraint movement_pkey;

create unique index on view.movement (position, place, association, counterpart) nulls not distinct;
