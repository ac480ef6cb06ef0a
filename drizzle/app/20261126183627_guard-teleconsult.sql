-- When facilities answer from afar, what it costs and what may be treated so is nobody's secret; it is written by functions of their desks alone.
GRANT SELECT ON app.teleconsult_terms, app.teleconsult_shifts, app.teleconsult_templates, app.emergency_places, app.remote_conditions TO book_web;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['teleconsult_cases', 'teleconsult_steps', 'teleconsult_shares', 'teleconsult_referrals', 'teleconsult_answers',
    'teleconsult_drafts', 'teleconsult_red_flags', 'teleconsult_reports'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['teleconsult_steps', 'teleconsult_referrals', 'teleconsult_red_flags', 'teleconsult_term_log'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['teleconsult_cases', 'teleconsult_shares', 'teleconsult_answers', 'teleconsult_reports'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Who represents somebody may ask a doctor for them; whoever was trusted before was not asked whether they may.
UPDATE app.relations SET scopes = scopes || 'teleconsult'::text WHERE kind = 'representative' AND NOT 'teleconsult' = ANY (scopes);
--> statement-breakpoint
CREATE FUNCTION app.representatives_ask() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NEW.kind = 'representative' AND NOT 'teleconsult' = ANY (NEW.scopes) THEN NEW.scopes := NEW.scopes || 'teleconsult'::text; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER representatives_ask BEFORE INSERT ON app.relations FOR EACH ROW EXECUTE FUNCTION app.representatives_ask();
--> statement-breakpoint
INSERT INTO app.family_parts (part, scope, writes) VALUES ('teleconsult', 'teleconsult', 'scope');
--> statement-breakpoint
-- As before; a doctor who reads what was shared for a case learns nothing of codes and doubts either.
CREATE OR REPLACE FUNCTION app.reads_for_the_person() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((guard.grant_of('citizens'))[5] NOT IN ('care', 'emergency', 'teleconsult'), false)
$$;
--> statement-breakpoint
-- Whose cases this transaction may read: one's own, or those of somebody for whom one may ask.
CREATE FUNCTION app.granted_teleconsults() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
  l app.access_log;
BEGIN
  IF field IS NULL THEN RETURN '{}'; END IF;
  IF field[5] = 'own-reading' THEN RETURN ARRAY[field[6]::uuid]; END IF;
  l := app.acting();
  IF l.purpose = 'for-family' AND EXISTS (SELECT FROM app.relation_for(l.actor_id, l.citizen_id, 'teleconsult', clock_timestamp())) THEN
    RETURN ARRAY[l.citizen_id];
  END IF;
  RETURN '{}';
END $$;
--> statement-breakpoint
-- The case that this desk has opened, if whoever opened it is the doctor who has it, at the facility that has it now.
CREATE FUNCTION app.held_teleconsult() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.case_id FROM guard.desk() d JOIN app.teleconsult_cases c ON c.case_id = CASE WHEN d.part = 'teleconsult-case' AND d.about ~ '^[0-9a-f-]{36}$' THEN d.about::uuid END
    AND c.claimed_by = d.staff_id AND c.facility_code = d.facility_code
  WHERE c.status IN ('reading', 'answered', 'refused')
$$;
--> statement-breakpoint
-- The cases that this transaction may read: of an opened book all of that person, at a desk the one that its doctor has.
-- Written `case_id = ANY ((SELECT app.in_teleconsult())::uuid[])` it runs once in a statement.
CREATE FUNCTION app.in_teleconsult() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(x.case_id), '{}') FROM (
    SELECT c.case_id FROM app.teleconsult_cases c WHERE c.citizen_id = ANY (app.granted_teleconsults())
    UNION ALL SELECT h FROM app.held_teleconsult() h WHERE h IS NOT NULL) x
$$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['teleconsult_cases', 'teleconsult_steps', 'teleconsult_shares', 'teleconsult_referrals', 'teleconsult_answers',
    'teleconsult_drafts', 'teleconsult_red_flags', 'teleconsult_reports'] LOOP
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT app.granted_teleconsults())::uuid[]))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['teleconsult_cases', 'teleconsult_steps', 'teleconsult_shares', 'teleconsult_referrals', 'teleconsult_answers'] LOOP
    EXECUTE format('CREATE POLICY read_held ON app.%I FOR SELECT TO book_web USING (case_id = (SELECT app.held_teleconsult()))', name);
  END LOOP;
  -- Photos that were sent with a case, for whoever may read it.
  FOREACH name IN ARRAY ARRAY['attachments', 'attachment_keys'] LOOP
    EXECUTE format('CREATE POLICY read_with_case ON app.%1$I FOR SELECT TO book_web USING (EXISTS (SELECT FROM app.teleconsult_cases c
      WHERE c.citizen_id = app.%1$I.citizen_id AND app.%1$I.attachment_id = ANY (c.photos)))', name);
    EXECUTE format('CREATE POLICY read_with_draft ON app.%1$I FOR SELECT TO book_web USING (EXISTS (SELECT FROM app.teleconsult_drafts c
      WHERE c.citizen_id = app.%1$I.citizen_id AND app.%1$I.attachment_id = ANY (c.photos)))', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- As before; a grant of somebody who may ask a doctor for another, and not read, shows nothing of the book itself either.
CREATE OR REPLACE FUNCTION app.grant_for(p_token text, p_citizen uuid, p_log bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s app.sessions;
  r app.access_log;
  h bytea := app.hash_of(p_token);
  shown text;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token);
  IF s.session_id IS NULL THEN RAISE EXCEPTION 'no session' USING errcode = '28000'; END IF;
  SELECT * INTO r FROM app.access_log WHERE citizen_id = p_citizen AND log_id = p_log AND session_hash = h;
  IF r.log_id IS NULL OR r.xid = pg_current_xact_id_if_assigned() THEN
    RAISE EXCEPTION 'no committed opening' USING errcode = '42501';
  END IF;
  IF r.at < clock_timestamp() - interval '15 minutes' THEN
    RAISE EXCEPTION 'the opening is too old' USING errcode = '42501';
  END IF;
  IF r.basis <> 'own' AND r.basis IS DISTINCT FROM app.basis_of(s, r.citizen_id, r.purpose, r.part) THEN
    RAISE EXCEPTION 'the right to open has ended' USING errcode = '42501';
  END IF;
  IF r.actor_kind = 'staff' THEN
    IF r.part = 'private-encounter' THEN
      SELECT nullif(array_to_string(o.private_ids, ','), '') INTO shown
      FROM app.living_desk_opening(s.subject_id, r.citizen_id, r.purpose, r.part) o;
    END IF;
  ELSE
    SELECT string_agg(o.encounter_id::text, ',') INTO shown FROM app.private_openings o
    WHERE o.citizen_id = r.citizen_id AND o.session_hash = h AND o.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
      AND (r.basis = 'own' OR app.basis_of(s, r.citizen_id, r.purpose, 'private-encounter') IS NOT NULL);
  END IF;
  RETURN guard.sign(concat_ws('|', (SELECT max(kid) FROM guard.keys), 'citizens',
    extract(epoch FROM clock_timestamp())::bigint + 60, r.log_id, CASE WHEN r.part IN ('booking', 'teleconsult') AND r.purpose = 'for-family'
      AND NOT EXISTS (SELECT FROM app.relation_for(r.actor_id, r.citizen_id, 'encounters', clock_timestamp())) THEN 'for-family-bookings' ELSE r.purpose END,
    r.citizen_id, shown));
