-- Sessions know when the issuer last asked who it is. What is sensitive wants that to be a few minutes ago.
CREATE FUNCTION app.fresh_limit() RETURNS interval
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT interval '10 minutes' $$;
--> statement-breakpoint
-- Notes, once, what the issuer said of the moment it asked. Neither a moment to come nor one of another day is believed.
CREATE FUNCTION app.note_authentication(p_token text, p_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE app.sessions SET authenticated_at = least(p_at, clock_timestamp())
  WHERE token_hash = app.hash_of(p_token) AND authenticated_at IS NULL
    AND p_at BETWEEN clock_timestamp() - interval '1 day' AND clock_timestamp() + interval '1 minute'
$$;
--> statement-breakpoint
-- Whether the holder of this living token was asked who they are a few minutes ago.
CREATE FUNCTION app.recently_signed_in(p_token text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT authenticated_at > clock_timestamp() - app.fresh_limit() FROM app.living_session(p_token)), false)
$$;
--> statement-breakpoint
-- The same for the session whose opening gave this transaction its grant: for functions that act in a book.
CREATE FUNCTION app.signed_in_lately() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT s.authenticated_at > clock_timestamp() - app.fresh_limit()
    FROM (SELECT guard.grant_of('citizens') AS field) g
    JOIN app.access_log l ON l.citizen_id = g.field[6]::uuid AND l.log_id = g.field[4]::bigint
    JOIN app.sessions s ON s.token_hash = l.session_hash
    WHERE s.ends_at > clock_timestamp() AND s.lasts_until > clock_timestamp()), false)
