DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['corrections', 'correction_events', 'correction_drafts'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A case about a private visit is as closed as the visit. A desk reads by the functions below alone.
CREATE POLICY read_granted ON app.corrections FOR SELECT TO book_web
USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]) AND (NOT private OR encounter_id = ANY ((SELECT guard.opened())::uuid[])));
--> statement-breakpoint
CREATE POLICY read_granted ON app.correction_events FOR SELECT TO book_web
USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]) AND EXISTS (
  SELECT FROM app.corrections c WHERE c.citizen_id = correction_events.citizen_id AND c.case_id = correction_events.case_id));
--> statement-breakpoint
CREATE POLICY read_granted ON app.correction_drafts FOR SELECT TO book_web
USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.correction_events
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- Whoever may read somebody's record may report what is wrong in it.
INSERT INTO app.family_parts (part, scope, writes) VALUES ('corrections', 'record', 'scope');
--> statement-breakpoint
-- By when a case of that day is to be taken up and answered: 2 working days and 10 days, by Decree 356/2025/NĐ-CP as
-- lib/correction/deadlines.data.ts tells it, with its trust. Weekends are taken off, public holidays are not.
CREATE FUNCTION app.correction_due_days(p_today date, OUT reply date, OUT mend date)
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT (SELECT p_today + i FROM generate_series(1, 10) i WHERE extract(isodow FROM p_today + i) < 6 ORDER BY i OFFSET 1 LIMIT 1), p_today + 10
$$;
--> statement-breakpoint
-- A short code without 0, O, 1 and I.
CREATE FUNCTION app.correction_code() RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (get_byte(r.bytes, i) & 31), 1), '')
  FROM (SELECT public.gen_random_bytes(6) AS bytes) r, generate_series(0, 5) i
