-- What a semiannual report counts, recommendation by recommendation; chains of repeats, whose dollars count once.

create table recommendation_chains (
  recommendation_id bigint primary key references recommendations (id) on delete cascade,
  chain_id bigint not null
);
create index recommendation_chains_members on recommendation_chains (chain_id, recommendation_id);
comment on index recommendation_chains_members is 'Serves: the members of a chain.';
comment on table recommendation_chains is 'Recommendations that repeat one another, directly or through others: one chain restates the same dollars. Kept by triggers; one that neither repeats nor is repeated is in none.';
comment on column recommendation_chains.recommendation_id is 'The recommendation.';
comment on column recommendation_chains.chain_id is 'The smallest key in its chain.';

create function refresh_recommendation_chains(ids bigint[]) returns void language plpgsql as $$
begin
  create temp table if not exists chain_reach (start_id bigint, member_id bigint, primary key (start_id, member_id)) on commit drop;
  delete from chain_reach;
  -- Whoever is or was in a chain with one of them, and from there along all links.
  with recursive reach (start_id, member_id) as (
    select one, one from unnest(ids || array(
      select o.recommendation_id from recommendation_chains c join recommendation_chains o on o.chain_id = c.chain_id
      where c.recommendation_id = any (ids))) one
    union
    select r.start_id, n.next_id from reach r cross join lateral (
      select l.target_recommendation_id as next_id from recommendation_links l
        where l.recommendation_id = r.member_id and l.kind = 'REPEATS' and l.target_recommendation_id is not null
      union all
      select l.recommendation_id from recommendation_links l where l.target_recommendation_id = r.member_id and l.kind = 'REPEATS') n)
  insert into chain_reach select start_id, member_id from reach;
  delete from recommendation_chains c using chain_reach r where c.recommendation_id in (r.start_id, r.member_id);
  insert into recommendation_chains
    select member_id, min(chain) from (
      select member_id, min(member_id) over (partition by start_id) as chain, count(*) over (partition by start_id) as n from chain_reach) m
    where n > 1 group by member_id;
end $$;
comment on function refresh_recommendation_chains(bigint[]) is 'Finds anew the chains that some recommendations are in.';

create function follow_recommendation_chains() returns trigger language plpgsql as $$
declare
  touched bigint[];
begin
  if tg_op = 'DELETE' then
    touched := array(select distinct one from erased e cross join unnest(array[e.recommendation_id, e.target_recommendation_id]) one where e.kind = 'REPEATS' and one is not null);
  elsif tg_op = 'INSERT' then
    touched := array(select distinct one from written w cross join unnest(array[w.recommendation_id, w.target_recommendation_id]) one
      where w.kind = 'REPEATS' and w.target_recommendation_id is not null);
  else
    touched := array(select distinct one from (
        select recommendation_id, target_recommendation_id from written where kind = 'REPEATS'
        union select recommendation_id, target_recommendation_id from erased where kind = 'REPEATS') b
      cross join unnest(array[b.recommendation_id, b.target_recommendation_id]) one where one is not null);
  end if;
  if cardinality(touched) > 0 then
    perform refresh_recommendation_chains(touched);
  end if;
  return null;
end $$;
create trigger recommendation_links_chains_insert after insert on recommendation_links
  referencing new table as written for each statement execute function follow_recommendation_chains();
create trigger recommendation_links_chains_update after update on recommendation_links
  referencing new table as written old table as erased for each statement execute function follow_recommendation_chains();
create trigger recommendation_links_chains_delete after delete on recommendation_links
  referencing old table as erased for each statement execute function follow_recommendation_chains();

-- For loads that set triggers aside: links lead to earlier rows only there, so the smallest key is found by walking down.
create function rebuild_recommendation_chains() returns void language plpgsql as $$
begin
  delete from recommendation_chains;
  with recursive edges as (
    select recommendation_id as a, target_recommendation_id as b from recommendation_links where kind = 'REPEATS' and target_recommendation_id is not null
  ),
  both_ways as (select a, b from edges union all select b, a from edges),
  reach (start_id, member_id) as (
    select a, a from both_ways
    union
    select r.start_id, e.b from reach r join both_ways e on e.a = r.member_id)
  insert into recommendation_chains select member_id, min(start_id) from reach group by member_id;
