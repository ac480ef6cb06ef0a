-- One after the other per department: who is offered a freed place is decided by one transaction at a time, and always taken
-- before the rows of waits, offers and places. Re-entrant; several departments in the order of their ids.
CREATE FUNCTION app.lock_offers(p_department uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('offers ' || p_department::text, 0))
$$;
--> statement-breakpoint
-- As before, but those who want a place of one slot follow each other: locks of rows that turned out to be taken are kept to the
-- end, and two who looked at different moments waited for each other. Whoever finds nothing free does not wait at all.
CREATE OR REPLACE FUNCTION app.take_place(p_slot uuid, p_appointment uuid) RETURNS smallint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE got smallint;
BEGIN
  IF NOT EXISTS (SELECT FROM app.places f WHERE f.slot_id = p_slot AND f.appointment_id IS NULL AND f.offer_id IS NULL AND NOT f.reserved AND NOT f.closed) THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('slot ' || p_slot::text, 0));
  LOOP
    SELECT f.place INTO got FROM app.places f WHERE f.slot_id = p_slot AND f.appointment_id IS NULL AND f.offer_id IS NULL AND NOT f.reserved AND NOT f.closed
    ORDER BY f.place LIMIT 1;
    IF got IS NULL THEN RETURN NULL; END IF;
    UPDATE app.places x SET appointment_id = p_appointment WHERE x.slot_id = p_slot AND x.place = got AND x.appointment_id IS NULL AND x.offer_id IS NULL
      AND NOT x.reserved AND NOT x.closed;
    IF FOUND THEN RETURN got; END IF;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.offer_place(p_slot uuid, p_place smallint) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s app.slots;
  w app.waits;
  lasts interval;
  fresh uuid := gen_random_uuid();
