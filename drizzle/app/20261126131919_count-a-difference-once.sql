-- As before, but for a charge that VNPay's file tells twice under one reference: it is one difference, not a failed night.
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
  SELECT DISTINCT ON (d.kind, d.reference, d.ours, d.theirs)
    gen_random_uuid(), p_terminal, coalesce(d.facility_code, p_facility), p_day, d.kind, d.reference, d.ours, d.theirs
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
