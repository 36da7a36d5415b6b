-- Where each merchant stands with the network. Its name stands in the register.
create table view.merchant (
    merchant       text collate "C" primary key,
    account        text collate "C" not null,
    association    text collate "C" not null,
    siret          text,
    sector         text,
    commune        text,
    merchant_class text        not null,
    status         text        not null,
    since          timestamptz not null,
    position       bigint      not null
);
