-- As before; and what the licence to practise of a member of staff says, anew at each sign-in: without it there, it has ended.
DROP FUNCTION app.meet_staff(text, text, text, text, text, text);
--> statement-breakpoint
CREATE FUNCTION app.meet_staff(p_subject text, p_username text, p_name text, p_title text, p_role text, p_facility text, p_profession text DEFAULT NULL,
  p_licence text DEFAULT NULL) RETURNS uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.staff (subject, username, name, title, role, facility_code, profession, practice_licence)
  VALUES (p_subject, left(p_username, 100), left(p_name, 255), left(p_title, 100), p_role, left(p_facility, 10), p_profession, nullif(btrim(p_licence), ''))
  ON CONFLICT (subject) DO UPDATE SET username = excluded.username, name = excluded.name, title = excluded.title, role = excluded.role,
    facility_code = excluded.facility_code, profession = excluded.profession, practice_licence = excluded.practice_licence, seen_at = clock_timestamp()
  RETURNING staff_id
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.meet_staff(text, text, text, text, text, text, text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.meet_staff(text, text, text, text, text, text, text, text) TO book_web;
--> statement-breakpoint
-- Who answers from afar: a doctor, or an assistant doctor (y sỹ) of a commune station, with a licence to practise (Law 15/2023/QH15, article 26,
-- names both among those who need one). Whether an assistant doctor may do so from afar is ours, of 26 November 2026: see lib/teleconsult/README.md.
CREATE FUNCTION app.treats_from_afar(p_profession text, p_licence text, p_role text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(p_licence ~ '[0-9]' AND (p_profession = 'doctor' OR (p_profession = 'assistant-doctor' AND p_role = 'station')), false)
$$;
--> statement-breakpoint
-- Whether whoever works at this desk may take questions and answer them.
CREATE FUNCTION app.may_answer_from_afar() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM guard.desk() d JOIN app.staff f ON f.staff_id = d.staff_id AND app.treats_from_afar(f.profession, f.practice_licence, f.role))
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.treats_from_afar(text, text, text), app.may_answer_from_afar() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.may_answer_from_afar() TO book_web;
--> statement-breakpoint
-- As before; and nothing once their licence has ended.
CREATE OR REPLACE FUNCTION app.held_teleconsult() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.case_id FROM guard.desk() d JOIN app.teleconsult_cases c ON c.case_id = CASE WHEN d.part = 'teleconsult-case' AND d.about ~ '^[0-9a-f-]{36}$' THEN d.about::uuid END
    AND c.claimed_by = d.staff_id AND c.facility_code = d.facility_code
  JOIN app.staff f ON f.staff_id = d.staff_id AND app.treats_from_afar(f.profession, f.practice_licence, f.role)
  WHERE c.status IN ('reading', 'answered', 'refused')
$$;
--> statement-breakpoint
-- As before; and nothing once their licence has ended.
CREATE OR REPLACE FUNCTION app.teleconsult_basis(p_staff uuid, p_citizen uuid, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'teleconsult:' || c.case_id FROM app.teleconsult_cases c
  JOIN app.staff f ON f.staff_id = p_staff AND f.facility_code = c.facility_code AND f.role IN ('clinic', 'station')
    AND app.treats_from_afar(f.profession, f.practice_licence, f.role)
  JOIN app.teleconsult_shares s ON s.citizen_id = c.citizen_id AND s.case_id = c.case_id AND s.ended_at IS NULL AND p_part = ANY (s.parts)
  WHERE c.citizen_id = p_citizen AND c.claimed_by = p_staff AND c.status = 'reading'
  ORDER BY c.claimed_at DESC LIMIT 1
$$;
--> statement-breakpoint
-- As before. Refused as well: licence.
CREATE OR REPLACE FUNCTION app.claim_teleconsult(p_case uuid) RETURNS TABLE (refusal text, by_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  w record;
  c app.teleconsult_cases;
BEGIN
  SELECT * INTO w FROM app.teleconsult_desk();
  IF NOT app.may_answer_from_afar() THEN RETURN QUERY SELECT 'licence'::text, NULL::text; RETURN; END IF;
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
-- As before; on the doctor's side whoever may answer from afar.
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
    SELECT * INTO f FROM app.staff x WHERE x.staff_id = s.subject_id AND x.role IN ('clinic', 'station') AND app.treats_from_afar(x.profession, x.practice_licence, x.role);
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
