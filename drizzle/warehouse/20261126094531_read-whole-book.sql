-- Everything that the warehouse knows about the person of a grant that is for a copy of their book (purpose `export`, or
-- `export-with-private`), of one moment: every table that has a citizen_id, without bytes, and without what is private
-- unless the person wanted it. Left out are the filing's own notes and the officers' decisions. For the worker.
CREATE FUNCTION warehouse.whole_book() RETURNS jsonb
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
      AND c.relname NOT IN ('claims', 'filings', 'matches', 'match_decisions')
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
REVOKE ALL ON FUNCTION warehouse.whole_book() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.whole_book() TO book_ingest;
