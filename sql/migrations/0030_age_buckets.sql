-- Ages of recommendations sort by age, not by the letters of their names.

create type age_bucket as enum ('UNDER_6_MONTHS', 'FROM_6_TO_12_MONTHS', 'FROM_1_TO_3_YEARS', 'FROM_3_TO_5_YEARS', 'OVER_5_YEARS');
comment on type age_bucket is 'How long ago a report was issued, in five steps, the youngest first.';
