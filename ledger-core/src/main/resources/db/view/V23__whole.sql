-- Before the first event nothing is half read. Until now that position was taken for none, and what was known then was
-- answered with all that is known today.
create or replace function view.whole(upto bigint) returns bigint stable
    return (
        select case
                   when following.operation is null
                        or last.operation is null
                        or following.operation <> last.operation then upto
                   else (select min(position) - 1 from journal.event where operation = last.operation)
               end
          from (select) one
          left join journal.event last on last.position = upto
          left join journal.event following on following.position = upto + 1);
