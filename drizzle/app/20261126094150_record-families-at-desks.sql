ALTER TABLE app.helper_sessions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.helper_sessions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY read_granted ON app.helper_sessions FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
GRANT SELECT ON app.helper_sessions TO book_web;
--> statement-breakpoint
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON app.helper_sessions FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_forgetting();
--> statement-breakpoint
-- Families are the business of commune stations and of the authority: no other desk opens that part.
CREATE FUNCTION app.refuse_family_desk() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.part = 'family' AND NEW.role NOT IN ('station', 'authority') THEN
    RAISE EXCEPTION 'not a station''s desk' USING errcode = '42501';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER families_at_stations BEFORE INSERT ON app.desk_log FOR EACH ROW EXECUTE FUNCTION app.refuse_family_desk();
--> statement-breakpoint
-- The commune station's desk under which this transaction records families or helps; anybody else is refused.
CREATE FUNCTION app.station_desk(OUT staff_id uuid, OUT staff_name text, OUT facility_code text, OUT log_id bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT d.staff_id, d.staff_name, d.facility_code, d.log_id INTO staff_id, staff_name, facility_code, log_id
  FROM guard.desk() d JOIN app.staff f ON f.staff_id = d.staff_id
  WHERE d.part = 'family' AND f.role = 'station' AND d.facility_code <> '*';
  IF staff_id IS NULL THEN RAISE EXCEPTION 'not a station''s desk' USING errcode = '42501'; END IF;
END $$;
--> statement-breakpoint
-- Records at the station who represents whom, by a paper that was seen. Sent twice it is one; both are told.
CREATE FUNCTION app.record_relation(p_relation uuid, p_citizen uuid, p_actor uuid, p_role text, p_citizen_name text,
  p_actor_name text, p_born date, p_paper text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
BEGIN
  SELECT * INTO d FROM app.station_desk();
  PERFORM pg_advisory_xact_lock(hashtextextended('relation ' || p_citizen::text, 0));
  IF EXISTS (SELECT FROM app.relations WHERE citizen_id = p_citizen AND relation_id = p_relation) THEN RETURN NULL; END IF;
  IF p_actor = p_citizen THEN RETURN 'same'; END IF;
  IF EXISTS (SELECT FROM app.relations WHERE citizen_id = p_citizen AND actor_id = p_actor AND kind = 'representative' AND ended_at IS NULL) THEN
    RETURN 'already';
  END IF;
  IF p_role IN ('mother', 'father', 'guardian') AND app.day_at(clock_timestamp()) >= app.day_of_age(p_born, app.age_of_majority()) THEN
    RETURN 'of-age';
  END IF;
  IF p_role = 'adult-guardian' AND app.day_at(clock_timestamp()) < app.day_of_age(p_born, app.age_of_majority()) THEN RETURN 'under-age'; END IF;
  IF (SELECT count(*) FROM app.relations WHERE citizen_id = p_citizen AND kind = 'representative' AND ended_at IS NULL) >= 4 THEN RETURN 'too-many'; END IF;
  INSERT INTO app.relations (citizen_id, relation_id, actor_id, kind, role, source, citizen_name, actor_name, citizen_born, scopes,
    accepted_at, paper, staff_id, staff_name, facility_code)
  VALUES (p_citizen, p_relation, p_actor, 'representative', p_role, 'station', left(p_citizen_name, 255), left(p_actor_name, 255), p_born,
    ARRAY['record', 'booking', 'payment', 'messages'], clock_timestamp(), p_paper, d.staff_id, d.staff_name, d.facility_code);
  PERFORM app.log_relation(p_citizen, p_relation, 'recorded', 'staff', d.staff_id, d.staff_name, jsonb_build_object('desk', d.log_id));
  PERFORM app.tell(p_actor, 'relation-recorded', '/family', jsonb_build_object('facility', d.facility_code, 'name', p_citizen_name), 'recorded ' || p_relation);
  PERFORM app.tell(p_citizen, 'relation-recorded', '/family', jsonb_build_object('facility', d.facility_code, 'name', p_actor_name), 'recorded ' || p_relation);
  -- Who represents already hears of it too.
  PERFORM app.tell(r.actor_id, 'relation-recorded', '/family', jsonb_build_object('facility', d.facility_code, 'name', p_actor_name), 'recorded ' || p_relation)
  FROM app.relations r WHERE r.citizen_id = p_citizen AND r.kind = 'representative' AND r.actor_id <> p_actor AND r.ended_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What this station recorded lately, or what waits for a child's word there. Names of people in it: the desk's log has its line.
CREATE FUNCTION app.list_station_relations(p_most integer)
RETURNS TABLE (citizen_id uuid, relation_id uuid, citizen_name text, actor_name text, role text, paper text, made_at timestamptz, staff_name text, ended_because text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.citizen_id, r.relation_id, r.citizen_name, r.actor_name, r.role, r.paper, r.made_at, r.staff_name, r.ended_because
  FROM app.station_desk() d JOIN app.relations r ON r.facility_code = d.facility_code AND r.source = 'station'
  WHERE r.made_at > clock_timestamp() - interval '30 days' ORDER BY r.made_at DESC LIMIT least(p_most, 50)
$$;
--> statement-breakpoint
-- Takes back what this station recorded by mistake.
CREATE FUNCTION app.undo_relation(p_citizen uuid, p_relation uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  r app.relations;
BEGIN
  SELECT * INTO d FROM app.station_desk();
  SELECT * INTO r FROM app.relations WHERE citizen_id = p_citizen AND relation_id = p_relation AND source = 'station'
    AND facility_code = d.facility_code FOR UPDATE;
  IF r.relation_id IS NULL THEN RETURN false; END IF;
  PERFORM app.end_relation(r, 'undone', 'staff', d.staff_id, d.staff_name);
  RETURN true;
END $$;
--> statement-breakpoint
-- The people who wait for a child's word: what a representative gave to others in the book of a child from the age of own say.
CREATE FUNCTION app.list_child_words(p_citizen uuid) RETURNS TABLE (relation_id uuid, citizen_name text, actor_name text, scopes text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.relation_id, r.citizen_name, r.actor_name, array_to_string(r.scopes, ',')
  FROM app.station_desk() d, app.relations r
  WHERE r.citizen_id = p_citizen AND r.kind = 'trusted' AND r.granted_by <> r.citizen_id AND r.ended_at IS NULL AND r.child_agreed_at IS NULL
  ORDER BY r.made_at LIMIT 20
$$;
--> statement-breakpoint
-- Con đồng ý: what a child said at the station, heard by the worker.
CREATE FUNCTION app.note_child_word(p_citizen uuid, p_relation uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
BEGIN
  SELECT * INTO d FROM app.station_desk();
  UPDATE app.relations SET child_agreed_at = coalesce(child_agreed_at, clock_timestamp())
  WHERE citizen_id = p_citizen AND relation_id = p_relation AND kind = 'trusted' AND ended_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM app.log_relation(p_citizen, p_relation, 'child-agreed', 'staff', d.staff_id, d.staff_name, jsonb_build_object('desk', d.log_id));
  RETURN true;
END $$;
--> statement-breakpoint
-- What the authority has to settle: relations that somebody stopped.
CREATE FUNCTION app.list_stopped_relations() RETURNS TABLE (citizen_id uuid, relation_id uuid, citizen_name text, actor_name text, kind text, role text, stopped_at timestamptz, stopped_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.citizen_id, r.relation_id, r.citizen_name, r.actor_name, r.kind, r.role, r.stopped_at, coalesce(i.name, '')
  FROM guard.desk() d, app.relations r LEFT JOIN app.identities i ON i.citizen_id = r.stopped_by
  WHERE d.facility_code = '*' AND d.part = 'family' AND r.stopped_at IS NOT NULL AND r.ended_at IS NULL
  ORDER BY r.stopped_at LIMIT 100
$$;
--> statement-breakpoint
-- Giải quyết: the authority lets what was stopped go on, or ends it, by a paper; also representation that a court ended.
CREATE FUNCTION app.settle_relation(p_citizen uuid, p_relation uuid, p_goes_on boolean, p_paper text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  r app.relations;
BEGIN
  SELECT * INTO d FROM guard.desk() g WHERE g.facility_code = '*' AND g.part = 'family';
  IF d.staff_id IS NULL THEN RAISE EXCEPTION 'not the authority''s desk' USING errcode = '42501'; END IF;
  IF length(btrim(p_paper)) NOT BETWEEN 3 AND 300 THEN RAISE EXCEPTION 'a settlement has its paper' USING errcode = '22023'; END IF;
  SELECT * INTO r FROM app.relations WHERE citizen_id = p_citizen AND relation_id = p_relation FOR UPDATE;
  IF r.relation_id IS NULL THEN RETURN 'not-found'; END IF;
  IF r.ended_at IS NOT NULL OR r.stopped_at IS NULL THEN RETURN 'over'; END IF;
  PERFORM app.log_relation(p_citizen, p_relation, CASE WHEN p_goes_on THEN 'settled' ELSE 'ended-by-authority' END, 'staff', d.staff_id, d.staff_name,
    jsonb_build_object('paper', p_paper, 'desk', d.log_id));
  IF p_goes_on THEN
    UPDATE app.relations SET stopped_at = NULL, stopped_by = NULL, settled_at = clock_timestamp() WHERE citizen_id = p_citizen AND relation_id = p_relation;
  ELSE
    PERFORM app.end_relation(r, CASE r.kind WHEN 'representative' THEN 'court-order' ELSE 'settled' END, 'staff', d.staff_id, d.staff_name);
  END IF;
  PERFORM app.tell(x.whom, 'relation-settled', '/family', jsonb_build_object('name', r.citizen_name), 'settled ' || p_relation || to_char(clock_timestamp(), ' YYYYMMDDHH24MISS'))
  FROM (SELECT DISTINCT w AS whom FROM unnest(ARRAY[r.granted_by, r.stopped_by, r.actor_id]) w
    WHERE w IS NOT NULL AND w <> '00000000-0000-0000-0000-000000000000') x;
  RETURN 'done';
END $$;
--> statement-breakpoint
-- How long helping lasts; ours.
CREATE FUNCTION app.helping_lasts() RETURNS interval LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT interval '30 minutes' $$;
--> statement-breakpoint
-- Begins to help somebody use their book, on their word. One at a time for a session, ten people an hour; the person is told.
CREATE FUNCTION app.begin_helping(p_token text, p_help uuid, p_citizen uuid, p_name text, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  h bytea := app.hash_of(p_token);
BEGIN
  SELECT * INTO d FROM app.station_desk();
  PERFORM FROM app.living_session(p_token) s WHERE s.realm = 'staff' AND s.subject_id = d.staff_id;
  IF NOT FOUND THEN RAISE EXCEPTION 'no session' USING errcode = '28000'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('helping ' || d.staff_id::text, 0));
  IF EXISTS (SELECT FROM app.helper_sessions WHERE citizen_id = p_citizen AND help_id = p_help) THEN RETURN NULL; END IF;
  IF (SELECT count(*) FROM app.helper_sessions WHERE staff_id = d.staff_id AND began_at > clock_timestamp() - interval '1 hour') >= 10 THEN
    RETURN 'too-many';
  END IF;
  PERFORM app.end_helping_of(x) FROM app.helper_sessions x WHERE x.session_hash = h AND x.ended_at IS NULL;
  INSERT INTO app.helper_sessions (citizen_id, help_id, staff_id, staff_name, facility_code, session_hash, citizen_name, confirmed_by, reason, ends_at)
  VALUES (p_citizen, p_help, d.staff_id, d.staff_name, d.facility_code, h, left(p_name, 255), 'in-person', btrim(p_reason),
    clock_timestamp() + app.helping_lasts());
  PERFORM app.tell(p_citizen, 'helper-session-began', '/consent/access-log', jsonb_build_object('facility', d.facility_code, 'name', d.staff_name), 'helps ' || p_help);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.end_helping_of(x app.helper_sessions) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.helper_sessions SET ended_at = least(clock_timestamp(), x.ends_at)
  WHERE citizen_id = x.citizen_id AND help_id = x.help_id AND ended_at IS NULL;
  IF FOUND THEN
    PERFORM app.tell(x.citizen_id, 'helper-session-ended', '/consent/access-log', jsonb_build_object('facility', x.facility_code, 'name', x.staff_name), 'helped ' || x.help_id);
  END IF;
END $$;
--> statement-breakpoint
-- Ends what this session helps with.
CREATE FUNCTION app.end_helping(p_token text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  x app.helper_sessions;
BEGIN
  SELECT * INTO x FROM app.helper_sessions WHERE session_hash = app.hash_of(p_token) AND ended_at IS NULL FOR UPDATE;
  IF x.help_id IS NULL THEN RETURN false; END IF;
  PERFORM app.end_helping_of(x);
  RETURN true;
END $$;
--> statement-breakpoint
-- For the worker: what ran out is ended, and the person hears of it.
CREATE FUNCTION app.sweep_helping() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(app.end_helping_of(x))::integer FROM app.helper_sessions x
  WHERE x.ended_at IS NULL AND (x.ends_at < clock_timestamp() OR NOT EXISTS (
    SELECT FROM app.sessions s WHERE s.token_hash = x.session_hash AND s.ends_at > clock_timestamp() AND s.lasts_until > clock_timestamp()))
$$;
--> statement-breakpoint
-- By what right a helper opens a part of a book now: the help that goes on, for parts that a trusted person reads too.
CREATE FUNCTION app.helper_basis(p_staff uuid, p_citizen uuid, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'help:' || x.help_id FROM app.helper_sessions x JOIN app.family_parts f ON f.part = p_part AND f.scope = 'record'
  JOIN app.sessions s ON s.token_hash = x.session_hash AND s.ends_at > clock_timestamp() AND s.lasts_until > clock_timestamp()
  WHERE x.staff_id = p_staff AND x.citizen_id = p_citizen AND x.ended_at IS NULL AND x.ends_at > clock_timestamp()
    AND s.subject_id = p_staff LIMIT 1
$$;
--> statement-breakpoint
-- As before, and whoever helps may write where a trusted person may.
CREATE OR REPLACE FUNCTION app.writes_for_others(l app.access_log) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE l.purpose
    WHEN 'for-family' THEN EXISTS (
      SELECT FROM app.family_parts f, app.relation_for(l.actor_id, l.citizen_id, l.part, clock_timestamp()) r
      WHERE f.part = l.part AND l.basis = 'relation:' || r.relation_id
        AND (f.writes = 'scope' OR (f.writes = 'representative' AND r.kind = 'representative')))
    WHEN 'helping' THEN l.basis = app.helper_basis(l.actor_id, l.citizen_id, l.part)
      AND EXISTS (SELECT FROM app.family_parts f WHERE f.part = l.part AND f.writes = 'scope')
    ELSE false
  END
$$;
--> statement-breakpoint
-- As before, and whoever helps.
CREATE OR REPLACE FUNCTION app.basis_of_desk(p_staff uuid, p_citizen uuid, p_purpose text, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN p_purpose = 'helping' THEN app.helper_basis(p_staff, p_citizen, p_part)
    ELSE (SELECT o.kind || ':' || o.opening_id FROM app.living_desk_opening(p_staff, p_citizen, p_purpose, p_part) o
      WHERE o.opening_id IS NOT NULL) END
$$;
--> statement-breakpoint
-- As before; and staff who help somebody hold their book.
CREATE OR REPLACE FUNCTION app.find_session(p_token text, p_realm text)
RETURNS TABLE (session_id uuid, subject_id uuid, assurance integer, name text, role text, title text, facility_code text,
  book_of uuid, book_name text, book_kind text, book_role text, book_scopes text, book_private boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  s app.sessions;
  r app.relations;
  x app.helper_sessions;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token) WHERE realm = p_realm;
  IF s.session_id IS NULL THEN RETURN; END IF;
  IF s.seen_at < clock_timestamp() - interval '1 minute' THEN
    UPDATE app.sessions SET seen_at = clock_timestamp(), ends_at = clock_timestamp() + app.idle_limit(p_realm)
    WHERE token_hash = s.token_hash;
  END IF;
  IF p_realm = 'citizen' THEN
    IF s.book_of IS NOT NULL THEN
      SELECT * INTO r FROM app.relations_between(s.subject_id, s.book_of, clock_timestamp()) LIMIT 1;
    END IF;
    RETURN QUERY SELECT s.session_id, s.subject_id, s.assurance, i.name, NULL::text, NULL::text, NULL::text,
      s.book_of, coalesce(r.citizen_name, (SELECT max(o.citizen_name) FROM app.relations o WHERE o.citizen_id = s.book_of AND o.actor_id = s.subject_id)),
      r.kind, r.role, array_to_string(r.scopes, ','), app.relation_covers(r, 'private', clock_timestamp())
      FROM app.identities i WHERE i.citizen_id = s.subject_id;
  ELSE
    SELECT * INTO x FROM app.helper_sessions WHERE session_hash = s.token_hash AND ended_at IS NULL;
    RETURN QUERY SELECT s.session_id, s.subject_id, s.assurance, f.name, f.role, f.title, f.facility_code,
      x.citizen_id, x.citizen_name, CASE WHEN x.ends_at > clock_timestamp() THEN 'helper' END,
      CASE WHEN x.help_id IS NOT NULL THEN 'helper' END, 'record', false
      FROM app.staff f WHERE f.staff_id = s.subject_id;
  END IF;
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace
    AND p.proname IN ('refuse_family_desk', 'station_desk', 'record_relation', 'list_station_relations', 'undo_relation', 'list_child_words', 'note_child_word',
      'list_stopped_relations', 'settle_relation', 'helping_lasts', 'begin_helping', 'end_helping_of', 'end_helping', 'sweep_helping',
      'helper_basis', 'writes_for_others') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.record_relation(uuid, uuid, uuid, text, text, text, date, text), app.list_station_relations(integer),
  app.undo_relation(uuid, uuid), app.list_child_words(uuid), app.note_child_word(uuid, uuid), app.list_stopped_relations(),
  app.settle_relation(uuid, uuid, boolean, text), app.begin_helping(text, uuid, uuid, text, text), app.end_helping(text) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.sweep_helping() TO book_worker;
