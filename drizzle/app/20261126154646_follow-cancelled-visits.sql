-- As before; and a note for a booked visit stands only while that visit does.
CREATE OR REPLACE FUNCTION app.receive_fee_note(p_grant text, p_citizen uuid, p_note jsonb, p_digest bytea) RETURNS TABLE (outcome text, note_id uuid, status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  at_facility text := (SELECT s.facility_code FROM guard.sender_of_note(p_grant) s);
  n app.fee_notes;
  amount bigint := (p_note->>'amountVnd')::bigint;
BEGIN
  IF at_facility IS NULL THEN RAISE EXCEPTION 'no sender''s grant' USING errcode = '28000'; END IF;
  IF p_citizen IS NULL OR length(p_digest) <> 32 OR (p_note->>'noteNumber') !~ '^[A-Za-z0-9._/-]{1,40}$' THEN
    RAISE EXCEPTION 'not a fee note' USING errcode = '22023';
  END IF;
  -- The visit cannot be cancelled meanwhile without this note being seen by whoever cancels it.
  IF p_note ? 'appointmentCode' AND NOT EXISTS (SELECT FROM app.fee_notes f WHERE f.facility_code = at_facility AND f.note_number = p_note->>'noteNumber') THEN
    PERFORM FROM app.appointments a WHERE a.code = p_note->>'appointmentCode' AND a.citizen_id = p_citizen AND a.facility_code = at_facility AND a.status <> 'cancelled' FOR SHARE;
    IF NOT FOUND THEN RETURN QUERY SELECT 'visit-unknown'::text, NULL::uuid, NULL::text; RETURN; END IF;
  END IF;
  INSERT INTO app.fee_notes (citizen_id, note_id, facility_code, note_number, kind, encounter_ref, appointment_code, issued_on, amount_vnd, lines, digest, status, next_meet_at)
  VALUES (p_citizen, gen_random_uuid(), at_facility, p_note->>'noteNumber', p_note->>'kind', p_note->>'encounterRef', p_note->>'appointmentCode', (p_note->>'issuedOn')::date,
    amount, p_note->'lines', p_digest, CASE WHEN amount = 0 THEN 'insured' ELSE 'open' END,
    CASE WHEN p_note ? 'encounterRef' THEN clock_timestamp() END)
  ON CONFLICT (facility_code, note_number) DO NOTHING RETURNING * INTO n;
  IF n.note_id IS NOT NULL THEN
    PERFORM app.log_payment(n, 'received', NULL, 'facility', NULL, jsonb_build_object('amountVnd', amount));
    IF n.kind = 'settlement' AND n.status = 'open' THEN
      PERFORM app.set_off_deposits(n.citizen_id, n.facility_code, n.encounter_ref);
      SELECT f.* INTO n FROM app.fee_notes f WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id;
    END IF;
    RETURN QUERY SELECT 'received'::text, n.note_id, n.status; RETURN;
  END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.facility_code = at_facility AND f.note_number = p_note->>'noteNumber';
  RETURN QUERY SELECT CASE WHEN n.digest = p_digest AND n.citizen_id = p_citizen THEN 'unchanged' ELSE 'differs' END, n.note_id, n.status;
END $$;
--> statement-breakpoint
-- A note keeps for which visit it is.
CREATE FUNCTION app.note_keeps_visit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.appointment_code IS DISTINCT FROM OLD.appointment_code THEN RAISE EXCEPTION 'a fee note keeps what it says' USING errcode = '23514'; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER keeps_visit BEFORE UPDATE OF appointment_code ON app.fee_notes FOR EACH ROW EXECUTE FUNCTION app.note_keeps_visit();
--> statement-breakpoint
-- Whose booked visit a code names, for the facility that expects them. Nobody's book: a ticket that was written without one.
CREATE FUNCTION app.person_of_appointment(p_grant text, p_code text, p_name text) RETURNS TABLE (citizen_id uuid, refusal text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  at_facility text := (SELECT s.facility_code FROM guard.sender_of_note(p_grant) s);
  a app.appointments;
BEGIN
  IF at_facility IS NULL THEN RAISE EXCEPTION 'no sender''s grant' USING errcode = '28000'; END IF;
  SELECT x.* INTO a FROM app.appointments x WHERE x.code = p_code AND x.facility_code = at_facility;
  IF a.appointment_id IS NULL THEN RETURN QUERY SELECT NULL::uuid, 'visit-unknown'::text; RETURN; END IF;
  IF app.folded_name(a.citizen_name) IS DISTINCT FROM app.folded_name(p_name) THEN RETURN QUERY SELECT NULL::uuid, 'person-differs'::text; RETURN; END IF;
  IF NOT app.has_book(a) THEN RETURN QUERY SELECT NULL::uuid, 'person-unknown'::text; RETURN; END IF;
  RETURN QUERY SELECT a.citizen_id, NULL::text;
END $$;
--> statement-breakpoint
-- What becomes of a note when its visit is cancelled: asked for no more, or given back. While it is being paid it waits for what the bank says.
CREATE FUNCTION app.undo_note_of_visit(p_citizen uuid, p_note uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.fee_notes;
  p app.payment_attempts;
  back bigint;
BEGIN
  SELECT * INTO n FROM app.fee_notes WHERE citizen_id = p_citizen AND note_id = p_note FOR UPDATE;
  IF n.status IN ('open', 'insured') THEN
    IF EXISTS (SELECT FROM app.payment_attempts a WHERE a.citizen_id = n.citizen_id AND a.note_id = n.note_id AND a.status IN ('pending', 'review')) THEN RETURN false; END IF;
    UPDATE app.fee_notes SET status = 'void', voided_at = clock_timestamp(), voided_because = 'Lịch khám đã hủy', next_meet_at = NULL
    WHERE citizen_id = n.citizen_id AND note_id = n.note_id;
    PERFORM app.log_payment(n, 'voided', NULL, 'system', NULL, jsonb_build_object('because', 'visit-cancelled'));
    RETURN true;
  END IF;
  IF n.status NOT IN ('paid', 'partially-refunded') THEN RETURN false; END IF;
  SELECT * INTO p FROM app.payment_attempts WHERE citizen_id = n.citizen_id AND attempt_id = n.settled_by FOR UPDATE;
  SELECT p.amount_vnd - coalesce(sum(r.amount_vnd), 0) INTO back FROM app.refunds r
  WHERE r.citizen_id = p.citizen_id AND r.attempt_id = p.attempt_id AND r.status NOT IN ('rejected', 'withdrawn');
  -- Asked once: what a person at the desk withdrew or the bank refused is theirs to decide.
  IF back <= 0 OR EXISTS (SELECT FROM app.refunds r WHERE r.citizen_id = p.citizen_id AND r.attempt_id = p.attempt_id
    AND (r.status IN ('requested', 'submitted', 'unknown') OR r.because = 'Lịch khám đã hủy')) THEN RETURN false; END IF;
  PERFORM app.ask_refund_of_itself(n, p, back, 'Lịch khám đã hủy');
  RETURN true;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.visit_cancelled() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.undo_note_of_visit(f.citizen_id, f.note_id) FROM app.fee_notes f WHERE f.appointment_code = NEW.code AND f.citizen_id = NEW.citizen_id
    AND f.status IN ('open', 'insured', 'paid', 'partially-refunded');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER cancelled AFTER UPDATE OF status ON app.appointments FOR EACH ROW WHEN (NEW.status = 'cancelled' AND OLD.status <> 'cancelled')
  EXECUTE FUNCTION app.visit_cancelled();
--> statement-breakpoint
-- What was being paid while its visit was cancelled.
CREATE FUNCTION app.follow_cancelled_visits(p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n record;
  done integer := 0;
BEGIN
  FOR n IN SELECT f.citizen_id, f.note_id FROM app.fee_notes f JOIN app.appointments a ON a.code = f.appointment_code AND a.citizen_id = f.citizen_id
    WHERE f.appointment_code IS NOT NULL AND a.status = 'cancelled' AND f.status IN ('open', 'insured', 'paid')
      AND NOT EXISTS (SELECT FROM app.refunds r WHERE r.citizen_id = f.citizen_id AND r.attempt_id = f.settled_by)
      AND NOT EXISTS (SELECT FROM app.payment_attempts p WHERE p.citizen_id = f.citizen_id AND p.note_id = f.note_id AND p.status IN ('pending', 'review'))
    LIMIT p_most LOOP
    IF app.undo_note_of_visit(n.citizen_id, n.note_id) THEN done := done + 1; END IF;
  END LOOP;
  RETURN done;
END $$;
--> statement-breakpoint
-- As before; a ticket of nobody's book is known by its own id (`app.has_book`).
CREATE OR REPLACE FUNCTION app.exchange_book(p_grant text, p_number text, p_citizen uuid, p_slot uuid, p_service uuid, p_name text, p_born text, p_reason text)
RETURNS TABLE (refusal text, outcome text, appointment jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  at_facility text := app.exchanging(p_grant);
  fresh uuid := gen_random_uuid();
  who uuid := coalesce(p_citizen, fresh);
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
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'note_keeps_visit', 'person_of_appointment', 'undo_note_of_visit', 'visit_cancelled', 'follow_cancelled_visits') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.person_of_appointment(text, text, text) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.follow_cancelled_visits(integer) TO book_worker;