BEGIN
  SELECT * INTO s FROM app.slots WHERE slot_id = p_slot;
  IF s.closed_at IS NOT NULL THEN RETURN NULL; END IF;
  PERFORM app.lock_offers(s.department_id);
  lasts := app.offer_lasts(s.starts_at, (app.terms_of(s.facility_code)).lead_minutes, clock_timestamp());
  IF lasts IS NULL OR NOT EXISTS (SELECT FROM app.places WHERE slot_id = p_slot AND place = p_place AND NOT taken AND NOT reserved AND NOT closed FOR UPDATE) THEN RETURN NULL; END IF;
  SELECT x.* INTO w FROM app.waits x
  WHERE x.department_id = s.department_id AND x.status = 'waiting' AND s.day BETWEEN x.from_on AND x.until_on
    AND (x.day_part = 'any' OR (x.day_part = 'morning') = (extract(hour FROM s.starts_at AT TIME ZONE 'Asia/Ho_Chi_Minh') < 12))
    AND NOT EXISTS (SELECT FROM app.offers o WHERE o.citizen_id = x.citizen_id AND o.wait_id = x.wait_id AND o.slot_id = p_slot)
    AND (x.appointment_id IS NULL OR EXISTS (SELECT FROM app.appointments a WHERE a.citizen_id = x.citizen_id AND a.appointment_id = x.appointment_id
      AND a.status = 'booked' AND a.starts_at > s.starts_at))
    AND NOT EXISTS (SELECT FROM app.appointments a WHERE a.citizen_id = x.citizen_id AND a.appointment_id IS DISTINCT FROM x.appointment_id
      AND a.status IN ('booked', 'checked-in', 'called', 'seeing') AND (a.starts_at = s.starts_at OR (a.department_id = s.department_id AND a.day = s.day)))
  ORDER BY x.asked_at, x.wait_id LIMIT 1 FOR UPDATE OF x;
  IF w.wait_id IS NULL THEN RETURN NULL; END IF;
  INSERT INTO app.offers (citizen_id, offer_id, wait_id, facility_code, slot_id, place, starts_at, expires_at)
  VALUES (w.citizen_id, fresh, w.wait_id, w.facility_code, p_slot, p_place, s.starts_at, clock_timestamp() + lasts);
  UPDATE app.places SET offer_id = fresh WHERE slot_id = p_slot AND place = p_place;
  UPDATE app.waits SET status = 'offered' WHERE citizen_id = w.citizen_id AND wait_id = w.wait_id;
  PERFORM app.log_booking(w.citizen_id, w.wait_id, w.facility_code, 'offered', 'system', NULL, NULL, jsonb_build_object('startsAt', s.starts_at, 'offer', fresh));
  PERFORM app.tell(w.citizen_id, 'place-offered', '/booking/offers/' || fresh, jsonb_build_object('facility', w.facility_code, 'at', s.starts_at), fresh::text);
  RETURN fresh;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.cancel_appointment(p_appointment uuid, p_because text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w record;
  a app.appointments;
BEGIN
  SELECT * INTO w FROM app.booking_actor();
  PERFORM app.lock_bookings(w.citizen_id);
  SELECT * INTO a FROM app.appointments WHERE citizen_id = w.citizen_id AND appointment_id = p_appointment FOR UPDATE;
  IF a.appointment_id IS NULL THEN RETURN 'not-found'; END IF;
  IF a.status = 'cancelled' THEN RETURN NULL; END IF;
  PERFORM app.lock_offers(a.department_id);
  IF a.status <> 'booked' THEN RETURN 'not-open'; END IF;
  IF clock_timestamp() > a.starts_at - make_interval(mins => (app.terms_of(a.facility_code)).cancel_minutes) THEN RETURN 'too-late'; END IF;
  UPDATE app.appointments SET status = 'cancelled', cancelled_at = clock_timestamp(), cancelled_by = 'citizen', cancelled_because = left(p_because, 200),
    next_remind_at = NULL, next_meet_at = NULL WHERE citizen_id = a.citizen_id AND appointment_id = a.appointment_id;
  PERFORM app.log_booking(a.citizen_id, a.appointment_id, a.facility_code, 'cancelled', w.kind, coalesce(w.actor_id, w.citizen_id), w.actor_name, jsonb_build_object('because', left(p_because, 200)));
  PERFORM app.end_early_waits(a.citizen_id, a.appointment_id, NULL);
  PERFORM app.free_place(a.slot_id, a.place);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.move_appointment(p_appointment uuid, p_slot uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w record;
  a app.appointments;
  s app.slots;
  moved app.appointments;
  why text;
BEGIN
  SELECT * INTO w FROM app.booking_actor();
  PERFORM app.lock_bookings(w.citizen_id);
  SELECT * INTO a FROM app.appointments WHERE citizen_id = w.citizen_id AND appointment_id = p_appointment FOR UPDATE;
  IF a.appointment_id IS NULL THEN RETURN 'not-found'; END IF;
  IF a.status = 'booked' AND a.slot_id = p_slot THEN RETURN NULL; END IF;
  IF a.status <> 'booked' THEN RETURN 'not-open'; END IF;
  SELECT * INTO s FROM app.slots WHERE slot_id = p_slot;
  IF s.slot_id IS NOT NULL AND s.department_id <> a.department_id THEN RETURN 'closed'; END IF;
  -- Whom the facility left without a time may always move.
  IF clock_timestamp() > a.starts_at - make_interval(mins => (app.terms_of(a.facility_code)).cancel_minutes)
    AND NOT EXISTS (SELECT FROM app.places x WHERE x.slot_id = a.slot_id AND x.place = a.place AND x.closed) THEN RETURN 'too-late'; END IF;
  why := app.booking_refusal(a.citizen_id, s, a.service_id, a.appointment_id);
  IF why IS NOT NULL THEN RETURN why; END IF;
  PERFORM app.lock_offers(a.department_id);
  moved := app.change_place(a, s);
  IF moved.appointment_id IS NULL THEN RETURN 'full'; END IF;
  PERFORM app.log_booking(a.citizen_id, a.appointment_id, a.facility_code, 'moved', w.kind, coalesce(w.actor_id, w.citizen_id), w.actor_name,
    jsonb_build_object('from', a.starts_at, 'startsAt', moved.starts_at, 'number', moved.number));
  PERFORM app.end_early_waits(a.citizen_id, a.appointment_id, moved.starts_at);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.join_wait(p_key uuid, p_service uuid, p_from date, p_until date, p_part text, p_appointment uuid, p_reason text)
RETURNS TABLE (refusal text, wait_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  w record;
  v record;
  o app.offered_services;
  x app.waits;
  p record;
  fresh uuid := gen_random_uuid();
  today date := app.day_at(clock_timestamp());
BEGIN
  SELECT * INTO w FROM app.booking_actor();
  PERFORM app.lock_bookings(w.citizen_id);
  SELECT y.* INTO x FROM app.waits y WHERE y.wait_key = p_key;
  IF x.wait_id IS NOT NULL THEN
    IF x.citizen_id <> w.citizen_id THEN RAISE EXCEPTION 'a key of somebody else' USING errcode = '42501'; END IF;
    RETURN QUERY SELECT NULL::text, x.wait_id; RETURN;
  END IF;
  SELECT y.* INTO o FROM app.offered_services y WHERE y.service_id = p_service AND y.closed_at IS NULL;
  IF o.service_id IS NULL THEN RETURN QUERY SELECT 'no-service'::text, NULL::uuid; RETURN; END IF;
  PERFORM app.lock_offers(o.department_id);
  IF p_until < today OR p_until < p_from OR p_from > today + (app.terms_of(o.facility_code)).days_ahead THEN RETURN QUERY SELECT 'no-days'::text, NULL::uuid; RETURN; END IF;
  IF EXISTS (SELECT FROM app.waits y WHERE y.citizen_id = w.citizen_id AND y.department_id = o.department_id AND y.status IN ('waiting', 'offered')) THEN
    RETURN QUERY SELECT 'already'::text, y.wait_id FROM app.waits y WHERE y.citizen_id = w.citizen_id AND y.department_id = o.department_id AND y.status IN ('waiting', 'offered');
    RETURN;
  END IF;
  IF (SELECT count(*) FROM app.waits y WHERE y.citizen_id = w.citizen_id AND y.status IN ('waiting', 'offered')) >= 5 THEN RETURN QUERY SELECT 'too-many'::text, NULL::uuid; RETURN; END IF;
  IF p_appointment IS NOT NULL AND NOT EXISTS (SELECT FROM app.appointments a WHERE a.citizen_id = w.citizen_id AND a.appointment_id = p_appointment
    AND a.status = 'booked' AND a.department_id = o.department_id) THEN RETURN QUERY SELECT 'not-open'::text, NULL::uuid; RETURN; END IF;
  SELECT * INTO v FROM app.visitor(w.citizen_id);
  INSERT INTO app.waits (citizen_id, wait_id, facility_code, department_id, service_id, from_on, until_on, day_part, appointment_id, citizen_name, citizen_born, reason, wait_key, asked_by, asked_by_name)
  VALUES (w.citizen_id, fresh, o.facility_code, o.department_id, o.service_id, greatest(p_from, today), least(p_until, today + 180), p_part, p_appointment,
    coalesce(v.name, '–'), v.born, left(btrim(coalesce(p_reason, '')), 500), p_key, w.actor_id, w.actor_name);
  PERFORM app.log_booking(w.citizen_id, fresh, o.facility_code, 'waiting', w.kind, coalesce(w.actor_id, w.citizen_id), w.actor_name,
    jsonb_build_object('from', p_from, 'until', p_until, 'part', p_part));
  FOR p IN SELECT f.slot_id, f.place FROM app.slots s JOIN app.places f ON f.slot_id = s.slot_id AND f.appointment_id IS NULL AND f.offer_id IS NULL AND NOT f.reserved AND NOT f.closed
    WHERE s.department_id = o.department_id AND s.closed_at IS NULL AND s.starts_at > clock_timestamp() AND s.day BETWEEN p_from AND p_until
    ORDER BY s.starts_at, f.place LIMIT 20 LOOP
    EXIT WHEN app.offer_place(p.slot_id, p.place) IS NOT NULL;
  END LOOP;
  RETURN QUERY SELECT NULL::text, fresh;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.leave_wait(p_wait uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w record;
  x app.waits;
BEGIN
  SELECT * INTO w FROM app.booking_actor();
  PERFORM app.lock_bookings(w.citizen_id);
  PERFORM app.lock_offers(y.department_id) FROM app.waits y WHERE y.citizen_id = w.citizen_id AND y.wait_id = p_wait;
  SELECT * INTO x FROM app.waits WHERE citizen_id = w.citizen_id AND wait_id = p_wait FOR UPDATE;
  IF x.wait_id IS NULL THEN RETURN 'not-found'; END IF;
  IF x.ended_at IS NOT NULL THEN RETURN NULL; END IF;
  PERFORM app.log_booking(x.citizen_id, x.wait_id, x.facility_code, 'left', w.kind, coalesce(w.actor_id, w.citizen_id), w.actor_name, '{}');
  PERFORM app.end_wait(x, 'left', 'declined');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.take_offer(p_offer uuid) RETURNS TABLE (refusal text, appointment_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  w record;
  o app.offers;
  x app.waits;
  s app.slots;
  a app.appointments;
  why text;
  fresh uuid := gen_random_uuid();
BEGIN
  SELECT * INTO w FROM app.booking_actor();
  PERFORM app.lock_bookings(w.citizen_id);
  PERFORM app.lock_offers(y.department_id) FROM app.waits y JOIN app.offers z ON z.citizen_id = y.citizen_id AND z.wait_id = y.wait_id
  WHERE z.citizen_id = w.citizen_id AND z.offer_id = p_offer;
  SELECT y.* INTO x FROM app.waits y JOIN app.offers z ON z.citizen_id = y.citizen_id AND z.wait_id = y.wait_id
  WHERE z.citizen_id = w.citizen_id AND z.offer_id = p_offer FOR UPDATE OF y;
  SELECT y.* INTO o FROM app.offers y WHERE y.citizen_id = w.citizen_id AND y.offer_id = p_offer FOR UPDATE;
  IF o.offer_id IS NULL THEN RETURN QUERY SELECT 'not-found'::text, NULL::uuid; RETURN; END IF;
  IF o.outcome = 'taken' THEN
    RETURN QUERY SELECT NULL::text, y.appointment_id FROM app.appointments y WHERE y.citizen_id = w.citizen_id
      AND (y.booking_key = x.wait_id OR y.appointment_id = x.appointment_id) ORDER BY y.booked_at DESC LIMIT 1;
    RETURN;
  END IF;
  IF o.outcome IS NOT NULL OR o.expires_at <= clock_timestamp() THEN RETURN QUERY SELECT 'expired'::text, NULL::uuid; RETURN; END IF;
  SELECT y.* INTO s FROM app.slots y WHERE y.slot_id = o.slot_id;
  SELECT y.* INTO a FROM app.appointments y WHERE y.citizen_id = w.citizen_id AND y.appointment_id = x.appointment_id AND y.status = 'booked' FOR UPDATE;
  why := app.booking_refusal(w.citizen_id, s, x.service_id, a.appointment_id);
  IF why IS NOT NULL THEN RETURN QUERY SELECT why, NULL::uuid; RETURN; END IF;
  UPDATE app.offers SET outcome = 'taken', ended_at = clock_timestamp() WHERE citizen_id = o.citizen_id AND offer_id = o.offer_id;
  UPDATE app.waits SET status = 'taken', ended_at = clock_timestamp() WHERE citizen_id = x.citizen_id AND wait_id = x.wait_id;
  IF a.appointment_id IS NOT NULL THEN
    UPDATE app.places SET appointment_id = NULL WHERE slot_id = a.slot_id AND place = a.place;
    UPDATE app.places SET offer_id = NULL, appointment_id = a.appointment_id WHERE slot_id = o.slot_id AND place = o.place;
    a := app.put_elsewhere(a, s, o.place);
  ELSE
    UPDATE app.places SET offer_id = NULL, appointment_id = fresh WHERE slot_id = o.slot_id AND place = o.place;
    a := app.write_appointment(x.citizen_id, fresh, s, o.place, x.service_id, x.wait_id, CASE w.kind WHEN 'helper' THEN 'helper' ELSE 'app' END,
      x.citizen_name, x.citizen_born, x.reason, 'wait', x.wait_id::text, w.actor_id, w.actor_name, NULL);
  END IF;
  PERFORM app.log_booking(a.citizen_id, a.appointment_id, a.facility_code, 'offer-taken', w.kind, coalesce(w.actor_id, w.citizen_id), w.actor_name,
    jsonb_build_object('startsAt', a.starts_at, 'number', a.number, 'wait', x.wait_id));
  PERFORM app.tell(a.citizen_id, 'appointment-booked', '/booking/' || a.appointment_id, jsonb_build_object('facility', a.facility_code, 'at', a.starts_at), p_offer::text);
  RETURN QUERY SELECT NULL::text, a.appointment_id;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.end_offer(p_citizen uuid, p_offer uuid, p_outcome text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE o app.offers;
BEGIN
  PERFORM app.lock_offers(x.department_id) FROM app.waits x JOIN app.offers y ON y.citizen_id = x.citizen_id AND y.wait_id = x.wait_id
  WHERE y.citizen_id = p_citizen AND y.offer_id = p_offer;
  PERFORM FROM app.waits x JOIN app.offers y ON y.citizen_id = x.citizen_id AND y.wait_id = x.wait_id
  WHERE y.citizen_id = p_citizen AND y.offer_id = p_offer FOR UPDATE OF x;
  UPDATE app.offers SET outcome = p_outcome, ended_at = clock_timestamp() WHERE citizen_id = p_citizen AND offer_id = p_offer AND ended_at IS NULL
    AND (p_outcome <> 'expired' OR expires_at <= clock_timestamp()) RETURNING * INTO o;
  IF o.offer_id IS NULL THEN RETURN false; END IF;
  UPDATE app.waits SET status = CASE WHEN until_on < app.day_at(clock_timestamp()) THEN 'ended' ELSE 'waiting' END,
    ended_at = CASE WHEN until_on < app.day_at(clock_timestamp()) THEN clock_timestamp() END
  WHERE citizen_id = o.citizen_id AND wait_id = o.wait_id AND status = 'offered';
  PERFORM app.log_booking(o.citizen_id, o.wait_id, o.facility_code, 'offer-' || p_outcome, CASE p_outcome WHEN 'declined' THEN 'citizen' ELSE 'system' END,
    CASE p_outcome WHEN 'declined' THEN o.citizen_id END, NULL, jsonb_build_object('startsAt', o.starts_at));
  PERFORM app.free_place(o.slot_id, o.place);
  RETURN true;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.expire_offers(p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  done integer := 0;
BEGIN
  FOR o IN SELECT d.citizen_id, d.offer_id FROM (SELECT x.citizen_id, x.offer_id, x.wait_id FROM app.offers x WHERE x.ended_at IS NULL
    AND x.expires_at <= clock_timestamp() ORDER BY x.expires_at LIMIT p_most) d JOIN app.waits y ON y.citizen_id = d.citizen_id AND y.wait_id = d.wait_id
    ORDER BY y.department_id LOOP
    IF app.end_offer(o.citizen_id, o.offer_id, 'expired') THEN done := done + 1; END IF;
  END LOOP;
  UPDATE app.waits SET status = 'ended', ended_at = clock_timestamp() WHERE status = 'waiting' AND until_on < app.day_at(clock_timestamp());
  RETURN done;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.exchange_change(p_grant text, p_appointment uuid, p_slot uuid, p_because text) RETURNS TABLE (refusal text, outcome text, appointment jsonb)
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
  PERFORM app.lock_offers(a.department_id);
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
REVOKE ALL ON FUNCTION app.lock_offers(uuid) FROM PUBLIC;
