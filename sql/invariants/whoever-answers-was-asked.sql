-- An agency that answered a recommendation is among those it addresses.
select a.id, a.recommendation_id, a.agency_id from responses a
where not exists (select from recommendation_agencies b where (b.recommendation_id, b.agency_id) = (a.recommendation_id, a.agency_id));
