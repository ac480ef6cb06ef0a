DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['deposit_uses', 'facility_accounts', 'bank_lines', 'gateway_reports', 'gateway_report_rows', 'reconciliations',
    'reconciliation_differences', 'claim_cursor'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['bank_lines', 'gateway_reports', 'gateway_report_rows', 'reconciliations'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['deposit_uses', 'facility_accounts', 'reconciliation_differences'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['deposit_uses', 'bank_lines', 'gateway_reports', 'reconciliations', 'reconciliation_differences'] LOOP
    EXECUTE format('CREATE POLICY read_at_desk ON app.%I FOR SELECT TO book_web USING (facility_code = ANY ((SELECT guard.granted_facilities())::text[]) OR ''*'' = ANY ((SELECT guard.granted_facilities())::text[]))', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY read_granted ON app.deposit_uses FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT app.granted_payments())::uuid[]));
--> statement-breakpoint
-- Where to pay a facility stands on its door.
CREATE POLICY read_all ON app.facility_accounts FOR SELECT TO book_web USING (true);
--> statement-breakpoint
GRANT SELECT ON app.facility_accounts TO book_web;
--> statement-breakpoint
UPDATE app.payment_attempts SET owed_back = true WHERE duplicate_of IS NOT NULL;
--> statement-breakpoint
ALTER TABLE app.payment_attempts ADD CONSTRAINT payment_attempts_second_is_owed_back CHECK (duplicate_of IS NULL OR owed_back);
--> statement-breakpoint
-- A deposit is held for whoever paid it until a settlement takes it.
CREATE FUNCTION app.account_of(n app.fee_notes) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE n.kind WHEN 'deposit' THEN 'deposit:' || n.note_id ELSE 'facility:' || n.facility_code END
$$;
--> statement-breakpoint
-- Where the money of an attempt lies: at the gateway, or in the facility's own bank account.
CREATE FUNCTION app.till_of(a app.payment_attempts) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE a.channel WHEN 'transfer' THEN a.terminal_code ELSE 'gateway:' || a.terminal_code END
$$;
--> statement-breakpoint
CREATE FUNCTION app.left_to_pay(n app.fee_notes) RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.amount_vnd - CASE n.kind WHEN 'settlement' THEN n.set_off_vnd ELSE 0 END
$$;
--> statement-breakpoint
-- What was posted before deposits were held apart.
DO $$
DECLARE
  d record;
BEGIN
  FOR d IN SELECT a.attempt_id, a.facility_code, f.note_id, a.amount_vnd - coalesce((SELECT sum(r.amount_vnd) FROM app.refunds r
      WHERE r.attempt_id = a.attempt_id AND r.status = 'succeeded'), 0) AS held
    FROM app.payment_attempts a JOIN app.fee_notes f ON f.citizen_id = a.citizen_id AND f.note_id = a.note_id
    WHERE f.kind = 'deposit' AND a.status = 'settled' AND NOT a.owed_back LOOP
    IF d.held > 0 THEN PERFORM app.post_money('deposit-held', d.attempt_id, 'facility:' || d.facility_code, 'deposit:' || d.note_id, d.held); END IF;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.fee_note_steps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.citizen_id, NEW.note_id, NEW.facility_code, NEW.note_number, NEW.kind, NEW.encounter_ref, NEW.issued_on, NEW.amount_vnd, NEW.lines, NEW.digest, NEW.transfer_code)
    IS DISTINCT FROM (OLD.citizen_id, OLD.note_id, OLD.facility_code, OLD.note_number, OLD.kind, OLD.encounter_ref, OLD.issued_on, OLD.amount_vnd, OLD.lines, OLD.digest, OLD.transfer_code)
    OR (OLD.settled_by IS NOT NULL AND NEW.settled_by IS DISTINCT FROM OLD.settled_by) THEN
    RAISE EXCEPTION 'a fee note keeps what it says' USING errcode = '23514';
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (('open', 'paid'), ('open', 'void'), ('insured', 'void'), ('open', 'paid-at-desk'),
    ('open', 'set-off'), ('set-off', 'void'), ('paid', 'partially-refunded'), ('paid', 'refunded'), ('partially-refunded', 'refunded')) THEN
    RAISE EXCEPTION 'a fee note does not go from % to %', OLD.status, NEW.status USING errcode = '23514';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- As before, but a payment that ended may be asked about again when VNPay's report tells of it.
CREATE OR REPLACE FUNCTION app.payment_attempt_steps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.citizen_id, NEW.attempt_id, NEW.note_id, NEW.facility_code, NEW.terminal_code, NEW.reference, NEW.channel, NEW.amount_vnd, NEW.created_at, NEW.expires_at)
    IS DISTINCT FROM (OLD.citizen_id, OLD.attempt_id, OLD.note_id, OLD.facility_code, OLD.terminal_code, OLD.reference, OLD.channel, OLD.amount_vnd, OLD.created_at, OLD.expires_at)
    OR (OLD.transaction_no IS NOT NULL AND OLD.status = 'settled' AND NEW.transaction_no IS DISTINCT FROM OLD.transaction_no)
    OR (OLD.status = 'settled' AND NEW.owed_back IS DISTINCT FROM OLD.owed_back) THEN
    RAISE EXCEPTION 'an attempt keeps what it is' USING errcode = '23514';
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (
    ('pending', 'settled'), ('pending', 'failed'), ('pending', 'expired'), ('pending', 'review'),
    ('expired', 'settled'), ('expired', 'failed'), ('expired', 'review'), ('failed', 'settled'), ('failed', 'review'),
    ('review', 'settled'), ('review', 'failed')) THEN
    RAISE EXCEPTION 'an attempt does not go from % to %', OLD.status, NEW.status USING errcode = '23514';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.status = 'settled' OR (NEW.status <> OLD.status AND NEW.status <> 'review') THEN NEW.next_query_at := NULL; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- Never more back than was paid, less what a settlement took; nothing whole after a part (VNPay: 04). What could not be found
-- out may be found under way.
CREATE OR REPLACE FUNCTION app.refund_steps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  paid bigint;
  taken bigint;
  used bigint;
