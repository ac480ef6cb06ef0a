-- As before, and the transaction of the change is noted with its number.
CREATE OR REPLACE FUNCTION app.appointment_steps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.citizen_id, NEW.appointment_id, NEW.facility_code, NEW.code, NEW.booking_key, NEW.source, NEW.booked_at)
    IS DISTINCT FROM (OLD.citizen_id, OLD.appointment_id, OLD.facility_code, OLD.code, OLD.booking_key, OLD.source, OLD.booked_at) THEN
    RAISE EXCEPTION 'an appointment keeps what it is' USING errcode = '23514';
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (
    ('booked', 'checked-in'), ('booked', 'cancelled'), ('booked', 'no-show'), ('checked-in', 'called'), ('checked-in', 'cancelled'),
    ('checked-in', 'booked'), ('called', 'checked-in'), ('called', 'seeing'), ('called', 'no-show'), ('checked-in', 'no-show'),
    ('checked-in', 'seeing'), ('seeing', 'done'), ('seeing', 'called'), ('no-show', 'checked-in')) THEN
    RAISE EXCEPTION 'an appointment does not go from % to %', OLD.status, NEW.status USING errcode = '23514';
  END IF;
  IF OLD.status <> 'booked' AND (NEW.slot_id, NEW.place, NEW.starts_at) IS DISTINCT FROM (OLD.slot_id, OLD.place, OLD.starts_at) THEN
    RAISE EXCEPTION 'only who has not come yet is moved' USING errcode = '23514';
  END IF;
  NEW.version := OLD.version + 1;
  IF (NEW.status, NEW.starts_at, NEW.room_id, NEW.number, NEW.late_minutes) IS DISTINCT FROM (OLD.status, OLD.starts_at, OLD.room_id, OLD.number, OLD.late_minutes) THEN
    NEW.change := nextval('app.appointment_changes');
    NEW.changed_in := pg_current_xact_id();
    NEW.changed_at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- The facility whose system speaks with this grant.
