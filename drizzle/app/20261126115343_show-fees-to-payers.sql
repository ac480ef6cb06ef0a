-- Whether somebody else may see what a note asks for in sum: whoever may pay for its owner, and whoever has begun to pay it.
CREATE FUNCTION app.pays_note(p_payer uuid, n app.fee_notes) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.citizen_id <> p_payer AND (app.may_pay_for(p_payer, n.citizen_id) IS NOT NULL OR EXISTS (
    SELECT FROM app.payment_attempts a WHERE a.citizen_id = n.citizen_id AND a.note_id = n.note_id AND a.payer_id = p_payer
      AND a.status IN ('pending', 'settled', 'review')))
$$;
--> statement-breakpoint
-- How somebody who pays for another knows them: by the name that their relation says.
CREATE FUNCTION app.name_for_payer(p_payer uuid, p_citizen uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.citizen_name FROM app.relations r WHERE r.actor_id = p_payer AND r.citizen_id = p_citizen
  ORDER BY r.ended_at IS NULL DESC, r.made_at DESC LIMIT 1
$$;
--> statement-breakpoint
-- The trace of somebody else's look at a note, once a day.
CREATE FUNCTION app.note_look(n app.fee_notes, p_payer uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM app.payment_log l WHERE l.citizen_id = n.citizen_id AND l.note_id = n.note_id AND l.what = 'looked-at'
    AND l.actor_id = p_payer AND l.at > clock_timestamp() - interval '1 day') THEN RETURN; END IF;
  PERFORM app.log_payment(n, 'looked-at', NULL, 'citizen', p_payer, '{}');
END $$;
--> statement-breakpoint
-- What this person may pay for others, latest first: whose, where, when, how much, and how it stands. Never a line.
CREATE FUNCTION app.list_notes_to_pay()
RETURNS TABLE (note_id uuid, citizen_name text, facility_code text, issued_on date, amount_vnd bigint, left_vnd bigint, status text, paying text, refunded_vnd bigint)
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
      (SELECT a.status FROM app.payment_attempts a WHERE a.citizen_id = n.citizen_id AND a.note_id = n.note_id
        AND a.status IN ('pending', 'review') ORDER BY a.status DESC LIMIT 1),
      (SELECT coalesce(sum(x.amount_vnd), 0)::bigint FROM app.refunds x JOIN app.payment_attempts a ON a.citizen_id = x.citizen_id
        AND a.attempt_id = x.attempt_id WHERE a.citizen_id = n.citizen_id AND a.note_id = n.note_id AND x.status = 'succeeded');
  END LOOP;
END $$;
--> statement-breakpoint
-- One note of somebody else for whoever pays it: the sum, the tries, the refunds. Numbers of the bank only of one's own tries.
CREATE FUNCTION app.note_to_pay(p_note uuid) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  payer uuid := app.only_own_citizen();
  n app.fee_notes;
BEGIN
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.note_id = p_note;
  IF n.note_id IS NULL OR NOT app.pays_note(payer, n) THEN RETURN NULL; END IF;
  PERFORM app.note_look(n, payer);
  RETURN jsonb_build_object(
    'citizenName', app.name_for_payer(payer, n.citizen_id), 'mayPay', app.may_pay_for(payer, n.citizen_id) IS NOT NULL,
    'noteId', n.note_id, 'facilityCode', n.facility_code, 'noteNumber', n.note_number, 'issuedOn', n.issued_on,
    'amountVnd', n.amount_vnd::text, 'leftVnd', app.left_to_pay(n)::text, 'status', n.status, 'receivedAt', n.received_at, 'voidedAt', n.voided_at, 'settledBy', n.settled_by,
    'invoiceCode', n.invoice_code, 'invoiceAddress', n.invoice_address,
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
-- Of each try to pay a note: who paid, whether it was the reader, and whether the gateway told of a second charge.
CREATE FUNCTION app.payers_of_note(p_note uuid) RETURNS TABLE (attempt_id uuid, payer_name text, mine boolean, charged_again boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  reader uuid := app.only_own_citizen();
  n app.fee_notes;
BEGIN
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.note_id = p_note;
  IF n.note_id IS NULL OR (n.citizen_id <> reader AND NOT app.pays_note(reader, n)) THEN RETURN; END IF;
  RETURN QUERY SELECT a.attempt_id,
    CASE WHEN n.citizen_id = reader OR a.payer_id = reader THEN
      (SELECT l.actor_name FROM app.access_log l WHERE l.citizen_id = a.payer_id AND l.log_id = a.opened_as) END,
    a.payer_id = reader,
    EXISTS (SELECT FROM app.payment_differences d WHERE d.citizen_id = a.citizen_id AND d.attempt_id = a.attempt_id
      AND d.kind = 'charged-again' AND d.closed_at IS NULL)
  FROM app.payment_attempts a WHERE a.citizen_id = n.citizen_id AND a.note_id = n.note_id;
END $$;
--> statement-breakpoint
-- Which note a payment is for, to its owner and to whoever pays it; nothing to anybody else.
CREATE FUNCTION app.note_of_payment(p_terminal text, p_reference text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  reader uuid := app.only_own_citizen();
  n app.fee_notes;
BEGIN
  SELECT f.* INTO n FROM app.payment_attempts a JOIN app.fee_notes f ON f.citizen_id = a.citizen_id AND f.note_id = a.note_id
  WHERE a.terminal_code = p_terminal AND a.reference = p_reference;
  IF n.note_id IS NULL OR (n.citizen_id <> reader AND NOT app.pays_note(reader, n)) THEN RETURN NULL; END IF;
  RETURN n.note_id;
END $$;
--> statement-breakpoint
-- Keeps by which code the electronic invoice of a note is looked up. The facility may send another, after an invoice was replaced.
CREATE FUNCTION app.name_invoice(p_grant text, p_number text, p_code text, p_address text) RETURNS TABLE (outcome text, status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  code text := (SELECT s.facility_code FROM guard.sender_of_note(p_grant) s);
  n app.fee_notes;
BEGIN
  IF code IS NULL THEN RAISE EXCEPTION 'no sender''s grant' USING errcode = '28000'; END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.facility_code = code AND f.note_number = p_number FOR UPDATE;
  IF n.note_id IS NULL THEN RETURN QUERY SELECT 'not-found'::text, NULL::text; RETURN; END IF;
  IF n.status = 'void' THEN RETURN QUERY SELECT 'void'::text, n.status; RETURN; END IF;
  IF (n.invoice_code, n.invoice_address) IS NOT DISTINCT FROM (p_code, p_address) THEN RETURN QUERY SELECT 'unchanged'::text, n.status; RETURN; END IF;
  UPDATE app.fee_notes f SET invoice_code = p_code, invoice_address = p_address, invoiced_at = clock_timestamp()
  WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id;
  PERFORM app.log_payment(n, 'invoiced', NULL, 'facility', NULL, jsonb_build_object('code', p_code));
  RETURN QUERY SELECT 'invoiced'::text, n.status;
END $$;
--> statement-breakpoint
-- Tells of each step that somebody should know, in the transaction of the step: the owner of the note, those who represent
-- them and may pay, and of a payment whoever paid. The log is where every step passes.
CREATE FUNCTION app.tell_of_payment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  step integer := array_position(ARRAY['received', 'voided', 'paid', 'paid-twice', 'refund-succeeded', 'wrong-amount', 'unclear', 'invoiced',
    'paid-at-desk'], NEW.what);
  n app.fee_notes;
  r app.refunds;
  a app.payment_attempts;
  who record;
BEGIN
  IF step IS NULL THEN RETURN NULL; END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.citizen_id = NEW.citizen_id AND f.note_id = NEW.note_id;
  -- Nobody has to do anything about what insurance paid, or deposits cover.
  IF n.amount_vnd = 0 OR (NEW.what = 'received' AND n.status <> 'open') THEN RETURN NULL; END IF;
  IF NEW.what = 'refund-succeeded' THEN SELECT x.* INTO r FROM app.refunds x WHERE x.citizen_id = NEW.citizen_id AND x.refund_id = NEW.about_id; END IF;
  SELECT p.* INTO a FROM app.payment_attempts p WHERE p.citizen_id = NEW.citizen_id AND p.attempt_id = coalesce(r.attempt_id, NEW.about_id);
  FOR who IN
    SELECT n.citizen_id AS id
    UNION SELECT t.actor_id FROM app.relations t WHERE t.citizen_id = n.citizen_id AND t.kind = 'representative' AND t.actor_id IS NOT NULL
      AND 'payment' = ANY (t.scopes) AND app.relation_holds(t, clock_timestamp())
    UNION SELECT a.payer_id WHERE a.payer_id IS NOT NULL
  LOOP
    PERFORM app.tell(who.id, (ARRAY['fee-note-received', 'fee-note-voided', 'fee-paid', 'fee-paid-twice', 'fee-refunded', 'fee-being-checked',
      'fee-being-checked', 'fee-invoiced', 'fee-paid-at-desk'])[step], '/payment/' || n.note_id,
      jsonb_strip_nulls(jsonb_build_object('facility', n.facility_code, 'amount', coalesce(r.amount_vnd, a.amount_vnd, CASE WHEN NEW.what = 'received' THEN app.left_to_pay(n) ELSE n.amount_vnd END)::text,
        'of', CASE WHEN who.id <> n.citizen_id THEN app.name_for_payer(who.id, n.citizen_id) END)), NEW.log_id::text);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- At the end of the transaction, when everything of the step is done: deposits may have covered what was asked for.
CREATE CONSTRAINT TRIGGER tells AFTER INSERT ON app.payment_log DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.tell_of_payment();
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'pays_note', 'name_for_payer', 'note_look', 'list_notes_to_pay', 'note_to_pay', 'payers_of_note', 'note_of_payment', 'name_invoice',
    'tell_of_payment') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.list_notes_to_pay(), app.note_to_pay(uuid), app.payers_of_note(uuid), app.note_of_payment(text, text),
  app.name_invoice(text, text, text, text) TO book_web;
