ALTER TABLE app.slots DROP CONSTRAINT numbers_once;
--> statement-breakpoint
-- Numbers of a room and day never meet. What was closed before anybody was booked in it has given none.
ALTER TABLE app.slots ADD CONSTRAINT numbers_once EXCLUDE USING gist (room_id WITH =, day WITH =,
  int4range(first_number, first_number + capacity) WITH &&) WHERE (NOT vacated);
--> statement-breakpoint
-- The worker lays what facilities entered; the desks read how far it is laid.
GRANT SELECT ON app.rooms, app.departments, app.weekly_templates, app.day_exceptions, app.slots, app.booking_terms TO book_worker;
--> statement-breakpoint
GRANT SELECT ON app.laid_schedules TO book_web, book_worker;
--> statement-breakpoint
-- Who works at the desk of a facility or a commune station and holds this living token; nobody for any other token.
CREATE FUNCTION app.clinic_of(p_token text) RETURNS SETOF app.staff
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.* FROM app.living_session(p_token) s JOIN app.staff f ON f.staff_id = s.subject_id
  WHERE s.realm = 'staff' AND f.role IN ('clinic', 'station') AND f.facility_code IS NOT NULL
$$;
--> statement-breakpoint
-- Changes and layings of one facility follow each other, until the transaction ends; bookings wait for none of them.
CREATE FUNCTION app.lock_schedule(p_facility text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('schedule ' || p_facility, 0))
$$;
--> statement-breakpoint
-- A change was made: what is laid has to follow. The worker sees to it, whatever becomes of the process that made the change.
CREATE FUNCTION app.want_laying(p_facility text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.laid_schedules (facility_code) VALUES (p_facility)
  ON CONFLICT (facility_code) DO UPDATE SET wanted = app.laid_schedules.wanted + 1
$$;
--> statement-breakpoint
-- Begins a laying: holds the schedule still, and says which change is the last and through which day there are times.
CREATE FUNCTION app.hold_schedule(p_facility text, OUT wanted integer, OUT until_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.lock_schedule(p_facility);
  wanted := coalesce((SELECT x.wanted FROM app.laid_schedules x WHERE x.facility_code = p_facility), 0);
  until_on := greatest(app.day_at(clock_timestamp()) + (app.terms_of(p_facility)).days_ahead,
    (SELECT max(s.day) FROM app.slots s WHERE s.facility_code = p_facility AND s.closed_at IS NULL));
END $$;
--> statement-breakpoint
-- Facilities whose times do not stand as they were entered, or not through the last day that can be booked.
CREATE FUNCTION app.schedules_to_lay(p_today date) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT x.facility_code FROM app.laid_schedules x WHERE x.laid < x.wanted OR x.laid_on IS DISTINCT FROM p_today ORDER BY 1
$$;
--> statement-breakpoint
CREATE FUNCTION app.schedule_laid(p_facility text, p_wanted integer, p_today date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE app.laid_schedules SET laid = p_wanted, laid_on = p_today WHERE facility_code = p_facility AND laid <= p_wanted
$$;
--> statement-breakpoint
-- The first number from which a slot finds room among those of its room and day: after what comes before it, beside what is given already.
CREATE FUNCTION app.numbers_for(p_room uuid, p_day date, p_starts timestamptz, p_capacity integer) RETURNS integer
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n integer;
  beyond integer;
BEGIN
  SELECT coalesce(max(s.first_number + s.capacity), 1) INTO n FROM app.slots s
  WHERE s.room_id = p_room AND s.day = p_day AND s.starts_at < p_starts AND NOT s.vacated;
  LOOP
    SELECT max(x.upto) INTO beyond FROM (
      SELECT s.first_number + s.capacity AS upto FROM app.slots s WHERE s.room_id = p_room AND s.day = p_day AND NOT s.vacated
        AND int4range(s.first_number, s.first_number + s.capacity) && int4range(n, n + p_capacity)
      UNION ALL
      SELECT a.number + 1 FROM app.appointments a WHERE a.room_id = p_room AND a.day = p_day AND a.number >= n AND a.number < n + p_capacity) x;
    IF beyond IS NULL THEN RETURN n; END IF;
    n := beyond;
  END LOOP;
END $$;
--> statement-breakpoint
-- Seats whoever is booked at this time of this room, in a slot that is given up, in the one that follows it: same time, same number, same code.
-- Who asked first is seated first; for whom there is no place any more stays where they are, and has to be moved.
CREATE FUNCTION app.reseat(s app.slots) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a app.appointments;
  got smallint;
BEGIN
  -- Who has come already is not moved, and needs a place all the same.
  UPDATE app.places p SET closed = true WHERE p.slot_id = s.slot_id AND p.place IN (
    SELECT f.place FROM app.places f WHERE f.slot_id = s.slot_id AND NOT f.taken AND NOT f.closed ORDER BY f.reserved, f.place DESC
    LIMIT (SELECT count(*) FROM app.appointments x JOIN app.slots o ON o.slot_id = x.slot_id
      WHERE o.room_id = s.room_id AND o.day = s.day AND o.starts_at = s.starts_at AND o.closed_at IS NOT NULL AND x.status IN ('checked-in', 'called', 'seeing', 'done')));
  FOR a IN SELECT x.* FROM app.appointments x JOIN app.slots o ON o.slot_id = x.slot_id
    WHERE o.room_id = s.room_id AND o.day = s.day AND o.starts_at = s.starts_at AND o.closed_at IS NOT NULL AND x.status = 'booked'
    ORDER BY x.booked_at, x.appointment_id FOR UPDATE OF x LOOP
    SELECT f.place INTO got FROM app.places f WHERE f.slot_id = s.slot_id AND NOT f.taken AND NOT f.closed ORDER BY f.reserved, f.place LIMIT 1;
    EXIT WHEN got IS NULL;
    UPDATE app.places SET appointment_id = NULL WHERE slot_id = a.slot_id AND place = a.place;
    UPDATE app.places SET appointment_id = a.appointment_id WHERE slot_id = s.slot_id AND place = got;
    UPDATE app.appointments SET slot_id = s.slot_id, place = got, next_meet_at = s.ends_at
    WHERE citizen_id = a.citizen_id AND appointment_id = a.appointment_id;
  END LOOP;
END $$;
--> statement-breakpoint
-- Lays a planned day of a facility, and the same again changes nothing. Times that stay keep their ids; one that is planned no more is closed with
-- its places, and whoever is booked there keeps the appointment until they are moved; one that changed follows at the same time, with everybody who
-- finds a place in it. What has begun, or is over, is never touched. It gives way to bookings (lock_timeout): the caller tries again.
CREATE FUNCTION app.lay_slots(p_facility text, p_day date, p_slots jsonb, p_closures jsonb)
RETURNS TABLE (laid integer, closed integer, stranded integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '150ms' AS $$
#variable_conflict use_column
DECLARE
  now timestamptz := clock_timestamp();
  gone uuid[];
  fresh uuid[] := '{}';
  w record;
  o record;
  s app.slots;
  f record;
BEGIN
  laid := 0; closed := 0; stranded := 0;
  PERFORM app.lock_schedule(p_facility);
  IF p_day < app.day_at(now) THEN RETURN NEXT; RETURN; END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(p_slots) x (room uuid) LEFT JOIN app.rooms r ON r.room_id = x.room AND r.facility_code = p_facility
    WHERE r.room_id IS NULL) THEN RAISE EXCEPTION 'a room of another facility' USING errcode = '42501'; END IF;
  -- Numbers for people who come without booking are given under this lock too.
  IF p_day = app.day_at(now) THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('walk in ' || r.room_id::text, 0)) FROM (
      SELECT x.room_id FROM app.rooms x WHERE x.facility_code = p_facility ORDER BY x.room_id) r;
  END IF;

  SELECT coalesce(array_agg(x.slot_id), '{}') INTO gone FROM app.slots x
  WHERE x.facility_code = p_facility AND x.day = p_day AND x.closed_at IS NULL AND x.starts_at > now
    AND NOT EXISTS (SELECT FROM jsonb_to_recordset(p_slots) y (room uuid, "from" integer, until integer, capacity integer, reserve integer)
      WHERE y.room = x.room_id AND y.capacity = x.capacity AND y.reserve = x.reserve
        AND x.starts_at = (p_day + make_interval(mins => y."from")) AT TIME ZONE 'Asia/Ho_Chi_Minh'
        AND x.ends_at = (p_day + make_interval(mins => y.until)) AT TIME ZONE 'Asia/Ho_Chi_Minh');
  UPDATE app.slots x SET practitioner_id = y.practitioner
  FROM jsonb_to_recordset(p_slots) y (room uuid, practitioner uuid, "from" integer)
  WHERE x.facility_code = p_facility AND x.day = p_day AND x.closed_at IS NULL AND x.starts_at > now AND y.room = x.room_id
    AND x.starts_at = (p_day + make_interval(mins => y."from")) AT TIME ZONE 'Asia/Ho_Chi_Minh' AND x.practitioner_id IS DISTINCT FROM y.practitioner;

  IF cardinality(gone) > 0 THEN
    -- In the order in which people hold them: first the appointment, then its place.
    PERFORM FROM app.appointments x WHERE x.slot_id = ANY (gone) AND x.status <> 'cancelled' ORDER BY x.appointment_id FOR UPDATE;
    UPDATE app.slots x SET closed_at = now, closed_because = (
      SELECT y.reason FROM jsonb_to_recordset(p_closures) y (room uuid, "from" integer, until integer, reason text)
      WHERE (y.room IS NULL OR y.room = x.room_id) AND x.ends_at > (p_day + make_interval(mins => y."from")) AT TIME ZONE 'Asia/Ho_Chi_Minh'
        AND x.starts_at < (p_day + make_interval(mins => y.until)) AT TIME ZONE 'Asia/Ho_Chi_Minh' LIMIT 1)
    WHERE x.slot_id = ANY (gone);
    GET DIAGNOSTICS closed = ROW_COUNT;
    UPDATE app.places x SET closed = true WHERE x.slot_id = ANY (gone) AND NOT x.closed;
    FOR o IN SELECT x.citizen_id, x.offer_id FROM app.offers x WHERE x.slot_id = ANY (gone) AND x.ended_at IS NULL LOOP
      PERFORM app.end_offer(o.citizen_id, o.offer_id, 'withdrawn');
    END LOOP;
    -- Numbers that nobody was given are free for the times that follow.
    UPDATE app.slots x SET vacated = true WHERE x.slot_id = ANY (gone) AND NOT EXISTS (SELECT FROM app.appointments a WHERE a.slot_id = x.slot_id);
  END IF;

  -- A room's first plan of a day, at once; numbers in the order of the times.
  WITH planned AS (
    SELECT gen_random_uuid() AS slot_id, r.department_id, y.room, y.practitioner, y.capacity, y.reserve,
      (p_day + make_interval(mins => y."from")) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS starts_at,
      (p_day + make_interval(mins => y.until)) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS ends_at
    FROM jsonb_to_recordset(p_slots) y (room uuid, practitioner uuid, "from" integer, until integer, capacity integer, reserve integer)
    JOIN app.rooms r ON r.room_id = y.room
    WHERE NOT EXISTS (SELECT FROM app.slots z WHERE z.room_id = y.room AND z.day = p_day)
      AND NOT EXISTS (SELECT FROM app.appointments z WHERE z.room_id = y.room AND z.day = p_day)
  ), made AS (
    INSERT INTO app.slots (slot_id, facility_code, department_id, room_id, practitioner_id, day, starts_at, ends_at, capacity, reserve, first_number)
    SELECT slot_id, p_facility, department_id, room, practitioner, p_day, starts_at, ends_at, capacity, reserve,
      1 + sum(capacity) OVER (PARTITION BY room ORDER BY starts_at) - capacity
    FROM planned WHERE starts_at > now RETURNING slot_id, capacity, reserve
  ), seats AS (
    INSERT INTO app.places (slot_id, place, reserved)
    SELECT m.slot_id, n, n > m.capacity - m.reserve FROM made m CROSS JOIN generate_series(1, m.capacity) n
  )
  SELECT coalesce(array_agg(slot_id), '{}') INTO fresh FROM made;

  FOR w IN SELECT r.department_id, y.*, (p_day + make_interval(mins => y."from")) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS starts_at,
      (p_day + make_interval(mins => y.until)) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS ends_at
    FROM jsonb_to_recordset(p_slots) y (room uuid, practitioner uuid, "from" integer, until integer, capacity integer, reserve integer)
    JOIN app.rooms r ON r.room_id = y.room
    WHERE (p_day + make_interval(mins => y."from")) AT TIME ZONE 'Asia/Ho_Chi_Minh' > now
      AND NOT EXISTS (SELECT FROM app.slots x WHERE x.room_id = y.room AND x.closed_at IS NULL
        AND x.starts_at = (p_day + make_interval(mins => y."from")) AT TIME ZONE 'Asia/Ho_Chi_Minh')
    ORDER BY y.room, y."from" LOOP
    -- A time that has begun goes on beside the new hours, and nothing is laid over it.
    CONTINUE WHEN EXISTS (SELECT FROM app.slots x WHERE x.room_id = w.room AND x.closed_at IS NULL AND tstzrange(x.starts_at, x.ends_at) && tstzrange(w.starts_at, w.ends_at));
    -- The time that was closed opens again, with those who were in it.
    SELECT x.* INTO s FROM app.slots x WHERE x.room_id = w.room AND x.day = p_day AND x.starts_at = w.starts_at AND x.ends_at = w.ends_at
      AND x.capacity = w.capacity AND x.reserve = w.reserve AND x.closed_at IS NOT NULL
    ORDER BY (SELECT count(*) FROM app.appointments a WHERE a.slot_id = x.slot_id AND a.status <> 'cancelled') DESC, x.closed_at DESC LIMIT 1;
    IF s.slot_id IS NOT NULL THEN
      UPDATE app.slots x SET closed_at = NULL, closed_because = NULL, practitioner_id = w.practitioner, vacated = false,
        first_number = CASE WHEN x.vacated THEN app.numbers_for(w.room, p_day, w.starts_at, w.capacity) ELSE x.first_number END
      WHERE x.slot_id = s.slot_id RETURNING x.* INTO s;
      UPDATE app.places x SET closed = false WHERE x.slot_id = s.slot_id;
    ELSE
      INSERT INTO app.slots (slot_id, facility_code, department_id, room_id, practitioner_id, day, starts_at, ends_at, capacity, reserve, first_number)
      VALUES (gen_random_uuid(), p_facility, w.department_id, w.room, w.practitioner, p_day, w.starts_at, w.ends_at, w.capacity, w.reserve,
        app.numbers_for(w.room, p_day, w.starts_at, w.capacity)) RETURNING * INTO s;
      INSERT INTO app.places (slot_id, place, reserved) SELECT s.slot_id, n, n > w.capacity - w.reserve FROM generate_series(1, w.capacity) n;
    END IF;
    PERFORM app.reseat(s);
    fresh := fresh || s.slot_id;
  END LOOP;

  -- New places go to who waits, in the order of the times.
  IF cardinality(fresh) > 0 AND EXISTS (SELECT FROM app.waits x WHERE x.facility_code = p_facility AND x.status = 'waiting') THEN
    FOR f IN SELECT x.slot_id, y.place FROM app.slots x JOIN app.places y ON y.slot_id = x.slot_id
      WHERE x.slot_id = ANY (fresh) AND NOT y.taken AND NOT y.reserved AND NOT y.closed
        AND EXISTS (SELECT FROM app.waits z WHERE z.department_id = x.department_id AND z.status = 'waiting' AND x.day BETWEEN z.from_on AND z.until_on)
      ORDER BY x.starts_at, y.place LOOP
      PERFORM app.offer_place(f.slot_id, f.place);
    END LOOP;
  END IF;
  laid := cardinality(fresh);
  SELECT count(*) INTO stranded FROM app.appointments x WHERE x.slot_id = ANY (gone) AND x.status = 'booked';
  RETURN NEXT;
END $$;
--> statement-breakpoint
-- As the desk of the facility that this token works at.
CREATE FUNCTION app.lay_own_slots(p_token text, p_day date, p_slots jsonb, p_closures jsonb)
RETURNS TABLE (laid integer, closed integer, stranded integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who app.staff;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RAISE EXCEPTION 'no desk to plan at' USING errcode = '42501'; END IF;
  RETURN QUERY SELECT * FROM app.lay_slots(who.facility_code, p_day, p_slots, p_closures);
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'clinic_of', 'lock_schedule', 'want_laying', 'hold_schedule', 'schedules_to_lay', 'schedule_laid', 'numbers_for', 'reseat', 'lay_slots', 'lay_own_slots') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.hold_schedule(text), app.lay_own_slots(text, date, jsonb, jsonb) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.hold_schedule(text), app.lay_slots(text, date, jsonb, jsonb), app.schedules_to_lay(date),
  app.schedule_laid(text, integer, date) TO book_worker;
