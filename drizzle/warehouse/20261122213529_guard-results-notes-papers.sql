DO $$
DECLARE name text;
BEGIN
  -- As every table that tells about a person: its owner is bound too, the web role sees what its grant covers, ingest files.
  FOREACH name IN ARRAY ARRAY['results', 'notes', 'papers'] LOOP
    EXECUTE format('ALTER TABLE warehouse.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE warehouse.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read_granted ON warehouse.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]))', name);
    EXECUTE format('CREATE POLICY file_all ON warehouse.%I FOR ALL TO book_ingest USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON warehouse.results, warehouse.notes, warehouse.papers TO book_web;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON warehouse.results, warehouse.notes, warehouse.papers TO book_ingest;