end $$;
comment on function rebuild_recommendation_chains() is 'Finds all chains anew.';
select rebuild_recommendation_chains();

create function semiannual_start(period_end date) returns date language sql immutable
  return case when extract(month from period_end) = 9 then make_date(extract(year from period_end)::integer, 4, 1)
    else make_date(extract(year from period_end)::integer - 1, 10, 1) end;
comment on function semiannual_start(date) is 'First day of the semiannual period that ends on 31 March or 30 September (5 U.S.C. 405(b)).';

create function semiannual_reports_in_scope(office text, agency text, include_components boolean) returns table (report_id bigint)
  language sql stable
  begin atomic
    select p.id from reports p
    where (office is null or p.office_id = (select o.id from offices o where o.slug = office))
      and (agency is null or exists (
        select from report_agencies l where l.report_id = p.id and l.agency_id in (
          select t.component_id from agencies a join agency_subtrees t on t.agency_id = a.id where a.slug = agency and (include_components or t.depth = 0))));
  end;
comment on function semiannual_reports_in_scope(text, text, boolean) is 'Reports of an office (all when null) about an agency (any when null).';

create function semiannual_recommendations_in_scope(office text, agency text, include_components boolean)
  returns table (recommendation_id bigint, report_id bigint, issued_key date, fiscal_key integer)
  language sql stable
  begin atomic
    select r.id, p.id, p.issued_key, p.fiscal_key from reports p join recommendations r on r.report_id = p.id
    where (office is null or p.office_id = (select o.id from offices o where o.slug = office))
      and (agency is null or exists (
        select from recommendation_agencies l where l.recommendation_id = r.id and l.agency_id in (
          select t.component_id from agencies a join agency_subtrees t on t.agency_id = a.id where a.slug = agency and (include_components or t.depth = 0))));
  end;
comment on function semiannual_recommendations_in_scope(text, text, boolean) is 'Recommendations of an office (all when null) addressed to an agency (any when null).';

-- Management decisions with the first day on which each counts, as far as known; also those that came without a day.
create function decisions_with_days(known date) returns table (
    id bigint, recommendation_id bigint, kind money_kind, is_revision boolean, sustained_amount numeric, not_sustained_amount numeric, counts_from date)
  language sql stable as $$
  select d.id, d.recommendation_id, d.kind, d.is_revision, d.sustained_amount::numeric, d.not_sustained_amount::numeric,
    greatest(exists_from(p.issued_key, p.fiscal_key), coalesce(d.happened_on, d.observed_on))
  from management_decisions d join recommendations r on r.id = d.recommendation_id join reports p on p.id = r.report_id
  where d.observed_on <= known and not exists (select from retractions x where x.management_decision_id = d.id and x.observed_on <= known)
  union all
  select null, r.id, k.kind, false, k.sustained, k.not_sustained, greatest(exists_from(p.issued_key, p.fiscal_key), days_of_office(r.created_at))
  from recommendations r join reports p on p.id = r.report_id
  cross join lateral (values ('QUESTIONED_COSTS'::money_kind, coalesce(r.disallowed_costs, 0)::numeric, coalesce(r.allowed_costs, 0)::numeric),
    ('BETTER_USE', coalesce(r.agreed_better_use, 0), coalesce(r.not_agreed_better_use, 0))) k (kind, sustained, not_sustained)
  where coalesce(r.disallowed_costs, r.allowed_costs, r.agreed_better_use, r.not_agreed_better_use) is not null
    and days_of_office(r.created_at) <= known and k.sustained + k.not_sustained > 0
    and not exists (select from management_decisions d where d.recommendation_id = r.id and d.kind = k.kind)
