ALTER TABLE app.push_subscriptions ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.push_subscriptions FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY read_granted ON app.push_subscriptions FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
-- Not where it is reached, nor its keys: the worker alone sends.
GRANT SELECT (citizen_id, subscription_id, words, device_hash, made_at) ON app.push_subscriptions TO book_web;
--> statement-breakpoint
-- A browser in which its owner is signed in takes messages. One subscription for each browser, and ten for a person (a
-- parameter of ours): the one seen longest ago makes way. An endpoint that somebody else had on this browser is theirs no more.
CREATE FUNCTION app.keep_push(p_token text, p_device text, p_endpoint text, p_p256dh bytea, p_auth bytea, p_language text, p_words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.only_own_citizen();
  s app.sessions;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token) WHERE realm = 'citizen' AND subject_id = who;
  IF s.session_id IS NULL OR p_device !~ '^[A-Za-z0-9_-]{43}$' THEN
    RAISE EXCEPTION 'not the browser of this person' USING errcode = '42501';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('push', 0));
  DELETE FROM app.push_subscriptions WHERE endpoint_hash = app.hash_of(p_endpoint) OR device_hash = app.hash_of(p_device);
  INSERT INTO app.push_subscriptions (citizen_id, endpoint, endpoint_hash, p256dh, auth, language, words, device_hash, session_hash, opened_as)
  VALUES (who, p_endpoint, app.hash_of(p_endpoint), p_p256dh, p_auth, p_language, left(p_words, 60), app.hash_of(p_device), s.token_hash,
    (guard.grant_of('citizens'))[4]::bigint);
  DELETE FROM app.push_subscriptions p WHERE p.citizen_id = who AND p.subscription_id NOT IN (
    SELECT o.subscription_id FROM app.push_subscriptions o WHERE o.citizen_id = who ORDER BY o.seen_at DESC LIMIT 10);
