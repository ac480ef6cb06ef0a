-- How many of those who have a book are of age on a day, for the health authority alone: a number, and nobody's name.
CREATE FUNCTION warehouse.count_adults(p_today date) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (SELECT d.facility_code FROM guard.desk() d) IS DISTINCT FROM '*' THEN RAISE EXCEPTION 'not the authority' USING errcode = '42501'; END IF;
  -- Of a year alone its last day counts.
  RETURN (SELECT count(*) FROM warehouse.citizens c WHERE rpad(c.birth_date, 10, '-12-31') <= (p_today - interval '18 years')::date::text);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.count_adults(date) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.count_adults(date) TO book_web;
