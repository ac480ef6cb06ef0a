-- As before, with one moment for the beginning and the end: a day is not a microsecond longer.
CREATE OR REPLACE FUNCTION app.open_emergency(p_find uuid, p_reason text, p_hours integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  f app.person_finds;
  made uuid;
  told text := btrim(p_reason);
  now_at timestamptz := clock_timestamp();
BEGIN
  SELECT * INTO f FROM app.person_finds WHERE find_id = p_find;
  SELECT * INTO d FROM app.desk_with(f.citizen_id);
  IF f.staff_id IS DISTINCT FROM d.staff_id THEN RAISE EXCEPTION 'found by somebody else' USING errcode = '42501'; END IF;
  IF told IS NULL OR length(told) NOT BETWEEN 10 AND 500 OR p_hours NOT BETWEEN 1 AND 24 THEN RETURN 'reason-needed'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('emergency ' || d.staff_id::text, 0));
  IF EXISTS (SELECT FROM app.desk_openings o WHERE o.citizen_id = f.citizen_id AND o.kind = 'emergency' AND o.staff_id = d.staff_id
    AND o.ended_at IS NULL AND o.ends_at > clock_timestamp()) THEN RETURN 'done'; END IF;
  IF (SELECT count(*) FROM app.desk_openings o WHERE o.kind = 'emergency' AND o.staff_id = d.staff_id
    AND o.opened_at > clock_timestamp() - interval '1 day') >= 20 THEN RETURN 'too-many-emergencies'; END IF;
  INSERT INTO app.desk_openings (citizen_id, kind, facility_code, staff_id, staff_name, reason, parts, opened_at, ends_at, desk_log_id)
  VALUES (f.citizen_id, 'emergency', d.facility_code, d.staff_id, d.staff_name, told,
    ARRAY['encounters', 'encounter', 'documents', 'conditions', 'medicines', 'results', 'history'],
    now_at, now_at + make_interval(hours => p_hours), d.log_id)
  RETURNING opening_id INTO made;
  PERFORM app.tell(f.citizen_id, 'book-opened-emergency', '/consent/access-log',
    jsonb_build_object('facility', d.facility_code, 'name', d.staff_name), made::text);
  RETURN 'done';
END $$;
