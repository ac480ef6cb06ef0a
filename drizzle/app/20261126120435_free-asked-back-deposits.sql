-- As before; what the book had asked back of a deposit, and nobody has sent yet, is free for another settlement of the visit.
CREATE OR REPLACE FUNCTION app.set_off_deposits(p_citizen uuid, p_facility text, p_ref text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s app.fee_notes;
  d app.fee_notes;
  a app.payment_attempts;
  use_id uuid;
  part bigint;
BEGIN
  IF p_ref IS NULL THEN RETURN; END IF;
  IF NOT EXISTS (SELECT FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref
    AND f.kind = 'deposit' AND f.status IN ('paid', 'partially-refunded') AND f.set_off_vnd < f.amount_vnd) THEN RETURN; END IF;
  PERFORM app.lock_visit_notes(p_citizen, p_facility, p_ref);
  -- Another settlement came: what the book had asked back of a deposit, and nobody has sent yet, is needed here.
  IF EXISTS (SELECT FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref AND f.kind = 'settlement' AND f.status = 'open') THEN
    FOR d IN SELECT f.* FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref AND f.kind = 'deposit' LOOP
      UPDATE app.refunds r SET status = 'withdrawn', ended_at = clock_timestamp()
      WHERE r.citizen_id = d.citizen_id AND r.attempt_id = d.settled_by AND r.requested_by IS NULL AND r.status = 'requested' RETURNING r.refund_id INTO use_id;
      IF FOUND THEN PERFORM app.log_payment(d, 'refund-withdrawn', use_id, 'system', NULL, '{}'); END IF;
    END LOOP;
  END IF;
  FOR s IN SELECT f.* FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref
    AND f.kind = 'settlement' AND f.status = 'open' AND NOT EXISTS (SELECT FROM app.payment_attempts p
      WHERE p.citizen_id = f.citizen_id AND p.note_id = f.note_id AND p.status IN ('pending', 'review')) ORDER BY f.received_at, f.note_id LOOP
    FOR d IN SELECT f.* FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref
      AND f.kind = 'deposit' AND NOT EXISTS (SELECT FROM app.deposit_uses u WHERE u.citizen_id = f.citizen_id AND u.deposit_note_id = f.note_id
        AND u.note_id = s.note_id AND u.undone_at IS NULL) ORDER BY f.received_at, f.note_id LOOP
      part := least(app.deposit_left(d), s.amount_vnd - s.set_off_vnd);
      CONTINUE WHEN part <= 0;
      use_id := gen_random_uuid();
      INSERT INTO app.deposit_uses (citizen_id, use_id, facility_code, deposit_note_id, note_id, amount_vnd)
      VALUES (s.citizen_id, use_id, s.facility_code, d.note_id, s.note_id, part);
      UPDATE app.fee_notes f SET set_off_vnd = f.set_off_vnd + part WHERE f.citizen_id = d.citizen_id AND f.note_id = d.note_id;
      UPDATE app.fee_notes f SET set_off_vnd = f.set_off_vnd + part,
        status = CASE WHEN f.set_off_vnd + part = f.amount_vnd THEN 'set-off' ELSE f.status END
      WHERE f.citizen_id = s.citizen_id AND f.note_id = s.note_id RETURNING f.* INTO s;
      PERFORM app.post_money('set-off', use_id, app.account_of(d), app.account_of(s), part);
      PERFORM app.log_payment(d, 'set-off', s.note_id, 'system', NULL, jsonb_build_object('amountVnd', part));
      PERFORM app.log_payment(s, 'set-off', d.note_id, 'system', NULL, jsonb_build_object('amountVnd', part));
    END LOOP;
  END LOOP;
  IF EXISTS (SELECT FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref
      AND f.kind = 'settlement' AND f.status IN ('set-off', 'paid'))
    AND NOT EXISTS (SELECT FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref
      AND f.kind = 'settlement' AND f.status = 'open') THEN
    FOR d IN SELECT f.* FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref AND f.kind = 'deposit' LOOP
      -- A clerk who withdrew it has given it back at the counter: it is not asked for again.
      CONTINUE WHEN app.deposit_left(d) <= 0 OR EXISTS (SELECT FROM app.refunds r WHERE r.citizen_id = d.citizen_id AND r.attempt_id = d.settled_by
        AND r.requested_by IS NULL AND r.status IN ('withdrawn', 'rejected') AND (r.status = 'rejected' OR r.decided_by IS NOT NULL));
      SELECT p.* INTO a FROM app.payment_attempts p WHERE p.citizen_id = d.citizen_id AND p.attempt_id = d.settled_by FOR UPDATE;
      PERFORM app.ask_refund_of_itself(d, a, app.deposit_left(d), 'Tạm ứng còn thừa sau quyết toán');
    END LOOP;
  END IF;
END $$;
--> statement-breakpoint
-- As before; also where such a settlement waits.
CREATE OR REPLACE FUNCTION app.set_off_waiting(p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v record;
  looked integer := 0;
BEGIN
  FOR v IN SELECT DISTINCT d.citizen_id, d.facility_code, d.encounter_ref FROM app.fee_notes d
    JOIN app.fee_notes s ON s.citizen_id = d.citizen_id AND s.facility_code = d.facility_code AND s.encounter_ref = d.encounter_ref
    WHERE d.kind = 'deposit' AND d.status IN ('paid', 'partially-refunded') AND (app.deposit_left(d) > 0 OR s.status = 'open')
      AND d.set_off_vnd < d.amount_vnd AND s.kind = 'settlement' AND (s.status IN ('open', 'paid', 'set-off')) LIMIT least(p_most, 500) LOOP
    PERFORM app.set_off_deposits(v.citizen_id, v.facility_code, v.encounter_ref);
    looked := looked + 1;
  END LOOP;
  RETURN looked;
END $$;