CREATE FUNCTION app.exchanging(p_grant text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE code text := (SELECT s.facility_code FROM guard.sender_of_note(p_grant) s);
BEGIN
  IF code IS NULL THEN RAISE EXCEPTION 'no sender''s grant' USING errcode = '28000'; END IF;
  RETURN code;
END $$;
--> statement-breakpoint
-- An appointment as it is told to its facility's system. Neither the citizen's id nor any other number of theirs stands in it.
CREATE FUNCTION app.exchanged(a app.appointments) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('appointmentId', a.appointment_id, 'number', a.external_number, 'code', a.code, 'status', a.status, 'source', a.source,
    'slotId', a.slot_id, 'serviceId', a.service_id, 'departmentId', a.department_id, 'roomId', a.room_id, 'startsAt', to_char(a.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'queueNumber', a.number,
    'name', a.citizen_name, 'birthDate', a.citizen_born, 'reason', nullif(a.reason, ''), 'lateMinutes', a.late_minutes,
    'cancelledBy', a.cancelled_by, 'cancelledBecause', nullif(a.cancelled_because, ''), 'change', a.change)
$$;
--> statement-breakpoint
-- Books for a facility's system, under the number that system gave it: the same again is the same. Without a book of the person
-- it is a ticket of nobody's book.
CREATE FUNCTION app.exchange_book(p_grant text, p_number text, p_citizen uuid, p_slot uuid, p_service uuid, p_name text, p_born text, p_reason text)
RETURNS TABLE (refusal text, outcome text, appointment jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  at_facility text := app.exchanging(p_grant);
  who uuid := coalesce(p_citizen, gen_random_uuid());
  fresh uuid := gen_random_uuid();
  s app.slots;
  a app.appointments;
  got smallint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('exchange ' || at_facility || ' ' || p_number, 0));
  SELECT x.* INTO a FROM app.appointments x WHERE x.facility_code = at_facility AND x.external_number = p_number;
  IF a.appointment_id IS NOT NULL THEN
    IF (p_citizen IS NOT NULL AND a.citizen_id <> p_citizen) OR a.service_id IS DISTINCT FROM p_service OR app.folded_name(a.citizen_name) <> app.folded_name(p_name) THEN
      RETURN QUERY SELECT 'number-reused'::text, NULL::text, NULL::jsonb; RETURN;
    END IF;
    RETURN QUERY SELECT NULL::text, 'unchanged'::text, app.exchanged(a); RETURN;
  END IF;
  PERFORM app.lock_bookings(who);
  SELECT x.* INTO s FROM app.slots x WHERE x.slot_id = p_slot AND x.facility_code = at_facility;
  IF s.slot_id IS NULL OR s.closed_at IS NOT NULL OR s.starts_at <= clock_timestamp() THEN RETURN QUERY SELECT 'slot-closed'::text, NULL::text, NULL::jsonb; RETURN; END IF;
  IF NOT EXISTS (SELECT FROM app.offered_services o WHERE o.service_id = p_service AND o.department_id = s.department_id AND o.closed_at IS NULL) THEN
    RETURN QUERY SELECT 'service-unknown'::text, NULL::text, NULL::jsonb; RETURN;
  END IF;
  IF EXISTS (SELECT FROM app.appointments x WHERE x.citizen_id = who AND x.status IN ('booked', 'checked-in', 'called', 'seeing')
    AND (x.starts_at = s.starts_at OR (x.department_id = s.department_id AND x.day = s.day))) THEN
    RETURN QUERY SELECT 'booked-already'::text, NULL::text, NULL::jsonb; RETURN;
  END IF;
  got := app.take_place(p_slot, fresh);
  IF got IS NULL THEN RETURN QUERY SELECT 'slot-full'::text, NULL::text, NULL::jsonb; RETURN; END IF;
  a := app.write_appointment(who, fresh, s, got, p_service, gen_random_uuid(), 'portal', p_name, p_born, p_reason, NULL, NULL, NULL, NULL, p_number);
  IF p_citizen IS NULL THEN UPDATE app.appointments x SET next_remind_at = NULL, next_meet_at = NULL WHERE x.citizen_id = who AND x.appointment_id = fresh RETURNING x.* INTO a; END IF;
  PERFORM app.log_booking(a.citizen_id, a.appointment_id, at_facility, 'booked', 'facility', NULL, NULL, jsonb_build_object('startsAt', a.starts_at, 'number', a.number, 'as', p_number));
  IF p_citizen IS NOT NULL THEN
    PERFORM app.tell(a.citizen_id, 'appointment-booked', '/booking/' || a.appointment_id, jsonb_build_object('facility', at_facility, 'at', a.starts_at), a.appointment_id::text);
  END IF;
  RETURN QUERY SELECT NULL::text, 'booked'::text, app.exchanged(a);
END $$;
--> statement-breakpoint
-- Moves or cancels for a facility's system. The same again changes nothing; the person is told.
CREATE FUNCTION app.exchange_change(p_grant text, p_appointment uuid, p_slot uuid, p_because text) RETURNS TABLE (refusal text, outcome text, appointment jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  at_facility text := app.exchanging(p_grant);
  who uuid := (SELECT x.citizen_id FROM app.appointments x WHERE x.appointment_id = p_appointment AND x.facility_code = at_facility);
  a app.appointments;
  s app.slots;
  moved app.appointments;
BEGIN
  IF who IS NULL THEN RETURN QUERY SELECT 'appointment-unknown'::text, NULL::text, NULL::jsonb; RETURN; END IF;
  PERFORM app.lock_bookings(who);
  SELECT x.* INTO a FROM app.appointments x WHERE x.citizen_id = who AND x.appointment_id = p_appointment FOR UPDATE;
  IF p_slot IS NULL THEN
    IF a.status = 'cancelled' THEN RETURN QUERY SELECT NULL::text, 'unchanged'::text, app.exchanged(a); RETURN; END IF;
    IF a.status <> 'booked' THEN RETURN QUERY SELECT 'appointment-over'::text, NULL::text, NULL::jsonb; RETURN; END IF;
    UPDATE app.appointments x SET status = 'cancelled', cancelled_at = clock_timestamp(), cancelled_by = 'facility', cancelled_because = left(p_because, 200),
      next_remind_at = NULL, next_meet_at = NULL WHERE x.citizen_id = who AND x.appointment_id = p_appointment RETURNING x.* INTO moved;
    PERFORM app.log_booking(who, p_appointment, at_facility, 'cancelled', 'facility', NULL, NULL, jsonb_build_object('because', left(p_because, 200)));
    PERFORM app.end_early_waits(who, p_appointment, NULL);
    PERFORM app.free_place(a.slot_id, a.place);
    PERFORM app.tell(who, 'appointment-cancelled', '/booking/' || p_appointment, jsonb_build_object('facility', at_facility, 'at', a.starts_at), p_appointment::text);
    RETURN QUERY SELECT NULL::text, 'cancelled'::text, app.exchanged(moved); RETURN;
  END IF;
  IF a.slot_id = p_slot AND a.status = 'booked' THEN RETURN QUERY SELECT NULL::text, 'unchanged'::text, app.exchanged(a); RETURN; END IF;
  IF a.status <> 'booked' THEN RETURN QUERY SELECT 'appointment-over'::text, NULL::text, NULL::jsonb; RETURN; END IF;
  SELECT x.* INTO s FROM app.slots x WHERE x.slot_id = p_slot AND x.facility_code = at_facility AND x.department_id = a.department_id;
  IF s.slot_id IS NULL OR s.closed_at IS NOT NULL OR s.starts_at <= clock_timestamp() THEN RETURN QUERY SELECT 'slot-closed'::text, NULL::text, NULL::jsonb; RETURN; END IF;
  IF EXISTS (SELECT FROM app.appointments x WHERE x.citizen_id = who AND x.appointment_id <> p_appointment AND x.status IN ('booked', 'checked-in', 'called', 'seeing')
    AND (x.starts_at = s.starts_at OR (x.department_id = s.department_id AND x.day = s.day))) THEN
    RETURN QUERY SELECT 'booked-already'::text, NULL::text, NULL::jsonb; RETURN;
  END IF;
  moved := app.change_place(a, s);
  IF moved.appointment_id IS NULL THEN RETURN QUERY SELECT 'slot-full'::text, NULL::text, NULL::jsonb; RETURN; END IF;
  PERFORM app.log_booking(who, p_appointment, at_facility, 'moved', 'facility', NULL, NULL, jsonb_build_object('from', a.starts_at, 'startsAt', moved.starts_at, 'number', moved.number, 'because', left(p_because, 200)));
  PERFORM app.end_early_waits(who, p_appointment, moved.starts_at);
  PERFORM app.tell(who, 'appointment-moved', '/booking/' || p_appointment, jsonb_build_object('facility', at_facility, 'at', moved.starts_at), p_appointment || ' ' || moved.version);
  RETURN QUERY SELECT NULL::text, 'moved'::text, app.exchanged(moved);
END $$;
--> statement-breakpoint
-- What changed after a number, in order, each appointment as it is now. Nothing is passed over: what an unfinished transaction
-- may still write comes first, or waits for it.
CREATE FUNCTION app.exchange_changes(p_grant text, p_after bigint, p_most integer) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.exchanged(a) FROM app.appointments a WHERE a.facility_code = app.exchanging(p_grant) AND a.change > p_after
    AND a.changed_in < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY a.change LIMIT least(p_most, 500)
$$;
--> statement-breakpoint
CREATE FUNCTION app.exchange_find(p_grant text, p_appointment uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.exchanged(a) FROM app.appointments a WHERE a.facility_code = app.exchanging(p_grant) AND a.appointment_id = p_appointment
$$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'exchanging', 'exchanged', 'exchange_book', 'exchange_change', 'exchange_changes', 'exchange_find') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.exchange_book(text, text, uuid, uuid, uuid, text, text, text), app.exchange_change(text, uuid, uuid, text),
  app.exchange_changes(text, bigint, integer), app.exchange_find(text, uuid) TO book_web;
