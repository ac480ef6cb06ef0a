CREATE INDEX "offline_copies_old" ON "app"."offline_copies" USING btree ("lasts_until");--> statement-breakpoint
-- As before; and a browser that is switched on again, or reached elsewhere, stays the one it was: what waits for the quiet hours
-- to end goes to it by its id.
CREATE OR REPLACE FUNCTION app.keep_push(p_token text, p_device text, p_endpoint text, p_p256dh bytea, p_auth bytea, p_language text, p_words text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.only_own_citizen();
  row_of bigint := (guard.grant_of('citizens'))[4]::bigint;
  s app.sessions;
  known uuid;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token) WHERE realm = 'citizen' AND subject_id = who;
  IF s.session_id IS NULL OR p_device !~ '^[A-Za-z0-9_-]{43}$' THEN
    RAISE EXCEPTION 'not the browser of this person' USING errcode = '42501';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('push', 0));
  SELECT p.subscription_id INTO known FROM app.push_subscriptions p
  WHERE p.citizen_id = who AND (p.endpoint_hash = app.hash_of(p_endpoint) OR p.device_hash = app.hash_of(p_device))
  ORDER BY p.endpoint_hash = app.hash_of(p_endpoint) DESC LIMIT 1;
  DELETE FROM app.push_subscriptions p
  WHERE (p.endpoint_hash = app.hash_of(p_endpoint) OR p.device_hash = app.hash_of(p_device)) AND p.subscription_id IS DISTINCT FROM known;
  IF known IS NULL THEN
    INSERT INTO app.push_subscriptions (citizen_id, endpoint, endpoint_hash, p256dh, auth, language, words, device_hash, session_hash, opened_as)
    VALUES (who, p_endpoint, app.hash_of(p_endpoint), p_p256dh, p_auth, p_language, left(p_words, 60), app.hash_of(p_device), s.token_hash, row_of);
  ELSE
    UPDATE app.push_subscriptions p SET endpoint = p_endpoint, endpoint_hash = app.hash_of(p_endpoint), p256dh = p_p256dh, auth = p_auth,
      language = p_language, words = left(p_words, 60), device_hash = app.hash_of(p_device), session_hash = s.token_hash,
      seen_at = clock_timestamp(), opened_as = row_of
    WHERE p.citizen_id = who AND p.subscription_id = known;
  END IF;
  DELETE FROM app.push_subscriptions p WHERE p.citizen_id = who AND p.subscription_id NOT IN (
    SELECT o.subscription_id FROM app.push_subscriptions o WHERE o.citizen_id = who ORDER BY o.seen_at DESC LIMIT 10);
END $$;
--> statement-breakpoint
-- As before; without where a browser takes messages: whoever knows that address may use it. That there is one, and since when, stays.
-- And one number that stands in the place of another adds none: in a full book it is mended all the same.
DO $$
DECLARE
  f record;
  said text;
BEGIN
  FOR f IN SELECT p.oid, v.old, v.new FROM pg_proc p JOIN (VALUES
      ('whole_book', $old$WHEN 'open_codes' THEN ARRAY['code', 'token'] ELSE$old$,
        $new$WHEN 'open_codes' THEN ARRAY['code', 'token'] WHEN 'push_subscriptions' THEN ARRAY['endpoint'] ELSE$new$),
      ('note_measurement', $old$m.taken_back_at IS NULL) >= 5000
$old$, $new$m.taken_back_at IS NULL) - (p_instead IS NOT NULL)::integer >= 5000
$new$),
      ('note_measurement', $old$  IF (SELECT count(*)$old$,
        $new$  IF p_instead IS NOT NULL AND NOT EXISTS (SELECT FROM app.measurements m
      WHERE m.citizen_id = who AND m.measurement_id = p_instead AND m.kind = p_said ->> 'kind' AND m.taken_back_at IS NULL) THEN
    RETURN 'gone';
  END IF;
  IF (SELECT count(*)$new$),
      ('note_measurement', $old$.taken_back_at IS NULL;
    IF NOT FOUND THEN RETURN 'gone'; END IF;
  END IF;$old$, $new$.taken_back_at IS NULL;
  END IF;$new$))
      v (name, old, new) ON v.name = p.proname WHERE p.pronamespace = 'app'::regnamespace LOOP
    said := replace(pg_get_functiondef(f.oid), f.old, f.new);
    IF said = pg_get_functiondef(f.oid) THEN RAISE EXCEPTION 'nothing to change in %', f.oid::regprocedure; END IF;
    EXECUTE said;
  END LOOP;
END $$;
--> statement-breakpoint
-- Forgets which phones kept a copy whose time was over 90 days ago (a parameter of ours): by then it is gone from every phone
-- whose clock goes, and a phone that asks after a copy that nobody knows deletes it. For the worker.
CREATE FUNCTION app.sweep_offline_copies(p_now timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE swept integer;
BEGIN
  DELETE FROM app.offline_copies WHERE lasts_until < p_now - interval '90 days';
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.sweep_offline_copies(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.sweep_offline_copies(timestamptz) TO book_worker;
