DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['fee_notes', 'payment_attempts', 'payment_inbox', 'refunds', 'ledger_postings', 'ledger_entries',
    'payment_log', 'payment_differences', 'query_turns'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['ledger_postings', 'ledger_entries', 'payment_log'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['fee_notes', 'payment_attempts', 'payment_inbox', 'refunds', 'payment_differences'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE app.fee_notes ADD CONSTRAINT fee_notes_settled_by_own FOREIGN KEY (settled_by, note_id)
  REFERENCES app.payment_attempts (attempt_id, note_id) DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
ALTER TABLE app.payment_attempts ADD CONSTRAINT payment_attempts_duplicate_of_own FOREIGN KEY (duplicate_of, note_id)
  REFERENCES app.payment_attempts (attempt_id, note_id);
--> statement-breakpoint
-- Whose fees this transaction may read: one's own, or those of somebody for whom one may pay with all lines shown. A grant
-- covers a whole book; a relation that reaches the record does not reach the fees.
CREATE FUNCTION app.granted_payments() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
  l app.access_log;
BEGIN
  IF field IS NULL THEN RETURN '{}'; END IF;
  IF field[5] = 'own-reading' THEN RETURN ARRAY[field[6]::uuid]; END IF;
  l := app.acting();
  IF app.may_pay_for(l.actor_id, l.citizen_id) = 'lines' THEN RETURN ARRAY[l.citizen_id]; END IF;
  RETURN '{}';
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['fee_notes', 'payment_attempts', 'refunds', 'payment_log'] LOOP
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT app.granted_payments())::uuid[]))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['fee_notes', 'payment_attempts', 'refunds', 'payment_log', 'payment_differences'] LOOP
    EXECUTE format('CREATE POLICY read_at_desk ON app.%I FOR SELECT TO book_web USING (facility_code = ANY ((SELECT guard.granted_facilities())::text[]) OR ''*'' = ANY ((SELECT guard.granted_facilities())::text[]))', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A note is what was sent; only what became of it changes, and only forward.
CREATE FUNCTION app.fee_note_steps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.citizen_id, NEW.note_id, NEW.facility_code, NEW.note_number, NEW.kind, NEW.issued_on, NEW.amount_vnd, NEW.lines, NEW.digest)
    IS DISTINCT FROM (OLD.citizen_id, OLD.note_id, OLD.facility_code, OLD.note_number, OLD.kind, OLD.issued_on, OLD.amount_vnd, OLD.lines, OLD.digest)
    OR (OLD.settled_by IS NOT NULL AND NEW.settled_by IS DISTINCT FROM OLD.settled_by) THEN
    RAISE EXCEPTION 'a fee note keeps what it says' USING errcode = '23514';
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (('open', 'paid'), ('open', 'void'), ('insured', 'void'),
    ('paid', 'partially-refunded'), ('paid', 'refunded'), ('partially-refunded', 'refunded')) THEN
    RAISE EXCEPTION 'a fee note does not go from % to %', OLD.status, NEW.status USING errcode = '23514';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER steps BEFORE UPDATE ON app.fee_notes FOR EACH ROW EXECUTE FUNCTION app.fee_note_steps();
--> statement-breakpoint
-- What money did beats what a clock said: expired and failed may still turn out settled; settled never goes back.
CREATE FUNCTION app.payment_attempt_steps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.citizen_id, NEW.attempt_id, NEW.note_id, NEW.facility_code, NEW.terminal_code, NEW.reference, NEW.amount_vnd, NEW.created_at, NEW.expires_at)
    IS DISTINCT FROM (OLD.citizen_id, OLD.attempt_id, OLD.note_id, OLD.facility_code, OLD.terminal_code, OLD.reference, OLD.amount_vnd, OLD.created_at, OLD.expires_at)
    OR (OLD.transaction_no IS NOT NULL AND OLD.status = 'settled' AND NEW.transaction_no IS DISTINCT FROM OLD.transaction_no) THEN
    RAISE EXCEPTION 'an attempt keeps what it is' USING errcode = '23514';
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (
    ('pending', 'settled'), ('pending', 'failed'), ('pending', 'expired'), ('pending', 'review'),
    ('expired', 'settled'), ('expired', 'failed'), ('expired', 'review'), ('failed', 'settled'), ('failed', 'review'),
    ('review', 'settled'), ('review', 'failed')) THEN
    RAISE EXCEPTION 'an attempt does not go from % to %', OLD.status, NEW.status USING errcode = '23514';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.status <> 'pending' THEN NEW.next_query_at := CASE WHEN NEW.status = 'review' THEN NEW.next_query_at END; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER steps BEFORE UPDATE ON app.payment_attempts FOR EACH ROW EXECUTE FUNCTION app.payment_attempt_steps();
