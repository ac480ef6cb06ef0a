-- What a genuine, living grant of that kind says: kid, kind, expires, log id, purpose, subjects. Nothing for any other text.
CREATE OR REPLACE FUNCTION guard.grant_of(p_kind text) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given text := current_setting('book.grant', true);
  claims text;
  field text[];
BEGIN
  IF given IS NULL OR given = '' THEN RETURN NULL; END IF;
  claims := split_part(given, '.', 1);
  IF given IS DISTINCT FROM guard.sign(claims) THEN RETURN NULL; END IF;
  field := string_to_array(claims, '|');
  IF field[2] <> p_kind OR field[3]::bigint <= extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;
  RETURN field;
EXCEPTION WHEN data_exception THEN
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.grant_of(text) FROM PUBLIC;
--> statement-breakpoint
-- The desk at which this transaction works, or no row. facility_code is '*' for the health authority.
CREATE OR REPLACE FUNCTION guard.desk()
RETURNS TABLE (facility_code text, staff_id uuid, staff_name text, part text, about text, log_id bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := coalesce(guard.grant_of('facility'), guard.grant_of('authority'));
  subject text[] := string_to_array(field[6], ',');
BEGIN
  IF field IS NULL OR cardinality(subject) <> 5 OR (subject[1] = '*') <> (field[2] = 'authority') THEN RETURN; END IF;
  RETURN QUERY SELECT subject[1], subject[2]::uuid, convert_from(decode(subject[3], 'hex'), 'UTF8'), subject[4],
    nullif(subject[5], ''), field[4]::bigint;
EXCEPTION WHEN data_exception THEN
  RETURN;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.desk() FROM PUBLIC;
--> statement-breakpoint
-- The facilities whose own rows this transaction may see: one, '*' for all of them, or none.
CREATE OR REPLACE FUNCTION guard.granted_facilities() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT ARRAY[d.facility_code] FROM guard.desk() d), '{}')
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.granted_facilities() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION guard.granted_facilities() TO book_web;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['facility_freshness', 'facility_months', 'matches', 'match_decisions'] LOOP
    EXECUTE format('ALTER TABLE warehouse.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE warehouse.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY file_all ON warehouse.%I FOR ALL TO book_ingest USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- A facility's own rows are read at its desk and the authority's.
  FOREACH name IN ARRAY ARRAY['received_files', 'claims', 'filings', 'quarantine', 'facility_freshness', 'facility_months'] LOOP
    EXECUTE format('CREATE POLICY read_at_desk ON warehouse.%I FOR SELECT TO book_web USING ((SELECT guard.granted_facilities()) && ARRAY[facility_code, ''*''])', name);
  END LOOP;
  -- Whose a dossier is, is decided by the authority, and read by nobody else.
  FOREACH name IN ARRAY ARRAY['matches', 'match_decisions'] LOOP
    EXECUTE format('CREATE POLICY read_at_desk ON warehouse.%I FOR SELECT TO book_web USING (''*'' = ANY ((SELECT guard.granted_facilities())::text[]))', name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON warehouse.received_files, warehouse.facility_freshness, warehouse.facility_months, warehouse.matches,
  warehouse.match_decisions TO book_web;
--> statement-breakpoint
-- Not the citizen, of whom a facility knows only what it sent.
GRANT SELECT (facility_code, claim_ref, content_hash, made_on, format, file_id, filed_at) ON warehouse.claims TO book_web;
--> statement-breakpoint
GRANT SELECT (filing_id, at, facility_code, claim_ref, content_hash, file_id, what) ON warehouse.filings TO book_web;
--> statement-breakpoint
-- Nothing that tells who it is: that is answered by functions, one dossier at a time, each under a line in the desk's log.
GRANT SELECT (facility_code, claim_ref, content_hash, file_id, place, reason, made_on, held_at, released_at, held_id,
  set_aside_at, set_aside_reason, error_code, error_field, problem_count) ON warehouse.quarantine TO book_web;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON warehouse.facility_freshness, warehouse.facility_months TO book_ingest;
--> statement-breakpoint
GRANT SELECT, UPDATE (filed_at, outcome, ended_at, taken_out_at) ON warehouse.matches TO book_ingest;
--> statement-breakpoint
GRANT DELETE ON warehouse.claims TO book_ingest;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON warehouse.match_decisions
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
INSERT INTO warehouse.facility_freshness (facility_code, last_received_at)
SELECT facility_code, max(received_at) FROM warehouse.received_files
WHERE facility_code IS NOT NULL AND filed_at IS NOT NULL GROUP BY facility_code;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION warehouse.freshness() RETURNS TABLE (facility_code text, last_received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT facility_code, last_received_at FROM warehouse.facility_freshness
$$;
