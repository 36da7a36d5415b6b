-- What a card paid at a desk, by the terminal's number: its euros wait until the bank confirms them. Cards of before have no
-- number, and their euros were in the funds at once.
alter table view.desk_operation
    add column card_reference       text,
    add column card_bank_reference  text,
    add column card_banked_at       timestamptz,
    add column card_banked_position bigint;

-- What still waits, the oldest first.
create index on view.desk_operation (association, position)
    where card_reference is not null and card_banked_at is null and undone_by is null;
