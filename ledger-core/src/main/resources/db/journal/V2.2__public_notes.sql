-- How many notes the public has of each issuer and denomination, of all series together: no more can come back over a
-- counter, or be found in a count. The writer keeps it, verify computes it again from the events, and where it is not there
-- yet laroue.runtime.PublicNotes fills it from them.
create table journal.public_notes (
    issuer       text    collate "C" not null,
    denomination integer not null,
    -- Below zero only in a ledger that once let more come back than had gone out.
    count        bigint  not null,
    primary key (issuer, denomination)
);
