-- A third basis of a status: worked out from what a source says of several recommendations together.

alter type event_basis add value 'DERIVED';
comment on type event_basis is 'Whether a source states it of the recommendation, the rule "open from the day of issue" gives it, or it follows from what a source says of all recommendations of the report together.';
