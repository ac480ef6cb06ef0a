DO $$
DECLARE name text;
BEGIN
  -- No policy opens these: everybody goes through the functions below.
  FOREACH name IN ARRAY ARRAY['incidents', 'incident_people', 'incident_log'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.incident_log
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- Small, because the log grows by time: finds the openings of a window without a second index to keep at every opening.
CREATE INDEX access_log_at ON app.access_log USING brin (at);
--> statement-breakpoint
-- The officer of the health authority who opened the incidents' desk; for one incident, who opened that one.
CREATE FUNCTION app.incident_desk(p_incident uuid) RETURNS TABLE (staff_id uuid, staff_name text, log_id bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT d.staff_id, d.staff_name, d.log_id FROM guard.desk() d
    WHERE d.facility_code = '*' AND d.part = 'incidents' AND d.about IS NOT DISTINCT FROM p_incident::text;
  IF NOT FOUND THEN RAISE EXCEPTION 'no desk of this incident' USING errcode = '42501'; END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.note_incident(p_incident uuid, p_act text, p_details jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.incident_log (incident_id, act, staff_id, staff_name, opened_as, details)
  SELECT p_incident, p_act, d.staff_id, d.staff_name, d.log_id, p_details FROM app.incident_desk(p_incident) d
$$;
--> statement-breakpoint
-- Finds whose books were opened in the window, again: a list only grows. Their owners' own openings count where nobody is named.
CREATE FUNCTION app.count_affected(p_incident uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  i app.incidents;
  found_people integer;
BEGIN
  PERFORM app.incident_desk(p_incident);
  SELECT * INTO i FROM app.incidents WHERE incident_id = p_incident FOR UPDATE;
  IF i.incident_id IS NULL OR i.closed_at IS NOT NULL THEN RETURN NULL; END IF;
  INSERT INTO app.incident_people (citizen_id, incident_id, first_at, last_at, openings)
  SELECT l.citizen_id, p_incident, min(l.at), max(l.at), count(*) FROM app.access_log l
  WHERE l.at BETWEEN i.from_at AND i.to_at AND (i.scope = 'everybody' OR (l.actor_kind = 'staff' AND l.actor_id IN (
    SELECT f.staff_id FROM app.staff f WHERE CASE i.scope WHEN 'facility' THEN f.facility_code = i.about ELSE f.username = i.about END)))
  GROUP BY l.citizen_id
  ON CONFLICT (citizen_id, incident_id) DO UPDATE SET first_at = excluded.first_at, last_at = excluded.last_at, openings = excluded.openings;
  SELECT count(*) INTO found_people FROM app.incident_people WHERE incident_id = p_incident;
  PERFORM app.note_incident(p_incident, 'counted', jsonb_build_object('people', found_people));
  RETURN found_people;
END $$;
--> statement-breakpoint
-- Enters an incident; the same again changes nothing. Answers why not, or null.
CREATE FUNCTION app.register_incident(p_incident uuid, p_known timestamptz, p_what text, p_from timestamptz, p_to timestamptz, p_scope text, p_about text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.incident_desk(p_incident);
  IF p_known > clock_timestamp() OR p_from > p_known THEN RETURN 'in-the-future'; END IF;
  IF p_from > p_to OR p_to - p_from > interval '366 days' THEN RETURN 'window'; END IF;
  IF p_scope = 'facility' AND NOT EXISTS (SELECT FROM app.facilities WHERE facility_code = p_about) THEN RETURN 'no-facility'; END IF;
  IF p_scope = 'staff' AND NOT EXISTS (SELECT FROM app.staff WHERE username = p_about) THEN RETURN 'no-staff'; END IF;
  INSERT INTO app.incidents (incident_id, registered_by_name, known_at, what, from_at, to_at, scope, about)
  SELECT p_incident, d.staff_name, p_known, p_what, p_from, p_to, p_scope, CASE WHEN p_scope <> 'everybody' THEN p_about END
  FROM app.incident_desk(p_incident) d ON CONFLICT DO NOTHING;
  IF FOUND THEN
    PERFORM app.note_incident(p_incident, 'registered', '{}');
    PERFORM app.count_affected(p_incident);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.report_incident(p_incident uuid, p_at timestamptz, p_ref text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.incident_desk(p_incident);
  IF p_at > clock_timestamp() THEN RETURN 'in-the-future'; END IF;
  UPDATE app.incidents SET reported_at = p_at, reported_ref = left(p_ref, 200) WHERE incident_id = p_incident AND reported_at IS NULL;
  IF FOUND THEN PERFORM app.note_incident(p_incident, 'reported', jsonb_build_object('ref', left(p_ref, 200))); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Tells everybody on the list, once each; whoever came onto it since is told the same words.
CREATE FUNCTION app.tell_affected(p_incident uuid, p_words text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  i app.incidents;
  told integer := 0;
  who uuid;
BEGIN
  PERFORM app.incident_desk(p_incident);
  SELECT * INTO i FROM app.incidents WHERE incident_id = p_incident FOR UPDATE;
  IF i.incident_id IS NULL THEN RETURN 'not-found'; END IF;
  IF i.closed_at IS NOT NULL THEN RETURN 'closed'; END IF;
  UPDATE app.incidents SET words = coalesce(words, p_words), told_at = coalesce(told_at, clock_timestamp()) WHERE incident_id = p_incident;
  FOR who IN UPDATE app.incident_people SET told_at = clock_timestamp() WHERE incident_id = p_incident AND told_at IS NULL RETURNING citizen_id LOOP
    PERFORM app.tell(who, 'security-incident', '/messages/incidents/' || p_incident,
      jsonb_build_object('on', to_char(i.from_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')), p_incident::text);
    told := told + 1;
  END LOOP;
  IF told > 0 THEN PERFORM app.note_incident(p_incident, 'told', jsonb_build_object('people', told)); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Closes an incident with what was done, once nobody on its list is untold.
CREATE FUNCTION app.close_incident(p_incident uuid, p_done text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE i app.incidents;
BEGIN
  PERFORM app.incident_desk(p_incident);
  SELECT * INTO i FROM app.incidents WHERE incident_id = p_incident FOR UPDATE;
  IF i.incident_id IS NULL THEN RETURN 'not-found'; END IF;
  IF i.closed_at IS NOT NULL THEN RETURN NULL; END IF;
  IF EXISTS (SELECT FROM app.incident_people WHERE incident_id = p_incident AND told_at IS NULL) THEN RETURN 'untold'; END IF;
  UPDATE app.incidents SET closed_at = clock_timestamp(), done = p_done WHERE incident_id = p_incident;
  PERFORM app.note_incident(p_incident, 'closed', '{}');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.list_incidents(p_most integer)
RETURNS TABLE (incident_id uuid, known_at timestamptz, what text, reported_at timestamptz, told_at timestamptz, closed_at timestamptz, people integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.incident_id, i.known_at, i.what, i.reported_at, i.told_at, i.closed_at,
    (SELECT count(*)::integer FROM app.incident_people p WHERE p.incident_id = i.incident_id)
  FROM app.incident_desk(NULL) d, app.incidents i ORDER BY i.closed_at IS NOT NULL, i.known_at DESC LIMIT least(p_most, 200)
$$;
--> statement-breakpoint
CREATE FUNCTION app.find_incident(p_incident uuid) RETURNS TABLE (incident jsonb, people integer, untold integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_jsonb(i), (SELECT count(*)::integer FROM app.incident_people p WHERE p.incident_id = i.incident_id),
    (SELECT count(*)::integer FROM app.incident_people p WHERE p.incident_id = i.incident_id AND p.told_at IS NULL)
  FROM app.incident_desk(p_incident) d, app.incidents i WHERE i.incident_id = p_incident
$$;
--> statement-breakpoint
-- Those affected, the last opened first. A name is what the sign-in said; who never signed in has none here.
CREATE FUNCTION app.list_affected(p_incident uuid, p_most integer)
RETURNS TABLE (name text, birth_date text, first_at timestamptz, last_at timestamptz, openings integer, told_at timestamptz, read_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.name, v.birth_date, p.first_at, p.last_at, p.openings, p.told_at, m.read_at
  FROM app.incident_desk(p_incident) d, app.incident_people p
  LEFT JOIN app.identities v ON v.citizen_id = p.citizen_id
  LEFT JOIN app.messages m ON m.citizen_id = p.citizen_id AND m.kind = 'security-incident' AND m.once = p_incident::text
  WHERE p.incident_id = p_incident ORDER BY p.last_at DESC, p.citizen_id LIMIT least(p_most, 300000)
$$;
--> statement-breakpoint
-- What an affected person is told, under a grant of their own book.
CREATE FUNCTION app.own_incident(p_incident uuid)
RETURNS TABLE (from_at timestamptz, to_at timestamptz, words text, told_at timestamptz, openings integer, closed_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT i.from_at, i.to_at, i.words, p.told_at, p.openings, i.closed_at
  FROM app.incident_people p JOIN app.incidents i USING (incident_id)
  WHERE p.citizen_id = app.only_own_citizen() AND p.incident_id = p_incident AND p.told_at IS NOT NULL
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.incident_desk(uuid), app.note_incident(uuid, text, jsonb), app.count_affected(uuid),
  app.register_incident(uuid, timestamptz, text, timestamptz, timestamptz, text, text), app.report_incident(uuid, timestamptz, text),
  app.tell_affected(uuid, text), app.close_incident(uuid, text), app.list_incidents(integer), app.find_incident(uuid),
  app.list_affected(uuid, integer), app.own_incident(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.count_affected(uuid), app.register_incident(uuid, timestamptz, text, timestamptz, timestamptz, text, text),
  app.report_incident(uuid, timestamptz, text), app.tell_affected(uuid, text), app.close_incident(uuid, text),
  app.list_incidents(integer), app.find_incident(uuid), app.list_affected(uuid, integer), app.own_incident(uuid) TO book_web;
