-- Keyed by facility, as the quarantine: nobody but ingest has any business here.
ALTER TABLE warehouse.parts_aside ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE warehouse.parts_aside FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY file_all ON warehouse.parts_aside FOR ALL TO book_ingest USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON warehouse.parts_aside TO book_ingest;