--> statement-breakpoint
CREATE FUNCTION app.payment_inbox_grows() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.message_id, NEW.source, NEW.digest, NEW.verdict, NEW.reference, NEW.sent, NEW.from_address, NEW.received_at)
    IS DISTINCT FROM (OLD.message_id, OLD.source, OLD.digest, OLD.verdict, OLD.reference, OLD.sent, OLD.from_address, OLD.received_at)
    OR NEW.times <= OLD.times THEN
    RAISE EXCEPTION 'a message stays as it came' USING errcode = '42501';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER grows BEFORE UPDATE ON app.payment_inbox FOR EACH ROW EXECUTE FUNCTION app.payment_inbox_grows();
--> statement-breakpoint
-- Never more back than was paid; nothing whole after a part (VNPay: 04). The attempt's row is locked, so that two cannot count at once.
CREATE FUNCTION app.refund_steps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  paid bigint;
  used bigint;
BEGIN
  SELECT a.amount_vnd INTO paid FROM app.payment_attempts a
  WHERE a.citizen_id = NEW.citizen_id AND a.attempt_id = NEW.attempt_id AND a.status = 'settled' FOR UPDATE;
  IF paid IS NULL THEN RAISE EXCEPTION 'only what was paid is given back' USING errcode = '23514'; END IF;
  SELECT coalesce(sum(r.amount_vnd), 0) INTO used FROM app.refunds r
  WHERE r.citizen_id = NEW.citizen_id AND r.attempt_id = NEW.attempt_id AND r.refund_id <> NEW.refund_id AND r.status NOT IN ('rejected', 'withdrawn');
  IF NEW.status NOT IN ('rejected', 'withdrawn') AND (used + NEW.amount_vnd > paid OR (NEW.kind = 'full' AND (used > 0 OR NEW.amount_vnd <> paid))) THEN
    RAISE EXCEPTION 'more than was paid' USING errcode = '23514';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.attempt_id, NEW.request_id, NEW.kind, NEW.amount_vnd, NEW.requested_by) IS DISTINCT FROM (OLD.attempt_id, OLD.request_id, OLD.kind, OLD.amount_vnd, OLD.requested_by)
      OR (NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (('requested', 'submitted'), ('requested', 'withdrawn'),
        ('submitted', 'succeeded'), ('submitted', 'rejected'), ('submitted', 'unknown'), ('unknown', 'succeeded'), ('unknown', 'rejected'))) THEN
      RAISE EXCEPTION 'a refund does not go from % to %', OLD.status, NEW.status USING errcode = '23514';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER steps BEFORE INSERT OR UPDATE ON app.refunds FOR EACH ROW EXECUTE FUNCTION app.refund_steps();
--> statement-breakpoint
-- A posting has two sides at least, and they sum to zero, when its transaction ends.
CREATE FUNCTION app.posting_balances() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  total numeric;
  sides bigint;
BEGIN
  SELECT coalesce(sum(e.amount_vnd), 0), count(*) INTO total, sides FROM app.ledger_entries e WHERE e.posting_id = NEW.posting_id;
  IF total <> 0 OR sides < 2 THEN RAISE EXCEPTION 'posting % does not balance', NEW.posting_id USING errcode = '23514'; END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON app.ledger_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.posting_balances();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON app.ledger_postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.posting_balances();
