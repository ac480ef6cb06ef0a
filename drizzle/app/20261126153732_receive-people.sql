-- Whom a facility expects today, its staff find by the appointment: no number has to be asked for again.
CREATE OR REPLACE FUNCTION app.note_find(p_citizen uuid, p_found_by text, p_code uuid) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  made uuid;
BEGIN
  SELECT * INTO d FROM app.desk_with(p_citizen);
  IF p_found_by = 'appointment' AND NOT EXISTS (SELECT FROM app.appointments a WHERE a.citizen_id = p_citizen AND a.facility_code = d.facility_code
    AND a.day = app.day_at(clock_timestamp()) AND a.status <> 'cancelled') THEN
    RAISE EXCEPTION 'nobody who is expected here today' USING errcode = '42501';
  END IF;
  INSERT INTO app.person_finds (citizen_id, staff_id, found_by, code_id, desk_log_id)
  VALUES (p_citizen, d.staff_id, p_found_by, p_code, d.log_id) RETURNING find_id INTO made;
  RETURN made;
END $$;
--> statement-breakpoint
-- The desk of a facility that receives people, or an error. One that opened a single person acts on that one alone.
CREATE FUNCTION app.receiving_desk() RETURNS TABLE (facility_code text, staff_id uuid, staff_name text, about text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT d.facility_code, d.staff_id, d.staff_name, CASE d.part WHEN 'appointment' THEN coalesce(d.about, '') END
    FROM guard.desk() d WHERE d.facility_code <> '*' AND d.part IN ('today', 'appointment');
  IF NOT FOUND THEN RAISE EXCEPTION 'only at the desk of a facility' USING errcode = '42501'; END IF;
END $$;
--> statement-breakpoint
-- Somebody who came without a book has a number and no more: their ticket stands for itself.
CREATE FUNCTION app.has_book(a app.appointments) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.citizen_id <> a.appointment_id
$$;
--> statement-breakpoint
-- Tells a room's watchers that its queue of today moved. Nothing is told of whom.
CREATE FUNCTION app.queue_moved() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.day = app.day_at(clock_timestamp()) THEN PERFORM pg_notify('queue', NEW.room_id::text); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_moved AFTER UPDATE OF status, queue_at, calls, called_at ON app.appointments FOR EACH ROW
  WHEN ((NEW.status, NEW.queue_at, NEW.calls, NEW.called_at) IS DISTINCT FROM (OLD.status, OLD.queue_at, OLD.calls, OLD.called_at))
  EXECUTE FUNCTION app.queue_moved();
--> statement-breakpoint
-- Who books for another day moves no queue; who comes without booking does.
CREATE TRIGGER queue_joined AFTER INSERT ON app.appointments FOR EACH ROW WHEN (NEW.status <> 'booked') EXECUTE FUNCTION app.queue_moved();
--> statement-breakpoint
-- Tells whoever has at most three before them that their number is near, once each.
CREATE FUNCTION app.tell_near(p_room uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE a app.appointments;
BEGIN
  FOR a IN SELECT x.* FROM app.appointments x WHERE x.room_id = p_room AND x.day = app.day_at(clock_timestamp()) AND x.status = 'checked-in'
    ORDER BY x.queue_at, x.number LIMIT 4 LOOP
    IF app.has_book(a) THEN
      PERFORM app.tell(a.citizen_id, 'number-near', '/booking/' || a.appointment_id, jsonb_build_object('facility', a.facility_code), a.appointment_id::text);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- Writes one step of somebody's visit, with who took it.
CREATE FUNCTION app.log_step(a app.appointments, p_what text, p_staff uuid, p_name text, p_from text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.log_booking(a.citizen_id, a.appointment_id, a.facility_code, p_what, 'staff', p_staff, p_name,
    jsonb_build_object('number', a.number, 'room', a.room_id, 'from', p_from))
$$;
--> statement-breakpoint
-- Calls one who waits, and tells them.
CREATE FUNCTION app.call_number(a app.appointments, p_what text, p_staff uuid, p_name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.appointments SET status = 'called', called_at = clock_timestamp(), calls = calls + 1, called_by = p_staff
  WHERE citizen_id = a.citizen_id AND appointment_id = a.appointment_id;
  PERFORM app.log_step(a, p_what, p_staff, p_name, a.status);
  IF app.has_book(a) THEN
    PERFORM app.tell(a.citizen_id, 'number-called', '/booking/' || a.appointment_id, jsonb_build_object('facility', a.facility_code), a.appointment_id::text);
  END IF;
  PERFORM app.tell_near(a.room_id);
END $$;
--> statement-breakpoint
-- The end of a time, of one that has one.
CREATE FUNCTION app.end_of_time(a app.appointments) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT s.ends_at FROM app.slots s WHERE s.slot_id = a.slot_id), a.starts_at)
$$;
--> statement-breakpoint
-- Somebody is there: in time they stand where their time stands, after its end behind whoever came before them.
CREATE FUNCTION app.arrive(a app.appointments, p_staff uuid, p_name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.appointments SET status = 'checked-in', checked_in_at = clock_timestamp(), next_remind_at = NULL,
    queue_at = CASE WHEN clock_timestamp() > app.end_of_time(a) THEN clock_timestamp() ELSE a.starts_at END
  WHERE citizen_id = a.citizen_id AND appointment_id = a.appointment_id;
  PERFORM app.log_step(a, 'checked-in', p_staff, p_name, a.status);
END $$;
--> statement-breakpoint
-- Receives somebody by their appointment, by the code of their pass, or as the person whom this member of staff has found. Who is there already is there.
CREATE FUNCTION app.check_in(p_appointment uuid, p_code text, p_citizen uuid) RETURNS TABLE (refusal text, appointment_id uuid, day date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d record;
  a app.appointments;
  today date := app.day_at(clock_timestamp());
BEGIN
  SELECT * INTO d FROM app.receiving_desk();
  IF p_citizen IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM app.person_finds f WHERE f.citizen_id = p_citizen AND f.staff_id = d.staff_id AND f.at > clock_timestamp() - interval '12 hours') THEN
      RAISE EXCEPTION 'nobody whom this desk has found' USING errcode = '42501';
    END IF;
    -- Of several visits on one day, the first that is still to come.
    SELECT x.* INTO a FROM app.appointments x WHERE x.citizen_id = p_citizen AND x.facility_code = d.facility_code AND x.day >= today
      AND x.status NOT IN ('cancelled', 'done') ORDER BY x.day, x.status IN ('booked', 'no-show') DESC, x.starts_at LIMIT 1 FOR UPDATE;
    IF a.appointment_id IS NULL THEN RETURN QUERY SELECT 'nobody-today'::text, NULL::uuid, NULL::date; RETURN; END IF;
  ELSE
    SELECT x.* INTO a FROM app.appointments x WHERE x.appointment_id = p_appointment OR (p_appointment IS NULL AND x.code = p_code) FOR UPDATE;
    IF a.appointment_id IS NULL OR (a.facility_code <> d.facility_code AND p_appointment IS NOT NULL) THEN
      RETURN QUERY SELECT 'not-found'::text, NULL::uuid, NULL::date; RETURN;
    END IF;
    IF a.facility_code <> d.facility_code THEN RETURN QUERY SELECT 'other-facility'::text, NULL::uuid, NULL::date; RETURN; END IF;
  END IF;
  IF d.about IS NOT NULL AND d.about <> a.appointment_id::text THEN RETURN QUERY SELECT 'not-found'::text, NULL::uuid, NULL::date; RETURN; END IF;
  IF a.status = 'cancelled' THEN RETURN QUERY SELECT 'cancelled'::text, a.appointment_id, a.day; RETURN; END IF;
  IF a.day <> today THEN RETURN QUERY SELECT 'other-day'::text, a.appointment_id, a.day; RETURN; END IF;
  IF a.status = 'done' THEN RETURN QUERY SELECT 'over'::text, a.appointment_id, a.day; RETURN; END IF;
  IF a.status IN ('booked', 'no-show') THEN PERFORM app.arrive(a, d.staff_id, d.staff_name); END IF;
  RETURN QUERY SELECT NULL::text, a.appointment_id, a.day;
END $$;
--> statement-breakpoint
-- Receives somebody who did not book, with or without a book: in the next time of the room that has a place, those first that are kept for them, else behind
-- everybody. The same key again is the same ticket.
CREATE FUNCTION app.walk_in(p_key uuid, p_room uuid, p_citizen uuid, p_name text, p_born text, p_reason text) RETURNS TABLE (refusal text, appointment_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d record;
  r app.rooms;
  a app.appointments;
  s app.slots;
  got app.places;
  fresh uuid := gen_random_uuid();
  who uuid := coalesce(p_citizen, fresh);
  now timestamptz := clock_timestamp();
  today date := app.day_at(now);
  soon timestamptz;
  nr integer;
  turn timestamptz;
BEGIN
  SELECT * INTO d FROM app.receiving_desk();
  IF d.about IS NOT NULL THEN RAISE EXCEPTION 'only at the desk of the day' USING errcode = '42501'; END IF;
  SELECT x.* INTO r FROM app.rooms x WHERE x.room_id = p_room AND x.facility_code = d.facility_code AND x.closed_at IS NULL;
  IF r.room_id IS NULL THEN RETURN QUERY SELECT 'not-found'::text, NULL::uuid; RETURN; END IF;
  IF p_citizen IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM app.person_finds f WHERE f.citizen_id = p_citizen AND f.staff_id = d.staff_id AND f.at > now - interval '12 hours') THEN
      RAISE EXCEPTION 'nobody whom this desk has found' USING errcode = '42501';
    END IF;
    PERFORM app.lock_bookings(p_citizen);
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('walk in ' || p_room::text, 0));
  SELECT x.* INTO a FROM app.appointments x WHERE x.booking_key = p_key;
  IF a.appointment_id IS NOT NULL THEN
    IF a.facility_code <> d.facility_code OR a.source <> 'walk-in' THEN RAISE EXCEPTION 'a key of something else' USING errcode = '42501'; END IF;
    RETURN QUERY SELECT NULL::text, a.appointment_id; RETURN;
  END IF;
  SELECT x.* INTO a FROM app.appointments x WHERE x.citizen_id = p_citizen AND x.department_id = r.department_id AND x.day = today
    AND x.status IN ('booked', 'checked-in', 'called', 'seeing') LIMIT 1;
  IF a.appointment_id IS NOT NULL THEN RETURN QUERY SELECT 'already'::text, a.appointment_id; RETURN; END IF;
  soon := now + make_interval(mins => (app.terms_of(d.facility_code)).lead_minutes);
  SELECT p.* INTO got FROM app.slots x JOIN app.places p ON p.slot_id = x.slot_id
  WHERE x.room_id = p_room AND x.day = today AND x.closed_at IS NULL AND x.ends_at > now AND p.appointment_id IS NULL AND p.offer_id IS NULL AND NOT p.closed
    AND NOT EXISTS (SELECT FROM app.appointments y WHERE y.citizen_id = who AND y.starts_at = x.starts_at AND y.status IN ('booked', 'checked-in', 'called', 'seeing'))
  ORDER BY x.starts_at <= soon DESC, p.reserved DESC, x.starts_at, p.place LIMIT 1 FOR UPDATE OF p SKIP LOCKED;
  IF got.slot_id IS NOT NULL THEN
    SELECT x.* INTO s FROM app.slots x WHERE x.slot_id = got.slot_id;
    nr := s.first_number + got.place - 1;
    turn := greatest(now, s.starts_at);
    UPDATE app.places x SET appointment_id = fresh WHERE x.slot_id = got.slot_id AND x.place = got.place;
  ELSE
    SELECT 1 + greatest(coalesce((SELECT max(x.first_number + x.capacity - 1) FROM app.slots x WHERE x.room_id = p_room AND x.day = today), 0),
      coalesce((SELECT max(x.number) FROM app.appointments x WHERE x.room_id = p_room AND x.day = today), 0)) INTO nr;
    -- Behind everybody who has a time here today; called earlier only when nobody else waits.
    SELECT greatest(now, max(x.ends_at)) INTO turn FROM app.slots x WHERE x.room_id = p_room AND x.day = today AND x.closed_at IS NULL;
  END IF;
  INSERT INTO app.appointments (citizen_id, appointment_id, facility_code, department_id, room_id, slot_id, place, service_id, day, starts_at, number, status, code,
    citizen_name, citizen_born, reason, price_vnd, insured_vnd, booking_key, source, booked_by, booked_by_name, checked_in_at, queue_at, next_meet_at)
  SELECT who, fresh, d.facility_code, r.department_id, p_room, got.slot_id, got.place, o.service_id, today, coalesce(s.starts_at, now), nr, 'checked-in',
    app.new_appointment_code(), left(btrim(p_name), 255), p_born, left(btrim(coalesce(p_reason, '')), 500), o.price_vnd, o.insured_vnd, p_key, 'walk-in',
    d.staff_id, d.staff_name, now, turn, CASE WHEN p_citizen IS NOT NULL THEN now + interval '1 hour' END
  -- What it costs is known where the department offers one thing only.
  FROM (SELECT 1) one LEFT JOIN app.offered_services o ON o.department_id = r.department_id AND o.closed_at IS NULL
    AND (SELECT count(*) FROM app.offered_services z WHERE z.department_id = r.department_id AND z.closed_at IS NULL) = 1
  RETURNING * INTO a;
  PERFORM app.log_step(a, 'walked-in', d.staff_id, d.staff_name, NULL);
  RETURN QUERY SELECT NULL::text, fresh;
END $$;
--> statement-breakpoint
-- Calls the next of a room: the first who waits, and never one whom another clerk is calling this moment. `p_expected` is whom the clerk's button named:
-- pressed twice it calls once, and whoever was slower is told what is so now.
CREATE FUNCTION app.call_next(p_room uuid, p_expected uuid) RETURNS TABLE (refusal text, appointment_id uuid, by_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d record;
  a app.appointments;
  today date := app.day_at(clock_timestamp());
  first_id uuid;
  by_whom text;
BEGIN
  SELECT * INTO d FROM app.receiving_desk();
  IF NOT EXISTS (SELECT FROM app.rooms x WHERE x.room_id = p_room AND x.facility_code = d.facility_code) OR d.about IS NOT NULL THEN
    RETURN QUERY SELECT 'not-found'::text, NULL::uuid, NULL::text; RETURN;
  END IF;
  IF p_expected IS NULL THEN
    SELECT x.* INTO a FROM app.appointments x WHERE x.room_id = p_room AND x.day = today AND x.status = 'checked-in'
    ORDER BY x.queue_at, x.number LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF a.appointment_id IS NULL THEN RETURN QUERY SELECT 'nobody-waits'::text, NULL::uuid, NULL::text; RETURN; END IF;
  ELSE
    SELECT x.* INTO a FROM app.appointments x WHERE x.appointment_id = p_expected AND x.room_id = p_room AND x.day = today FOR UPDATE;
    IF a.appointment_id IS NULL THEN RETURN QUERY SELECT 'not-found'::text, NULL::uuid, NULL::text; RETURN; END IF;
    IF a.status <> 'checked-in' THEN
      SELECT l.actor_name INTO by_whom FROM app.booking_log l WHERE l.citizen_id = a.citizen_id AND l.about_id = a.appointment_id ORDER BY l.log_id DESC LIMIT 1;
      RETURN QUERY SELECT CASE WHEN a.status <> 'called' OR a.called_by <> d.staff_id THEN 'changed' END, a.appointment_id, by_whom; RETURN;
    END IF;
    SELECT x.appointment_id INTO first_id FROM app.appointments x WHERE x.room_id = p_room AND x.day = today AND x.status = 'checked-in' ORDER BY x.queue_at, x.number LIMIT 1;
    IF first_id <> p_expected THEN RETURN QUERY SELECT 'order-changed'::text, first_id, NULL::text; RETURN; END IF;
  END IF;
  PERFORM app.call_number(a, 'called', d.staff_id, d.staff_name);
  RETURN QUERY SELECT NULL::text, a.appointment_id, NULL::text;
END $$;
--> statement-breakpoint
-- Where somebody goes who was called and did not come: behind the next three who wait, behind all of them where there are fewer.
CREATE FUNCTION app.behind_three(a app.appointments) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(max(n.queue_at) + interval '1 millisecond', clock_timestamp()) FROM (
    SELECT x.queue_at FROM app.appointments x WHERE x.room_id = a.room_id AND x.day = a.day AND x.status = 'checked-in' ORDER BY x.queue_at, x.number LIMIT 3) n
$$;
--> statement-breakpoint
-- One step of a visit at the desk: call, recall, skip, start, finish, no-show, undo. What is so already is so; who is too late is told what became of it and
-- by whom. `p_version` is what the clerk saw: a step that could be taken again counts once.
CREATE FUNCTION app.take_step(p_appointment uuid, p_step text, p_version integer) RETURNS TABLE (refusal text, status text, by_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d record;
  a app.appointments;
  seen boolean;
  target text;
  by_whom text;
  now timestamptz := clock_timestamp();
BEGIN
  SELECT * INTO d FROM app.receiving_desk();
  SELECT x.* INTO a FROM app.appointments x WHERE x.appointment_id = p_appointment AND x.facility_code = d.facility_code FOR UPDATE;
  IF a.appointment_id IS NULL OR (d.about IS NOT NULL AND d.about <> p_appointment::text) THEN RETURN QUERY SELECT 'not-found'::text, NULL::text, NULL::text; RETURN; END IF;
  IF a.day <> app.day_at(now) THEN RETURN QUERY SELECT 'other-day'::text, a.status, NULL::text; RETURN; END IF;
  seen := p_version IS NULL OR p_version = a.version;
  target := CASE p_step WHEN 'call' THEN 'called' WHEN 'recall' THEN 'called' WHEN 'skip' THEN 'checked-in' WHEN 'start' THEN 'seeing'
    WHEN 'finish' THEN 'done' WHEN 'no-show' THEN 'no-show'
    WHEN 'undo' THEN CASE WHEN a.status = 'checked-in' AND a.source = 'walk-in' THEN 'cancelled' WHEN a.status = 'checked-in' THEN 'booked'
      WHEN a.status = 'called' THEN 'checked-in' WHEN a.status = 'seeing' THEN 'called' WHEN a.status = 'no-show' AND a.checked_in_at IS NOT NULL THEN 'checked-in' END END;
  IF a.status = target AND (p_step <> 'recall' OR NOT seen) THEN RETURN QUERY SELECT NULL::text, a.status, NULL::text; RETURN; END IF;
  IF p_step = 'no-show' AND a.status = 'booked' AND now < greatest(app.end_of_time(a), a.starts_at + make_interval(mins => coalesce(a.late_minutes, 0))) THEN
    RETURN QUERY SELECT 'too-soon'::text, a.status, NULL::text; RETURN;
  END IF;
  IF target IS NULL OR (p_step IN ('recall', 'undo') AND NOT seen) OR NOT (CASE p_step WHEN 'call' THEN a.status = 'checked-in' WHEN 'recall' THEN a.status = 'called'
    WHEN 'skip' THEN a.status = 'called' WHEN 'start' THEN a.status IN ('checked-in', 'called') WHEN 'finish' THEN a.status = 'seeing'
    WHEN 'no-show' THEN a.status IN ('booked', 'checked-in', 'called') ELSE true END) THEN
    SELECT l.actor_name INTO by_whom FROM app.booking_log l WHERE l.citizen_id = a.citizen_id AND l.about_id = a.appointment_id ORDER BY l.log_id DESC LIMIT 1;
    RETURN QUERY SELECT 'changed'::text, a.status, by_whom; RETURN;
  END IF;
  IF p_step = 'call' OR p_step = 'recall' THEN
    PERFORM app.call_number(a, p_step || 'ed', d.staff_id, d.staff_name);
    RETURN QUERY SELECT NULL::text, target, NULL::text; RETURN;
  END IF;
  UPDATE app.appointments x SET status = target,
    queue_at = CASE WHEN p_step = 'skip' THEN app.behind_three(a) WHEN target = 'booked' THEN NULL ELSE x.queue_at END,
    checked_in_at = CASE WHEN target = 'booked' THEN NULL ELSE x.checked_in_at END,
    called_at = CASE WHEN p_step = 'start' THEN coalesce(x.called_at, now) WHEN p_step = 'undo' AND a.status = 'called' AND x.calls <= 1 THEN NULL ELSE x.called_at END,
    calls = CASE WHEN p_step = 'start' THEN greatest(x.calls, 1) WHEN p_step = 'undo' AND a.status = 'called' THEN greatest(x.calls - 1, 0) ELSE x.calls END,
    called_by = CASE WHEN p_step = 'start' THEN coalesce(x.called_by, d.staff_id) ELSE x.called_by END,
    started_at = CASE WHEN p_step = 'start' THEN now WHEN p_step = 'undo' AND a.status = 'seeing' THEN NULL ELSE x.started_at END,
    ended_at = CASE WHEN p_step IN ('finish', 'no-show') THEN now WHEN p_step = 'undo' THEN NULL ELSE x.ended_at END,
    next_remind_at = CASE WHEN p_step = 'no-show' THEN NULL ELSE x.next_remind_at END,
    cancelled_at = CASE WHEN target = 'cancelled' THEN now END, cancelled_by = CASE WHEN target = 'cancelled' THEN 'facility' END,
    next_meet_at = CASE WHEN target = 'cancelled' THEN NULL ELSE x.next_meet_at END
  WHERE x.citizen_id = a.citizen_id AND x.appointment_id = a.appointment_id;
  PERFORM app.log_step(a, CASE p_step WHEN 'skip' THEN 'skipped' WHEN 'start' THEN 'started' WHEN 'finish' THEN 'finished' WHEN 'undo' THEN 'undone' ELSE p_step END,
    d.staff_id, d.staff_name, a.status);
  IF target = 'cancelled' AND a.slot_id IS NOT NULL THEN PERFORM app.free_place(a.slot_id, a.place); END IF;
  IF p_step IN ('start', 'no-show') THEN PERFORM app.tell_near(a.room_id); END IF;
  RETURN QUERY SELECT NULL::text, target, NULL::text;
END $$;
--> statement-breakpoint
-- Whether the book of somebody who is expected is open at this desk: which finding of this member of staff leads there, by what right, and which parts.
CREATE FUNCTION app.open_of_appointment(p_appointment uuid) RETURNS TABLE (find_id uuid, kind text, parts text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.find_id, o.kind, o.parts
  FROM app.receiving_desk() d JOIN app.appointments a ON a.appointment_id = p_appointment AND a.facility_code = d.facility_code AND d.about = p_appointment::text
  JOIN app.desk_openings o ON o.citizen_id = a.citizen_id AND o.facility_code = d.facility_code AND (o.kind = 'visit' OR o.staff_id = d.staff_id)
    AND o.ended_at IS NULL AND o.ends_at > clock_timestamp()
  JOIN app.person_finds f ON f.citizen_id = a.citizen_id AND f.staff_id = d.staff_id AND f.at > clock_timestamp() - interval '12 hours'
  ORDER BY o.kind = 'visit' DESC, o.opened_at DESC, f.at DESC LIMIT 1
$$;
--> statement-breakpoint
-- How the queue of a visit stands, for whoever may read the visit: numbers and times of the room, and nothing of anybody else.
CREATE FUNCTION app.queue_of(p_appointment uuid)
RETURNS TABLE (status text, number integer, room_id uuid, day date, starts_at timestamptz, turn_at timestamptz, last_called integer, waiting_before integer,
  expected_before integer, inside integer, visits integer, quick_seconds double precision, slow_seconds double precision, plan_seconds double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  a app.appointments;
  mine timestamptz;
  now timestamptz := clock_timestamp();
BEGIN
  SELECT x.* INTO a FROM app.appointments x WHERE x.citizen_id = ANY (app.granted_bookings()) AND x.appointment_id = p_appointment;
  IF a.appointment_id IS NULL THEN RETURN; END IF;
  -- Who has not come yet is counted as if they came in time, or now.
  mine := coalesce(a.queue_at, CASE WHEN now > app.end_of_time(a) THEN now ELSE a.starts_at END);
  RETURN QUERY
  SELECT a.status, a.number, a.room_id, a.day, a.starts_at, mine,
    (SELECT x.number FROM app.appointments x WHERE x.room_id = a.room_id AND x.day = a.day AND x.called_at IS NOT NULL ORDER BY x.called_at DESC LIMIT 1),
    (count(*) FILTER (WHERE y.status = 'checked-in' AND (y.queue_at, y.number) < (mine, a.number)))::integer,
    (count(*) FILTER (WHERE y.status = 'booked' AND (y.starts_at, y.number) < (mine, a.number) AND app.end_of_time(y) > now))::integer,
    (count(*) FILTER (WHERE y.status IN ('called', 'seeing')))::integer,
    (count(*) FILTER (WHERE app.tells_how_long(y)))::integer,
    percentile_cont(0.25) WITHIN GROUP (ORDER BY extract(epoch FROM y.ended_at - y.started_at)::double precision) FILTER (WHERE app.tells_how_long(y)),
    percentile_cont(0.75) WITHIN GROUP (ORDER BY extract(epoch FROM y.ended_at - y.started_at)::double precision) FILTER (WHERE app.tells_how_long(y)),
    (SELECT avg(extract(epoch FROM s.ends_at - s.starts_at) / s.capacity)::double precision FROM app.slots s WHERE s.room_id = a.room_id AND s.day = a.day AND s.closed_at IS NULL)
  FROM (SELECT x.* FROM app.appointments x WHERE x.room_id = a.room_id AND x.day = a.day AND x.appointment_id <> a.appointment_id AND x.status <> 'cancelled') y;
END $$;
--> statement-breakpoint
-- Whether a visit says how long one takes: it is over, and nobody forgot to end it.
CREATE FUNCTION app.tells_how_long(a app.appointments) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.status = 'done' AND a.ended_at - a.started_at BETWEEN interval '30 seconds' AND interval '3 hours'
$$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'receiving_desk', 'has_book', 'queue_moved', 'tell_near', 'log_step', 'call_number', 'end_of_time', 'arrive', 'check_in', 'walk_in', 'call_next',
    'behind_three', 'take_step', 'open_of_appointment', 'queue_of', 'tells_how_long') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.check_in(uuid, text, uuid), app.walk_in(uuid, uuid, uuid, text, text, text), app.call_next(uuid, uuid),
  app.take_step(uuid, text, integer), app.open_of_appointment(uuid), app.queue_of(uuid) TO book_web;
