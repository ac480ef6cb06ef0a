-- As before; a grant of a station that vaccinates shows nothing of the book but doses.
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
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['due_people', 'due_standings', 'due_progress', 'due_list_openings', 'vaccination_sessions', 'vaccination_stock',
    'vaccination_people', 'desk_doses', 'vaccination_log'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['due_people', 'due_standings', 'vaccination_people', 'desk_doses'] LOOP
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted_doses())::uuid[]))', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['due_list_openings', 'vaccination_log'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['vaccination_sessions', 'vaccination_people', 'desk_doses'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Keeps what the schedule says of some people on a day, and forgets those whom it says nothing to any more. Who changed after it was read
-- stays to be worked out again: what is written at a desk may be seen some seconds late. In one order, so that two workers do not block.
CREATE FUNCTION app.keep_due(p_day date, p_read_at timestamptz, p_people jsonb, p_gone uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.due_people AS d (citizen_id, name, birth_date, sex, ward_code, phone, given, last_given_on, worked_on)
  SELECT p.citizen_id, p.name, p.birth_date, p.sex, p.ward_code, p.phone, p.given, p.last_given_on, p_day
  FROM jsonb_to_recordset(p_people) AS p (citizen_id uuid, name text, birth_date date, sex text, ward_code text, phone text, given integer, last_given_on date)
  ORDER BY p.citizen_id
  ON CONFLICT (citizen_id) DO UPDATE SET name = excluded.name, birth_date = excluded.birth_date, sex = excluded.sex, ward_code = excluded.ward_code,
    phone = excluded.phone, given = excluded.given, last_given_on = excluded.last_given_on, worked_on = greatest(d.worked_on, excluded.worked_on),
    stale_at = CASE WHEN d.stale_at >= p_read_at - interval '5 seconds' THEN d.stale_at END
  WHERE d.worked_on <= excluded.worked_on;
  DELETE FROM app.due_standings s USING jsonb_to_recordset(p_people) AS p (citizen_id uuid, rows jsonb)
  WHERE s.citizen_id = p.citizen_id AND NOT EXISTS (
    SELECT FROM jsonb_to_recordset(p.rows) AS r (rule text, dose integer) WHERE r.rule = s.rule AND r.dose = s.dose);
  INSERT INTO app.due_standings AS s (citizen_id, rule, dose, standing, earliest_on, recommended_on, past_due_on, limit_on, is_sure)
  SELECT p.citizen_id, r.rule, r.dose, r.standing, r.earliest_on, r.recommended_on, r.past_due_on, r.limit_on, r.is_sure
  FROM jsonb_to_recordset(p_people) AS p (citizen_id uuid, rows jsonb),
    jsonb_to_recordset(p.rows) AS r (rule text, dose integer, standing text, earliest_on date, recommended_on date, past_due_on date, limit_on date, is_sure boolean)
  ORDER BY p.citizen_id, r.rule, r.dose
  ON CONFLICT (citizen_id, rule, dose) DO UPDATE SET standing = excluded.standing, earliest_on = excluded.earliest_on,
    recommended_on = excluded.recommended_on, past_due_on = excluded.past_due_on, limit_on = excluded.limit_on, is_sure = excluded.is_sure
  WHERE (s.standing, s.earliest_on, s.recommended_on, s.past_due_on, s.limit_on, s.is_sure)
    IS DISTINCT FROM (excluded.standing, excluded.earliest_on, excluded.recommended_on, excluded.past_due_on, excluded.limit_on, excluded.is_sure);
  DELETE FROM app.due_people d WHERE d.citizen_id = ANY (p_gone);
END $$;
--> statement-breakpoint
-- Whose doses changed at a desk since they were worked out, the longest waiting first.
CREATE FUNCTION app.due_to_work(p_most integer) RETURNS TABLE (citizen_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.citizen_id FROM app.due_people d WHERE d.stale_at IS NOT NULL AND d.stale_at < clock_timestamp() - interval '6 seconds'
  ORDER BY d.stale_at LIMIT least(p_most, 5000)
$$;
--> statement-breakpoint
-- Those of some people who were worked out for a day already, and did not change since.
CREATE FUNCTION app.due_worked(p_day date, p_citizens uuid[]) RETURNS TABLE (citizen_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.citizen_id FROM app.due_people d WHERE d.citizen_id = ANY (p_citizens) AND d.worked_on >= p_day AND d.stale_at IS NULL
$$;
--> statement-breakpoint
-- How far the worker came: for which day everybody was worked out, and which filing of the warehouse was followed last.
CREATE FUNCTION app.due_progress_now(OUT passed_on date, OUT filing_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT max(p.passed_on), coalesce(max(p.filing_id), 0) FROM app.due_progress p
$$;
--> statement-breakpoint
CREATE FUNCTION app.note_due_progress(p_passed date, p_filing bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.due_progress AS p (progress_no, passed_on, filing_id) VALUES (1, p_passed, coalesce(p_filing, 0))
  ON CONFLICT (progress_no) DO UPDATE SET passed_on = greatest(p.passed_on, excluded.passed_on), filing_id = greatest(p.filing_id, excluded.filing_id);
  -- Who was not met on a whole pass has no book here any more, or has grown out of the schedule.
  IF p_passed IS NOT NULL THEN DELETE FROM app.due_people d WHERE d.worked_on < p_passed; END IF;
END $$;
--> statement-breakpoint
-- What desks wrote of some people and the warehouse does not have yet, for whoever works out what is due.
CREATE FUNCTION app.unfiled_doses(p_citizens uuid[]) RETURNS SETOF app.desk_doses
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT x.* FROM app.desk_doses x WHERE x.citizen_id = ANY (p_citizens)
    AND (x.filed_version < x.version OR x.filed_at > clock_timestamp() - interval '5 minutes')
$$;
--> statement-breakpoint
-- Doses that desks wrote or took back and the warehouse has not heard of, in the order in which they were written.
CREATE FUNCTION app.desk_doses_to_file(p_most integer) RETURNS SETOF app.desk_doses
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT x.* FROM app.desk_doses x WHERE x.filed_version < x.version ORDER BY x.written_at LIMIT least(p_most, 1000)
$$;
--> statement-breakpoint
-- Those that wait in the warehouse until it is known whose they are.
CREATE FUNCTION app.desk_doses_held(p_most integer) RETURNS SETOF app.desk_doses
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT x.* FROM app.desk_doses x WHERE x.filing = 'held' ORDER BY x.filed_at DESC LIMIT least(p_most, 1000)
$$;
--> statement-breakpoint
-- What the warehouse said of one version of a dose, and in whose book it is. Twice is once; an older version changes nothing.
CREATE FUNCTION app.note_desk_dose(p_dose uuid, p_version integer, p_filing text, p_citizen uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE x app.desk_doses;
BEGIN
  SELECT * INTO x FROM app.desk_doses WHERE dose_id = p_dose FOR UPDATE;
  IF x.dose_id IS NULL OR p_version < x.filed_version OR (x.filed_version = p_version AND x.filing = p_filing) THEN RETURN false; END IF;
  UPDATE app.desk_doses SET filed_version = p_version, filing = p_filing, filed_at = clock_timestamp(),
    citizen_id = CASE WHEN x.is_known THEN x.citizen_id ELSE coalesce(p_citizen, x.citizen_id) END, is_known = x.is_known OR p_citizen IS NOT NULL
  WHERE dose_id = p_dose;
  IF NOT x.is_known AND p_citizen IS NOT NULL THEN
    -- The child that was there without a number is this person; unless they stand on the same list already.
    UPDATE app.vaccination_people v SET citizen_id = p_citizen, is_known = true WHERE v.citizen_id = x.citizen_id AND v.session_id = x.session_id
      AND NOT EXISTS (SELECT FROM app.vaccination_people o WHERE o.citizen_id = p_citizen AND o.session_id = v.session_id);
  END IF;
  UPDATE app.due_people SET stale_at = clock_timestamp() WHERE citizen_id = coalesce(p_citizen, x.citizen_id);
  RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.keep_due(date, timestamptz, jsonb, uuid[]), app.due_to_work(integer), app.due_worked(date, uuid[]), app.due_progress_now(),
  app.note_due_progress(date, bigint), app.unfiled_doses(uuid[]), app.desk_doses_to_file(integer), app.desk_doses_held(integer),
  app.note_desk_dose(uuid, integer, text, uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.keep_due(date, timestamptz, jsonb, uuid[]), app.due_to_work(integer), app.due_worked(date, uuid[]), app.due_progress_now(),
  app.note_due_progress(date, bigint), app.unfiled_doses(uuid[]), app.desk_doses_to_file(integer), app.desk_doses_held(integer),
  app.note_desk_dose(uuid, integer, text, uuid) TO book_worker;
