DO $$
DECLARE name text;
BEGIN
  -- Nothing is granted on them: a conversation is heard and said by the functions below alone.
  FOREACH name IN ARRAY ARRAY['conversations', 'conversation_lines', 'conversation_reads', 'video_calls', 'call_seats', 'call_signals'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['conversations', 'video_calls', 'call_seats'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.conversation_lines FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
ALTER TABLE app.conversations ADD CONSTRAINT conversations_of_case FOREIGN KEY (citizen_id, case_id)
  REFERENCES app.teleconsult_cases (citizen_id, case_id);
--> statement-breakpoint
CREATE TYPE app.party AS (answer text, citizen_id uuid, side text, actor_id uuid, actor_name text, facility_code text, opened_as bigint,
  session_hash bytea, may text);
--> statement-breakpoint
-- Whoever holds this session, as they take part in a case: under an opening of the last quarter of an hour that is durable, by a right that
-- stands now. On the person's side the person and whoever may ask for them; on the doctor's whoever has the case, and whoever handed it on.
-- `answer` is null for them, else why not; `may` is whether they write now.
CREATE FUNCTION app.party_of(p_token text, p_case uuid) RETURNS app.party
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w app.party;
  s app.sessions;
  c app.teleconsult_cases;
  l app.access_log;
  f app.staff;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token);
  IF s.session_id IS NULL THEN w.answer := 'signed-out'; RETURN w; END IF;
  w.session_hash := s.token_hash;
  SELECT * INTO c FROM app.teleconsult_cases x WHERE x.case_id = p_case;
  IF s.realm = 'citizen' THEN
    -- Whose case it is, is told to nobody who has not opened that book.
    SELECT * INTO l FROM app.access_log x WHERE x.citizen_id = c.citizen_id AND x.session_hash = s.token_hash AND x.part = 'teleconsult'
      AND x.at > clock_timestamp() - interval '15 minutes' AND x.xid IS DISTINCT FROM pg_current_xact_id_if_assigned() ORDER BY x.at DESC LIMIT 1;
    IF l.log_id IS NULL THEN w.answer := 'not-open'; RETURN w; END IF;
    IF l.basis <> 'own' AND l.basis IS DISTINCT FROM app.basis_of(s, l.citizen_id, l.purpose, l.part) THEN w.answer := 'not-found'; RETURN w; END IF;
    w.side := 'person';
    w.actor_id := l.actor_id; w.actor_name := l.actor_name; w.opened_as := l.log_id;
    w.may := CASE WHEN c.status NOT IN ('sent', 'reading') THEN 'over'
      WHEN l.purpose = 'own-reading' OR app.writes_for_others(l) THEN 'write' ELSE 'not-taken' END;
  ELSE
    SELECT x.log_id INTO w.opened_as FROM app.desk_log x WHERE x.session_hash = s.token_hash AND x.part = 'teleconsult-case' AND x.about = p_case::text
      AND x.at > clock_timestamp() - interval '15 minutes' AND x.xid IS DISTINCT FROM pg_current_xact_id_if_assigned() ORDER BY x.at DESC LIMIT 1;
    IF w.opened_as IS NULL THEN w.answer := 'not-open'; RETURN w; END IF;
    SELECT * INTO f FROM app.staff x WHERE x.staff_id = s.subject_id AND x.role IN ('clinic', 'station');
    IF f.staff_id IS NULL OR c.case_id IS NULL OR NOT ((c.claimed_by IS NOT DISTINCT FROM f.staff_id AND c.facility_code = f.facility_code)
      OR (c.status IN ('sent', 'reading') AND EXISTS (SELECT FROM app.teleconsult_referrals r
        WHERE r.citizen_id = c.citizen_id AND r.case_id = c.case_id AND r.staff_id = f.staff_id AND r.from_facility = f.facility_code))) THEN
      w.answer := 'not-found'; RETURN w;
    END IF;
    w.side := 'doctor';
    w.actor_id := f.staff_id; w.actor_name := f.name; w.facility_code := f.facility_code;
    w.may := CASE c.status WHEN 'reading' THEN 'write' WHEN 'sent' THEN 'not-taken' ELSE 'over' END;
  END IF;
  w.citizen_id := c.citizen_id;
  RETURN w;
END $$;
--> statement-breakpoint
-- Whether whoever asks takes part, and in whose book the case is.
CREATE FUNCTION app.enter_conversation(p_token text, p_case uuid, OUT answer text, OUT citizen_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(w.answer, 'in'), w.citizen_id FROM app.party_of(p_token, p_case) w
$$;
--> statement-breakpoint
-- Adds a line under the next number, and tells whoever listens. The row of the conversation is the lock: lines become durable in the order
-- of their numbers. Null: that id was there before.
CREATE FUNCTION app.add_line(w app.party, p_case uuid, p_line uuid, p_what text, p_said text, p_attachment uuid, OUT no integer, OUT said_at timestamptz)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.conversations x SET last_line = x.last_line + 1 WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case RETURNING x.last_line INTO no;
  IF NOT FOUND THEN
    INSERT INTO app.conversations AS x (citizen_id, case_id, last_line) VALUES (w.citizen_id, p_case, 1)
    ON CONFLICT (citizen_id, case_id) DO UPDATE SET last_line = x.last_line + 1 RETURNING x.last_line INTO no;
  END IF;
  INSERT INTO app.conversation_lines AS l (citizen_id, case_id, line_no, line_id, what, side, actor_id, actor_name, facility_code, said, attachment_id, opened_as)
  VALUES (w.citizen_id, p_case, no, p_line, p_what, w.side, w.actor_id, w.actor_name, w.facility_code, p_said, p_attachment, w.opened_as)
  ON CONFLICT (citizen_id, case_id, line_id) DO NOTHING RETURNING l.at INTO said_at;
  IF said_at IS NULL THEN
    UPDATE app.conversations x SET last_line = x.last_line - 1 WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case;
    no := NULL;
    RETURN;
  END IF;
  PERFORM pg_notify('conversation', p_case::text);
END $$;
--> statement-breakpoint
-- Says a line, or sends a photo that is closed already. The same id again answers the same line. Refused: closed, not-taken, too-many,
-- too-many-photos. The numbers are those of lib/conversation/rules.ts and lib/attachment/rules.ts.
CREATE FUNCTION app.say_in_conversation(p_token text, p_case uuid, p_line uuid, p_said text, p_kind text, p_sealed bytea, p_kid integer, p_wrapped bytea)
RETURNS TABLE (answer text, line_no integer, at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  w app.party;
  added record;
  known record;
BEGIN
  w := app.party_of(p_token, p_case);
  IF w.answer IS NOT NULL THEN RETURN QUERY SELECT w.answer, NULL::integer, NULL::timestamptz; RETURN; END IF;
  IF w.may = 'write' THEN
    IF (SELECT x.last_line FROM app.conversations x WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case) >= 2000 THEN
      RETURN QUERY SELECT 'too-many', NULL::integer, NULL::timestamptz; RETURN;
    END IF;
    IF p_sealed IS NOT NULL AND NOT EXISTS (SELECT FROM app.attachments a WHERE a.citizen_id = w.citizen_id AND a.attachment_id = p_line) THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('attachments ' || w.citizen_id::text, 0));
      IF (SELECT count(*) FROM app.attachments a WHERE a.citizen_id = w.citizen_id AND a.shredded_at IS NULL) >= 200
        OR (SELECT count(*) FROM app.attachments a WHERE a.citizen_id = w.citizen_id AND a.added_at > clock_timestamp() - interval '1 day') >= 40 THEN
        RETURN QUERY SELECT 'too-many-photos', NULL::integer, NULL::timestamptz; RETURN;
      END IF;
      INSERT INTO app.attachments (citizen_id, attachment_id, kind, sealed, opened_as)
      VALUES (w.citizen_id, p_line, p_kind, p_sealed, CASE w.side WHEN 'person' THEN w.opened_as END) ON CONFLICT DO NOTHING;
      INSERT INTO app.attachment_keys (citizen_id, attachment_id, kid, wrapped) VALUES (w.citizen_id, p_line, p_kid, p_wrapped) ON CONFLICT DO NOTHING;
    END IF;
    SELECT * INTO added FROM app.add_line(w, p_case, p_line, 'said', p_said, CASE WHEN p_sealed IS NOT NULL THEN p_line END);
    IF added.no IS NOT NULL THEN
      PERFORM app.told_of_line(w, p_case, added.no);
      RETURN QUERY SELECT 'said', added.no, added.said_at; RETURN;
    END IF;
  END IF;
  -- What was said before it ended was said, however late one asks.
  SELECT l.line_no, l.at, l.actor_id INTO known FROM app.conversation_lines l WHERE l.citizen_id = w.citizen_id AND l.case_id = p_case AND l.line_id = p_line;
  IF known.line_no IS NULL THEN
    RETURN QUERY SELECT CASE w.may WHEN 'over' THEN 'closed' ELSE 'not-taken' END, NULL::integer, NULL::timestamptz; RETURN;
  END IF;
  IF known.actor_id <> w.actor_id THEN RETURN QUERY SELECT 'not-found', NULL::integer, NULL::timestamptz; RETURN; END IF;
  RETURN QUERY SELECT 'said', known.line_no, known.at;
END $$;
--> statement-breakpoint
-- A doctor who writes, or who is in a call, keeps the case as if they had just taken it.
CREATE FUNCTION app.keep_claim(w app.party, p_case uuid) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE app.teleconsult_cases c SET claim_until = clock_timestamp() + interval '30 minutes'
  WHERE c.citizen_id = w.citizen_id AND c.case_id = p_case AND c.status = 'reading' AND c.claimed_by = w.actor_id AND w.side = 'doctor'
    AND c.claim_until < clock_timestamp() + interval '25 minutes'
$$;
--> statement-breakpoint
-- The first line of a doctor that the person has not read brings a message; those after it say nothing new.
CREATE FUNCTION app.told_of_line(w app.party, p_case uuid, p_no integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF w.side <> 'doctor' THEN RETURN; END IF;
  PERFORM app.keep_claim(w, p_case);
  IF NOT EXISTS (SELECT FROM app.conversation_lines l WHERE l.citizen_id = w.citizen_id AND l.case_id = p_case AND l.side = 'doctor' AND l.line_no < p_no
      AND l.line_no > coalesce((SELECT max(r.line_no) FROM app.conversation_reads r WHERE r.citizen_id = w.citizen_id AND r.case_id = p_case AND r.side = 'person'), 0)) THEN
    PERFORM app.tell(w.citizen_id, 'teleconsult-said', '/teleconsult/' || p_case, jsonb_build_object('facility', w.facility_code), p_case || ' ' || p_no);
  END IF;
END $$;
--> statement-breakpoint
-- What whoever asks hears of a conversation: lines after one, the last there are, or those before one; how far the other side has read; and who
-- sits in a call.
CREATE FUNCTION app.heard(w app.party, p_case uuid, p_after integer, p_before integer, p_most integer) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  last integer := coalesce((SELECT x.last_line FROM app.conversations x WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case), 0);
  from_no integer := coalesce(p_after, greatest(coalesce(p_before - 1, last) - p_most, 0));
  until_no integer := least(from_no + p_most, coalesce(p_before - 1, last));
BEGIN
  RETURN jsonb_build_object('last', last, 'first', from_no + 1, 'may', w.may,
    'lines', CASE WHEN until_no <= from_no THEN '[]' ELSE (
      SELECT coalesce(jsonb_agg(jsonb_build_object('no', l.line_no, 'id', l.line_id, 'what', l.what, 'side', l.side, 'own', l.actor_id = w.actor_id,
        'name', l.actor_name, 'facilityCode', l.facility_code, 'said', l.said, 'at', l.at,
        'photo', CASE WHEN a.attachment_id IS NOT NULL THEN jsonb_build_object('id', a.attachment_id, 'kind', a.kind) END) ORDER BY l.line_no), '[]')
      FROM app.conversation_lines l LEFT JOIN app.attachments a ON a.citizen_id = l.citizen_id AND a.attachment_id = l.attachment_id
      WHERE l.citizen_id = w.citizen_id AND l.case_id = p_case AND l.line_no > from_no AND l.line_no <= until_no) END,
    'read', (SELECT jsonb_build_object('no', r.line_no, 'at', r.at) FROM app.conversation_reads r
      WHERE r.citizen_id = w.citizen_id AND r.case_id = p_case AND r.side <> w.side ORDER BY r.line_no DESC LIMIT 1),
    'calling', coalesce((SELECT jsonb_agg(DISTINCT t.side) FROM app.video_calls v JOIN app.call_seats t ON t.citizen_id = v.citizen_id AND t.call_id = v.call_id
      WHERE v.case_id = p_case AND v.ended_at IS NULL AND t.left_at IS NULL AND t.seen_at > clock_timestamp() - interval '1 minute'), '[]'));
END $$;
--> statement-breakpoint
-- Hears many conversations in one statement, each by its own session and in its own right, which is checked one by one.
CREATE FUNCTION app.hear_conversations(p_asked jsonb, p_most integer) RETURNS TABLE (n integer, answer text, heard jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  q record;
  w app.party;
BEGIN
  FOR q IN SELECT e.n::integer AS n, e.one ->> 'token' AS token, (e.one ->> 'caseId')::uuid AS case_id, (e.one ->> 'after')::integer AS after_no,
      (e.one ->> 'before')::integer AS before_no FROM jsonb_array_elements(p_asked) WITH ORDINALITY e (one, n) LIMIT 500 LOOP
    w := app.party_of(q.token, q.case_id);
    RETURN QUERY SELECT q.n, coalesce(w.answer, 'heard'),
      CASE WHEN w.answer IS NULL THEN app.heard(w, q.case_id, q.after_no, q.before_no, least(p_most, 200)) END;
  END LOOP;
END $$;
--> statement-breakpoint
-- Notes how far whoever asks has read; it never goes back and never past the last line.
CREATE FUNCTION app.read_conversation(p_token text, p_case uuid, p_no integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w app.party;
  upto integer;
BEGIN
  w := app.party_of(p_token, p_case);
  IF w.answer IS NOT NULL THEN RETURN w.answer; END IF;
  SELECT least(p_no, x.last_line) INTO upto FROM app.conversations x WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case;
  IF coalesce(upto, 0) < 1 THEN RETURN 'read'; END IF;
  INSERT INTO app.conversation_reads AS r (citizen_id, case_id, reader_id, side, line_no) VALUES (w.citizen_id, p_case, w.actor_id, w.side, upto)
  ON CONFLICT (citizen_id, case_id, reader_id) DO UPDATE SET line_no = excluded.line_no, at = clock_timestamp() WHERE r.line_no < excluded.line_no;
  IF FOUND THEN PERFORM pg_notify('conversation', p_case::text); END IF;
  RETURN 'read';
END $$;
--> statement-breakpoint
-- A photo of a conversation, closed, for whoever takes part.
CREATE FUNCTION app.photo_in_conversation(p_token text, p_case uuid, p_attachment uuid)
RETURNS TABLE (answer text, citizen_id uuid, kind text, sealed bytea, kid integer, wrapped bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE w app.party;
BEGIN
  w := app.party_of(p_token, p_case);
  IF w.answer IS NOT NULL THEN RETURN QUERY SELECT w.answer, NULL::uuid, NULL::text, NULL::bytea, NULL::integer, NULL::bytea; RETURN; END IF;
  RETURN QUERY SELECT 'photo', a.citizen_id, a.kind, a.sealed, k.kid, k.wrapped
    FROM app.conversation_lines l
    JOIN app.attachments a ON a.citizen_id = l.citizen_id AND a.attachment_id = l.attachment_id
    JOIN app.attachment_keys k ON k.citizen_id = a.citizen_id AND k.attachment_id = a.attachment_id
    WHERE l.citizen_id = w.citizen_id AND l.case_id = p_case AND l.attachment_id = p_attachment;
  IF NOT FOUND THEN RETURN QUERY SELECT 'none', NULL::uuid, NULL::text, NULL::bytea, NULL::integer, NULL::bytea; END IF;
END $$;
--> statement-breakpoint
-- Takes a seat in the call of a case, and opens the call if there is none. One seat for each person: their other browser is told that it was
-- taken over. Refused: closed, not-taken, full.
CREATE FUNCTION app.join_call(p_token text, p_case uuid, p_seat uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w app.party;
  v app.video_calls;
  t app.call_seats;
BEGIN
  w := app.party_of(p_token, p_case);
  IF w.answer IS NOT NULL THEN RETURN w.answer; END IF;
  IF w.may <> 'write' THEN RETURN CASE w.may WHEN 'over' THEN 'closed' ELSE 'not-taken' END; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('call ' || p_case::text, 0));
  SELECT * INTO t FROM app.call_seats x WHERE x.seat_id = p_seat;
  IF t.seat_id IS NOT NULL THEN
    -- The same form again; a seat that was left is not taken again, nor somebody else's.
    RETURN CASE WHEN t.left_at IS NULL AND t.session_hash = w.session_hash AND t.citizen_id = w.citizen_id THEN 'joined' ELSE 'not-found' END;
  END IF;
  SELECT * INTO v FROM app.video_calls x WHERE x.case_id = p_case AND x.ended_at IS NULL;
  IF v.call_id IS NULL THEN
    INSERT INTO app.video_calls (citizen_id, case_id) VALUES (w.citizen_id, p_case) RETURNING * INTO v;
  END IF;
  UPDATE app.call_seats x SET left_at = clock_timestamp(), left_because = 'taken-over'
  WHERE x.citizen_id = v.citizen_id AND x.call_id = v.call_id AND x.actor_id = w.actor_id AND x.left_at IS NULL;
  UPDATE app.call_seats x SET left_at = clock_timestamp(), left_because = 'gone'
  WHERE x.citizen_id = v.citizen_id AND x.call_id = v.call_id AND x.left_at IS NULL AND x.seen_at < clock_timestamp() - interval '3 minutes';
  IF (SELECT count(*) FROM app.call_seats x WHERE x.citizen_id = v.citizen_id AND x.call_id = v.call_id AND x.left_at IS NULL) >= 3 THEN RETURN 'full'; END IF;
  INSERT INTO app.call_seats (citizen_id, call_id, seat_id, side, actor_id, actor_name, session_hash, opened_as)
  VALUES (v.citizen_id, v.call_id, p_seat, w.side, w.actor_id, w.actor_name, w.session_hash, w.opened_as);
  IF v.met_at IS NULL AND (SELECT count(DISTINCT x.side) FROM app.call_seats x WHERE x.citizen_id = v.citizen_id AND x.call_id = v.call_id AND x.left_at IS NULL) = 2 THEN
    UPDATE app.video_calls SET met_at = clock_timestamp() WHERE citizen_id = v.citizen_id AND call_id = v.call_id;
    PERFORM app.add_line(w, p_case, gen_random_uuid(), 'call-began', NULL, NULL);
  ELSIF v.met_at IS NULL AND w.side = 'doctor' THEN
    PERFORM app.tell(w.citizen_id, 'teleconsult-calls', '/teleconsult/' || p_case || '/call', jsonb_build_object('facility', w.facility_code), v.call_id::text);
  END IF;
  PERFORM pg_notify('call', p_case::text), pg_notify('conversation', p_case::text);
  RETURN 'joined';
END $$;
--> statement-breakpoint
-- One's own seat in the call of a case that one takes part in; nothing for anybody else's.
CREATE FUNCTION app.own_seat(w app.party, p_case uuid, p_seat uuid) RETURNS app.call_seats
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT t FROM app.call_seats t JOIN app.video_calls v ON v.citizen_id = t.citizen_id AND v.call_id = t.call_id
  WHERE t.seat_id = p_seat AND t.session_hash = (w).session_hash AND t.citizen_id = (w).citizen_id AND v.case_id = p_case
$$;
--> statement-breakpoint
-- Who is in the call, and what was sent to this seat after a signal. Each look says that the seat is there, five seconds apart.
CREATE FUNCTION app.follow_call(p_token text, p_case uuid, p_seat uuid, p_after bigint) RETURNS TABLE (answer text, view jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  w app.party := app.party_of(p_token, p_case);
  t app.call_seats;
BEGIN
  IF w.answer IS NOT NULL THEN RETURN QUERY SELECT w.answer, NULL::jsonb; RETURN; END IF;
  t := app.own_seat(w, p_case, p_seat);
  IF t.seat_id IS NULL THEN RETURN QUERY SELECT 'not-found', NULL::jsonb; RETURN; END IF;
  IF t.left_at IS NULL AND t.seen_at < clock_timestamp() - interval '5 seconds' THEN
    UPDATE app.call_seats x SET seen_at = clock_timestamp() WHERE x.seat_id = p_seat AND x.left_at IS NULL;
    PERFORM app.keep_claim(w, p_case);
  END IF;
  RETURN QUERY SELECT 'followed', jsonb_build_object('over', t.left_because,
    'seats', coalesce((SELECT jsonb_agg(jsonb_build_object('id', x.seat_id, 'side', x.side, 'name', x.actor_name, 'own', x.seat_id = p_seat,
        'here', x.seat_id = p_seat OR x.seen_at > clock_timestamp() - interval '45 seconds') ORDER BY x.joined_at, x.seat_id)
      FROM app.call_seats x WHERE x.citizen_id = t.citizen_id AND x.call_id = t.call_id AND x.left_at IS NULL), '[]'),
    'signals', coalesce((SELECT jsonb_agg(jsonb_build_object('id', g.signal_id, 'from', g.from_seat, 'body', g.body) ORDER BY g.signal_id)
      FROM app.call_signals g WHERE g.to_seat = p_seat AND g.signal_id > coalesce(p_after, 0) AND t.left_at IS NULL), '[]'));
END $$;
--> statement-breakpoint
-- Carries a signal from one's own seat to another of the same call, both living. The same number again is the same signal.
CREATE FUNCTION app.signal_in_call(p_token text, p_case uuid, p_seat uuid, p_to uuid, p_no integer, p_body jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w app.party := app.party_of(p_token, p_case);
  t app.call_seats;
BEGIN
  IF w.answer IS NOT NULL THEN RETURN w.answer; END IF;
  t := app.own_seat(w, p_case, p_seat);
  IF t.seat_id IS NULL OR t.left_at IS NOT NULL OR p_to = p_seat OR NOT EXISTS (SELECT FROM app.call_seats x
      WHERE x.citizen_id = t.citizen_id AND x.call_id = t.call_id AND x.seat_id = p_to AND x.left_at IS NULL) THEN
    RETURN 'not-found';
  END IF;
  IF p_no > 5000 THEN RETURN 'too-many'; END IF;
  -- Signals to one seat become durable in the order of their numbers: whoever asks after the last one they saw misses none.
  PERFORM pg_advisory_xact_lock(hashtextextended('signals ' || p_to::text, 0));
  INSERT INTO app.call_signals (from_seat, to_seat, signal_no, body) VALUES (p_seat, p_to, p_no, p_body) ON CONFLICT (from_seat, signal_no) DO NOTHING;
  IF FOUND THEN PERFORM pg_notify('call', p_case::text); END IF;
  RETURN 'sent';
END $$;
--> statement-breakpoint
-- Ends a call: its seats, and what they told each other.
CREATE FUNCTION app.end_call(v app.video_calls, p_because text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.video_calls SET ended_at = clock_timestamp(), ended_because = p_because WHERE citizen_id = v.citizen_id AND call_id = v.call_id AND ended_at IS NULL;
  UPDATE app.call_seats SET left_at = clock_timestamp(), left_because = CASE p_because WHEN 'gone' THEN 'gone' ELSE 'ended' END
  WHERE citizen_id = v.citizen_id AND call_id = v.call_id AND left_at IS NULL;
  DELETE FROM app.call_signals g USING app.call_seats t WHERE t.citizen_id = v.citizen_id AND t.call_id = v.call_id AND g.from_seat = t.seat_id;
  PERFORM pg_notify('call', v.case_id::text), pg_notify('conversation', v.case_id::text);
END $$;
--> statement-breakpoint
-- Leaves a call; where fewer than two stay, it is over for all. Leaving twice is once.
CREATE FUNCTION app.leave_call(p_token text, p_case uuid, p_seat uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w app.party := app.party_of(p_token, p_case);
  t app.call_seats;
  v app.video_calls;
BEGIN
  IF w.answer IS NOT NULL THEN RETURN w.answer; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('call ' || p_case::text, 0));
  t := app.own_seat(w, p_case, p_seat);
  IF t.seat_id IS NULL THEN RETURN 'not-found'; END IF;
  IF t.left_at IS NOT NULL THEN RETURN 'left'; END IF;
  UPDATE app.call_seats SET left_at = clock_timestamp(), left_because = 'left' WHERE seat_id = p_seat;
  SELECT * INTO v FROM app.video_calls x WHERE x.citizen_id = t.citizen_id AND x.call_id = t.call_id;
  IF (SELECT count(*) FROM app.call_seats x WHERE x.citizen_id = v.citizen_id AND x.call_id = v.call_id AND x.left_at IS NULL) < 2 THEN
    PERFORM app.end_call(v, 'left');
    IF v.met_at IS NOT NULL THEN PERFORM app.add_line(w, p_case, gen_random_uuid(), 'call-ended', NULL, NULL); END IF;
  ELSE
    PERFORM pg_notify('call', p_case::text), pg_notify('conversation', p_case::text);
  END IF;
  RETURN 'left';
END $$;
--> statement-breakpoint
-- Signals of more than two minutes are of no use to anybody; a call that nobody was seen in for three minutes is over.
CREATE FUNCTION app.sweep_calls() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v app.video_calls;
  swept integer;
BEGIN
  DELETE FROM app.call_signals WHERE at < clock_timestamp() - interval '2 minutes';
  GET DIAGNOSTICS swept = ROW_COUNT;
  FOR v IN SELECT x.* FROM app.video_calls x WHERE x.ended_at IS NULL AND x.opened_at < clock_timestamp() - interval '3 minutes'
    AND NOT EXISTS (SELECT FROM app.call_seats t WHERE t.citizen_id = x.citizen_id AND t.call_id = x.call_id AND t.left_at IS NULL
      AND t.seen_at > clock_timestamp() - interval '3 minutes') LOOP
    PERFORM app.end_call(v, 'gone');
    swept := swept + 1;
  END LOOP;
  RETURN swept;
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['party_of(text, uuid)', 'enter_conversation(text, uuid)', 'add_line(app.party, uuid, uuid, text, text, uuid)',
    'say_in_conversation(text, uuid, uuid, text, text, bytea, integer, bytea)', 'told_of_line(app.party, uuid, integer)', 'keep_claim(app.party, uuid)',
    'heard(app.party, uuid, integer, integer, integer)', 'hear_conversations(jsonb, integer)',
    'read_conversation(text, uuid, integer)', 'photo_in_conversation(text, uuid, uuid)', 'join_call(text, uuid, uuid)', 'own_seat(app.party, uuid, uuid)',
    'follow_call(text, uuid, uuid, bigint)', 'signal_in_call(text, uuid, uuid, uuid, integer, jsonb)', 'end_call(app.video_calls, text)',
    'leave_call(text, uuid, uuid)', 'sweep_calls()'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION app.%s FROM PUBLIC', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['enter_conversation(text, uuid)', 'say_in_conversation(text, uuid, uuid, text, text, bytea, integer, bytea)',
    'hear_conversations(jsonb, integer)', 'read_conversation(text, uuid, integer)', 'photo_in_conversation(text, uuid, uuid)',
    'join_call(text, uuid, uuid)', 'follow_call(text, uuid, uuid, bigint)', 'signal_in_call(text, uuid, uuid, uuid, integer, jsonb)',
    'leave_call(text, uuid, uuid)'] LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION app.%s TO book_web', name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.sweep_calls() TO book_worker;
