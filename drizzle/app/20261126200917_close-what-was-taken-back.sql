-- As before; a doctor reads no conversation of a case that its person took back while they had it.
CREATE OR REPLACE FUNCTION app.party_of(p_token text, p_case uuid) RETURNS app.party
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w app.party;
  s app.sessions;
  c app.teleconsult_cases;
  l app.access_log;
  f app.staff;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token);
  IF s.session_id IS NULL THEN w.answer := 'signed-out'; RETURN w; END IF;
  w.session_hash := s.token_hash;
  SELECT * INTO c FROM app.teleconsult_cases x WHERE x.case_id = p_case;
  IF s.realm = 'citizen' THEN
    -- Whose case it is, is told to nobody who has not opened that book.
    SELECT * INTO l FROM app.access_log x WHERE x.citizen_id = c.citizen_id AND x.session_hash = s.token_hash AND x.part = 'teleconsult'
      AND x.at > clock_timestamp() - interval '15 minutes' AND x.xid IS DISTINCT FROM pg_current_xact_id_if_assigned() ORDER BY x.at DESC LIMIT 1;
    IF l.log_id IS NULL THEN w.answer := 'not-open'; RETURN w; END IF;
    IF l.basis <> 'own' AND l.basis IS DISTINCT FROM app.basis_of(s, l.citizen_id, l.purpose, l.part) THEN w.answer := 'not-found'; RETURN w; END IF;
    w.side := 'person';
    w.actor_id := l.actor_id; w.actor_name := l.actor_name; w.opened_as := l.log_id;
    w.may := CASE WHEN c.status NOT IN ('sent', 'reading') THEN 'over'
      WHEN l.purpose = 'own-reading' OR app.writes_for_others(l) THEN 'write' ELSE 'not-taken' END;
  ELSE
    SELECT x.log_id INTO w.opened_as FROM app.desk_log x WHERE x.session_hash = s.token_hash AND x.part = 'teleconsult-case' AND x.about = p_case::text
      AND x.at > clock_timestamp() - interval '15 minutes' AND x.xid IS DISTINCT FROM pg_current_xact_id_if_assigned() ORDER BY x.at DESC LIMIT 1;
    IF w.opened_as IS NULL THEN w.answer := 'not-open'; RETURN w; END IF;
    SELECT * INTO f FROM app.staff x WHERE x.staff_id = s.subject_id AND x.role IN ('clinic', 'station');
    IF f.staff_id IS NULL OR c.case_id IS NULL OR NOT ((c.claimed_by IS NOT DISTINCT FROM f.staff_id AND c.facility_code = f.facility_code AND c.status IN ('reading', 'answered', 'refused'))
      OR (c.status IN ('sent', 'reading') AND EXISTS (SELECT FROM app.teleconsult_referrals r
        WHERE r.citizen_id = c.citizen_id AND r.case_id = c.case_id AND r.staff_id = f.staff_id AND r.from_facility = f.facility_code))) THEN
      w.answer := 'not-found'; RETURN w;
    END IF;
    w.side := 'doctor';
    w.actor_id := f.staff_id; w.actor_name := f.name; w.facility_code := f.facility_code;
    w.may := CASE c.status WHEN 'reading' THEN 'write' WHEN 'sent' THEN 'not-taken' ELSE 'over' END;
  END IF;
  w.citizen_id := c.citizen_id;
  RETURN w;
