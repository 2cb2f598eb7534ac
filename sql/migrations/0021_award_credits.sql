-- Awards of single audits: credits and corrections can outweigh what was spent.

create domain signed_amount as numeric(20, 2) check (value <> 'NaN');
comment on domain signed_amount is 'US dollars and cents, exact; negative for credits.';
alter table finding_awards alter column amount_expended type signed_amount, alter column passthrough_amount type signed_amount;
comment on column finding_awards.amount_expended is 'Federal money spent under the award in the audit period, US dollars; negative where credits outweigh it.';
comment on column finding_awards.passthrough_amount is 'How much was passed on, US dollars; negative where credits outweigh it.';
