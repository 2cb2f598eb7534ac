-- Indexes for what can be filtered by now: sums, decisions, promises, awards, flags, and when a fact last changed.

create index recommendations_significant on recommendations (is_significant, id) where is_significant is not null;
create index recommendations_unsupported_costs on recommendations (unsupported_costs, id) where unsupported_costs is not null;
create index recommendations_funds_put_to_better_use on recommendations (funds_put_to_better_use, id)
  where funds_put_to_better_use is not null;
create index recommendations_disallowed_costs on recommendations (disallowed_costs, id) where disallowed_costs is not null;
create index recommendations_allowed_costs on recommendations (allowed_costs, id) where allowed_costs is not null;
create index recommendations_agreed_better_use on recommendations (agreed_better_use, id) where agreed_better_use is not null;
create index recommendations_not_agreed_better_use on recommendations (not_agreed_better_use, id)
  where not_agreed_better_use is not null;
-- Moments are told to the millisecond: what is compared with what was told must be no finer.
alter table recommendations alter column updated_at type timestamptz(3);
alter table reports alter column updated_at type timestamptz(3);
create index recommendations_updated on recommendations (updated_at, id);
comment on index recommendations_significant is 'Serves: recommendations that are marked significant, or marked as not.';
comment on index recommendations_unsupported_costs is 'Serves: recommendations with unsupported costs of some size.';
comment on index recommendations_funds_put_to_better_use is 'Serves: recommendations with funds put to better use of some size.';
comment on index recommendations_disallowed_costs is 'Serves: recommendations by the costs that management disallows.';
comment on index recommendations_allowed_costs is 'Serves: recommendations by the costs that management allows.';
comment on index recommendations_agreed_better_use is 'Serves: recommendations by the better use that management agrees to.';
comment on index recommendations_not_agreed_better_use is 'Serves: recommendations by the better use that management does not agree to.';
comment on index recommendations_updated is 'Serves: recommendations that changed since a moment, and in that order.';

create index reports_released on reports (is_released, id) where is_released is not null;
create index reports_questioned_costs on reports (questioned_costs, id) where questioned_costs is not null;
create index reports_unsupported_costs on reports (unsupported_costs, id) where unsupported_costs is not null;
create index reports_funds_put_to_better_use on reports (funds_put_to_better_use, id) where funds_put_to_better_use is not null;
create index reports_updated on reports (updated_at, id);
comment on index reports_released is 'Serves: reports whose text is withheld, or published.';
comment on index reports_questioned_costs is 'Serves: reports with questioned costs of some size.';
comment on index reports_unsupported_costs is 'Serves: reports with unsupported costs of some size.';
comment on index reports_funds_put_to_better_use is 'Serves: reports with funds put to better use of some size.';
comment on index reports_updated is 'Serves: reports that changed since a moment, and in that order.';

create index findings_questioned_costs on findings (questioned_costs, id) where questioned_costs is not null;
comment on index findings_questioned_costs is 'Serves: findings with questioned costs of some size.';

create index responses_responded on responses (responded_on, id) where responded_on is not null;
create index responses_target on responses (target_on, id) where target_on is not null;
create index responses_revised_target on responses (revised_target_on, id) where revised_target_on is not null;
comment on index responses_responded is 'Serves: responses of some days.';
comment on index responses_target is 'Serves: responses that promise some day.';
comment on index responses_revised_target is 'Serves: responses that promise some later day instead.';

-- What is indexed is bounded, and compared by code point like every other text.
alter table finding_awards alter column assistance_listing type text collate "C", alter column program_name type text collate "C",
  add constraint finding_awards_listing_bounded check (length(assistance_listing) <= 500);
create index finding_awards_reference on finding_awards (award_reference, id);
create index finding_awards_reference_words on finding_awards using gin (award_reference gin_trgm_ops);
create index finding_awards_listing on finding_awards (assistance_listing, id) where assistance_listing is not null;
create index finding_awards_listing_words on finding_awards using gin (assistance_listing gin_trgm_ops);
create index finding_awards_program_words on finding_awards using gin (program_name gin_trgm_ops);
create index finding_awards_expended on finding_awards (amount_expended, id) where amount_expended is not null;
create index finding_awards_passed_through on finding_awards (passthrough_amount, id) where passthrough_amount is not null;
create index finding_awards_direct on finding_awards (is_direct, id) where is_direct is not null;
create index finding_awards_major on finding_awards (is_major, id) where is_major is not null;
create index finding_awards_passthrough on finding_awards (is_passthrough, id) where is_passthrough is not null;
comment on index finding_awards_reference is 'Serves: awards by their reference.';
comment on index finding_awards_reference_words is 'Serves: awards whose reference contains something.';
comment on index finding_awards_listing is 'Serves: awards of an Assistance Listing.';
comment on index finding_awards_listing_words is 'Serves: awards whose Assistance Listing contains or begins with something, for example 10.';
comment on index finding_awards_program_words is 'Serves: awards of a programme by its name, or by something in it; names may be longer than an entry of another index.';
comment on index finding_awards_expended is 'Serves: awards of some size.';
comment on index finding_awards_passed_through is 'Serves: awards of which some sum was passed on.';
comment on index finding_awards_direct is 'Serves: awards that came directly from the federal government, or did not.';
comment on index finding_awards_major is 'Serves: awards audited as major programmes, or not.';
comment on index finding_awards_passthrough is 'Serves: awards of which money was passed on, or not.';
