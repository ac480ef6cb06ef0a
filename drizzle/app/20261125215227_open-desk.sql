-- What a genuine, living grant of that kind says: kid, kind, expires, log id, purpose, subjects. Nothing for any other text.
CREATE OR REPLACE FUNCTION guard.grant_of(p_kind text) RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given text := current_setting('book.grant', true);
  claims text;
  field text[];
BEGIN
  IF given IS NULL OR given = '' THEN RETURN NULL; END IF;
  claims := split_part(given, '.', 1);
  IF given IS DISTINCT FROM guard.sign(claims) THEN RETURN NULL; END IF;
  field := string_to_array(claims, '|');
  IF field[2] <> p_kind OR field[3]::bigint <= extract(epoch FROM clock_timestamp()) THEN RETURN NULL; END IF;
  RETURN field;
EXCEPTION WHEN data_exception THEN
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.grant_of(text) FROM PUBLIC;
--> statement-breakpoint
-- The desk at which this transaction works, or no row. facility_code is '*' for the health authority.
CREATE OR REPLACE FUNCTION guard.desk()
RETURNS TABLE (facility_code text, staff_id uuid, staff_name text, part text, about text, log_id bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := coalesce(guard.grant_of('facility'), guard.grant_of('authority'));
  subject text[] := string_to_array(field[6], ',');
BEGIN
  IF field IS NULL OR cardinality(subject) <> 5 OR (subject[1] = '*') <> (field[2] = 'authority') THEN RETURN; END IF;
  RETURN QUERY SELECT subject[1], subject[2]::uuid, convert_from(decode(subject[3], 'hex'), 'UTF8'), subject[4],
    nullif(subject[5], ''), field[4]::bigint;
EXCEPTION WHEN data_exception THEN
  RETURN;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.desk() FROM PUBLIC;
--> statement-breakpoint
-- The facilities whose own rows this transaction may see: one, '*' for all of them, or none.
CREATE OR REPLACE FUNCTION guard.granted_facilities() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((SELECT ARRAY[d.facility_code] FROM guard.desk() d), '{}')
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.granted_facilities() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION guard.granted_facilities() TO book_web;
--> statement-breakpoint
ALTER TABLE app.desk_log ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.desk_log FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.desk_log
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- Opens a part of a desk for whoever works there: finds the session, and leaves the trace. The caller must COMMIT before a
-- grant is given. `about` names the one thing that is opened, when the part has many.
CREATE FUNCTION app.open_desk(p_token text, p_purpose text, p_part text, p_about text)
RETURNS TABLE (log_id bigint, refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  s app.sessions;
  f app.staff;
  h bytea := app.hash_of(p_token);
  row_id bigint;
BEGIN
  PERFORM set_config('synchronous_commit', 'on', true);
  SELECT * INTO s FROM app.living_session(p_token) WHERE realm = 'staff';
  IF s.session_id IS NULL THEN
    PERFORM app.note_refusal(p_token, 'desk-without-session', p_part);
    RETURN QUERY SELECT NULL::bigint, 'signed-out'::text; RETURN;
  END IF;
  SELECT * INTO f FROM app.staff WHERE staff_id = s.subject_id;
  -- Staff of a facility work at its desk; without a facility they work at none.
  IF f.staff_id IS NULL OR (f.role <> 'authority' AND coalesce(f.facility_code, '') !~ '^[0-9A-Za-z]{1,10}$')
    OR p_purpose IS NULL OR p_purpose !~ '^[a-z][a-z-]{0,39}$' OR p_part IS NULL OR p_part !~ '^[a-z][a-z-]{0,39}$'
    OR p_about !~ '^[0-9A-Za-z-]{1,64}$' THEN
    PERFORM app.note_refusal(p_token, 'desk-refused', p_part);
    RETURN QUERY SELECT NULL::bigint, 'not-allowed'::text; RETURN;
  END IF;
  -- A taken-over session cannot walk through everything that names a person.
  IF p_about IS NOT NULL AND (SELECT count(DISTINCT l.about) FROM app.desk_log l
      WHERE l.session_hash = h AND l.at > clock_timestamp() - interval '1 hour' AND l.about <> p_about) >= 200 THEN
    PERFORM app.note_refusal(p_token, 'too-many-at-desk', p_about);
    RETURN QUERY SELECT NULL::bigint, 'too-many'::text; RETURN;
  END IF;
  SELECT l.log_id INTO row_id FROM app.desk_log l
  WHERE l.session_hash = h AND l.at > clock_timestamp() - interval '14 minutes'
    AND l.part = p_part AND l.purpose = p_purpose AND l.about IS NOT DISTINCT FROM p_about
    AND l.role = f.role AND l.facility_code IS NOT DISTINCT FROM f.facility_code
  ORDER BY l.at DESC LIMIT 1;
  IF row_id IS NULL THEN
    INSERT INTO app.desk_log (staff_id, staff_name, role, facility_code, session_hash, purpose, part, about)
    VALUES (f.staff_id, f.name, f.role, f.facility_code, h, p_purpose, p_part, p_about)
    RETURNING app.desk_log.log_id INTO row_id;
  END IF;
  RETURN QUERY SELECT row_id, NULL::text;
END $$;
--> statement-breakpoint
-- A grant of 60 seconds for an opening that is durable: committed, of this session, at most 15 minutes old. It names the
-- facility that stands in the row, never one that the caller names.
CREATE FUNCTION app.desk_grant_for(p_token text, p_log bigint) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r app.desk_log;
  h bytea := app.hash_of(p_token);
BEGIN
  PERFORM FROM app.living_session(p_token) WHERE realm = 'staff';
  IF NOT FOUND THEN RAISE EXCEPTION 'no session' USING errcode = '28000'; END IF;
  SELECT * INTO r FROM app.desk_log WHERE log_id = p_log AND session_hash = h;
  IF NOT FOUND OR r.xid = pg_current_xact_id_if_assigned() THEN
    RAISE EXCEPTION 'no committed opening' USING errcode = '42501';
  END IF;
  IF r.at < clock_timestamp() - interval '15 minutes' THEN
    RAISE EXCEPTION 'the opening is too old' USING errcode = '42501';
  END IF;
  RETURN guard.sign(concat_ws('|', (SELECT max(kid) FROM guard.keys),
    CASE r.role WHEN 'authority' THEN 'authority' ELSE 'facility' END,
    extract(epoch FROM clock_timestamp())::bigint + 60, r.log_id, r.purpose,
    concat_ws(',', CASE r.role WHEN 'authority' THEN '*' ELSE r.facility_code END, r.staff_id,
      encode(convert_to(r.staff_name, 'UTF8'), 'hex'), r.part, coalesce(r.about, ''))));
END $$;
--> statement-breakpoint
-- Both at one call, as app.enter_book.
CREATE PROCEDURE app.enter_desk(p_token text, p_purpose text, p_part text, p_about text,
  INOUT p_log bigint, INOUT p_refusal text, INOUT p_grant text)
LANGUAGE plpgsql AS $$
BEGIN
  SELECT o.log_id, o.refusal INTO p_log, p_refusal FROM app.open_desk(p_token, p_purpose, p_part, p_about) o;
  COMMIT;
  p_grant := NULL;
  IF p_log IS NOT NULL THEN p_grant := app.desk_grant_for(p_token, p_log); END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.open_desk(text, text, text, text), app.desk_grant_for(text, bigint) FROM PUBLIC;
--> statement-breakpoint
REVOKE ALL ON PROCEDURE app.enter_desk(text, text, text, text, bigint, text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.open_desk(text, text, text, text), app.desk_grant_for(text, bigint) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON PROCEDURE app.enter_desk(text, text, text, text, bigint, text, text) TO book_web;
