-- The citizens whose rows this transaction may see. A grant of citizens has six fields, or seven when private visits are open.
CREATE OR REPLACE FUNCTION guard.granted() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF cardinality(field) IN (6, 7) THEN RETURN string_to_array(field[6], ',')::uuid[]; END IF;
  RETURN '{}';
EXCEPTION WHEN data_exception THEN
  RETURN '{}';
END $$;
--> statement-breakpoint
-- The private visits that were opened for this grant: of those citizens, nobody else's.
CREATE OR REPLACE FUNCTION guard.opened() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF cardinality(field) = 7 THEN RETURN string_to_array(field[7], ',')::uuid[]; END IF;
  RETURN '{}';
EXCEPTION WHEN data_exception THEN
  RETURN '{}';
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.opened() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION guard.opened() TO book_web, book_worker;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  -- A private visit and its lines are there only for a grant of a session that opened that visit.
  FOREACH name IN ARRAY ARRAY['encounters', 'conditions', 'medicines', 'services', 'results', 'notes', 'papers'] LOOP
    EXECUTE format('DROP POLICY read_granted ON warehouse.%I', name);
    EXECUTE format('CREATE POLICY read_granted ON warehouse.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]) AND (NOT private OR encounter_id = ANY ((SELECT guard.opened())::uuid[])))', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- That there is a private visit which is closed, and nothing more of it: the day, the facility, and when we received it.
CREATE FUNCTION warehouse.list_closed_encounters()
RETURNS TABLE (encounter_id uuid, facility_code text, arrived_on date, received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.encounter_id, e.facility_code, (e.arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, e.received_at
  FROM warehouse.encounters e
  WHERE e.citizen_id = ANY ((SELECT guard.granted())::uuid[]) AND e.private
    AND e.encounter_id <> ALL ((SELECT guard.opened())::uuid[])
  ORDER BY e.arrived_at DESC, e.encounter_id DESC
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.list_closed_encounters() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.list_closed_encounters() TO book_web;
--> statement-breakpoint
ALTER TABLE warehouse.privacy_markings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE warehouse.privacy_markings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY file_all ON warehouse.privacy_markings FOR ALL TO book_ingest USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON warehouse.privacy_markings TO book_ingest;
