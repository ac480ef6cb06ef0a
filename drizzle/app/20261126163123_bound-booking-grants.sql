-- As before; a grant of somebody who may book for another, and not read, shows nothing of the book itself.
CREATE OR REPLACE FUNCTION guard.granted() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF cardinality(field) IN (6, 7) AND field[5] <> 'for-family-bookings' THEN RETURN string_to_array(field[6], ',')::uuid[]; END IF;
  RETURN '{}';
EXCEPTION WHEN data_exception THEN
  RETURN '{}';
END $$;
--> statement-breakpoint
-- As before; and the grant says when it is for visits to come alone.
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
    extract(epoch FROM clock_timestamp())::bigint + 60, r.log_id, CASE WHEN r.part = 'booking' AND r.purpose = 'for-family'
      AND NOT EXISTS (SELECT FROM app.relation_for(r.actor_id, r.citizen_id, 'encounters', clock_timestamp())) THEN 'for-family-bookings' ELSE r.purpose END,
    r.citizen_id, shown));
END $$;
