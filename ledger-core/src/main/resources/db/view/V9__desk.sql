-- A membership that was undone leaves none: that is told by more than the absence of a day.
alter table view.account_change add column membership_gone boolean not null default false;

-- What was handed in: digital roues, or notes at a desk.
alter table view.reconversion add column medium text not null default 'DIGITAL';