BEGIN
  SELECT a.amount_vnd, CASE WHEN NOT a.owed_back AND f.kind = 'deposit' THEN f.set_off_vnd ELSE 0 END INTO paid, taken
  FROM app.payment_attempts a JOIN app.fee_notes f ON f.citizen_id = a.citizen_id AND f.note_id = a.note_id
  WHERE a.citizen_id = NEW.citizen_id AND a.attempt_id = NEW.attempt_id AND a.status = 'settled' FOR UPDATE OF a;
  IF paid IS NULL THEN RAISE EXCEPTION 'only what was paid is given back' USING errcode = '23514'; END IF;
  SELECT coalesce(sum(r.amount_vnd), 0) INTO used FROM app.refunds r
  WHERE r.citizen_id = NEW.citizen_id AND r.attempt_id = NEW.attempt_id AND r.refund_id <> NEW.refund_id AND r.status NOT IN ('rejected', 'withdrawn');
  IF NEW.status NOT IN ('rejected', 'withdrawn') AND (used + taken + NEW.amount_vnd > paid OR (NEW.kind = 'full' AND (used > 0 OR NEW.amount_vnd <> paid))) THEN
    RAISE EXCEPTION 'more than was paid' USING errcode = '23514';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.attempt_id, NEW.request_id, NEW.kind, NEW.amount_vnd, NEW.requested_by) IS DISTINCT FROM (OLD.attempt_id, OLD.request_id, OLD.kind, OLD.amount_vnd, OLD.requested_by)
      OR (OLD.transaction_no IS NOT NULL AND NEW.transaction_no IS DISTINCT FROM OLD.transaction_no)
      OR (NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (('requested', 'submitted'), ('requested', 'withdrawn'),
        ('submitted', 'succeeded'), ('submitted', 'rejected'), ('submitted', 'unknown'), ('unknown', 'submitted'), ('unknown', 'succeeded'), ('unknown', 'rejected'))) THEN
      RAISE EXCEPTION 'a refund does not go from % to %', OLD.status, NEW.status USING errcode = '23514';
    END IF;
    IF NEW.status NOT IN ('submitted', 'unknown') THEN NEW.next_query_at := NULL; END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.difference_of(n app.fee_notes, p_attempt uuid, p_kind text, p_about text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.payment_differences (citizen_id, difference_id, note_id, facility_code, attempt_id, kind, about)
  VALUES (n.citizen_id, gen_random_uuid(), n.note_id, n.facility_code, p_attempt, p_kind, left(coalesce(p_about, ''), 100))
  ON CONFLICT ON CONSTRAINT payment_differences_once DO NOTHING
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.note_difference(a app.payment_attempts, p_kind text, p_about text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.payment_differences (citizen_id, difference_id, note_id, facility_code, attempt_id, kind, about)
  VALUES (a.citizen_id, gen_random_uuid(), a.note_id, a.facility_code, a.attempt_id, p_kind, left(coalesce(p_about, ''), 100))
  ON CONFLICT ON CONSTRAINT payment_differences_once DO NOTHING
$$;
--> statement-breakpoint
-- Locks all notes of a visit in one order, where one touches another.
CREATE FUNCTION app.lock_visit_notes(p_citizen uuid, p_facility text, p_ref text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref
  ORDER BY f.note_id FOR UPDATE;
END $$;
--> statement-breakpoint
-- The book itself asks for a refund, which a clerk sends; once per attempt while one is open.
CREATE FUNCTION app.ask_refund_of_itself(n app.fee_notes, a app.payment_attempts, p_amount bigint, p_because text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE r uuid := gen_random_uuid();
BEGIN
  INSERT INTO app.refunds (citizen_id, refund_id, attempt_id, facility_code, request_id, kind, amount_vnd, because, requested_by_name)
  SELECT a.citizen_id, r, a.attempt_id, a.facility_code, 'R' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 30),
    CASE WHEN p_amount = a.amount_vnd THEN 'full' ELSE 'partial' END, p_amount, p_because, 'Sổ sức khỏe'
  WHERE NOT EXISTS (SELECT FROM app.refunds x WHERE x.citizen_id = a.citizen_id AND x.attempt_id = a.attempt_id AND x.status IN ('requested', 'submitted', 'unknown'));
  IF FOUND THEN PERFORM app.log_payment(n, 'refund-requested', r, 'system', NULL, jsonb_build_object('amountVnd', p_amount)); END IF;
END $$;
--> statement-breakpoint
-- What of a deposit is neither used, given back nor asked back.
CREATE FUNCTION app.deposit_left(d app.fee_notes) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN d.kind = 'deposit' AND d.status IN ('paid', 'partially-refunded') THEN d.amount_vnd - d.set_off_vnd - coalesce((
    SELECT sum(r.amount_vnd) FROM app.refunds r WHERE r.citizen_id = d.citizen_id AND r.attempt_id = d.settled_by AND r.status NOT IN ('rejected', 'withdrawn')), 0)
  ELSE 0 END::bigint
$$;
--> statement-breakpoint
-- Sets paid deposits of a visit off against its open settlements; what is left of them once the settlement is over is asked
-- back. A settlement that somebody is paying now keeps its sum until that is over. Safe at any time; the caller holds no
-- lock but those of this visit, taken in order.
CREATE FUNCTION app.set_off_deposits(p_citizen uuid, p_facility text, p_ref text) RETURNS void
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
        AND r.requested_by IS NULL AND r.status IN ('withdrawn', 'rejected'));
      SELECT p.* INTO a FROM app.payment_attempts p WHERE p.citizen_id = d.citizen_id AND p.attempt_id = d.settled_by FOR UPDATE;
      PERFORM app.ask_refund_of_itself(d, a, app.deposit_left(d), 'Tạm ứng còn thừa sau quyết toán');
    END LOOP;
  END IF;
END $$;
--> statement-breakpoint
-- Deposits that were paid, or became free, while their settlement waited. Answers how many visits were looked at.
CREATE FUNCTION app.set_off_waiting(p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v record;
  looked integer := 0;
BEGIN
  FOR v IN SELECT DISTINCT d.citizen_id, d.facility_code, d.encounter_ref FROM app.fee_notes d
    JOIN app.fee_notes s ON s.citizen_id = d.citizen_id AND s.facility_code = d.facility_code AND s.encounter_ref = d.encounter_ref
    WHERE d.kind = 'deposit' AND d.status IN ('paid', 'partially-refunded') AND app.deposit_left(d) > 0
      AND s.kind = 'settlement' AND (s.status IN ('open', 'paid', 'set-off')) LIMIT least(p_most, 500) LOOP
    PERFORM app.set_off_deposits(v.citizen_id, v.facility_code, v.encounter_ref);
    looked := looked + 1;
  END LOOP;
  RETURN looked;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.receive_fee_note(p_grant text, p_citizen uuid, p_note jsonb, p_digest bytea) RETURNS TABLE (outcome text, note_id uuid, status text)
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
  INSERT INTO app.fee_notes (citizen_id, note_id, facility_code, note_number, kind, encounter_ref, issued_on, amount_vnd, lines, digest, status, next_meet_at)
  VALUES (p_citizen, gen_random_uuid(), code, p_note->>'noteNumber', p_note->>'kind', p_note->>'encounterRef', (p_note->>'issuedOn')::date,
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
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.facility_code = code AND f.note_number = p_note->>'noteNumber';
  RETURN QUERY SELECT CASE WHEN n.digest = p_digest AND n.citizen_id = p_citizen THEN 'unchanged' ELSE 'differs' END, n.note_id, n.status;
END $$;
--> statement-breakpoint
-- Takes a note back, unless somebody is paying it now or has paid. What deposits covered of it is free again.
CREATE OR REPLACE FUNCTION app.void_fee_note(p_grant text, p_number text, p_because text) RETURNS TABLE (outcome text, note_id uuid, status text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  code text := (SELECT s.facility_code FROM guard.sender_of_note(p_grant) s);
  n app.fee_notes;
  d app.fee_notes;
  u app.deposit_uses;
BEGIN
  IF code IS NULL THEN RAISE EXCEPTION 'no sender''s grant' USING errcode = '28000'; END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.facility_code = code AND f.note_number = p_number;
  IF n.kind = 'settlement' AND n.encounter_ref IS NOT NULL THEN PERFORM app.lock_visit_notes(n.citizen_id, n.facility_code, n.encounter_ref); END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.facility_code = code AND f.note_number = p_number FOR UPDATE;
  IF n.note_id IS NULL THEN RETURN QUERY SELECT 'not-found'::text, NULL::uuid, NULL::text; RETURN; END IF;
  IF n.status = 'void' THEN RETURN QUERY SELECT 'unchanged'::text, n.note_id, n.status; RETURN; END IF;
  IF n.status NOT IN ('open', 'insured', 'set-off') THEN RETURN QUERY SELECT 'already-paid'::text, n.note_id, n.status; RETURN; END IF;
  IF EXISTS (SELECT FROM app.payment_attempts a WHERE a.citizen_id = n.citizen_id AND a.note_id = n.note_id AND a.status IN ('pending', 'review')) THEN
    RETURN QUERY SELECT 'being-paid'::text, n.note_id, n.status; RETURN;
  END IF;
  FOR u IN SELECT x.* FROM app.deposit_uses x WHERE x.citizen_id = n.citizen_id AND x.note_id = n.note_id AND x.undone_at IS NULL LOOP
    UPDATE app.deposit_uses x SET undone_at = clock_timestamp() WHERE x.citizen_id = u.citizen_id AND x.use_id = u.use_id;
    UPDATE app.fee_notes f SET set_off_vnd = f.set_off_vnd - u.amount_vnd WHERE f.citizen_id = u.citizen_id AND f.note_id = u.deposit_note_id RETURNING f.* INTO d;
    PERFORM app.post_money('set-off-undone', u.use_id, app.account_of(n), app.account_of(d), u.amount_vnd);
    PERFORM app.log_payment(d, 'set-off-undone', n.note_id, 'facility', NULL, jsonb_build_object('amountVnd', u.amount_vnd));
  END LOOP;
  UPDATE app.fee_notes f SET status = 'void', set_off_vnd = 0, voided_at = clock_timestamp(), voided_because = left(p_because, 300), next_meet_at = NULL
  WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id;
  PERFORM app.log_payment(n, 'voided', NULL, 'facility', NULL, '{}');
  RETURN QUERY SELECT 'voided'::text, n.note_id, 'void'::text;
END $$;
--> statement-breakpoint
-- As before; what is asked for is what deposits have left of it.
CREATE OR REPLACE FUNCTION app.begin_payment(p_note uuid, p_terminal text, p_reference text, p_language text, p_address text, p_minutes integer)
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
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.note_id = p_note;
  IF n.kind = 'settlement' AND n.status = 'open' THEN PERFORM app.set_off_deposits(n.citizen_id, n.facility_code, n.encounter_ref); END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.note_id = p_note FOR UPDATE;
  IF n.note_id IS NULL OR app.may_pay_for(payer, n.citizen_id) IS NULL THEN why := 'not-found';
  ELSIF n.status <> 'open' THEN why := 'not-open';
  ELSIF app.left_to_pay(n) < app.least_payment() THEN why := 'at-the-desk';
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
    VALUES (n.citizen_id, gen_random_uuid(), n.note_id, n.facility_code, p_terminal, p_reference, app.left_to_pay(n), payer, left(p_address, 45),
      p_language, (guard.grant_of('citizens'))[4]::bigint, begun, begun + make_interval(mins => least(greatest(p_minutes, 5), 60)),
      begun + make_interval(mins => least(greatest(p_minutes, 5), 60) + 1))
    RETURNING * INTO a;
    PERFORM app.log_payment(n, 'begun', a.attempt_id, 'citizen', payer, '{}');
  END IF;
  RETURN QUERY SELECT NULL::text, a.attempt_id, a.reference, a.amount_vnd, a.created_at, a.expires_at, a.language, a.payer_address, n.note_number;
END $$;
--> statement-breakpoint
-- Money for a note that is not open any more: settled, flagged, owed back, and a refund is asked for by the book itself.
CREATE OR REPLACE FUNCTION app.settle_second(n app.fee_notes, a app.payment_attempts, p_transaction text, p_bank text, p_bank_transaction text, p_paid_at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  kind text := CASE WHEN n.settled_by IS NOT NULL THEN 'paid-twice' WHEN n.status IN ('paid-at-desk', 'set-off') THEN 'paid-after-desk' ELSE 'paid-after-void' END;
BEGIN
  UPDATE app.payment_attempts p SET status = 'settled', settled_at = clock_timestamp(), duplicate_of = n.settled_by, owed_back = true, reason = NULL,
    transaction_no = p_transaction, bank_code = left(p_bank, 20), bank_transaction_no = left(p_bank_transaction, 255), paid_at = p_paid_at
  WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
  PERFORM app.post_money('second-payment', a.attempt_id, app.till_of(a), 'overpaid:' || a.attempt_id, a.amount_vnd);
  PERFORM app.note_difference(a, kind, '');
  PERFORM app.ask_refund_of_itself(n, a, a.amount_vnd, CASE kind WHEN 'paid-twice' THEN 'Phiếu đã được thanh toán trước đó'
    WHEN 'paid-after-desk' THEN 'Phiếu đã xong trước khi tiền đến' ELSE 'Phiếu đã bị rút' END);
  PERFORM app.log_payment(n, 'paid-twice', a.attempt_id, 'gateway', NULL, jsonb_build_object('kind', kind));
END $$;
--> statement-breakpoint
-- Money for an open note: it is paid. A deposit is set off at once where its settlement waits.
CREATE FUNCTION app.settle_first(n app.fee_notes, a app.payment_attempts, p_source text, p_transaction text, p_bank text, p_bank_transaction text, p_paid_at timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.payment_attempts p SET status = 'settled', settled_at = clock_timestamp(), reason = NULL, transaction_no = p_transaction,
    bank_code = left(p_bank, 20), bank_transaction_no = left(p_bank_transaction, 255), paid_at = p_paid_at
  WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
  UPDATE app.fee_notes f SET status = 'paid', settled_by = a.attempt_id WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id;
  PERFORM app.post_money('payment', a.attempt_id, app.till_of(a), app.account_of(n), a.amount_vnd);
  PERFORM app.log_payment(n, 'paid', a.attempt_id, CASE p_source WHEN 'desk' THEN 'staff' ELSE 'gateway' END, NULL, jsonb_build_object('source', p_source));
  IF n.kind = 'deposit' THEN PERFORM app.set_off_deposits(n.citizen_id, n.facility_code, n.encounter_ref); END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.settle_payment(p_source text, p_terminal text, p_reference text, p_outcome text, p_reason text, p_amount bigint,
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
  WHERE p.terminal_code = p_terminal AND p.reference = p_reference AND p.channel = 'vnpay';
  IF n.note_id IS NULL THEN RETURN 'unknown-reference'; END IF;
  -- A deposit that is paid may pay a settlement: their notes are locked in one order.
  IF n.kind = 'deposit' AND n.encounter_ref IS NOT NULL THEN PERFORM app.lock_visit_notes(n.citizen_id, n.facility_code, n.encounter_ref); END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id FOR UPDATE;
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
    OR n.status IN ('void', 'insured') THEN
    PERFORM app.note_difference(a, CASE WHEN n.status IN ('void', 'insured') THEN 'paid-after-void' ELSE 'number-reused' END, p_transaction);
    IF a.status = 'review' THEN RETURN 'recorded-before'; END IF;
    UPDATE app.payment_attempts p SET status = 'review', reason = 'unclear' WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
    PERFORM app.log_payment(n, 'unclear', a.attempt_id, 'gateway', NULL, '{}');
    RETURN 'recorded';
  END IF;
  IF n.status <> 'open' THEN
    PERFORM app.settle_second(n, a, p_transaction, p_bank, p_bank_transaction, p_paid_at);
  ELSE
    PERFORM app.settle_first(n, a, p_source, p_transaction, p_bank, p_bank_transaction, p_paid_at);
  END IF;
  RETURN 'recorded';
END $$;
--> statement-breakpoint
DROP FUNCTION app.take_query_turn(text, integer);
--> statement-breakpoint
-- Takes the turn to ask the gateway, and what waits longest for it, a payment or a refund; no row when it is too early or
-- nothing waits. One question in five minutes, whatever about. A payment is asked about at its end + 1 minute, then + 6,
-- + 30, + 2 hours, + 24 hours; a refund 5 minutes after it was sent, then + 30, + 2 hours, + 24 hours and each day.
CREATE FUNCTION app.take_query_turn(p_terminal text, p_gap_seconds integer)
RETURNS TABLE (attempt_id uuid, reference text, created_at timestamptz, request_id text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  a app.payment_attempts;
  r app.refunds;
BEGIN
  SELECT p.* INTO a FROM app.payment_attempts p
  WHERE p.terminal_code = p_terminal AND p.channel = 'vnpay' AND p.next_query_at <= clock_timestamp() AND p.status <> 'settled'
  ORDER BY p.next_query_at LIMIT 1 FOR UPDATE SKIP LOCKED;
  SELECT x.* INTO r FROM app.refunds x JOIN app.payment_attempts p ON p.citizen_id = x.citizen_id AND p.attempt_id = x.attempt_id
  WHERE p.terminal_code = p_terminal AND p.channel = 'vnpay' AND x.next_query_at <= clock_timestamp() AND x.status IN ('submitted', 'unknown')
  ORDER BY x.next_query_at LIMIT 1 FOR UPDATE OF x SKIP LOCKED;
  IF a.attempt_id IS NULL AND r.refund_id IS NULL THEN RETURN; END IF;
  INSERT INTO app.query_turns AS t (terminal_code, asked_at) VALUES (p_terminal, clock_timestamp())
  ON CONFLICT (terminal_code) DO UPDATE SET asked_at = clock_timestamp()
  WHERE t.asked_at <= clock_timestamp() - make_interval(secs => p_gap_seconds);
  IF NOT FOUND THEN RETURN; END IF;
  IF r.refund_id IS NOT NULL AND (a.attempt_id IS NULL OR r.next_query_at < a.next_query_at) THEN
    UPDATE app.refunds x SET queries = r.queries + 1, next_query_at = CASE WHEN r.submitted_at < clock_timestamp() - interval '60 days' THEN NULL
      ELSE clock_timestamp() + CASE r.queries WHEN 0 THEN interval '25 minutes' WHEN 1 THEN interval '90 minutes' WHEN 2 THEN interval '22 hours' ELSE interval '1 day' END END
    WHERE x.citizen_id = r.citizen_id AND x.refund_id = r.refund_id;
    RETURN QUERY SELECT p.attempt_id, p.reference, p.created_at, r.request_id FROM app.payment_attempts p WHERE p.citizen_id = r.citizen_id AND p.attempt_id = r.attempt_id;
    RETURN;
  END IF;
  UPDATE app.payment_attempts p SET queries = a.queries + 1, next_query_at = CASE WHEN a.status NOT IN ('pending', 'review') THEN NULL
    ELSE clock_timestamp() + CASE a.queries WHEN 0 THEN interval '5 minutes' WHEN 1 THEN interval '24 minutes'
      WHEN 2 THEN interval '90 minutes' WHEN 3 THEN interval '22 hours' ELSE interval '1 day' END END
  WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
  RETURN QUERY SELECT a.attempt_id, a.reference, a.created_at, NULL::text;
END $$;
--> statement-breakpoint
-- The facility whose fees a desk may touch: its own, and any for the authority.
CREATE FUNCTION app.desk_over_fees(p_facility text) RETURNS TABLE (staff_id uuid, staff_name text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.staff_id, d.staff_name FROM guard.desk() d WHERE d.facility_code IN (p_facility, '*') AND d.part = 'fees'
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.request_refund(p_attempt uuid, p_amount bigint, p_because text, p_request text) RETURNS TABLE (refusal text, refund_id uuid, status text)
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
  SELECT coalesce(sum(x.amount_vnd), 0) + CASE WHEN n.kind = 'deposit' AND NOT a.owed_back THEN n.set_off_vnd ELSE 0 END INTO used FROM app.refunds x
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
-- Takes a refund back before it is sent. What is owed back cannot be taken back.
CREATE FUNCTION app.withdraw_refund(p_refund uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.fee_notes;
  a app.payment_attempts;
  r app.refunds;
  who record;
BEGIN
  SELECT f.* INTO n FROM app.refunds x JOIN app.payment_attempts p ON p.citizen_id = x.citizen_id AND p.attempt_id = x.attempt_id
    JOIN app.fee_notes f ON f.citizen_id = p.citizen_id AND f.note_id = p.note_id WHERE x.refund_id = p_refund FOR UPDATE OF f;
  SELECT d.* INTO who FROM app.desk_of_fees(n.facility_code) d;
  IF n.note_id IS NULL OR who.staff_id IS NULL THEN RETURN 'not-found'; END IF;
  SELECT p.* INTO a FROM app.payment_attempts p JOIN app.refunds x ON x.attempt_id = p.attempt_id WHERE x.refund_id = p_refund FOR UPDATE OF p;
  SELECT x.* INTO r FROM app.refunds x WHERE x.refund_id = p_refund FOR UPDATE;
  IF r.status <> 'requested' THEN RETURN 'already-submitted'; END IF;
  IF a.owed_back THEN RETURN 'owed-back'; END IF;
  UPDATE app.refunds x SET status = 'withdrawn', ended_at = clock_timestamp(), decided_by = who.staff_id, decided_by_name = who.staff_name
  WHERE x.citizen_id = r.citizen_id AND x.refund_id = r.refund_id;
  PERFORM app.log_payment(n, 'refund-withdrawn', r.refund_id, 'staff', who.staff_id, '{}');
  RETURN NULL;
END $$;
--> statement-breakpoint
DROP FUNCTION app.submit_refund(uuid);
--> statement-breakpoint
-- Submits a refund: written down before the gateway is asked, so that it is asked once. What is needed to ask is answered.
-- What came by transfer goes back by transfer: the facility's own bank, which nobody asks from here.
CREATE FUNCTION app.submit_refund(p_refund uuid)
RETURNS TABLE (refusal text, request_id text, kind text, amount_vnd bigint, terminal_code text, reference text, transaction_no text, created_at timestamptz, note_number text, channel text)
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
    RETURN QUERY SELECT why, NULL::text, NULL::text, NULL::bigint, NULL::text, NULL::text, NULL::text, NULL::timestamptz, NULL::text, NULL::text; RETURN;
  END IF;
  UPDATE app.refunds x SET status = 'submitted', submitted_at = clock_timestamp(),
    next_query_at = CASE a.channel WHEN 'vnpay' THEN clock_timestamp() + interval '310 seconds' END,
    answer = CASE a.channel WHEN 'transfer' THEN 'by-transfer' END,
    approved_by = CASE WHEN r.requested_by IS DISTINCT FROM who.staff_id THEN who.staff_id END,
    approved_by_name = CASE WHEN r.requested_by IS DISTINCT FROM who.staff_id THEN who.staff_name END
  WHERE x.citizen_id = r.citizen_id AND x.refund_id = r.refund_id;
  PERFORM app.log_payment(n, 'refund-submitted', r.refund_id, 'staff', who.staff_id, '{}');
  RETURN QUERY SELECT NULL::text, r.request_id, r.kind, r.amount_vnd, a.terminal_code, a.reference, a.transaction_no, a.created_at, n.note_number, a.channel;
END $$;
--> statement-breakpoint
-- What becomes of a refund, of whose note, attempt and row the caller holds the locks.
CREATE FUNCTION app.end_refund(n app.fee_notes, a app.payment_attempts, r app.refunds, p_outcome text, p_answer text, p_transaction text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  back bigint;
  number text := CASE WHEN NOT EXISTS (SELECT FROM app.refunds x WHERE x.citizen_id = a.citizen_id AND x.attempt_id = a.attempt_id
    AND x.refund_id <> r.refund_id AND x.transaction_no = p_transaction) THEN left(p_transaction, 40) END;
BEGIN
  IF r.status NOT IN ('submitted', 'unknown') OR (r.status = 'unknown' AND p_outcome = 'unknown') THEN RETURN r.status; END IF;
  IF p_outcome = 'accepted' THEN
    IF r.answer IS DISTINCT FROM left(p_answer, 60) OR r.status = 'unknown' THEN
      UPDATE app.refunds x SET status = 'submitted', answer = left(p_answer, 60), transaction_no = coalesce(x.transaction_no, number)
      WHERE x.citizen_id = r.citizen_id AND x.refund_id = r.refund_id;
      IF p_answer ~ '^[a-z][a-z-]{2,30}$' THEN PERFORM app.log_payment(n, 'refund-' || p_answer, r.refund_id, 'gateway', NULL, '{}'); END IF;
    END IF;
    RETURN 'submitted';
  END IF;
  UPDATE app.refunds x SET status = p_outcome, answer = left(p_answer, 60), transaction_no = coalesce(x.transaction_no, number),
    ended_at = CASE WHEN p_outcome <> 'unknown' THEN clock_timestamp() END
  WHERE x.citizen_id = r.citizen_id AND x.refund_id = r.refund_id;
  PERFORM app.log_payment(n, 'refund-' || p_outcome, r.refund_id, 'gateway', NULL, jsonb_build_object('answer', left(p_answer, 60)));
  IF p_outcome = 'succeeded' THEN
    PERFORM app.post_money('refund', r.refund_id, CASE WHEN a.owed_back THEN 'overpaid:' || a.attempt_id ELSE app.account_of(n) END, app.till_of(a), r.amount_vnd);
    IF NOT a.owed_back THEN
      SELECT sum(x.amount_vnd) INTO back FROM app.refunds x WHERE x.citizen_id = a.citizen_id AND x.attempt_id = a.attempt_id AND x.status = 'succeeded';
      UPDATE app.fee_notes f SET status = CASE WHEN back = a.amount_vnd THEN 'refunded' ELSE 'partially-refunded' END
      WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id;
    END IF;
  END IF;
  IF p_outcome IN ('succeeded', 'rejected') THEN
    UPDATE app.payment_differences d SET closed_at = clock_timestamp(), closed_because = 'agrees-now'
    WHERE d.citizen_id = a.citizen_id AND d.attempt_id = a.attempt_id AND d.closed_at IS NULL AND (d.kind IN ('refund-unclear', 'refund-waits')
      OR (p_outcome = 'succeeded' AND a.owed_back AND d.kind IN ('paid-twice', 'paid-after-desk', 'paid-after-void')));
  END IF;
  RETURN p_outcome;
END $$;
--> statement-breakpoint
DROP FUNCTION app.settle_refund(text, text, text);
--> statement-breakpoint
-- Writes down what the gateway answered about a refund, once it is submitted. `accepted` waits; `unknown` waits for somebody to find out.
CREATE FUNCTION app.settle_refund(p_request text, p_outcome text, p_answer text, p_transaction text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.fee_notes;
  a app.payment_attempts;
  r app.refunds;
BEGIN
  IF p_outcome NOT IN ('accepted', 'unknown', 'succeeded', 'rejected') THEN RAISE EXCEPTION 'not an outcome' USING errcode = '22023'; END IF;
  PERFORM set_config('synchronous_commit', 'on', true);
  SELECT f.* INTO n FROM app.refunds x JOIN app.payment_attempts p ON p.citizen_id = x.citizen_id AND p.attempt_id = x.attempt_id
    JOIN app.fee_notes f ON f.citizen_id = p.citizen_id AND f.note_id = p.note_id WHERE x.request_id = p_request FOR UPDATE OF f;
  IF n.note_id IS NULL THEN RETURN 'not-found'; END IF;
  SELECT p.* INTO a FROM app.payment_attempts p JOIN app.refunds x ON x.attempt_id = p.attempt_id WHERE x.request_id = p_request FOR UPDATE OF p;
  SELECT x.* INTO r FROM app.refunds x WHERE x.request_id = p_request FOR UPDATE;
  IF a.channel <> 'vnpay' THEN RETURN r.status; END IF;
  RETURN app.end_refund(n, a, r, p_outcome, p_answer, p_transaction);
END $$;
--> statement-breakpoint
-- What a question told of a refund. It counts only when it is surely about this one: its kind, its sum, and a number that no
-- other refund of the payment has. Told of anything else there is no information, which is never "not given back".
CREATE FUNCTION app.settle_refund_from_query(p_request text, p_kind text, p_status text, p_amount bigint, p_transaction text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.fee_notes;
  a app.payment_attempts;
  r app.refunds;
  surely boolean;
BEGIN
  PERFORM set_config('synchronous_commit', 'on', true);
  SELECT f.* INTO n FROM app.refunds x JOIN app.payment_attempts p ON p.citizen_id = x.citizen_id AND p.attempt_id = x.attempt_id
    JOIN app.fee_notes f ON f.citizen_id = p.citizen_id AND f.note_id = p.note_id WHERE x.request_id = p_request FOR UPDATE OF f;
  IF n.note_id IS NULL THEN RETURN 'not-found'; END IF;
  SELECT p.* INTO a FROM app.payment_attempts p JOIN app.refunds x ON x.attempt_id = p.attempt_id WHERE x.request_id = p_request FOR UPDATE OF p;
  SELECT x.* INTO r FROM app.refunds x WHERE x.request_id = p_request FOR UPDATE;
  IF r.status NOT IN ('submitted', 'unknown') THEN RETURN r.status; END IF;
  surely := coalesce(p_kind = r.kind AND p_amount = r.amount_vnd AND p_transaction IS NOT NULL AND coalesce(r.transaction_no, p_transaction) = p_transaction, false)
    AND NOT EXISTS (SELECT FROM app.refunds x WHERE x.citizen_id = r.citizen_id AND x.attempt_id = r.attempt_id AND x.refund_id <> r.refund_id
      AND x.status <> 'withdrawn' AND x.submitted_at IS NOT NULL AND (x.transaction_no = p_transaction
        OR (x.transaction_no IS NULL AND r.transaction_no IS NULL AND x.kind = r.kind AND x.amount_vnd = r.amount_vnd AND x.status <> 'rejected')));
  IF surely AND p_status IN ('done', 'refund-in-process', 'refund-sent', 'refund-refused') THEN
    RETURN app.end_refund(n, a, r, CASE p_status WHEN 'done' THEN 'succeeded' WHEN 'refund-refused' THEN 'rejected' ELSE 'accepted' END,
      CASE p_status WHEN 'done' THEN 'done' WHEN 'refund-in-process' THEN 'in-process' WHEN 'refund-sent' THEN 'sent' ELSE 'refused-by-bank' END, p_transaction);
  END IF;
  IF r.status = 'unknown' AND r.submitted_at < clock_timestamp() - interval '24 hours' THEN PERFORM app.difference_of(n, a.attempt_id, 'refund-unclear', r.refund_id::text);
  ELSIF r.submitted_at < clock_timestamp() - interval '10 days' THEN PERFORM app.difference_of(n, a.attempt_id, 'refund-waits', r.refund_id::text);
  END IF;
  RETURN r.status;
END $$;
--> statement-breakpoint
-- A clerk found out what became of a refund: in VNPay's own pages, or in the facility's bank. Above the limit not who asked for it.
CREATE FUNCTION app.decide_refund(p_refund uuid, p_outcome text, p_because text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.fee_notes;
  a app.payment_attempts;
  r app.refunds;
  who record;
BEGIN
  IF p_outcome NOT IN ('succeeded', 'rejected') OR length(coalesce(p_because, '')) NOT BETWEEN 3 AND 500 THEN RAISE EXCEPTION 'not a decision' USING errcode = '22023'; END IF;
  SELECT f.* INTO n FROM app.refunds x JOIN app.payment_attempts p ON p.citizen_id = x.citizen_id AND p.attempt_id = x.attempt_id
    JOIN app.fee_notes f ON f.citizen_id = p.citizen_id AND f.note_id = p.note_id WHERE x.refund_id = p_refund FOR UPDATE OF f;
  SELECT d.* INTO who FROM app.desk_of_fees(n.facility_code) d;
  IF n.note_id IS NULL OR who.staff_id IS NULL THEN RETURN 'not-found'; END IF;
  SELECT p.* INTO a FROM app.payment_attempts p JOIN app.refunds x ON x.attempt_id = p.attempt_id WHERE x.refund_id = p_refund FOR UPDATE OF p;
  SELECT x.* INTO r FROM app.refunds x WHERE x.refund_id = p_refund FOR UPDATE;
  IF r.status NOT IN ('submitted', 'unknown') THEN RETURN 'already-ended'; END IF;
  -- While VNPay still answers, it is VNPay that says.
  IF a.channel = 'vnpay' AND r.status = 'submitted' AND r.submitted_at > clock_timestamp() - interval '3 days' THEN RETURN 'too-early'; END IF;
  IF r.amount_vnd > app.refund_limit() AND r.requested_by = who.staff_id THEN RETURN 'second-person'; END IF;
  UPDATE app.refunds x SET decided_by = who.staff_id, decided_by_name = who.staff_name, decided_because = p_because
  WHERE x.citizen_id = r.citizen_id AND x.refund_id = r.refund_id;
  PERFORM app.log_payment(n, 'refund-decided', r.refund_id, 'staff', who.staff_id, jsonb_build_object('outcome', p_outcome));
  PERFORM app.end_refund(n, a, r, p_outcome, 'decided', NULL);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- A clerk found out whether the money of a payment in review is there. The number is the one that VNPay told, if it did.
CREATE FUNCTION app.decide_review(p_attempt uuid, p_received boolean, p_because text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.fee_notes;
  a app.payment_attempts;
  who record;
  number text;
BEGIN
  IF p_received IS NULL OR length(coalesce(p_because, '')) NOT BETWEEN 3 AND 500 THEN RAISE EXCEPTION 'not a decision' USING errcode = '22023'; END IF;
  SELECT f.* INTO n FROM app.fee_notes f JOIN app.payment_attempts p ON p.citizen_id = f.citizen_id AND p.note_id = f.note_id WHERE p.attempt_id = p_attempt;
  IF n.kind = 'deposit' AND n.encounter_ref IS NOT NULL THEN PERFORM app.lock_visit_notes(n.citizen_id, n.facility_code, n.encounter_ref); END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id FOR UPDATE;
  SELECT d.* INTO who FROM app.desk_of_fees(n.facility_code) d;
  IF n.note_id IS NULL OR who.staff_id IS NULL THEN RETURN 'not-found'; END IF;
  SELECT p.* INTO a FROM app.payment_attempts p WHERE p.attempt_id = p_attempt FOR UPDATE;
  IF a.status <> 'review' THEN RETURN 'already-ended'; END IF;
  IF p_received THEN
    SELECT m.sent->>'vnp_TransactionNo' INTO number FROM app.payment_inbox m WHERE m.reference = a.reference AND m.source = 'ipn' AND m.verdict = 'genuine'
      AND coalesce(m.sent->>'vnp_TransactionNo', '0') <> '0' ORDER BY m.message_id DESC LIMIT 1;
    IF EXISTS (SELECT FROM app.payment_attempts p WHERE p.terminal_code = a.terminal_code AND p.transaction_no = number AND p.attempt_id <> a.attempt_id) THEN number := NULL; END IF;
    IF n.status = 'open' THEN PERFORM app.settle_first(n, a, 'desk', number, NULL, NULL, NULL);
    ELSE PERFORM app.settle_second(n, a, number, NULL, NULL, NULL); END IF;
  ELSE
    UPDATE app.payment_attempts p SET status = 'failed', reason = 'decided' WHERE p.citizen_id = a.citizen_id AND p.attempt_id = a.attempt_id;
  END IF;
  UPDATE app.payment_differences d SET closed_at = clock_timestamp(), closed_by = who.staff_id, closed_by_name = who.staff_name, closed_because = left(p_because, 500)
  WHERE d.citizen_id = a.citizen_id AND d.attempt_id = a.attempt_id AND d.closed_at IS NULL AND d.kind IN ('wrong-amount', 'unclear', 'number-reused', 'paid-after-void')
    AND d.about <> '';
  PERFORM app.log_payment(n, 'review-decided', a.attempt_id, 'staff', who.staff_id, jsonb_build_object('received', p_received, 'because', left(p_because, 500)));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Which claims were filed since, so that the notes of their visits are looked at now; with it how far the worker has read.
CREATE FUNCTION app.claims_filed(p_upto bigint, p_claims jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE marked integer;
BEGIN
  UPDATE app.fee_notes f SET next_meet_at = clock_timestamp()
  FROM jsonb_to_recordset(p_claims) AS c (facility_code text, claim_ref text)
  WHERE f.facility_code = c.facility_code AND f.encounter_ref = c.claim_ref AND f.status <> 'void';
  GET DIAGNOSTICS marked = ROW_COUNT;
  INSERT INTO app.claim_cursor AS k (cursor_no, filing_id) VALUES (1, p_upto) ON CONFLICT (cursor_no) DO UPDATE SET filing_id = greatest(k.filing_id, p_upto);
  RETURN marked;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.claims_read_upto() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT k.filing_id FROM app.claim_cursor k), 0)
$$;
--> statement-breakpoint
-- Visits whose notes are to be looked at now.
CREATE FUNCTION app.notes_to_meet(p_most integer) RETURNS TABLE (citizen_id uuid, facility_code text, encounter_ref text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT f.citizen_id, f.facility_code, f.encounter_ref FROM (
    SELECT n.* FROM app.fee_notes n WHERE n.next_meet_at <= clock_timestamp() ORDER BY n.next_meet_at LIMIT least(p_most, 1000)) f
$$;
--> statement-breakpoint
-- A claim meets the notes of its visit: it is compared with their sum, and where the patient paid (NGAY_TTOAN) it closes those
-- that are still open. It never opens one. Run again it changes nothing.
CREATE FUNCTION app.meet_claim(p_citizen uuid, p_facility text, p_ref text, p_found boolean, p_amount numeric, p_paid_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.fee_notes;
  bill bigint;
  last app.fee_notes;
  said text;
  closed integer := 0;
BEGIN
  PERFORM app.lock_visit_notes(p_citizen, p_facility, p_ref);
  IF p_found THEN
    SELECT sum(f.amount_vnd) INTO bill FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref
      AND f.kind <> 'deposit' AND f.status <> 'void';
    SELECT f.* INTO last FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref
      AND f.kind <> 'deposit' AND f.status <> 'void' ORDER BY f.kind = 'settlement' DESC, f.received_at DESC LIMIT 1;
    IF bill IS NOT NULL AND p_amount IS NOT NULL THEN
      said := bill::text || ' ' || p_amount::numeric(16, 2)::text;
      UPDATE app.payment_differences d SET closed_at = clock_timestamp(), closed_because = 'agrees-now'
      FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref
        AND d.citizen_id = f.citizen_id AND d.note_id = f.note_id AND d.kind = 'claim-differs' AND d.closed_at IS NULL
        AND (abs(bill - p_amount) <= 1 OR d.about <> said);
      IF abs(bill - p_amount) > 1 THEN PERFORM app.difference_of(last, NULL, 'claim-differs', said); END IF;
    END IF;
  END IF;
  FOR n IN SELECT f.* FROM app.fee_notes f WHERE f.citizen_id = p_citizen AND f.facility_code = p_facility AND f.encounter_ref = p_ref AND f.status <> 'void' ORDER BY f.note_id LOOP
    IF p_found AND n.status = 'paid-at-desk' AND p_paid_at IS NULL THEN PERFORM app.difference_of(n, NULL, 'claim-unpaid-again', ''); END IF;
    IF p_found AND n.status = 'open' AND p_paid_at IS NOT NULL AND NOT EXISTS (SELECT FROM app.payment_attempts p
      WHERE p.citizen_id = n.citizen_id AND p.note_id = n.note_id AND p.status IN ('pending', 'review')) THEN
      UPDATE app.fee_notes f SET status = 'paid-at-desk', claim_amount_vnd = p_amount, claim_paid_at = p_paid_at WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id RETURNING f.* INTO n;
      PERFORM app.log_payment(n, 'paid-at-desk', NULL, 'system', NULL, jsonb_build_object('at', p_paid_at));
      closed := closed + 1;
    END IF;
    UPDATE app.fee_notes f SET claim_amount_vnd = CASE WHEN p_found THEN p_amount ELSE f.claim_amount_vnd END, claim_paid_at = CASE WHEN p_found THEN p_paid_at ELSE f.claim_paid_at END,
      next_meet_at = CASE
        WHEN n.status = 'open' AND p_found AND p_paid_at IS NOT NULL THEN clock_timestamp() + interval '1 minute'
        WHEN f.received_at < clock_timestamp() - interval '400 days' THEN NULL
        WHEN f.received_at < clock_timestamp() - interval '2 days' THEN clock_timestamp() + interval '1 day'
        ELSE clock_timestamp() + interval '1 hour' END
    WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id;
  END LOOP;
  RETURN closed;
END $$;
--> statement-breakpoint
-- An officer names the account to which transfers for a facility go; another confirms it. Until then the former one holds.
CREATE FUNCTION app.name_account(p_facility text, p_bin text, p_number text, p_name text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who record;
BEGIN
  SELECT d.staff_id, d.staff_name INTO who FROM guard.desk() d WHERE d.facility_code = '*' AND d.part = 'fees';
  IF who.staff_id IS NULL OR NOT EXISTS (SELECT FROM app.facilities f WHERE f.facility_code = p_facility) THEN RETURN 'not-found'; END IF;
  UPDATE app.facility_accounts a SET ended_at = clock_timestamp() WHERE a.facility_code = p_facility AND a.confirmed_at IS NULL AND a.ended_at IS NULL;
  INSERT INTO app.facility_accounts (account_id, facility_code, bank_bin, account_number, account_name, named_by, named_by_name)
  VALUES (gen_random_uuid(), p_facility, p_bin, p_number, p_name, who.staff_id, who.staff_name);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.confirm_account(p_account uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who record;
  k app.facility_accounts;
BEGIN
  SELECT d.staff_id, d.staff_name INTO who FROM guard.desk() d WHERE d.facility_code = '*' AND d.part = 'fees';
  SELECT a.* INTO k FROM app.facility_accounts a WHERE a.account_id = p_account FOR UPDATE;
  IF who.staff_id IS NULL OR k.account_id IS NULL THEN RETURN 'not-found'; END IF;
  IF k.confirmed_at IS NOT NULL OR k.ended_at IS NOT NULL THEN RETURN 'already-ended'; END IF;
  IF k.named_by = who.staff_id THEN RETURN 'second-person'; END IF;
  UPDATE app.facility_accounts a SET ended_at = clock_timestamp() WHERE a.facility_code = k.facility_code AND a.confirmed_at IS NOT NULL AND a.ended_at IS NULL;
  UPDATE app.facility_accounts a SET confirmed_by = who.staff_id, confirmed_by_name = who.staff_name, confirmed_at = clock_timestamp() WHERE a.account_id = k.account_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- One line of a facility's bank statement, with the codes that may stand in its content. What carries the code of an open note
-- and its very sum pays it; for a note that is over it is owed back; another sum is for people. Lines without a code of
-- this facility are not kept.
CREATE FUNCTION app.receive_bank_line(p_grant text, p_account text, p_line text, p_at timestamptz, p_amount bigint, p_codes text[], p_digest bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  code text := (SELECT s.facility_code FROM guard.sender_of_note(p_grant) s);
  n app.fee_notes;
  a app.payment_attempts;
  l app.bank_lines;
  what text;
BEGIN
  IF code IS NULL THEN RAISE EXCEPTION 'no sender''s grant' USING errcode = '28000'; END IF;
  IF cardinality(p_codes) > 50 OR length(p_line) NOT BETWEEN 1 AND 64 OR p_amount IS NULL OR p_amount <= 0 OR p_amount >= 1000000000000 OR length(p_digest) <> 32 THEN
    RAISE EXCEPTION 'not a line of a statement' USING errcode = '22023';
  END IF;
  PERFORM set_config('synchronous_commit', 'on', true);
  IF NOT EXISTS (SELECT FROM app.facility_accounts k WHERE k.facility_code = code AND k.account_number = p_account AND k.confirmed_at IS NOT NULL) THEN RETURN 'other-account'; END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.facility_code = code AND f.transfer_code = ANY (p_codes) ORDER BY f.note_id LIMIT 1;
  IF n.note_id IS NULL THEN RETURN 'not-ours'; END IF;
  IF n.kind = 'deposit' AND n.encounter_ref IS NOT NULL THEN PERFORM app.lock_visit_notes(n.citizen_id, n.facility_code, n.encounter_ref); END IF;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.citizen_id = n.citizen_id AND f.note_id = n.note_id FOR UPDATE;
  SELECT x.* INTO l FROM app.bank_lines x WHERE x.facility_code = code AND x.account_number = p_account AND x.line_id = p_line;
  IF l.line_id IS NOT NULL THEN RETURN CASE WHEN l.digest = p_digest THEN 'unchanged' ELSE 'differs' END; END IF;
  IF n.status = 'open' AND p_amount <> app.left_to_pay(n) THEN
    what := 'other-amount';
    PERFORM app.difference_of(n, NULL, 'transfer-amount', p_amount::text || ' ' || p_line);
    PERFORM app.log_payment(n, 'transfer-amount', NULL, 'facility', NULL, jsonb_build_object('amountVnd', p_amount));
  ELSE
    what := CASE n.status WHEN 'open' THEN 'settled' ELSE 'owed-back' END;
    INSERT INTO app.payment_attempts (citizen_id, attempt_id, note_id, facility_code, terminal_code, reference, channel, amount_vnd, status, payer_address,
      language, created_at, expires_at)
    VALUES (n.citizen_id, gen_random_uuid(), n.note_id, code, 'bank:' || code,
      'TF' || upper(substr(encode(sha256(convert_to(p_account || '|' || p_line, 'UTF8')), 'hex'), 1, 30)), 'transfer', p_amount, 'review', '', 'vi',
      date_trunc('second', clock_timestamp()), date_trunc('second', clock_timestamp()))
    RETURNING * INTO a;
    IF n.status = 'open' THEN PERFORM app.settle_first(n, a, 'transfer', p_account || ':' || p_line, NULL, p_line, p_at);
    ELSE PERFORM app.settle_second(n, a, p_account || ':' || p_line, NULL, p_line, p_at); END IF;
  END IF;
  INSERT INTO app.bank_lines (facility_code, account_number, line_id, citizen_id, note_id, amount_vnd, at, digest, outcome, attempt_id)
  VALUES (code, p_account, p_line, n.citizen_id, n.note_id, p_amount, p_at, p_digest, what, a.attempt_id);
  RETURN what;
END $$;
--> statement-breakpoint
-- Compares a day: what VNPay's file tells, what we settled, and what the ledger says. What differs is kept until it agrees or
-- somebody closes it; nothing is settled by it. p_facility: the one whose file it is; null: all.
CREATE FUNCTION app.reconcile(p_terminal text, p_day date, p_facility text) RETURNS TABLE (run_id uuid, matched integer, differing integer)
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
  ON CONFLICT ON CONSTRAINT reconciliation_differences_once DO NOTHING;
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
--> statement-breakpoint
-- Keeps a report; the same file again is the same report. Of a facility's file only its own rows and those that nobody knows.
CREATE FUNCTION app.keep_report(p_terminal text, p_day date, p_facility text, p_name text, p_digest bytea, p_rows jsonb, p_by uuid, p_by_name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  id uuid := gen_random_uuid();
  kept integer;
BEGIN
  IF jsonb_typeof(p_rows) <> 'array' OR jsonb_array_length(p_rows) > 200000 OR length(p_digest) <> 32 THEN RAISE EXCEPTION 'not a report' USING errcode = '22023'; END IF;
  INSERT INTO app.gateway_reports (report_id, terminal_code, facility_code, day, file_name, digest, rows, brought_by, brought_by_name)
  VALUES (id, p_terminal, p_facility, p_day, left(p_name, 120), p_digest, jsonb_array_length(p_rows), p_by, p_by_name)
  ON CONFLICT ON CONSTRAINT gateway_reports_once DO NOTHING;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO app.gateway_report_rows (report_id, row_no, reference, kind, amount_vnd, transaction_no, status, at)
  SELECT id, (row_number() OVER ())::integer, left(x.reference, 100), x.kind, x."amountVnd", left(x."transactionNo", 40), left(x.status, 40), x.at
  FROM jsonb_to_recordset(p_rows) AS x (reference text, kind text, "amountVnd" bigint, "transactionNo" text, status text, at timestamptz)
  WHERE p_facility IS NULL OR NOT EXISTS (SELECT FROM app.payment_attempts p WHERE p.terminal_code = p_terminal AND p.reference = x.reference AND p.facility_code <> p_facility);
END $$;
--> statement-breakpoint
-- Brings a file at a desk and compares the day with it.
CREATE FUNCTION app.bring_report(p_terminal text, p_day date, p_name text, p_digest bytea, p_rows jsonb) RETURNS TABLE (refusal text, matched integer, differing integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who record;
  facility text;
BEGIN
  SELECT d.staff_id, d.staff_name, d.facility_code INTO who FROM guard.desk() d WHERE d.part = 'fees';
  IF who.staff_id IS NULL THEN RETURN QUERY SELECT 'not-found'::text, NULL::integer, NULL::integer; RETURN; END IF;
  facility := nullif(who.facility_code, '*');
  PERFORM pg_advisory_xact_lock(hashtext('reconcile ' || p_terminal));
  PERFORM app.keep_report(p_terminal, p_day, facility, p_name, p_digest, p_rows, who.staff_id, who.staff_name);
  RETURN QUERY SELECT NULL::text, r.matched, r.differing FROM app.reconcile(p_terminal, p_day, facility) r;
END $$;
--> statement-breakpoint
-- The same by the worker, each night; p_rows null: no file came, and only ledger and attempts are compared.
CREATE FUNCTION app.reconcile_night(p_terminal text, p_day date, p_name text, p_digest bytea, p_rows jsonb) RETURNS TABLE (matched integer, differing integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('reconcile ' || p_terminal));
  IF p_rows IS NOT NULL THEN PERFORM app.keep_report(p_terminal, p_day, NULL, p_name, p_digest, p_rows, NULL, 'Sổ sức khỏe'); END IF;
  RETURN QUERY SELECT r.matched, r.differing FROM app.reconcile(p_terminal, p_day, NULL) r;
END $$;
--> statement-breakpoint
-- Closes a difference with a reason: at the desk of its facility, or at the authority's.
CREATE FUNCTION app.close_difference(p_difference uuid, p_because text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d app.payment_differences;
  k app.reconciliation_differences;
  n app.fee_notes;
  who record;
BEGIN
  IF length(coalesce(p_because, '')) NOT BETWEEN 3 AND 500 THEN RAISE EXCEPTION 'not a reason' USING errcode = '22023'; END IF;
  SELECT x.* INTO d FROM app.payment_differences x WHERE x.difference_id = p_difference FOR UPDATE;
  IF d.difference_id IS NULL THEN SELECT x.* INTO k FROM app.reconciliation_differences x WHERE x.difference_id = p_difference FOR UPDATE; END IF;
  SELECT w.* INTO who FROM app.desk_over_fees(coalesce(d.facility_code, k.facility_code, '*')) w;
  IF who.staff_id IS NULL OR coalesce(d.difference_id, k.difference_id) IS NULL THEN RETURN 'not-found'; END IF;
  IF coalesce(d.closed_at, k.closed_at) IS NOT NULL THEN RETURN 'already-ended'; END IF;
  IF k.difference_id IS NOT NULL THEN
    UPDATE app.reconciliation_differences x SET closed_at = clock_timestamp(), closed_by = who.staff_id, closed_by_name = who.staff_name, closed_because = p_because
    WHERE x.difference_id = p_difference;
    RETURN NULL;
  END IF;
  -- A payment in review is decided, not closed: its money is somewhere.
  IF EXISTS (SELECT FROM app.payment_attempts a WHERE a.citizen_id = d.citizen_id AND a.attempt_id = d.attempt_id AND a.status = 'review')
    AND d.kind IN ('wrong-amount', 'unclear', 'number-reused', 'paid-after-void') THEN RETURN 'decide-first'; END IF;
  UPDATE app.payment_differences x SET closed_at = clock_timestamp(), closed_by = who.staff_id, closed_by_name = who.staff_name, closed_because = p_because
  WHERE x.citizen_id = d.citizen_id AND x.difference_id = d.difference_id;
  SELECT f.* INTO n FROM app.fee_notes f WHERE f.citizen_id = d.citizen_id AND f.note_id = d.note_id;
  PERFORM app.log_payment(n, 'difference-closed', d.difference_id, 'staff', who.staff_id, jsonb_build_object('kind', d.kind));
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'account_of', 'till_of', 'left_to_pay', 'difference_of', 'lock_visit_notes', 'ask_refund_of_itself', 'deposit_left', 'set_off_deposits', 'set_off_waiting',
    'settle_first', 'take_query_turn', 'desk_over_fees', 'withdraw_refund', 'submit_refund', 'end_refund', 'settle_refund', 'settle_refund_from_query',
    'decide_refund', 'decide_review', 'claims_filed', 'claims_read_upto', 'notes_to_meet', 'meet_claim', 'name_account', 'confirm_account', 'receive_bank_line',
    'reconcile', 'keep_report', 'bring_report', 'reconcile_night', 'close_difference') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.withdraw_refund(uuid), app.submit_refund(uuid), app.decide_refund(uuid, text, text), app.decide_review(uuid, boolean, text),
  app.name_account(text, text, text, text), app.confirm_account(uuid), app.receive_bank_line(text, text, text, timestamptz, bigint, text[], bytea),
  app.bring_report(text, date, text, bytea, jsonb), app.close_difference(uuid, text) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.settle_refund(text, text, text, text) TO book_web, book_worker;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.take_query_turn(text, integer), app.settle_refund_from_query(text, text, text, bigint, text), app.set_off_waiting(integer),
  app.claims_filed(bigint, jsonb), app.claims_read_upto(), app.notes_to_meet(integer), app.meet_claim(uuid, text, text, boolean, numeric, timestamptz),
  app.reconcile_night(text, date, text, bytea, jsonb) TO book_worker;
