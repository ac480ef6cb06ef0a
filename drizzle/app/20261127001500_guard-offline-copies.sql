DO $$
BEGIN
  ALTER TABLE app.offline_copies ENABLE ROW LEVEL SECURITY;
  ALTER TABLE app.offline_copies FORCE ROW LEVEL SECURITY;
  CREATE POLICY read_granted ON app.offline_copies FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
  GRANT SELECT ON app.offline_copies TO book_web;
  -- Deleted with what else the app holds: a phone whose copy is not known any more deletes it.
  EXECUTE format('CREATE OR REPLACE FUNCTION app.erasable() RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $f$ SELECT %L::text[] $f$',
    app.erasable() || ARRAY['offline_copies']);
END $$;
--> statement-breakpoint
-- Whose copy may be kept under this grant: one's own, opened for that.
CREATE FUNCTION app.offline_copy_owner() RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := app.only_own_citizen();
BEGIN
  PERFORM FROM app.access_log WHERE citizen_id = who AND log_id = (guard.grant_of('citizens'))[4]::bigint AND part = 'offline-copy';
  IF NOT FOUND THEN RAISE EXCEPTION 'opened for something else' USING errcode = '42501'; END IF;
  RETURN who;
END $$;
--> statement-breakpoint
-- Cất trong máy: 30 days from each time it is made anew, on at most 10 phones (parameters of ours).
CREATE FUNCTION app.keep_offline_copy(p_copy uuid) RETURNS TABLE (lasts_until timestamptz, refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who uuid := app.offline_copy_owner();
  row_of bigint := (guard.grant_of('citizens'))[4]::bigint;
  s app.sessions;
  kept timestamptz;
BEGIN
  SELECT x.* INTO s FROM app.access_log l JOIN app.sessions x ON x.token_hash = l.session_hash WHERE l.citizen_id = who AND l.log_id = row_of;
  IF s.session_id IS NULL THEN RAISE EXCEPTION 'no session' USING errcode = '28000'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('offline copies ' || who::text, 0));
  UPDATE app.offline_copies c SET refreshed_at = clock_timestamp(), lasts_until = clock_timestamp() + interval '30 days',
    session_id = s.session_id, user_agent = s.user_agent, opened_as = row_of
  WHERE c.citizen_id = who AND c.copy_id = p_copy AND c.ended_at IS NULL RETURNING c.lasts_until INTO kept;
  IF kept IS NULL THEN
    IF EXISTS (SELECT FROM app.offline_copies c WHERE c.copy_id = p_copy) THEN RETURN QUERY SELECT NULL::timestamptz, 'gone'::text; RETURN; END IF;
    IF (SELECT count(*) FROM app.offline_copies c WHERE c.citizen_id = who AND c.ended_at IS NULL AND c.lasts_until > clock_timestamp()) >= 10 THEN
      RETURN QUERY SELECT NULL::timestamptz, 'too-many'::text; RETURN;
    END IF;
    INSERT INTO app.offline_copies AS c (citizen_id, copy_id, session_id, user_agent, lasts_until, opened_as)
    VALUES (who, p_copy, s.session_id, s.user_agent, clock_timestamp() + interval '30 days', row_of) RETURNING c.lasts_until INTO kept;
  END IF;
  RETURN QUERY SELECT kept, NULL::text;
END $$;
--> statement-breakpoint
-- Xóa bản cất ở một máy; done twice it is done once.
CREATE FUNCTION app.end_offline_copy(p_copy uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := app.offline_copy_owner();
BEGIN
  UPDATE app.offline_copies SET ended_at = coalesce(ended_at, clock_timestamp()), ended_because = coalesce(ended_because, 'asked')
  WHERE citizen_id = who AND copy_id = p_copy;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- Whether a phone may go on keeping its copy. Its name is all that is told; where another citizen is signed in, it ends.
CREATE FUNCTION app.offline_copy_stands(p_copy uuid, p_token text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.offline_copies;
  s app.sessions;
BEGIN
  SELECT * INTO c FROM app.offline_copies WHERE copy_id = p_copy;
  IF c.copy_id IS NULL OR c.ended_at IS NOT NULL OR c.lasts_until < clock_timestamp() THEN RETURN false; END IF;
  IF p_token IS NULL THEN RETURN true; END IF;
  SELECT * INTO s FROM app.living_session(p_token) WHERE realm = 'citizen';
  IF s.session_id IS NULL THEN RETURN true; END IF;
  IF s.subject_id <> c.citizen_id THEN
    UPDATE app.offline_copies SET ended_at = clock_timestamp(), ended_because = 'other-person'
    WHERE citizen_id = c.citizen_id AND copy_id = p_copy AND ended_at IS NULL;
    RETURN false;
  END IF;
  UPDATE app.offline_copies SET session_id = s.session_id WHERE citizen_id = c.citizen_id AND copy_id = p_copy AND session_id <> s.session_id;
  RETURN true;
END $$;
--> statement-breakpoint
-- As before, and with the session goes the copy that its browser keeps. A session that a new sign-in replaces keeps it.
CREATE OR REPLACE FUNCTION app.sign_out(p_token text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE app.offline_copies c SET ended_at = clock_timestamp(), ended_because = 'signed-out'
  FROM app.sessions s WHERE s.token_hash = app.hash_of(p_token) AND c.session_id = s.session_id AND c.ended_at IS NULL;
  DELETE FROM app.push_subscriptions WHERE session_hash = app.hash_of(p_token);
  DELETE FROM app.sessions WHERE token_hash = app.hash_of(p_token)
$$;
--> statement-breakpoint
-- As before, and every copy on a phone ends.
CREATE OR REPLACE FUNCTION app.end_all_sessions(p_token text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended integer;
BEGIN
  UPDATE app.offline_copies c SET ended_at = clock_timestamp(), ended_because = 'signed-out-everywhere'
  FROM app.living_session(p_token) s WHERE s.realm = 'citizen' AND c.citizen_id = s.subject_id AND c.ended_at IS NULL;
  DELETE FROM app.push_subscriptions p USING app.living_session(p_token) s WHERE s.realm = 'citizen' AND p.citizen_id = s.subject_id;
  DELETE FROM app.sessions o USING app.living_session(p_token) s WHERE o.realm = s.realm AND o.subject_id = s.subject_id;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;
--> statement-breakpoint
-- As before, and the copy of that phone ends.
CREATE OR REPLACE FUNCTION app.end_session_of_mine(p_token text, p_session uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended bytea;
BEGIN
  UPDATE app.offline_copies c SET ended_at = clock_timestamp(), ended_because = 'device-ended'
  FROM app.living_session(p_token) s WHERE s.realm = 'citizen' AND c.citizen_id = s.subject_id AND c.session_id = p_session AND c.ended_at IS NULL;
  DELETE FROM app.sessions o USING app.living_session(p_token) s
  WHERE o.session_id = p_session AND o.realm = s.realm AND o.subject_id = s.subject_id RETURNING o.token_hash INTO ended;
  DELETE FROM app.push_subscriptions WHERE session_hash = ended;
  RETURN ended IS NOT NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.offline_copy_owner(), app.keep_offline_copy(uuid), app.end_offline_copy(uuid), app.offline_copy_stands(uuid, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.keep_offline_copy(uuid), app.end_offline_copy(uuid), app.offline_copy_stands(uuid, text) TO book_web;
