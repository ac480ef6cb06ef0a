-- Calls that ended are swept a month later; until then, and while they go on, nobody deletes them.
DROP TRIGGER never_deleted ON app.video_calls;
--> statement-breakpoint
DROP TRIGGER never_deleted ON app.call_seats;
--> statement-breakpoint
CREATE TRIGGER kept BEFORE DELETE ON app.video_calls FOR EACH ROW
  WHEN (OLD.ended_at IS NULL OR OLD.ended_at > clock_timestamp() - interval '30 days') EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
CREATE TRIGGER kept BEFORE DELETE ON app.call_seats FOR EACH ROW
  WHEN (OLD.left_at IS NULL OR OLD.left_at > clock_timestamp() - interval '30 days') EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON app.video_calls FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON app.call_seats FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- As before; and calls that ended a month ago.
CREATE OR REPLACE FUNCTION app.sweep_calls() RETURNS integer
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
  FOR v IN SELECT x.* FROM app.video_calls x WHERE x.ended_at < clock_timestamp() - interval '30 days' ORDER BY x.ended_at LIMIT 200 LOOP
    DELETE FROM app.call_seats t WHERE t.citizen_id = v.citizen_id AND t.call_id = v.call_id;
    DELETE FROM app.video_calls x WHERE x.citizen_id = v.citizen_id AND x.call_id = v.call_id;
    swept := swept + 1;
  END LOOP;
  RETURN swept;
END $$;
--> statement-breakpoint
-- Writes down that a call began or ended: six of an hour, each with its end. Who comes and goes more often fills no conversation.
CREATE FUNCTION app.note_call(w app.party, p_case uuid, p_what text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  latest text;
  many integer;
BEGIN
  SELECT (array_agg(l.what ORDER BY l.line_no DESC))[1], count(*) FILTER (WHERE l.at > clock_timestamp() - interval '1 hour') INTO latest, many
  FROM app.conversation_lines l WHERE l.citizen_id = w.citizen_id AND l.case_id = p_case AND l.what <> 'said';
  IF (p_what = 'call-began' AND many < 12) OR (p_what = 'call-ended' AND latest = 'call-began') THEN
    PERFORM app.add_line(w, p_case, gen_random_uuid(), p_what, NULL, NULL);
  END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.note_call(app.party, uuid, text) FROM PUBLIC;
--> statement-breakpoint
-- As before; whoever waits alone is told of once in ten minutes.
CREATE OR REPLACE FUNCTION app.join_call(p_token text, p_case uuid, p_seat uuid) RETURNS text
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
    PERFORM app.note_call(w, p_case, 'call-began');
  ELSIF v.met_at IS NULL AND w.side = 'doctor' THEN
    PERFORM app.tell(w.citizen_id, 'teleconsult-calls', '/teleconsult/' || p_case || '/call', jsonb_build_object('facility', w.facility_code),
      p_case || ' ' || floor(extract(epoch FROM clock_timestamp()) / 600));
  END IF;
  PERFORM pg_notify('call', p_case::text), pg_notify('conversation', p_case::text);
  RETURN 'joined';
END $$;
--> statement-breakpoint
-- As before.
CREATE OR REPLACE FUNCTION app.leave_call(p_token text, p_case uuid, p_seat uuid) RETURNS text
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
    IF v.met_at IS NOT NULL THEN PERFORM app.note_call(w, p_case, 'call-ended'); END IF;
  ELSE
    PERFORM pg_notify('call', p_case::text), pg_notify('conversation', p_case::text);
  END IF;
  RETURN 'left';
END $$;
--> statement-breakpoint
DROP FUNCTION app.list_teleconsults_at_desk(boolean, integer);
--> statement-breakpoint
-- As before; whether the person wrote something that this doctor has not read; and, while they are open, what this doctor handed on.
CREATE FUNCTION app.list_teleconsults_at_desk(p_closed boolean, p_most integer)
RETURNS TABLE (case_id uuid, code text, citizen_name text, citizen_born text, way text, urgency text, status text, trouble text, call_at timestamptz, sent_at timestamptz,
  promised_at timestamptz, claimed_by_name text, mine boolean, rounds smallint, wants_specialist boolean, referred_from text, outcome text, ended_at timestamptz, photos integer, unread boolean, handed_on boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.case_id, c.code, c.citizen_name, c.citizen_born, c.way, c.urgency, c.status, left(c.trouble, 160), c.call_at, c.sent_at, c.promised_at, c.claimed_by_name,
    c.claimed_by IS NOT DISTINCT FROM w.staff_id, c.rounds, c.wants_specialist,
    (SELECT r.from_facility FROM app.teleconsult_referrals r WHERE r.citizen_id = c.citizen_id AND r.case_id = c.case_id ORDER BY r.referral_no DESC LIMIT 1),
    c.outcome, c.ended_at, cardinality(c.photos), c.claimed_by IS NOT DISTINCT FROM w.staff_id AND EXISTS (SELECT FROM app.conversation_lines l
      WHERE l.citizen_id = c.citizen_id AND l.case_id = c.case_id AND l.side = 'person' AND l.what = 'said' AND l.line_no > coalesce(
        (SELECT r.line_no FROM app.conversation_reads r WHERE r.citizen_id = c.citizen_id AND r.case_id = c.case_id AND r.reader_id = w.staff_id), 0)), c.facility_code <> w.facility_code
  FROM app.teleconsult_desk() w, LATERAL (SELECT x.case_id FROM app.teleconsult_cases x WHERE x.facility_code = w.facility_code
    UNION SELECT r.case_id FROM app.teleconsult_referrals r WHERE NOT p_closed AND r.from_facility = w.facility_code AND r.staff_id = w.staff_id) i
  JOIN app.teleconsult_cases c ON c.case_id = i.case_id
  WHERE CASE WHEN p_closed THEN c.status IN ('answered', 'refused') AND c.claimed_by = w.staff_id AND c.ended_at > clock_timestamp() - interval '30 days' ELSE c.status IN ('sent', 'reading') END
  ORDER BY CASE WHEN p_closed THEN c.ended_at END DESC, array_position(ARRAY['urgent', 'soon', 'ordinary'], c.urgency), c.promised_at LIMIT least(p_most, 200)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.list_teleconsults_at_desk(boolean, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.list_teleconsults_at_desk(boolean, integer) TO book_web;
