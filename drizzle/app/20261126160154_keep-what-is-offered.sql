-- The desk of a facility enters what it offers and when. Each of these verbs answers why it did not happen, or null when it did; the same again
-- changes nothing, and every change leaves its row in the transaction of the change.
CREATE FUNCTION app.log_offer(who app.staff, p_what text, p_about uuid, p_details jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.offer_log (facility_code, actor_id, actor_name, what, about_id, details)
  VALUES (who.facility_code, who.staff_id, who.name, p_what, p_about, jsonb_strip_nulls(p_details))
$$;
--> statement-breakpoint
CREATE FUNCTION app.describe_place(p_token text, p_address text, p_phone text, p_latitude double precision, p_longitude double precision, p_arrival text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  was app.facility_places;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'place of a facility'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  IF NOT EXISTS (SELECT FROM app.facilities WHERE facility_code = who.facility_code) THEN RETURN 'no-facility'; END IF;
  SELECT * INTO was FROM app.facility_places WHERE facility_code = who.facility_code;
  IF (was.address, was.phone, was.latitude, was.longitude, was.arrival) IS NOT DISTINCT FROM (p_address, p_phone, p_latitude, p_longitude, p_arrival) THEN RETURN NULL; END IF;
  INSERT INTO app.facility_places (facility_code, address, phone, latitude, longitude, arrival)
  VALUES (who.facility_code, p_address, p_phone, p_latitude, p_longitude, p_arrival)
  ON CONFLICT (facility_code) DO UPDATE SET address = p_address, phone = p_phone, latitude = p_latitude, longitude = p_longitude, arrival = p_arrival,
    changed_at = clock_timestamp();
  PERFORM app.log_offer(who, 'place-described', NULL, jsonb_build_object('address', p_address, 'phone', p_phone, 'latitude', p_latitude, 'longitude', p_longitude,
    'arrival', p_arrival, 'was', to_jsonb(was) - 'facility_code' - 'changed_at'));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.set_terms(p_token text, p_days integer, p_lead integer, p_cancel integer, p_limit integer, p_within integer, p_pause integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  was app.booking_terms;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'booking terms'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  IF NOT EXISTS (SELECT FROM app.facilities WHERE facility_code = who.facility_code) THEN RETURN 'no-facility'; END IF;
  SELECT * INTO was FROM app.booking_terms WHERE facility_code = who.facility_code;
  IF was.facility_code IS NOT NULL AND (was.days_ahead, was.lead_minutes, was.cancel_minutes, was.no_show_limit, was.no_show_days, was.no_show_pause_days)
    IS NOT DISTINCT FROM (p_days, p_lead, p_cancel, p_limit, p_within, p_pause) THEN RETURN NULL; END IF;
  INSERT INTO app.booking_terms (facility_code, days_ahead, lead_minutes, cancel_minutes, no_show_limit, no_show_days, no_show_pause_days)
  VALUES (who.facility_code, p_days, p_lead, p_cancel, p_limit, p_within, p_pause)
  ON CONFLICT (facility_code) DO UPDATE SET days_ahead = p_days, lead_minutes = p_lead, cancel_minutes = p_cancel, no_show_limit = p_limit,
    no_show_days = p_within, no_show_pause_days = p_pause, changed_at = clock_timestamp();
  PERFORM app.log_offer(who, 'terms-set', NULL, jsonb_build_object('daysAhead', p_days, 'leadMinutes', p_lead, 'cancelMinutes', p_cancel, 'noShowLimit', p_limit,
    'noShowDays', p_within, 'noShowPauseDays', p_pause, 'was', to_jsonb(was) - 'facility_code' - 'changed_at'));
  PERFORM app.want_laying(who.facility_code);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Opens a department under an id that its form carries, or names it anew.
CREATE FUNCTION app.keep_department(p_token text, p_id uuid, p_name text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  was app.departments;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'a department'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  IF NOT EXISTS (SELECT FROM app.facilities WHERE facility_code = who.facility_code) THEN RETURN 'no-facility'; END IF;
  SELECT * INTO was FROM app.departments WHERE department_id = p_id;
  IF was.department_id IS NOT NULL AND (was.facility_code <> who.facility_code OR was.closed_at IS NOT NULL) THEN RETURN 'not-found'; END IF;
  IF was.name = p_name THEN RETURN NULL; END IF;
  IF EXISTS (SELECT FROM app.departments WHERE facility_code = who.facility_code AND closed_at IS NULL AND department_id <> p_id AND lower(name) = lower(p_name)) THEN RETURN 'name-known'; END IF;
  INSERT INTO app.departments (department_id, facility_code, name) VALUES (p_id, who.facility_code, p_name)
  ON CONFLICT (department_id) DO UPDATE SET name = p_name;
  PERFORM app.log_offer(who, CASE WHEN was.department_id IS NULL THEN 'department-opened' ELSE 'department-changed' END, p_id, jsonb_build_object('name', p_name, 'was', was.name));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- An open department of this facility.
CREATE FUNCTION app.own_department(who app.staff, p_department uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.departments WHERE department_id = p_department AND facility_code = who.facility_code AND closed_at IS NULL)
$$;
--> statement-breakpoint
-- A room or a person stays in its department: times that were laid name both.
CREATE FUNCTION app.keep_room(p_token text, p_id uuid, p_department uuid, p_name text, p_place text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  was app.rooms;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'a room'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  SELECT * INTO was FROM app.rooms WHERE room_id = p_id;
  IF NOT app.own_department(who, p_department) OR (was.room_id IS NOT NULL AND (was.department_id <> p_department OR was.closed_at IS NOT NULL)) THEN RETURN 'not-found'; END IF;
  IF was.room_id IS NOT NULL AND (was.name, was.place) IS NOT DISTINCT FROM (p_name, p_place) THEN RETURN NULL; END IF;
  IF EXISTS (SELECT FROM app.rooms WHERE facility_code = who.facility_code AND closed_at IS NULL AND room_id <> p_id AND lower(name) = lower(p_name)) THEN RETURN 'name-known'; END IF;
  INSERT INTO app.rooms (room_id, department_id, facility_code, name, place) VALUES (p_id, p_department, who.facility_code, p_name, p_place)
  ON CONFLICT (room_id) DO UPDATE SET name = p_name, place = p_place;
  PERFORM app.log_offer(who, CASE WHEN was.room_id IS NULL THEN 'room-opened' ELSE 'room-changed' END, p_id,
    jsonb_build_object('name', p_name, 'place', p_place, 'was', jsonb_build_object('name', was.name, 'place', was.place)));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.keep_practitioner(p_token text, p_id uuid, p_department uuid, p_name text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  was app.practitioners;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'a practitioner'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  SELECT * INTO was FROM app.practitioners WHERE practitioner_id = p_id;
  IF NOT app.own_department(who, p_department) OR (was.practitioner_id IS NOT NULL AND (was.department_id <> p_department OR was.closed_at IS NOT NULL)) THEN RETURN 'not-found'; END IF;
  IF was.name = p_name THEN RETURN NULL; END IF;
  INSERT INTO app.practitioners (practitioner_id, department_id, facility_code, name) VALUES (p_id, p_department, who.facility_code, p_name)
  ON CONFLICT (practitioner_id) DO UPDATE SET name = p_name;
  PERFORM app.log_offer(who, CASE WHEN was.practitioner_id IS NULL THEN 'practitioner-added' ELSE 'practitioner-changed' END, p_id, jsonb_build_object('name', p_name, 'was', was.name));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.keep_service(p_token text, p_id uuid, p_department uuid, p_name text, p_reasons text[], p_price bigint, p_insured bigint, p_bring text[],
  p_warning_title text, p_warning_text text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  was app.offered_services;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'a service'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  SELECT * INTO was FROM app.offered_services WHERE service_id = p_id;
  IF NOT app.own_department(who, p_department) OR (was.service_id IS NOT NULL AND (was.department_id <> p_department OR was.closed_at IS NOT NULL)) THEN RETURN 'not-found'; END IF;
  IF was.service_id IS NOT NULL AND (was.name, was.reasons, was.price_vnd, was.insured_vnd, was.bring, was.warning_title, was.warning_text)
    IS NOT DISTINCT FROM (p_name, p_reasons, p_price, p_insured, p_bring, p_warning_title, p_warning_text) THEN RETURN NULL; END IF;
  IF EXISTS (SELECT FROM app.offered_services WHERE department_id = p_department AND closed_at IS NULL AND service_id <> p_id AND lower(name) = lower(p_name)) THEN RETURN 'name-known'; END IF;
  INSERT INTO app.offered_services (service_id, department_id, facility_code, name, reasons, price_vnd, insured_vnd, bring, warning_title, warning_text)
  VALUES (p_id, p_department, who.facility_code, p_name, p_reasons, p_price, p_insured, p_bring, p_warning_title, p_warning_text)
  ON CONFLICT (service_id) DO UPDATE SET name = p_name, reasons = p_reasons, price_vnd = p_price, insured_vnd = p_insured, bring = p_bring,
    warning_title = p_warning_title, warning_text = p_warning_text;
  PERFORM app.log_offer(who, CASE WHEN was.service_id IS NULL THEN 'service-opened' ELSE 'service-changed' END, p_id,
    jsonb_build_object('name', p_name, 'reasons', p_reasons, 'priceVnd', p_price, 'insuredVnd', p_insured, 'bring', p_bring, 'warningTitle', p_warning_title,
      'warningText', p_warning_text, 'was', to_jsonb(was) - 'service_id' - 'department_id' - 'facility_code' - 'closed_at'));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Is offered no more: a department with everything in it, a room, a service, a person. Whoever is booked stays booked.
CREATE FUNCTION app.close_offered(p_token text, p_kind text, p_id uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  was record;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, concat('closing a ', p_kind)); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  SELECT x.* INTO was FROM (
    SELECT 'department' AS kind, d.department_id AS id, d.facility_code, d.name, d.closed_at FROM app.departments d
    UNION ALL SELECT 'room', r.room_id, r.facility_code, r.name, r.closed_at FROM app.rooms r
    UNION ALL SELECT 'service', s.service_id, s.facility_code, s.name, s.closed_at FROM app.offered_services s
    UNION ALL SELECT 'practitioner', p.practitioner_id, p.facility_code, p.name, p.closed_at FROM app.practitioners p) x
  WHERE x.kind = p_kind AND x.id = p_id AND x.facility_code = who.facility_code;
  IF was.id IS NULL THEN RETURN 'not-found'; END IF;
  IF was.closed_at IS NOT NULL THEN RETURN NULL; END IF;
  IF p_kind = 'department' THEN UPDATE app.departments SET closed_at = clock_timestamp() WHERE department_id = p_id;
  ELSIF p_kind = 'room' THEN UPDATE app.rooms SET closed_at = clock_timestamp() WHERE room_id = p_id;
  ELSIF p_kind = 'service' THEN UPDATE app.offered_services SET closed_at = clock_timestamp() WHERE service_id = p_id;
  ELSE UPDATE app.practitioners SET closed_at = clock_timestamp() WHERE practitioner_id = p_id;
  END IF;
  PERFORM app.log_offer(who, p_kind || '-closed', p_id, jsonb_build_object('name', was.name));
  IF p_kind <> 'service' THEN PERFORM app.want_laying(who.facility_code); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- One id for each part of what a form makes: the same form again makes the same.
CREATE FUNCTION app.id_of_part(p_key uuid, p_part text) RETURNS uuid
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (substr(h, 1, 12) || '8' || substr(h, 14, 3) || 'a' || substr(h, 18, 15))::uuid FROM (SELECT md5(p_key::text || ' ' || p_part) AS h) x
$$;
--> statement-breakpoint
-- A room of this facility that is open, and a person of its department who may be named there.
CREATE FUNCTION app.own_room(who app.staff, p_room uuid, p_practitioner uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.rooms r JOIN app.departments d ON d.department_id = r.department_id AND d.closed_at IS NULL
    WHERE r.room_id = p_room AND r.facility_code = who.facility_code AND r.closed_at IS NULL
      AND (p_practitioner IS NULL OR EXISTS (SELECT FROM app.practitioners p WHERE p.practitioner_id = p_practitioner AND p.department_id = r.department_id AND p.closed_at IS NULL)))
$$;
--> statement-breakpoint
-- Hours of a week in a room, on one or more weekdays.
CREATE FUNCTION app.add_hours(p_token text, p_key uuid, p_room uuid, p_practitioner uuid, p_weekdays integer[], p_from integer, p_until integer, p_minutes integer,
  p_capacity integer, p_reserve integer, p_valid_from date, p_valid_until date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who app.staff;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'hours of a room'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  IF EXISTS (SELECT FROM unnest(p_weekdays) n JOIN app.weekly_templates t ON t.template_id = app.id_of_part(p_key, n::text)) THEN RETURN NULL; END IF;
  IF NOT app.own_room(who, p_room, p_practitioner) THEN RETURN 'not-found'; END IF;
  INSERT INTO app.weekly_templates (template_id, facility_code, room_id, practitioner_id, weekday, from_minute, until_minute, slot_minutes, capacity, reserve,
    valid_from, valid_until, made_by_name)
  SELECT app.id_of_part(p_key, n::text), who.facility_code, p_room, p_practitioner, n, p_from, p_until, p_minutes, p_capacity, p_reserve, p_valid_from, p_valid_until, who.name
  FROM unnest(p_weekdays) n;
  PERFORM app.log_offer(who, 'hours-added', p_room, jsonb_build_object('weekdays', p_weekdays, 'from', p_from, 'until', p_until, 'minutes', p_minutes,
    'capacity', p_capacity, 'reserve', p_reserve, 'validFrom', p_valid_from, 'validUntil', p_valid_until, 'practitioner', p_practitioner));
  PERFORM app.want_laying(who.facility_code);
  RETURN NULL;
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'overlap';
END $$;
--> statement-breakpoint
-- Ends hours after a day; those that had not begun by then never were.
CREATE FUNCTION app.stop_hours(t app.weekly_templates, p_last date) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  UPDATE app.weekly_templates SET valid_until = CASE WHEN p_last >= t.valid_from THEN p_last ELSE valid_until END,
    ended_at = CASE WHEN p_last >= t.valid_from THEN NULL ELSE clock_timestamp() END
  WHERE template_id = t.template_id
$$;
--> statement-breakpoint
CREATE FUNCTION app.end_hours(p_token text, p_template uuid, p_last date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  t app.weekly_templates;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'hours of a room'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  SELECT * INTO t FROM app.weekly_templates WHERE template_id = p_template AND facility_code = who.facility_code FOR UPDATE;
  IF t.template_id IS NULL THEN RETURN 'not-found'; END IF;
  IF t.ended_at IS NOT NULL OR t.valid_until <= p_last THEN RETURN NULL; END IF;
  PERFORM app.stop_hours(t, p_last);
  PERFORM app.log_offer(who, 'hours-ended', p_template, jsonb_build_object('room', t.room_id, 'weekday', t.weekday, 'from', t.from_minute, 'until', t.until_minute, 'last', p_last));
  PERFORM app.want_laying(who.facility_code);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Other hours from a day on: the old ones end the day before, the new ones follow, together or not at all.
CREATE FUNCTION app.change_hours(p_token text, p_key uuid, p_template uuid, p_practitioner uuid, p_from integer, p_until integer, p_minutes integer,
  p_capacity integer, p_reserve integer, p_valid_from date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  t app.weekly_templates;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'hours of a room'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  IF EXISTS (SELECT FROM app.weekly_templates WHERE template_id = app.id_of_part(p_key, 'change')) THEN RETURN NULL; END IF;
  SELECT * INTO t FROM app.weekly_templates WHERE template_id = p_template AND facility_code = who.facility_code FOR UPDATE;
  IF t.template_id IS NULL OR NOT app.own_room(who, t.room_id, p_practitioner) THEN RETURN 'not-found'; END IF;
  IF t.ended_at IS NOT NULL OR t.valid_until < p_valid_from THEN RETURN 'ended'; END IF;
  IF (t.practitioner_id, t.from_minute, t.until_minute, t.slot_minutes, t.capacity, t.reserve) IS NOT DISTINCT FROM
    (p_practitioner, p_from::smallint, p_until::smallint, p_minutes::smallint, p_capacity::smallint, p_reserve::smallint) THEN RETURN NULL; END IF;
  PERFORM app.stop_hours(t, p_valid_from - 1);
  INSERT INTO app.weekly_templates (template_id, facility_code, room_id, practitioner_id, weekday, from_minute, until_minute, slot_minutes, capacity, reserve,
    valid_from, valid_until, made_by_name)
  VALUES (app.id_of_part(p_key, 'change'), who.facility_code, t.room_id, p_practitioner, t.weekday, p_from, p_until, p_minutes, p_capacity, p_reserve,
    greatest(p_valid_from, t.valid_from), t.valid_until, who.name);
  PERFORM app.log_offer(who, 'hours-changed', p_template, jsonb_build_object('room', t.room_id, 'weekday', t.weekday, 'from', p_from, 'until', p_until, 'minutes', p_minutes,
    'capacity', p_capacity, 'reserve', p_reserve, 'validFrom', p_valid_from, 'practitioner', p_practitioner,
    'was', jsonb_build_object('from', t.from_minute, 'until', t.until_minute, 'minutes', t.slot_minutes, 'capacity', t.capacity, 'reserve', t.reserve, 'practitioner', t.practitioner_id)));
  PERFORM app.want_laying(who.facility_code);
  RETURN NULL;
EXCEPTION WHEN exclusion_violation THEN
  RETURN 'overlap';
END $$;
--> statement-breakpoint
-- Days that are not as their week says: closed hours of a room or of the whole facility, or extra ones of a room.
CREATE FUNCTION app.add_exception(p_token text, p_key uuid, p_kind text, p_room uuid, p_practitioner uuid, p_from_day date, p_until_day date, p_from integer, p_until integer,
  p_minutes integer, p_capacity integer, p_reserve integer, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who app.staff;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'days of a schedule'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  IF EXISTS (SELECT FROM app.day_exceptions WHERE exception_id = app.id_of_part(p_key, p_from_day::text)) THEN RETURN NULL; END IF;
  IF p_room IS NOT NULL AND NOT app.own_room(who, p_room, p_practitioner) THEN RETURN 'not-found'; END IF;
  IF p_until_day < app.day_at(clock_timestamp()) THEN RETURN 'past'; END IF;
  IF p_until_day < p_from_day OR p_until_day > p_from_day + 60 THEN RETURN 'too-many-days'; END IF;
  IF NOT EXISTS (SELECT FROM app.facilities WHERE facility_code = who.facility_code) THEN RETURN 'no-facility'; END IF;
  INSERT INTO app.day_exceptions (exception_id, facility_code, room_id, practitioner_id, day, kind, from_minute, until_minute, slot_minutes, capacity, reserve, reason, made_by_name)
  SELECT app.id_of_part(p_key, (p_from_day + n)::text), who.facility_code, p_room, p_practitioner, p_from_day + n, p_kind, p_from, p_until, p_minutes, p_capacity, p_reserve, p_reason, who.name
  FROM generate_series(0, p_until_day - p_from_day) n;
  PERFORM app.log_offer(who, CASE p_kind WHEN 'closed' THEN 'days-closed' ELSE 'days-opened' END, p_room, jsonb_build_object('from', p_from_day, 'until', p_until_day,
    'fromMinute', p_from, 'untilMinute', p_until, 'minutes', p_minutes, 'capacity', p_capacity, 'reserve', p_reserve, 'reason', p_reason, 'practitioner', p_practitioner));
  PERFORM app.want_laying(who.facility_code);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.end_exception(p_token text, p_exception uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  x app.day_exceptions;
BEGIN
  SELECT * INTO who FROM app.clinic_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, 'days of a schedule'); END IF;
  PERFORM app.lock_schedule(who.facility_code);
  SELECT * INTO x FROM app.day_exceptions WHERE exception_id = p_exception AND facility_code = who.facility_code FOR UPDATE;
  IF x.exception_id IS NULL THEN RETURN 'not-found'; END IF;
  IF x.ended_at IS NOT NULL THEN RETURN NULL; END IF;
  UPDATE app.day_exceptions SET ended_at = clock_timestamp() WHERE exception_id = p_exception;
  PERFORM app.log_offer(who, 'day-withdrawn', p_exception, jsonb_build_object('day', x.day, 'kind', x.kind, 'room', x.room_id, 'reason', x.reason));
  PERFORM app.want_laying(who.facility_code);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- As app.hold_schedule, of the facility at whose desk this token works.
CREATE FUNCTION app.hold_own_schedule(p_token text, OUT facility_code text, OUT wanted integer, OUT until_on date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT x.facility_code INTO facility_code FROM app.clinic_of(p_token) x;
  IF facility_code IS NULL THEN RAISE EXCEPTION 'no desk to plan at' USING errcode = '42501'; END IF;
  SELECT h.wanted, h.until_on INTO wanted, until_on FROM app.hold_schedule(facility_code) h;
END $$;
--> statement-breakpoint
-- Whom this desk may move or call off: somebody booked with its facility whose time it gave up. In the order in which they take locks themselves.
CREATE FUNCTION app.stranded_here(p_appointment uuid, OUT a app.appointments, OUT staff_id uuid, OUT staff_name text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE d record;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF d.part IS DISTINCT FROM 'schedule' OR d.facility_code = '*' THEN RAISE EXCEPTION 'no grant to plan' USING errcode = '42501'; END IF;
  staff_id := d.staff_id;
  staff_name := d.staff_name;
  PERFORM app.lock_bookings(x.citizen_id) FROM app.appointments x WHERE x.appointment_id = p_appointment AND x.facility_code = d.facility_code;
  SELECT x.* INTO a FROM app.appointments x JOIN app.places p ON p.slot_id = x.slot_id AND p.place = x.place AND p.closed
  WHERE x.appointment_id = p_appointment AND x.facility_code = d.facility_code AND x.status = 'booked' FOR UPDATE OF x;
END $$;
--> statement-breakpoint
-- Free times to which somebody can be moved: of the same department, late enough to hear of it, and none at which they are elsewhere; the nearest first.
CREATE FUNCTION app.times_near(a app.appointments, p_most integer) RETURNS SETOF app.slots
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.* FROM app.slots s
  WHERE s.department_id = a.department_id AND s.closed_at IS NULL
    AND s.starts_at > clock_timestamp() + make_interval(mins => (app.terms_of(a.facility_code)).lead_minutes)
    AND EXISTS (SELECT FROM app.places p WHERE p.slot_id = s.slot_id AND NOT p.taken AND NOT p.reserved AND NOT p.closed)
    AND NOT EXISTS (SELECT FROM app.appointments x WHERE x.citizen_id = a.citizen_id AND x.appointment_id <> a.appointment_id
      AND x.status IN ('booked', 'checked-in', 'called', 'seeing') AND (x.starts_at = s.starts_at OR (x.department_id = s.department_id AND x.day = s.day)))
  ORDER BY abs(extract(epoch FROM s.starts_at - a.starts_at)), s.starts_at, s.room_id LIMIT p_most
$$;
--> statement-breakpoint
-- What the desk may propose to somebody whose time it gave up; nothing of anybody else's visits.
CREATE FUNCTION app.times_for_stranded(p_appointment uuid, p_most integer) RETURNS TABLE (slot_id uuid, starts_at timestamptz, room_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d record;
  a app.appointments;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF d.part IS DISTINCT FROM 'schedule' THEN RAISE EXCEPTION 'no grant to plan' USING errcode = '42501'; END IF;
  SELECT x.* INTO a FROM app.appointments x WHERE x.appointment_id = p_appointment AND x.facility_code = d.facility_code;
  IF a.appointment_id IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT s.slot_id, s.starts_at, r.name FROM app.times_near(a, least(p_most, 60)) s JOIN app.rooms r ON r.room_id = s.room_id;
END $$;
--> statement-breakpoint
-- Moves somebody whose time the facility gave up: to the time that is named, or to the nearest that is free; tells them. Again it is the same.
CREATE FUNCTION app.move_stranded(p_appointment uuid, p_slot uuid) RETURNS TABLE (refusal text, starts_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  w record;
  a app.appointments;
  s app.slots;
  moved app.appointments;
BEGIN
  SELECT * INTO w FROM app.stranded_here(p_appointment);
  a := w.a;
  IF a.appointment_id IS NULL THEN RETURN QUERY SELECT 'not-stranded'::text, NULL::timestamptz; RETURN; END IF;
  FOR s IN SELECT x.* FROM app.times_near(a, 200) x WHERE p_slot IS NULL OR x.slot_id = p_slot LOOP
    moved := app.change_place(a, s);
    EXIT WHEN moved.appointment_id IS NOT NULL;
  END LOOP;
  IF moved.appointment_id IS NULL THEN
    RETURN QUERY SELECT CASE WHEN p_slot IS NULL THEN 'no-time' ELSE 'full' END, NULL::timestamptz; RETURN;
  END IF;
  PERFORM app.log_booking(a.citizen_id, a.appointment_id, a.facility_code, 'moved', 'staff', w.staff_id, w.staff_name,
    jsonb_build_object('from', a.starts_at, 'startsAt', moved.starts_at, 'number', moved.number));
  PERFORM app.end_early_waits(a.citizen_id, a.appointment_id, moved.starts_at);
  PERFORM app.tell(a.citizen_id, 'appointment-moved', '/booking/' || a.appointment_id, jsonb_build_object('facility', a.facility_code, 'at', moved.starts_at),
    a.appointment_id || ' ' || moved.version);
  RETURN QUERY SELECT NULL::text, moved.starts_at;
END $$;
--> statement-breakpoint
-- Calls off a visit whose time the facility gave up, with the reason that the person reads.
CREATE FUNCTION app.cancel_stranded(p_appointment uuid, p_because text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w record;
  a app.appointments;
BEGIN
  SELECT * INTO w FROM app.stranded_here(p_appointment);
  a := w.a;
  IF a.appointment_id IS NULL THEN RETURN 'not-stranded'; END IF;
  UPDATE app.appointments SET status = 'cancelled', cancelled_at = clock_timestamp(), cancelled_by = 'facility', cancelled_because = left(p_because, 200),
    next_remind_at = NULL, next_meet_at = NULL WHERE citizen_id = a.citizen_id AND appointment_id = a.appointment_id;
  PERFORM app.log_booking(a.citizen_id, a.appointment_id, a.facility_code, 'cancelled', 'staff', w.staff_id, w.staff_name, jsonb_build_object('because', left(p_because, 200)));
  PERFORM app.end_early_waits(a.citizen_id, a.appointment_id, NULL);
  PERFORM app.free_place(a.slot_id, a.place);
  PERFORM app.tell(a.citizen_id, 'appointment-cancelled', '/booking/' || a.appointment_id, jsonb_build_object('facility', a.facility_code, 'at', a.starts_at), a.appointment_id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature, p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'log_offer', 'describe_place', 'set_terms', 'keep_department', 'own_department', 'keep_room', 'keep_practitioner', 'keep_service', 'close_offered', 'id_of_part',
    'own_room', 'add_hours', 'stop_hours', 'end_hours', 'change_hours', 'add_exception', 'end_exception', 'hold_own_schedule', 'stranded_here', 'times_near',
    'times_for_stranded', 'move_stranded', 'cancel_stranded') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
    IF f.name NOT IN ('log_offer', 'own_department', 'id_of_part', 'own_room', 'stop_hours', 'stranded_here', 'times_near') THEN
      EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO book_web', f.signature);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION app.hold_schedule(text) FROM book_web;
--> statement-breakpoint
GRANT SELECT ON app.practitioners TO book_worker;
