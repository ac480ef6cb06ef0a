-- A hospital's system says what happened on the day: somebody came, their visit began, it is over, or they did not come. Said
-- again, or said of what is further along, it changes nothing. Whoever began was there, whoever is over had begun.
CREATE FUNCTION app.exchange_step(p_grant text, p_appointment uuid, p_step text) RETURNS TABLE (refusal text, outcome text, appointment jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  at_facility text := app.exchanging(p_grant);
  a app.appointments;
  way text[] := ARRAY['booked', 'checked-in', 'called', 'seeing', 'done'];
  target text := CASE p_step WHEN 'arrived' THEN 'checked-in' WHEN 'started' THEN 'seeing' WHEN 'finished' THEN 'done' WHEN 'no-show' THEN 'no-show' END;
  now timestamptz := clock_timestamp();
BEGIN
  IF target IS NULL THEN RAISE EXCEPTION 'no such step' USING errcode = '22023'; END IF;
  SELECT x.* INTO a FROM app.appointments x WHERE x.appointment_id = p_appointment AND x.facility_code = at_facility FOR UPDATE;
  IF a.appointment_id IS NULL THEN RETURN QUERY SELECT 'appointment-unknown'::text, NULL::text, NULL::jsonb; RETURN; END IF;
  IF a.status = target OR (a.status = ANY (way) AND target = ANY (way) AND array_position(way, a.status) >= array_position(way, target)) THEN
    RETURN QUERY SELECT NULL::text, 'unchanged'::text, app.exchanged(a); RETURN;
  END IF;
  IF a.status = 'cancelled' OR (target = 'no-show' AND a.status IN ('seeing', 'done')) THEN RETURN QUERY SELECT 'appointment-over'::text, NULL::text, NULL::jsonb; RETURN; END IF;
  IF a.day > app.day_at(now) OR (target = 'no-show' AND a.status = 'booked' AND now < app.end_of_time(a)) THEN
    RETURN QUERY SELECT 'too-soon'::text, NULL::text, NULL::jsonb; RETURN;
  END IF;
  IF target <> 'no-show' AND a.status IN ('booked', 'no-show') THEN
    UPDATE app.appointments x SET status = 'checked-in', checked_in_at = now, next_remind_at = NULL, ended_at = NULL,
      queue_at = CASE WHEN now > app.end_of_time(a) THEN now ELSE a.starts_at END
    WHERE x.citizen_id = a.citizen_id AND x.appointment_id = a.appointment_id;
  END IF;
  IF target IN ('seeing', 'done') AND a.status <> 'seeing' THEN
    UPDATE app.appointments x SET status = 'seeing', started_at = now, called_at = coalesce(x.called_at, now), calls = greatest(x.calls, 1)
    WHERE x.citizen_id = a.citizen_id AND x.appointment_id = a.appointment_id;
  END IF;
  IF target IN ('done', 'no-show') THEN
    UPDATE app.appointments x SET status = target, ended_at = now, next_remind_at = NULL
    WHERE x.citizen_id = a.citizen_id AND x.appointment_id = a.appointment_id;
  END IF;
  PERFORM app.log_booking(a.citizen_id, a.appointment_id, at_facility, p_step, 'facility', NULL, NULL, jsonb_build_object('number', a.number, 'from', a.status));
  IF target <> 'checked-in' THEN PERFORM app.tell_near(a.room_id); END IF;
  SELECT x.* INTO a FROM app.appointments x WHERE x.citizen_id = a.citizen_id AND x.appointment_id = a.appointment_id;
  RETURN QUERY SELECT NULL::text, p_step, app.exchanged(a);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.exchange_step(text, uuid, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.exchange_step(text, uuid, text) TO book_web;
