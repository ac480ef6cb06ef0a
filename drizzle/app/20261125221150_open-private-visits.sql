-- The citizens whose rows this transaction may see. A grant of citizens has six fields, or seven when private visits are open.
CREATE OR REPLACE FUNCTION guard.granted() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF cardinality(field) IN (6, 7) THEN RETURN string_to_array(field[6], ',')::uuid[]; END IF;
  RETURN '{}';
EXCEPTION WHEN data_exception THEN
  RETURN '{}';
END $$;
--> statement-breakpoint
-- The private visits that were opened for this grant: of those citizens, nobody else's.
CREATE OR REPLACE FUNCTION guard.opened() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF cardinality(field) = 7 THEN RETURN string_to_array(field[7], ',')::uuid[]; END IF;
  RETURN '{}';
EXCEPTION WHEN data_exception THEN
  RETURN '{}';
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.opened() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION guard.opened() TO book_web, book_worker;
--> statement-breakpoint
ALTER TABLE app.private_openings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.private_openings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Opens a private visit for this session alone, with a row in the book's log at each opening. It is for the owner: whoever
-- reads somebody else's book needs a leave of its own, which has no line here yet. The caller must COMMIT before a grant
-- covers the visit. Whether the book has such a visit is for the warehouse to know: an id that is not there shows nothing.
CREATE FUNCTION app.open_private(p_token text, p_citizen uuid, p_encounter uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s app.sessions;
  h bytea := app.hash_of(p_token);
BEGIN
  PERFORM set_config('synchronous_commit', 'on', true);
  SELECT * INTO s FROM app.living_session(p_token);
  IF s.session_id IS NULL THEN
    PERFORM app.note_refusal(p_token, 'opening-without-session', 'private-encounter');
    RETURN 'signed-out';
  END IF;
  IF s.realm <> 'citizen' OR s.subject_id IS DISTINCT FROM p_citizen OR s.assurance IS NULL OR s.assurance < 2
    OR p_encounter IS NULL THEN
    PERFORM app.note_refusal(p_token, 'opening-refused', p_citizen::text);
    RETURN 'not-allowed';
  END IF;
  -- A grant names every visit that is open, so there is an end to them.
  IF (SELECT count(*) FROM app.private_openings o WHERE o.citizen_id = p_citizen AND o.session_hash = h) >= 50 THEN
    RETURN 'too-many-private';
  END IF;
  INSERT INTO app.private_openings (citizen_id, session_hash, encounter_id) VALUES (p_citizen, h, p_encounter)
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    INSERT INTO app.access_log (citizen_id, actor_kind, actor_id, actor_name, session_hash, purpose, part)
    VALUES (p_citizen, 'citizen', s.subject_id,
      coalesce((SELECT name FROM app.identities WHERE citizen_id = s.subject_id), ''), h, 'own-reading', 'private-encounter');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Closes again what this session opened.
CREATE FUNCTION app.close_private(p_token text, p_citizen uuid, p_encounter uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.private_openings
  WHERE citizen_id = p_citizen AND session_hash = app.hash_of(p_token) AND encounter_id = p_encounter;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- As before, and with the private visits that this session has opened.
CREATE OR REPLACE FUNCTION app.grant_for(p_token text, p_citizen uuid, p_log bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r app.access_log;
  h bytea := app.hash_of(p_token);
BEGIN
  PERFORM FROM app.living_session(p_token);
  IF NOT FOUND THEN RAISE EXCEPTION 'no session' USING errcode = '28000'; END IF;
  SELECT * INTO r FROM app.access_log WHERE citizen_id = p_citizen AND log_id = p_log AND session_hash = h;
  IF NOT FOUND OR r.xid = pg_current_xact_id_if_assigned() THEN
    RAISE EXCEPTION 'no committed opening' USING errcode = '42501';
  END IF;
  IF r.at < clock_timestamp() - interval '15 minutes' THEN
    RAISE EXCEPTION 'the opening is too old' USING errcode = '42501';
  END IF;
  RETURN guard.sign(concat_ws('|', (SELECT max(kid) FROM guard.keys), 'citizens',
    extract(epoch FROM clock_timestamp())::bigint + 60, r.log_id, r.purpose, r.citizen_id,
    (SELECT string_agg(o.encounter_id::text, ',') FROM app.private_openings o
      WHERE o.citizen_id = r.citizen_id AND o.session_hash = h AND o.xid IS DISTINCT FROM pg_current_xact_id_if_assigned())));
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.open_private(text, uuid, uuid), app.close_private(text, uuid, uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.open_private(text, uuid, uuid), app.close_private(text, uuid, uuid) TO book_web;
