-- As before; and who helps somebody at a station may book for them: `app.helper_basis` opens that part.
CREATE OR REPLACE FUNCTION app.find_session(p_token text, p_realm text)
RETURNS TABLE (session_id uuid, subject_id uuid, assurance integer, name text, role text, title text, facility_code text,
  book_of uuid, book_name text, book_kind text, book_role text, book_scopes text, book_private boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  s app.sessions;
  r app.relations;
  x app.helper_sessions;
  given text;
  opens_private boolean;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token) WHERE realm = p_realm;
  IF s.session_id IS NULL THEN RETURN; END IF;
  IF s.seen_at < clock_timestamp() - interval '1 minute' THEN
    UPDATE app.sessions SET seen_at = clock_timestamp(), ends_at = clock_timestamp() + app.idle_limit(p_realm)
    WHERE token_hash = s.token_hash;
  END IF;
  IF p_realm = 'citizen' THEN
    IF s.book_of IS NOT NULL THEN
      SELECT * INTO r FROM app.relations_between(s.subject_id, s.book_of, clock_timestamp()) LIMIT 1;
      SELECT string_agg(DISTINCT one, ','), bool_or(app.relation_covers(b, 'private', clock_timestamp())) INTO given, opens_private
      FROM app.relations_between(s.subject_id, s.book_of, clock_timestamp()) b, unnest(b.scopes) one;
    END IF;
    RETURN QUERY SELECT s.session_id, s.subject_id, s.assurance, i.name, NULL::text, NULL::text, NULL::text,
      s.book_of, coalesce(r.citizen_name, (SELECT max(o.citizen_name) FROM app.relations o WHERE o.citizen_id = s.book_of AND o.actor_id = s.subject_id)),
      r.kind, r.role, given, opens_private
      FROM app.identities i WHERE i.citizen_id = s.subject_id;
  ELSE
    SELECT * INTO x FROM app.helper_sessions WHERE session_hash = s.token_hash AND ended_at IS NULL;
    RETURN QUERY SELECT s.session_id, s.subject_id, s.assurance, f.name, f.role, f.title, f.facility_code,
      x.citizen_id, x.citizen_name, CASE WHEN x.ends_at > clock_timestamp() THEN 'helper' END,
      CASE WHEN x.help_id IS NOT NULL THEN 'helper' END, 'record,booking', false
      FROM app.staff f WHERE f.staff_id = s.subject_id;
  END IF;
END $$;
