-- As before; a grant of a station that vaccinates shows doses and nothing else of the book.
CREATE OR REPLACE FUNCTION guard.granted() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF cardinality(field) IN (6, 7) AND field[5] NOT IN ('for-family-bookings', 'vaccinate') THEN RETURN string_to_array(field[6], ',')::uuid[]; END IF;
  RETURN '{}';
EXCEPTION WHEN data_exception THEN
  RETURN '{}';
END $$;
--> statement-breakpoint
-- Whose doses this transaction may read: of whose book it may read anything, and of whom a station vaccinates.
CREATE OR REPLACE FUNCTION guard.granted_doses() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF cardinality(field) IN (6, 7) AND field[5] = 'vaccinate' THEN RETURN string_to_array(field[6], ',')::uuid[]; END IF;
  RETURN guard.granted();
EXCEPTION WHEN data_exception THEN
  RETURN '{}';
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.granted_doses() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION guard.granted_doses() TO book_web, book_worker;
--> statement-breakpoint
DROP POLICY read_granted ON warehouse.doses;
--> statement-breakpoint
CREATE POLICY read_granted ON warehouse.doses FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted_doses())::uuid[]));
--> statement-breakpoint
-- Whom a grant is for, as the registry knows them: what a station that vaccinates has to check before a dose.
CREATE FUNCTION warehouse.person_to_vaccinate() RETURNS TABLE (citizen_id uuid, name text, birth_date text, sex text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.citizen_id, c.name, c.birth_date, c.sex FROM warehouse.citizens c
  WHERE c.citizen_id = ANY (guard.granted_doses()) AND (guard.grant_of('citizens'))[5] = 'vaccinate'
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.person_to_vaccinate() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.person_to_vaccinate() TO book_web;
--> statement-breakpoint
-- A dose that a desk wrote goes into the book into which its person was merged meanwhile.
CREATE POLICY read_for_filing ON warehouse.book_merges FOR SELECT TO book_ingest USING (true);
--> statement-breakpoint
GRANT SELECT (citizen_id, into_id, outcome, undone_at) ON warehouse.book_merges TO book_ingest;
