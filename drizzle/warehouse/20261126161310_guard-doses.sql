DO $$
BEGIN
  -- As every table that tells about a person: its owner is bound too, the web role sees what its grant covers, ingest files.
  ALTER TABLE warehouse.doses ENABLE ROW LEVEL SECURITY;
  ALTER TABLE warehouse.doses FORCE ROW LEVEL SECURITY;
  CREATE POLICY read_granted ON warehouse.doses FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
  CREATE POLICY file_all ON warehouse.doses FOR ALL TO book_ingest USING (true) WITH CHECK (true);
  ALTER TABLE warehouse.sent_doses ENABLE ROW LEVEL SECURITY;
  ALTER TABLE warehouse.sent_doses FORCE ROW LEVEL SECURITY;
  CREATE POLICY file_all ON warehouse.sent_doses FOR ALL TO book_ingest USING (true) WITH CHECK (true);
END $$;
--> statement-breakpoint
GRANT SELECT ON warehouse.doses TO book_web;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON warehouse.doses, warehouse.sent_doses TO book_ingest;
--> statement-breakpoint
-- Everything that the warehouse knows about the person of a grant that is for a copy of their book (purpose `export`, or
-- `export-with-private`), of one moment: every table that has a citizen_id, without bytes, and without what is private
-- unless the person wanted it. Left out are the filing's own notes and the officers' decisions. For the worker.
CREATE OR REPLACE FUNCTION warehouse.whole_book() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
  who uuid;
  hidden uuid[] := '{}';
  t record;
  found jsonb;
  book jsonb := '{}';
BEGIN
  IF field IS NULL OR field[5] NOT IN ('export', 'export-with-private') THEN
    RAISE EXCEPTION 'no grant of a whole book' USING errcode = '42501';
  END IF;
  who := field[6]::uuid;
  IF field[5] = 'export' THEN
    hidden := ARRAY(SELECT e.encounter_id FROM warehouse.encounters e WHERE e.citizen_id = who AND e.private);
  END IF;
  FOR t IN
    SELECT c.relname AS name, bool_or(b.attname = 'encounter_id') AS of_visit,
      coalesce(array_agg(b.attname::text) FILTER (WHERE b.atttypid = 'bytea'::regtype OR b.attgenerated <> '' AND b.attname <> 'private'), '{}') AS bytes
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'citizen_id'
    JOIN pg_attribute b ON b.attrelid = c.oid AND b.attnum > 0 AND NOT b.attisdropped
    WHERE c.relnamespace = 'warehouse'::regnamespace AND c.relkind IN ('r', 'p')
      AND c.relname NOT IN ('claims', 'sent_doses', 'filings', 'matches', 'match_decisions')
    GROUP BY c.relname ORDER BY c.relname
  LOOP
    EXECUTE format('SELECT coalesce(jsonb_agg(to_jsonb(x) - $2), ''[]'') FROM (SELECT * FROM warehouse.%I WHERE citizen_id = $1 %s LIMIT 200000) x',
      t.name, CASE WHEN t.of_visit THEN 'AND NOT encounter_id = ANY ($3)' ELSE 'AND $3 IS NOT NULL' END)
    INTO found USING who, t.bytes, hidden;
    book := book || jsonb_build_object(t.name, found);
  END LOOP;
  RETURN book || jsonb_build_object('hidden', cardinality(hidden), 'originals', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('facility_code', p.facility_code, 'claim_ref', p.claim_ref, 'kinds', p.kinds,
      'kept_at', p.kept_at, 'content', encode(p.original, 'base64'))), '[]')
    FROM warehouse.encounters e JOIN warehouse.parts_aside p ON p.facility_code = e.facility_code AND p.claim_ref = e.encounter_ref
    WHERE e.citizen_id = who AND NOT e.encounter_id = ANY (hidden)));
END $$;
--> statement-breakpoint
-- The merge that this desk of the authority works on, locked, with the locks of a filing in their order: its claims and doses first, then
-- the numbers of both books. So nobody files into a book that is being moved.
CREATE OR REPLACE FUNCTION warehouse.lock_merge(p_citizen uuid, p_merge uuid) RETURNS warehouse.book_merges
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE m warehouse.book_merges;
BEGIN
  PERFORM FROM guard.desk() d WHERE d.facility_code = '*' AND d.part = 'family' AND d.about = p_merge::text;
  IF NOT FOUND THEN RAISE EXCEPTION 'only an officer who has opened this merge' USING errcode = '42501'; END IF;
  SELECT * INTO m FROM warehouse.book_merges WHERE citizen_id = p_citizen AND merge_id = p_merge FOR UPDATE;
  IF m.merge_id IS NULL THEN RETURN m; END IF;
  PERFORM pg_advisory_xact_lock(lock) FROM (
    SELECT DISTINCT hashtextextended('claim ' || e.facility_code || ' ' || e.encounter_ref, 0) AS lock
    FROM warehouse.encounters e WHERE e.citizen_id IN (m.citizen_id, m.into_id) ORDER BY 1) x;
  PERFORM pg_advisory_xact_lock(lock) FROM (
    SELECT DISTINCT hashtextextended('dose ' || s.facility_code || ' ' || s.dose_ref, 0) AS lock
    FROM warehouse.doses s WHERE s.citizen_id IN (m.citizen_id, m.into_id) ORDER BY 1) x;
  PERFORM pg_advisory_xact_lock(lock) FROM (
    SELECT DISTINCT hashtextextended(i.kind || ' ' || i.value, 0) AS lock
    FROM warehouse.identifiers i WHERE i.citizen_id IN (m.citizen_id, m.into_id) AND i.kind IN ('personal-id', 'newborn') ORDER BY 1) x;
  RETURN m;
