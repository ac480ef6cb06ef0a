-- As before, in a form that Postgres writes into the statements that ask it.
CREATE OR REPLACE FUNCTION app.treats_from_afar(p_profession text, p_licence text, p_role text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(p_licence ~ '[0-9]' AND (p_profession = 'doctor' OR (p_profession = 'assistant-doctor' AND p_role = 'station')), false)
$$;
--> statement-breakpoint
-- Who takes part, of many at once and in one statement. `n` is their place among those who asked. On the person's side the person and whoever may
-- ask for them; on the doctor's whoever has the case, and whoever handed it on while it is open. All under an opening of the last quarter of an
-- hour that is durable, by a right that stands now. `answer` is null for them, else why not; `may` is whether they write now.
CREATE FUNCTION app.parties_of(p_tokens text[], p_cases uuid[]) RETURNS TABLE (n integer, case_id uuid, w app.party)
LANGUAGE plpgsql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE recently timestamptz := clock_timestamp() - interval '15 minutes';
BEGIN
  RETURN QUERY
  SELECT q.n::integer, q.case_id, (why.answer, CASE WHEN why.answer IS NULL THEN c.citizen_id END, CASE s.realm WHEN 'citizen' THEN 'person' ELSE 'doctor' END,
    coalesce((b.l).actor_id, f.staff_id), CASE s.realm WHEN 'citizen' THEN (b.l).actor_name ELSE f.name END, f.facility_code, coalesce((b.l).log_id, d.log_id),
    s.token_hash, CASE WHEN c.status NOT IN ('sent', 'reading') THEN 'over'
      WHEN s.realm <> 'citizen' THEN CASE c.status WHEN 'reading' THEN 'write' ELSE 'not-taken' END
      WHEN (b.l).purpose = 'own-reading' OR app.writes_for_others(b.l) THEN 'write' ELSE 'not-taken' END)::app.party
  FROM unnest(p_tokens, p_cases) WITH ORDINALITY q (token, case_id, n)
  LEFT JOIN app.sessions s ON s.token_hash = sha256(convert_to(q.token, 'UTF8')) AND s.ends_at > clock_timestamp() AND s.lasts_until > clock_timestamp()
  LEFT JOIN app.teleconsult_cases c ON c.case_id = q.case_id
  LEFT JOIN app.staff f ON f.staff_id = s.subject_id AND s.realm = 'staff' AND f.role IN ('clinic', 'station')
    AND app.treats_from_afar(f.profession, f.practice_licence, f.role)
  -- Whose case it is, is told to nobody who has not opened that book.
  LEFT JOIN LATERAL (SELECT l FROM app.access_log l
    WHERE s.realm = 'citizen' AND l.session_hash = s.token_hash AND l.citizen_id = c.citizen_id AND l.part = 'teleconsult'
      AND l.at > recently AND l.xid IS DISTINCT FROM pg_current_xact_id_if_assigned() ORDER BY l.at DESC NULLS LAST LIMIT 1) b ON true
  LEFT JOIN LATERAL (SELECT l.log_id FROM app.desk_log l
    WHERE s.realm <> 'citizen' AND l.session_hash = s.token_hash AND l.part = 'teleconsult-case' AND l.about = q.case_id::text
      AND l.at > recently AND l.xid IS DISTINCT FROM pg_current_xact_id_if_assigned() ORDER BY l.at DESC NULLS LAST LIMIT 1) d ON true
  CROSS JOIN LATERAL (SELECT CASE WHEN s.session_id IS NULL THEN 'signed-out'
    WHEN coalesce((b.l).log_id, d.log_id) IS NULL THEN 'not-open'
    WHEN s.realm = 'citizen' THEN CASE WHEN (b.l).basis <> 'own'
      AND (b.l).basis IS DISTINCT FROM app.basis_of(s, (b.l).citizen_id, (b.l).purpose, (b.l).part) THEN 'not-found' END
    WHEN f.facility_code = c.facility_code AND f.staff_id = c.claimed_by AND c.status IN ('reading', 'answered', 'refused') THEN NULL
    WHEN f.staff_id IS NOT NULL AND c.status IN ('sent', 'reading') AND EXISTS (SELECT FROM app.teleconsult_referrals r
      WHERE r.citizen_id = c.citizen_id AND r.case_id = c.case_id AND r.staff_id = f.staff_id AND r.from_facility = f.facility_code) THEN NULL
    ELSE 'not-found' END AS answer) why;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.parties_of(text[], uuid[]) FROM PUBLIC;
--> statement-breakpoint
-- The same of one alone.
CREATE OR REPLACE FUNCTION app.party_of(p_token text, p_case uuid) RETURNS app.party
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.w FROM app.parties_of(ARRAY[p_token], ARRAY[p_case]) p
$$;
--> statement-breakpoint
-- Says words of one moment, each under its sender's own session, in one step: checked, numbered and answered as if they had come one after another.
-- Answers as app.say_in_conversation. Conversations are locked in one order, so that two that write do not wait for each other.
CREATE FUNCTION app.say_words(p_words jsonb) RETURNS TABLE (n integer, answer text, line_no integer, at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  tokens text[];
  cases uuid[];
  ids uuid[];
  words text[];
  parties app.party[];
  writing uuid[];
BEGIN
  SELECT array_agg(q.token ORDER BY q.n), array_agg(q.case_id ORDER BY q.n), array_agg(q.id ORDER BY q.n), array_agg(q.said ORDER BY q.n)
  INTO tokens, cases, ids, words FROM ROWS FROM (jsonb_to_recordset(p_words) AS (token text, "caseId" uuid, "lineId" uuid, said text))
    WITH ORDINALITY q (token, case_id, id, said, n) WHERE q.n <= 500;
  SELECT array_agg(p.w ORDER BY p.n) INTO parties FROM app.parties_of(tokens, cases) p;
  writing := ARRAY(SELECT DISTINCT p.case_id FROM unnest(parties, cases) p (answer, citizen_id, side, actor_id, actor_name, facility_code, opened_as, session_hash,
    may, case_id) WHERE p.answer IS NULL AND p.may = 'write' ORDER BY p.case_id);
  INSERT INTO app.conversations (citizen_id, case_id) SELECT c.citizen_id, c.case_id FROM app.teleconsult_cases c
  WHERE c.case_id = ANY (writing) AND NOT EXISTS (SELECT FROM app.conversations v WHERE v.case_id = c.case_id) ORDER BY c.case_id ON CONFLICT DO NOTHING;
  PERFORM FROM app.conversations v WHERE v.case_id = ANY (writing) ORDER BY v.case_id FOR UPDATE;
  WITH asked AS (
    SELECT p.* FROM unnest(parties, cases, ids, words) WITH ORDINALITY
      p (answer, citizen_id, side, actor_id, actor_name, facility_code, opened_as, session_hash, may, case_id, line_id, said, n)
    WHERE p.answer IS NULL AND p.may = 'write'
  ), unsaid AS (
    SELECT DISTINCT ON (a.case_id, a.line_id) a.* FROM asked a WHERE NOT EXISTS (SELECT FROM app.conversation_lines l
      WHERE l.citizen_id = a.citizen_id AND l.case_id = a.case_id AND l.line_id = a.line_id) ORDER BY a.case_id, a.line_id, a.n
  ), numbered AS (
    SELECT u.*, v.last_line + row_number() OVER (PARTITION BY u.case_id ORDER BY u.n) AS no
    FROM unsaid u JOIN app.conversations v ON v.citizen_id = u.citizen_id AND v.case_id = u.case_id
  ), added AS (
    INSERT INTO app.conversation_lines AS l (citizen_id, case_id, line_no, line_id, what, side, actor_id, actor_name, facility_code, said, opened_as)
    SELECT u.citizen_id, u.case_id, u.no, u.line_id, 'said', u.side, u.actor_id, u.actor_name, u.facility_code, u.said, u.opened_as
    FROM numbered u WHERE u.no <= 2000 ORDER BY u.case_id, u.no RETURNING l.citizen_id, l.case_id, l.line_no
  )
  UPDATE app.conversations v SET last_line = m.last_line
  FROM (SELECT a.citizen_id, a.case_id, max(a.line_no) AS last_line FROM added a GROUP BY a.citizen_id, a.case_id) m
  WHERE v.citizen_id = m.citizen_id AND v.case_id = m.case_id;
  PERFORM app.told_of_words(parties, cases, ids);
  RETURN QUERY
  SELECT p.n::integer, CASE WHEN p.answer IS NOT NULL THEN p.answer WHEN l.actor_id = p.actor_id THEN 'said' WHEN l.actor_id IS NOT NULL THEN 'not-found'
      WHEN p.may = 'write' THEN 'too-many' WHEN p.may = 'over' THEN 'closed' ELSE 'not-taken' END,
    CASE WHEN l.actor_id = p.actor_id THEN l.line_no END, CASE WHEN l.actor_id = p.actor_id THEN l.at END
  FROM unnest(parties, cases, ids) WITH ORDINALITY p (answer, citizen_id, side, actor_id, actor_name, facility_code, opened_as, session_hash, may, case_id, line_id, n)
  -- What was said before it ended was said, however late one asks.
  LEFT JOIN app.conversation_lines l ON l.citizen_id = p.citizen_id AND l.case_id = p.case_id AND l.line_id = p.line_id;
END $$;
--> statement-breakpoint
-- As app.told_of_line, of many: a doctor who writes keeps the case; the first line of theirs that the person has not read brings a message.
CREATE FUNCTION app.told_of_words(parties app.party[], p_cases uuid[], p_lines uuid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.teleconsult_cases c SET claim_until = clock_timestamp() + interval '30 minutes'
  FROM unnest(parties, p_cases) p (answer, citizen_id, side, actor_id, actor_name, facility_code, opened_as, session_hash, may, case_id)
  WHERE p.answer IS NULL AND p.may = 'write' AND p.side = 'doctor' AND c.citizen_id = p.citizen_id AND c.case_id = p.case_id
    AND c.status = 'reading' AND c.claimed_by = p.actor_id AND c.claim_until < clock_timestamp() + interval '25 minutes';
  PERFORM app.tell(f.citizen_id, 'teleconsult-said', '/teleconsult/' || f.case_id, jsonb_build_object('facility', f.facility_code), f.case_id || ' ' || f.line_no)
  FROM (SELECT p.citizen_id, p.case_id, p.facility_code, min(l.line_no) AS line_no
    FROM unnest(parties, p_cases, p_lines) p (answer, citizen_id, side, actor_id, actor_name, facility_code, opened_as, session_hash, may, case_id, line_id)
    JOIN app.conversation_lines l ON l.citizen_id = p.citizen_id AND l.case_id = p.case_id AND l.line_id = p.line_id AND l.actor_id = p.actor_id
    WHERE p.answer IS NULL AND p.may = 'write' AND p.side = 'doctor' GROUP BY p.citizen_id, p.case_id, p.facility_code) f,
    LATERAL (SELECT coalesce(max(r.line_no), 0) AS read FROM app.conversation_reads r WHERE r.citizen_id = f.citizen_id AND r.case_id = f.case_id AND r.side = 'person') r
  WHERE f.line_no > r.read AND NOT EXISTS (SELECT FROM app.conversation_lines l WHERE l.citizen_id = f.citizen_id AND l.case_id = f.case_id
    AND l.line_no > r.read AND l.line_no < f.line_no AND l.side = 'doctor');
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.say_words(jsonb), app.told_of_words(app.party[], uuid[], uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.say_words(jsonb) TO book_web;
--> statement-breakpoint
-- As before, in one statement for all: lines after one, the last there are, or those before one; how far the other side has read; who sits in a call.
-- Each by its own session and in its own right.
CREATE OR REPLACE FUNCTION app.hear_conversations(p_asked jsonb, p_most integer) RETURNS TABLE (n integer, answer text, heard jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  tokens text[];
  cases uuid[];
  after_no integer[];
  before_no integer[];
  most integer := least(p_most, 200);
BEGIN
  SELECT array_agg(q.token ORDER BY q.n), array_agg(q.case_id ORDER BY q.n), array_agg(q.after_no ORDER BY q.n), array_agg(q.before_no ORDER BY q.n)
  INTO tokens, cases, after_no, before_no FROM ROWS FROM (jsonb_to_recordset(p_asked) AS (token text, "caseId" uuid, after integer, before integer))
    WITH ORDINALITY q (token, case_id, after_no, before_no, n) WHERE q.n <= 500;
  RETURN QUERY
  SELECT p.n, coalesce((p.w).answer, 'heard'), CASE WHEN (p.w).answer IS NULL THEN jsonb_build_object('last', t.last, 'first', t.from_no + 1, 'may', (p.w).may,
    'lines', coalesce((SELECT jsonb_agg(jsonb_build_object('no', l.line_no, 'id', l.line_id, 'what', l.what, 'side', l.side, 'own', l.actor_id = (p.w).actor_id,
        'name', l.actor_name, 'facilityCode', l.facility_code, 'said', l.said, 'at', l.at, 'photo', CASE WHEN l.attachment_id IS NOT NULL THEN
          (SELECT jsonb_build_object('id', a.attachment_id, 'kind', a.kind) FROM app.attachments a WHERE a.citizen_id = l.citizen_id AND a.attachment_id = l.attachment_id) END)
        ORDER BY l.line_no)
      FROM app.conversation_lines l WHERE l.citizen_id = (p.w).citizen_id AND l.case_id = p.case_id AND l.line_no > t.from_no
        AND l.line_no <= least(t.from_no + most, t.until_no)), '[]'),
    'read', (SELECT jsonb_build_object('no', r.line_no, 'at', r.at) FROM app.conversation_reads r
      WHERE r.citizen_id = (p.w).citizen_id AND r.case_id = p.case_id AND r.side <> (p.w).side ORDER BY r.line_no DESC LIMIT 1),
    'calling', coalesce((SELECT jsonb_agg(DISTINCT s.side) FROM app.video_calls c JOIN app.call_seats s ON s.citizen_id = c.citizen_id AND s.call_id = c.call_id
      WHERE c.case_id = p.case_id AND c.ended_at IS NULL AND s.left_at IS NULL AND s.seen_at > clock_timestamp() - interval '1 minute'), '[]')) END
  FROM app.parties_of(tokens, cases) p
  LEFT JOIN app.conversations v ON v.citizen_id = (p.w).citizen_id AND v.case_id = p.case_id
  CROSS JOIN LATERAL (SELECT coalesce(v.last_line, 0) AS last, coalesce(before_no[p.n] - 1, v.last_line, 0) AS until_no,
    coalesce(after_no[p.n], greatest(coalesce(before_no[p.n] - 1, v.last_line, 0) - most, 0)) AS from_no) t;
END $$;
--> statement-breakpoint
DROP FUNCTION app.heard(app.party, uuid, integer, integer, integer);