$$;
--> statement-breakpoint
-- Writes a step down under whoever works in this transaction: a person in a book, a clerk at a desk, else a machine. The
-- caller holds the lock of the case. Answers false where the form that brought it was here before.
CREATE FUNCTION app.add_correction_event(c app.corrections, p_what text, p_said text, p_entry uuid, p_attachment uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  e app.correction_events;
  log bigint := (guard.grant_of('citizens'))[4]::bigint;
BEGIN
  IF p_entry IS NOT NULL AND EXISTS (SELECT FROM app.correction_events
      WHERE citizen_id = c.citizen_id AND case_id = c.case_id AND entry_id = p_entry) THEN
    RETURN false;
  END IF;
  e.actor_kind := 'system'; e.actor_name := '';
  IF log IS NOT NULL THEN
    SELECT l.actor_kind, l.actor_id, l.actor_name, l.log_id INTO e.actor_kind, e.actor_id, e.actor_name, e.opened_as
    FROM app.access_log l WHERE l.citizen_id = c.citizen_id AND l.log_id = log;
  ELSIF EXISTS (SELECT FROM guard.desk()) THEN
    SELECT 'staff', d.staff_id, d.staff_name, nullif(d.facility_code, '*'), d.log_id
    INTO e.actor_kind, e.actor_id, e.actor_name, e.facility_code, e.opened_as FROM guard.desk() d;
  END IF;
  INSERT INTO app.correction_events (citizen_id, case_id, event_no, what, actor_kind, actor_id, actor_name, facility_code, said,
    entry_id, attachment_id, opened_as)
  VALUES (c.citizen_id, c.case_id,
    (SELECT coalesce(max(event_no), 0) + 1 FROM app.correction_events WHERE citizen_id = c.citizen_id AND case_id = c.case_id),
    p_what, coalesce(e.actor_kind, 'citizen'), e.actor_id, coalesce(e.actor_name, ''), e.facility_code,
    nullif(btrim(p_said), ''), p_entry, p_attachment, e.opened_as);
  RETURN true;
END $$;
--> statement-breakpoint
-- What was answered so far of a report; what is not named stays. A person has at most 10 drafts: the oldest makes way.
CREATE FUNCTION app.keep_correction_draft(p_case uuid, p_of text, p_reason text, p_wanted text, p_attachment uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  log bigint := (guard.grant_of('citizens'))[4]::bigint;
  old app.correction_drafts;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('corrections ' || who::text, 0));
  SELECT * INTO old FROM app.correction_drafts WHERE citizen_id = who AND case_id = p_case;
  IF p_attachment IS NOT NULL AND old.attachment_id IS DISTINCT FROM p_attachment THEN
    PERFORM app.shred_attachment_of(who, old.attachment_id, log);
  END IF;
  INSERT INTO app.correction_drafts (citizen_id, case_id, of, reason, wanted, attachment_id)
  VALUES (who, p_case, p_of, p_reason, p_wanted, p_attachment)
  ON CONFLICT (citizen_id, case_id) DO UPDATE SET reason = coalesce(excluded.reason, old.reason),
    wanted = coalesce(excluded.wanted, old.wanted), attachment_id = coalesce(excluded.attachment_id, old.attachment_id),
    at = clock_timestamp();
  FOR old IN SELECT * FROM app.correction_drafts WHERE citizen_id = who ORDER BY at DESC OFFSET 10 LOOP
    PERFORM app.shred_attachment_of(who, old.attachment_id, log);
    DELETE FROM app.correction_drafts WHERE citizen_id = who AND case_id = old.case_id;
  END LOOP;
END $$;
--> statement-breakpoint
-- Takes the photo out of a draft again.
CREATE FUNCTION app.drop_correction_photo(p_case uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM app.shred_attachment_of(who, attachment_id, (guard.grant_of('citizens'))[4]::bigint)
  FROM app.correction_drafts WHERE citizen_id = who AND case_id = p_case;
  UPDATE app.correction_drafts SET attachment_id = NULL WHERE citizen_id = who AND case_id = p_case;
END $$;
--> statement-breakpoint
-- Sends a report. The same form again answers the same case; a line that has an open case answers that one. A person has
-- at most 30 open cases, and sends 10 in a day (lib/correction/deadlines.data.ts; parameters of ours).
CREATE FUNCTION app.send_correction(p_case uuid, p_facility text, p_kind text, p_target text, p_encounter uuid, p_claim_ref text,
  p_happened date, p_private boolean, p_stood jsonb, p_received timestamptz, p_reason text, p_wanted text, p_person jsonb)
RETURNS TABLE (answer text, case_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who uuid := app.own_citizen();
  c app.corrections;
  photo uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('corrections ' || who::text, 0));
  IF EXISTS (SELECT FROM app.corrections o WHERE o.citizen_id = who AND o.case_id = p_case) THEN
    RETURN QUERY SELECT 'sent'::text, p_case; RETURN;
  END IF;
  SELECT * INTO c FROM app.corrections o WHERE o.citizen_id = who AND o.target = p_target AND o.closed_at IS NULL;
  IF c.case_id IS NOT NULL THEN RETURN QUERY SELECT 'open'::text, c.case_id; RETURN; END IF;
  IF (SELECT count(*) FROM app.corrections o WHERE o.citizen_id = who AND o.closed_at IS NULL) >= 30
    OR (SELECT count(*) FROM app.corrections o WHERE o.citizen_id = who AND o.sent_at > clock_timestamp() - interval '1 day') >= 10 THEN
    RETURN QUERY SELECT 'too-many'::text, NULL::uuid; RETURN;
  END IF;
  SELECT a.attachment_id INTO photo FROM app.correction_drafts d
  JOIN app.attachments a ON a.citizen_id = who AND a.attachment_id = d.attachment_id AND a.shredded_at IS NULL
  WHERE d.citizen_id = who AND d.case_id = p_case;
  INSERT INTO app.corrections (citizen_id, case_id, code, facility_code, kind, target, encounter_id, claim_ref, happened_on, private,
    stood, source_received_at, reason, wanted, person, reply_due_on, mend_due_on)
  SELECT who, p_case, app.correction_code(), p_facility, p_kind, p_target, p_encounter, left(p_claim_ref, 100), p_happened,
    coalesce(p_private, true), p_stood, p_received, p_reason, coalesce(p_wanted, ''), p_person, due.reply, due.mend
  FROM app.correction_due_days((clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) due
  RETURNING * INTO c;
  PERFORM app.add_correction_event(c, 'sent', p_wanted, p_case, photo);
  DELETE FROM app.correction_drafts d WHERE d.citizen_id = who AND d.case_id = p_case;
  RETURN QUERY SELECT 'sent'::text, p_case;
END $$;
--> statement-breakpoint
-- A case of one's own, locked; nothing for somebody else's.
CREATE FUNCTION app.own_correction(p_case uuid) RETURNS app.corrections
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT c FROM app.corrections c WHERE c.citizen_id = app.own_citizen() AND c.case_id = p_case FOR UPDATE
$$;
--> statement-breakpoint
-- Adds words or a photo to an open case; the same form again adds nothing. At most 30 times.
CREATE FUNCTION app.add_to_correction(p_case uuid, p_entry uuid, p_said text, p_attachment uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections := app.own_correction(p_case);
BEGIN
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF EXISTS (SELECT FROM app.correction_events WHERE citizen_id = c.citizen_id AND case_id = c.case_id AND entry_id = p_entry) THEN
    RETURN 'done';
  END IF;
  IF c.closed_at IS NOT NULL THEN RETURN 'closed'; END IF;
  IF (SELECT count(*) FROM app.correction_events
      WHERE citizen_id = c.citizen_id AND case_id = c.case_id AND what = 'said' AND facility_code IS NULL) >= 30 THEN
    RETURN 'too-many';
  END IF;
  IF p_attachment IS NOT NULL AND NOT EXISTS (SELECT FROM app.attachments
      WHERE citizen_id = c.citizen_id AND attachment_id = p_attachment) THEN
    RETURN 'not-found';
  END IF;
  PERFORM app.add_correction_event(c, 'said', p_said, p_entry, p_attachment);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Takes a report back; its photos are shredded, since nobody needs them any more.
CREATE FUNCTION app.withdraw_correction(p_case uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections := app.own_correction(p_case);
BEGIN
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF c.closed_because = 'withdrawn' THEN RETURN 'done'; END IF;
  IF c.closed_at IS NOT NULL THEN RETURN 'closed'; END IF;
  UPDATE app.corrections SET closed_at = clock_timestamp(), closed_because = 'withdrawn'
  WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
  PERFORM app.add_correction_event(c, 'withdrawn', NULL, NULL, NULL);
  PERFORM app.shred_attachment_of(c.citizen_id, e.attachment_id, (guard.grant_of('citizens'))[4]::bigint)
  FROM app.correction_events e WHERE e.citizen_id = c.citizen_id AND e.case_id = c.case_id AND e.attachment_id IS NOT NULL;
  IF c.kind = 'missing-visit' THEN PERFORM app.withdraw_report(c.case_id); END IF;
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Asks the health authority to look at a facility's answer again: once, within 30 days. The case is open again, and theirs.
CREATE FUNCTION app.appeal_correction(p_case uuid, p_said text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections := app.own_correction(p_case);
  due record;
BEGIN
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF c.appealed_at IS NOT NULL THEN RETURN CASE WHEN c.closed_at IS NULL THEN 'done' ELSE 'closed' END; END IF;
  IF c.closed_at IS NULL OR c.closed_because = 'withdrawn' OR c.facility_code IS NULL
    OR c.closed_at < clock_timestamp() - interval '31 days' THEN
    RETURN 'closed';
  END IF;
  IF EXISTS (SELECT FROM app.corrections WHERE citizen_id = c.citizen_id AND target = c.target AND closed_at IS NULL) THEN RETURN 'open'; END IF;
  SELECT * INTO due FROM app.correction_due_days((clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date);
  UPDATE app.corrections SET appealed_at = clock_timestamp(), closed_at = NULL, closed_because = NULL, taken_at = NULL, taken_by = NULL,
    taken_by_name = NULL, checking_at = NULL, reply_due_on = due.reply, mend_due_on = due.mend
  WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
  PERFORM app.add_correction_event(c, 'appealed', p_said, NULL, NULL);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- As before; what is reported as missing is also a case: of the facility that the book named, or whose name was written, else
-- of the authority.
CREATE OR REPLACE FUNCTION app.report_visit(p_report uuid, p_facility text, p_place text, p_on text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  owner text := coalesce(p_facility,
    (SELECT min(f.facility_code) FROM app.facilities f WHERE lower(f.name) = lower(p_place) HAVING count(*) = 1));
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('reports ' || who::text, 0));
  IF EXISTS (SELECT FROM app.reported_visits WHERE citizen_id = who AND report_id = p_report) THEN RETURN; END IF;
  IF (SELECT count(*) FROM app.reported_visits WHERE citizen_id = who) >= 100 THEN
    RAISE EXCEPTION 'reports have an end' USING errcode = '54000';
  END IF;
  INSERT INTO app.reported_visits (citizen_id, report_id, facility_code, place, visited_on, opened_as)
  VALUES (who, p_report, p_facility, p_place, p_on, (guard.grant_of('citizens'))[4]::bigint);
  IF 'sent' IS DISTINCT FROM (SELECT s.answer FROM app.send_correction(p_report, owner, 'missing-visit', 'missing-visit:' || p_report, NULL,
      NULL, NULL, false, jsonb_build_object('title', p_place, 'fields', jsonb_build_object('place', p_place, 'visitedOn', p_on)),
      clock_timestamp(), 'not-arrived', '', NULL) s) THEN
    RAISE EXCEPTION 'reports of a day have an end' USING errcode = '54000';
  END IF;
END $$;
--> statement-breakpoint
-- As before; its case ends with it.
CREATE OR REPLACE FUNCTION app.withdraw_report(p_report uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.reported_visits SET withdrawn_at = coalesce(withdrawn_at, clock_timestamp()),
    withdrawn_as = coalesce(withdrawn_as, (guard.grant_of('citizens'))[4]::bigint)
  WHERE citizen_id = app.own_citizen() AND report_id = p_report;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM app.withdraw_correction(p_report);
  RETURN true;
END $$;
--> statement-breakpoint
-- How many cases about private visits are closed to this reader, so that a list can say that it is not all.
CREATE FUNCTION app.count_closed_corrections() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::integer FROM app.corrections
  WHERE citizen_id = ANY ((SELECT guard.granted())::uuid[]) AND private AND encounter_id <> ALL ((SELECT guard.opened())::uuid[])
$$;
--> statement-breakpoint
-- In how many days a facility usually answers: the median of a year, from 5 answered cases on. About nobody.
CREATE FUNCTION app.usual_correction_days(p_facility text) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN count(*) >= 5 THEN
    ceil(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_answered_at - sent_at)) / 86400)::integer END
  FROM app.corrections
  WHERE facility_code = p_facility AND first_answered_at > clock_timestamp() - interval '365 days'
$$;
--> statement-breakpoint
-- Which cases a desk works at: a facility's are its own until the person appeals; the authority's are those without a
-- facility, those that are late, and those that people ask it to look at.
CREATE FUNCTION app.is_correction_of_desk(c app.corrections, p_desk text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_desk WHEN '*' THEN c.facility_code IS NULL OR c.escalated_at IS NOT NULL OR c.appealed_at IS NOT NULL
    ELSE coalesce(c.facility_code = p_desk, false) END
$$;
--> statement-breakpoint
-- The cases of this desk, without a word of whom or what they are about. Open ones by their day, closed ones latest first.
CREATE FUNCTION app.list_corrections_at_desk(p_open boolean, p_skip integer, p_most integer)
RETURNS TABLE (case_id uuid, code text, facility_code text, kind text, reason text, sent_at timestamptz, reply_due_on date,
  mend_due_on date, taken_at timestamptz, taken_by uuid, taken_by_name text, checking_at timestamptz, answer text, note text, closed_at timestamptz, closed_because text,
  escalated_at timestamptz, appealed_at timestamptz, said_last text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d record;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF d.facility_code IS NULL OR d.part <> 'corrections' THEN RETURN; END IF;
  RETURN QUERY
    SELECT c.case_id, c.code, c.facility_code, c.kind, c.reason, c.sent_at, c.reply_due_on, c.mend_due_on, c.taken_at, c.taken_by,
      c.taken_by_name, c.checking_at, c.answer, c.note, c.closed_at, c.closed_because, c.escalated_at, c.appealed_at,
      (SELECT e.actor_kind FROM app.correction_events e WHERE e.citizen_id = c.citizen_id AND e.case_id = c.case_id AND e.what = 'said'
        ORDER BY e.event_no DESC LIMIT 1)
    FROM app.corrections c
    WHERE app.is_correction_of_desk(c, d.facility_code) AND (c.closed_at IS NULL) = p_open
    ORDER BY CASE WHEN p_open THEN c.mend_due_on END, c.closed_at DESC, c.case_id
    OFFSET greatest(p_skip, 0) LIMIT least(p_most, 101);
END $$;
--> statement-breakpoint
-- How many open cases a desk has, and how many of them are past their day or nobody's yet.
CREATE FUNCTION app.count_corrections_at_desk() RETURNS TABLE (open integer, overdue integer, untaken integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::integer, count(*) FILTER (WHERE c.escalated_at IS NOT NULL OR c.mend_due_on < (clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)::integer,
    count(*) FILTER (WHERE c.taken_at IS NULL)::integer
  FROM guard.desk() d JOIN app.corrections c ON app.is_correction_of_desk(c, d.facility_code)
  WHERE d.part = 'corrections' AND c.closed_at IS NULL
$$;
--> statement-breakpoint
-- The one case that this desk was opened for, or no row: a case names a person, so that each opening has its line in the log.
CREATE FUNCTION app.correction_of_desk(p_case uuid) RETURNS app.corrections
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT c FROM guard.desk() d JOIN app.corrections c ON c.case_id = p_case AND app.is_correction_of_desk(c, d.facility_code)
  WHERE d.part = 'correction' AND d.about = p_case::text
$$;
--> statement-breakpoint
CREATE FUNCTION app.correction_at_desk(p_case uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('case', to_jsonb(c),
    'person', coalesce((SELECT jsonb_build_object('name', i.name, 'birthDate', i.birth_date, 'sex', i.sex) FROM app.identities i WHERE i.citizen_id = c.citizen_id), c.person),
    'events', (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.event_no) FROM app.correction_events e WHERE e.citizen_id = c.citizen_id AND e.case_id = c.case_id))
  FROM app.correction_of_desk(p_case) c WHERE c.case_id IS NOT NULL
$$;
--> statement-breakpoint
CREATE FUNCTION app.correction_photo_at_desk(p_case uuid, p_attachment uuid)
RETURNS TABLE (citizen_id uuid, kind text, sealed bytea, kid integer, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.citizen_id, a.kind, a.sealed, k.kid, k.wrapped
  FROM app.correction_of_desk(p_case) c
  JOIN app.correction_events e ON e.citizen_id = c.citizen_id AND e.case_id = c.case_id AND e.attachment_id = p_attachment
  JOIN app.attachments a ON a.citizen_id = c.citizen_id AND a.attachment_id = p_attachment
  JOIN app.attachment_keys k ON k.citizen_id = c.citizen_id AND k.attachment_id = p_attachment
$$;
--> statement-breakpoint
-- Locks the case at which a clerk acts. Raises where the desk was not opened for it.
CREATE FUNCTION app.act_on_correction(p_case uuid) RETURNS app.corrections
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections;
BEGIN
  SELECT o.* INTO c FROM app.corrections o WHERE o.case_id = p_case FOR UPDATE;
  IF c.case_id IS NULL OR NOT EXISTS (SELECT FROM guard.desk() d WHERE d.part = 'correction' AND d.about = p_case::text
      AND app.is_correction_of_desk(c, d.facility_code)) THEN
    RAISE EXCEPTION 'this desk has no such case' USING errcode = '42501';
  END IF;
  RETURN c;
END $$;
--> statement-breakpoint
-- Why a clerk may not act at a case now: it is over, it is the authority's, or it is another clerk's. Nothing when they may.
CREATE FUNCTION app.correction_refusal(c app.corrections) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN c.closed_at IS NOT NULL THEN 'already'
    WHEN c.appealed_at IS NOT NULL AND d.facility_code <> '*' THEN 'appealed'
    WHEN c.taken_by IS NULL THEN 'not-taken'
    WHEN c.taken_by <> d.staff_id THEN 'not-yours' END
  FROM guard.desk() d
$$;
--> statement-breakpoint
-- Tells the person of a step; who answers is named by its code, what it is about by nothing.
CREATE FUNCTION app.tell_of_correction(c app.corrections, p_step text, p_once text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  link text := '/record/corrections/' || c.case_id;
  facility text := (SELECT nullif(d.facility_code, '*') FROM guard.desk() d);
BEGIN
  IF p_step = 'received' AND facility IS NOT NULL THEN
    PERFORM app.tell(c.citizen_id, 'correction-received', link, jsonb_build_object('facility', facility, 'until', c.mend_due_on), p_once);
  ELSIF p_step = 'received' THEN
    PERFORM app.tell(c.citizen_id, 'correction-authority-received', link, jsonb_build_object('until', c.mend_due_on), p_once);
  ELSIF p_step = 'said' AND facility IS NOT NULL THEN
    PERFORM app.tell(c.citizen_id, 'correction-said', link, jsonb_build_object('facility', facility), p_once);
  ELSIF facility IS NOT NULL THEN
    PERFORM app.tell(c.citizen_id, 'correction-answered', link, jsonb_build_object('facility', facility), p_once);
  ELSE
    PERFORM app.tell(c.citizen_id, 'correction-authority-answered', link, '{}', p_once);
  END IF;
END $$;
--> statement-breakpoint
-- One clerk takes a case; another may take it over, which is written down. The person is told the first time.
CREATE FUNCTION app.take_correction(p_case uuid, p_over boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections := app.act_on_correction(p_case);
  why text := app.correction_refusal(c);
  d record;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF why IS NULL THEN RETURN 'done'; END IF;
  IF why IN ('already', 'appealed') OR (why = 'not-yours' AND NOT p_over) THEN RETURN why; END IF;
  UPDATE app.corrections SET taken_at = coalesce(taken_at, clock_timestamp()), taken_by = d.staff_id, taken_by_name = d.staff_name
  WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
  PERFORM app.add_correction_event(c, 'taken', NULL, NULL, NULL);
  PERFORM app.tell_of_correction(c, 'received', c.case_id || CASE WHEN c.appealed_at IS NULL THEN '' ELSE ' appeal' END);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- The clerk has begun to compare; words for the person may go along.
CREATE FUNCTION app.check_correction(p_case uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections := app.act_on_correction(p_case);
  why text := app.correction_refusal(c);
BEGIN
  IF why IS NOT NULL THEN RETURN why; END IF;
  IF c.checking_at IS NOT NULL THEN RETURN 'done'; END IF;
  UPDATE app.corrections SET checking_at = clock_timestamp() WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
  PERFORM app.add_correction_event(c, 'checking', NULL, NULL, NULL);
  RETURN 'done';
END $$;
--> statement-breakpoint
CREATE FUNCTION app.say_at_correction(p_case uuid, p_entry uuid, p_said text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections := app.act_on_correction(p_case);
  why text := app.correction_refusal(c);
BEGIN
  IF why IS NOT NULL THEN RETURN why; END IF;
  IF (SELECT count(*) FROM app.correction_events WHERE citizen_id = c.citizen_id AND case_id = c.case_id) >= 200 THEN RETURN 'too-many'; END IF;
  IF app.add_correction_event(c, 'said', p_said, p_entry, NULL) THEN PERFORM app.tell_of_correction(c, 'said', p_entry::text); END IF;
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Answers a case: mended, annotated, refused or ruled out, always with words. "Being verified" is an answer that leaves it
-- open, with its days running. Whoever comes second is told that it is answered already.
CREATE FUNCTION app.answer_correction(p_case uuid, p_answer text, p_text text, p_mended_to text, p_note text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections := app.act_on_correction(p_case);
  why text := app.correction_refusal(c);
  d record;
  open boolean := p_answer = 'annotated' AND p_note = 'being-verified';
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF why IS NOT NULL THEN RETURN why; END IF;
  IF coalesce(length(btrim(p_text)), 0) NOT BETWEEN 1 AND 1000 OR length(p_mended_to) > 500 THEN
    RAISE EXCEPTION 'an answer has words' USING errcode = '22023';
  END IF;
  IF open AND c.answer = 'annotated' AND c.note = 'being-verified' AND c.answer_text = btrim(p_text) THEN RETURN 'done'; END IF;
  UPDATE app.corrections SET answer = p_answer, answer_text = btrim(p_text), note = CASE p_answer WHEN 'annotated' THEN p_note END,
    mended_to = CASE p_answer WHEN 'mended' THEN nullif(btrim(p_mended_to), '') END,
    checking_at = coalesce(checking_at, clock_timestamp()), answered_at = clock_timestamp(), answered_by_name = d.staff_name,
    answered_at_facility = nullif(d.facility_code, '*'),
    first_answered_at = CASE WHEN open THEN first_answered_at ELSE coalesce(first_answered_at, clock_timestamp()) END,
    closed_at = CASE WHEN open THEN NULL ELSE clock_timestamp() END, closed_because = CASE WHEN open THEN NULL ELSE 'answered' END
  WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
  PERFORM app.add_correction_event(c, 'answered', p_text, NULL, NULL);
  PERFORM app.tell_of_correction(c, 'answered', c.case_id || ' ' || clock_timestamp());
  RETURN 'done';
END $$;
--> statement-breakpoint
-- For the worker: open cases that a claim could mend, a page at a time.
CREATE FUNCTION app.list_open_corrections(p_after uuid, p_most integer)
RETURNS TABLE (citizen_id uuid, case_id uuid, kind text, encounter_id uuid, facility_code text, claim_ref text, stood jsonb, reason text,
  sent_at timestamptz, private boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT citizen_id, case_id, kind, encounter_id, facility_code, claim_ref, stood, reason, sent_at, private
  FROM app.corrections
  WHERE closed_at IS NULL AND (encounter_id IS NOT NULL OR kind = 'missing-visit') AND case_id > p_after
  ORDER BY case_id LIMIT least(p_most, 1000)
$$;
--> statement-breakpoint
-- What arrived mends a case: it closes by itself, once. `p_arrived` is the line as it stands now, nothing when it is gone.
CREATE FUNCTION app.close_correction_by_claim(p_case uuid, p_arrived jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections;
BEGIN
  SELECT o.* INTO c FROM app.corrections o WHERE o.case_id = p_case FOR UPDATE;
  IF c.case_id IS NULL OR c.closed_at IS NOT NULL THEN RETURN false; END IF;
  UPDATE app.corrections SET closed_at = clock_timestamp(), closed_because = 'arrived', arrived = p_arrived,
    first_answered_at = coalesce(first_answered_at, clock_timestamp())
  WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
  PERFORM app.add_correction_event(c, 'arrived', NULL, NULL, NULL);
  PERFORM app.tell(c.citizen_id, 'correction-arrived', '/record/corrections/' || c.case_id, '{}', c.case_id || ' ' || clock_timestamp());
  RETURN true;
END $$;
--> statement-breakpoint
-- A visit that is marked private anew takes its cases along, and back.
CREATE FUNCTION app.mark_correction_private(p_case uuid, p_private boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE app.corrections SET private = p_private WHERE case_id = p_case AND private <> p_private
$$;
--> statement-breakpoint
-- Marks what is due soon, and gives what is late to the authority: the person is told once. The day is the caller's.
CREATE FUNCTION app.remind_corrections(p_now timestamptz) RETURNS TABLE (reminded integer, escalated integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections;
  today date := (p_now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
BEGIN
  reminded := 0; escalated := 0;
  FOR c IN SELECT o.* FROM app.corrections o WHERE o.closed_at IS NULL
      AND (o.mend_due_on <= today + 2 OR (o.taken_at IS NULL AND o.reply_due_on <= today + 2))
      ORDER BY o.case_id LIMIT 1000 FOR UPDATE SKIP LOCKED LOOP
    IF c.mend_due_on < today OR (c.taken_at IS NULL AND c.reply_due_on < today) THEN
      CONTINUE WHEN c.escalated_at IS NOT NULL OR c.facility_code IS NULL OR c.appealed_at IS NOT NULL;
      UPDATE app.corrections SET escalated_at = p_now WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
      PERFORM app.add_correction_event(c, 'escalated', NULL, NULL, NULL);
      PERFORM app.tell(c.citizen_id, 'correction-overdue', '/record/corrections/' || c.case_id,
        jsonb_build_object('facility', c.facility_code), c.case_id::text);
      escalated := escalated + 1;
    ELSIF NOT EXISTS (SELECT FROM app.correction_events e WHERE e.citizen_id = c.citizen_id AND e.case_id = c.case_id
        AND e.what = 'reminded' AND e.at > greatest(coalesce(c.taken_at, c.sent_at), coalesce(c.appealed_at, c.sent_at))) THEN
      PERFORM app.add_correction_event(c, 'reminded', NULL, NULL, NULL);
      reminded := reminded + 1;
    END IF;
  END LOOP;
  RETURN NEXT;
END $$;
--> statement-breakpoint
-- Drafts that nobody came back to in 14 days are forgotten, and their photos shredded.
CREATE FUNCTION app.sweep_correction_drafts(p_now timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d app.correction_drafts;
  swept integer := 0;
BEGIN
  FOR d IN DELETE FROM app.correction_drafts WHERE at < p_now - interval '14 days' RETURNING * LOOP
    PERFORM app.shred_attachment_of(d.citizen_id, d.attachment_id, NULL);
    swept := swept + 1;
  END LOOP;
  RETURN swept;
END $$;
--> statement-breakpoint
-- What people had reported as missing before becomes a case of the authority.
INSERT INTO app.corrections (citizen_id, case_id, code, facility_code, kind, target, stood, source_received_at, reason, wanted, sent_at, reply_due_on, mend_due_on)
SELECT citizen_id, report_id, app.correction_code(), facility_code, 'missing-visit', 'missing-visit:' || report_id,
  jsonb_build_object('title', place, 'fields', jsonb_build_object('place', place, 'visitedOn', visited_on)), reported_at, 'not-arrived', '',
  reported_at, (reported_at AT TIME ZONE 'UTC')::date + 4, (reported_at AT TIME ZONE 'UTC')::date + 10
FROM app.reported_visits WHERE withdrawn_at IS NULL;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname LIKE '%correction%' LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.keep_correction_draft(uuid, text, text, text, uuid), app.drop_correction_photo(uuid),
  app.send_correction(uuid, text, text, text, uuid, text, date, boolean, jsonb, timestamptz, text, text, jsonb),
  app.add_to_correction(uuid, uuid, text, uuid), app.withdraw_correction(uuid), app.appeal_correction(uuid, text),
  app.count_closed_corrections(), app.usual_correction_days(text),
  app.list_corrections_at_desk(boolean, integer, integer), app.count_corrections_at_desk(), app.correction_at_desk(uuid),
  app.correction_photo_at_desk(uuid, uuid), app.take_correction(uuid, boolean), app.check_correction(uuid),
  app.say_at_correction(uuid, uuid, text), app.answer_correction(uuid, text, text, text, text) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.list_open_corrections(uuid, integer), app.close_correction_by_claim(uuid, jsonb),
  app.mark_correction_private(uuid, boolean), app.remind_corrections(timestamptz), app.sweep_correction_drafts(timestamptz) TO book_worker;
