-- An entry is its event, read as a line of a statement: the journal has its account, its amount and the balance after it,
-- so nothing is written a second time. It ends where the counter's views do, so that whoever reads both reads one moment.
-- A new version of one of these events is a line here, in a new script.
drop view view.balance;

drop table view.entry;

create view view.entry as
select stream as account, seq, position, at, recorded_at,
       case type
           when 'account.issued.1' then 'issuance'
           when 'account.issuance-reversed.1' then 'issuance-reversal'
           when 'account.reconverted.1' then 'reconversion'
           when 'account.reconversion-returned.1' then 'reconversion-returned'
           when 'account.deposited.1' then 'deposit'
           when 'account.withdrawn.1' then 'withdrawal'
           else payload ->> 'transfer'
       end as kind,
       case when type in ('account.debited.1', 'account.issuance-reversed.1', 'account.reconverted.1', 'account.withdrawn.1')
            then -(payload ->> 'amount')::bigint
            else (payload ->> 'amount')::bigint
       end as amount_cents,
       (payload ->> 'balance')::bigint as balance_cents,
       payload ->> 'counterparty' as counterparty,
       case type
           when 'account.issuance-reversed.1' then (payload ->> 'issuance')::uuid
           when 'account.reconversion-returned.1' then (payload ->> 'reconversion')::uuid
           else operation
       end as operation,
       payload ->> 'reference' as reference,
       (payload ->> 'refundOf')::uuid as refund_of
  from journal.event
 where type in ('account.debited.1', 'account.credited.1', 'account.issued.1', 'account.issuance-reversed.1',
                'account.reconverted.1', 'account.reconversion-returned.1', 'account.deposited.1', 'account.withdrawn.1')
   and position <= (select view.read_to('counter'));

create view view.balance as
select account.account, account.association,
       coalesce((select entry.balance_cents
                   from view.entry
                  where entry.account = account.account
                  order by entry.seq desc
                  limit 1), 0) as balance_cents
  from view.account;
