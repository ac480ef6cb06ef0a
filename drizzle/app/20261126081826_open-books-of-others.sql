ALTER TABLE app.messages ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.messages FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY read_granted ON app.messages FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
GRANT SELECT ON app.messages TO book_web;
--> statement-breakpoint
-- Tells a citizen something. For functions of the database alone, in the transaction of what it tells of; the same thing
-- (`p_once`) is told once.
CREATE FUNCTION app.tell(p_citizen uuid, p_kind text, p_link text, p_values jsonb, p_once text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  told bigint;
BEGIN
  IF p_kind !~ '^[a-z][a-z-]{0,39}$' OR p_link !~ '^/[a-z0-9/?=&#-]{0,200}$' THEN
    RAISE EXCEPTION 'a message has a kind and a page' USING errcode = '22023';
  END IF;
  INSERT INTO app.messages (citizen_id, kind, link, "values", once) VALUES (p_citizen, p_kind, p_link, coalesce(p_values, '{}'), p_once)
  ON CONFLICT (citizen_id, kind, once) WHERE once IS NOT NULL DO NOTHING
  RETURNING message_id INTO told;
  RETURN told;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.tell(uuid, text, text, jsonb, text) FROM PUBLIC;
--> statement-breakpoint
-- By what right a citizen may open a part of somebody else's book, or nothing.
CREATE FUNCTION app.basis_of_relation(p_actor uuid, p_citizen uuid, p_purpose text, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT NULL::text $$;
--> statement-breakpoint
-- By what right a member of staff may open a part of somebody's book, or nothing.
CREATE FUNCTION app.basis_of_desk(p_staff uuid, p_citizen uuid, p_purpose text, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT NULL::text $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.basis_of_relation(uuid, uuid, text, text), app.basis_of_desk(uuid, uuid, text, text) FROM PUBLIC;
--> statement-breakpoint
-- By what right a session may open a part of a book for a purpose, or nothing: one's own at assurance level 2, somebody
-- else's by a relation, anybody's at a desk. Asked at the opening and again for every grant.
CREATE FUNCTION app.basis_of(s app.sessions, p_citizen uuid, p_purpose text, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE
    WHEN p_part IS NULL OR p_part !~ '^[a-z][a-z-]{0,39}$' OR p_purpose IS NULL OR p_citizen IS NULL THEN NULL
    WHEN s.realm = 'staff' THEN app.basis_of_desk(s.subject_id, p_citizen, p_purpose, p_part)
    WHEN s.realm <> 'citizen' OR s.assurance IS NULL OR s.assurance < 2 THEN NULL
    WHEN s.subject_id = p_citizen THEN CASE WHEN p_purpose = 'own-reading' THEN 'own' END
    ELSE app.basis_of_relation(s.subject_id, p_citizen, p_purpose, p_part)
  END
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.basis_of(app.sessions, uuid, text, text) FROM PUBLIC;
--> statement-breakpoint
-- As before, for whoever has a right to it.
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
      SELECT f.name, coalesce(c.name, f.facility_code) INTO who, place
      FROM app.staff f LEFT JOIN app.facilities c ON c.code = f.facility_code WHERE f.staff_id = s.subject_id;
    END IF;
    INSERT INTO app.access_log (citizen_id, actor_kind, actor_id, actor_name, actor_place, session_hash, purpose, part, basis)
    VALUES (p_citizen, s.realm, s.subject_id, coalesce(who, ''), place, h, p_purpose, p_part, right_to)
    RETURNING app.access_log.log_id INTO row_id;
  END IF;
  RETURN QUERY SELECT row_id, NULL::text;
END $$;
--> statement-breakpoint
-- As before; a right that ended since the opening gives no grant any more.
CREATE OR REPLACE FUNCTION app.grant_for(p_token text, p_citizen uuid, p_log bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s app.sessions;
  r app.access_log;
  h bytea := app.hash_of(p_token);
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
  RETURN guard.sign(concat_ws('|', (SELECT max(kid) FROM guard.keys), 'citizens',
    extract(epoch FROM clock_timestamp())::bigint + 60, r.log_id, r.purpose, r.citizen_id,
    (SELECT string_agg(o.encounter_id::text, ',') FROM app.private_openings o
      WHERE o.citizen_id = r.citizen_id AND o.session_hash = h AND o.xid IS DISTINCT FROM pg_current_xact_id_if_assigned())));
END $$;