$$;
comment on function decisions_with_days(date) is 'Management decisions with the first day on which each counts, as known on a day.';

-- One line for each recommendation that was there at either end of the period. Stocks are read from the states of a day,
-- flows from events: that both agree is what `npm run verify` checks.
create function semiannual_lines(office text, agency text, include_components boolean, period_start date, period_end date, known date)
  returns table (
    recommendation_id bigint, report_id bigint, issued_key date, is_issued boolean, is_earlier boolean, is_open boolean, is_decided boolean, chain_id bigint,
    questioned_start numeric, questioned_issued numeric, questioned_adjusted numeric, disallowed numeric, allowed numeric, questioned_end numeric,
    unsupported_start numeric, unsupported_issued numeric, unsupported_decided numeric, unsupported_end numeric,
    better_start numeric, better_issued numeric, better_adjusted numeric, agreed numeric, not_agreed numeric, better_end numeric,
    disallowed_start numeric, disallowed_decided numeric, recovered numeric, written_off numeric, disallowed_end numeric,
    agreed_start numeric, agreed_decided numeric, completed numeric, dropped numeric, agreed_end numeric,
    has_disallowed boolean, has_agreed boolean)
  language sql stable as $$
  with scope as (select * from semiannual_recommendations_in_scope(office, agency, include_components)),
  stock as (
    select s.*, coalesce(s.questioned_costs, 0) - coalesce(s.disallowed, 0) - coalesce(s.allowed, 0) as undecided_questioned,
      coalesce(s.better_use, 0) - coalesce(s.agreed, 0) - coalesce(s.not_agreed, 0) as undecided_better,
      coalesce(s.disallowed, 0) - coalesce(s.recovered, 0) - coalesce(s.written_off, 0) as outstanding_disallowed,
      coalesce(s.agreed, 0) - coalesce(s.completed, 0) - coalesce(s.dropped, 0) as outstanding_agreed
    from recommendation_states s
    where s.known_from <= known and (s.known_until > known or s.known_until = 'infinity') and s.valid_from <= period_end and s.valid_until >= period_start
  ),
  decided as (
    select d.recommendation_id,
      sum(d.sustained_amount) filter (where d.kind = 'QUESTIONED_COSTS' and not d.is_revision) as disallowed,
      sum(d.not_sustained_amount) filter (where d.kind = 'QUESTIONED_COSTS' and not d.is_revision) as allowed,
      sum(d.sustained_amount) filter (where d.kind = 'BETTER_USE' and not d.is_revision) as agreed,
      sum(d.not_sustained_amount) filter (where d.kind = 'BETTER_USE' and not d.is_revision) as not_agreed,
      sum(d.sustained_amount) filter (where d.kind = 'QUESTIONED_COSTS') as disallowed_decided,
      sum(d.sustained_amount) filter (where d.kind = 'BETTER_USE') as agreed_decided,
      bool_or(d.sustained_amount <> 0 and d.kind = 'QUESTIONED_COSTS') as has_disallowed,
      bool_or(d.sustained_amount <> 0 and d.kind = 'BETTER_USE') as has_agreed
    from decisions_with_days(known) d where d.counts_from between period_start and period_end group by 1
  ),
  acted as (
    select a.recommendation_id, sum(a.amount) filter (where a.kind = 'RECOVERED') as recovered, sum(a.amount) filter (where a.kind = 'WRITTEN_OFF') as written_off,
      sum(a.amount) filter (where a.kind = 'COMPLETED') as completed, sum(a.amount) filter (where a.kind = 'NOT_TO_BE_IMPLEMENTED') as dropped
    from final_actions a join recommendations r on r.id = a.recommendation_id join reports p on p.id = r.report_id
    where a.observed_on <= known and not exists (select from retractions x where x.final_action_id = a.id and x.observed_on <= known)
      and greatest(exists_from(p.issued_key, p.fiscal_key), coalesce(a.happened_on, a.observed_on)) between period_start and period_end
    group by 1
  ),
  lines as (
    select c.recommendation_id, c.report_id, c.issued_key, c.issued_key between period_start and period_end as is_issued,
      case when c.issued_key > '-infinity' then c.issued_key < period_start else c.fiscal_key > 0 and make_date(c.fiscal_key, 9, 30) < period_start end as is_earlier,
      a.recommendation_id is not null as is_start, z.recommendation_id is not null as is_end,
      coalesce(z.is_open, false) as is_open, coalesce(z.is_decided, false) as is_decided,
      a.undecided_questioned as q0, b.questioned_costs as qb, z.undecided_questioned as q1, a.questioned_costs as s0, z.questioned_costs as s1,
      a.undecided_better as b0, b.better_use as bb, z.undecided_better as b1, a.better_use as t0, z.better_use as t1,
      case when a.undecided_questioned > 0 then a.unsupported_costs end as u0, b.unsupported_costs as ub,
      case when z.undecided_questioned > 0 then z.unsupported_costs end as u1, z.unsupported_costs as uz,
      a.outstanding_disallowed as d0, z.outstanding_disallowed as d1, a.outstanding_agreed as g0, z.outstanding_agreed as g1
    from scope c
    left join stock a on a.recommendation_id = c.recommendation_id and a.valid_from < period_start
    left join stock z on z.recommendation_id = c.recommendation_id and z.valid_until > period_end
    left join stock b on b.recommendation_id = c.recommendation_id and c.issued_key between period_start and period_end
      and b.valid_from = c.issued_key
  )
  select l.recommendation_id, l.report_id, l.issued_key, l.is_issued, l.is_earlier, l.is_open, l.is_decided, h.chain_id,
    coalesce(l.q0, 0), coalesce(l.qb, 0),
    -- A withdrawn recommendation takes what was undecided of it with it.
    case when l.is_end then coalesce(l.s1, 0) - coalesce(l.s0, l.qb, 0)
      else coalesce(d.disallowed, 0) + coalesce(d.allowed, 0) - coalesce(l.q0, 0) - coalesce(l.qb, 0) end,
    coalesce(d.disallowed, 0), coalesce(d.allowed, 0), coalesce(l.q1, 0),
    coalesce(l.u0, 0), coalesce(l.ub, 0),
    case when (l.q0 > 0 or l.qb > 0) and coalesce(l.q1, 0) <= 0 and coalesce(d.disallowed, 0) + coalesce(d.allowed, 0) > 0 then coalesce(l.uz, 0) else 0 end,
    coalesce(l.u1, 0),
    coalesce(l.b0, 0), coalesce(l.bb, 0),
    case when l.is_end then coalesce(l.t1, 0) - coalesce(l.t0, l.bb, 0)
      else coalesce(d.agreed, 0) + coalesce(d.not_agreed, 0) - coalesce(l.b0, 0) - coalesce(l.bb, 0) end,
    coalesce(d.agreed, 0), coalesce(d.not_agreed, 0), coalesce(l.b1, 0),
    coalesce(l.d0, 0), coalesce(d.disallowed_decided, 0), coalesce(a.recovered, 0), coalesce(a.written_off, 0), coalesce(l.d1, 0),
    coalesce(l.g0, 0), coalesce(d.agreed_decided, 0), coalesce(a.completed, 0), coalesce(a.dropped, 0), coalesce(l.g1, 0),
    coalesce(d.has_disallowed, false), coalesce(d.has_agreed, false)
  from lines l
  left join decided d on d.recommendation_id = l.recommendation_id
  left join acted a on a.recommendation_id = l.recommendation_id
  left join recommendation_chains h on h.recommendation_id = l.recommendation_id
  where l.is_start or l.is_end or l.is_issued
$$;
comment on function semiannual_lines(text, text, boolean, date, date, date) is 'What each recommendation adds to a semiannual report: stocks at both ends of the period, flows within it, US dollars.';
create aggregate product (double precision) (sfunc = float8mul, stype = double precision, initcond = '1');
comment on aggregate product(double precision) is 'All values multiplied.';
