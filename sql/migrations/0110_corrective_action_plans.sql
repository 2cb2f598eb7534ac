-- What an auditee plans to do about a finding of a single audit (2 CFR 200.511).

alter table findings add column corrective_action_plan text;
comment on column findings.corrective_action_plan is 'What the auditee plans to do about it, single audits only; null when not stated.';
