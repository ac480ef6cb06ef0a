-- Whose book this transaction may write in: their own, under a grant that a logged opening earned.
CREATE FUNCTION app.own_citizen() RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF field IS NULL OR field[5] IS DISTINCT FROM 'own-reading' THEN
    RAISE EXCEPTION 'no grant of one''s own book' USING errcode = '42501';
  END IF;
  RETURN field[6]::uuid;
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['history_entries', 'history_answers', 'history_drafts', 'readings', 'seen_encounters', 'result_choices', 'opened_results', 'reported_visits', 'card_checks'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]))', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['history_entries', 'history_answers', 'result_choices', 'card_checks'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Adds a version to an entry of one's own history; the version is its own trace. The same content again adds none. A person
-- has at most 200 entries, and an entry at most 100 versions.
CREATE FUNCTION app.declare_history(p_entry uuid, p_topic text, p_answers jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  last app.history_entries;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('history ' || who::text, 0));
  SELECT * INTO last FROM app.history_entries WHERE citizen_id = who AND entry_id = p_entry ORDER BY version DESC LIMIT 1;
  DELETE FROM app.history_drafts WHERE citizen_id = who AND entry_id = p_entry;
  IF last.act <> 'withdrawn' AND last.topic = p_topic AND last.answers = p_answers THEN RETURN last.version; END IF;
  IF last.version >= 100 OR (last.version IS NULL
    AND (SELECT count(DISTINCT entry_id) FROM app.history_entries WHERE citizen_id = who) >= 200) THEN
    RAISE EXCEPTION 'a history has an end' USING errcode = '54000';
  END IF;
  IF last.version IS NOT NULL AND last.topic <> p_topic THEN
    RAISE EXCEPTION 'an entry keeps its topic' USING errcode = '22023';
  END IF;
  INSERT INTO app.history_entries (citizen_id, entry_id, version, topic, answers, act, actor_kind, actor_id, opened_as)
  VALUES (who, p_entry, coalesce(last.version, 0) + 1, p_topic, p_answers,
    CASE WHEN last.version IS NULL THEN 'declared' ELSE 'changed' END, 'citizen', who, (guard.grant_of('citizens'))[4]::bigint);
  RETURN coalesce(last.version, 0) + 1;
END $$;
--> statement-breakpoint
-- Withdraws an entry: what it said stays, and that it does not count any more.
CREATE FUNCTION app.withdraw_history(p_entry uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  last app.history_entries;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('history ' || who::text, 0));
  SELECT * INTO last FROM app.history_entries WHERE citizen_id = who AND entry_id = p_entry ORDER BY version DESC LIMIT 1;
  IF last.version IS NULL THEN RETURN false; END IF;
  IF last.act = 'withdrawn' THEN RETURN true; END IF;
  INSERT INTO app.history_entries (citizen_id, entry_id, version, topic, answers, standing, confirmed_by, act, actor_kind, actor_id, opened_as)
  VALUES (who, p_entry, last.version + 1, last.topic, last.answers, last.standing, last.confirmed_by, 'withdrawn', 'citizen', who,
    (guard.grant_of('citizens'))[4]::bigint);
  RETURN true;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.answer_history(p_topic text, p_answer text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('history ' || who::text, 0));
  IF p_topic NOT IN ('allergy', 'illness', 'operation', 'family', 'blood-group') THEN
    RAISE EXCEPTION 'no such topic' USING errcode = '22023';
  END IF;
  IF (SELECT count(*) FROM app.history_answers WHERE citizen_id = who) >= 500 THEN
    RAISE EXCEPTION 'a history has an end' USING errcode = '54000';
  END IF;
  IF p_answer IS DISTINCT FROM (SELECT answer FROM app.history_answers WHERE citizen_id = who AND topic = p_topic ORDER BY at DESC LIMIT 1) THEN
    INSERT INTO app.history_answers (citizen_id, topic, answer, opened_as)
    VALUES (who, p_topic, p_answer, (guard.grant_of('citizens'))[4]::bigint);
  END IF;
