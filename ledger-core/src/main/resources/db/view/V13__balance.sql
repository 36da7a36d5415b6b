-- A payment writes its two entries and nothing else of the statements: what is on an account stands in its last entry.
alter table view.account drop column balance_cents, drop column position;

create view view.balance as
select account.account, account.association,
       coalesce((select entry.balance_cents
                   from view.entry
                  where entry.account = account.account
                  order by entry.position desc
                  limit 1), 0) as balance_cents
  from view.account;
