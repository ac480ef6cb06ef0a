-- In which months facilities sent visits, of whomever, so that a book can say where something may be missing: about nobody.
CREATE FUNCTION warehouse.months_sent(p_facilities text[], p_from date) RETURNS TABLE (facility_code text, month text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.facility_code, to_char(m.month, 'YYYY-MM') FROM warehouse.facility_months m
  WHERE m.facility_code = ANY (p_facilities[1:100]) AND m.month >= greatest(p_from, (now() - interval '2 years')::date) AND m.dossiers > 0
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.months_sent(text[], date) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.months_sent(text[], date) TO book_web;
