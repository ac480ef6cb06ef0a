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
--> statement-breakpoint
-- As before; what agreed for a while and differs again stands open again. What somebody closed stays closed.
CREATE OR REPLACE FUNCTION app.difference_of(n app.fee_notes, p_attempt uuid, p_kind text, p_about text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.payment_differences (citizen_id, difference_id, note_id, facility_code, attempt_id, kind, about)
  VALUES (n.citizen_id, gen_random_uuid(), n.note_id, n.facility_code, p_attempt, p_kind, left(coalesce(p_about, ''), 100))
  ON CONFLICT ON CONSTRAINT payment_differences_once DO UPDATE SET closed_at = NULL, closed_because = NULL, found_at = clock_timestamp()
  WHERE app.payment_differences.closed_at IS NOT NULL AND app.payment_differences.closed_by IS NULL
$$;
--> statement-breakpoint
-- As before, in the same way.
CREATE OR REPLACE FUNCTION app.reconcile(p_terminal text, p_day date, p_facility text) RETURNS TABLE (run_id uuid, matched integer, differing integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  report uuid := (SELECT g.report_id FROM app.gateway_reports g WHERE g.terminal_code = p_terminal AND g.day = p_day
    AND g.facility_code IS NOT DISTINCT FROM p_facility ORDER BY g.received_at DESC LIMIT 1);
  run uuid := gen_random_uuid();
  differences_now jsonb;
  agreeing integer;
BEGIN
  WITH ours AS (
    SELECT p.attempt_id, p.facility_code, p.reference, p.amount_vnd, p.transaction_no FROM app.payment_attempts p
    WHERE p.terminal_code = p_terminal AND p.channel = 'vnpay' AND p.status = 'settled' AND (p_facility IS NULL OR p.facility_code = p_facility)
      AND (coalesce(p.paid_at, p.settled_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date = p_day
  ), rows AS (
    SELECT x.*, p.attempt_id, p.facility_code, p.status AS our_status, p.amount_vnd AS our_vnd, p.transaction_no AS our_no
    FROM app.gateway_report_rows x LEFT JOIN app.payment_attempts p ON p.terminal_code = p_terminal AND p.reference = x.reference
    WHERE x.report_id = report
  ), told AS (SELECT * FROM rows WHERE kind = 'payment' AND status = 'done'
  ), refunded AS (SELECT * FROM rows WHERE kind = 'refund' AND status IN ('done', 'refund-in-process', 'refund-sent')
  ), back AS (
    SELECT r.refund_id, r.amount_vnd, r.transaction_no, r.status, r.ended_at, r.facility_code, p.reference FROM app.refunds r
    JOIN app.payment_attempts p ON p.citizen_id = r.citizen_id AND p.attempt_id = r.attempt_id
    WHERE p.terminal_code = p_terminal AND p.channel = 'vnpay' AND r.submitted_at IS NOT NULL AND (p_facility IS NULL OR r.facility_code = p_facility)
  ), differences AS (
    SELECT 'ours-only' AS kind, o.facility_code, o.reference, o.amount_vnd AS ours, NULL::bigint AS theirs FROM ours o
    WHERE report IS NOT NULL AND NOT EXISTS (SELECT FROM app.gateway_report_rows x JOIN app.gateway_reports g ON g.report_id = x.report_id
      WHERE g.terminal_code = p_terminal AND x.reference = o.reference AND x.kind = 'payment' AND x.status = 'done')
    UNION ALL
    SELECT 'theirs-only', t.facility_code, t.reference, NULL, t.amount_vnd FROM told t
    WHERE t.our_status IS DISTINCT FROM 'settled' OR (t.transaction_no IS NOT NULL AND t.our_no IS NOT NULL AND t.transaction_no <> t.our_no)
    UNION ALL
    SELECT 'amount-differs', t.facility_code, t.reference, t.our_vnd, t.amount_vnd FROM told t
    WHERE t.our_status = 'settled' AND t.our_vnd <> t.amount_vnd
    UNION ALL
    SELECT 'refund-ours-only', b.facility_code, b.reference, b.amount_vnd, NULL FROM back b
    WHERE report IS NOT NULL AND b.status = 'succeeded' AND (b.ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date = p_day
      AND NOT EXISTS (SELECT FROM app.gateway_report_rows x JOIN app.gateway_reports g ON g.report_id = x.report_id
        WHERE g.terminal_code = p_terminal AND x.reference = b.reference AND x.kind = 'refund' AND x.amount_vnd = b.amount_vnd)
    UNION ALL
    SELECT 'refund-theirs-only', t.facility_code, t.reference, NULL, t.amount_vnd FROM refunded t
    WHERE NOT EXISTS (SELECT FROM back b WHERE b.reference = t.reference AND b.amount_vnd = t.amount_vnd AND b.status <> 'rejected'
      AND (b.transaction_no IS NULL OR t.transaction_no IS NULL OR b.transaction_no = t.transaction_no))
    UNION ALL
    SELECT 'not-posted', o.facility_code, o.reference, o.amount_vnd, l.amount_vnd FROM ours o
    LEFT JOIN app.ledger_postings g ON g.ref_id = o.attempt_id AND g.kind IN ('payment', 'second-payment')
    LEFT JOIN app.ledger_entries l ON l.posting_id = g.posting_id AND l.account = 'gateway:' || p_terminal
    WHERE l.amount_vnd IS DISTINCT FROM o.amount_vnd
    UNION ALL
    SELECT 'ledger-differs', NULL, 'gateway:' || p_terminal, coalesce(sum(m.ours), 0)::bigint, coalesce(sum(m.ledger), 0)::bigint FROM (
      SELECT sum(p.amount_vnd) AS ours, 0 AS ledger FROM app.payment_attempts p WHERE p.terminal_code = p_terminal AND p.channel = 'vnpay' AND p.status = 'settled'
      UNION ALL SELECT -sum(r.amount_vnd), 0 FROM app.refunds r JOIN app.payment_attempts p ON p.citizen_id = r.citizen_id AND p.attempt_id = r.attempt_id
        WHERE p.terminal_code = p_terminal AND p.channel = 'vnpay' AND r.status = 'succeeded'
      UNION ALL SELECT 0, sum(e.amount_vnd) FROM app.ledger_entries e WHERE e.account = 'gateway:' || p_terminal) m
    WHERE p_facility IS NULL HAVING coalesce(sum(m.ours), 0) <> coalesce(sum(m.ledger), 0)
    UNION ALL
    SELECT 'ledger-differs', NULL, 'total', 0, sum(e.amount_vnd)::bigint FROM app.ledger_entries e WHERE p_facility IS NULL HAVING sum(e.amount_vnd) <> 0
  )
  SELECT coalesce(jsonb_agg(to_jsonb(d)), '[]'), (SELECT count(*) FROM told t WHERE t.our_status = 'settled' AND t.our_vnd = t.amount_vnd
    AND (t.transaction_no IS NULL OR t.our_no IS NULL OR t.transaction_no = t.our_no)) INTO differences_now, agreeing FROM differences d;
  INSERT INTO app.reconciliation_differences AS k (difference_id, terminal_code, facility_code, day, kind, reference, ours_vnd, theirs_vnd)
  SELECT gen_random_uuid(), p_terminal, coalesce(d.facility_code, p_facility), p_day, d.kind, d.reference, d.ours, d.theirs
  FROM jsonb_to_recordset(differences_now) AS d (kind text, facility_code text, reference text, ours bigint, theirs bigint)
  ON CONFLICT ON CONSTRAINT reconciliation_differences_once DO UPDATE SET closed_at = NULL, closed_because = NULL, found_at = clock_timestamp()
  WHERE k.closed_at IS NOT NULL AND k.closed_by IS NULL;
  UPDATE app.reconciliation_differences k SET closed_at = clock_timestamp(), closed_because = 'agrees-now'
  WHERE k.terminal_code = p_terminal AND k.day = p_day AND k.closed_at IS NULL AND (p_facility IS NULL OR k.facility_code = p_facility)
    AND (report IS NOT NULL OR k.kind IN ('not-posted', 'ledger-differs')) AND NOT EXISTS (
    SELECT FROM jsonb_to_recordset(differences_now) AS d (kind text, reference text, ours bigint, theirs bigint)
    WHERE d.kind = k.kind AND d.reference = k.reference AND d.ours IS NOT DISTINCT FROM k.ours_vnd AND d.theirs IS NOT DISTINCT FROM k.theirs_vnd);
  -- What VNPay tells and we have not is asked about at once: its signed answer settles, this file does not.
  UPDATE app.payment_attempts p SET next_query_at = clock_timestamp()
  FROM jsonb_to_recordset(differences_now) AS d (kind text, reference text)
  WHERE d.kind = 'theirs-only' AND p.terminal_code = p_terminal AND p.reference = d.reference AND p.status <> 'settled';
  UPDATE app.refunds r SET next_query_at = clock_timestamp()
  FROM app.payment_attempts p, app.gateway_report_rows x
  WHERE x.report_id = report AND x.kind = 'refund' AND p.terminal_code = p_terminal AND p.reference = x.reference AND r.citizen_id = p.citizen_id
    AND r.attempt_id = p.attempt_id AND r.status IN ('submitted', 'unknown') AND r.amount_vnd = x.amount_vnd;
  INSERT INTO app.reconciliations (run_id, terminal_code, facility_code, day, report_id, matched, differing, paid_vnd, refunded_vnd)
  SELECT run, p_terminal, p_facility, p_day, report, agreeing, jsonb_array_length(differences_now),
    coalesce((SELECT sum(p.amount_vnd) FROM app.payment_attempts p WHERE p.terminal_code = p_terminal AND p.channel = 'vnpay' AND p.status = 'settled'
      AND (p_facility IS NULL OR p.facility_code = p_facility) AND (coalesce(p.paid_at, p.settled_at) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date = p_day), 0),
    coalesce((SELECT sum(r.amount_vnd) FROM app.refunds r JOIN app.payment_attempts p ON p.citizen_id = r.citizen_id AND p.attempt_id = r.attempt_id
      WHERE p.terminal_code = p_terminal AND p.channel = 'vnpay' AND r.status = 'succeeded' AND (p_facility IS NULL OR r.facility_code = p_facility)
      AND (r.ended_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date = p_day), 0);
  RETURN QUERY SELECT run, agreeing, jsonb_array_length(differences_now);
END $$;