END $$;
--> statement-breakpoint
-- What was answered so far; the draft of another entry makes way.
CREATE FUNCTION app.keep_history_draft(p_entry uuid, p_topic text, p_answers jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.history_drafts (citizen_id, entry_id, topic, answers)
  VALUES (app.own_citizen(), p_entry, left(p_topic, 40), CASE WHEN length(p_answers::text) <= 4000 THEN p_answers ELSE '{}' END)
  ON CONFLICT (citizen_id) DO UPDATE SET entry_id = excluded.entry_id, topic = excluded.topic, answers = excluded.answers, at = clock_timestamp()
$$;
--> statement-breakpoint
-- When this book was first read; the first call is that reading.
CREATE FUNCTION app.begin_reading() RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  INSERT INTO app.readings (citizen_id) VALUES (who) ON CONFLICT DO NOTHING;
  RETURN (SELECT began_at FROM app.readings WHERE citizen_id = who);
END $$;
--> statement-breakpoint
CREATE FUNCTION app.note_seen(p_encounter uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.seen_encounters (citizen_id, encounter_id) VALUES (app.own_citizen(), p_encounter)
  ON CONFLICT (citizen_id, encounter_id) DO UPDATE SET seen_at = clock_timestamp()
$$;
--> statement-breakpoint
CREATE FUNCTION app.choose_results(p_kind text, p_choice text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('choices ' || who::text, 0));
  IF (SELECT count(*) FROM app.result_choices WHERE citizen_id = who) >= 500 THEN
    RAISE EXCEPTION 'choices have an end' USING errcode = '54000';
  END IF;
  IF p_choice IS DISTINCT FROM (SELECT choice FROM app.result_choices WHERE citizen_id = who AND kind = p_kind ORDER BY at DESC LIMIT 1) THEN
    INSERT INTO app.result_choices (citizen_id, kind, choice) VALUES (who, p_kind, p_choice);
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.open_held_results(p_encounter uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.opened_results (citizen_id, encounter_id) VALUES (app.own_citizen(), p_encounter) ON CONFLICT DO NOTHING
$$;
--> statement-breakpoint
-- A visit that a person says is missing. Sent twice it is one; a person has at most 100.
CREATE FUNCTION app.report_visit(p_report uuid, p_facility text, p_place text, p_on text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('reports ' || who::text, 0));
  IF (SELECT count(*) FROM app.reported_visits WHERE citizen_id = who) >= 100 THEN
    RAISE EXCEPTION 'reports have an end' USING errcode = '54000';
  END IF;
  INSERT INTO app.reported_visits (citizen_id, report_id, facility_code, place, visited_on)
  VALUES (who, p_report, p_facility, p_place, p_on) ON CONFLICT DO NOTHING;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.withdraw_report(p_report uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.reported_visits SET withdrawn_at = coalesce(withdrawn_at, clock_timestamp())
  WHERE citizen_id = app.own_citizen() AND report_id = p_report;
  RETURN FOUND;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.note_card_check(p_card text, p_outcome text, p_from date, p_to date, p_facility text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.card_checks (citizen_id, card_number, outcome, valid_from, valid_to, registered_facility)
  VALUES (app.own_citizen(), left(p_card, 15), left(p_outcome, 40), p_from, p_to, left(p_facility, 10))
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.own_citizen(), app.declare_history(uuid, text, jsonb), app.withdraw_history(uuid), app.answer_history(text, text),
  app.keep_history_draft(uuid, text, jsonb), app.begin_reading(), app.note_seen(uuid), app.choose_results(text, text),
  app.open_held_results(uuid), app.report_visit(uuid, text, text, text), app.withdraw_report(uuid),
  app.note_card_check(text, text, date, date, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.declare_history(uuid, text, jsonb), app.withdraw_history(uuid), app.answer_history(text, text),
  app.keep_history_draft(uuid, text, jsonb), app.begin_reading(), app.note_seen(uuid), app.choose_results(text, text),
  app.open_held_results(uuid), app.report_visit(uuid, text, text, text), app.withdraw_report(uuid),
  app.note_card_check(text, text, date, date, text) TO book_web;
