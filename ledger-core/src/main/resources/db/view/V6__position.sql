-- How far a processor has read: the position of the last event that its rows contain. Their bodies are bound when they
-- are made, so they go with their schema when it is renamed.
create function view.read_to(name text) returns bigint stable
    return (
        select coalesce(min(coalesce(token::json ->> 'globalIndex',
                                     token::json -> 'currentToken' ->> 'globalIndex')::bigint), 0)
          from view.progress
         where processor = name);

-- The last position up to another at which no operation is half read: between its two sides a payment is neither here
-- nor there, and no identity holds.
create function view.whole(upto bigint) returns bigint stable
    return (
        select case
                   when following.operation is null or following.operation <> last.operation then upto
                   else (select min(position) - 1 from journal.event where operation = last.operation)
               end
          from (select) one
          left join journal.event last on last.position = upto
          left join journal.event following on following.position = upto + 1);
