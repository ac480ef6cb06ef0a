-- Takes up again a seat that was given up only because nobody was heard for a while, as when our server was away: its browser asks
-- after it, so it is still there. Not where its person sits elsewhere meanwhile, another call of the case has begun, or a quarter of
-- an hour has passed (a parameter of ours).
CREATE FUNCTION app.take_up_seat(t app.call_seats, p_case uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE v app.video_calls;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('call ' || p_case::text, 0));
  SELECT * INTO v FROM app.video_calls x WHERE x.citizen_id = t.citizen_id AND x.call_id = t.call_id;
  IF v.ended_because = 'left'
    OR EXISTS (SELECT FROM app.video_calls x WHERE x.case_id = p_case AND x.call_id <> v.call_id AND x.ended_at IS NULL)
    OR EXISTS (SELECT FROM app.call_seats x WHERE x.call_id = v.call_id AND x.actor_id = t.actor_id AND x.left_at IS NULL)
    OR (SELECT count(*) FROM app.call_seats x WHERE x.citizen_id = v.citizen_id AND x.call_id = v.call_id AND x.left_at IS NULL) >= 3 THEN
    RETURN;
  END IF;
  UPDATE app.video_calls x SET ended_at = NULL, ended_because = NULL WHERE x.citizen_id = v.citizen_id AND x.call_id = v.call_id;
  UPDATE app.call_seats x SET left_at = NULL, left_because = NULL, seen_at = clock_timestamp() WHERE x.seat_id = t.seat_id;
  PERFORM pg_notify('call', p_case::text), pg_notify('conversation', p_case::text);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.take_up_seat(app.call_seats, uuid) FROM PUBLIC;
--> statement-breakpoint
-- As before; and whoever asks from a seat that was given up for silence has it again.
DO $$
DECLARE
  old text := pg_get_functiondef('app.follow_call(text, uuid, uuid, bigint)'::regprocedure);
  said text := replace(old, $old$  IF t.left_at IS NULL AND t.seen_at <$old$,
    $new$  IF t.left_because = 'gone' AND t.left_at > clock_timestamp() - interval '15 minutes' AND w.may = 'write' THEN
    PERFORM app.take_up_seat(t, p_case);
    t := app.own_seat(w, p_case, p_seat);
  END IF;
  IF t.left_at IS NULL AND t.seen_at <$new$);
BEGIN
  IF said = old THEN RAISE EXCEPTION 'nothing to change in follow_call'; END IF;
  EXECUTE said;
END $$;