END $$;
--> statement-breakpoint
-- Takes doses, what they told and their registry rows from one book into another.
CREATE FUNCTION warehouse.move_doses(p_from uuid, p_to uuid, p_doses uuid[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE warehouse.sent_doses SET citizen_id = p_to WHERE citizen_id = p_from AND dose_id = ANY (p_doses);
  UPDATE warehouse.told_details SET citizen_id = p_to WHERE citizen_id = p_from AND encounter_id = ANY (p_doses);
  UPDATE warehouse.doses SET citizen_id = p_to WHERE citizen_id = p_from AND dose_id = ANY (p_doses)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.move_doses(uuid, uuid, uuid[]) FROM PUBLIC;
--> statement-breakpoint
-- Gộp, hay không gộp: decided by somebody else than who proposed it; the table refuses the same person too. Answers why not.
CREATE OR REPLACE FUNCTION warehouse.decide_merge(p_citizen uuid, p_merge uuid, p_merges boolean, OUT said text, OUT into_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m warehouse.book_merges := warehouse.lock_merge(p_citizen, p_merge);
  d record;
  visits uuid[];
  given uuid[];
  numbers jsonb;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF m.merge_id IS NULL THEN said := 'not-found'; RETURN; END IF;
  IF m.outcome IS NOT NULL THEN
    said := CASE WHEN (m.outcome = 'merged') = p_merges AND m.undone_at IS NULL THEN 'done' ELSE 'over' END;
    into_id := m.into_id; RETURN;
  END IF;
  IF m.proposed_by = d.staff_id THEN said := 'same-person'; RETURN; END IF;
  IF p_merges THEN
    visits := ARRAY(SELECT e.encounter_id FROM warehouse.encounters e WHERE e.citizen_id = m.citizen_id);
    given := ARRAY(SELECT s.dose_id FROM warehouse.doses s WHERE s.citizen_id = m.citizen_id);
    SELECT coalesce(jsonb_agg(jsonb_build_array(i.kind, i.value)), '[]') INTO numbers FROM warehouse.identifiers i WHERE i.citizen_id = m.citizen_id
      AND NOT EXISTS (SELECT FROM warehouse.identifiers o WHERE o.kind = i.kind AND o.value = i.value AND o.citizen_id = m.into_id);
    PERFORM warehouse.move_visits(m.citizen_id, m.into_id, visits);
    PERFORM warehouse.move_doses(m.citizen_id, m.into_id, given);
    UPDATE warehouse.identifiers i SET citizen_id = m.into_id WHERE i.citizen_id = m.citizen_id AND numbers @> jsonb_build_array(jsonb_build_array(i.kind, i.value));
  END IF;
  UPDATE warehouse.book_merges u SET outcome = CASE WHEN p_merges THEN 'merged' ELSE 'rejected' END, decided_at = clock_timestamp(), decided_by = d.staff_id,
    decided_by_name = d.staff_name, moved = CASE WHEN p_merges THEN jsonb_build_object('encounters', to_jsonb(visits), 'doses', to_jsonb(given), 'identifiers', numbers) END
  WHERE u.citizen_id = p_citizen AND u.merge_id = p_merge;
  said := 'done'; into_id := m.into_id;
END $$;
--> statement-breakpoint
-- Tách lại: what went over and is still there goes back; what came since stays where its number leads. Answers why not.
CREATE OR REPLACE FUNCTION warehouse.undo_merge(p_citizen uuid, p_merge uuid, p_because text, OUT said text, OUT into_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m warehouse.book_merges := warehouse.lock_merge(p_citizen, p_merge);
  d record;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF m.merge_id IS NULL THEN said := 'not-found'; RETURN; END IF;
  IF coalesce(length(btrim(p_because)), 0) < 3 THEN said := 'reason'; RETURN; END IF;
  IF m.outcome IS DISTINCT FROM 'merged' THEN said := 'over'; RETURN; END IF;
  into_id := m.into_id; said := 'done';
  IF m.undone_at IS NOT NULL THEN RETURN; END IF;
  PERFORM warehouse.move_visits(m.into_id, m.citizen_id, ARRAY(SELECT x::uuid FROM jsonb_array_elements_text(m.moved -> 'encounters') x));
  PERFORM warehouse.move_doses(m.into_id, m.citizen_id, ARRAY(SELECT x::uuid FROM jsonb_array_elements_text(coalesce(m.moved -> 'doses', '[]')) x));
  UPDATE warehouse.identifiers i SET citizen_id = m.citizen_id
  WHERE i.citizen_id = m.into_id AND m.moved -> 'identifiers' @> jsonb_build_array(jsonb_build_array(i.kind, i.value));
  UPDATE warehouse.book_merges u SET undone_at = clock_timestamp(), undone_by = d.staff_id, undone_by_name = d.staff_name, undone_because = left(btrim(p_because), 300)
  WHERE u.citizen_id = p_citizen AND u.merge_id = p_merge;
END $$;
