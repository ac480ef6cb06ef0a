-- Whoever may act in the record makes the card and writes down what was measured at home.
INSERT INTO app.family_parts (part, scope, writes) VALUES ('emergency-card', 'record', 'scope'), ('measurements', 'record', 'scope');
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['emergency_cards', 'measurements'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]))', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
  -- Deleted with what else a person told, beside what is deleted already.
  EXECUTE format('CREATE OR REPLACE FUNCTION app.erasable() RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $f$ SELECT %L::text[] $f$',
    app.erasable() || ARRAY['emergency_cards', 'measurements']);
END $$;
--> statement-breakpoint
-- Keeps a card that was signed; the same form again keeps it once. At most 30 in a day (a number of ours).
CREATE FUNCTION app.make_emergency_card(p_card uuid, p_name text, p_born text, p_lines jsonb, p_checkable text, p_kid text,
  p_until date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen_in('emergency-card');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('emergency card ' || who::text, 0));
  IF EXISTS (SELECT FROM app.emergency_cards c WHERE c.citizen_id = who AND c.card_id = p_card) THEN RETURN NULL; END IF;
  IF (SELECT count(*) FROM app.emergency_cards c WHERE c.citizen_id = who AND c.issued_at > clock_timestamp() - interval '1 day') >= 30 THEN
    RETURN 'too-many-cards';
  END IF;
  INSERT INTO app.emergency_cards (citizen_id, card_id, name, born, lines, checkable, kid, advised_until, opened_as)
  VALUES (who, p_card, p_name, p_born, p_lines, p_checkable, p_kid, p_until, (guard.grant_of('citizens'))[4]::bigint);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.withdraw_emergency_card(p_card uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen_in('emergency-card');
BEGIN
  UPDATE app.emergency_cards c SET withdrawn_at = clock_timestamp(), withdrawn_as = (guard.grant_of('citizens'))[4]::bigint
  WHERE c.citizen_id = who AND c.card_id = p_card AND c.withdrawn_at IS NULL;
  RETURN EXISTS (SELECT FROM app.emergency_cards c WHERE c.citizen_id = who AND c.card_id = p_card);
END $$;
--> statement-breakpoint
-- Writes down what was measured; the same id again is the same. With another in whose place it stands, that one is taken back
-- in the same step. At most 5,000 stand in a book, and 200 come in a day (numbers of ours).
CREATE FUNCTION app.note_measurement(p_measurement uuid, p_said jsonb, p_at timestamptz, p_instead uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen_in('measurements');
  doer app.access_log := app.acting();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('measurements ' || who::text, 0));
  IF EXISTS (SELECT FROM app.measurements m WHERE m.citizen_id = who AND m.measurement_id = p_measurement) THEN RETURN NULL; END IF;
  IF (SELECT count(*) FROM app.measurements m WHERE m.citizen_id = who AND m.taken_back_at IS NULL) >= 5000
    OR (SELECT count(*) FROM app.measurements m WHERE m.citizen_id = who AND m.noted_at > clock_timestamp() - interval '1 day') >= 200 THEN
    RETURN 'too-many';
  END IF;
  IF p_instead IS NOT NULL THEN
    UPDATE app.measurements m SET taken_back_at = clock_timestamp(), taken_back_as = doer.log_id
    WHERE m.citizen_id = who AND m.measurement_id = p_instead AND m.kind = p_said ->> 'kind' AND m.taken_back_at IS NULL;
    IF NOT FOUND THEN RETURN 'gone'; END IF;
  END IF;
  INSERT INTO app.measurements (citizen_id, measurement_id, kind, systolic, diastolic, pulse, value, unit, meal, measured_at, note,
    instead_of, actor_kind, actor_id, opened_as)
  VALUES (who, p_measurement, p_said ->> 'kind', (p_said ->> 'systolic')::smallint, (p_said ->> 'diastolic')::smallint,
    (p_said ->> 'pulse')::smallint, (p_said ->> 'value')::numeric, p_said ->> 'unit', p_said ->> 'meal', p_at, p_said ->> 'note',
    p_instead, doer.actor_kind, doer.actor_id, doer.log_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.take_back_measurement(p_measurement uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen_in('measurements');
BEGIN
  UPDATE app.measurements m SET taken_back_at = clock_timestamp(), taken_back_as = (guard.grant_of('citizens'))[4]::bigint
  WHERE m.citizen_id = who AND m.measurement_id = p_measurement AND m.taken_back_at IS NULL;
  RETURN EXISTS (SELECT FROM app.measurements m WHERE m.citizen_id = who AND m.measurement_id = p_measurement);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.make_emergency_card(uuid, text, text, jsonb, text, text, date), app.withdraw_emergency_card(uuid),
  app.note_measurement(uuid, jsonb, timestamptz, uuid), app.take_back_measurement(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.make_emergency_card(uuid, text, text, jsonb, text, text, date), app.withdraw_emergency_card(uuid),
  app.note_measurement(uuid, jsonb, timestamptz, uuid), app.take_back_measurement(uuid) TO book_web;
--> statement-breakpoint
-- As before; and what was measured at home may be shown with a code too, where it was chosen.
CREATE OR REPLACE FUNCTION app.make_open_code(p_code uuid, p_facility text, p_parts text[], p_private uuid[], p_wording text, p_minutes integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('open codes ' || who::text, 0));
  IF EXISTS (SELECT FROM app.open_codes WHERE citizen_id = who AND code_id = p_code) THEN RETURN; END IF;
  IF (SELECT count(*) FROM app.open_codes WHERE citizen_id = who AND made_at > clock_timestamp() - interval '1 day') >= 50 THEN
    RAISE EXCEPTION 'codes have an end' USING errcode = '54000';
  END IF;
  IF NOT EXISTS (SELECT FROM app.facilities WHERE facility_code = p_facility) OR cardinality(p_parts) NOT BETWEEN 1 AND 20
    OR NOT p_parts <@ ARRAY['encounters', 'encounter', 'documents', 'conditions', 'medicines', 'results', 'history', 'measurements']
    OR cardinality(p_private) > 50 OR (cardinality(p_private) > 0 AND (guard.grant_of('citizens'))[5] <> 'own-reading') OR p_minutes NOT BETWEEN 1 AND 60 THEN
    RAISE EXCEPTION 'no such request' USING errcode = '22023';
  END IF;
  UPDATE app.open_codes SET withdrawn_at = clock_timestamp(), code = NULL, token = NULL
  WHERE citizen_id = who AND used_at IS NULL AND withdrawn_at IS NULL;
  INSERT INTO app.open_codes (citizen_id, code_id, code, token, facility_code, parts, private_ids, wording, expires_at, opened_as)
  VALUES (who, p_code,
    lpad(((('x' || encode(public.gen_random_bytes(7), 'hex'))::bit(56)::bigint) % 100000000)::text, 8, '0'),
    encode(public.gen_random_bytes(20), 'hex'), p_facility, p_parts, coalesce(p_private, '{}'), left(p_wording, 20),
    clock_timestamp() + make_interval(mins => p_minutes), (guard.grant_of('citizens'))[4]::bigint);
END $$;
