-- Keyed by facility through the quarantine and its matches: nobody but ingest has any business here.
ALTER TABLE warehouse.held_pieces ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE warehouse.held_pieces FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY file_all ON warehouse.held_pieces FOR ALL TO book_ingest USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON warehouse.held_pieces TO book_ingest;
--> statement-breakpoint
ALTER TABLE warehouse.replaced_versions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE warehouse.replaced_versions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY file_all ON warehouse.replaced_versions FOR ALL TO book_ingest USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT ON warehouse.replaced_versions TO book_ingest;
--> statement-breakpoint
GRANT SELECT (pieces) ON warehouse.quarantine TO book_web;
--> statement-breakpoint
-- One piece of a large original, at the desk that opened this very one: it is sent on piece by piece.
CREATE FUNCTION warehouse.held_piece(p_held uuid, p_piece integer) RETURNS TABLE (bytes bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.bytes
  FROM guard.desk() d
  JOIN warehouse.quarantine q ON q.held_id = p_held AND d.facility_code IN ('*', q.facility_code)
  JOIN warehouse.held_pieces p ON p.held_id = q.held_id AND p.piece = p_piece AND p.piece <= q.pieces
  WHERE d.part = 'held-original' AND d.about = p_held::text
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.held_piece(uuid, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.held_piece(uuid, integer) TO book_web;
