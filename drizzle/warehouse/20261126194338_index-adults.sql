-- How many people of the registry are 18 or older on a day; of a year alone its last day counts.
CREATE INDEX citizens_of_age ON warehouse.citizens (rpad(birth_date, 10, '-12-31') COLLATE "C");
--> statement-breakpoint
-- As before; by that index, and beside the figures of consultations alone.
CREATE OR REPLACE FUNCTION warehouse.count_adults(p_today date) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM guard.desk() d WHERE d.facility_code = '*' AND d.part = 'teleconsult-figures') THEN
    RAISE EXCEPTION 'not the authority' USING errcode = '42501';
  END IF;
  RETURN (SELECT count(*) FROM warehouse.citizens c
    WHERE rpad(c.birth_date, 10, '-12-31') COLLATE "C" <= to_char(p_today - interval '18 years', 'YYYY-MM-DD'));
END $$;
