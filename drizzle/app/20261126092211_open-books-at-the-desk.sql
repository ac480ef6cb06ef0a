-- Whether this transaction reads for the person, not for a desk: their codes and doubts are nobody else's business.
CREATE FUNCTION app.reads_for_the_person() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((guard.grant_of('citizens'))[5] NOT IN ('care', 'emergency'), false)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.reads_for_the_person() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.reads_for_the_person() TO book_web;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['open_codes', 'desk_openings', 'opening_reviews', 'person_finds', 'opening_doubts'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['open_codes', 'desk_openings', 'opening_reviews', 'opening_doubts'] LOOP
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]) AND (SELECT app.reads_for_the_person()))', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.opening_reviews
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_fewer BEFORE DELETE OR TRUNCATE ON app.desk_openings FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
CREATE TRIGGER never_fewer BEFORE DELETE OR TRUNCATE ON app.opening_doubts FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- The opening at a desk that covers a part of a book for a member of staff now. By a code: for the staff of the facility
-- that the person chose. In an emergency: for whoever gave the reason. A private visit: only where the person chose it.
CREATE FUNCTION app.living_desk_opening(p_staff uuid, p_citizen uuid, p_purpose text, p_part text) RETURNS app.desk_openings
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.* FROM app.desk_openings o JOIN app.staff f ON f.staff_id = p_staff AND f.facility_code = o.facility_code
  WHERE o.citizen_id = p_citizen AND f.role IN ('clinic', 'station')
    AND o.kind = CASE p_purpose WHEN 'care' THEN 'visit' WHEN 'emergency' THEN 'emergency' END
    AND (o.kind = 'visit' OR o.staff_id = p_staff)
    AND (p_part = ANY (o.parts) OR p_part = 'private-encounter' AND cardinality(o.private_ids) > 0)
    AND o.ended_at IS NULL AND o.ends_at > clock_timestamp()
  ORDER BY o.opened_at DESC LIMIT 1
$$;
--> statement-breakpoint
-- By what right a member of staff may open a part of somebody's book: the opening is named, so that a right that ended gives
-- no grant to what was opened by it.
CREATE OR REPLACE FUNCTION app.basis_of_desk(p_staff uuid, p_citizen uuid, p_purpose text, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.kind || ':' || o.opening_id FROM app.living_desk_opening(p_staff, p_citizen, p_purpose, p_part) o WHERE o.opening_id IS NOT NULL
$$;
--> statement-breakpoint
-- As before; the first time that a facility opens a book, its person is told.
CREATE OR REPLACE FUNCTION app.open_book(p_token text, p_citizen uuid, p_purpose text, p_part text)
RETURNS TABLE (log_id bigint, refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  s app.sessions;
  h bytea := app.hash_of(p_token);
  right_to text;
  row_id bigint;
  who text;
  place text;
  facility text;
BEGIN
  -- The row must outlive a crash, whatever the caller has set for its commits.
  PERFORM set_config('synchronous_commit', 'on', true);
  SELECT * INTO s FROM app.living_session(p_token);
  IF s.session_id IS NULL THEN
    PERFORM app.note_refusal(p_token, 'opening-without-session', p_part);
    RETURN QUERY SELECT NULL::bigint, 'signed-out'::text; RETURN;
  END IF;
  right_to := app.basis_of(s, p_citizen, p_purpose, p_part);
  IF right_to IS NULL THEN
    PERFORM app.note_refusal(p_token, 'opening-refused', p_citizen::text);
    RETURN QUERY SELECT NULL::bigint, 'not-allowed'::text; RETURN;
  END IF;
  -- A taken-over session cannot walk through many books.
  IF (SELECT count(DISTINCT l.citizen_id) FROM app.access_log l
      WHERE l.session_hash = h AND l.at > clock_timestamp() - interval '1 hour' AND l.citizen_id <> p_citizen) >= 20 THEN
    PERFORM app.note_refusal(p_token, 'too-many-books', p_citizen::text);
    RETURN QUERY SELECT NULL::bigint, 'too-many-books'::text; RETURN;
  END IF;
  SELECT l.log_id INTO row_id FROM app.access_log l
  WHERE l.citizen_id = p_citizen AND l.at > clock_timestamp() - interval '14 minutes'
    AND l.session_hash = h AND l.part = p_part AND l.purpose = p_purpose AND l.basis = right_to
  ORDER BY l.at DESC LIMIT 1;
  IF row_id IS NULL THEN
    IF s.realm = 'citizen' THEN
      SELECT name INTO who FROM app.identities WHERE citizen_id = s.subject_id;
    ELSE
      SELECT f.name, coalesce(c.name, f.facility_code), f.facility_code INTO who, place, facility
      FROM app.staff f LEFT JOIN app.facilities c ON c.facility_code = f.facility_code WHERE f.staff_id = s.subject_id;
    END IF;
    INSERT INTO app.access_log (citizen_id, actor_kind, actor_id, actor_name, actor_place, session_hash, purpose, part, basis)
    VALUES (p_citizen, s.realm, s.subject_id, coalesce(who, ''), place, h, p_purpose, p_part, right_to)
    RETURNING app.access_log.log_id INTO row_id;
    IF facility IS NOT NULL THEN
      PERFORM app.tell(p_citizen, 'book-opened-first', '/consent/access-log', jsonb_build_object('facility', facility), facility);
    END IF;
  END IF;
  RETURN QUERY SELECT row_id, NULL::text;
END $$;
--> statement-breakpoint
-- As before; at a desk it covers private visits only where the opening of that part names them.
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
    extract(epoch FROM clock_timestamp())::bigint + 60, r.log_id, r.purpose, r.citizen_id, shown));