END $$;
--> statement-breakpoint
-- As before; what a book has for something else is not shown by its id.
CREATE OR REPLACE FUNCTION app.say_in_conversation(p_token text, p_case uuid, p_line uuid, p_said text, p_kind text, p_sealed bytea, p_kid integer, p_wrapped bytea)
RETURNS TABLE (answer text, line_no integer, at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  w app.party;
  added record;
  known record;
BEGIN
  w := app.party_of(p_token, p_case);
  IF w.answer IS NOT NULL THEN RETURN QUERY SELECT w.answer, NULL::integer, NULL::timestamptz; RETURN; END IF;
  IF w.may = 'write' THEN
    IF (SELECT x.last_line FROM app.conversations x WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case) >= 2000 THEN
      RETURN QUERY SELECT 'too-many', NULL::integer, NULL::timestamptz; RETURN;
    END IF;
    -- A photo that this book has for something else is not shown here by its id.
    IF p_sealed IS NOT NULL AND EXISTS (SELECT FROM app.attachments a WHERE a.citizen_id = w.citizen_id AND a.attachment_id = p_line)
      AND NOT EXISTS (SELECT FROM app.conversation_lines l WHERE l.citizen_id = w.citizen_id AND l.case_id = p_case AND l.attachment_id = p_line) THEN
      RETURN QUERY SELECT 'not-found', NULL::integer, NULL::timestamptz; RETURN;
    END IF;
    IF p_sealed IS NOT NULL AND NOT EXISTS (SELECT FROM app.attachments a WHERE a.citizen_id = w.citizen_id AND a.attachment_id = p_line) THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('attachments ' || w.citizen_id::text, 0));
      IF (SELECT count(*) FROM app.attachments a WHERE a.citizen_id = w.citizen_id AND a.shredded_at IS NULL) >= 200
        OR (SELECT count(*) FROM app.attachments a WHERE a.citizen_id = w.citizen_id AND a.added_at > clock_timestamp() - interval '1 day') >= 40 THEN
        RETURN QUERY SELECT 'too-many-photos', NULL::integer, NULL::timestamptz; RETURN;
      END IF;
      INSERT INTO app.attachments (citizen_id, attachment_id, kind, sealed, opened_as)
      VALUES (w.citizen_id, p_line, p_kind, p_sealed, CASE w.side WHEN 'person' THEN w.opened_as END) ON CONFLICT DO NOTHING;
      INSERT INTO app.attachment_keys (citizen_id, attachment_id, kid, wrapped) VALUES (w.citizen_id, p_line, p_kid, p_wrapped) ON CONFLICT DO NOTHING;
    END IF;
    SELECT * INTO added FROM app.add_line(w, p_case, p_line, 'said', p_said, CASE WHEN p_sealed IS NOT NULL THEN p_line END);
    IF added.no IS NOT NULL THEN
      PERFORM app.told_of_line(w, p_case, added.no);
      RETURN QUERY SELECT 'said', added.no, added.said_at; RETURN;
    END IF;
  END IF;
  -- What was said before it ended was said, however late one asks.
  SELECT l.line_no, l.at, l.actor_id INTO known FROM app.conversation_lines l WHERE l.citizen_id = w.citizen_id AND l.case_id = p_case AND l.line_id = p_line;
  IF known.line_no IS NULL THEN
    RETURN QUERY SELECT CASE w.may WHEN 'over' THEN 'closed' ELSE 'not-taken' END, NULL::integer, NULL::timestamptz; RETURN;
  END IF;
  IF known.actor_id <> w.actor_id THEN RETURN QUERY SELECT 'not-found', NULL::integer, NULL::timestamptz; RETURN; END IF;
  RETURN QUERY SELECT 'said', known.line_no, known.at;
