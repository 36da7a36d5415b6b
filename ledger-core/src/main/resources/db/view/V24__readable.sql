-- What is stored as bytes or as arrays, in rows that a person can read with psql. The node does not use these. Functions with a body of
-- text name no table: a rebuild makes them in another schema, and renames it.

-- The cells of view.flow: what each group paid to each other. How many took part is not counted beyond five.
create function view.flow_cells(cells bytea)
    returns table (payer_group text, payee_group text, payments bigint, cents bigint, payers integer, payees integer)
    language plpgsql immutable as $$
declare
    -- The bytes that are read already.
    done    integer := 0;
    columns integer;
begin
    while done < length(cells) loop
        payer_group := convert_from(substring(cells from done + 2 for get_byte(cells, done)), 'UTF8');
        done := done + 1 + get_byte(cells, done);
        columns := substring(cells from done + 1 for 4)::integer;
        done := done + 4;
        for i in 1 .. columns loop
            payee_group := convert_from(substring(cells from done + 2 for get_byte(cells, done)), 'UTF8');
            done := done + 1 + get_byte(cells, done);
            payments := substring(cells from done + 1 for 8)::bigint;
            cents := substring(cells from done + 9 for 8)::bigint;
            done := done + 16;
            -- Where there are five, who they are is not kept.
            payers := get_byte(cells, done);
            done := done + 1 + case when payers < 5 then payers * 4 else 0 end;
            payees := get_byte(cells, done);
            done := done + 1 + case when payees < 5 then payees * 4 else 0 end;
            return next;
        end loop;
    end loop;
end $$;

-- The layers of view.holding, the oldest first: what came in last goes out first.
create function view.holding_layers(layers bytea)
    returns table (layer integer, cents bigint, entered_at timestamptz)
    language plpgsql immutable as $$
begin
    for i in 1 .. length(layers) / 16 loop
        layer := i;
        cents := substring(layers from i * 16 - 15 for 8)::bigint;
        entered_at := timestamptz 'epoch' + substring(layers from i * 16 - 7 for 8)::bigint * interval '1 microsecond';
        return next;
    end loop;
end $$;

-- The numbers in a RoaringBitmap, in the portable format of https://github.com/RoaringBitmap/RoaringFormatSpec.
create function view.bitmap_numbers(bitmap bytea) returns setof integer language plpgsql immutable as $$
declare
    with_runs   boolean := get_byte(bitmap, 0) = 59; -- cookie 12347; 12346 where no container is one of runs
    containers  integer;
    flags       integer; -- where the bits begin that say which containers are of runs
    header      integer; -- where the pairs of key and cardinality begin
    done        integer;
    key         integer;
    cardinality integer;
    start       integer;
begin
    if with_runs then
        containers := get_byte(bitmap, 2) + get_byte(bitmap, 3) * 256 + 1;
        flags := 4;
        header := 4 + (containers + 7) / 8;
    else
        containers := get_byte(bitmap, 4) + get_byte(bitmap, 5) * 256 + get_byte(bitmap, 6) * 65536;
        header := 8;
    end if;
    done := header + containers * 4;
    if not with_runs or containers >= 4 then
        done := done + containers * 4; -- offsets, which are not needed to read all
    end if;
    for i in 0 .. containers - 1 loop
        key := (get_byte(bitmap, header + i * 4) + get_byte(bitmap, header + i * 4 + 1) * 256) * 65536;
        cardinality := get_byte(bitmap, header + i * 4 + 2) + get_byte(bitmap, header + i * 4 + 3) * 256 + 1;
        if with_runs and get_bit(bitmap, flags * 8 + i) = 1 then
            for run in 0 .. get_byte(bitmap, done) + get_byte(bitmap, done + 1) * 256 - 1 loop
                start := get_byte(bitmap, done + 2 + run * 4) + get_byte(bitmap, done + 3 + run * 4) * 256;
                return query select key + number
                               from generate_series(start, start + get_byte(bitmap, done + 4 + run * 4)
                                                                 + get_byte(bitmap, done + 5 + run * 4) * 256) as number;
            end loop;
            done := done + 2 + (get_byte(bitmap, done) + get_byte(bitmap, done + 1) * 256) * 4;
        elsif cardinality <= 4096 then
            for n in 0 .. cardinality - 1 loop
                return next key + get_byte(bitmap, done + n * 2) + get_byte(bitmap, done + n * 2 + 1) * 256;
            end loop;
            done := done + cardinality * 2;
        else
            return query select key + bit from generate_series(0, 65535) as bit where get_bit(bitmap, done * 8 + bit) = 1;
            done := done + 8192;
        end if;
    end loop;
end $$;

-- Who paid whom in a whole month or year that is over, a row a pair of groups.
create view view.flow_between as
select flow.span, flow.starts, flow.dimension, flow.payer_association, flow.payee_association, cell.payer_group, cell.payee_group,
       cell.payments, cell.cents, cell.payers, cell.payees
  from view.flow
 cross join lateral view.flow_cells(flow.cells) as cell;

-- What lies in each account by when it came, a row a layer; the last one is on top.
create view view.holding_layer as
select party.account, party.association, layer.layer, layer.cents, layer.entered_at
  from view.holding
  join view.party using (party)
 cross join lateral view.holding_layers(holding.layers) as layer;

-- Which accounts paid or were paid on each business day.
create view view.active_account as
select use_day.association, use_day.day, party.account
  from view.use_day
 cross join lateral view.bitmap_numbers(use_day.active) as active (party)
  join view.party on party.party = active.party;

-- What each professional took in a whole month or year that is over.
create view view.taking_of as
select taking.span, taking.starts, party.account, taken.payments, taken.cents
  from view.taking
 cross join unnest(taking.payees, taking.payments, taking.cents) as taken (payee, payments, cents)
  join view.party on party.party = taken.payee;

comment on column view.flow.cells is 'What each group paid to each other, as FlowMatrix writes it; in rows: flow_between';
comment on column view.holding.layers is 'Amounts and when they came, as LifoLayers writes them; in rows: holding_layer';
comment on column view.use_day.active is 'The parties that paid or were paid, as a RoaringBitmap; in rows: active_account';
comment on column view.payment.ties is 'Who paid whom, the payer''s number times 2^32 and the payee''s; in rows: payment_made';
comment on column view.taking.payees is 'By their numbers; in rows: taking_of';