END $$;
--> statement-breakpoint
-- Takes a browser off the list. Again is the same.
CREATE FUNCTION app.drop_push(p_subscription uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM app.push_subscriptions WHERE citizen_id = app.only_own_citizen() AND subscription_id = p_subscription
$$;
--> statement-breakpoint
-- Signs out of this browser, also when its session has ended by itself: it is told nothing any more.
CREATE FUNCTION app.sign_out(p_token text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DELETE FROM app.push_subscriptions WHERE session_hash = app.hash_of(p_token);
  DELETE FROM app.sessions WHERE token_hash = app.hash_of(p_token)
$$;
--> statement-breakpoint
-- As before, and no browser of theirs is told anything any more.
CREATE OR REPLACE FUNCTION app.end_all_sessions(p_token text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended integer;
BEGIN
  DELETE FROM app.push_subscriptions p USING app.living_session(p_token) s WHERE s.realm = 'citizen' AND p.citizen_id = s.subject_id;
  DELETE FROM app.sessions o USING app.living_session(p_token) s WHERE o.realm = s.realm AND o.subject_id = s.subject_id;
  GET DIAGNOSTICS ended = ROW_COUNT;
  RETURN ended;
END $$;
--> statement-breakpoint
-- As before, and that browser is told nothing any more.
CREATE OR REPLACE FUNCTION app.end_session_of_mine(p_token text, p_session uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ended bytea;
BEGIN
  DELETE FROM app.sessions o USING app.living_session(p_token) s
  WHERE o.session_id = p_session AND o.realm = s.realm AND o.subject_id = s.subject_id RETURNING o.token_hash INTO ended;
  DELETE FROM app.push_subscriptions WHERE session_hash = ended;
  RETURN ended IS NOT NULL;
END $$;
--> statement-breakpoint
-- As before; a browser in which somebody else signs in tells nothing more to the one before, and one that is known goes with
-- the new session.
DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('app.note_device(text, text, text)'::regprocedure), '  PERFORM pg_advisory_xact_lock', $new$  DELETE FROM app.push_subscriptions WHERE device_hash = app.hash_of(p_device) AND citizen_id <> s.subject_id;
  UPDATE app.push_subscriptions SET session_hash = s.token_hash, seen_at = clock_timestamp()
  WHERE device_hash = app.hash_of(p_device) AND citizen_id = s.subject_id;
  PERFORM pg_advisory_xact_lock$new$);
END $$;
--> statement-breakpoint
-- As before, and first to the browsers that take messages: at once, or when the quiet hours end. One that came later is not
-- told of what was told before.
CREATE OR REPLACE FUNCTION app.climb_ladder(p_now timestamptz, p_kinds jsonb, p_most integer)
RETURNS TABLE (citizen_id uuid, message_id bigint, urgency text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  m app.messages;
  k jsonb;
  is_urgent boolean;
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
    is_urgent := k ->> 'urgency' = 'urgent';
    sms_at := m.told_at + make_interval(secs => (k ->> 'sms')::integer);
    call_at := m.told_at + make_interval(secs => (k ->> 'call')::integer);
    next_at := NULL;
    SELECT s.* INTO silent, quiet_from, quiet_to FROM app.settings_of(m.citizen_id) s;
    IF m.read_at IS NULL AND NOT (k ->> 'group' = ANY (silent)) THEN
      INSERT INTO app.deliveries (citizen_id, message_id, channel, subscription_id, urgent, planned_at, next_at)
      SELECT m.citizen_id, m.message_id, 'push', p.subscription_id, is_urgent, p_now,
        CASE WHEN is_urgent THEN p_now ELSE app.after_quiet(p_now, quiet_from, quiet_to) END
      FROM app.push_subscriptions p WHERE p.citizen_id = m.citizen_id AND p.made_at <= m.told_at
      ON CONFLICT DO NOTHING;
    END IF;
    IF m.read_at IS NULL AND sms_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM app.deliveries d WHERE d.citizen_id = m.citizen_id AND d.message_id = m.message_id AND d.channel = 'sms') THEN
      -- One SMS a day says that messages wait; only what is urgent has one of its own.
      SELECT max(d.planned_at) INTO lately FROM app.deliveries d WHERE d.citizen_id = m.citizen_id AND d.channel = 'sms';
      IF NOT is_urgent AND lately + interval '1 day' > sms_at THEN sms_at := lately + interval '1 day'; END IF;
      IF sms_at > p_now THEN
        next_at := sms_at;
      ELSIF NOT (k ->> 'group' = ANY (silent)) AND EXISTS (SELECT FROM app.phones p
          WHERE p.citizen_id = m.citizen_id AND p.confirmed_at IS NOT NULL AND p.doubted_because IS NULL) THEN
        INSERT INTO app.deliveries (citizen_id, message_id, channel, urgent, planned_at, next_at)
        VALUES (m.citizen_id, m.message_id, 'sms', is_urgent, p_now,
          CASE WHEN is_urgent THEN p_now ELSE app.after_quiet(p_now, quiet_from, quiet_to) END)
        ON CONFLICT DO NOTHING;
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
-- As before; of what goes by SMS.
DO $$
BEGIN
  EXECUTE replace(pg_get_functiondef('app.claim_delivery(timestamptz)'::regprocedure), $old$WHERE state = 'waiting' AND$old$,
    $new$WHERE channel = 'sms' AND state = 'waiting' AND$new$);
END $$;
--> statement-breakpoint
-- Takes the push that has waited longest, for two minutes. What need not be sent any more is put away on the way. For the worker.
CREATE FUNCTION app.claim_push(p_now timestamptz)
RETURNS TABLE (citizen_id uuid, delivery_id uuid, attempt integer, kind text, endpoint text, p256dh bytea, auth bytea, language text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d app.deliveries;
  m app.messages;
  p app.push_subscriptions;
  free_at timestamptz;
BEGIN
  LOOP
    SELECT * INTO d FROM app.deliveries WHERE channel = 'push' AND state = 'waiting' AND next_at <= p_now ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF d.delivery_id IS NULL THEN RETURN; END IF;
    SELECT * INTO m FROM app.messages WHERE citizen_id = d.citizen_id AND message_id = d.message_id;
    SELECT * INTO p FROM app.push_subscriptions WHERE citizen_id = d.citizen_id AND subscription_id = d.subscription_id;
    IF m.read_at IS NOT NULL OR p.citizen_id IS NULL THEN
      UPDATE app.deliveries u SET state = 'not-needed', done_at = p_now WHERE u.citizen_id = d.citizen_id AND u.delivery_id = d.delivery_id;
      CONTINUE;
    END IF;
    SELECT app.after_quiet(p_now, s.quiet_from, s.quiet_to) INTO free_at FROM app.settings_of(d.citizen_id) s;
    IF free_at > p_now AND NOT d.urgent THEN
      UPDATE app.deliveries u SET next_at = free_at WHERE u.citizen_id = d.citizen_id AND u.delivery_id = d.delivery_id;
      CONTINUE;
    END IF;
    UPDATE app.deliveries u SET attempts = u.attempts + 1, next_at = p_now + interval '2 minutes'
    WHERE u.citizen_id = d.citizen_id AND u.delivery_id = d.delivery_id;
    RETURN QUERY SELECT d.citizen_id, d.delivery_id, d.attempts + 1, m.kind, p.endpoint, p.p256dh, p.auth, p.language;
    RETURN;
  END LOOP;
END $$;
--> statement-breakpoint
-- What became of a try: `sent`, `refused`, `unknown` (again at `p_next`), `given-up`, or `gone`, which ends the subscription. For the worker.
CREATE FUNCTION app.note_push(p_now timestamptz, p_citizen uuid, p_delivery uuid, p_attempt integer, p_outcome text, p_next timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE d app.deliveries;
BEGIN
  UPDATE app.deliveries SET
    state = CASE p_outcome WHEN 'unknown' THEN 'waiting' WHEN 'gone' THEN 'refused' ELSE p_outcome END,
    done_at = CASE p_outcome WHEN 'unknown' THEN NULL ELSE p_now END,
    next_at = CASE p_outcome WHEN 'unknown' THEN p_next ELSE next_at END
  WHERE citizen_id = p_citizen AND delivery_id = p_delivery AND channel = 'push' AND state = 'waiting' AND (attempts = p_attempt OR p_outcome = 'sent')
  RETURNING * INTO d;
  IF d.delivery_id IS NULL THEN RETURN false; END IF;
  IF p_outcome = 'gone' THEN
    DELETE FROM app.push_subscriptions WHERE citizen_id = p_citizen AND subscription_id = d.subscription_id;
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint
-- Browsers in which nobody has signed in for half a year (a parameter of ours) are told nothing any more. For the worker.
CREATE FUNCTION app.sweep_push(p_now timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE swept integer;
BEGIN
  DELETE FROM app.push_subscriptions WHERE seen_at < p_now - interval '180 days';
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.keep_push(text, text, text, bytea, bytea, text, text), app.drop_push(uuid), app.sign_out(text), app.claim_push(timestamptz),
  app.note_push(timestamptz, uuid, uuid, integer, text, timestamptz), app.sweep_push(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.keep_push(text, text, text, bytea, bytea, text, text), app.drop_push(uuid), app.sign_out(text) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.claim_push(timestamptz), app.note_push(timestamptz, uuid, uuid, integer, text, timestamptz),
  app.sweep_push(timestamptz) TO book_worker;
--> statement-breakpoint
-- As before, and the browsers that take messages.
DO $$
BEGIN
  EXECUTE format('CREATE OR REPLACE FUNCTION app.erasable() RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $f$ SELECT %L::text[] $f$',
    app.erasable() || ARRAY['push_subscriptions']);
END $$;
