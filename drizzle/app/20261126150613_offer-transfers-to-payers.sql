-- One note of somebody else for whoever pays it, as before; and while it is open and they may pay, by which code it is paid by
-- transfer. The code says nothing of the visit.
CREATE OR REPLACE FUNCTION app.note_to_pay(p_note uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  payer uuid := app.only_own_citizen();
  n app.fee_notes;
  may_pay boolean;
BEGIN
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.note_id = p_note;
  IF n.note_id IS NULL OR NOT app.pays_note(payer, n) THEN RETURN NULL; END IF;
  PERFORM app.note_look(n, payer);
  may_pay := app.may_pay_for(payer, n.citizen_id) IS NOT NULL;
  RETURN jsonb_build_object(
    'citizenName', app.name_for_payer(payer, n.citizen_id), 'mayPay', may_pay,
    'noteId', n.note_id, 'facilityCode', n.facility_code, 'noteNumber', n.note_number, 'issuedOn', n.issued_on,
    'amountVnd', n.amount_vnd::text, 'leftVnd', app.left_to_pay(n)::text, 'status', n.status, 'receivedAt', n.received_at, 'voidedAt', n.voided_at, 'settledBy', n.settled_by,
    'invoiceCode', n.invoice_code, 'invoiceAddress', n.invoice_address,
    'transferCode', CASE WHEN may_pay AND n.status = 'open' THEN n.transfer_code END,
    'attempts', (SELECT coalesce(jsonb_agg(jsonb_build_object('attemptId', a.attempt_id, 'reference', a.reference, 'amountVnd', a.amount_vnd::text,
        'status', a.status, 'reason', a.reason, 'createdAt', a.created_at, 'expiresAt', a.expires_at, 'settledAt', a.settled_at,
        'duplicateOf', a.duplicate_of, 'owedBack', a.owed_back, 'channel', a.channel, 'paidAt', a.paid_at,
        'transactionNo', CASE WHEN a.payer_id = payer THEN a.transaction_no END, 'bankCode', CASE WHEN a.payer_id = payer THEN a.bank_code END)
        ORDER BY a.created_at DESC, a.attempt_id), '[]')
      FROM app.payment_attempts a WHERE a.citizen_id = n.citizen_id AND a.note_id = n.note_id),
    'refunds', (SELECT coalesce(jsonb_agg(jsonb_build_object('refundId', x.refund_id, 'attemptId', x.attempt_id, 'amountVnd', x.amount_vnd::text,
        'status', x.status, 'requestedAt', x.requested_at, 'submittedAt', x.submitted_at, 'endedAt', x.ended_at) ORDER BY x.requested_at DESC), '[]')
      FROM app.refunds x JOIN app.payment_attempts a ON a.citizen_id = x.citizen_id AND a.attempt_id = x.attempt_id
      WHERE a.citizen_id = n.citizen_id AND a.note_id = n.note_id));
END $$;
--> statement-breakpoint
-- The list says until when a try that has not ended may be paid: after that the bank is waited for, and nobody is to pay on.
DROP FUNCTION app.list_notes_to_pay();
--> statement-breakpoint
CREATE FUNCTION app.list_notes_to_pay()
RETURNS TABLE (note_id uuid, citizen_name text, facility_code text, issued_on date, amount_vnd bigint, left_vnd bigint, status text, paying text,
  paying_until timestamptz, refunded_vnd bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  payer uuid := app.only_own_citizen();
  n app.fee_notes;
BEGIN
  FOR n IN SELECT f.* FROM app.fee_notes f
    WHERE f.citizen_id IN (SELECT r.citizen_id FROM app.relations r WHERE r.actor_id = payer) AND app.pays_note(payer, f)
    ORDER BY f.received_at DESC LIMIT 100 LOOP
    PERFORM app.note_look(n, payer);
    RETURN QUERY SELECT n.note_id, app.name_for_payer(payer, n.citizen_id), n.facility_code, n.issued_on, n.amount_vnd, app.left_to_pay(n), n.status,
      a.status, a.expires_at,
      (SELECT coalesce(sum(x.amount_vnd), 0)::bigint FROM app.refunds x JOIN app.payment_attempts p ON p.citizen_id = x.citizen_id
        AND p.attempt_id = x.attempt_id WHERE p.citizen_id = n.citizen_id AND p.note_id = n.note_id AND x.status = 'succeeded')
    FROM (SELECT) one LEFT JOIN LATERAL (SELECT p.status, p.expires_at FROM app.payment_attempts p WHERE p.citizen_id = n.citizen_id
      AND p.note_id = n.note_id AND p.status IN ('pending', 'review') ORDER BY p.status DESC LIMIT 1) a ON true;
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.list_notes_to_pay() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.list_notes_to_pay() TO book_web;
