-- What a facility offers and when it receives people is nobody's secret; it is written by functions of its desk alone.
GRANT SELECT ON app.facility_places, app.departments, app.rooms, app.offered_services, app.practitioners, app.booking_terms,
  app.weekly_templates, app.day_exceptions, app.slots TO book_web;
--> statement-breakpoint
-- That a place is taken, and never by whom.
GRANT SELECT (slot_id, place, reserved, closed, taken) ON app.places TO book_web;
--> statement-breakpoint
ALTER TABLE app.weekly_templates ADD CONSTRAINT template_once EXCLUDE USING gist (room_id WITH =, weekday WITH =,
  int4range(from_minute, until_minute) WITH &&, daterange(valid_from, valid_until, '[]') WITH &&) WHERE (ended_at IS NULL);
--> statement-breakpoint
ALTER TABLE app.slots ADD CONSTRAINT slot_once EXCLUDE USING gist (room_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (closed_at IS NULL);
--> statement-breakpoint
-- Numbers of a room and day never meet, also where one slot was closed and another laid.
ALTER TABLE app.slots ADD CONSTRAINT numbers_once EXCLUDE USING gist (room_id WITH =, day WITH =,
  int4range(first_number, first_number + capacity) WITH &&);
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['places', 'appointments', 'booking_log', 'waits', 'offers', 'reminder_choices'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['booking_log', 'offer_log'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['places', 'appointments', 'waits', 'offers', 'slots'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY read_all ON app.places FOR SELECT TO book_web USING (true);
--> statement-breakpoint
-- Who helps by a station's helper session may book as well: that is what most people come for.
CREATE OR REPLACE FUNCTION app.helper_basis(p_staff uuid, p_citizen uuid, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'help:' || x.help_id FROM app.helper_sessions x JOIN app.family_parts f ON f.part = p_part AND f.scope IN ('record', 'booking')
  JOIN app.sessions s ON s.token_hash = x.session_hash AND s.ends_at > clock_timestamp() AND s.lasts_until > clock_timestamp()
  WHERE x.staff_id = p_staff AND x.citizen_id = p_citizen AND x.ended_at IS NULL AND x.ends_at > clock_timestamp()
    AND s.subject_id = p_staff LIMIT 1
$$;
--> statement-breakpoint
INSERT INTO app.family_parts (part, scope, writes) VALUES ('booking', 'booking', 'scope');
--> statement-breakpoint
-- Whose visits to come this transaction may read: one's own, or those of somebody for whom one may book.
CREATE FUNCTION app.granted_bookings() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
  l app.access_log;
BEGIN
  IF field IS NULL THEN RETURN '{}'; END IF;
  IF field[5] = 'own-reading' THEN RETURN ARRAY[field[6]::uuid]; END IF;
  l := app.acting();
  IF l.purpose = 'for-family' AND EXISTS (SELECT FROM app.relation_for(l.actor_id, l.citizen_id, 'booking', clock_timestamp())) THEN
    RETURN ARRAY[l.citizen_id];
  END IF;
  IF l.purpose = 'helping' AND app.helper_basis(l.actor_id, l.citizen_id, 'booking') IS NOT NULL THEN RETURN ARRAY[l.citizen_id]; END IF;
  RETURN '{}';
END $$;
--> statement-breakpoint
-- The facility whose day list this desk has opened.
CREATE FUNCTION app.granted_day_list() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.facility_code FROM guard.desk() d WHERE d.part IN ('today', 'appointment', 'schedule') AND d.facility_code <> '*'
$$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['appointments', 'booking_log', 'waits', 'offers', 'reminder_choices'] LOOP
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT app.granted_bookings())::uuid[]))', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['appointments', 'booking_log', 'waits', 'offers'] LOOP
    EXECUTE format('CREATE POLICY read_at_desk ON app.%I FOR SELECT TO book_web USING (facility_code = (SELECT app.granted_day_list()))', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- An appointment keeps whose and where it is; it goes forward only. Every change has a number for those who follow.
CREATE FUNCTION app.appointment_steps() RETURNS trigger
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
    NEW.changed_at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER steps BEFORE UPDATE ON app.appointments FOR EACH ROW EXECUTE FUNCTION app.appointment_steps();
--> statement-breakpoint
-- When a transaction ends, whoever is booked holds their place, and a place is held by one that is.
CREATE FUNCTION app.place_is_held() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a app.appointments;
  p app.places;
BEGIN
  SELECT * INTO a FROM app.appointments WHERE citizen_id = NEW.citizen_id AND appointment_id = NEW.appointment_id;
  IF a.slot_id IS NULL THEN RETURN NULL; END IF;
  SELECT * INTO p FROM app.places WHERE slot_id = a.slot_id AND place = a.place;
  IF (p.appointment_id IS NOT DISTINCT FROM a.appointment_id) <> (a.status <> 'cancelled') THEN
    RAISE EXCEPTION 'appointment % and its place disagree', a.appointment_id USING errcode = '23514';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER holds_place AFTER INSERT OR UPDATE OF slot_id, place, status ON app.appointments DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION app.place_is_held();
--> statement-breakpoint
CREATE FUNCTION app.log_booking(p_citizen uuid, p_about uuid, p_facility text, p_what text, p_kind text, p_actor uuid, p_name text, p_details jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.booking_log (citizen_id, about_id, facility_code, what, actor_kind, actor_id, actor_name, details)
  VALUES (p_citizen, p_about, p_facility, p_what, p_kind, p_actor, p_name, coalesce(p_details, '{}'))
$$;
--> statement-breakpoint
-- Who acts for whom in this book: the person, a relative, or whoever helps them ("hỗ trợ bởi"). Only where the part that was opened is booking.
CREATE FUNCTION app.booking_actor(OUT citizen_id uuid, OUT kind text, OUT actor_id uuid, OUT actor_name text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE l app.access_log := app.acting();
BEGIN
  citizen_id := app.own_citizen();
  IF l.part <> 'booking' THEN RAISE EXCEPTION 'no grant to book' USING errcode = '42501'; END IF;
  kind := CASE WHEN l.purpose = 'helping' THEN 'helper' ELSE 'citizen' END;
  IF l.purpose <> 'own-reading' THEN
    actor_id := l.actor_id;
    actor_name := l.actor_name;
  END IF;
END $$;
--> statement-breakpoint
-- The name and the birth date of somebody with a book, as they or their relatives are known here.
CREATE FUNCTION app.visitor(p_citizen uuid, OUT name text, OUT born text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT x.name, x.born FROM (
    SELECT 1 AS place, i.name, i.birth_date AS born FROM app.identities i WHERE i.citizen_id = p_citizen
    UNION ALL
    SELECT * FROM (SELECT 2, r.citizen_name, r.citizen_born::text FROM app.relations r WHERE r.citizen_id = p_citizen
      ORDER BY r.ended_at IS NULL DESC, r.made_at DESC LIMIT 1) of_relation
    UNION ALL
    SELECT * FROM (SELECT 3, h.citizen_name, NULL FROM app.helper_sessions h WHERE h.citizen_id = p_citizen ORDER BY h.began_at DESC LIMIT 1) of_help
  ) x ORDER BY x.place LIMIT 1
$$;
--> statement-breakpoint
-- What a facility laid down for booking, or what holds without a word of it.
CREATE FUNCTION app.terms_of(p_facility text) RETURNS app.booking_terms
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT t FROM app.booking_terms t WHERE t.facility_code = p_facility
  UNION ALL
  SELECT ROW(p_facility, 30, 60, 120, NULL, 90, 30, clock_timestamp())::app.booking_terms
  LIMIT 1
$$;
--> statement-breakpoint
-- Eight signs without 0, O, 1, I: 32 of them, so that five bits of chance are one sign.
CREATE FUNCTION app.new_appointment_code() RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (get_byte(b, i) & 31), 1), '' ORDER BY i)
  FROM public.gen_random_bytes(8) b, generate_series(0, 7) i
$$;
--> statement-breakpoint
-- When to remind next of a visit: a week, a day or two hours before, as the person chose; null when no such moment is left.
CREATE FUNCTION app.next_reminder(p_citizen uuid, p_starts timestamptz, p_after timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT min(m.at) FROM (SELECT 1) one
  LEFT JOIN app.reminder_choices c ON c.citizen_id = p_citizen
  CROSS JOIN LATERAL (VALUES
    (coalesce(c.week, false), p_starts - interval '7 days'),
    (coalesce(c.day, true), p_starts - interval '1 day'),
    (coalesce(c.hours, true), p_starts - interval '2 hours')) m (chosen, at)
  WHERE m.chosen AND m.at > p_after
$$;
--> statement-breakpoint
-- Takes a free place of a slot for an appointment: one that nobody else is about to take, else one that they let go. Null: none is left.
CREATE FUNCTION app.take_place(p_slot uuid, p_appointment uuid) RETURNS smallint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE got smallint;
BEGIN
  UPDATE app.places x SET appointment_id = p_appointment WHERE x.slot_id = p_slot AND x.place = (
    SELECT f.place FROM app.places f WHERE f.slot_id = p_slot AND f.appointment_id IS NULL AND f.offer_id IS NULL AND NOT f.reserved AND NOT f.closed
    ORDER BY f.place LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING x.place INTO got;
  IF got IS NULL THEN
    UPDATE app.places x SET appointment_id = p_appointment WHERE x.slot_id = p_slot AND x.place = (
      SELECT f.place FROM app.places f WHERE f.slot_id = p_slot AND f.appointment_id IS NULL AND f.offer_id IS NULL AND NOT f.reserved AND NOT f.closed
      ORDER BY f.place LIMIT 1 FOR UPDATE) RETURNING x.place INTO got;
  END IF;
  RETURN got;
END $$;
--> statement-breakpoint
-- Why somebody may not book in this slot now; null when they may. `p_but` is the appointment that is being moved.
CREATE FUNCTION app.booking_refusal(p_citizen uuid, s app.slots, p_service uuid, p_but uuid) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  t app.booking_terms;
  missed integer;
  now timestamptz := clock_timestamp();
BEGIN
  IF s.slot_id IS NULL OR s.closed_at IS NOT NULL THEN RETURN 'closed'; END IF;
  t := app.terms_of(s.facility_code);
  IF s.starts_at <= now + make_interval(mins => t.lead_minutes) THEN RETURN 'too-soon'; END IF;
  IF s.day > app.day_at(now) + t.days_ahead THEN RETURN 'too-far'; END IF;
  IF NOT EXISTS (SELECT FROM app.offered_services o WHERE o.service_id = p_service AND o.department_id = s.department_id AND o.closed_at IS NULL) THEN
    RETURN 'no-service';
  END IF;
  IF EXISTS (SELECT FROM app.appointments a WHERE a.citizen_id = p_citizen AND a.appointment_id IS DISTINCT FROM p_but
    AND a.status IN ('booked', 'checked-in', 'called', 'seeing') AND (a.starts_at = s.starts_at OR (a.department_id = s.department_id AND a.day = s.day))) THEN
    RETURN 'already';
  END IF;
  IF (SELECT count(*) FROM app.appointments a WHERE a.citizen_id = p_citizen AND a.appointment_id IS DISTINCT FROM p_but AND a.status = 'booked' AND a.starts_at > now) >= 10 THEN
    RETURN 'too-many';
  END IF;
  IF t.no_show_limit IS NOT NULL THEN
    SELECT count(*) INTO missed FROM app.appointments a WHERE a.citizen_id = p_citizen AND a.facility_code = s.facility_code AND a.status = 'no-show'
      AND a.starts_at > now - make_interval(days => t.no_show_days);
    IF missed >= t.no_show_limit AND EXISTS (SELECT FROM app.appointments a WHERE a.citizen_id = p_citizen AND a.facility_code = s.facility_code
      AND a.status = 'no-show' AND a.starts_at > now - make_interval(days => t.no_show_pause_days)) THEN RETURN 'paused'; END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- One person's bookings follow each other; different people never wait for each other here.
CREATE FUNCTION app.lock_bookings(p_citizen uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('booking ' || p_citizen::text, 0))
$$;
--> statement-breakpoint
CREATE FUNCTION app.write_appointment(p_citizen uuid, p_appointment uuid, s app.slots, p_place smallint, p_service uuid, p_key uuid, p_source text,
  p_name text, p_born text, p_reason text, p_origin text, p_origin_ref text, p_by uuid, p_by_name text, p_external text) RETURNS app.appointments
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.appointments (citizen_id, appointment_id, facility_code, department_id, room_id, slot_id, place, service_id, day, starts_at, number,
    code, citizen_name, citizen_born, reason, origin, origin_ref, price_vnd, insured_vnd, booking_key, source, booked_by, booked_by_name,
    external_number, next_remind_at, next_meet_at)
  SELECT p_citizen, p_appointment, s.facility_code, s.department_id, s.room_id, s.slot_id, p_place, p_service, s.day, s.starts_at,
    s.first_number + p_place - 1, app.new_appointment_code(), p_name, p_born, left(btrim(coalesce(p_reason, '')), 500), p_origin, p_origin_ref,
    o.price_vnd, o.insured_vnd, p_key, p_source, p_by, p_by_name, p_external, app.next_reminder(p_citizen, s.starts_at, clock_timestamp()),
    s.ends_at
  FROM (SELECT 1) one LEFT JOIN app.offered_services o ON o.service_id = p_service
  RETURNING *
$$;
--> statement-breakpoint
-- Books a place. The same key again answers what the first one made, also after a time-out; nothing is ever booked twice.
CREATE FUNCTION app.book_appointment(p_key uuid, p_slot uuid, p_service uuid, p_reason text, p_origin text, p_origin_ref text)
RETURNS TABLE (refusal text, appointment_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  w record;
  v record;
  s app.slots;
  a app.appointments;
  got smallint;
  why text;
  fresh uuid := gen_random_uuid();
BEGIN
  SELECT * INTO w FROM app.booking_actor();
  PERFORM app.lock_bookings(w.citizen_id);
  SELECT x.* INTO a FROM app.appointments x WHERE x.booking_key = p_key;
  IF a.appointment_id IS NOT NULL THEN
    IF a.citizen_id <> w.citizen_id THEN RAISE EXCEPTION 'a key of somebody else' USING errcode = '42501'; END IF;
    RETURN QUERY SELECT NULL::text, a.appointment_id; RETURN;
  END IF;
  SELECT x.* INTO s FROM app.slots x WHERE x.slot_id = p_slot;
  why := app.booking_refusal(w.citizen_id, s, p_service, NULL);
  IF why = 'already' THEN
    RETURN QUERY SELECT why, x.appointment_id FROM app.appointments x WHERE x.citizen_id = w.citizen_id AND x.status IN ('booked', 'checked-in', 'called', 'seeing')
      AND (x.starts_at = s.starts_at OR (x.department_id = s.department_id AND x.day = s.day)) ORDER BY x.starts_at LIMIT 1;
    RETURN;
  END IF;
  IF why IS NOT NULL THEN RETURN QUERY SELECT why, NULL::uuid; RETURN; END IF;
  got := app.take_place(p_slot, fresh);
  IF got IS NULL THEN RETURN QUERY SELECT 'full'::text, NULL::uuid; RETURN; END IF;
  SELECT * INTO v FROM app.visitor(w.citizen_id);
  a := app.write_appointment(w.citizen_id, fresh, s, got, p_service, p_key, CASE w.kind WHEN 'helper' THEN 'helper' ELSE 'app' END,
    coalesce(v.name, '–'), v.born, p_reason, p_origin, p_origin_ref, w.actor_id, w.actor_name, NULL);
  PERFORM app.log_booking(a.citizen_id, a.appointment_id, a.facility_code, 'booked', w.kind, coalesce(w.actor_id, w.citizen_id), w.actor_name,
    jsonb_build_object('startsAt', a.starts_at, 'number', a.number));
  PERFORM app.tell(a.citizen_id, 'appointment-booked', '/booking/' || a.appointment_id, jsonb_build_object('facility', a.facility_code, 'at', a.starts_at), a.appointment_id::text);
  RETURN QUERY SELECT NULL::text, a.appointment_id;
END $$;
--> statement-breakpoint
-- How long a freed place is held for whoever waits: two hours, less when the time is near; null when it is too near to ask.
CREATE FUNCTION app.offer_lasts(p_starts timestamptz, p_lead integer, p_now timestamptz) RETURNS interval
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN left_over >= interval '15 minutes' THEN left_over END
  FROM (SELECT least(interval '2 hours', (p_starts - make_interval(mins => p_lead) - p_now) / 2) AS left_over) x
$$;
--> statement-breakpoint
-- Offers one free place to the first who waits for such a one and was not offered it before. Whose turn it is, is decided under the lock of their row.
CREATE FUNCTION app.offer_place(p_slot uuid, p_place smallint) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s app.slots;
  w app.waits;
  lasts interval;
  fresh uuid := gen_random_uuid();
BEGIN
  SELECT * INTO s FROM app.slots WHERE slot_id = p_slot;
  IF s.closed_at IS NOT NULL THEN RETURN NULL; END IF;
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
-- Lets a place go: to the first who waits for it, or to everybody.
CREATE FUNCTION app.free_place(p_slot uuid, p_place smallint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.places SET appointment_id = NULL, offer_id = NULL WHERE slot_id = p_slot AND place = p_place;
  PERFORM app.offer_place(p_slot, p_place);
END $$;
--> statement-breakpoint
-- Ends a wait, and lets go what was held for it.
CREATE FUNCTION app.end_wait(w app.waits, p_status text, p_outcome text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE o app.offers;
BEGIN
  UPDATE app.waits SET status = p_status, ended_at = clock_timestamp() WHERE citizen_id = w.citizen_id AND wait_id = w.wait_id;
  UPDATE app.offers SET outcome = p_outcome, ended_at = clock_timestamp() WHERE citizen_id = w.citizen_id AND wait_id = w.wait_id AND ended_at IS NULL RETURNING * INTO o;
  IF o.offer_id IS NOT NULL THEN PERFORM app.free_place(o.slot_id, o.place); END IF;
END $$;
--> statement-breakpoint
-- Whoever has no appointment any more, or one that is early enough now, waits for nothing earlier.
CREATE FUNCTION app.end_early_waits(p_citizen uuid, p_appointment uuid, p_starts timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE w app.waits;
BEGIN
  FOR w IN SELECT x.* FROM app.waits x LEFT JOIN app.offers o ON o.citizen_id = x.citizen_id AND o.wait_id = x.wait_id AND o.ended_at IS NULL
    WHERE x.citizen_id = p_citizen AND x.appointment_id = p_appointment AND x.status IN ('waiting', 'offered')
      AND (p_starts IS NULL OR x.from_on > app.day_at(p_starts) OR o.starts_at >= p_starts) FOR UPDATE OF x LOOP
    PERFORM app.end_wait(w, 'ended', 'withdrawn');
  END LOOP;
END $$;
--> statement-breakpoint
-- Cancels; the place goes to whoever waits first. Again it is the same.
CREATE FUNCTION app.cancel_appointment(p_appointment uuid, p_because text) RETURNS text
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
-- Gives an appointment a place of another slot. Its old one is let go only when the new one is taken: nobody can have it meanwhile.
CREATE FUNCTION app.put_elsewhere(a app.appointments, s app.slots, p_place smallint) RETURNS app.appointments
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE moved app.appointments;
BEGIN
  UPDATE app.appointments SET slot_id = s.slot_id, place = p_place, department_id = s.department_id, room_id = s.room_id, day = s.day,
    starts_at = s.starts_at, number = s.first_number + p_place - 1, late_minutes = NULL,
    next_remind_at = app.next_reminder(a.citizen_id, s.starts_at, clock_timestamp()), next_meet_at = s.ends_at
  WHERE citizen_id = a.citizen_id AND appointment_id = a.appointment_id RETURNING * INTO moved;
  PERFORM app.offer_place(a.slot_id, a.place);
  RETURN moved;
END $$;
--> statement-breakpoint
-- Takes a place elsewhere for an appointment and puts it there; null when none is left, and then nothing has changed.
CREATE FUNCTION app.change_place(a app.appointments, s app.slots) RETURNS app.appointments
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE got smallint;
BEGIN
  UPDATE app.places SET appointment_id = NULL WHERE slot_id = a.slot_id AND place = a.place;
  got := app.take_place(s.slot_id, a.appointment_id);
  IF got IS NULL THEN
    UPDATE app.places SET appointment_id = a.appointment_id WHERE slot_id = a.slot_id AND place = a.place;
    RETURN NULL;
  END IF;
  RETURN app.put_elsewhere(a, s, got);
END $$;
--> statement-breakpoint
-- Changes to another time of the same department. The same again changes nothing.
CREATE FUNCTION app.move_appointment(p_appointment uuid, p_slot uuid) RETURNS text
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
  moved := app.change_place(a, s);
  IF moved.appointment_id IS NULL THEN RETURN 'full'; END IF;
  PERFORM app.log_booking(a.citizen_id, a.appointment_id, a.facility_code, 'moved', w.kind, coalesce(w.actor_id, w.citizen_id), w.actor_name,
    jsonb_build_object('from', a.starts_at, 'startsAt', moved.starts_at, 'number', moved.number));
  PERFORM app.end_early_waits(a.citizen_id, a.appointment_id, moved.starts_at);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Asks to be told of a place: an earlier one than the appointment they keep, or any. A place that is free already is offered at once. The same key is the same wait.
CREATE FUNCTION app.join_wait(p_key uuid, p_service uuid, p_from date, p_until date, p_part text, p_appointment uuid, p_reason text)
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
CREATE FUNCTION app.leave_wait(p_wait uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w record;
  x app.waits;
BEGIN
  SELECT * INTO w FROM app.booking_actor();
  PERFORM app.lock_bookings(w.citizen_id);
  SELECT * INTO x FROM app.waits WHERE citizen_id = w.citizen_id AND wait_id = p_wait FOR UPDATE;
  IF x.wait_id IS NULL THEN RETURN 'not-found'; END IF;
  IF x.ended_at IS NOT NULL THEN RETURN NULL; END IF;
  PERFORM app.log_booking(x.citizen_id, x.wait_id, x.facility_code, 'left', w.kind, coalesce(w.actor_id, w.citizen_id), w.actor_name, '{}');
  PERFORM app.end_wait(x, 'left', 'declined');
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Takes the place that is held. Whoever waited for an earlier time is moved, anybody else is booked; the same again is the same.
CREATE FUNCTION app.take_offer(p_offer uuid) RETURNS TABLE (refusal text, appointment_id uuid)
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
-- Gives an offered place on to the next; whoever declines goes on waiting for another.
CREATE FUNCTION app.end_offer(p_citizen uuid, p_offer uuid, p_outcome text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE o app.offers;
BEGIN
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
CREATE FUNCTION app.decline_offer(p_offer uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.booking_actor();
  PERFORM app.lock_bookings(w.citizen_id);
  IF NOT EXISTS (SELECT FROM app.offers WHERE citizen_id = w.citizen_id AND offer_id = p_offer) THEN RETURN 'not-found'; END IF;
  PERFORM app.end_offer(w.citizen_id, p_offer, 'declined');
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What is over: offers that nobody took go to the next, waits whose days are past end. Each by itself; a job that dies in between loses nothing.
CREATE FUNCTION app.expire_offers(p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  done integer := 0;
BEGIN
  FOR o IN SELECT x.citizen_id, x.offer_id FROM app.offers x WHERE x.ended_at IS NULL AND x.expires_at <= clock_timestamp() ORDER BY x.expires_at LIMIT p_most LOOP
    IF app.end_offer(o.citizen_id, o.offer_id, 'expired') THEN done := done + 1; END IF;
  END LOOP;
  UPDATE app.waits SET status = 'ended', ended_at = clock_timestamp() WHERE status = 'waiting' AND until_on < app.day_at(clock_timestamp());
  RETURN done;
END $$;
--> statement-breakpoint
-- "Tôi sẽ đến trễ": told to the desk, on the day alone. Null takes it back.
CREATE FUNCTION app.tell_late(p_appointment uuid, p_minutes integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w record;
  a app.appointments;
BEGIN
  SELECT * INTO w FROM app.booking_actor();
  SELECT * INTO a FROM app.appointments WHERE citizen_id = w.citizen_id AND appointment_id = p_appointment FOR UPDATE;
  IF a.appointment_id IS NULL THEN RETURN 'not-found'; END IF;
  IF a.status <> 'booked' OR a.day <> app.day_at(clock_timestamp()) THEN RETURN 'not-today'; END IF;
  IF a.late_minutes IS NOT DISTINCT FROM p_minutes THEN RETURN NULL; END IF;
  UPDATE app.appointments SET late_minutes = p_minutes WHERE citizen_id = a.citizen_id AND appointment_id = a.appointment_id;
  PERFORM app.log_booking(a.citizen_id, a.appointment_id, a.facility_code, 'told-late', w.kind, coalesce(w.actor_id, w.citizen_id), w.actor_name, jsonb_build_object('minutes', p_minutes));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- When this person wants to be reminded; their visits to come follow at once.
CREATE FUNCTION app.choose_reminders(p_week boolean, p_day boolean, p_hours boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.booking_actor();
  INSERT INTO app.reminder_choices (citizen_id, week, day, hours) VALUES (w.citizen_id, p_week, p_day, p_hours)
  ON CONFLICT (citizen_id) DO UPDATE SET week = p_week, day = p_day, hours = p_hours, changed_at = clock_timestamp();
  UPDATE app.appointments SET next_remind_at = app.next_reminder(citizen_id, starts_at, clock_timestamp())
  WHERE citizen_id = w.citizen_id AND status = 'booked' AND starts_at > clock_timestamp();
END $$;
--> statement-breakpoint
-- Reminds of visits whose moment has come, once each. `p_now` is the clock of the job.
CREATE FUNCTION app.remind_appointments(p_now timestamptz, p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a app.appointments;
  done integer := 0;
BEGIN
  FOR a IN SELECT x.* FROM app.appointments x WHERE x.next_remind_at <= p_now ORDER BY x.next_remind_at LIMIT p_most FOR UPDATE SKIP LOCKED LOOP
    IF a.status = 'booked' AND a.starts_at > p_now THEN
      PERFORM app.tell(a.citizen_id, CASE WHEN a.starts_at - p_now <= interval '3 hours' THEN 'appointment-soon' ELSE 'appointment-reminder' END,
        '/booking/' || a.appointment_id, jsonb_build_object('facility', a.facility_code, 'at', a.starts_at), a.appointment_id || ' ' || a.next_remind_at);
    END IF;
    UPDATE app.appointments SET next_remind_at = CASE WHEN a.status = 'booked' THEN app.next_reminder(a.citizen_id, a.starts_at, p_now) END
    WHERE citizen_id = a.citizen_id AND appointment_id = a.appointment_id;
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;
--> statement-breakpoint
-- Visits whose record may have come, and what was found: looked for every hour on the first day, then daily, for two months.
CREATE FUNCTION app.appointments_to_meet(p_most integer) RETURNS TABLE (citizen_id uuid, appointment_id uuid, facility_code text, day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.citizen_id, a.appointment_id, a.facility_code, a.day FROM app.appointments a
  WHERE a.next_meet_at <= clock_timestamp() ORDER BY a.next_meet_at LIMIT p_most
$$;
--> statement-breakpoint
CREATE FUNCTION app.meet_appointment(p_citizen uuid, p_appointment uuid, p_encounter uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a app.appointments;
BEGIN
  SELECT * INTO a FROM app.appointments WHERE citizen_id = p_citizen AND appointment_id = p_appointment FOR UPDATE;
  IF a.next_meet_at IS NULL THEN RETURN false; END IF;
  UPDATE app.appointments SET encounter_id = coalesce(p_encounter, encounter_id), next_meet_at = CASE
    WHEN p_encounter IS NOT NULL OR status IN ('cancelled', 'no-show') OR clock_timestamp() > starts_at + interval '60 days' THEN NULL
    WHEN clock_timestamp() < starts_at + interval '1 day' THEN clock_timestamp() + interval '1 hour' ELSE clock_timestamp() + interval '1 day' END
  WHERE citizen_id = p_citizen AND appointment_id = p_appointment;
  IF p_encounter IS NOT NULL THEN
    PERFORM app.log_booking(a.citizen_id, a.appointment_id, a.facility_code, 'record-came', 'system', NULL, NULL, jsonb_build_object('encounter', p_encounter));
  END IF;
  RETURN p_encounter IS NOT NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'granted_bookings', 'granted_day_list', 'appointment_steps', 'place_is_held', 'log_booking', 'booking_actor', 'visitor', 'terms_of',
    'new_appointment_code', 'next_reminder', 'take_place', 'booking_refusal', 'lock_bookings', 'write_appointment', 'book_appointment', 'offer_lasts',
    'offer_place', 'free_place', 'end_wait', 'end_early_waits', 'cancel_appointment', 'put_elsewhere', 'change_place', 'move_appointment', 'join_wait',
    'leave_wait', 'take_offer', 'end_offer', 'decline_offer', 'expire_offers', 'tell_late', 'choose_reminders', 'remind_appointments',
    'appointments_to_meet', 'meet_appointment') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.granted_bookings(), app.granted_day_list(), app.book_appointment(uuid, uuid, uuid, text, text, text),
  app.cancel_appointment(uuid, text), app.move_appointment(uuid, uuid), app.join_wait(uuid, uuid, date, date, text, uuid, text), app.leave_wait(uuid),
  app.take_offer(uuid), app.decline_offer(uuid), app.tell_late(uuid, integer), app.choose_reminders(boolean, boolean, boolean) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.expire_offers(integer), app.remind_appointments(timestamptz, integer), app.appointments_to_meet(integer),
  app.meet_appointment(uuid, uuid, uuid) TO book_worker;
