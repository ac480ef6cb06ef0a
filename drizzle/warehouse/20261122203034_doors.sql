GRANT USAGE ON SCHEMA warehouse TO book_web, book_worker, book_ingest;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  -- Everything that tells about a person: its owner is bound too, the web role sees what its grant covers, ingest files.
  FOREACH name IN ARRAY ARRAY['citizens', 'identifiers', 'encounters', 'conditions', 'medicines', 'services', 'insurance_cards'] LOOP
    EXECUTE format('ALTER TABLE warehouse.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE warehouse.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read_granted ON warehouse.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]))', name);
    EXECUTE format('CREATE POLICY file_all ON warehouse.%I FOR ALL TO book_ingest USING (true) WITH CHECK (true)', name);
  END LOOP;
  -- Keyed by facility: the web role has no business here at all.
  FOREACH name IN ARRAY ARRAY['received_files', 'claims', 'filings', 'quarantine'] LOOP
    EXECUTE format('ALTER TABLE warehouse.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE warehouse.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY file_all ON warehouse.%I FOR ALL TO book_ingest USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON warehouse.citizens, warehouse.encounters, warehouse.conditions, warehouse.medicines, warehouse.services, warehouse.insurance_cards TO book_web;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON warehouse.citizens, warehouse.received_files, warehouse.claims, warehouse.quarantine TO book_ingest;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON warehouse.insurance_cards, warehouse.encounters, warehouse.conditions, warehouse.medicines, warehouse.services TO book_ingest;
--> statement-breakpoint
GRANT SELECT, INSERT ON warehouse.identifiers, warehouse.filings TO book_ingest;
--> statement-breakpoint
CREATE UNIQUE INDEX identifiers_one_personal_id ON warehouse.identifiers (value) WHERE kind = 'personal-id';
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON warehouse.filings
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- The citizen id of a personal id; makes the citizen when nobody knows the number yet. What the warehouse already
-- knows about a person is never changed here: a difference is shown to the person, not settled by whoever came last.
CREATE FUNCTION warehouse.register_citizen(p_personal_id text, p_name text, p_birth_date text, p_sex text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  found_id uuid;
  new_id uuid;
BEGIN
  IF p_personal_id IS NULL OR p_personal_id !~ '^[0-9]{12}$' THEN
    RAISE EXCEPTION 'a personal id has 12 digits' USING errcode = '22023';
  END IF;
  SELECT citizen_id INTO found_id FROM warehouse.identifiers WHERE kind = 'personal-id' AND value = p_personal_id;
  IF found_id IS NOT NULL THEN RETURN found_id; END IF;
  -- Two sign-ins, or a sign-in and a filing, may bring the same new number at once.
  PERFORM pg_advisory_xact_lock(hashtextextended('personal-id ' || p_personal_id, 0));
  SELECT citizen_id INTO found_id FROM warehouse.identifiers WHERE kind = 'personal-id' AND value = p_personal_id;
  IF found_id IS NOT NULL THEN RETURN found_id; END IF;
  INSERT INTO warehouse.citizens (name, birth_date, sex, details_from, details_as_of)
  VALUES (p_name, p_birth_date, p_sex, 'sign-in', clock_timestamp()) RETURNING citizen_id INTO new_id;
  INSERT INTO warehouse.identifiers (kind, value, citizen_id, seen_from) VALUES ('personal-id', p_personal_id, new_id, 'sign-in');
  RETURN new_id;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.register_citizen(text, text, text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.register_citizen(text, text, text, text) TO book_web;
--> statement-breakpoint
-- How fresh the warehouse is, without a word about anybody: per facility, the latest file that was filed.
CREATE FUNCTION warehouse.freshness() RETURNS TABLE (facility_code text, last_received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT facility_code, max(received_at) FROM warehouse.received_files
  WHERE facility_code IS NOT NULL AND filed_at IS NOT NULL GROUP BY facility_code
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.freshness() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.freshness() TO book_web;
