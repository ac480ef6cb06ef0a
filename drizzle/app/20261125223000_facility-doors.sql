DO $$
DECLARE name text;
BEGIN
  -- No policy opens these: everybody goes through the functions below.
  FOREACH name IN ARRAY ARRAY['facility_keys', 'facility_log'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.facility_log
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- The officer of the health authority who holds this living token; nobody for any other token.
CREATE FUNCTION app.authority_of(p_token text) RETURNS SETOF app.staff
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT f.* FROM app.living_session(p_token) s JOIN app.staff f ON f.staff_id = s.subject_id
  WHERE s.realm = 'staff' AND f.role = 'authority'
$$;
--> statement-breakpoint
-- Writes down that somebody wanted what is the authority's, and says why it is refused. Answered, not raised, so that the row stays.
CREATE FUNCTION app.refuse_officer(p_token text, p_aim text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.note_refusal(p_token, 'desk-refused', p_aim);
  RETURN CASE WHEN EXISTS (SELECT FROM app.living_session(p_token)) THEN 'not-allowed' ELSE 'signed-out' END;
END $$;
--> statement-breakpoint
-- Enters a facility. Each of these verbs answers why it did not happen, or null when it did; the same again changes nothing.
CREATE FUNCTION app.register_facility(p_token text, p_code text, p_name text, p_level text, p_ward text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who app.staff;
BEGIN
  SELECT * INTO who FROM app.authority_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, concat('facility ', p_code)); END IF;
  -- The code is signed into a sender's grant, where a bar or a dot would mean something else.
  IF p_code IS NULL OR p_code !~ '^[0-9A-Z]{5}$' OR coalesce(btrim(p_name), '') = '' THEN
    RAISE EXCEPTION 'a facility has a code of five characters and a name' USING errcode = '22023';
  END IF;
  INSERT INTO app.facilities (facility_code, name, level, ward_code, changed_at, changed_by)
  VALUES (p_code, left(p_name, 255), p_level, p_ward, clock_timestamp(), who.staff_id) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN CASE WHEN NOT EXISTS (SELECT FROM app.facilities WHERE facility_code = p_code AND name = left(p_name, 255)
      AND level IS NOT DISTINCT FROM p_level AND ward_code IS NOT DISTINCT FROM p_ward) THEN 'facility-known' END;
  END IF;
  INSERT INTO app.facility_log (facility_code, actor_id, actor_name, what, details)
  VALUES (p_code, who.staff_id, who.name, 'registered', jsonb_build_object('name', p_name, 'level', p_level, 'wardCode', p_ward));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Corrects a facility; what was there before stays in the log.
CREATE FUNCTION app.amend_facility(p_token text, p_code text, p_name text, p_level text, p_ward text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who app.staff;
  was app.facilities;
BEGIN
  SELECT * INTO who FROM app.authority_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, concat('facility ', p_code)); END IF;
  IF coalesce(btrim(p_name), '') = '' THEN RAISE EXCEPTION 'a facility has a name' USING errcode = '22023'; END IF;
  SELECT * INTO was FROM app.facilities WHERE facility_code = p_code FOR UPDATE;
  IF NOT FOUND THEN RETURN 'not-found'; END IF;
  IF (was.name, was.level, was.ward_code) IS NOT DISTINCT FROM (left(p_name, 255), p_level, p_ward) THEN RETURN NULL; END IF;
  UPDATE app.facilities SET name = left(p_name, 255), level = p_level, ward_code = p_ward,
    changed_at = clock_timestamp(), changed_by = who.staff_id WHERE facility_code = p_code;
  INSERT INTO app.facility_log (facility_code, actor_id, actor_name, what, details)
  VALUES (p_code, who.staff_id, who.name, 'amended', jsonb_build_object('name', p_name, 'level', p_level, 'wardCode', p_ward,
    'was', jsonb_build_object('name', was.name, 'level', was.level, 'wardCode', was.ward_code)));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Keeps the hash of a key that was made for a facility. Older keys go on until they are revoked.
CREATE FUNCTION app.issue_facility_key(p_token text, p_code text, p_hash bytea) RETURNS TABLE (key_id bigint, refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who app.staff;
  made bigint;
BEGIN
  SELECT * INTO who FROM app.authority_of(p_token);
  IF who.staff_id IS NULL THEN
    RETURN QUERY SELECT NULL::bigint, app.refuse_officer(p_token, concat('key of ', p_code)); RETURN;
  END IF;
  PERFORM FROM app.facilities WHERE facility_code = p_code FOR UPDATE;
  IF NOT FOUND THEN RETURN QUERY SELECT NULL::bigint, 'not-found'::text; RETURN; END IF;
  IF (SELECT count(*) FROM app.facility_keys k WHERE k.facility_code = p_code AND k.revoked_at IS NULL) >= 3 THEN
    RETURN QUERY SELECT NULL::bigint, 'too-many-keys'::text; RETURN;
  END IF;
  INSERT INTO app.facility_keys (facility_code, key_hash, made_by, made_by_name)
  VALUES (p_code, p_hash, who.staff_id, who.name) RETURNING app.facility_keys.key_id INTO made;
  INSERT INTO app.facility_log (facility_code, actor_id, actor_name, what, details)
  VALUES (p_code, who.staff_id, who.name, 'key-issued', jsonb_build_object('keyId', made));
  RETURN QUERY SELECT made, NULL::text;
END $$;
--> statement-breakpoint
-- Ends a key at once and for good.
CREATE FUNCTION app.revoke_facility_key(p_token text, p_code text, p_key bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who app.staff;
BEGIN
  SELECT * INTO who FROM app.authority_of(p_token);
  IF who.staff_id IS NULL THEN RETURN app.refuse_officer(p_token, concat('key ', p_key, ' of ', p_code)); END IF;
  UPDATE app.facility_keys SET revoked_at = clock_timestamp(), revoked_by = who.staff_id, revoked_by_name = who.name
  WHERE key_id = p_key AND facility_code = p_code AND revoked_at IS NULL;
  IF NOT FOUND THEN
    RETURN CASE WHEN NOT EXISTS (SELECT FROM app.facility_keys WHERE key_id = p_key AND facility_code = p_code) THEN 'not-found' END;
  END IF;
  INSERT INTO app.facility_log (facility_code, actor_id, actor_name, what, details)
  VALUES (p_code, who.staff_id, who.name, 'key-revoked', jsonb_build_object('keyId', p_key));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Keys without a word of what they are, for the authority's eyes; of one facility, or of all.
CREATE FUNCTION app.list_facility_keys(p_token text, p_code text)
RETURNS TABLE (key_id bigint, facility_code text, made_at timestamptz, made_by_name text, revoked_at timestamptz, revoked_by_name text, last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT k.key_id, k.facility_code, k.made_at, k.made_by_name, k.revoked_at, k.revoked_by_name, k.last_used_at
  FROM app.facility_keys k WHERE (p_code IS NULL OR k.facility_code = p_code) AND EXISTS (SELECT FROM app.authority_of(p_token))
  ORDER BY k.key_id DESC
$$;
--> statement-breakpoint
CREATE FUNCTION app.list_facility_changes(p_token text, p_code text, p_most integer)
RETURNS TABLE (log_id bigint, at timestamptz, actor_name text, what text, details jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.log_id, l.at, l.actor_name, l.what, l.details FROM app.facility_log l
  WHERE l.facility_code = p_code AND EXISTS (SELECT FROM app.authority_of(p_token))
  ORDER BY l.log_id DESC LIMIT least(p_most, 200)
$$;
--> statement-breakpoint
-- Which facility a living key belongs to, with a grant of 60 seconds to send for it: the warehouse believes the grant alone.
CREATE FUNCTION app.admit_sender(p_key text) RETURNS TABLE (key_id bigint, facility_code text, sender_grant text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE k app.facility_keys;
BEGIN
  SELECT * INTO k FROM app.facility_keys WHERE key_hash = app.hash_of(p_key) AND revoked_at IS NULL;
  IF k.key_id IS NULL THEN RETURN; END IF;
  -- A sender in a hurry writes one row a minute, not one a file.
  IF k.last_used_at IS NULL OR k.last_used_at < clock_timestamp() - interval '1 minute' THEN
    UPDATE app.facility_keys SET last_used_at = clock_timestamp() WHERE key_id = k.key_id;
  END IF;
  RETURN QUERY SELECT k.key_id, k.facility_code, guard.sign(concat_ws('|', (SELECT max(kid) FROM guard.keys), 'sender',
    extract(epoch FROM clock_timestamp())::bigint + 60, k.key_id, 'claims', k.facility_code));
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION
  app.register_facility(text, text, text, text, text), app.amend_facility(text, text, text, text, text),
  app.issue_facility_key(text, text, bytea), app.revoke_facility_key(text, text, bigint),
  app.list_facility_keys(text, text), app.list_facility_changes(text, text, integer), app.admit_sender(text)
TO book_web;
