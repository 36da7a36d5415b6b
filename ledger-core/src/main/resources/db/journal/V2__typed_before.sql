-- Bank references, deposit slips and invoice numbers are the same however they are typed: journal.taken knows them by a
-- key of their text. Before that it knew them by the text as it was, and its rows are hashed and stay. Here stand the keys
-- of what was used then (laroue.runtime.TypedBefore fills it once, from the events); of two spellings of one key, the first.
create table journal.typed_before (
    id       uuid   primary key,
    position bigint not null
);

create trigger typed_before_is_for_ever before update or delete or truncate on journal.typed_before
    for each statement execute function journal.refuse_change();
