GRANT USAGE ON SCHEMA app TO book_web, book_worker, book_ingest;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['access_log', 'attempts', 'identities', 'security_log', 'sessions', 'staff'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['access_log', 'identities'] LOOP
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]))', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['access_log', 'security_log'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON app.facilities TO book_web, book_worker, book_ingest;
--> statement-breakpoint
-- Limits of a session: a citizen's may rest 30 minutes, a staff member's 15; none outlasts a working day.
CREATE FUNCTION app.idle_limit(p_realm text) RETURNS interval
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_realm WHEN 'citizen' THEN interval '30 minutes' ELSE interval '15 minutes' END
$$;
--> statement-breakpoint
CREATE FUNCTION app.hash_of(p_token text) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$ SELECT sha256(convert_to(p_token, 'UTF8')) $$;
--> statement-breakpoint
-- The living session of a token, or nothing.
CREATE FUNCTION app.living_session(p_token text) RETURNS SETOF app.sessions
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM app.sessions
  WHERE token_hash = app.hash_of(p_token) AND ends_at > clock_timestamp() AND lasts_until > clock_timestamp()
$$;
--> statement-breakpoint
-- Whoever signs somebody in is believed, so that every beginning leaves a row that outlives the session.
CREATE FUNCTION app.begin_session(p_realm text, p_subject uuid, p_token text, p_assurance integer, p_user_agent text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF length(p_token) < 43 THEN RAISE EXCEPTION 'a session token is too short' USING errcode = '22023'; END IF;
  IF p_realm = 'citizen' AND (p_assurance IS NULL OR p_assurance < 2) THEN
    RAISE EXCEPTION 'a citizen signs in at assurance level 2' USING errcode = '42501';
  END IF;
  IF NOT EXISTS (SELECT FROM app.identities WHERE p_realm = 'citizen' AND citizen_id = p_subject)
    AND NOT EXISTS (SELECT FROM app.staff WHERE p_realm = 'staff' AND staff_id = p_subject) THEN
    RAISE EXCEPTION 'nobody was met under that id' USING errcode = '42501';
  END IF;
  INSERT INTO app.sessions (token_hash, realm, subject_id, assurance, user_agent, ends_at, lasts_until)
  VALUES (app.hash_of(p_token), p_realm, p_subject, p_assurance, left(p_user_agent, 300),
    clock_timestamp() + app.idle_limit(p_realm), clock_timestamp() + interval '8 hours');
  INSERT INTO app.security_log (kind, realm, actor_id, session_hash) VALUES ('session-began', p_realm, p_subject, app.hash_of(p_token));
END $$;
--> statement-breakpoint
-- Who is signed in with this token. Use keeps a session alive: its idle limit slides, at most once a minute.
CREATE FUNCTION app.find_session(p_token text, p_realm text)
RETURNS TABLE (session_id uuid, subject_id uuid, assurance integer, name text, role text, title text, facility_code text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s app.sessions;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token) WHERE realm = p_realm;
  IF s.session_id IS NULL THEN RETURN; END IF;
  IF s.seen_at < clock_timestamp() - interval '1 minute' THEN
    UPDATE app.sessions SET seen_at = clock_timestamp(), ends_at = clock_timestamp() + app.idle_limit(p_realm)
    WHERE token_hash = s.token_hash;
  END IF;
  IF p_realm = 'citizen' THEN
    RETURN QUERY SELECT s.session_id, s.subject_id, s.assurance, i.name, NULL::text, NULL::text, NULL::text
      FROM app.identities i WHERE i.citizen_id = s.subject_id;
  ELSE
    RETURN QUERY SELECT s.session_id, s.subject_id, s.assurance, f.name, f.role, f.title, f.facility_code
      FROM app.staff f WHERE f.staff_id = s.subject_id;
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.end_session(p_token text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM app.sessions WHERE token_hash = app.hash_of(p_token)
$$;
--> statement-breakpoint
-- "Sign out everywhere": all sessions of whoever holds this living token, in its realm.
CREATE FUNCTION app.end_all_sessions(p_token text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended integer;
BEGIN
  DELETE FROM app.sessions o USING app.living_session(p_token) s WHERE o.realm = s.realm AND o.subject_id = s.subject_id;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.end_session_of_mine(p_token text, p_session uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.sessions o USING app.living_session(p_token) s
  WHERE o.session_id = p_session AND o.realm = s.realm AND o.subject_id = s.subject_id;
  RETURN FOUND;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.list_sessions(p_token text)
RETURNS TABLE (session_id uuid, user_agent text, began_at timestamptz, seen_at timestamptz, this_one boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.session_id, o.user_agent, o.began_at, o.seen_at, o.token_hash = s.token_hash
  FROM app.living_session(p_token) s JOIN app.sessions o ON o.realm = s.realm AND o.subject_id = s.subject_id
  WHERE o.ends_at > clock_timestamp() AND o.lasts_until > clock_timestamp()
  ORDER BY o.token_hash = s.token_hash DESC, o.seen_at DESC LIMIT 20
$$;
--> statement-breakpoint
-- What VNeID says about a citizen, kept from the latest sign-in.
CREATE FUNCTION app.meet_citizen(p_citizen uuid, p_subject text, p_name text, p_birth_date text, p_sex text, p_assurance integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.identities (citizen_id, subject, name, birth_date, sex, assurance)
  VALUES (p_citizen, left(p_subject, 255), left(p_name, 255), left(p_birth_date, 10), p_sex, p_assurance)
  ON CONFLICT (citizen_id) DO UPDATE SET subject = excluded.subject, name = excluded.name, birth_date = excluded.birth_date,
    sex = excluded.sex, assurance = excluded.assurance, seen_at = clock_timestamp()
$$;
--> statement-breakpoint
CREATE FUNCTION app.meet_staff(p_subject text, p_username text, p_name text, p_title text, p_role text, p_facility text) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.staff (subject, username, name, title, role, facility_code)
  VALUES (p_subject, left(p_username, 100), left(p_name, 255), left(p_title, 100), p_role, left(p_facility, 10))
  ON CONFLICT (subject) DO UPDATE SET username = excluded.username, name = excluded.name, title = excluded.title,
    role = excluded.role, facility_code = excluded.facility_code, seen_at = clock_timestamp()
  RETURNING staff_id
$$;
--> statement-breakpoint
-- Counts one try; false once there were more than p_most in the current window.
CREATE FUNCTION app.count_attempt(p_key text, p_window_seconds integer, p_most integer) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.attempts (key_hash, window_from, count)
  VALUES (app.hash_of(p_key), to_timestamp(floor(extract(epoch FROM clock_timestamp()) / p_window_seconds) * p_window_seconds), 1)
  ON CONFLICT (key_hash, window_from) DO UPDATE SET count = app.attempts.count + 1
  RETURNING count <= p_most
$$;
--> statement-breakpoint
-- Writes down what was refused. A session writes at most 200 rows an hour and everybody without one 1,000 together, so
-- that the log, which only grows, cannot be flooded. The last of them says that more were left out.
CREATE FUNCTION app.note_refusal(p_token text, p_kind text, p_aim text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s app.sessions;
  h bytea := app.hash_of(p_token);
  written integer;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token);
  IF s.session_id IS NULL THEN
    INSERT INTO app.attempts (key_hash, window_from, count)
    VALUES (app.hash_of('refusal without session'), date_trunc('hour', clock_timestamp()), 1)
    ON CONFLICT (key_hash, window_from) DO UPDATE SET count = least(app.attempts.count + 1, 1001)
    RETURNING count INTO written;
    IF written > 1000 THEN RETURN; END IF;
    IF written = 1000 THEN
      INSERT INTO app.security_log (kind) VALUES ('more-refusals-left-out');
      RETURN;
    END IF;
  ELSIF (SELECT count(*) FROM app.security_log l WHERE l.session_hash = h AND l.at > clock_timestamp() - interval '1 hour') >= 200 THEN
    RETURN;
  END IF;
  INSERT INTO app.security_log (kind, realm, actor_id, actor_name, session_hash, aim)
  VALUES (left(p_kind, 60), s.realm, s.subject_id,
    coalesce((SELECT name FROM app.identities WHERE citizen_id = s.subject_id AND s.realm = 'citizen'),
             (SELECT name FROM app.staff WHERE staff_id = s.subject_id AND s.realm = 'staff')),
    h, left(p_aim, 200));
END $$;
--> statement-breakpoint
CREATE INDEX security_log_refusals ON app.security_log (at DESC) WHERE kind <> 'session-began';
--> statement-breakpoint
-- What was refused lately, for the health authority's eyes.
CREATE FUNCTION app.list_refusals(p_token text, p_most integer)
RETURNS TABLE (log_id bigint, at timestamptz, kind text, realm text, actor_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.log_id, l.at, l.kind, l.realm, l.actor_name FROM app.security_log l
  WHERE l.kind <> 'session-began' AND EXISTS (SELECT FROM app.living_session(p_token) s JOIN app.staff f ON f.staff_id = s.subject_id
                WHERE s.realm = 'staff' AND f.role = 'authority')
  ORDER BY l.at DESC LIMIT least(p_most, 200)
$$;
--> statement-breakpoint
-- Opens a part of a book: finds who asks, checks that they may, and leaves the trace. The caller must COMMIT before a
-- grant is given. A refusal is answered, not raised, so that its row in the security log stays.
CREATE FUNCTION app.open_book(p_token text, p_citizen uuid, p_purpose text, p_part text)
RETURNS TABLE (log_id bigint, refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  s app.sessions;
  h bytea := app.hash_of(p_token);
  row_id bigint;
  who text;
BEGIN
  -- The row must outlive a crash, whatever the caller has set for its commits.
  PERFORM set_config('synchronous_commit', 'on', true);
  SELECT * INTO s FROM app.living_session(p_token);
  IF s.session_id IS NULL THEN
    PERFORM app.note_refusal(p_token, 'opening-without-session', p_part);
    RETURN QUERY SELECT NULL::bigint, 'signed-out'::text; RETURN;
  END IF;
  -- Whose book one may open: one's own, at assurance level 2. Relations and the desk add their own lines here.
  IF s.realm <> 'citizen' OR s.subject_id IS DISTINCT FROM p_citizen OR s.assurance IS NULL OR s.assurance < 2
    OR p_purpose IS DISTINCT FROM 'own-reading' OR p_part IS NULL OR p_part !~ '^[a-z][a-z-]{0,39}$' THEN
    PERFORM app.note_refusal(p_token, 'opening-refused', p_citizen::text);
    RETURN QUERY SELECT NULL::bigint, 'not-allowed'::text; RETURN;
  END IF;
  -- A taken-over session cannot walk through many books.
  IF (SELECT count(DISTINCT l.citizen_id) FROM app.access_log l
      WHERE l.session_hash = h AND l.at > clock_timestamp() - interval '1 hour' AND l.citizen_id <> p_citizen) >= 20 THEN
    PERFORM app.note_refusal(p_token, 'too-many-books', p_citizen::text);
    RETURN QUERY SELECT NULL::bigint, 'too-many-books'::text; RETURN;
  END IF;
  SELECT l.log_id INTO row_id FROM app.access_log l
  WHERE l.citizen_id = p_citizen AND l.at > clock_timestamp() - interval '14 minutes'
    AND l.session_hash = h AND l.part = p_part AND l.purpose = p_purpose
  ORDER BY l.at DESC LIMIT 1;
  IF row_id IS NULL THEN
    SELECT name INTO who FROM app.identities WHERE citizen_id = s.subject_id;
    INSERT INTO app.access_log (citizen_id, actor_kind, actor_id, actor_name, session_hash, purpose, part)
    VALUES (p_citizen, 'citizen', s.subject_id, coalesce(who, ''), h, p_purpose, p_part)
    RETURNING app.access_log.log_id INTO row_id;
  END IF;
  RETURN QUERY SELECT row_id, NULL::text;
END $$;
--> statement-breakpoint
-- A grant of 60 seconds for an opening that is durable: committed, of this session, at most 15 minutes old.
CREATE FUNCTION app.grant_for(p_token text, p_citizen uuid, p_log bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r app.access_log;
  h bytea := app.hash_of(p_token);
BEGIN
  PERFORM FROM app.living_session(p_token);
  IF NOT FOUND THEN RAISE EXCEPTION 'no session' USING errcode = '28000'; END IF;
  SELECT * INTO r FROM app.access_log WHERE citizen_id = p_citizen AND log_id = p_log AND session_hash = h;
  IF NOT FOUND OR r.xid = pg_current_xact_id_if_assigned() THEN
    RAISE EXCEPTION 'no committed opening' USING errcode = '42501';
  END IF;
  IF r.at < clock_timestamp() - interval '15 minutes' THEN
    RAISE EXCEPTION 'the opening is too old' USING errcode = '42501';
  END IF;
  RETURN guard.sign(concat_ws('|', (SELECT max(kid) FROM guard.keys), 'citizens',
    extract(epoch FROM clock_timestamp())::bigint + 60, r.log_id, r.purpose, r.citizen_id));
END $$;
--> statement-breakpoint
-- Both at one call, with a commit between them: what open_book wrote is durable before grant_for looks for it. It runs with
-- the caller's own rights (a procedure that commits may have no others) and, in a transaction of the caller's, not at all.
CREATE PROCEDURE app.enter_book(p_token text, p_citizen uuid, p_purpose text, p_part text,
  INOUT p_log bigint, INOUT p_refusal text, INOUT p_grant text)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT o.log_id, o.refusal INTO p_log, p_refusal FROM app.open_book(p_token, p_citizen, p_purpose, p_part) o;
  COMMIT;
  p_grant := NULL;
  IF p_log IS NOT NULL THEN p_grant := app.grant_for(p_token, p_citizen, p_log); END IF;
END $$;
--> statement-breakpoint
-- What has ended is forgotten; counters of past days too. For the worker.
CREATE FUNCTION app.sweep_sessions() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE swept integer;
BEGIN
  DELETE FROM app.sessions WHERE ends_at < clock_timestamp() OR lasts_until < clock_timestamp();
  GET DIAGNOSTICS swept = ROW_COUNT;
  DELETE FROM app.attempts WHERE window_from < clock_timestamp() - interval '1 day';
  RETURN swept;
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION
  app.begin_session(text, uuid, text, integer, text), app.find_session(text, text), app.end_session(text),
  app.end_all_sessions(text), app.end_session_of_mine(text, uuid), app.list_sessions(text),
  app.meet_citizen(uuid, text, text, text, text, integer), app.meet_staff(text, text, text, text, text, text),
  app.count_attempt(text, integer, integer), app.note_refusal(text, text, text), app.list_refusals(text, integer),
  app.open_book(text, uuid, text, text), app.grant_for(text, uuid, bigint)
TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON PROCEDURE app.enter_book(text, uuid, text, text, bigint, text, text) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.sweep_sessions() TO book_worker;
