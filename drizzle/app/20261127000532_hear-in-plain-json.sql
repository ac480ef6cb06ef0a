DROP FUNCTION app.hear_conversations(jsonb, integer);
--> statement-breakpoint
-- As before, answered as plain JSON: nobody asks for a part of it, and making it costs half as much.
CREATE FUNCTION app.hear_conversations(p_asked jsonb, p_most integer) RETURNS TABLE (n integer, answer text, heard json)
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
  SELECT p.n, coalesce((p.w).answer, 'heard'), CASE WHEN (p.w).answer IS NULL THEN json_build_object('last', t.last, 'first', t.from_no + 1, 'may', (p.w).may,
    'lines', coalesce((SELECT json_agg(json_build_object('no', l.line_no, 'id', l.line_id, 'what', l.what, 'side', l.side, 'own', l.actor_id = (p.w).actor_id,
        'name', l.actor_name, 'facilityCode', l.facility_code, 'said', l.said, 'at', l.at, 'photo', CASE WHEN l.attachment_id IS NOT NULL THEN
          (SELECT json_build_object('id', a.attachment_id, 'kind', a.kind) FROM app.attachments a WHERE a.citizen_id = l.citizen_id AND a.attachment_id = l.attachment_id) END)
        ORDER BY l.line_no)
      FROM app.conversation_lines l WHERE l.citizen_id = (p.w).citizen_id AND l.case_id = p.case_id AND l.line_no > t.from_no
        AND l.line_no <= least(t.from_no + most, t.until_no)), '[]'),
    'read', (SELECT json_build_object('no', r.line_no, 'at', r.at) FROM app.conversation_reads r
      WHERE r.citizen_id = (p.w).citizen_id AND r.case_id = p.case_id AND r.side <> (p.w).side ORDER BY r.line_no DESC LIMIT 1),
    'calling', coalesce((SELECT json_agg(DISTINCT s.side) FROM app.video_calls c JOIN app.call_seats s ON s.citizen_id = c.citizen_id AND s.call_id = c.call_id
      WHERE c.case_id = p.case_id AND c.ended_at IS NULL AND s.left_at IS NULL AND s.seen_at > clock_timestamp() - interval '1 minute'), '[]')) END
  FROM app.parties_of(tokens, cases) p
  LEFT JOIN app.conversations v ON v.citizen_id = (p.w).citizen_id AND v.case_id = p.case_id
  CROSS JOIN LATERAL (SELECT coalesce(v.last_line, 0) AS last, coalesce(before_no[p.n] - 1, v.last_line, 0) AS until_no,
    coalesce(after_no[p.n], greatest(coalesce(before_no[p.n] - 1, v.last_line, 0) - most, 0)) AS from_no) t;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.hear_conversations(jsonb, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.hear_conversations(jsonb, integer) TO book_web;
