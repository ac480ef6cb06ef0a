ALTER TABLE app.known_devices ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.known_devices FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Notes in which browser a session began, and tells its owner when that browser is a new one: not the first they ever used.
-- Hashed with the person, so that a phone that two people share joins nothing about them. The latest 30 are kept.
CREATE FUNCTION app.note_device(p_token text, p_device text, p_words text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s app.sessions;
  h bytea;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token) WHERE realm = 'citizen';
  IF s.session_id IS NULL OR p_device !~ '^[A-Za-z0-9_-]{43}$' THEN RETURN false; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('devices ' || s.subject_id::text, 0));
  h := app.hash_of(s.subject_id || ' ' || p_device);
  UPDATE app.known_devices SET seen_at = clock_timestamp() WHERE citizen_id = s.subject_id AND device_hash = h;
  IF FOUND THEN RETURN false; END IF;
  IF EXISTS (SELECT FROM app.known_devices WHERE citizen_id = s.subject_id) THEN
    PERFORM app.tell(s.subject_id, 'sign-in-new-device', '/me#devices',
      jsonb_strip_nulls(jsonb_build_object('device', nullif(left(p_words, 60), ''), 'at', to_char(s.began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))),
      encode(h, 'hex'));
  END IF;
  INSERT INTO app.known_devices (citizen_id, device_hash) VALUES (s.subject_id, h);
  DELETE FROM app.known_devices d WHERE d.citizen_id = s.subject_id AND d.device_hash NOT IN (
    SELECT k.device_hash FROM app.known_devices k WHERE k.citizen_id = s.subject_id ORDER BY k.seen_at DESC LIMIT 30);
  RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.note_device(text, text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.note_device(text, text, text) TO book_web;
--> statement-breakpoint
-- How a person is told, and what they have read, is theirs alone: whoever acts for them has an inbox of their own.
CREATE OR REPLACE FUNCTION app.read_message(p_message bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := app.only_own_citizen();
BEGIN
  UPDATE app.messages SET read_at = clock_timestamp() WHERE citizen_id = who AND message_id = p_message AND read_at IS NULL;
  IF FOUND THEN PERFORM app.close_read_calls(who); END IF;
  RETURN FOUND;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.read_messages(p_up_to bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.only_own_citizen();
  marked integer;
BEGIN
  UPDATE app.messages SET read_at = clock_timestamp() WHERE citizen_id = who AND message_id <= p_up_to AND read_at IS NULL;
  GET DIAGNOSTICS marked = ROW_COUNT;
  IF marked > 0 THEN PERFORM app.close_read_calls(who); END IF;
  RETURN marked;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.own_message_settings() RETURNS TABLE (silent text[], quiet_from integer, quiet_to integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.* FROM app.settings_of(app.only_own_citizen()) s
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.choose_silence(p_silent text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.message_settings (citizen_id, silent, quiet_from, quiet_to, opened_as)
  SELECT app.only_own_citizen(), p_silent, s.quiet_from, s.quiet_to, (guard.grant_of('citizens'))[4]::bigint FROM app.settings_of(app.only_own_citizen()) s
  ON CONFLICT (citizen_id) DO UPDATE SET silent = excluded.silent, changed_at = clock_timestamp(), opened_as = excluded.opened_as
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.choose_quiet_hours(p_from integer, p_to integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.message_settings (citizen_id, quiet_from, quiet_to, opened_as)
  VALUES (app.only_own_citizen(), p_from, p_to, (guard.grant_of('citizens'))[4]::bigint)
  ON CONFLICT (citizen_id) DO UPDATE SET quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
    changed_at = clock_timestamp(), opened_as = excluded.opened_as
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.declare_phone(p_number text, p_code_id uuid, p_code text, p_minutes integer) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.make_code(app.only_own_citizen(), 'phone', p_number, p_code_id, p_code, least(p_minutes, 30))
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.phone_in_question() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN c.used_at IS NULL AND c.expires_at > clock_timestamp() AND c.tries < 5 THEN c.number END
  FROM app.codes c WHERE c.citizen_id = app.only_own_citizen() AND c.purpose = 'phone' ORDER BY c.made_at DESC LIMIT 1
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.confirm_phone(p_code text, p_language text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.only_own_citizen();
  used record;
BEGIN
  SELECT * INTO used FROM app.use_code(who, 'phone', p_code);
  IF used.refusal IS NOT NULL THEN RETURN used.refusal; END IF;
  INSERT INTO app.phones (citizen_id, number, language, confirmed_at, opened_as)
  VALUES (who, used.to_number, p_language, clock_timestamp(), (guard.grant_of('citizens'))[4]::bigint)
  ON CONFLICT (citizen_id) DO UPDATE SET number = excluded.number, language = excluded.language, declared_at = clock_timestamp(),
    confirmed_at = excluded.confirmed_at, doubted_because = NULL, opened_as = excluded.opened_as;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.forget_phone() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.phones WHERE citizen_id = app.only_own_citizen();
  RETURN FOUND;
END $$;