END $$;
--> statement-breakpoint
-- As before; only what was kept for this question: whoever may ask for somebody reads no other paper of theirs by its id, and shreds none.
-- Refused: not-theirs, which is not to be shredded.
CREATE OR REPLACE FUNCTION app.attach_to_teleconsult(p_case uuid, p_attachment uuid, p_takes_out boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w record;
  d app.teleconsult_drafts;
BEGIN
  SELECT * INTO w FROM app.teleconsult_asker();
  SELECT * INTO d FROM app.teleconsult_drafts x WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case FOR UPDATE;
  IF NOT p_takes_out AND NOT p_attachment = ANY (coalesce(d.photos, '{}')) AND NOT EXISTS (SELECT FROM app.attachments a
      JOIN app.access_log l ON l.citizen_id = a.citizen_id AND l.log_id = a.opened_as AND l.part = 'teleconsult'
      WHERE a.citizen_id = w.citizen_id AND a.attachment_id = p_attachment AND a.shredded_at IS NULL
        AND NOT EXISTS (SELECT FROM app.teleconsult_drafts x WHERE x.citizen_id = a.citizen_id AND a.attachment_id = ANY (x.photos))
        AND NOT EXISTS (SELECT FROM app.teleconsult_cases x WHERE x.citizen_id = a.citizen_id AND a.attachment_id = ANY (x.photos))
        AND NOT EXISTS (SELECT FROM app.conversation_lines x WHERE x.citizen_id = a.citizen_id AND x.attachment_id = a.attachment_id)) THEN
    RETURN 'not-theirs';
  END IF;
  IF d.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF p_takes_out THEN
    IF p_attachment = ANY (d.photos) THEN PERFORM app.shred_attachment_of(w.citizen_id, p_attachment, w.log_id); END IF;
    UPDATE app.teleconsult_drafts SET photos = array_remove(photos, p_attachment), at = clock_timestamp() WHERE citizen_id = w.citizen_id AND case_id = p_case;
    RETURN NULL;
  END IF;
  IF p_attachment = ANY (d.photos) THEN RETURN NULL; END IF;
  IF cardinality(d.photos) >= 6 THEN RETURN 'too-many-photos'; END IF;
  UPDATE app.teleconsult_drafts SET photos = photos || p_attachment, at = clock_timestamp() WHERE citizen_id = w.citizen_id AND case_id = p_case;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- As before; one dose that was written twice does not hold up those after it.
CREATE OR REPLACE FUNCTION app.note_desk_dose(p_dose uuid, p_version integer, p_filing text, p_citizen uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  x app.desk_doses;
  is_theirs boolean;
BEGIN
  SELECT * INTO x FROM app.desk_doses WHERE dose_id = p_dose FOR UPDATE;
  IF x.dose_id IS NULL OR p_version < x.filed_version OR (x.filed_version = p_version AND x.filing = p_filing) THEN RETURN false; END IF;
  -- Written twice at one session, by number and without one, it stays under what it was written for: the book has it from the warehouse.
  is_theirs := NOT x.is_known AND p_citizen IS NOT NULL AND NOT EXISTS (SELECT FROM app.desk_doses o WHERE o.citizen_id = p_citizen
    AND o.session_id = x.session_id AND o.vaccine_code = x.vaccine_code AND o.undone_at IS NULL AND x.undone_at IS NULL AND o.dose_id <> p_dose);
  UPDATE app.desk_doses SET filed_version = p_version, filing = p_filing, filed_at = clock_timestamp(),
    citizen_id = CASE WHEN is_theirs THEN p_citizen ELSE x.citizen_id END, is_known = x.is_known OR is_theirs
  WHERE dose_id = p_dose;
  IF is_theirs THEN
    -- The child that was there without a number is this person; unless they stand on the same list already.
    UPDATE app.vaccination_people v SET citizen_id = p_citizen, is_known = true WHERE v.citizen_id = x.citizen_id AND v.session_id = x.session_id
      AND NOT EXISTS (SELECT FROM app.vaccination_people o WHERE o.citizen_id = p_citizen AND o.session_id = v.session_id);
  END IF;
  UPDATE app.due_people SET stale_at = clock_timestamp() WHERE citizen_id = coalesce(p_citizen, x.citizen_id);
  RETURN true;
END $$;
--> statement-breakpoint
-- As before; who was invited is received as they were invited, though they have moved to another ward since.
CREATE OR REPLACE FUNCTION app.receive_at_vaccination(p_session uuid, p_citizen uuid, p_name text, p_born text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  v app.vaccination_people;
  p app.due_people;
  why text;
BEGIN
  SELECT * INTO o FROM app.own_vaccination(p_session);
  why := app.vaccination_goes_on(o.n);
  IF why IS NOT NULL THEN RETURN why; END IF;
  SELECT * INTO p FROM app.due_people x WHERE x.citizen_id = p_citizen AND x.ward_code = o.ward_code;
  IF p.citizen_id IS NULL AND NOT EXISTS (SELECT FROM app.vaccination_people x WHERE x.session_id = p_session AND x.citizen_id = p_citizen)
    AND NOT EXISTS (SELECT FROM app.person_finds f WHERE f.citizen_id = p_citizen AND f.staff_id = o.staff_id AND f.at > clock_timestamp() - interval '12 hours') THEN
    RAISE EXCEPTION 'nobody whom this station knows' USING errcode = '42501';
  END IF;
  SELECT * INTO v FROM app.vaccination_people x WHERE x.session_id = p_session AND x.citizen_id = p_citizen FOR UPDATE;
  IF v.citizen_id IS NULL THEN
    INSERT INTO app.vaccination_people (citizen_id, session_id, is_known, name, born, sex, phone, status, came_at)
    VALUES (p_citizen, p_session, true, coalesce(p.name, left(p_name, 255)), coalesce(p.birth_date::text, p_born), coalesce(p.sex, 'undetermined'), p.phone, 'came', clock_timestamp())
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN NULL; END IF;
  ELSE
    IF v.status <> 'invited' THEN RETURN NULL; END IF;
    UPDATE app.vaccination_people x SET status = 'came', came_at = clock_timestamp(), version = version + 1 WHERE x.session_id = p_session AND x.citizen_id = p_citizen;
  END IF;
  PERFORM app.log_vaccination(p_session, p_citizen, o.facility_code, 'came', o.staff_id, o.staff_name, '{}');
  RETURN NULL;
END $$;