END $$;
--> statement-breakpoint
-- A representative makes codes and asks about openings for whom they represent; nobody else but the person does.
INSERT INTO app.family_parts (part, scope, writes) VALUES ('open-codes', 'representative', 'representative');
--> statement-breakpoint
UPDATE app.family_parts SET writes = 'representative' WHERE part = 'access-log';
--> statement-breakpoint
-- A person's recorded request (Law 91/2025, article 26): that one facility may read these parts for one visit. Digits and QR
-- are made here; private visits are for the person alone to show. A new code ends the one before; sent twice it is one; a person makes at most 50 a day.
CREATE FUNCTION app.make_open_code(p_code uuid, p_facility text, p_parts text[], p_private uuid[], p_wording text, p_minutes integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('open codes ' || who::text, 0));
  IF EXISTS (SELECT FROM app.open_codes WHERE citizen_id = who AND code_id = p_code) THEN RETURN; END IF;
  IF (SELECT count(*) FROM app.open_codes WHERE citizen_id = who AND made_at > clock_timestamp() - interval '1 day') >= 50 THEN
    RAISE EXCEPTION 'codes have an end' USING errcode = '54000';
  END IF;
  IF NOT EXISTS (SELECT FROM app.facilities WHERE facility_code = p_facility) OR cardinality(p_parts) NOT BETWEEN 1 AND 20
    OR NOT p_parts <@ ARRAY['encounters', 'encounter', 'documents', 'conditions', 'medicines', 'results', 'history']
    OR cardinality(p_private) > 50 OR (cardinality(p_private) > 0 AND (guard.grant_of('citizens'))[5] <> 'own-reading') OR p_minutes NOT BETWEEN 1 AND 60 THEN
    RAISE EXCEPTION 'no such request' USING errcode = '22023';
  END IF;
  UPDATE app.open_codes SET withdrawn_at = clock_timestamp(), code = NULL, token = NULL
  WHERE citizen_id = who AND used_at IS NULL AND withdrawn_at IS NULL;
  INSERT INTO app.open_codes (citizen_id, code_id, code, token, facility_code, parts, private_ids, wording, expires_at, opened_as)
  VALUES (who, p_code,
    lpad(((('x' || encode(public.gen_random_bytes(7), 'hex'))::bit(56)::bigint) % 100000000)::text, 8, '0'),
    encode(public.gen_random_bytes(20), 'hex'), p_facility, p_parts, coalesce(p_private, '{}'), left(p_wording, 20),
    clock_timestamp() + make_interval(mins => p_minutes), (guard.grant_of('citizens'))[4]::bigint);
