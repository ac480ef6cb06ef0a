DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['message_settings', 'phones', 'codes', 'deliveries', 'calls', 'call_log'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['message_settings', 'phones', 'calls'] LOOP
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]))', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.call_log
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- How many messages the holder of this living token has not read: a number from 0 to 10, nothing of what they say.
CREATE FUNCTION app.count_unread(p_token text) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::integer FROM (
    SELECT FROM app.living_session(p_token) s JOIN app.messages m ON m.citizen_id = s.subject_id
    WHERE s.realm = 'citizen' AND m.read_at IS NULL LIMIT 10) unread
$$;
--> statement-breakpoint
-- Whoever has read their message need not be called: an open line about it is closed.
CREATE FUNCTION app.close_read_calls(p_citizen uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE done uuid;
BEGIN
  UPDATE app.calls c SET closed_at = clock_timestamp(), outcome = 'read-first'
  WHERE c.citizen_id = p_citizen AND c.closed_at IS NULL AND EXISTS (
    SELECT FROM app.messages m WHERE m.citizen_id = c.citizen_id AND m.message_id = c.message_id AND m.read_at IS NOT NULL)
  RETURNING c.call_id INTO done;
  IF done IS NOT NULL THEN
    INSERT INTO app.call_log (citizen_id, call_id, act) VALUES (p_citizen, done, 'read-first');
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.read_message(p_message bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := app.own_citizen();
BEGIN
  UPDATE app.messages SET read_at = clock_timestamp() WHERE citizen_id = who AND message_id = p_message AND read_at IS NULL;
  IF FOUND THEN PERFORM app.close_read_calls(who); END IF;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- All that stood on the page: what came after `p_up_to` stays unread.
CREATE FUNCTION app.read_messages(p_up_to bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  marked integer;
BEGIN
  UPDATE app.messages SET read_at = clock_timestamp() WHERE citizen_id = who AND message_id <= p_up_to AND read_at IS NULL;
  GET DIAGNOSTICS marked = ROW_COUNT;
  IF marked > 0 THEN PERFORM app.close_read_calls(who); END IF;
  RETURN marked;
END $$;
--> statement-breakpoint
-- What holds for a person: what they chose, else quiet from 21:00 to 7:00 (a parameter of ours) and no group silent.
CREATE FUNCTION app.settings_of(p_citizen uuid) RETURNS TABLE (silent text[], quiet_from integer, quiet_to integer)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(s.silent, '{}'), coalesce(s.quiet_from, 21 * 60), coalesce(s.quiet_to, 7 * 60)
  FROM (SELECT p_citizen AS who) w LEFT JOIN app.message_settings s ON s.citizen_id = w.who
$$;
--> statement-breakpoint
CREATE FUNCTION app.own_message_settings() RETURNS TABLE (silent text[], quiet_from integer, quiet_to integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.* FROM app.settings_of(app.own_citizen()) s
$$;
--> statement-breakpoint
CREATE FUNCTION app.choose_silence(p_silent text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.message_settings (citizen_id, silent, quiet_from, quiet_to, opened_as)
  SELECT app.own_citizen(), p_silent, s.quiet_from, s.quiet_to, (guard.grant_of('citizens'))[4]::bigint FROM app.settings_of(app.own_citizen()) s
  ON CONFLICT (citizen_id) DO UPDATE SET silent = excluded.silent, changed_at = clock_timestamp(), opened_as = excluded.opened_as
$$;
--> statement-breakpoint
CREATE FUNCTION app.choose_quiet_hours(p_from integer, p_to integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.message_settings (citizen_id, quiet_from, quiet_to, opened_as)
  VALUES (app.own_citizen(), p_from, p_to, (guard.grant_of('citizens'))[4]::bigint)
  ON CONFLICT (citizen_id) DO UPDATE SET quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
    changed_at = clock_timestamp(), opened_as = excluded.opened_as
$$;
--> statement-breakpoint
-- Keeps the hash of a code that is about to be sent to a number. Answers why not, or null. A person is sent at most 5 codes
-- an hour and a number 10 a day, whoever asks for them.
CREATE FUNCTION app.make_code(p_citizen uuid, p_purpose text, p_number text, p_code_id uuid, p_code text, p_minutes integer) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('codes ' || p_number, 0));
  IF p_code !~ '^[0-9]{6}$' THEN RAISE EXCEPTION 'a code has six figures' USING errcode = '22023'; END IF;
  IF (SELECT count(*) FROM app.codes WHERE citizen_id = p_citizen AND made_at > clock_timestamp() - interval '1 hour') >= 5
    OR (SELECT count(*) FROM app.codes WHERE number = p_number AND made_at > clock_timestamp() - interval '1 day') >= 10 THEN
    RETURN 'too-many-codes';
  END IF;
  INSERT INTO app.codes (citizen_id, code_id, purpose, number, code_hash, expires_at)
  VALUES (p_citizen, p_code_id, p_purpose, p_number, app.hash_of(p_code_id || p_code), clock_timestamp() + make_interval(mins => p_minutes));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Whether a code is the latest that was sent for this purpose: answers its number, or why not. Five wrong tries end it.
CREATE FUNCTION app.use_code(p_citizen uuid, p_purpose text, p_code text, OUT to_number text, OUT refusal text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.codes;
BEGIN
  SELECT * INTO c FROM app.codes WHERE citizen_id = p_citizen AND purpose = p_purpose ORDER BY made_at DESC LIMIT 1 FOR UPDATE;
  IF c.code_id IS NULL OR c.used_at IS NOT NULL OR c.expires_at < clock_timestamp() OR c.tries >= 5 THEN
    refusal := 'code-ended'; RETURN;
  END IF;
  IF app.hash_of(c.code_id || p_code) IS DISTINCT FROM c.code_hash THEN
    UPDATE app.codes SET tries = tries + 1 WHERE citizen_id = p_citizen AND code_id = c.code_id;
    refusal := CASE WHEN c.tries >= 4 THEN 'code-ended' ELSE 'code-wrong' END; RETURN;
  END IF;
  UPDATE app.codes SET used_at = clock_timestamp() WHERE citizen_id = p_citizen AND code_id = c.code_id;
  to_number := c.number;
END $$;
--> statement-breakpoint
-- A number for SMS; nothing is sent there but its code until that comes back. The number before goes on until then.
CREATE FUNCTION app.declare_phone(p_number text, p_code_id uuid, p_code text, p_minutes integer) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.make_code(app.own_citizen(), 'phone', p_number, p_code_id, p_code, least(p_minutes, 30))
$$;
--> statement-breakpoint
-- The number that waits for its code; null when none does.
CREATE FUNCTION app.phone_in_question() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN c.used_at IS NULL AND c.expires_at > clock_timestamp() AND c.tries < 5 THEN c.number END
  FROM app.codes c WHERE c.citizen_id = app.own_citizen() AND c.purpose = 'phone' ORDER BY c.made_at DESC LIMIT 1
$$;
--> statement-breakpoint
CREATE FUNCTION app.confirm_phone(p_code text, p_language text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
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
CREATE FUNCTION app.forget_phone() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.phones WHERE citizen_id = app.own_citizen();
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- The moment from `p_at` on at which a person may be disturbed: `p_at` itself, or the end of their quiet hours.
CREATE FUNCTION app.after_quiet(p_at timestamptz, p_from integer, p_to integer) RETURNS timestamptz
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  here timestamp := p_at AT TIME ZONE 'Asia/Ho_Chi_Minh';
  minute integer := extract(hour FROM here) * 60 + extract(minute FROM here);
  ends timestamp := date_trunc('day', here) + make_interval(mins => p_to);
BEGIN
  IF p_from = p_to OR (p_from < p_to AND (minute < p_from OR minute >= p_to))
    OR (p_from > p_to AND minute < p_from AND minute >= p_to) THEN RETURN p_at; END IF;
  IF ends <= here THEN ends := ends + interval '1 day'; END IF;
  RETURN ends AT TIME ZONE 'Asia/Ho_Chi_Minh';
END $$;
--> statement-breakpoint
-- Looks at the messages whose turn it is: plans their SMS, and answers those for which the station should call. `p_kinds` is
-- kind → {group, urgency, sms, call}: after how many seconds unread each step follows, or null. For the worker.
CREATE FUNCTION app.climb_ladder(p_now timestamptz, p_kinds jsonb, p_most integer)
RETURNS TABLE (citizen_id uuid, message_id bigint, urgency text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  m app.messages;
  k jsonb;
  sms_at timestamptz;
  call_at timestamptz;
  next_at timestamptz;
  lately timestamptz;
  silent text[];
  quiet_from integer;
  quiet_to integer;
BEGIN
  FOR m IN SELECT * FROM app.messages WHERE due_at <= p_now ORDER BY due_at LIMIT least(p_most, 1000) FOR UPDATE SKIP LOCKED LOOP
    k := p_kinds -> m.kind;
    sms_at := m.told_at + make_interval(secs => (k ->> 'sms')::integer);
    call_at := m.told_at + make_interval(secs => (k ->> 'call')::integer);
    next_at := NULL;
    IF m.read_at IS NULL AND sms_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM app.deliveries d WHERE d.citizen_id = m.citizen_id AND d.message_id = m.message_id AND d.channel = 'sms') THEN
      -- One SMS a day says that messages wait; only what is urgent has one of its own.
      SELECT max(d.planned_at) INTO lately FROM app.deliveries d WHERE d.citizen_id = m.citizen_id;
      IF k ->> 'urgency' <> 'urgent' AND lately + interval '1 day' > sms_at THEN sms_at := lately + interval '1 day'; END IF;
      IF sms_at > p_now THEN
        next_at := sms_at;
      ELSE
        SELECT s.* INTO silent, quiet_from, quiet_to FROM app.settings_of(m.citizen_id) s;
        IF NOT (k ->> 'group' = ANY (silent)) AND EXISTS (SELECT FROM app.phones p
            WHERE p.citizen_id = m.citizen_id AND p.confirmed_at IS NOT NULL AND p.doubted_because IS NULL) THEN
          INSERT INTO app.deliveries (citizen_id, message_id, channel, urgent, planned_at, next_at)
          VALUES (m.citizen_id, m.message_id, 'sms', k ->> 'urgency' = 'urgent', p_now,
            CASE WHEN k ->> 'urgency' = 'urgent' THEN p_now ELSE app.after_quiet(p_now, quiet_from, quiet_to) END)
          ON CONFLICT DO NOTHING;
        END IF;
      END IF;
    END IF;
    IF m.read_at IS NULL AND call_at IS NOT NULL THEN
      IF call_at > p_now THEN
        next_at := least(next_at, call_at);
      ELSIF EXISTS (SELECT FROM app.calls c WHERE c.citizen_id = m.citizen_id AND c.closed_at IS NULL) THEN
        -- Whoever calls tells of all that waits.
        next_at := least(next_at, p_now + interval '1 day');
      ELSE
        -- Asked again in a while, in case the worker dies before the line stands.
        next_at := p_now + interval '5 minutes';
        citizen_id := m.citizen_id; message_id := m.message_id; urgency := k ->> 'urgency';
        RETURN NEXT;
      END IF;
    END IF;
    UPDATE app.messages u SET due_at = next_at WHERE u.citizen_id = m.citizen_id AND u.message_id = m.message_id;
  END LOOP;
END $$;
--> statement-breakpoint
-- Puts somebody on a call list. `p_stations` are the codes that may serve them, the likeliest first; the first that is known
-- here has the line, else the authority. A number that its owner confirmed goes before one that a visit told. For the worker.
CREATE FUNCTION app.open_call(p_now timestamptz, p_citizen uuid, p_message bigint, p_urgency text, p_name text, p_birth_year text,
  p_stations text[], p_ward text, p_phone text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m app.messages;
  own text;
  made uuid;
BEGIN
  SELECT * INTO m FROM app.messages WHERE citizen_id = p_citizen AND message_id = p_message FOR UPDATE;
  IF m.message_id IS NULL OR m.read_at IS NOT NULL THEN RETURN NULL; END IF;
  SELECT number INTO own FROM app.phones WHERE citizen_id = p_citizen AND confirmed_at IS NOT NULL AND doubted_because IS NULL;
  INSERT INTO app.calls (citizen_id, message_id, station_code, person_name, birth_year, phone, phone_confirmed, urgency, opened_at)
  VALUES (p_citizen, p_message,
    coalesce(
      (SELECT f.facility_code FROM unnest(p_stations) WITH ORDINALITY s (code, place) JOIN app.facilities f ON f.facility_code = s.code ORDER BY s.place LIMIT 1),
      (SELECT f.facility_code FROM app.facilities f WHERE f.ward_code = p_ward AND f.level = 'initial' ORDER BY f.facility_code LIMIT 1)),
    coalesce((SELECT name FROM app.identities WHERE citizen_id = p_citizen), left(p_name, 255), ''), left(p_birth_year, 4),
    coalesce(own, left(p_phone, 20)), own IS NOT NULL, p_urgency, p_now)
  ON CONFLICT DO NOTHING RETURNING call_id INTO made;
  UPDATE app.messages SET due_at = NULL WHERE citizen_id = p_citizen AND message_id = p_message;
  IF made IS NOT NULL THEN INSERT INTO app.call_log (citizen_id, call_id, act) VALUES (p_citizen, made, 'opened'); END IF;
  RETURN made;
END $$;
--> statement-breakpoint
-- Takes the SMS that has waited longest, for two minutes: whoever dies meanwhile leaves it to the next, with the same key.
-- What need not be sent any more is put away on the way. For the worker.
CREATE FUNCTION app.claim_delivery(p_now timestamptz)
RETURNS TABLE (citizen_id uuid, delivery_id uuid, attempt integer, kind text, urgent boolean, to_number text, language text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d app.deliveries;
  m app.messages;
  p app.phones;
  free_at timestamptz;
BEGIN
  LOOP
    SELECT * INTO d FROM app.deliveries WHERE state = 'waiting' AND next_at <= p_now ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF d.delivery_id IS NULL THEN RETURN; END IF;
    SELECT * INTO m FROM app.messages WHERE citizen_id = d.citizen_id AND message_id = d.message_id;
    SELECT * INTO p FROM app.phones WHERE citizen_id = d.citizen_id AND confirmed_at IS NOT NULL AND doubted_because IS NULL;
    -- What was tried before may have gone out: it is asked about again, so that its end is known.
    IF d.attempts = 0 AND (m.read_at IS NOT NULL OR p.citizen_id IS NULL) THEN
      UPDATE app.deliveries u SET state = 'not-needed', done_at = p_now WHERE u.citizen_id = d.citizen_id AND u.delivery_id = d.delivery_id;
      CONTINUE;
    END IF;
    IF p.citizen_id IS NULL THEN
      UPDATE app.deliveries u SET state = 'given-up', done_at = p_now WHERE u.citizen_id = d.citizen_id AND u.delivery_id = d.delivery_id;
      CONTINUE;
    END IF;
    SELECT app.after_quiet(p_now, s.quiet_from, s.quiet_to) INTO free_at FROM app.settings_of(d.citizen_id) s;
    IF free_at > p_now AND NOT d.urgent THEN
      UPDATE app.deliveries u SET next_at = free_at WHERE u.citizen_id = d.citizen_id AND u.delivery_id = d.delivery_id;
      CONTINUE;
    END IF;
    UPDATE app.deliveries u SET attempts = u.attempts + 1, next_at = p_now + interval '2 minutes'
    WHERE u.citizen_id = d.citizen_id AND u.delivery_id = d.delivery_id;
    RETURN QUERY SELECT d.citizen_id, d.delivery_id, d.attempts + 1, m.kind, d.urgent, p.number, p.language;
    RETURN;
  END LOOP;
END $$;
--> statement-breakpoint
-- What became of a try: `sent`, `refused`, `unknown` (asked again at `p_next`), or `given-up`. Only the latest try may say
-- anything but that it was sent. A number that the network refuses is used no more. For the worker.
CREATE FUNCTION app.note_delivery(p_now timestamptz, p_citizen uuid, p_delivery uuid, p_attempt integer, p_outcome text, p_next timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.deliveries SET
    state = CASE p_outcome WHEN 'unknown' THEN 'waiting' ELSE p_outcome END,
    done_at = CASE p_outcome WHEN 'unknown' THEN NULL ELSE p_now END,
    next_at = CASE p_outcome WHEN 'unknown' THEN p_next ELSE next_at END
  WHERE citizen_id = p_citizen AND delivery_id = p_delivery AND state = 'waiting' AND (attempts = p_attempt OR p_outcome = 'sent');
  IF NOT FOUND THEN RETURN false; END IF;
  IF p_outcome = 'refused' THEN
    UPDATE app.phones SET doubted_because = 'refused' WHERE citizen_id = p_citizen;
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint
-- Codes that have ended are forgotten after a day. For the worker.
CREATE FUNCTION app.sweep_codes() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE swept integer;
BEGIN
  DELETE FROM app.codes WHERE made_at < clock_timestamp() - interval '25 hours';
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END $$;
--> statement-breakpoint
-- The desk at which calls are made, or no row.
CREATE FUNCTION app.call_desk() RETURNS TABLE (facility_code text, staff_id uuid, staff_name text, about text, log_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.facility_code, d.staff_id, d.staff_name, d.about, d.log_id FROM guard.desk() d WHERE d.part IN ('calls', 'call')
$$;
--> statement-breakpoint
-- Whether a line stands on the list of a desk: a station's own, and on the authority's those that no station has.
CREATE FUNCTION app.is_listed(p_facility text, p_station text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_facility WHEN '*' THEN p_station IS NULL ELSE p_station IS NOT DISTINCT FROM p_facility END
$$;
--> statement-breakpoint
-- Who is to be called from this desk: the urgent first, then the longest waiting. The number is for whoever takes the line.
CREATE FUNCTION app.list_calls(p_most integer)
RETURNS TABLE (call_id uuid, person_name text, birth_year text, urgency text, opened_at timestamptz, taken_by_name text, mine boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.call_id, c.person_name, c.birth_year, c.urgency, c.opened_at,
    CASE WHEN c.taken_until > clock_timestamp() THEN c.taken_by_name END,
    c.taken_by IS NOT DISTINCT FROM d.staff_id AND c.taken_until > clock_timestamp()
  FROM app.call_desk() d JOIN app.calls c ON c.closed_at IS NULL AND app.is_listed(d.facility_code, c.station_code)
  ORDER BY c.urgency = 'urgent' DESC, c.opened_at LIMIT least(p_most, 200)
$$;
--> statement-breakpoint
-- One line, for a desk that opened this one. The number shows to whoever has taken it, while it is theirs.
CREATE FUNCTION app.find_call(p_call uuid)
RETURNS TABLE (call_id uuid, person_name text, birth_year text, urgency text, opened_at timestamptz, taken_by_name text, taken_until timestamptz,
  mine boolean, has_phone boolean, phone text, phone_confirmed boolean, unread integer, closed_at timestamptz, closed_by_name text, outcome text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.call_id, c.person_name, c.birth_year, c.urgency, c.opened_at,
    CASE WHEN h.held THEN c.taken_by_name END, CASE WHEN h.held THEN c.taken_until END, h.mine,
    c.phone IS NOT NULL, CASE WHEN h.mine THEN c.phone END, c.phone_confirmed,
    (SELECT count(*)::integer FROM app.messages m WHERE m.citizen_id = c.citizen_id AND m.read_at IS NULL),
    c.closed_at, c.closed_by_name, c.outcome
  FROM app.call_desk() d JOIN app.calls c ON c.call_id = p_call AND d.about = p_call::text AND app.is_listed(d.facility_code, c.station_code)
  CROSS JOIN LATERAL (SELECT c.closed_at IS NULL AND c.taken_until > clock_timestamp() AS held,
    c.closed_at IS NULL AND c.taken_until > clock_timestamp() AND c.taken_by = d.staff_id AS mine) h
$$;
--> statement-breakpoint
-- Takes a line for half an hour, gives it back, or closes it with what came of the call. Answers why not, or null. The same
-- again changes nothing.
CREATE FUNCTION app.work_on_call(p_call uuid, p_act text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  c app.calls;
  mine boolean;
BEGIN
  SELECT * INTO d FROM app.call_desk();
  IF d.staff_id IS NULL OR d.about IS DISTINCT FROM p_call::text THEN RAISE EXCEPTION 'no desk of this call' USING errcode = '42501'; END IF;
  SELECT * INTO c FROM app.calls WHERE call_id = p_call AND app.is_listed(d.facility_code, station_code) FOR UPDATE;
  IF c.call_id IS NULL THEN RETURN 'not-found'; END IF;
  IF c.closed_at IS NOT NULL THEN RETURN CASE WHEN c.outcome = p_act AND c.taken_by = d.staff_id THEN NULL ELSE 'closed' END; END IF;
  mine := c.taken_by = d.staff_id AND c.taken_until > clock_timestamp();
  IF c.taken_until > clock_timestamp() AND NOT mine THEN RETURN 'taken'; END IF;
  CASE
    WHEN p_act = 'taken' THEN
      IF mine THEN RETURN NULL; END IF;
      UPDATE app.calls SET taken_by = d.staff_id, taken_by_name = d.staff_name, taken_until = clock_timestamp() + interval '30 minutes'
      WHERE citizen_id = c.citizen_id AND call_id = p_call;
    WHEN p_act = 'given-back' THEN
      IF mine IS NOT TRUE THEN RETURN NULL; END IF;
      UPDATE app.calls SET taken_by = NULL, taken_by_name = NULL, taken_until = NULL WHERE citizen_id = c.citizen_id AND call_id = p_call;
    WHEN p_act IN ('reached', 'not-reached', 'wrong-number') THEN
      IF mine IS NOT TRUE THEN RETURN 'not-taken'; END IF;
      UPDATE app.calls SET closed_at = clock_timestamp(), closed_by_name = d.staff_name, outcome = p_act
      WHERE citizen_id = c.citizen_id AND call_id = p_call;
      -- Whoever was reached knows that messages wait: nobody calls about the others.
      IF p_act = 'reached' THEN
        UPDATE app.messages SET due_at = NULL WHERE citizen_id = c.citizen_id AND read_at IS NULL AND due_at IS NOT NULL;
      END IF;
      -- Not reached: once more the day after, three times in all (a parameter of ours).
      IF p_act = 'not-reached' AND (SELECT count(*) FROM app.calls o WHERE o.citizen_id = c.citizen_id AND o.message_id = c.message_id) < 3 THEN
        UPDATE app.messages SET due_at = clock_timestamp() + interval '1 day'
        WHERE citizen_id = c.citizen_id AND message_id = c.message_id AND read_at IS NULL;
      END IF;
      -- What went to a stranger goes there no more.
      IF p_act = 'wrong-number' THEN
        UPDATE app.phones SET doubted_because = 'wrong-number' WHERE citizen_id = c.citizen_id AND number = c.phone;
      END IF;
    ELSE RAISE EXCEPTION 'no such act' USING errcode = '22023';
  END CASE;
  INSERT INTO app.call_log (citizen_id, call_id, act, staff_id, staff_name, opened_as)
  VALUES (c.citizen_id, p_call, p_act, d.staff_id, d.staff_name, d.log_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.count_unread(text), app.close_read_calls(uuid), app.read_message(bigint), app.read_messages(bigint), app.settings_of(uuid),
  app.own_message_settings(), app.choose_silence(text[]), app.choose_quiet_hours(integer, integer),
  app.make_code(uuid, text, text, uuid, text, integer), app.use_code(uuid, text, text), app.declare_phone(text, uuid, text, integer),
  app.phone_in_question(), app.confirm_phone(text, text), app.forget_phone(), app.after_quiet(timestamptz, integer, integer),
  app.climb_ladder(timestamptz, jsonb, integer), app.open_call(timestamptz, uuid, bigint, text, text, text, text[], text, text),
  app.claim_delivery(timestamptz), app.note_delivery(timestamptz, uuid, uuid, integer, text, timestamptz), app.sweep_codes(),
  app.call_desk(), app.is_listed(text, text), app.list_calls(integer), app.find_call(uuid), app.work_on_call(uuid, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.count_unread(text), app.read_message(bigint), app.read_messages(bigint), app.own_message_settings(),
  app.choose_silence(text[]), app.choose_quiet_hours(integer, integer), app.declare_phone(text, uuid, text, integer),
  app.phone_in_question(), app.confirm_phone(text, text), app.forget_phone(), app.list_calls(integer), app.find_call(uuid),
  app.work_on_call(uuid, text) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.climb_ladder(timestamptz, jsonb, integer),
  app.open_call(timestamptz, uuid, bigint, text, text, text, text[], text, text), app.claim_delivery(timestamptz),
  app.note_delivery(timestamptz, uuid, uuid, integer, text, timestamptz), app.sweep_codes() TO book_worker;