END $$;
--> statement-breakpoint
-- The parts of a book that a doctor may open for the case they have, as its person asked, until it ends or the person takes it back.
CREATE FUNCTION app.teleconsult_basis(p_staff uuid, p_citizen uuid, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'teleconsult:' || c.case_id FROM app.teleconsult_cases c
  JOIN app.staff f ON f.staff_id = p_staff AND f.facility_code = c.facility_code AND f.role IN ('clinic', 'station')
  JOIN app.teleconsult_shares s ON s.citizen_id = c.citizen_id AND s.case_id = c.case_id AND s.ended_at IS NULL AND p_part = ANY (s.parts)
  WHERE c.citizen_id = p_citizen AND c.claimed_by = p_staff AND c.status = 'reading'
  ORDER BY c.claimed_at DESC LIMIT 1
$$;
--> statement-breakpoint
-- As before; and by a case that somebody sent.
CREATE OR REPLACE FUNCTION app.basis_of_desk(p_staff uuid, p_citizen uuid, p_purpose text, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_purpose WHEN 'helping' THEN app.helper_basis(p_staff, p_citizen, p_part)
    WHEN 'teleconsult' THEN app.teleconsult_basis(p_staff, p_citizen, p_part)
    ELSE (SELECT o.kind || ':' || o.opening_id FROM app.living_desk_opening(p_staff, p_citizen, p_purpose, p_part) o
      WHERE o.opening_id IS NOT NULL) END
$$;
--> statement-breakpoint
-- A case keeps whose it is and what was asked; every change has a number.
CREATE FUNCTION app.teleconsult_case_steps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (NEW.citizen_id, NEW.case_id, NEW.code, NEW.asked_by, NEW.trouble, NEW.made_at) IS DISTINCT FROM (OLD.citizen_id, OLD.case_id, OLD.code, OLD.asked_by, OLD.trouble, OLD.made_at) THEN
    RAISE EXCEPTION 'a case keeps what it is' USING errcode = '23514';
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (('unpaid', 'sent'), ('unpaid', 'cancelled'), ('unpaid', 'lapsed'), ('sent', 'reading'),
    ('sent', 'cancelled'), ('reading', 'sent'), ('reading', 'answered'), ('reading', 'refused'), ('reading', 'cancelled'), ('answered', 'sent')) THEN
    RAISE EXCEPTION 'a case does not go from % to %', OLD.status, NEW.status USING errcode = '23514';
  END IF;
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER steps BEFORE UPDATE ON app.teleconsult_cases FOR EACH ROW EXECUTE FUNCTION app.teleconsult_case_steps();
--> statement-breakpoint
-- Writes a step down under whoever works in this transaction: a person in a book, a member of staff at a desk, else a machine. The
-- caller holds the lock of the case.
CREATE FUNCTION app.log_teleconsult(c app.teleconsult_cases, p_what text, p_details jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  e app.teleconsult_steps;
  log bigint := (guard.grant_of('citizens'))[4]::bigint;
BEGIN
  e.actor_kind := 'system'; e.actor_name := '';
  IF log IS NOT NULL THEN
    SELECT l.actor_kind, l.actor_id, l.actor_name, l.log_id INTO e.actor_kind, e.actor_id, e.actor_name, e.opened_as
    FROM app.access_log l WHERE l.citizen_id = c.citizen_id AND l.log_id = log;
  ELSIF EXISTS (SELECT FROM guard.desk()) THEN
    SELECT 'staff', d.staff_id, d.staff_name, d.log_id INTO e.actor_kind, e.actor_id, e.actor_name, e.opened_as FROM guard.desk() d;
  END IF;
  INSERT INTO app.teleconsult_steps (citizen_id, case_id, step_no, what, actor_kind, actor_id, actor_name, facility_code, details, opened_as)
  VALUES (c.citizen_id, c.case_id, (SELECT coalesce(max(x.step_no), 0) + 1 FROM app.teleconsult_steps x WHERE x.citizen_id = c.citizen_id AND x.case_id = c.case_id),
    p_what, coalesce(e.actor_kind, 'citizen'), e.actor_id, coalesce(e.actor_name, ''), c.facility_code, coalesce(p_details, '{}'), e.opened_as);
END $$;
--> statement-breakpoint
-- Who asks, in this book. Only where the part that was opened is teleconsult.
CREATE FUNCTION app.teleconsult_asker(OUT citizen_id uuid, OUT actor_id uuid, OUT actor_name text, OUT log_id bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE l app.access_log := app.acting();
BEGIN
  citizen_id := app.own_citizen();
  IF l.part <> 'teleconsult' THEN RAISE EXCEPTION 'no grant to ask a doctor' USING errcode = '42501'; END IF;
  actor_id := l.actor_id;
  actor_name := CASE WHEN l.purpose <> 'own-reading' THEN l.actor_name END;
  log_id := l.log_id;
END $$;
--> statement-breakpoint
-- A case of the book that is opened, locked; nothing for somebody else's.
CREATE FUNCTION app.asked_teleconsult(p_case uuid) RETURNS app.teleconsult_cases
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT c FROM app.teleconsult_asker() w JOIN app.teleconsult_cases c ON c.citizen_id = w.citizen_id AND c.case_id = p_case FOR UPDATE OF c
$$;
--> statement-breakpoint
-- The case that this desk's doctor has, locked, while it is being answered; refuses everybody else.
CREATE FUNCTION app.answering_teleconsult(p_case uuid) RETURNS app.teleconsult_cases
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases;
BEGIN
  IF app.held_teleconsult() IS DISTINCT FROM p_case THEN RAISE EXCEPTION 'not the doctor of this case' USING errcode = '42501'; END IF;
  SELECT * INTO c FROM app.teleconsult_cases WHERE case_id = p_case FOR UPDATE;
  IF app.held_teleconsult() IS DISTINCT FROM p_case THEN RAISE EXCEPTION 'not the doctor of this case' USING errcode = '42501'; END IF;
  RETURN c;
END $$;
--> statement-breakpoint
-- Who writes into a case now, for what belongs to it: the side, who, and the case under its lock. The person's side while the case is open or a
-- second question may follow, the doctor's while they have it. Refuses everybody else.
CREATE FUNCTION app.teleconsult_writer(p_case uuid, OUT c app.teleconsult_cases, OUT side text, OUT actor_id uuid, OUT actor_name text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM guard.desk()) THEN
    c := app.answering_teleconsult(p_case);
    side := 'doctor';
    SELECT d.staff_id, d.staff_name INTO actor_id, actor_name FROM guard.desk() d;
  ELSE
    c := app.asked_teleconsult(p_case);
    IF c.case_id IS NULL THEN RAISE EXCEPTION 'no such case in this book' USING errcode = '42501'; END IF;
    side := 'citizen';
    SELECT l.actor_id, l.actor_name INTO actor_id, actor_name FROM app.acting() l;
  END IF;
  IF c.status NOT IN ('sent', 'reading') THEN RAISE EXCEPTION 'the case is not open' USING errcode = '55000'; END IF;
END $$;
--> statement-breakpoint
-- A short code without 0, O, 1 and I.
CREATE FUNCTION app.teleconsult_code() RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (get_byte(r.bytes, i) & 31), 1), '')
  FROM (SELECT public.gen_random_bytes(6) AS bytes) r, generate_series(0, 5) i
$$;
--> statement-breakpoint
-- Shifts of a facility on some days, as moments.
CREATE FUNCTION app.teleconsult_sittings(p_facility text, p_from date, p_days integer)
RETURNS TABLE (shift_id uuid, doctor_name text, call_minutes smallint, starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.shift_id, s.doctor_name, s.call_minutes,
    (d.day + make_interval(mins => s.from_minute)) AT TIME ZONE 'Asia/Ho_Chi_Minh', (d.day + make_interval(mins => s.until_minute)) AT TIME ZONE 'Asia/Ho_Chi_Minh'
  FROM app.teleconsult_shifts s, LATERAL (SELECT p_from + i AS day FROM generate_series(0, least(p_days, 60) - 1) i) d
  WHERE s.facility_code = p_facility AND s.ended_at IS NULL AND s.weekday = extract(isodow FROM d.day)
    AND d.day >= s.valid_from AND (s.valid_until IS NULL OR d.day <= s.valid_until)
    AND NOT EXISTS (SELECT FROM app.teleconsult_terms t WHERE t.facility_code = p_facility AND t.paused_until > d.day)
$$;
--> statement-breakpoint
-- By when a facility answers a question that comes now: its hours of promise, counted in its shifts. Null: no shift in the next month.
CREATE FUNCTION app.teleconsult_promise(p_facility text, p_at timestamptz) RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  owed interval := (SELECT make_interval(hours => t.answer_hours) FROM app.teleconsult_terms t WHERE t.facility_code = p_facility);
  s record;
BEGIN
  IF owed IS NULL THEN RETURN NULL; END IF;
  FOR s IN SELECT greatest(lower(r), p_at) AS from_at, upper(r) AS until_at FROM (
      SELECT unnest(range_agg(tstzrange(x.starts_at, x.ends_at))) AS r FROM app.teleconsult_sittings(p_facility, app.day_at(p_at), 31) x) ranges
      WHERE upper(r) > p_at ORDER BY lower(r) LOOP
    IF s.until_at - s.from_at >= owed THEN RETURN s.from_at + owed; END IF;
    owed := owed - (s.until_at - s.from_at);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Times of calls that nobody has taken yet, from half an hour on, soonest first.
CREATE FUNCTION app.teleconsult_times(p_facility text, p_from date, p_days integer)
RETURNS TABLE (shift_id uuid, doctor_name text, call_minutes smallint, starts_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.shift_id, s.doctor_name, s.call_minutes, t.at FROM app.teleconsult_sittings(p_facility, p_from, least(p_days, 14)) s,
    LATERAL (SELECT s.starts_at + make_interval(mins => i * s.call_minutes) AS at
      FROM generate_series(0, (extract(epoch FROM s.ends_at - s.starts_at) / 60 / s.call_minutes)::integer) i) t
  WHERE t.at + make_interval(mins => s.call_minutes) <= s.ends_at AND t.at > clock_timestamp() + interval '30 minutes'
    AND NOT EXISTS (SELECT FROM app.teleconsult_cases c WHERE c.shift_id = s.shift_id AND c.call_at = t.at AND c.status IN ('unpaid', 'sent', 'reading', 'answered'))
  ORDER BY t.at, s.doctor_name LIMIT 200
$$;
--> statement-breakpoint
-- What was answered so far; the newest ten of a book are kept, the photos of others are shredded.
CREATE FUNCTION app.keep_teleconsult_draft(p_case uuid, p_answers jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w record;
  old app.teleconsult_drafts;
BEGIN
  SELECT * INTO w FROM app.teleconsult_asker();
  PERFORM pg_advisory_xact_lock(hashtextextended('teleconsult ' || w.citizen_id::text, 0));
  IF EXISTS (SELECT FROM app.teleconsult_cases x WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case) THEN RETURN; END IF;
  INSERT INTO app.teleconsult_drafts (citizen_id, case_id, asked_by, answers) VALUES (w.citizen_id, p_case, w.actor_id, coalesce(p_answers, '{}'))
  ON CONFLICT (citizen_id, case_id) DO UPDATE SET answers = app.teleconsult_drafts.answers || excluded.answers, at = clock_timestamp();
  FOR old IN SELECT * FROM app.teleconsult_drafts d WHERE d.citizen_id = w.citizen_id ORDER BY d.at DESC OFFSET 10 LOOP
    PERFORM app.drop_teleconsult_draft(old, w.log_id);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.drop_teleconsult_draft(d app.teleconsult_drafts, p_as bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.shred_attachment_of(d.citizen_id, photo, p_as) FROM unnest(d.photos) photo;
  DELETE FROM app.teleconsult_drafts WHERE citizen_id = d.citizen_id AND case_id = d.case_id;
END $$;
--> statement-breakpoint
-- A photo that was kept is added to the draft, or taken out of it again and shredded.
CREATE FUNCTION app.attach_to_teleconsult(p_case uuid, p_attachment uuid, p_takes_out boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w record;
  d app.teleconsult_drafts;
BEGIN
  SELECT * INTO w FROM app.teleconsult_asker();
  SELECT * INTO d FROM app.teleconsult_drafts x WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case FOR UPDATE;
  IF d.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF p_takes_out THEN
    IF p_attachment = ANY (d.photos) THEN PERFORM app.shred_attachment_of(w.citizen_id, p_attachment, w.log_id); END IF;
    UPDATE app.teleconsult_drafts SET photos = array_remove(photos, p_attachment), at = clock_timestamp() WHERE citizen_id = w.citizen_id AND case_id = p_case;
    RETURN NULL;
  END IF;
  IF p_attachment = ANY (d.photos) THEN RETURN NULL; END IF;
  IF cardinality(d.photos) >= 6 THEN RETURN 'too-many-photos'; END IF;
  IF NOT EXISTS (SELECT FROM app.attachments a WHERE a.citizen_id = w.citizen_id AND a.attachment_id = p_attachment AND a.shredded_at IS NULL) THEN RETURN 'not-found'; END IF;
  UPDATE app.teleconsult_drafts SET photos = photos || p_attachment, at = clock_timestamp() WHERE citizen_id = w.citizen_id AND case_id = p_case;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Puts a draft away, with its photos.
CREATE FUNCTION app.forget_teleconsult_draft(p_case uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_asker();
  PERFORM app.drop_teleconsult_draft(d, w.log_id) FROM app.teleconsult_drafts d WHERE d.citizen_id = w.citizen_id AND d.case_id = p_case;
END $$;
--> statement-breakpoint
-- Somebody said yes to a sign of danger: which, and that they were shown whom to call.
CREATE FUNCTION app.note_red_flags(p_case uuid, p_flags text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_asker();
  IF (SELECT count(*) FROM app.teleconsult_red_flags r WHERE r.citizen_id = w.citizen_id AND r.at > clock_timestamp() - interval '1 day') >= 50 THEN RETURN; END IF;
  INSERT INTO app.teleconsult_red_flags (citizen_id, case_id, flags, asked_by, opened_as)
  SELECT w.citizen_id, p_case, p_flags, w.actor_id, w.log_id
  WHERE NOT EXISTS (SELECT FROM app.teleconsult_red_flags r WHERE r.citizen_id = w.citizen_id AND r.case_id = p_case AND r.flags = p_flags AND r.at > clock_timestamp() - interval '10 minutes');
END $$;
--> statement-breakpoint
-- Writes down what a person lets the doctor see; the one before ends with it.
CREATE FUNCTION app.write_teleconsult_share(c app.teleconsult_cases, p_parts text[], p_may_refer boolean, p_wording text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_asker();
  UPDATE app.teleconsult_shares SET ended_at = clock_timestamp(), ended_because = 'changed' WHERE citizen_id = c.citizen_id AND case_id = c.case_id AND ended_at IS NULL;
  INSERT INTO app.teleconsult_shares (citizen_id, case_id, share_no, parts, may_refer, wording, given_by, opened_as)
  VALUES (c.citizen_id, c.case_id, (SELECT coalesce(max(x.share_no), 0) + 1 FROM app.teleconsult_shares x WHERE x.citizen_id = c.citizen_id AND x.case_id = c.case_id),
    coalesce(p_parts, '{}'), coalesce(p_may_refer, false), p_wording, w.actor_id, w.log_id);
  PERFORM app.log_teleconsult(c, 'shared', jsonb_build_object('parts', to_jsonb(coalesce(p_parts, '{}')), 'mayRefer', coalesce(p_may_refer, false)));
END $$;
--> statement-breakpoint
-- It is paid, or free: the facility has it, and has promised.
CREATE FUNCTION app.deliver_teleconsult(p_citizen uuid, p_case uuid) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases;
BEGIN
  UPDATE app.teleconsult_cases SET status = 'sent', sent_at = clock_timestamp(),
    promised_at = coalesce(call_at, app.teleconsult_promise(facility_code, clock_timestamp()), clock_timestamp() + interval '3 days')
  WHERE citizen_id = p_citizen AND case_id = p_case AND status = 'unpaid' RETURNING * INTO c;
  IF c.case_id IS NULL THEN RETURN false; END IF;
  PERFORM app.log_teleconsult(c, 'received', jsonb_build_object('promisedAt', c.promised_at));
  PERFORM app.tell(c.citizen_id, 'teleconsult-received', '/teleconsult/' || c.case_id, jsonb_build_object('facility', c.facility_code, 'at', c.promised_at), 'received ' || c.case_id);
  RETURN true;
END $$;
--> statement-breakpoint
-- Sends a question to a facility. The same form again answers the same case. Refused: closed, way, paused, no-shift, taken, too-many, trouble,
-- flags. At most five open cases of a book, ten in a day.
CREATE FUNCTION app.send_teleconsult(p_case uuid, p_facility text, p_specialist boolean, p_way text, p_shift uuid, p_call_at timestamptz, p_trouble text,
  p_body_part text, p_since text, p_severity text, p_parts text[], p_may_refer boolean, p_wording text, p_price bigint)
RETURNS TABLE (refusal text, note_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  w record;
  v record;
  t app.teleconsult_terms;
  c app.teleconsult_cases;
  f app.facilities;
  n app.fee_notes;
  minutes smallint;
  price bigint;
  code text := app.teleconsult_code();
  now timestamptz := clock_timestamp();
BEGIN
  SELECT * INTO w FROM app.teleconsult_asker();
  PERFORM pg_advisory_xact_lock(hashtextextended('teleconsult ' || w.citizen_id::text, 0));
  SELECT x.* INTO c FROM app.teleconsult_cases x WHERE x.case_id = p_case;
  IF c.case_id IS NOT NULL THEN
    IF c.citizen_id <> w.citizen_id THEN RAISE EXCEPTION 'a case of somebody else' USING errcode = '42501'; END IF;
    RETURN QUERY SELECT NULL::text, c.note_id; RETURN;
  END IF;
  SELECT x.* INTO t FROM app.teleconsult_terms x WHERE x.facility_code = p_facility AND x.closed_at IS NULL;
  SELECT x.* INTO f FROM app.facilities x WHERE x.facility_code = p_facility AND x.level IS NOT NULL;
  IF t.facility_code IS NULL OR f.facility_code IS NULL THEN RETURN QUERY SELECT 'closed'::text, NULL::uuid; RETURN; END IF;
  IF t.paused_until > app.day_at(now) THEN RETURN QUERY SELECT 'paused'::text, NULL::uuid; RETURN; END IF;
  IF NOT p_way = ANY (t.ways) THEN RETURN QUERY SELECT 'way'::text, NULL::uuid; RETURN; END IF;
  IF length(btrim(coalesce(p_trouble, ''))) NOT BETWEEN 3 AND 4000 THEN RETURN QUERY SELECT 'trouble'::text, NULL::uuid; RETURN; END IF;
  IF (SELECT count(*) FROM app.teleconsult_cases x WHERE x.citizen_id = w.citizen_id AND x.status IN ('unpaid', 'sent', 'reading')) >= 5
    OR (SELECT count(*) FROM app.teleconsult_cases x WHERE x.citizen_id = w.citizen_id AND x.made_at > now - interval '1 day') >= 10 THEN
    RETURN QUERY SELECT 'too-many'::text, NULL::uuid; RETURN;
  END IF;
  IF p_way = 'written' THEN
    IF app.teleconsult_promise(p_facility, now) IS NULL THEN RETURN QUERY SELECT 'no-shift'::text, NULL::uuid; RETURN; END IF;
  ELSE
    SELECT x.call_minutes INTO minutes FROM app.teleconsult_times(p_facility, app.day_at(p_call_at), 1) x WHERE x.shift_id = p_shift AND x.starts_at = p_call_at;
    IF minutes IS NULL OR p_call_at > now + interval '15 days' THEN RETURN QUERY SELECT 'taken'::text, NULL::uuid; RETURN; END IF;
  END IF;
  price := CASE p_way WHEN 'written' THEN t.written_price_vnd ELSE t.call_price_vnd END;
  -- The person agreed to a price: another one is said first.
  IF price <> p_price THEN RETURN QUERY SELECT 'price'::text, NULL::uuid; RETURN; END IF;
  SELECT * INTO v FROM app.visitor(w.citizen_id);
  BEGIN
    IF price > 0 THEN
      INSERT INTO app.fee_notes (citizen_id, note_id, facility_code, note_number, kind, issued_on, amount_vnd, lines, digest, status)
      VALUES (w.citizen_id, gen_random_uuid(), p_facility, 'TV-' || code, 'teleconsult', app.day_at(now), price,
        jsonb_build_array(jsonb_build_object('group', '13', 'name', 'Tư vấn khám bệnh, chữa bệnh từ xa', 'quantity', 1, 'unitPriceVnd', price,
          'insurancePaysVnd', 0, 'copaymentVnd', 0, 'selfPayVnd', price)), sha256(convert_to('teleconsult ' || p_case, 'UTF8')), 'open') RETURNING * INTO n;
      PERFORM app.log_payment(n, 'received', NULL, 'system', NULL, jsonb_build_object('amountVnd', price, 'teleconsult', code));
    END IF;
    INSERT INTO app.teleconsult_cases (citizen_id, case_id, code, citizen_name, citizen_born, asked_by, asked_by_name, facility_code, level, wants_specialist, way, urgency,
      status, trouble, body_part, since, severity, photos, shift_id, call_at, call_minutes, price_vnd, note_id)
    SELECT w.citizen_id, p_case, code, coalesce(v.name, '–'), v.born, w.actor_id, w.actor_name, p_facility, f.level, coalesce(p_specialist, false), p_way,
      CASE p_severity WHEN 'severe' THEN 'urgent' WHEN 'moderate' THEN 'soon' ELSE 'ordinary' END, 'unpaid', btrim(p_trouble), btrim(coalesce(p_body_part, '')),
      btrim(coalesce(p_since, '')), p_severity, coalesce((SELECT d.photos FROM app.teleconsult_drafts d WHERE d.citizen_id = w.citizen_id AND d.case_id = p_case), '{}'),
      CASE WHEN p_way <> 'written' THEN p_shift END, CASE WHEN p_way <> 'written' THEN p_call_at END, minutes, price, n.note_id RETURNING * INTO c;
  EXCEPTION WHEN unique_violation THEN
    -- Somebody else was quicker to take that time.
    RETURN QUERY SELECT 'taken'::text, NULL::uuid; RETURN;
  END;
  DELETE FROM app.teleconsult_drafts d WHERE d.citizen_id = w.citizen_id AND d.case_id = p_case;
  PERFORM app.log_teleconsult(c, 'asked', jsonb_build_object('way', p_way, 'priceVnd', price));
  PERFORM app.write_teleconsult_share(c, p_parts, p_may_refer, p_wording);
  IF price = 0 THEN PERFORM app.deliver_teleconsult(c.citizen_id, c.case_id); END IF;
  RETURN QUERY SELECT NULL::text, n.note_id;
END $$;
--> statement-breakpoint
-- Its fee is paid, at the desk too: the question goes on its way. Taken back by the facility, it lapses.
CREATE FUNCTION app.teleconsult_note_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases;
BEGIN
  SELECT * INTO c FROM app.teleconsult_cases x WHERE x.note_id = NEW.note_id AND x.citizen_id = NEW.citizen_id FOR UPDATE;
  IF c.status IS DISTINCT FROM 'unpaid' THEN RETURN NULL; END IF;
  IF NEW.status IN ('paid', 'paid-at-desk') THEN
    PERFORM app.deliver_teleconsult(c.citizen_id, c.case_id);
  ELSIF NEW.status = 'void' THEN
    PERFORM app.end_teleconsult(c, 'lapsed', NULL);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER teleconsult_moves AFTER UPDATE OF status ON app.fee_notes FOR EACH ROW
  WHEN (NEW.kind = 'teleconsult' AND NEW.status <> OLD.status) EXECUTE FUNCTION app.teleconsult_note_moved();
--> statement-breakpoint
-- What was to be paid, or was, for something that is not to be: an open note is void, money is asked back, once. False while somebody pays.
CREATE FUNCTION app.undo_note(p_citizen uuid, p_note uuid, p_because text, p_log text) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.fee_notes;
  p app.payment_attempts;
  back bigint;
BEGIN
  SELECT * INTO n FROM app.fee_notes WHERE citizen_id = p_citizen AND note_id = p_note FOR UPDATE;
  IF n.status IN ('open', 'insured') THEN
    IF EXISTS (SELECT FROM app.payment_attempts a WHERE a.citizen_id = n.citizen_id AND a.note_id = n.note_id AND a.status IN ('pending', 'review')) THEN RETURN false; END IF;
    UPDATE app.fee_notes SET status = 'void', voided_at = clock_timestamp(), voided_because = p_because, next_meet_at = NULL
    WHERE citizen_id = n.citizen_id AND note_id = n.note_id;
    PERFORM app.log_payment(n, 'voided', NULL, 'system', NULL, jsonb_build_object('because', p_log));
    RETURN true;
  END IF;
  IF n.status NOT IN ('paid', 'partially-refunded') THEN RETURN false; END IF;
  SELECT * INTO p FROM app.payment_attempts WHERE citizen_id = n.citizen_id AND attempt_id = n.settled_by FOR UPDATE;
  SELECT p.amount_vnd - coalesce(sum(r.amount_vnd), 0) INTO back FROM app.refunds r
  WHERE r.citizen_id = p.citizen_id AND r.attempt_id = p.attempt_id AND r.status NOT IN ('rejected', 'withdrawn');
  -- Asked once: what a person at the desk withdrew or the bank refused is theirs to decide.
  IF back <= 0 OR EXISTS (SELECT FROM app.refunds r WHERE r.citizen_id = p.citizen_id AND r.attempt_id = p.attempt_id
    AND (r.status IN ('requested', 'submitted', 'unknown') OR r.because = p_because)) THEN RETURN false; END IF;
  PERFORM app.ask_refund_of_itself(n, p, back, p_because);
  RETURN true;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.undo_note_of_visit(p_citizen uuid, p_note uuid) RETURNS boolean
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.undo_note(p_citizen, p_note, 'Lịch khám đã hủy', 'visit-cancelled')
$$;
--> statement-breakpoint
-- Ends a case: what was shared is closed, the fee follows. The caller holds its lock.
CREATE FUNCTION app.end_teleconsult(c app.teleconsult_cases, p_status text, p_because text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.teleconsult_cases SET status = p_status, ended_at = clock_timestamp(), ended_because = nullif(left(btrim(coalesce(p_because, '')), 1000), ''), claim_until = NULL
  WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
  UPDATE app.teleconsult_shares SET ended_at = clock_timestamp(), ended_because = 'closed' WHERE citizen_id = c.citizen_id AND case_id = c.case_id AND ended_at IS NULL;
  PERFORM app.log_teleconsult(c, p_status, jsonb_strip_nulls(jsonb_build_object('because', nullif(btrim(coalesce(p_because, '')), ''))));
  IF c.note_id IS NOT NULL AND p_status IN ('refused', 'cancelled', 'lapsed') AND c.rounds = 1 THEN
    PERFORM app.undo_note(c.citizen_id, c.note_id, 'Lượt tư vấn không thực hiện', 'teleconsult-' || p_status);
  END IF;
END $$;
--> statement-breakpoint
-- "Dừng quyền xem": the doctor opens nothing more of the book; the case goes on.
CREATE FUNCTION app.end_teleconsult_share(p_case uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases := app.asked_teleconsult(p_case);
BEGIN
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  UPDATE app.teleconsult_shares SET ended_at = clock_timestamp(), ended_because = 'withdrawn' WHERE citizen_id = c.citizen_id AND case_id = c.case_id AND ended_at IS NULL;
  IF FOUND THEN PERFORM app.log_teleconsult(c, 'share-withdrawn', '{}'); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What the doctor may see from now on, while the case is open.
CREATE FUNCTION app.share_teleconsult(p_case uuid, p_parts text[], p_may_refer boolean, p_wording text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases := app.asked_teleconsult(p_case);
BEGIN
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF c.status NOT IN ('unpaid', 'sent', 'reading') THEN RETURN 'ended'; END IF;
  IF EXISTS (SELECT FROM app.teleconsult_shares x WHERE x.citizen_id = c.citizen_id AND x.case_id = c.case_id AND x.share_no >= 50) THEN RETURN 'too-many'; END IF;
  PERFORM app.write_teleconsult_share(c, p_parts, p_may_refer, p_wording);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Takes a question back before it is answered. Twice is once.
CREATE FUNCTION app.cancel_teleconsult(p_case uuid, p_because text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases := app.asked_teleconsult(p_case);
BEGIN
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF c.status = 'cancelled' THEN RETURN NULL; END IF;
  IF c.status NOT IN ('unpaid', 'sent', 'reading') THEN RETURN 'ended'; END IF;
  IF c.rounds > 1 THEN RETURN 'ended'; END IF;
  PERFORM app.end_teleconsult(c, 'cancelled', p_because);
  PERFORM app.tell(c.citizen_id, 'teleconsult-cancelled', '/teleconsult/' || c.case_id, jsonb_build_object('facility', c.facility_code), 'cancelled ' || c.case_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- A second question within seven days of the answer: part of the first, free, with what may be seen said anew.
CREATE FUNCTION app.ask_teleconsult_again(p_case uuid, p_words text, p_parts text[], p_may_refer boolean, p_wording text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases := app.asked_teleconsult(p_case);
BEGIN
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF c.rounds > 1 AND c.status IN ('sent', 'reading') THEN RETURN NULL; END IF;
  IF c.status <> 'answered' OR c.rounds > 1 OR c.second_until < clock_timestamp() THEN RETURN 'ended'; END IF;
  IF length(btrim(coalesce(p_words, ''))) NOT BETWEEN 3 AND 4000 THEN RETURN 'trouble'; END IF;
  UPDATE app.teleconsult_cases SET status = 'sent', rounds = 2, claimed_by = NULL, claimed_by_name = NULL, claimed_at = NULL, ended_at = NULL, answered_at = NULL, outcome = NULL,
    way = 'written', shift_id = NULL, call_at = NULL, call_minutes = NULL,
    promised_at = coalesce(app.teleconsult_promise(c.facility_code, clock_timestamp()), clock_timestamp() + interval '3 days')
  WHERE citizen_id = c.citizen_id AND case_id = c.case_id RETURNING * INTO c;
  PERFORM app.log_teleconsult(c, 'asked-again', jsonb_build_object('words', btrim(p_words), 'promisedAt', c.promised_at));
  PERFORM app.write_teleconsult_share(c, p_parts, p_may_refer, p_wording);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Whether it helped; said once, mended as often as wanted.
CREATE FUNCTION app.judge_teleconsult(p_case uuid, p_helpful text, p_words text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases := app.asked_teleconsult(p_case);
BEGIN
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF c.status NOT IN ('answered', 'refused') THEN RETURN 'ended'; END IF;
  UPDATE app.teleconsult_cases SET helpful = p_helpful, helpful_words = nullif(left(btrim(coalesce(p_words, '')), 1000), ''), helpful_at = clock_timestamp()
  WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
  PERFORM app.log_teleconsult(c, 'judged', jsonb_build_object('helpful', p_helpful));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Says to the health authority what went wrong; one report of a case. The same again is the same.
CREATE FUNCTION app.report_teleconsult(p_case uuid, p_words text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases := app.asked_teleconsult(p_case);
BEGIN
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF c.status = 'unpaid' THEN RETURN 'ended'; END IF;
  INSERT INTO app.teleconsult_reports (citizen_id, case_id, facility_code, words, answer_by)
  VALUES (c.citizen_id, c.case_id, c.facility_code, btrim(p_words), (app.correction_due_days(app.day_at(clock_timestamp()))).mend)
  ON CONFLICT (citizen_id, case_id) DO NOTHING;
  IF FOUND THEN PERFORM app.log_teleconsult(c, 'reported', '{}'); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The facility whose questions this desk reads, and who reads them.
CREATE FUNCTION app.teleconsult_desk(OUT facility_code text, OUT staff_id uuid, OUT staff_name text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE d record;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF d.part IS NULL OR d.part NOT IN ('teleconsult', 'teleconsult-case') OR d.facility_code = '*' THEN RAISE EXCEPTION 'no grant to answer questions' USING errcode = '42501'; END IF;
  facility_code := d.facility_code;
  staff_id := d.staff_id;
  staff_name := d.staff_name;
END $$;
--> statement-breakpoint
-- What waits at this facility: the most urgent first, then by promise; whoever asks is named as the day's list names them, with the beginning of
-- their words. Closed ones of the last days after them.
CREATE FUNCTION app.list_teleconsults_at_desk(p_closed boolean, p_most integer)
RETURNS TABLE (case_id uuid, code text, citizen_name text, citizen_born text, way text, urgency text, status text, trouble text, call_at timestamptz, sent_at timestamptz,
  promised_at timestamptz, claimed_by_name text, mine boolean, rounds smallint, wants_specialist boolean, referred_from text, outcome text, ended_at timestamptz, photos integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.case_id, c.code, c.citizen_name, c.citizen_born, c.way, c.urgency, c.status, left(c.trouble, 160), c.call_at, c.sent_at, c.promised_at, c.claimed_by_name,
    c.claimed_by IS NOT DISTINCT FROM w.staff_id, c.rounds, c.wants_specialist,
    (SELECT r.from_facility FROM app.teleconsult_referrals r WHERE r.citizen_id = c.citizen_id AND r.case_id = c.case_id ORDER BY r.referral_no DESC LIMIT 1),
    c.outcome, c.ended_at, cardinality(c.photos)
  FROM app.teleconsult_desk() w JOIN app.teleconsult_cases c ON c.facility_code = w.facility_code
  WHERE CASE WHEN p_closed THEN c.status IN ('answered', 'refused') AND c.claimed_by = w.staff_id AND c.ended_at > clock_timestamp() - interval '30 days' ELSE c.status IN ('sent', 'reading') END
  ORDER BY CASE WHEN p_closed THEN c.ended_at END DESC, array_position(ARRAY['urgent', 'soon', 'ordinary'], c.urgency), c.promised_at LIMIT least(p_most, 200)
$$;
--> statement-breakpoint
-- One doctor takes a case, however many reach for it at once. Refused: taken (by whom), gone, too-many (twenty of one doctor).
CREATE FUNCTION app.claim_teleconsult(p_case uuid) RETURNS TABLE (refusal text, by_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  w record;
  c app.teleconsult_cases;
BEGIN
  SELECT * INTO w FROM app.teleconsult_desk();
  IF (SELECT count(*) FROM app.teleconsult_cases x WHERE x.claimed_by = w.staff_id AND x.status = 'reading') >= 20 THEN
    RETURN QUERY SELECT 'too-many'::text, NULL::text; RETURN;
  END IF;
  UPDATE app.teleconsult_cases x SET status = 'reading', claimed_by = w.staff_id, claimed_by_name = w.staff_name, claimed_at = clock_timestamp(),
    claim_until = clock_timestamp() + interval '30 minutes', first_claimed_at = coalesce(x.first_claimed_at, clock_timestamp())
  WHERE x.case_id = p_case AND x.facility_code = w.facility_code AND x.status = 'sent' RETURNING x.* INTO c;
  IF c.case_id IS NOT NULL THEN
    PERFORM app.log_teleconsult(c, 'claimed', '{}');
    PERFORM app.tell(c.citizen_id, 'teleconsult-read', '/teleconsult/' || c.case_id, jsonb_build_object('facility', c.facility_code), 'read ' || c.case_id || ' ' || c.rounds);
    RETURN QUERY SELECT NULL::text, NULL::text; RETURN;
  END IF;
  SELECT x.* INTO c FROM app.teleconsult_cases x WHERE x.case_id = p_case AND x.facility_code = w.facility_code;
  IF c.status = 'reading' AND c.claimed_by = w.staff_id THEN RETURN QUERY SELECT NULL::text, NULL::text; RETURN; END IF;
  RETURN QUERY SELECT CASE WHEN c.status = 'reading' THEN 'taken' ELSE 'gone' END, CASE WHEN c.status = 'reading' THEN c.claimed_by_name END;
END $$;
--> statement-breakpoint
-- A sign that the doctor is at it: half an hour more; or a day, once they asked something and wait for the person.
CREATE FUNCTION app.keep_teleconsult(p_case uuid, p_waits boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF app.held_teleconsult() IS DISTINCT FROM p_case THEN RAISE EXCEPTION 'not the doctor of this case' USING errcode = '42501'; END IF;
  UPDATE app.teleconsult_cases SET claim_until = greatest(claim_until, clock_timestamp() + CASE WHEN p_waits THEN interval '24 hours' ELSE interval '30 minutes' END)
  WHERE case_id = p_case AND status = 'reading' AND claim_until < clock_timestamp() + CASE WHEN p_waits THEN interval '23 hours' ELSE interval '28 minutes' END;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.free_teleconsult(c app.teleconsult_cases, p_because text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.log_teleconsult(c, 'released', jsonb_build_object('because', p_because, 'of', c.claimed_by_name));
  UPDATE app.teleconsult_cases SET status = 'sent', claimed_by = NULL, claimed_by_name = NULL, claimed_at = NULL, claim_until = NULL
  WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
END $$;
--> statement-breakpoint
-- Gives a case back to the others of the facility.
CREATE FUNCTION app.release_teleconsult(p_case uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases := app.answering_teleconsult(p_case);
BEGIN
  IF c.status = 'reading' THEN PERFORM app.free_teleconsult(c, 'given-back'); END IF;
END $$;
--> statement-breakpoint
-- Which rank a level of care has: ban đầu, cơ bản, chuyên sâu.
CREATE FUNCTION app.level_rank(p_level text) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT array_position(ARRAY['initial', 'basic', 'specialised'], p_level)
$$;
--> statement-breakpoint
-- Hands a case up: to a facility of the same or a higher level that answers from afar, with what the next doctor should know. Only where the person
-- asked for that as well; what they share goes along. Refused: not-asked, closed, lower.
CREATE FUNCTION app.refer_teleconsult(p_case uuid, p_to text, p_hand_over text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.teleconsult_cases := app.answering_teleconsult(p_case);
  f app.facilities;
  came_from text := c.facility_code;
BEGIN
  IF c.status <> 'reading' THEN RETURN 'ended'; END IF;
  SELECT x.* INTO f FROM app.facilities x JOIN app.teleconsult_terms t ON t.facility_code = x.facility_code AND t.closed_at IS NULL
    AND (t.paused_until IS NULL OR t.paused_until <= app.day_at(clock_timestamp())) WHERE x.facility_code = p_to AND x.facility_code <> c.facility_code AND x.level IS NOT NULL;
  IF f.facility_code IS NULL THEN RETURN 'closed'; END IF;
  IF app.level_rank(f.level) < app.level_rank(c.level) THEN RETURN 'lower'; END IF;
  IF NOT EXISTS (SELECT FROM app.teleconsult_shares s WHERE s.citizen_id = c.citizen_id AND s.case_id = c.case_id AND s.ended_at IS NULL AND s.may_refer) THEN RETURN 'not-asked'; END IF;
  INSERT INTO app.teleconsult_referrals (citizen_id, case_id, referral_no, from_facility, to_facility, hand_over, staff_id, staff_name)
  SELECT c.citizen_id, c.case_id, (SELECT coalesce(max(x.referral_no), 0) + 1 FROM app.teleconsult_referrals x WHERE x.citizen_id = c.citizen_id AND x.case_id = c.case_id),
    c.facility_code, f.facility_code, btrim(p_hand_over), d.staff_id, d.staff_name FROM guard.desk() d;
  PERFORM app.log_teleconsult(c, 'referred', jsonb_build_object('to', f.facility_code, 'level', f.level));
  UPDATE app.teleconsult_cases SET facility_code = f.facility_code, level = f.level, status = 'sent', claimed_by = NULL, claimed_by_name = NULL, claimed_at = NULL, claim_until = NULL,
    way = 'written', shift_id = NULL, call_at = NULL, call_minutes = NULL,
    promised_at = coalesce(app.teleconsult_promise(f.facility_code, clock_timestamp()), clock_timestamp() + interval '3 days')
  WHERE citizen_id = c.citizen_id AND case_id = c.case_id RETURNING * INTO c;
  PERFORM app.tell(c.citizen_id, 'teleconsult-referred', '/teleconsult/' || c.case_id, jsonb_build_object('facility', c.facility_code, 'at', c.promised_at),
    'referred ' || c.case_id || ' ' || came_from || ' ' || c.facility_code);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The answer, signed by its doctor: written once, shown at once, filed by the worker. What was shared ends. The same again is the same.
CREATE FUNCTION app.answer_teleconsult(p_case uuid, p_answer jsonb, p_signed_at timestamptz, p_signature text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.teleconsult_cases := app.answering_teleconsult(p_case);
  number smallint;
  urgent boolean := p_answer->>'outcome' = 'emergency';
BEGIN
  IF c.status = 'answered' THEN RETURN NULL; END IF;
  IF c.status <> 'reading' THEN RETURN 'ended'; END IF;
  IF abs(extract(epoch FROM clock_timestamp() - p_signed_at)) > 120 THEN RETURN 'clock'; END IF;
  SELECT coalesce(max(a.answer_no), 0) + 1 INTO number FROM app.teleconsult_answers a WHERE a.citizen_id = c.citizen_id AND a.case_id = c.case_id;
  INSERT INTO app.teleconsult_answers (citizen_id, case_id, answer_no, outcome, summary, advice, warning, lines, visit_service_id, visit_within_days, facility_code, staff_id,
    staff_name, staff_title, signed_at, signature, encounter_id, opened_as)
  SELECT c.citizen_id, c.case_id, number, p_answer->>'outcome', btrim(p_answer->>'summary'), btrim(coalesce(p_answer->>'advice', '')), btrim(coalesce(p_answer->>'warning', '')),
    p_answer->'lines', (p_answer->>'visitServiceId')::uuid, (p_answer->>'visitWithinDays')::smallint, c.facility_code, d.staff_id, d.staff_name, s.title, p_signed_at, p_signature,
    gen_random_uuid(), d.log_id FROM guard.desk() d JOIN app.staff s ON s.staff_id = d.staff_id;
  UPDATE app.teleconsult_cases SET answered_at = clock_timestamp(), outcome = p_answer->>'outcome',
    second_until = CASE WHEN c.rounds = 1 THEN clock_timestamp() + interval '7 days' END WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
  PERFORM app.end_teleconsult(c, 'answered', NULL);
  PERFORM app.tell(c.citizen_id, CASE WHEN urgent THEN 'teleconsult-emergency' ELSE 'teleconsult-answered' END, '/teleconsult/' || c.case_id,
    jsonb_build_object('facility', c.facility_code), 'answered ' || c.case_id || ' ' || number);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Not to be answered from afar, with the reason; what was paid is asked back.
CREATE FUNCTION app.refuse_teleconsult(p_case uuid, p_because text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE c app.teleconsult_cases := app.answering_teleconsult(p_case);
BEGIN
  IF c.status = 'refused' THEN RETURN NULL; END IF;
  IF c.status <> 'reading' THEN RETURN 'ended'; END IF;
  PERFORM app.end_teleconsult(c, 'refused', p_because);
  PERFORM app.tell(c.citizen_id, 'teleconsult-refused', '/teleconsult/' || c.case_id, jsonb_build_object('facility', c.facility_code), 'refused ' || c.case_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Who plans at this facility.
CREATE FUNCTION app.teleconsult_planner(OUT facility_code text, OUT staff_id uuid, OUT staff_name text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE d record;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF d.part IS DISTINCT FROM 'teleconsult-terms' THEN RAISE EXCEPTION 'no grant to plan' USING errcode = '42501'; END IF;
  facility_code := d.facility_code;
  staff_id := d.staff_id;
  staff_name := d.staff_name;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.log_teleconsult_terms(p_what text, p_details jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.teleconsult_term_log (facility_code, actor_id, actor_name, what, details)
  SELECT w.facility_code, w.staff_id, w.staff_name, p_what, coalesce(p_details, '{}') FROM app.teleconsult_planner() w
$$;
--> statement-breakpoint
CREATE FUNCTION app.set_teleconsult_terms(p_terms jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_planner();
  IF w.facility_code = '*' THEN RAISE EXCEPTION 'no facility' USING errcode = '42501'; END IF;
  INSERT INTO app.teleconsult_terms (facility_code, ways, answer_hours, written_price_vnd, call_price_vnd, insurance_note, paused_until, closed_at)
  VALUES (w.facility_code, ARRAY(SELECT jsonb_array_elements_text(p_terms->'ways')), (p_terms->>'answerHours')::smallint, (p_terms->>'writtenPriceVnd')::bigint,
    (p_terms->>'callPriceVnd')::bigint, nullif(btrim(p_terms->>'insuranceNote'), ''), (p_terms->>'pausedUntil')::date,
    CASE WHEN (p_terms->>'closed')::boolean THEN clock_timestamp() END)
  ON CONFLICT (facility_code) DO UPDATE SET ways = excluded.ways, answer_hours = excluded.answer_hours, written_price_vnd = excluded.written_price_vnd,
    call_price_vnd = excluded.call_price_vnd, insurance_note = excluded.insurance_note, paused_until = excluded.paused_until, closed_at = excluded.closed_at, changed_at = clock_timestamp();
  PERFORM app.log_teleconsult_terms('terms-set', p_terms);
END $$;
--> statement-breakpoint
-- A shift that repeats each week. The same form again adds nothing.
CREATE FUNCTION app.add_teleconsult_shift(p_shift uuid, p_doctor text, p_weekday integer, p_from integer, p_until integer, p_call integer, p_valid_from date, p_valid_until date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_planner();
  IF w.facility_code = '*' THEN RAISE EXCEPTION 'no facility' USING errcode = '42501'; END IF;
  IF EXISTS (SELECT FROM app.teleconsult_shifts s WHERE s.shift_id = p_shift) THEN RETURN NULL; END IF;
  IF (SELECT count(*) FROM app.teleconsult_shifts s WHERE s.facility_code = w.facility_code AND s.ended_at IS NULL) >= 200 THEN RETURN 'too-many'; END IF;
  IF EXISTS (SELECT FROM app.teleconsult_shifts s WHERE s.facility_code = w.facility_code AND s.ended_at IS NULL AND s.doctor_name = btrim(p_doctor) AND s.weekday = p_weekday
    AND int4range(s.from_minute, s.until_minute) && int4range(p_from, p_until) AND daterange(s.valid_from, s.valid_until, '[]') && daterange(p_valid_from, p_valid_until, '[]')) THEN
    RETURN 'overlaps';
  END IF;
  INSERT INTO app.teleconsult_shifts (shift_id, facility_code, doctor_name, weekday, from_minute, until_minute, call_minutes, valid_from, valid_until)
  VALUES (p_shift, w.facility_code, btrim(p_doctor), p_weekday, p_from, p_until, p_call, p_valid_from, p_valid_until);
  PERFORM app.log_teleconsult_terms('shift-added', jsonb_build_object('shift', p_shift, 'doctor', btrim(p_doctor), 'weekday', p_weekday, 'from', p_from, 'until', p_until));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- No new times from now on; calls that are agreed on stand.
CREATE FUNCTION app.end_teleconsult_shift(p_shift uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_planner();
  UPDATE app.teleconsult_shifts s SET ended_at = clock_timestamp() WHERE s.shift_id = p_shift AND s.facility_code = w.facility_code AND s.ended_at IS NULL;
  IF NOT FOUND THEN RETURN 'not-found'; END IF;
  PERFORM app.log_teleconsult_terms('shift-ended', jsonb_build_object('shift', p_shift));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.keep_teleconsult_template(p_template uuid, p_name text, p_words jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_planner();
  IF w.facility_code = '*' THEN RAISE EXCEPTION 'no facility' USING errcode = '42501'; END IF;
  IF (SELECT count(*) FROM app.teleconsult_templates t WHERE t.facility_code = w.facility_code AND t.removed_at IS NULL) >= 100 THEN RETURN 'too-many'; END IF;
  INSERT INTO app.teleconsult_templates (template_id, facility_code, name, words, made_by_name) VALUES (p_template, w.facility_code, btrim(p_name), p_words, w.staff_name)
  ON CONFLICT (template_id) DO UPDATE SET name = excluded.name, words = excluded.words, made_by_name = excluded.made_by_name, made_at = clock_timestamp()
    WHERE app.teleconsult_templates.facility_code = w.facility_code AND app.teleconsult_templates.removed_at IS NULL;
  PERFORM app.log_teleconsult_terms('template-kept', jsonb_build_object('template', p_template, 'name', btrim(p_name)));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.remove_teleconsult_template(p_template uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_planner();
  UPDATE app.teleconsult_templates t SET removed_at = clock_timestamp() WHERE t.template_id = p_template AND t.facility_code = w.facility_code AND t.removed_at IS NULL;
  IF NOT FOUND THEN RETURN 'not-found'; END IF;
  PERFORM app.log_teleconsult_terms('template-removed', jsonb_build_object('template', p_template));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The facility says that it receives emergencies, at which number; or no longer.
CREATE FUNCTION app.set_emergency_place(p_phone text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_planner();
  IF w.facility_code = '*' THEN RAISE EXCEPTION 'no facility' USING errcode = '42501'; END IF;
  IF p_phone IS NULL THEN DELETE FROM app.emergency_places e WHERE e.facility_code = w.facility_code;
  ELSE
    INSERT INTO app.emergency_places (facility_code, phone) VALUES (w.facility_code, p_phone) ON CONFLICT (facility_code) DO UPDATE SET phone = excluded.phone, changed_at = clock_timestamp();
  END IF;
  PERFORM app.log_teleconsult_terms('emergency-place', jsonb_build_object('phone', p_phone));
END $$;
--> statement-breakpoint
-- A line of what may be treated from afar, entered by an officer of the authority from the document.
CREATE FUNCTION app.enter_remote_condition(p_code text, p_name text, p_source text, p_from date, p_until date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_planner();
  IF w.facility_code <> '*' THEN RAISE EXCEPTION 'not the authority' USING errcode = '42501'; END IF;
  INSERT INTO app.remote_conditions (code, name, source, valid_from, valid_until, entered_by_name) VALUES (p_code, btrim(p_name), btrim(p_source), p_from, p_until, w.staff_name)
  ON CONFLICT (code, valid_from) DO UPDATE SET name = excluded.name, source = excluded.source, valid_until = excluded.valid_until, entered_at = clock_timestamp(), entered_by_name = excluded.entered_by_name;
  PERFORM app.log_teleconsult_terms('remote-condition', jsonb_build_object('code', p_code, 'from', p_from, 'until', p_until));
END $$;
--> statement-breakpoint
-- For the worker: gives back what a doctor left lying. Nobody is released within a quarter of an hour of their call. `p_now` is the clock of the job.
CREATE FUNCTION app.release_idle_teleconsults(p_now timestamptz, p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.teleconsult_cases;
  done integer := 0;
BEGIN
  FOR c IN SELECT x.* FROM app.teleconsult_cases x WHERE x.status = 'reading' AND x.claim_until <= p_now
    AND (x.call_at IS NULL OR p_now < x.call_at - interval '15 minutes' OR p_now > x.call_at + make_interval(mins => x.call_minutes + 60))
    ORDER BY x.claim_until LIMIT p_most FOR UPDATE SKIP LOCKED LOOP
    PERFORM app.free_teleconsult(c, 'idle');
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;
--> statement-breakpoint
-- For the worker: what nobody paid within a day lapses, unless somebody is paying now; what was ended while somebody paid is asked back.
CREATE FUNCTION app.lapse_teleconsults(p_now timestamptz, p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.teleconsult_cases;
  done integer := 0;
BEGIN
  FOR c IN SELECT x.* FROM app.teleconsult_cases x WHERE x.status = 'unpaid' AND x.made_at <= p_now - interval '24 hours'
    AND NOT EXISTS (SELECT FROM app.payment_attempts p WHERE p.citizen_id = x.citizen_id AND p.note_id = x.note_id AND p.status IN ('pending', 'review'))
    ORDER BY x.made_at LIMIT p_most FOR UPDATE SKIP LOCKED LOOP
    PERFORM app.end_teleconsult(c, 'lapsed', NULL);
    PERFORM app.tell(c.citizen_id, 'teleconsult-lapsed', '/teleconsult/' || c.case_id, jsonb_build_object('facility', c.facility_code), 'lapsed ' || c.case_id);
    done := done + 1;
  END LOOP;
  FOR c IN SELECT x.* FROM app.teleconsult_cases x JOIN app.fee_notes f ON f.citizen_id = x.citizen_id AND f.note_id = x.note_id
    WHERE x.status IN ('refused', 'cancelled', 'lapsed') AND x.rounds = 1 AND f.status IN ('open', 'paid')
      AND NOT EXISTS (SELECT FROM app.refunds r WHERE r.citizen_id = f.citizen_id AND r.attempt_id = f.settled_by)
      AND NOT EXISTS (SELECT FROM app.payment_attempts p WHERE p.citizen_id = f.citizen_id AND p.note_id = f.note_id AND p.status IN ('pending', 'review'))
    LIMIT p_most LOOP
    IF app.undo_note(c.citizen_id, c.note_id, 'Lượt tư vấn không thực hiện', 'teleconsult-' || c.status) THEN done := done + 1; END IF;
  END LOOP;
  RETURN done;
END $$;
--> statement-breakpoint
-- For the worker: a promise that has passed is written down and said, once; and a call that begins soon.
CREATE FUNCTION app.mind_teleconsults(p_now timestamptz, p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.teleconsult_cases;
  done integer := 0;
BEGIN
  FOR c IN SELECT x.* FROM app.teleconsult_cases x WHERE x.status IN ('sent', 'reading') AND x.promised_at <= p_now
    AND (x.call_at IS NULL OR p_now > x.call_at + make_interval(mins => x.call_minutes))
    AND NOT EXISTS (SELECT FROM app.teleconsult_steps s WHERE s.citizen_id = x.citizen_id AND s.case_id = x.case_id AND s.what = 'late' AND s.details->>'promisedAt' = to_jsonb(x.promised_at)#>>'{}')
    ORDER BY x.promised_at LIMIT p_most FOR UPDATE SKIP LOCKED LOOP
    PERFORM app.log_teleconsult(c, 'late', jsonb_build_object('promisedAt', c.promised_at));
    PERFORM app.tell(c.citizen_id, 'teleconsult-late', '/teleconsult/' || c.case_id, jsonb_build_object('facility', c.facility_code), 'late ' || c.case_id || ' ' || c.promised_at);
    done := done + 1;
  END LOOP;
  FOR c IN SELECT x.* FROM app.teleconsult_cases x WHERE x.status IN ('sent', 'reading') AND x.call_at > p_now AND x.call_at <= p_now + interval '30 minutes'
    AND NOT EXISTS (SELECT FROM app.messages m WHERE m.citizen_id = x.citizen_id AND m.kind = 'teleconsult-call-soon' AND m.once = 'call ' || x.case_id || ' ' || x.call_at)
    ORDER BY x.promised_at LIMIT p_most LOOP
    PERFORM app.tell(c.citizen_id, 'teleconsult-call-soon', '/teleconsult/' || c.case_id, jsonb_build_object('facility', c.facility_code, 'at', c.call_at), 'call ' || c.case_id || ' ' || c.call_at);
    done := done + 1;
  END LOOP;
  RETURN done;
END $$;
--> statement-breakpoint
-- For the worker: drafts that nobody came back to in 14 days are forgotten, and their photos shredded.
CREATE FUNCTION app.sweep_teleconsult_drafts(p_now timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d app.teleconsult_drafts;
  swept integer := 0;
BEGIN
  FOR d IN SELECT * FROM app.teleconsult_drafts x WHERE x.at < p_now - interval '14 days' FOR UPDATE SKIP LOCKED LOOP
    PERFORM app.drop_teleconsult_draft(d, NULL);
    swept := swept + 1;
  END LOOP;
  RETURN swept;
END $$;
--> statement-breakpoint
-- For the worker: answers that are to be filed, and that one was. Who dies in between files the same encounter again.
CREATE FUNCTION app.answers_to_file(p_most integer) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT to_jsonb(a) || jsonb_build_object('code', c.code, 'trouble', c.trouble, 'sent_at', c.sent_at, 'way', c.way,
    'facility_name', (SELECT f.name FROM app.facilities f WHERE f.facility_code = a.facility_code))
  FROM app.teleconsult_answers a JOIN app.teleconsult_cases c ON c.citizen_id = a.citizen_id AND c.case_id = a.case_id
  WHERE a.next_file_at <= clock_timestamp() ORDER BY a.next_file_at LIMIT least(p_most, 100)
$$;
--> statement-breakpoint
CREATE FUNCTION app.answer_filed(p_citizen uuid, p_case uuid, p_answer integer, p_filed boolean) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE app.teleconsult_answers SET filed_at = CASE WHEN p_filed THEN clock_timestamp() END,
    next_file_at = CASE WHEN NOT p_filed THEN clock_timestamp() + interval '1 minute' END
  WHERE citizen_id = p_citizen AND case_id = p_case AND answer_no = p_answer AND filed_at IS NULL
$$;
--> statement-breakpoint
-- As before; and what was answered of a question that was never sent.
CREATE OR REPLACE FUNCTION app.erasable() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY['invitation_drafts', 'history_drafts', 'history_answers', 'history_entries', 'result_choices', 'opened_results', 'seen_encounters', 'readings',
    'reported_visits', 'card_checks', 'private_openings', 'correction_drafts', 'teleconsult_drafts', 'known_devices', 'deliveries', 'calls', 'codes', 'message_settings',
    'phones', 'messages']
$$;
--> statement-breakpoint
-- An answer keeps what it says; only its filing is noted.
CREATE FUNCTION app.teleconsult_answer_keeps() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF to_jsonb(NEW) - 'filed_at' - 'next_file_at' IS DISTINCT FROM to_jsonb(OLD) - 'filed_at' - 'next_file_at' THEN
    RAISE EXCEPTION 'an answer keeps what it says' USING errcode = '23514';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER keeps BEFORE UPDATE ON app.teleconsult_answers FOR EACH ROW EXECUTE FUNCTION app.teleconsult_answer_keeps();
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND (p.proname LIKE '%teleconsult%' OR p.proname IN (
    'representatives_ask', 'note_red_flags', 'undo_note', 'level_rank', 'set_emergency_place', 'enter_remote_condition', 'answers_to_file', 'answer_filed')) LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.granted_teleconsults(), app.held_teleconsult(), app.in_teleconsult(), app.teleconsult_promise(text, timestamptz), app.teleconsult_times(text, date, integer),
  app.keep_teleconsult_draft(uuid, jsonb), app.attach_to_teleconsult(uuid, uuid, boolean), app.forget_teleconsult_draft(uuid), app.note_red_flags(uuid, text[]),
  app.send_teleconsult(uuid, text, boolean, text, uuid, timestamptz, text, text, text, text, text[], boolean, text, bigint), app.end_teleconsult_share(uuid),
  app.share_teleconsult(uuid, text[], boolean, text), app.cancel_teleconsult(uuid, text), app.ask_teleconsult_again(uuid, text, text[], boolean, text),
  app.judge_teleconsult(uuid, text, text), app.report_teleconsult(uuid, text), app.list_teleconsults_at_desk(boolean, integer), app.claim_teleconsult(uuid),
  app.keep_teleconsult(uuid, boolean), app.release_teleconsult(uuid), app.refer_teleconsult(uuid, text, text), app.answer_teleconsult(uuid, jsonb, timestamptz, text),
  app.refuse_teleconsult(uuid, text), app.set_teleconsult_terms(jsonb), app.add_teleconsult_shift(uuid, text, integer, integer, integer, integer, date, date),
  app.end_teleconsult_shift(uuid), app.keep_teleconsult_template(uuid, text, jsonb), app.remove_teleconsult_template(uuid), app.set_emergency_place(text),
  app.enter_remote_condition(text, text, text, date, date) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.release_idle_teleconsults(timestamptz, integer), app.lapse_teleconsults(timestamptz, integer), app.mind_teleconsults(timestamptz, integer),
  app.sweep_teleconsult_drafts(timestamptz), app.answers_to_file(integer), app.answer_filed(uuid, uuid, integer, boolean) TO book_worker;