END $$;
--> statement-breakpoint
CREATE FUNCTION app.withdraw_open_code(p_code uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.open_codes SET withdrawn_at = clock_timestamp(), code = NULL, token = NULL
  WHERE citizen_id = app.own_citizen() AND code_id = p_code AND used_at IS NULL AND withdrawn_at IS NULL;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- The person ends what a facility may read, at any time: an emergency's too.
CREATE FUNCTION app.end_opening(p_opening uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.desk_openings SET ended_at = clock_timestamp(), ended_by = 'citizen'
  WHERE citizen_id = app.own_citizen() AND opening_id = p_opening AND ended_at IS NULL AND ends_at > clock_timestamp();
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- The day that many working days later; Saturdays and Sundays are none. Public holidays are not known here.
CREATE FUNCTION app.working_days_after(p_from date, p_days integer) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT d::date FROM generate_series(p_from + 1, p_from + p_days * 2 + 7, interval '1 day') d
  WHERE extract(isodow FROM d) < 6 ORDER BY d OFFSET p_days - 1 LIMIT 1
$$;
--> statement-breakpoint
-- An opening of one's book that one does not recognise. The same row again is the same doubt; not one's own openings.
CREATE FUNCTION app.doubt_opening(p_log bigint, p_note text, p_days integer) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  known uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('doubts ' || who::text, 0));
  SELECT doubt_id INTO known FROM app.opening_doubts WHERE citizen_id = who AND log_id = p_log;
  IF known IS NOT NULL THEN RETURN known; END IF;
  IF NOT EXISTS (SELECT FROM app.access_log WHERE citizen_id = who AND log_id = p_log AND basis <> 'own') THEN RETURN NULL; END IF;
  IF (SELECT count(*) FROM app.opening_doubts WHERE citizen_id = who) >= 100 THEN
    RAISE EXCEPTION 'doubts have an end' USING errcode = '54000';
  END IF;
  INSERT INTO app.opening_doubts (citizen_id, doubt_id, log_id, note, answer_by, opened_as)
  VALUES (who, gen_random_uuid(), p_log, nullif(btrim(left(p_note, 1000)), ''),
    app.working_days_after((clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, p_days), (guard.grant_of('citizens'))[4]::bigint)
  RETURNING doubt_id INTO known;
  RETURN known;
END $$;
--> statement-breakpoint
-- The desk of a facility at which this very person is looked at, or an error. Nobody else gets past.
CREATE FUNCTION app.desk_with(p_citizen uuid) RETURNS TABLE (facility_code text, staff_id uuid, staff_name text, log_id bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT d.facility_code, d.staff_id, d.staff_name, d.log_id FROM guard.desk() d
    WHERE d.facility_code <> '*' AND d.part = 'person' AND d.about = p_citizen::text;
  IF NOT FOUND THEN RAISE EXCEPTION 'only at the desk that found this person' USING errcode = '42501'; END IF;
END $$;
--> statement-breakpoint
-- Whose QR this is, for the facility that the person chose.
CREATE FUNCTION app.find_by_open_code(p_token text) RETURNS TABLE (citizen_id uuid, code_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.citizen_id, c.code_id FROM guard.desk() d JOIN app.open_codes c ON c.token = p_token AND c.facility_code = d.facility_code
  WHERE d.part = 'person-search' AND c.expires_at > clock_timestamp() AND c.withdrawn_at IS NULL AND c.used_at IS NULL
$$;
--> statement-breakpoint
CREATE FUNCTION app.note_find(p_citizen uuid, p_found_by text, p_code uuid) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.person_finds (citizen_id, staff_id, found_by, code_id, desk_log_id)
  SELECT p_citizen, d.staff_id, p_found_by, p_code, d.log_id FROM app.desk_with(p_citizen) d RETURNING find_id
$$;
--> statement-breakpoint
-- Whom a member of staff has found: their own finding, of the last twelve hours.
CREATE FUNCTION app.found_person(p_token text, p_find uuid) RETURNS TABLE (citizen_id uuid, found_by text, code_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.citizen_id, f.found_by, f.code_id FROM app.living_session(p_token) s
  JOIN app.person_finds f ON f.find_id = p_find AND f.staff_id = s.subject_id
  WHERE s.realm = 'staff' AND f.at > clock_timestamp() - interval '12 hours'
$$;
--> statement-breakpoint
-- The books that are open to this member of staff, of people whom they found themselves.
CREATE FUNCTION app.list_open_at_desk()
RETURNS TABLE (find_id uuid, name text, kind text, opened_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT ON (o.opened_at, o.opening_id) f.find_id, i.name, o.kind, o.opened_at, o.ends_at
  FROM guard.desk() d JOIN app.person_finds f ON f.staff_id = d.staff_id AND f.at > clock_timestamp() - interval '12 hours'
  JOIN app.desk_openings o ON o.citizen_id = f.citizen_id AND o.facility_code = d.facility_code
    AND (o.kind = 'visit' OR o.staff_id = d.staff_id) AND o.ended_at IS NULL AND o.ends_at > clock_timestamp()
  LEFT JOIN app.identities i ON i.citizen_id = f.citizen_id
  WHERE d.part = 'people'
  ORDER BY o.opened_at DESC, o.opening_id, f.at DESC LIMIT 50
$$;
--> statement-breakpoint
-- What is open, or was last, of the person whom this desk looks at.
CREATE FUNCTION app.desk_openings_of(p_citizen uuid)
RETURNS TABLE (opening_id uuid, kind text, parts text[], shows_private boolean, reason text, staff_name text, opened_at timestamptz,
  ends_at timestamptz, ended_at timestamptz, ended_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.opening_id, o.kind, o.parts, cardinality(o.private_ids) > 0, o.reason, o.staff_name, o.opened_at, o.ends_at, o.ended_at, o.ended_by
  FROM app.desk_with(p_citizen) d JOIN app.desk_openings o ON o.citizen_id = p_citizen AND o.facility_code = d.facility_code
    AND (o.kind = 'visit' OR o.staff_id = d.staff_id)
  ORDER BY o.opened_at DESC LIMIT 10
$$;
--> statement-breakpoint
-- Opens a book for the visit: by the digits that the person showed, or by the QR that led here (no digits). A code is good
-- once, at the facility that it names, for five tries; a member of staff has thirty tries an hour. Answers 'done', or why not.
CREATE FUNCTION app.open_by_code(p_find uuid, p_code text, p_reason text, p_hours integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  f app.person_finds;
  c app.open_codes;
BEGIN
  SELECT * INTO f FROM app.person_finds WHERE find_id = p_find;
  SELECT * INTO d FROM app.desk_with(f.citizen_id);
  IF f.staff_id IS DISTINCT FROM d.staff_id THEN RAISE EXCEPTION 'found by somebody else' USING errcode = '42501'; END IF;
  IF p_hours NOT BETWEEN 1 AND 12 THEN RAISE EXCEPTION 'a visit has an end' USING errcode = '22023'; END IF;
  IF NOT app.count_attempt('open-code ' || d.staff_id::text, 3600, 30) THEN RETURN 'too-many-tries'; END IF;
  IF p_code IS NULL THEN
    SELECT * INTO c FROM app.open_codes WHERE citizen_id = f.citizen_id AND code_id = f.code_id FOR UPDATE;
  ELSE
    -- The latest is the only one that can be alive.
    SELECT * INTO c FROM app.open_codes WHERE citizen_id = f.citizen_id ORDER BY made_at DESC LIMIT 1 FOR UPDATE;
    IF c.code_id IS NULL OR c.tries >= 5 THEN RETURN 'wrong-code'; END IF;
    IF c.code IS DISTINCT FROM p_code THEN
      UPDATE app.open_codes SET tries = tries + 1 WHERE citizen_id = c.citizen_id AND code_id = c.code_id;
      RETURN 'wrong-code';
    END IF;
  END IF;
  IF c.code_id IS NULL OR c.withdrawn_at IS NOT NULL THEN RETURN 'wrong-code'; END IF;
  IF c.facility_code <> d.facility_code THEN
    UPDATE app.open_codes SET tries = tries + 1 WHERE citizen_id = c.citizen_id AND code_id = c.code_id;
    RETURN 'other-facility';
  END IF;
  IF c.used_at IS NOT NULL THEN
    -- Sent twice by the one who used it.
    RETURN CASE WHEN EXISTS (SELECT FROM app.desk_openings o WHERE o.citizen_id = c.citizen_id AND o.code_id = c.code_id
      AND o.staff_id = d.staff_id AND o.ended_at IS NULL AND o.ends_at > clock_timestamp()) THEN 'done' ELSE 'code-used' END;
  END IF;
  IF c.expires_at <= clock_timestamp() THEN RETURN 'code-expired'; END IF;
  UPDATE app.open_codes SET used_at = clock_timestamp(), token = NULL WHERE citizen_id = c.citizen_id AND code_id = c.code_id;
  INSERT INTO app.desk_openings (citizen_id, kind, facility_code, staff_id, staff_name, reason, parts, private_ids, code_id, ends_at, desk_log_id)
  VALUES (c.citizen_id, 'visit', d.facility_code, d.staff_id, d.staff_name, p_reason, c.parts, c.private_ids, c.code_id,
    clock_timestamp() + make_interval(hours => p_hours), d.log_id);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Opens a book without the person's code, because a life or health is in danger: with a reason, for this member of staff alone,
-- at most 24 hours, never a private visit. The person is told in the same transaction, and the health authority reviews it.
CREATE FUNCTION app.open_emergency(p_find uuid, p_reason text, p_hours integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  f app.person_finds;
  made uuid;
  told text := btrim(p_reason);
BEGIN
  SELECT * INTO f FROM app.person_finds WHERE find_id = p_find;
  SELECT * INTO d FROM app.desk_with(f.citizen_id);
  IF f.staff_id IS DISTINCT FROM d.staff_id THEN RAISE EXCEPTION 'found by somebody else' USING errcode = '42501'; END IF;
  IF told IS NULL OR length(told) NOT BETWEEN 10 AND 500 OR p_hours NOT BETWEEN 1 AND 24 THEN RETURN 'reason-needed'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('emergency ' || d.staff_id::text, 0));
  IF EXISTS (SELECT FROM app.desk_openings o WHERE o.citizen_id = f.citizen_id AND o.kind = 'emergency' AND o.staff_id = d.staff_id
    AND o.ended_at IS NULL AND o.ends_at > clock_timestamp()) THEN RETURN 'done'; END IF;
  IF (SELECT count(*) FROM app.desk_openings o WHERE o.kind = 'emergency' AND o.staff_id = d.staff_id
    AND o.opened_at > clock_timestamp() - interval '1 day') >= 20 THEN RETURN 'too-many-emergencies'; END IF;
  INSERT INTO app.desk_openings (citizen_id, kind, facility_code, staff_id, staff_name, reason, parts, ends_at, desk_log_id)
  VALUES (f.citizen_id, 'emergency', d.facility_code, d.staff_id, d.staff_name, told,
    ARRAY['encounters', 'encounter', 'documents', 'conditions', 'medicines', 'results', 'history'],
    clock_timestamp() + make_interval(hours => p_hours), d.log_id)
  RETURNING opening_id INTO made;
  PERFORM app.tell(f.citizen_id, 'book-opened-emergency', '/consent/access-log',
    jsonb_build_object('facility', d.facility_code, 'name', d.staff_name), made::text);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- The visit is over: the desk closes the book again.
CREATE FUNCTION app.close_desk_opening(p_citizen uuid, p_opening uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
BEGIN
  SELECT * INTO d FROM app.desk_with(p_citizen);
  UPDATE app.desk_openings o SET ended_at = clock_timestamp(), ended_by = 'staff'
  WHERE o.citizen_id = p_citizen AND o.opening_id = p_opening AND o.facility_code = d.facility_code
    AND (o.kind = 'visit' OR o.staff_id = d.staff_id) AND o.ended_at IS NULL AND o.ends_at > clock_timestamp();
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- The officer of the health authority who looks at openings now: at the list, or at the one case that the grant names.
CREATE FUNCTION app.opening_officer(p_case uuid) RETURNS TABLE (staff_id uuid, staff_name text, log_id bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT d.staff_id, d.staff_name, d.log_id FROM guard.desk() d
    WHERE d.facility_code = '*' AND (p_case IS NULL AND d.part = 'openings' OR d.part = 'opening-case' AND d.about = p_case::text);
  IF NOT FOUND THEN RAISE EXCEPTION 'only an officer who has opened this' USING errcode = '42501'; END IF;
END $$;
--> statement-breakpoint
-- Doubts and emergency openings, those that wait first; nobody's name but the staff's.
CREATE FUNCTION app.list_opening_cases(p_kind text, p_closed boolean, p_most integer, p_skip integer)
RETURNS TABLE (case_id uuid, at timestamptz, answer_by date, actor_name text, place text, closed_at timestamptz, verdict text, taken_by text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM app.opening_officer(NULL);
  IF p_kind = 'doubt' THEN
    RETURN QUERY SELECT c.doubt_id, c.raised_at, c.answer_by, l.actor_name, l.actor_place, c.answered_at, c.verdict, c.taken_by
      FROM app.opening_doubts c JOIN app.access_log l ON l.citizen_id = c.citizen_id AND l.log_id = c.log_id
      WHERE (c.answered_at IS NOT NULL) = p_closed
      ORDER BY CASE WHEN p_closed THEN NULL ELSE c.answer_by END, c.raised_at DESC LIMIT least(p_most, 200) OFFSET p_skip;
  ELSE
    RETURN QUERY SELECT o.opening_id, o.opened_at, NULL::date, o.staff_name, coalesce(f.name, o.facility_code), r.at, r.verdict, NULL::text
      FROM app.desk_openings o LEFT JOIN app.opening_reviews r ON r.citizen_id = o.citizen_id AND r.opening_id = o.opening_id
      LEFT JOIN app.facilities f ON f.facility_code = o.facility_code
      WHERE o.kind = 'emergency' AND (r.opening_id IS NOT NULL) = p_closed
      ORDER BY CASE WHEN p_closed THEN NULL ELSE o.opened_at END, o.opened_at DESC LIMIT least(p_most, 200) OFFSET p_skip;
  END IF;
END $$;
--> statement-breakpoint
-- How many wait: doubts, those past their day, emergencies.
CREATE FUNCTION app.count_opening_cases() RETURNS TABLE (doubts integer, overdue integer, emergencies integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.opening_officer(NULL);
  RETURN QUERY SELECT
    (SELECT count(*)::integer FROM app.opening_doubts WHERE answered_at IS NULL),
    (SELECT count(*)::integer FROM app.opening_doubts WHERE answered_at IS NULL
      AND answer_by < (clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date),
    (SELECT count(*)::integer FROM app.desk_openings o WHERE o.kind = 'emergency'
      AND NOT EXISTS (SELECT FROM app.opening_reviews r WHERE r.citizen_id = o.citizen_id AND r.opening_id = o.opening_id));
END $$;
--> statement-breakpoint
-- One doubt with the row of the log that it is about, for the officer who opened it.
CREATE FUNCTION app.doubt_case(p_doubt uuid)
RETURNS TABLE (doubt_id uuid, person text, note text, raised_at timestamptz, answer_by date, taken_at timestamptz, taken_by text,
  answered_at timestamptz, verdict text, answer text, officer_name text, log_id bigint, at timestamptz, actor_kind text, actor_name text,
  actor_place text, purpose text, part text, basis text, reason text, opened_by text, opened_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM app.opening_officer(p_doubt);
  RETURN QUERY SELECT c.doubt_id, i.name, c.note, c.raised_at, c.answer_by, c.taken_at, c.taken_by, c.answered_at, c.verdict, c.answer,
      c.officer_name, l.log_id, l.at, l.actor_kind, l.actor_name, l.actor_place, l.purpose, l.part, l.basis, o.reason, o.staff_name, o.opened_at
    FROM app.opening_doubts c JOIN app.access_log l ON l.citizen_id = c.citizen_id AND l.log_id = c.log_id
    LEFT JOIN app.identities i ON i.citizen_id = c.citizen_id
    LEFT JOIN app.desk_openings o ON o.citizen_id = c.citizen_id AND o.opening_id::text = split_part(l.basis, ':', 2)
    WHERE c.doubt_id = p_doubt;
END $$;
--> statement-breakpoint
-- One emergency opening, and what was read by it.
CREATE FUNCTION app.emergency_case(p_opening uuid)
RETURNS TABLE (opening_id uuid, person text, staff_name text, place text, reason text, opened_at timestamptz, ends_at timestamptz,
  ended_at timestamptz, ended_by text, parts text[], verdict text, verdict_reason text, reviewed_at timestamptz, officer_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM app.opening_officer(p_opening);
  RETURN QUERY SELECT o.opening_id, i.name, o.staff_name, coalesce(f.name, o.facility_code), o.reason, o.opened_at, o.ends_at, o.ended_at,
      o.ended_by, ARRAY(SELECT DISTINCT l.part FROM app.access_log l
        WHERE l.citizen_id = o.citizen_id AND l.basis = 'emergency:' || o.opening_id ORDER BY 1),
      r.verdict, r.reason, r.at, r.officer_name
    FROM app.desk_openings o LEFT JOIN app.identities i ON i.citizen_id = o.citizen_id
    LEFT JOIN app.facilities f ON f.facility_code = o.facility_code
    LEFT JOIN app.opening_reviews r ON r.citizen_id = o.citizen_id AND r.opening_id = o.opening_id
    WHERE o.opening_id = p_opening AND o.kind = 'emergency';
END $$;
--> statement-breakpoint
-- An officer says that they look into it; whoever came first stays.
CREATE FUNCTION app.take_doubt(p_doubt uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
BEGIN
  SELECT * INTO o FROM app.opening_officer(p_doubt);
  UPDATE app.opening_doubts SET taken_at = clock_timestamp(), taken_by = o.staff_name
  WHERE doubt_id = p_doubt AND taken_at IS NULL AND answered_at IS NULL;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- The authority's answer, once; the person is told in the same transaction.
CREATE FUNCTION app.answer_doubt(p_doubt uuid, p_verdict text, p_answer text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  c app.opening_doubts;
BEGIN
  SELECT * INTO o FROM app.opening_officer(p_doubt);
  UPDATE app.opening_doubts SET answered_at = clock_timestamp(), verdict = p_verdict, answer = btrim(p_answer), officer_id = o.staff_id,
    officer_name = o.staff_name, desk_log_id = o.log_id, taken_at = coalesce(taken_at, clock_timestamp()), taken_by = coalesce(taken_by, o.staff_name)
  WHERE doubt_id = p_doubt AND answered_at IS NULL RETURNING * INTO c;
  IF c.doubt_id IS NULL THEN
    RETURN CASE WHEN EXISTS (SELECT FROM app.opening_doubts WHERE doubt_id = p_doubt AND officer_id = o.staff_id
      AND verdict = p_verdict AND answer = btrim(p_answer)) THEN 'done' ELSE 'already' END;
  END IF;
  PERFORM app.tell(c.citizen_id, 'unknown-opening-answered', '/consent/access-log/doubts/' || c.doubt_id, '{}', c.doubt_id::text);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- The authority's verdict on an emergency opening, once; the person is told in the same transaction.
CREATE FUNCTION app.review_emergency(p_opening uuid, p_verdict text, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  whose uuid;
BEGIN
  SELECT * INTO o FROM app.opening_officer(p_opening);
  INSERT INTO app.opening_reviews (citizen_id, opening_id, verdict, reason, officer_id, officer_name, desk_log_id)
  SELECT e.citizen_id, e.opening_id, p_verdict, btrim(p_reason), o.staff_id, o.staff_name, o.log_id
  FROM app.desk_openings e WHERE e.opening_id = p_opening AND e.kind = 'emergency'
  ON CONFLICT DO NOTHING RETURNING citizen_id INTO whose;
  IF whose IS NULL THEN
    RETURN CASE WHEN EXISTS (SELECT FROM app.opening_reviews WHERE opening_id = p_opening AND officer_id = o.staff_id
      AND verdict = p_verdict AND reason = btrim(p_reason)) THEN 'done' ELSE 'already' END;
  END IF;
  PERFORM app.tell(whose, 'emergency-reviewed', '/consent/access-log', '{}', p_opening::text);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Staff who read the history for a visit say of one telling that it is so, or that they see it otherwise. It must be the
-- telling that they read. Answers 'done', or 'changed' when the person has told anew meanwhile.
CREATE FUNCTION app.judge_history(p_entry uuid, p_version integer, p_act text, p_note text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
  who uuid;
  r app.access_log;
  f app.staff;
  last app.history_entries;
BEGIN
  IF field IS NULL OR field[5] IS DISTINCT FROM 'care' THEN
    RAISE EXCEPTION 'no grant for a visit' USING errcode = '42501';
  END IF;
  who := field[6]::uuid;
  SELECT * INTO r FROM app.access_log WHERE citizen_id = who AND log_id = field[4]::bigint;
  SELECT * INTO f FROM app.staff WHERE staff_id = r.actor_id AND r.actor_kind = 'staff' AND r.part = 'history' AND facility_code IS NOT NULL;
  IF f.staff_id IS NULL OR app.basis_of_desk(f.staff_id, who, 'care', 'history') IS NULL THEN
    RAISE EXCEPTION 'no opening of the history for a visit' USING errcode = '42501';
  END IF;
  IF p_act NOT IN ('confirmed', 'disputed') OR p_act = 'disputed' AND coalesce(btrim(p_note), '') = '' THEN
    RAISE EXCEPTION 'no such judgement' USING errcode = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('history ' || who::text, 0));
  SELECT * INTO last FROM app.history_entries WHERE citizen_id = who AND entry_id = p_entry ORDER BY version DESC LIMIT 1;
  IF last.act = p_act AND last.actor_id = f.staff_id AND last.version = p_version + 1 THEN RETURN 'done'; END IF;
  IF last.version IS DISTINCT FROM p_version OR last.act = 'withdrawn' THEN RETURN 'changed'; END IF;
  IF last.version >= 100 THEN RAISE EXCEPTION 'a history has an end' USING errcode = '54000'; END IF;
  INSERT INTO app.history_entries (citizen_id, entry_id, version, topic, answers, standing, confirmed_by, act, judged_by, judge_name, note,
    actor_kind, actor_id, opened_as)
  VALUES (who, p_entry, last.version + 1, last.topic, last.answers,
    CASE p_act WHEN 'confirmed' THEN 'facility-confirmed' ELSE 'self-declared' END,
    CASE p_act WHEN 'confirmed' THEN f.facility_code END, p_act, f.facility_code, f.name, nullif(btrim(left(p_note, 500)), ''),
    'staff', f.staff_id, r.log_id);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Digits and QR of codes that are over are wiped; that they were there stays.
CREATE FUNCTION app.wipe_open_codes() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  wiped integer;
BEGIN
  UPDATE app.open_codes SET code = NULL, token = NULL
  WHERE (code IS NOT NULL OR token IS NOT NULL) AND expires_at < clock_timestamp() - interval '1 hour';
  GET DIAGNOSTICS wiped = ROW_COUNT;
  RETURN wiped;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.living_desk_opening(uuid, uuid, text, text), app.make_open_code(uuid, text, text[], uuid[], text, integer),
  app.withdraw_open_code(uuid), app.end_opening(uuid), app.working_days_after(date, integer), app.doubt_opening(bigint, text, integer),
  app.desk_with(uuid), app.find_by_open_code(text), app.note_find(uuid, text, uuid), app.found_person(text, uuid), app.list_open_at_desk(),
  app.desk_openings_of(uuid), app.open_by_code(uuid, text, text, integer), app.open_emergency(uuid, text, integer),
  app.close_desk_opening(uuid, uuid), app.opening_officer(uuid), app.list_opening_cases(text, boolean, integer, integer),
  app.count_opening_cases(), app.doubt_case(uuid), app.emergency_case(uuid), app.take_doubt(uuid), app.answer_doubt(uuid, text, text),
  app.review_emergency(uuid, text, text), app.judge_history(uuid, integer, text, text), app.wipe_open_codes() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.make_open_code(uuid, text, text[], uuid[], text, integer), app.withdraw_open_code(uuid), app.end_opening(uuid),
  app.doubt_opening(bigint, text, integer), app.find_by_open_code(text), app.note_find(uuid, text, uuid), app.found_person(text, uuid),
  app.list_open_at_desk(), app.desk_openings_of(uuid), app.open_by_code(uuid, text, text, integer), app.open_emergency(uuid, text, integer),
  app.close_desk_opening(uuid, uuid), app.list_opening_cases(text, boolean, integer, integer), app.count_opening_cases(),
  app.doubt_case(uuid), app.emergency_case(uuid), app.take_doubt(uuid), app.answer_doubt(uuid, text, text),
  app.review_emergency(uuid, text, text), app.judge_history(uuid, integer, text, text) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.wipe_open_codes() TO book_worker;