$$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['consent_acts', 'rights_requests', 'rights_request_log', 'consent_texts'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['consent_acts', 'rights_requests', 'rights_request_log'] LOOP
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['consent_acts', 'rights_request_log', 'consent_texts'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- The wordings are nobody's: everybody may read what everybody is asked.
CREATE POLICY read_all ON app.consent_texts FOR SELECT TO book_web USING (true);
--> statement-breakpoint
-- A new wording: its hash is of the words as they are kept.
CREATE FUNCTION app.add_consent_text(p_purpose text, p_version integer, p_basis text, p_words jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.consent_texts (purpose, version, basis, words, text_hash)
  VALUES (p_purpose, p_version, p_basis, p_words, sha256(convert_to(p_words::text, 'UTF8')))
$$;
--> statement-breakpoint
SELECT app.add_consent_text('new-marks', 1, 'objection', '{
  "vi": {
    "title": "Đánh dấu lần khám mới",
    "what": "Sổ nhớ bạn đã mở lần khám nào và kết quả nào, vào lúc nào.",
    "who": "Chỉ mình bạn thấy dấu này. Không gửi cho ai.",
    "why": "Để báo bạn có gì mới trong sổ.",
    "howLong": "Đến khi bạn dừng. Lúc đó sổ xóa hết các dấu đã nhớ."
  },
  "en": {
    "title": "Marking new visits",
    "what": "The book remembers which visits and results you opened, and when.",
    "who": "Only you see these marks. They are sent to nobody.",
    "why": "To tell you what is new in your book.",
    "howLong": "Until you stop it. The book then deletes every mark it kept."
  }
}');
--> statement-breakpoint
SELECT app.add_consent_text('calls', 1, 'objection', '{
  "vi": {
    "title": "Trạm y tế gọi điện nhắc",
    "what": "Họ tên, năm sinh, số điện thoại, và việc có tin bạn chưa đọc. Không nói tin gì.",
    "who": "Trạm y tế nơi bạn ở. Không có trạm thì Sở Y tế.",
    "why": "Để tin gấp đến được với người không mở sổ.",
    "howLong": "Đến khi có người gọi xong, hoặc bạn đọc tin. Bạn dừng thì không ai gọi nữa."
  },
  "en": {
    "title": "A call from the health station",
    "what": "Your name, year of birth, phone number, and that a message is unread. Not what it says.",
    "who": "The health station where you live; without one, the health department.",
    "why": "So that urgent messages reach people who do not open the book.",
    "howLong": "Until somebody has called, or you read the message. Once you stop it, nobody calls."
  }
}');
--> statement-breakpoint
-- What holds of a purpose: the latest thing that was said, else what its basis says of silence.
CREATE FUNCTION app.has_consent(p_citizen uuid, p_purpose text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(
    (SELECT a.act = 'given' FROM app.consent_acts a WHERE a.citizen_id = p_citizen AND a.purpose = p_purpose ORDER BY a.act_id DESC LIMIT 1),
    (SELECT t.basis = 'objection' FROM app.consent_texts t WHERE t.purpose = p_purpose ORDER BY t.version DESC LIMIT 1),
    false)
$$;
--> statement-breakpoint
-- Writes down what a person said of a purpose, if it is not what holds already. For functions of this schema alone.
CREATE FUNCTION app.record_consent(p_citizen uuid, p_purpose text, p_act text, p_channel text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  t app.consent_texts;
  last text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('consent ' || p_citizen::text, 0));
  SELECT * INTO t FROM app.consent_texts WHERE purpose = p_purpose ORDER BY version DESC LIMIT 1;
  IF t.purpose IS NULL THEN RAISE EXCEPTION 'no such purpose' USING errcode = '22023'; END IF;
  SELECT act INTO last FROM app.consent_acts WHERE citizen_id = p_citizen AND purpose = p_purpose ORDER BY act_id DESC LIMIT 1;
  IF p_act = coalesce(last, CASE t.basis WHEN 'objection' THEN 'given' ELSE 'withdrawn' END) THEN RETURN false; END IF;
  IF (SELECT count(*) FROM app.consent_acts WHERE citizen_id = p_citizen) >= 1000 THEN
    RAISE EXCEPTION 'consents have an end' USING errcode = '54000';
  END IF;
  INSERT INTO app.consent_acts (citizen_id, purpose, act, text_version, text_hash, channel, actor_kind, actor_id, opened_as)
  SELECT p_citizen, p_purpose, p_act, t.version, t.text_hash, p_channel, coalesce(l.actor_kind, 'citizen'), coalesce(l.actor_id, p_citizen), l.log_id
  FROM (SELECT guard.grant_of('citizens') AS field) g
  LEFT JOIN app.access_log l ON l.citizen_id = p_citizen AND l.log_id = g.field[4]::bigint;
  RETURN true;
END $$;
--> statement-breakpoint
-- What must happen with what is kept, once a purpose is stopped. Answers nothing: it is done, or the transaction is not.
CREATE FUNCTION app.stop_processing(p_citizen uuid, p_purpose text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_purpose = 'new-marks' THEN
    DELETE FROM app.seen_encounters WHERE citizen_id = p_citizen;
    DELETE FROM app.readings WHERE citizen_id = p_citizen;
  ELSIF p_purpose = 'calls' THEN
    -- The log of calls still says that there was a line.
    DELETE FROM app.calls WHERE citizen_id = p_citizen AND closed_at IS NULL;
  END IF;
END $$;
--> statement-breakpoint
-- Đồng ý: to the wording that was shown, and only while it is the newest.
CREATE FUNCTION app.give_consent(p_purpose text, p_version integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := app.own_citizen();
BEGIN
  IF p_version IS DISTINCT FROM (SELECT max(version) FROM app.consent_texts WHERE purpose = p_purpose) THEN RETURN 'text-changed'; END IF;
  PERFORM app.record_consent(who, p_purpose, 'given', 'book');
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Rút đồng ý, hoặc phản đối: at once, whatever the wording.
CREATE FUNCTION app.withdraw_consent(p_purpose text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := app.own_citizen();
BEGIN
  PERFORM app.record_consent(who, p_purpose, 'withdrawn', 'book');
  PERFORM app.stop_processing(who, p_purpose);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- As before, unless they stopped it.
CREATE OR REPLACE FUNCTION app.note_seen(p_encounter uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.seen_encounters (citizen_id, encounter_id)
  SELECT who, p_encounter FROM app.own_citizen() who WHERE app.has_consent(who, 'new-marks')
  ON CONFLICT (citizen_id, encounter_id) DO UPDATE SET seen_at = clock_timestamp()
$$;
--> statement-breakpoint
-- As before; whoever stopped it has no beginning but now, so that nothing is new to them.
CREATE OR REPLACE FUNCTION app.begin_reading() RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  IF NOT app.has_consent(who, 'new-marks') THEN RETURN clock_timestamp(); END IF;
  INSERT INTO app.readings (citizen_id) VALUES (who) ON CONFLICT DO NOTHING;
  RETURN (SELECT began_at FROM app.readings WHERE citizen_id = who);
END $$;
--> statement-breakpoint
-- As before, unless they objected to being called.
CREATE OR REPLACE FUNCTION app.open_call(p_now timestamptz, p_citizen uuid, p_message bigint, p_urgency text, p_name text, p_birth_year text,
  p_stations text[], p_ward text, p_phone text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m app.messages;
  own text;
  made uuid;
BEGIN
  SELECT * INTO m FROM app.messages WHERE citizen_id = p_citizen AND message_id = p_message FOR UPDATE;
  IF m.message_id IS NULL OR m.read_at IS NOT NULL THEN RETURN NULL; END IF;
  IF NOT app.has_consent(p_citizen, 'calls') THEN
    UPDATE app.messages SET due_at = NULL WHERE citizen_id = p_citizen AND message_id = p_message;
    RETURN NULL;
  END IF;
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
-- Gửi yêu cầu: sent twice it is one. A person has at most 10 that are open and 200 in all. The clock comes from the law as
-- lib/rights/legal-clock.data.ts has it; the database holds it to what any of them allows.
CREATE FUNCTION app.ask_right(p_request uuid, p_kind text, p_about text, p_reply_by date, p_due_on date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  here date := (clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
  opened bigint := (guard.grant_of('citizens'))[4]::bigint;
  name text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('rights ' || who::text, 0));
  IF EXISTS (SELECT FROM app.rights_requests WHERE citizen_id = who AND request_id = p_request) THEN RETURN NULL; END IF;
  IF p_reply_by < here OR p_due_on < here OR p_reply_by > here + 10 OR p_due_on > here + 31 THEN
    RAISE EXCEPTION 'a clock that no law has' USING errcode = '22023';
  END IF;
  IF (SELECT count(*) FROM app.rights_requests WHERE citizen_id = who AND answered_at IS NULL AND withdrawn_at IS NULL) >= 10
    OR (SELECT count(*) FROM app.rights_requests WHERE citizen_id = who) >= 200 THEN
    RETURN 'too-many';
  END IF;
  INSERT INTO app.rights_requests (citizen_id, request_id, kind, about, reply_by, due_on, opened_as)
  VALUES (who, p_request, p_kind, left(p_about, 2001), p_reply_by, p_due_on, opened);
  INSERT INTO app.rights_request_log (citizen_id, request_id, act, actor_kind, actor_id, actor_name, opened_as)
  SELECT who, p_request, 'asked', l.actor_kind, l.actor_id, l.actor_name, l.log_id
  FROM app.access_log l WHERE l.citizen_id = who AND l.log_id = opened;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.withdraw_right(p_request uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  opened bigint := (guard.grant_of('citizens'))[4]::bigint;
BEGIN
  UPDATE app.rights_requests SET withdrawn_at = clock_timestamp()
  WHERE citizen_id = who AND request_id = p_request AND answered_at IS NULL AND withdrawn_at IS NULL;
  IF NOT FOUND THEN
    RETURN CASE WHEN EXISTS (SELECT FROM app.rights_requests WHERE citizen_id = who AND request_id = p_request AND withdrawn_at IS NOT NULL)
      THEN NULL ELSE 'not-open' END;
  END IF;
  INSERT INTO app.rights_request_log (citizen_id, request_id, act, actor_kind, actor_id, actor_name, opened_as)
  SELECT who, p_request, 'withdrawn', l.actor_kind, l.actor_id, l.actor_name, l.log_id
  FROM app.access_log l WHERE l.citizen_id = who AND l.log_id = opened;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The desk at which requests are answered, the authority's; or no row. `about` is the one request that was opened.
CREATE FUNCTION app.rights_desk() RETURNS TABLE (staff_id uuid, staff_name text, about uuid, log_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.staff_id, d.staff_name, CASE WHEN d.part = 'rights-request' THEN d.about::uuid END, d.log_id
  FROM guard.desk() d WHERE d.facility_code = '*' AND d.part IN ('rights-requests', 'rights-request')
$$;
--> statement-breakpoint
-- The list names nobody: what is asked and by whom is opened one at a time.
CREATE FUNCTION app.list_rights_requests(p_open boolean, p_most integer)
RETURNS TABLE (request_id uuid, kind text, asked_at timestamptz, reply_by date, due_on date, taken_by_name text, mine boolean, extended_at timestamptz, outcome text, answered_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.request_id, r.kind, r.asked_at, r.reply_by, r.due_on, r.taken_by_name, r.taken_by = d.staff_id, r.extended_at, r.outcome, r.answered_at
  FROM app.rights_desk() d CROSS JOIN app.rights_requests r
  WHERE r.withdrawn_at IS NULL AND (r.answered_at IS NULL) = p_open
  ORDER BY CASE WHEN p_open THEN r.due_on END, CASE WHEN NOT p_open THEN r.answered_at END DESC, r.request_id LIMIT least(p_most, 200)
$$;
--> statement-breakpoint
CREATE FUNCTION app.count_rights_requests(OUT open integer, OUT late integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::integer, count(*) FILTER (WHERE r.due_on < (clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)::integer
  FROM app.rights_desk() d CROSS JOIN app.rights_requests r WHERE r.answered_at IS NULL AND r.withdrawn_at IS NULL
$$;
--> statement-breakpoint
-- The one request that this desk has opened, with whoever sent it.
CREATE FUNCTION app.find_rights_request()
RETURNS TABLE (request app.rights_requests, person_name text, birth_date text, mine boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r, i.name, i.birth_date, coalesce(r.taken_by = d.staff_id, false)
  FROM app.rights_desk() d JOIN app.rights_requests r ON r.request_id = d.about
  LEFT JOIN app.identities i ON i.citizen_id = r.citizen_id
$$;
--> statement-breakpoint
CREATE FUNCTION app.list_rights_request_log()
RETURNS TABLE (log_id bigint, at timestamptz, act text, actor_kind text, actor_name text, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.log_id, l.at, l.act, l.actor_kind, l.actor_name, l.words
  FROM app.rights_desk() d JOIN app.rights_requests r ON r.request_id = d.about
  JOIN app.rights_request_log l ON l.citizen_id = r.citizen_id AND l.request_id = r.request_id ORDER BY l.log_id
$$;
--> statement-breakpoint
-- Nhận việc: the first has it. Another officer takes it over only from the one whom they saw there.
CREATE FUNCTION app.take_right(p_from uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  whose uuid;
BEGIN
  SELECT * INTO d FROM app.rights_desk();
  IF d.about IS NULL THEN RAISE EXCEPTION 'no desk of requests' USING errcode = '42501'; END IF;
  UPDATE app.rights_requests r SET taken_by = d.staff_id, taken_by_name = d.staff_name, taken_at = clock_timestamp()
  WHERE r.request_id = d.about AND r.answered_at IS NULL AND r.withdrawn_at IS NULL
    AND r.taken_by IS NOT DISTINCT FROM p_from AND r.taken_by IS DISTINCT FROM d.staff_id
  RETURNING r.citizen_id INTO whose;
  IF whose IS NULL THEN
    RETURN CASE
      WHEN EXISTS (SELECT FROM app.rights_requests WHERE request_id = d.about AND taken_by = d.staff_id AND answered_at IS NULL AND withdrawn_at IS NULL) THEN NULL
      WHEN EXISTS (SELECT FROM app.rights_requests WHERE request_id = d.about AND answered_at IS NULL AND withdrawn_at IS NULL) THEN 'taken'
      ELSE 'not-open' END;
  END IF;
  INSERT INTO app.rights_request_log (citizen_id, request_id, act, actor_kind, actor_id, actor_name, opened_as)
  VALUES (whose, d.about, CASE WHEN p_from IS NULL THEN 'taken' ELSE 'handed-over' END, 'staff', d.staff_id, d.staff_name, d.log_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Gia hạn: once, by whoever has it, before its day has passed, with the reason that the person will read.
CREATE FUNCTION app.extend_right(p_due_on date, p_because text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  r app.rights_requests;
BEGIN
  SELECT * INTO d FROM app.rights_desk();
  IF d.about IS NULL THEN RAISE EXCEPTION 'no desk of requests' USING errcode = '42501'; END IF;
  IF p_because IS NULL OR length(btrim(p_because)) NOT BETWEEN 10 AND 1000 THEN RETURN 'reason'; END IF;
  SELECT * INTO r FROM app.rights_requests WHERE request_id = d.about FOR UPDATE;
  IF r.request_id IS NULL OR r.answered_at IS NOT NULL OR r.withdrawn_at IS NOT NULL THEN RETURN 'not-open'; END IF;
  IF r.taken_by IS DISTINCT FROM d.staff_id THEN RETURN 'taken'; END IF;
  IF r.extended_at IS NOT NULL THEN RETURN 'extended-before'; END IF;
  IF (clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > r.due_on THEN RETURN 'too-late'; END IF;
  IF p_due_on NOT BETWEEN r.due_on + 1 AND r.due_on + 15 THEN RAISE EXCEPTION 'a clock that no law has' USING errcode = '22023'; END IF;
  UPDATE app.rights_requests SET due_on = p_due_on, extended_at = clock_timestamp(), extended_because = btrim(p_because)
  WHERE citizen_id = r.citizen_id AND request_id = r.request_id;
  INSERT INTO app.rights_request_log (citizen_id, request_id, act, actor_kind, actor_id, actor_name, words, opened_as)
  VALUES (r.citizen_id, r.request_id, 'extended', 'staff', d.staff_id, d.staff_name, btrim(p_because), d.log_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Trả lời: once, by whoever has it, in words. The person is told in the same transaction.
CREATE FUNCTION app.answer_right(p_outcome text, p_answer text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  r app.rights_requests;
BEGIN
  SELECT * INTO d FROM app.rights_desk();
  IF d.about IS NULL THEN RAISE EXCEPTION 'no desk of requests' USING errcode = '42501'; END IF;
  IF p_answer IS NULL OR length(btrim(p_answer)) NOT BETWEEN 10 AND 4000 THEN RETURN 'answer'; END IF;
  SELECT * INTO r FROM app.rights_requests WHERE request_id = d.about FOR UPDATE;
  IF r.request_id IS NULL OR r.answered_at IS NOT NULL OR r.withdrawn_at IS NOT NULL THEN RETURN 'not-open'; END IF;
  IF r.taken_by IS DISTINCT FROM d.staff_id THEN RETURN 'taken'; END IF;
  UPDATE app.rights_requests SET outcome = p_outcome, answer = btrim(p_answer), answered_at = clock_timestamp(), answered_by_name = d.staff_name
  WHERE citizen_id = r.citizen_id AND request_id = r.request_id;
  INSERT INTO app.rights_request_log (citizen_id, request_id, act, actor_kind, actor_id, actor_name, words, opened_as)
  VALUES (r.citizen_id, r.request_id, 'answered', 'staff', d.staff_id, d.staff_name, p_outcome, d.log_id);
  PERFORM app.tell(r.citizen_id, 'request-answered', '/consent/requests/' || r.request_id, '{}', r.request_id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'fresh_limit', 'note_authentication', 'recently_signed_in', 'signed_in_lately', 'add_consent_text', 'has_consent', 'record_consent',
    'stop_processing', 'give_consent', 'withdraw_consent', 'ask_right', 'withdraw_right', 'rights_desk',
    'list_rights_requests', 'count_rights_requests', 'find_rights_request', 'list_rights_request_log', 'take_right', 'extend_right', 'answer_right') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.note_authentication(text, timestamptz), app.recently_signed_in(text),
  app.give_consent(text, integer), app.withdraw_consent(text),
  app.ask_right(uuid, text, text, date, date), app.withdraw_right(uuid), app.list_rights_requests(boolean, integer),
  app.count_rights_requests(), app.find_rights_request(), app.list_rights_request_log(), app.take_right(uuid),
  app.extend_right(date, text), app.answer_right(text, text) TO book_web;
