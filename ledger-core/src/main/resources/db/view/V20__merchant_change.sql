-- From which day on a merchant is of another sector or class; what is null stays as it was.
create table view.merchant_change (
    merchant       text collate "C" not null,
    starts         date not null,
    -- NAF code.
    sector         text,
    merchant_class text,
    primary key (merchant, starts)
);

-- The sectors that a party of payments changed to, by the first day on which they hold.
create table view.party_sector (
    party  integer not null,
    starts date    not null,
    -- NAF code.
    sector text collate "C" not null,
    primary key (party, starts)
);