--> statement-breakpoint
CREATE FUNCTION app.post_money(p_kind text, p_ref uuid, p_debit text, p_credit text, p_amount bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE posting uuid := gen_random_uuid();
BEGIN
  INSERT INTO app.ledger_postings (posting_id, kind, ref_id) VALUES (posting, p_kind, p_ref);
  INSERT INTO app.ledger_entries (posting_id, account, amount_vnd) VALUES (posting, p_debit, p_amount), (posting, p_credit, -p_amount);
END $$;
--> statement-breakpoint
CREATE FUNCTION app.log_payment(n app.fee_notes, p_what text, p_about uuid, p_kind text, p_actor uuid, p_details jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.payment_log (citizen_id, note_id, facility_code, what, about_id, actor_kind, actor_id, details)
  VALUES (n.citizen_id, n.note_id, n.facility_code, p_what, p_about, p_kind, p_actor, coalesce(p_details, '{}'))
$$;
--> statement-breakpoint
CREATE FUNCTION app.note_difference(a app.payment_attempts, p_kind text, p_about text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.payment_differences (citizen_id, difference_id, note_id, facility_code, attempt_id, kind, about)
  VALUES (a.citizen_id, gen_random_uuid(), a.note_id, a.facility_code, a.attempt_id, p_kind, left(coalesce(p_about, ''), 100))
  ON CONFLICT (attempt_id, kind, about) DO NOTHING
$$;
--> statement-breakpoint
-- The facility that a genuine, living sender's grant speaks for. As in the warehouse: the guard stands in both databases.
CREATE FUNCTION guard.sender_of_note(p_grant text, OUT facility_code text, OUT key_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  claims text := split_part(p_grant, '.', 1);
  field text[] := string_to_array(claims, '|');
BEGIN
  IF p_grant IS DISTINCT FROM guard.sign(claims) OR p_grant IS NULL THEN RETURN; END IF;
  IF field[2] <> 'sender' OR field[3]::bigint <= extract(epoch FROM clock_timestamp()) OR field[5] <> 'claims' THEN RETURN; END IF;
  facility_code := field[6];
  key_id := field[4]::bigint;
EXCEPTION WHEN data_exception THEN
  facility_code := NULL;
  key_id := NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.sender_of_note(text) FROM PUBLIC;
--> statement-breakpoint
-- Takes a fee note from its facility. The same again is `unchanged`; the same number with other words is `differs`.
CREATE FUNCTION app.receive_fee_note(p_grant text, p_citizen uuid, p_note jsonb, p_digest bytea) RETURNS TABLE (outcome text, note_id uuid, status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  code text := (SELECT s.facility_code FROM guard.sender_of_note(p_grant) s);
  n app.fee_notes;
  amount bigint := (p_note->>'amountVnd')::bigint;
BEGIN
  IF code IS NULL THEN RAISE EXCEPTION 'no sender''s grant' USING errcode = '28000'; END IF;
  IF p_citizen IS NULL OR length(p_digest) <> 32 OR (p_note->>'noteNumber') !~ '^[A-Za-z0-9._/-]{1,40}$' THEN
    RAISE EXCEPTION 'not a fee note' USING errcode = '22023';
  END IF;
  INSERT INTO app.fee_notes (citizen_id, note_id, facility_code, note_number, kind, encounter_ref, issued_on, amount_vnd, lines, digest, status)
  VALUES (p_citizen, gen_random_uuid(), code, p_note->>'noteNumber', p_note->>'kind', p_note->>'encounterRef', (p_note->>'issuedOn')::date,
    amount, p_note->'lines', p_digest, CASE WHEN amount = 0 THEN 'insured' ELSE 'open' END)
  ON CONFLICT (facility_code, note_number) DO NOTHING RETURNING * INTO n;
  IF n.note_id IS NOT NULL THEN
    PERFORM app.log_payment(n, 'received', NULL, 'facility', NULL, jsonb_build_object('amountVnd', amount));
    RETURN QUERY SELECT 'received'::text, n.note_id, n.status; RETURN;
  END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.facility_code = code AND f.note_number = p_note->>'noteNumber';
  RETURN QUERY SELECT CASE WHEN n.digest = p_digest AND n.citizen_id = p_citizen THEN 'unchanged' ELSE 'differs' END, n.note_id, n.status;
END $$;
--> statement-breakpoint
-- Takes a note back, unless somebody is paying it now or has paid.
CREATE FUNCTION app.void_fee_note(p_grant text, p_number text, p_because text) RETURNS TABLE (outcome text, note_id uuid, status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  code text := (SELECT s.facility_code FROM guard.sender_of_note(p_grant) s);
  n app.fee_notes;
BEGIN
  IF code IS NULL THEN RAISE EXCEPTION 'no sender''s grant' USING errcode = '28000'; END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.facility_code = code AND f.note_number = p_number FOR UPDATE;
  IF n.note_id IS NULL THEN RETURN QUERY SELECT 'not-found'::text, NULL::uuid, NULL::text; RETURN; END IF;
  IF n.status = 'void' THEN RETURN QUERY SELECT 'unchanged'::text, n.note_id, n.status; RETURN; END IF;
  IF n.status NOT IN ('open', 'insured') THEN RETURN QUERY SELECT 'already-paid'::text, n.note_id, n.status; RETURN; END IF;
  IF EXISTS (SELECT FROM app.payment_attempts a WHERE a.citizen_id = n.citizen_id AND a.note_id = n.note_id AND a.status IN ('pending', 'review')) THEN
    RETURN QUERY SELECT 'being-paid'::text, n.note_id, n.status; RETURN;
  END IF;
  UPDATE app.fee_notes f SET status = 'void', voided_at = clock_timestamp(), voided_because = left(p_because, 300) WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id;
  PERFORM app.log_payment(n, 'voided', NULL, 'facility', NULL, '{}');
  RETURN QUERY SELECT 'voided'::text, n.note_id, 'void'::text;
END $$;
--> statement-breakpoint
-- The least that is paid by phone; less is paid at the desk (VNPay: "5,000 đến dưới 1 tỷ đồng").
CREATE FUNCTION app.least_payment() RETURNS bigint LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT 5000::bigint $$;
--> statement-breakpoint
-- Begins to pay a note, or goes on with the payment that somebody began: there is one at a time, whoever pays. The payer
-- works under a grant of their own book; that they may pay is asked here.
CREATE FUNCTION app.begin_payment(p_note uuid, p_terminal text, p_reference text, p_language text, p_address text, p_minutes integer)
RETURNS TABLE (refusal text, attempt_id uuid, reference text, amount_vnd bigint, created_at timestamptz, expires_at timestamptz, language text, payer_address text, note_number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  payer uuid := app.only_own_citizen();
  n app.fee_notes;
  a app.payment_attempts;
  begun timestamptz := date_trunc('second', clock_timestamp());
  why text;
BEGIN
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.note_id = p_note FOR UPDATE;
  IF n.note_id IS NULL OR app.may_pay_for(payer, n.citizen_id) IS NULL THEN why := 'not-found';
  ELSIF n.status <> 'open' THEN why := 'not-open';
  ELSIF n.amount_vnd < app.least_payment() THEN why := 'at-the-desk';
  ELSE
    SELECT p.* INTO a FROM app.payment_attempts p
    WHERE p.citizen_id = n.citizen_id AND p.note_id = n.note_id AND p.status IN ('pending', 'review') ORDER BY p.status DESC LIMIT 1 FOR UPDATE;
    IF a.status = 'review' THEN why := 'being-checked';
    ELSIF a.attempt_id IS NOT NULL AND (a.expires_at <= clock_timestamp() OR a.terminal_code <> p_terminal) THEN why := 'being-confirmed';
    ELSIF a.attempt_id IS NULL AND (SELECT count(*) FROM app.payment_attempts p WHERE p.citizen_id = n.citizen_id AND p.note_id = n.note_id
      AND p.created_at > clock_timestamp() - interval '1 day') >= 20 THEN why := 'too-many';
    END IF;
  END IF;
  IF why IS NOT NULL THEN
    RETURN QUERY SELECT why, NULL::uuid, NULL::text, NULL::bigint, NULL::timestamptz, NULL::timestamptz, NULL::text, NULL::text, NULL::text; RETURN;
  END IF;
  IF a.attempt_id IS NULL THEN
    INSERT INTO app.payment_attempts (citizen_id, attempt_id, note_id, facility_code, terminal_code, reference, amount_vnd, payer_id, payer_address,
      language, opened_as, created_at, expires_at, next_query_at)
    VALUES (n.citizen_id, gen_random_uuid(), n.note_id, n.facility_code, p_terminal, p_reference, n.amount_vnd, payer, left(p_address, 45),
      p_language, (guard.grant_of('citizens'))[4]::bigint, begun, begun + make_interval(mins => least(greatest(p_minutes, 5), 60)),
      begun + make_interval(mins => least(greatest(p_minutes, 5), 60) + 1))
    RETURNING * INTO a;
    PERFORM app.log_payment(n, 'begun', a.attempt_id, 'citizen', payer, '{}');
  END IF;
  RETURN QUERY SELECT NULL::text, a.attempt_id, a.reference, a.amount_vnd, a.created_at, a.expires_at, a.language, a.payer_address, n.note_number;
END $$;
--> statement-breakpoint
-- Keeps a message of the gateway before anything else is done with it. What nobody signed is kept 300 times a minute at most.
CREATE FUNCTION app.keep_payment_message(p_source text, p_digest bytea, p_verdict text, p_reference text, p_sent jsonb, p_address text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_verdict = 'bad-signature' AND NOT app.count_attempt('payment message', 60, 300) THEN RETURN; END IF;
  INSERT INTO app.payment_inbox (source, digest, verdict, reference, sent, from_address)
  VALUES (p_source, p_digest, p_verdict, left(p_reference, 100), p_sent, left(p_address, 45))
  ON CONFLICT (source, digest, verdict) DO UPDATE SET times = app.payment_inbox.times + 1, last_at = clock_timestamp();
END $$;
--> statement-breakpoint
-- Another payment of a note that was paid before: settled, flagged, owed back, and a refund is asked for by the book itself.
CREATE FUNCTION app.settle_second(n app.fee_notes, a app.payment_attempts, p_transaction text, p_bank text, p_bank_transaction text, p_paid_at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.payment_attempts p SET status = 'settled', settled_at = clock_timestamp(), duplicate_of = n.settled_by, reason = NULL,
    transaction_no = p_transaction, bank_code = p_bank, bank_transaction_no = p_bank_transaction, paid_at = p_paid_at
  WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
  PERFORM app.post_money('second-payment', a.attempt_id, 'gateway:' || a.terminal_code, 'overpaid:' || a.attempt_id, a.amount_vnd);
  PERFORM app.note_difference(a, 'paid-twice', '');
  INSERT INTO app.refunds (citizen_id, refund_id, attempt_id, facility_code, request_id, kind, amount_vnd, because, requested_by_name)
  VALUES (a.citizen_id, gen_random_uuid(), a.attempt_id, a.facility_code, 'R' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 30), 'full',
    a.amount_vnd, 'Phiếu đã được thanh toán trước đó', 'Sổ sức khỏe');
  PERFORM app.log_payment(n, 'paid-twice', a.attempt_id, 'gateway', NULL, '{}');
END $$;
--> statement-breakpoint
-- Settles what a believed message tells. Locks the note, then the attempt. Answers what the gateway is told.
-- p_outcome: paid, declined, unclear (IPN or query); unfinished, ended-unpaid (query).
CREATE FUNCTION app.settle_payment(p_source text, p_terminal text, p_reference text, p_outcome text, p_reason text, p_amount bigint,
  p_transaction text, p_bank text, p_bank_transaction text, p_paid_at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.fee_notes;
  a app.payment_attempts;
BEGIN
  IF p_source NOT IN ('ipn', 'query') OR p_outcome NOT IN ('paid', 'declined', 'unclear', 'unfinished', 'ended-unpaid') THEN
    RAISE EXCEPTION 'not an outcome' USING errcode = '22023';
  END IF;
  PERFORM set_config('synchronous_commit', 'on', true);
  SELECT f.* INTO n FROM app.fee_notes f JOIN app.payment_attempts p ON p.citizen_id = f.citizen_id AND p.note_id = f.note_id
  WHERE p.terminal_code = p_terminal AND p.reference = p_reference FOR UPDATE OF f;
  IF n.note_id IS NULL THEN RETURN 'unknown-reference'; END IF;
  SELECT p.* INTO a FROM app.payment_attempts p WHERE p.terminal_code = p_terminal AND p.reference = p_reference FOR UPDATE;

  IF p_outcome IN ('unfinished', 'ended-unpaid') THEN
    -- Nothing can be paid at the gateway once the time is over.
    IF a.status = 'pending' AND (p_outcome = 'ended-unpaid' OR a.expires_at < clock_timestamp() - interval '1 minute') THEN
      UPDATE app.payment_attempts p SET status = 'expired', reason = 'expired' WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
      PERFORM app.log_payment(n, 'expired', a.attempt_id, 'gateway', NULL, '{}');
      RETURN 'recorded';
    END IF;
    RETURN 'recorded-before';
  END IF;

  IF p_amount IS DISTINCT FROM a.amount_vnd THEN
    IF p_outcome <> 'declined' THEN
      PERFORM app.note_difference(a, 'wrong-amount', coalesce(p_amount::text, 'none'));
      IF a.status NOT IN ('settled', 'review') THEN
        UPDATE app.payment_attempts p SET status = 'review', reason = 'wrong-amount' WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
        PERFORM app.log_payment(n, 'wrong-amount', a.attempt_id, 'gateway', NULL, jsonb_build_object('toldVnd', p_amount));
      END IF;
    END IF;
    RETURN 'wrong-amount';
  END IF;

  IF a.status = 'settled' THEN
    IF p_outcome = 'paid' AND p_transaction IS DISTINCT FROM a.transaction_no THEN PERFORM app.note_difference(a, 'charged-again', p_transaction);
    ELSIF p_outcome <> 'paid' THEN PERFORM app.note_difference(a, 'failed-after-paid', p_reason); END IF;
    RETURN 'recorded-before';
  END IF;

  IF p_outcome = 'declined' THEN
    IF a.status = 'failed' OR (a.status = 'review' AND p_source = 'ipn') THEN RETURN 'recorded-before'; END IF;
    UPDATE app.payment_attempts p SET status = 'failed', reason = left(p_reason, 40) WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
    PERFORM app.log_payment(n, 'declined', a.attempt_id, 'gateway', NULL, jsonb_build_object('reason', p_reason));
    RETURN 'recorded';
  END IF;

  IF p_outcome = 'unclear' THEN
    IF a.status = 'review' THEN RETURN 'recorded-before'; END IF;
    UPDATE app.payment_attempts p SET status = 'review', reason = left(p_reason, 40), next_query_at = clock_timestamp() + interval '5 minutes'
    WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
    PERFORM app.note_difference(a, 'unclear', p_reason);
    PERFORM app.log_payment(n, 'unclear', a.attempt_id, 'gateway', NULL, jsonb_build_object('reason', p_reason));
    RETURN 'recorded';
  END IF;

  -- Paid. A number that another payment has, or a note that was taken back, are for people to look into: no money is posted.
  IF EXISTS (SELECT FROM app.payment_attempts p WHERE p.terminal_code = p_terminal AND p.transaction_no = p_transaction AND p.attempt_id <> a.attempt_id)
    OR n.status NOT IN ('open', 'paid', 'partially-refunded', 'refunded') THEN
    PERFORM app.note_difference(a, CASE WHEN n.status IN ('void', 'insured') THEN 'paid-after-void' ELSE 'number-reused' END, p_transaction);
    IF a.status = 'review' THEN RETURN 'recorded-before'; END IF;
    UPDATE app.payment_attempts p SET status = 'review', reason = 'unclear' WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
    PERFORM app.log_payment(n, 'unclear', a.attempt_id, 'gateway', NULL, '{}');
    RETURN 'recorded';
  END IF;
  IF n.status <> 'open' THEN
    PERFORM app.settle_second(n, a, p_transaction, p_bank, p_bank_transaction, p_paid_at);
    RETURN 'recorded';
  END IF;
  UPDATE app.payment_attempts p SET status = 'settled', settled_at = clock_timestamp(), reason = NULL, transaction_no = p_transaction,
    bank_code = left(p_bank, 20), bank_transaction_no = left(p_bank_transaction, 255), paid_at = p_paid_at
  WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
  UPDATE app.fee_notes f SET status = 'paid', settled_by = a.attempt_id WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id;
  PERFORM app.post_money('payment', a.attempt_id, 'gateway:' || a.terminal_code, 'facility:' || a.facility_code, a.amount_vnd);
  PERFORM app.log_payment(n, 'paid', a.attempt_id, 'gateway', NULL, jsonb_build_object('source', p_source));
  RETURN 'recorded';
END $$;
--> statement-breakpoint
-- Takes the turn to ask the gateway, and the attempt that waits longest for it; no row when it is too early or nobody waits.
-- One question in five minutes, whatever about. Asked at the end + 1 minute, then + 6, + 30, + 2 hours, + 24 hours.
CREATE FUNCTION app.take_query_turn(p_terminal text, p_gap_seconds integer)
RETURNS TABLE (attempt_id uuid, reference text, created_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE a app.payment_attempts;
BEGIN
  SELECT p.* INTO a FROM app.payment_attempts p
  WHERE p.terminal_code = p_terminal AND p.next_query_at <= clock_timestamp() AND p.status IN ('pending', 'review')
  ORDER BY p.next_query_at LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF a.attempt_id IS NULL THEN RETURN; END IF;
  INSERT INTO app.query_turns AS t (terminal_code, asked_at) VALUES (p_terminal, clock_timestamp())
  ON CONFLICT (terminal_code) DO UPDATE SET asked_at = clock_timestamp()
  WHERE t.asked_at <= clock_timestamp() - make_interval(secs => p_gap_seconds);
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE app.payment_attempts p SET queries = a.queries + 1, next_query_at = CASE a.queries
    WHEN 0 THEN clock_timestamp() + interval '5 minutes' WHEN 1 THEN clock_timestamp() + interval '24 minutes'
    WHEN 2 THEN clock_timestamp() + interval '90 minutes' WHEN 3 THEN clock_timestamp() + interval '22 hours'
    ELSE clock_timestamp() + interval '1 day' END
  WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
  RETURN QUERY SELECT a.attempt_id, a.reference, a.created_at;
END $$;
--> statement-breakpoint
-- Frees notes whose payment nobody has told of for an hour after its end: VNPay calls for 50 minutes at most. A success
-- that is told later still counts. Answers how many.
CREATE FUNCTION app.expire_payments(p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  late record;
  n app.fee_notes;
  freed integer := 0;
BEGIN
  FOR late IN SELECT p.citizen_id, p.note_id, p.attempt_id FROM app.payment_attempts p
    WHERE p.status = 'pending' AND p.expires_at < clock_timestamp() - interval '1 hour' ORDER BY p.expires_at LIMIT least(p_most, 500) LOOP
    SELECT f.* INTO n FROM app.fee_notes f WHERE f.citizen_id = late.citizen_id AND f.note_id = late.note_id FOR UPDATE;
    UPDATE app.payment_attempts p SET status = 'expired', reason = 'expired'
    WHERE p.citizen_id = late.citizen_id AND p.attempt_id = late.attempt_id AND p.status = 'pending';
    IF FOUND THEN
      PERFORM app.log_payment(n, 'expired', late.attempt_id, 'system', NULL, '{}');
      freed := freed + 1;
    END IF;
  END LOOP;
  RETURN freed;
END $$;
--> statement-breakpoint
-- What a return page may show: where a payment stands, to whoever holds the signed address and began it. No word about anybody.
CREATE FUNCTION app.payment_standing(p_terminal text, p_reference text) RETURNS TABLE (note_id uuid, status text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.note_id, p.status FROM app.payment_attempts p WHERE p.terminal_code = p_terminal AND p.reference = p_reference
$$;
--> statement-breakpoint
-- The limit above which a second person has to agree to a refund; a parameter of ours.
CREATE FUNCTION app.refund_limit() RETURNS bigint LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT 2000000::bigint $$;
--> statement-breakpoint
CREATE FUNCTION app.desk_of_fees(p_facility text) RETURNS TABLE (staff_id uuid, staff_name text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.staff_id, d.staff_name FROM guard.desk() d WHERE d.facility_code = p_facility AND d.part = 'fees'
$$;
--> statement-breakpoint
-- Asks for a refund at the facility's desk. Up to the limit it may be submitted at once; above it a second person agrees.
CREATE FUNCTION app.request_refund(p_attempt uuid, p_amount bigint, p_because text, p_request text) RETURNS TABLE (refusal text, refund_id uuid, status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  n app.fee_notes;
  a app.payment_attempts;
  who record;
  r app.refunds;
  used bigint;
BEGIN
  SELECT f.* INTO n FROM app.fee_notes f JOIN app.payment_attempts p ON p.citizen_id = f.citizen_id AND p.note_id = f.note_id
  WHERE p.attempt_id = p_attempt FOR UPDATE OF f;
  SELECT d.* INTO who FROM app.desk_of_fees(n.facility_code) d;
  IF n.note_id IS NULL OR who.staff_id IS NULL THEN RETURN QUERY SELECT 'not-found'::text, NULL::uuid, NULL::text; RETURN; END IF;
  SELECT p.* INTO a FROM app.payment_attempts p WHERE p.attempt_id = p_attempt FOR UPDATE;
  SELECT coalesce(sum(x.amount_vnd), 0) INTO used FROM app.refunds x
  WHERE x.citizen_id = a.citizen_id AND x.attempt_id = a.attempt_id AND x.status NOT IN ('rejected', 'withdrawn');
  IF a.status <> 'settled' THEN RETURN QUERY SELECT 'not-paid'::text, NULL::uuid, NULL::text; RETURN; END IF;
  IF EXISTS (SELECT FROM app.refunds x WHERE x.citizen_id = a.citizen_id AND x.attempt_id = a.attempt_id AND x.status IN ('requested', 'submitted', 'unknown')) THEN
    RETURN QUERY SELECT 'refund-open'::text, NULL::uuid, NULL::text; RETURN;
  END IF;
  IF p_amount <= 0 OR used + p_amount > a.amount_vnd THEN RETURN QUERY SELECT 'over-amount'::text, NULL::uuid, NULL::text; RETURN; END IF;
  INSERT INTO app.refunds (citizen_id, refund_id, attempt_id, facility_code, request_id, kind, amount_vnd, status, because, requested_by, requested_by_name)
  VALUES (a.citizen_id, gen_random_uuid(), a.attempt_id, a.facility_code, p_request,
    CASE WHEN used = 0 AND p_amount = a.amount_vnd THEN 'full' ELSE 'partial' END, p_amount, 'requested', p_because, who.staff_id, who.staff_name)
  RETURNING * INTO r;
  PERFORM app.log_payment(n, 'refund-requested', r.refund_id, 'staff', who.staff_id, jsonb_build_object('amountVnd', p_amount));
  RETURN QUERY SELECT NULL::text, r.refund_id, r.status;
END $$;
--> statement-breakpoint
-- Submits a refund: written down before the gateway is asked, so that it is asked once. What is needed to ask is answered.
CREATE FUNCTION app.submit_refund(p_refund uuid)
RETURNS TABLE (refusal text, request_id text, kind text, amount_vnd bigint, terminal_code text, reference text, transaction_no text, created_at timestamptz, note_number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  n app.fee_notes;
  a app.payment_attempts;
  r app.refunds;
  who record;
  why text;
BEGIN
  SELECT f.* INTO n FROM app.refunds x JOIN app.payment_attempts p ON p.citizen_id = x.citizen_id AND p.attempt_id = x.attempt_id
    JOIN app.fee_notes f ON f.citizen_id = p.citizen_id AND f.note_id = p.note_id WHERE x.refund_id = p_refund FOR UPDATE OF f;
  SELECT d.* INTO who FROM app.desk_of_fees(n.facility_code) d;
  IF n.note_id IS NULL OR who.staff_id IS NULL THEN why := 'not-found';
  ELSE
    SELECT p.* INTO a FROM app.payment_attempts p JOIN app.refunds x ON x.attempt_id = p.attempt_id WHERE x.refund_id = p_refund FOR UPDATE OF p;
    SELECT x.* INTO r FROM app.refunds x WHERE x.refund_id = p_refund FOR UPDATE;
    IF r.status <> 'requested' THEN why := 'already-submitted';
    ELSIF r.amount_vnd > app.refund_limit() AND r.requested_by = who.staff_id THEN why := 'second-person';
    END IF;
  END IF;
  IF why IS NOT NULL THEN
    RETURN QUERY SELECT why, NULL::text, NULL::text, NULL::bigint, NULL::text, NULL::text, NULL::text, NULL::timestamptz, NULL::text; RETURN;
  END IF;
  UPDATE app.refunds x SET status = 'submitted', submitted_at = clock_timestamp(),
    approved_by = CASE WHEN r.requested_by IS DISTINCT FROM who.staff_id THEN who.staff_id END,
    approved_by_name = CASE WHEN r.requested_by IS DISTINCT FROM who.staff_id THEN who.staff_name END
  WHERE x.citizen_id = r.citizen_id AND x.refund_id = r.refund_id;
  PERFORM app.log_payment(n, 'refund-submitted', r.refund_id, 'staff', who.staff_id, '{}');
  RETURN QUERY SELECT NULL::text, r.request_id, r.kind, r.amount_vnd, a.terminal_code, a.reference, a.transaction_no, a.created_at, n.note_number;
END $$;
--> statement-breakpoint
-- Writes down what the gateway answered about a refund, once it is submitted. `accepted` waits; `unknown` waits for somebody to find out.
CREATE FUNCTION app.settle_refund(p_request text, p_outcome text, p_answer text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.fee_notes;
  a app.payment_attempts;
  r app.refunds;
  back bigint;
BEGIN
  IF p_outcome NOT IN ('accepted', 'unknown', 'succeeded', 'rejected') THEN RAISE EXCEPTION 'not an outcome' USING errcode = '22023'; END IF;
  SELECT f.* INTO n FROM app.refunds x JOIN app.payment_attempts p ON p.citizen_id = x.citizen_id AND p.attempt_id = x.attempt_id
    JOIN app.fee_notes f ON f.citizen_id = p.citizen_id AND f.note_id = p.note_id WHERE x.request_id = p_request FOR UPDATE OF f;
  IF n.note_id IS NULL THEN RETURN 'not-found'; END IF;
  SELECT p.* INTO a FROM app.payment_attempts p JOIN app.refunds x ON x.attempt_id = p.attempt_id WHERE x.request_id = p_request FOR UPDATE OF p;
  SELECT x.* INTO r FROM app.refunds x WHERE x.request_id = p_request FOR UPDATE;
  IF r.status NOT IN ('submitted', 'unknown') OR (r.status = 'unknown' AND p_outcome IN ('unknown', 'accepted')) THEN RETURN r.status; END IF;
  IF p_outcome = 'accepted' THEN
    UPDATE app.refunds x SET answer = left(p_answer, 60) WHERE x.citizen_id = r.citizen_id AND x.refund_id = r.refund_id;
    RETURN 'submitted';
  END IF;
  UPDATE app.refunds x SET status = p_outcome, answer = left(p_answer, 60), ended_at = CASE WHEN p_outcome <> 'unknown' THEN clock_timestamp() END
  WHERE x.citizen_id = r.citizen_id AND x.refund_id = r.refund_id;
  PERFORM app.log_payment(n, 'refund-' || p_outcome, r.refund_id, 'gateway', NULL, jsonb_build_object('answer', left(p_answer, 60)));
  IF p_outcome = 'succeeded' THEN
    PERFORM app.post_money('refund', r.refund_id, CASE WHEN a.duplicate_of IS NULL THEN 'facility:' || a.facility_code ELSE 'overpaid:' || a.attempt_id END,
      'gateway:' || a.terminal_code, r.amount_vnd);
    IF a.duplicate_of IS NULL THEN
      SELECT sum(x.amount_vnd) INTO back FROM app.refunds x WHERE x.citizen_id = a.citizen_id AND x.attempt_id = a.attempt_id AND x.status = 'succeeded';
      UPDATE app.fee_notes f SET status = CASE WHEN back = a.amount_vnd THEN 'refunded' ELSE 'partially-refunded' END
      WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id;
    END IF;
  END IF;
  RETURN p_outcome;
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'granted_payments', 'fee_note_steps', 'payment_attempt_steps', 'payment_inbox_grows', 'refund_steps', 'posting_balances', 'post_money',
    'log_payment', 'note_difference', 'receive_fee_note', 'void_fee_note', 'least_payment', 'begin_payment',
    'keep_payment_message', 'settle_second', 'settle_payment', 'take_query_turn', 'expire_payments', 'payment_standing', 'refund_limit',
    'desk_of_fees', 'request_refund', 'submit_refund', 'settle_refund') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.granted_payments(), app.receive_fee_note(text, uuid, jsonb, bytea), app.void_fee_note(text, text, text),
  app.begin_payment(uuid, text, text, text, text, integer), app.payment_standing(text, text),
  app.request_refund(uuid, bigint, text, text), app.submit_refund(uuid) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.keep_payment_message(text, bytea, text, text, jsonb, text),
  app.settle_payment(text, text, text, text, text, bigint, text, text, text, timestamptz), app.settle_refund(text, text, text) TO book_web, book_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.take_query_turn(text, integer), app.expire_payments(integer) TO book_worker;
