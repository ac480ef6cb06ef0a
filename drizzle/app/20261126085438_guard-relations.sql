DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['relations', 'relation_log', 'invitation_drafts'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A relation is seen in the book it is about, and by whoever acts by it, under a grant of their own book.
CREATE POLICY read_granted ON app.relations FOR SELECT TO book_web
USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]) OR actor_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
CREATE POLICY read_granted ON app.relation_log FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
GRANT SELECT (citizen_id, relation_id, actor_id, kind, role, source, citizen_name, actor_name, citizen_born, scopes, made_at,
  granted_by, accepted_at, until, reviewed_at, child_agreed_at, stopped_at, stopped_by, settled_at, ended_at, ended_because,
  ended_by, paper, staff_name, facility_code) ON app.relations TO book_web;
--> statement-breakpoint
GRANT SELECT ON app.relation_log, app.family_parts TO book_web;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.relation_log
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
CREATE FUNCTION app.refuse_forgetting() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a relation is ended, never deleted' USING errcode = '42501';
END $$;
--> statement-breakpoint
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON app.relations FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_forgetting();
--> statement-breakpoint
-- Which part needs which scope, and who may write under it for somebody else: whoever has the scope, a representative
-- alone, or nobody. A part that is not here opens for nobody but its owner.
INSERT INTO app.family_parts (part, scope, writes) VALUES
  ('cover', 'record', 'representative'), ('encounters', 'record', 'representative'), ('encounter', 'record', 'representative'),
  ('conditions', 'record', 'nobody'), ('medicines', 'record', 'nobody'), ('documents', 'record', 'nobody'),
  ('results', 'record', 'representative'), ('history', 'record', 'scope'), ('insurance', 'record', 'scope'),
  ('completeness', 'record', 'scope'), ('access-log', 'representative', 'nobody'), ('family', 'representative', 'representative'),
  ('household', 'record', 'nobody'), ('private-encounter', 'private', 'nobody');
--> statement-breakpoint
-- Ages that decide (lib/family/ages.data.ts carries their articles; a test holds both to the same numbers).
CREATE FUNCTION app.age_of_majority() RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT 18 $$;
--> statement-breakpoint
CREATE FUNCTION app.age_of_own_say() RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT 7 $$;
--> statement-breakpoint
CREATE FUNCTION app.age_of_private_visits() RETURNS integer LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT 7 $$;
--> statement-breakpoint
-- The day on which somebody comes to an age.
CREATE FUNCTION app.day_of_age(p_born date, p_age integer) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT (p_born + make_interval(years => p_age))::date $$;
--> statement-breakpoint
CREATE FUNCTION app.day_at(p_at timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT (p_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date $$;
--> statement-breakpoint
-- Whether a relation holds at a moment, by itself: accepted, not ended, not stopped, within its days, and by the child's age.
CREATE FUNCTION app.relation_holds(r app.relations, p_at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.accepted_at IS NOT NULL AND r.ended_at IS NULL AND r.stopped_at IS NULL
    AND (r.until IS NULL OR app.day_at(p_at) <= r.until)
    AND CASE
      WHEN r.role IN ('mother', 'father', 'guardian') THEN app.day_at(p_at) < app.day_of_age(r.citizen_born, app.age_of_majority())
      WHEN r.kind = 'trusted' AND r.granted_by <> r.citizen_id THEN
        app.day_at(p_at) < app.day_of_age(r.citizen_born, app.age_of_majority())
        AND (r.child_agreed_at IS NOT NULL OR app.day_at(p_at) < app.day_of_age(r.citizen_born, app.age_of_own_say()))
      ELSE true
    END
$$;
--> statement-breakpoint
-- What holds between two people at a moment, the representative's first. What a representative gave ends with their own right.
CREATE FUNCTION app.relations_between(p_actor uuid, p_citizen uuid, p_at timestamptz) RETURNS SETOF app.relations
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.* FROM app.relations r
  WHERE r.actor_id = p_actor AND r.citizen_id = p_citizen AND app.relation_holds(r, p_at)
    AND (r.kind = 'representative' OR r.granted_by = r.citizen_id OR EXISTS (
      SELECT FROM app.relations g WHERE g.citizen_id = r.citizen_id AND g.actor_id = r.granted_by AND g.kind = 'representative'
        AND app.relation_holds(g, p_at)))
  ORDER BY r.kind = 'representative' DESC, r.made_at
$$;
--> statement-breakpoint
-- Whether a relation reaches as far as a scope. Private visits open by a leave of their own, or to those who represent a
-- child so young that the law gives it no say yet.
CREATE FUNCTION app.relation_covers(r app.relations, p_scope text, p_at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_scope
    WHEN 'any' THEN true
    WHEN 'representative' THEN r.kind = 'representative'
    WHEN 'private' THEN 'private' = ANY (r.scopes) OR (r.role IN ('mother', 'father', 'guardian')
      AND app.day_at(p_at) < app.day_of_age(r.citizen_born, app.age_of_private_visits()))
    ELSE p_scope = ANY (r.scopes)
  END
$$;
--> statement-breakpoint
-- The relation by which somebody may open a part of a book now; no row when there is none.
CREATE FUNCTION app.relation_for(p_actor uuid, p_citizen uuid, p_part text, p_at timestamptz) RETURNS SETOF app.relations
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.* FROM app.family_parts f, app.relations_between(p_actor, p_citizen, p_at) r
  WHERE f.part = p_part AND app.relation_covers(r, f.scope, p_at) LIMIT 1
$$;
--> statement-breakpoint
-- By what right a citizen may open a part of somebody else's book: the relation's id, or nothing.
CREATE OR REPLACE FUNCTION app.basis_of_relation(p_actor uuid, p_citizen uuid, p_purpose text, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'relation:' || r.relation_id FROM app.relation_for(p_actor, p_citizen, p_part, clock_timestamp()) r
  WHERE p_purpose = 'for-family'
$$;
--> statement-breakpoint
-- Who may pay for somebody: `lines` shows everything of a fee, `total` the facility, the date and the sum alone.
CREATE FUNCTION app.may_pay_for(p_actor uuid, p_citizen uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN p_actor = p_citizen THEN 'lines'
    WHEN bool_or('payment' = ANY (r.scopes)) THEN CASE WHEN bool_or('record' = ANY (r.scopes)) THEN 'lines' ELSE 'total' END END
  FROM app.relations_between(p_actor, p_citizen, clock_timestamp()) r
$$;
--> statement-breakpoint
-- The row of the access log under which this transaction works: who acts, and on whose behalf.
CREATE FUNCTION app.acting() RETURNS app.access_log
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
  l app.access_log;
BEGIN
  IF field IS NULL THEN RAISE EXCEPTION 'no grant of a book' USING errcode = '42501'; END IF;
  SELECT * INTO l FROM app.access_log WHERE citizen_id = field[6]::uuid AND log_id = field[4]::bigint;
  IF l.log_id IS NULL THEN RAISE EXCEPTION 'no opening' USING errcode = '42501'; END IF;
  RETURN l;
END $$;
--> statement-breakpoint
-- Whether somebody else may write under that opening, now.
CREATE FUNCTION app.writes_for_others(l app.access_log) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT l.purpose = 'for-family' AND EXISTS (
    SELECT FROM app.family_parts f, app.relation_for(l.actor_id, l.citizen_id, l.part, clock_timestamp()) r
    WHERE f.part = l.part AND l.basis = 'relation:' || r.relation_id
      AND (f.writes = 'scope' OR (f.writes = 'representative' AND r.kind = 'representative')))
$$;
--> statement-breakpoint
-- Whose book this transaction may write in: one's own, or that of somebody for whom one may write under this opening.
CREATE OR REPLACE FUNCTION app.own_citizen() RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF field IS NULL OR (field[5] <> 'own-reading' AND NOT app.writes_for_others(app.acting())) THEN
    RAISE EXCEPTION 'no grant to write in this book' USING errcode = '42501';
  END IF;
  RETURN field[6]::uuid;
END $$;
--> statement-breakpoint
-- One's own book and nobody else's: for what a person decides about themselves.
CREATE FUNCTION app.only_own_citizen() RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF field IS NULL OR field[5] IS DISTINCT FROM 'own-reading' THEN
    RAISE EXCEPTION 'no grant of one''s own book' USING errcode = '42501';
  END IF;
  RETURN field[6]::uuid;
END $$;
--> statement-breakpoint
-- A telling names who told it, which may be a representative or somebody who is trusted.
CREATE OR REPLACE FUNCTION app.declare_history(p_entry uuid, p_topic text, p_answers jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  doer app.access_log := app.acting();
  last app.history_entries;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('history ' || who::text, 0));
  SELECT * INTO last FROM app.history_entries WHERE citizen_id = who AND entry_id = p_entry ORDER BY version DESC LIMIT 1;
  DELETE FROM app.history_drafts WHERE citizen_id = who AND entry_id = p_entry;
  IF last.act <> 'withdrawn' AND last.topic = p_topic AND last.answers = p_answers THEN RETURN last.version; END IF;
  IF last.version >= 100 OR (last.version IS NULL
    AND (SELECT count(DISTINCT entry_id) FROM app.history_entries WHERE citizen_id = who) >= 200) THEN
    RAISE EXCEPTION 'a history has an end' USING errcode = '54000';
  END IF;
  IF last.version IS NOT NULL AND last.topic <> p_topic THEN
    RAISE EXCEPTION 'an entry keeps its topic' USING errcode = '22023';
  END IF;
  INSERT INTO app.history_entries (citizen_id, entry_id, version, topic, answers, act, actor_kind, actor_id, opened_as)
  VALUES (who, p_entry, coalesce(last.version, 0) + 1, p_topic, p_answers,
    CASE WHEN last.version IS NULL THEN 'declared' ELSE 'changed' END, doer.actor_kind, doer.actor_id, doer.log_id);
  RETURN coalesce(last.version, 0) + 1;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.withdraw_history(p_entry uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  doer app.access_log := app.acting();
  last app.history_entries;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('history ' || who::text, 0));
  SELECT * INTO last FROM app.history_entries WHERE citizen_id = who AND entry_id = p_entry ORDER BY version DESC LIMIT 1;
  IF last.version IS NULL THEN RETURN false; END IF;
  IF last.act = 'withdrawn' THEN RETURN true; END IF;
  INSERT INTO app.history_entries (citizen_id, entry_id, version, topic, answers, standing, confirmed_by, act, actor_kind, actor_id, opened_as)
  VALUES (who, p_entry, last.version + 1, last.topic, last.answers, last.standing, last.confirmed_by, 'withdrawn', doer.actor_kind,
    doer.actor_id, doer.log_id);
  RETURN true;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.choose_results(p_kind text, p_choice text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('choices ' || who::text, 0));
  IF (SELECT count(*) FROM app.result_choices WHERE citizen_id = who) >= 500 THEN
    RAISE EXCEPTION 'choices have an end' USING errcode = '54000';
  END IF;
  IF p_choice IS DISTINCT FROM (SELECT choice FROM app.result_choices WHERE citizen_id = who AND kind = p_kind ORDER BY at DESC LIMIT 1) THEN
    INSERT INTO app.result_choices (citizen_id, kind, choice, opened_as)
    VALUES (who, p_kind, p_choice, (guard.grant_of('citizens'))[4]::bigint);
  END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.open_held_results(p_encounter uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.opened_results (citizen_id, encounter_id, opened_as)
  VALUES (app.own_citizen(), p_encounter, (guard.grant_of('citizens'))[4]::bigint) ON CONFLICT DO NOTHING
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.report_visit(p_report uuid, p_facility text, p_place text, p_on text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('reports ' || who::text, 0));
  IF (SELECT count(*) FROM app.reported_visits WHERE citizen_id = who) >= 100 THEN
    RAISE EXCEPTION 'reports have an end' USING errcode = '54000';
  END IF;
  INSERT INTO app.reported_visits (citizen_id, report_id, facility_code, place, visited_on, opened_as)
  VALUES (who, p_report, p_facility, p_place, p_on, (guard.grant_of('citizens'))[4]::bigint) ON CONFLICT DO NOTHING;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.withdraw_report(p_report uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.reported_visits SET withdrawn_at = coalesce(withdrawn_at, clock_timestamp()),
    withdrawn_as = coalesce(withdrawn_as, (guard.grant_of('citizens'))[4]::bigint)
  WHERE citizen_id = app.own_citizen() AND report_id = p_report;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- Opens a private visit for this session alone. Its owner may, and whoever has a leave of its own (`app.family_parts`).
CREATE OR REPLACE FUNCTION app.open_private(p_token text, p_citizen uuid, p_encounter uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s app.sessions;
  h bytea := app.hash_of(p_token);
  why text;
  right_to text;
BEGIN
  PERFORM set_config('synchronous_commit', 'on', true);
  SELECT * INTO s FROM app.living_session(p_token);
  IF s.session_id IS NULL THEN
    PERFORM app.note_refusal(p_token, 'opening-without-session', 'private-encounter');
    RETURN 'signed-out';
  END IF;
  why := CASE WHEN s.subject_id = p_citizen THEN 'own-reading' ELSE 'for-family' END;
  right_to := app.basis_of(s, p_citizen, why, 'private-encounter');
  IF s.realm <> 'citizen' OR right_to IS NULL OR p_encounter IS NULL THEN
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
    INSERT INTO app.access_log (citizen_id, actor_kind, actor_id, actor_name, session_hash, purpose, part, basis)
    VALUES (p_citizen, 'citizen', s.subject_id,
      coalesce((SELECT name FROM app.identities WHERE citizen_id = s.subject_id), ''), h, why, 'private-encounter', right_to);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- As before; and a private visit that was opened by a leave which has ended is covered no more.
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
      WHERE o.citizen_id = r.citizen_id AND o.session_hash = h AND o.xid IS DISTINCT FROM pg_current_xact_id_if_assigned()
        AND (r.basis = 'own' OR app.basis_of(s, r.citizen_id, r.purpose, 'private-encounter') IS NOT NULL))));
END $$;
--> statement-breakpoint
-- A key for hashes of personal ids, of this database alone: an invitation finds whom it means without keeping the number.
CREATE TABLE guard.number_key (only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row), secret bytea NOT NULL);
--> statement-breakpoint
INSERT INTO guard.number_key (secret) VALUES (public.gen_random_bytes(32));
--> statement-breakpoint
CREATE FUNCTION app.hash_of_number(p_personal_id text) RETURNS bytea
LANGUAGE sql STABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
  SELECT public.hmac(convert_to(p_personal_id, 'UTF8'), secret, 'sha256') FROM guard.number_key
$$;
--> statement-breakpoint
-- A name without case, marks and blanks, as foldedName of lib/identity/matching-rules.ts.
CREATE FUNCTION app.folded_name(p_name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
  SELECT regexp_replace(lower(translate(regexp_replace(normalize(p_name, NFD), U&'[\0300-\036F]', '', 'g'), 'đĐ', 'dd')), '[^[:alnum:]]', '', 'g')
$$;
--> statement-breakpoint
DROP FUNCTION app.meet_citizen(uuid, text, text, text, text, integer);
--> statement-breakpoint
CREATE FUNCTION app.meet_citizen(p_citizen uuid, p_subject text, p_name text, p_birth_date text, p_sex text, p_assurance integer, p_personal_id text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.identities (citizen_id, subject, name, birth_date, sex, assurance, personal_hash)
  VALUES (p_citizen, left(p_subject, 255), left(p_name, 255), left(p_birth_date, 10), p_sex, p_assurance, app.hash_of_number(p_personal_id))
  ON CONFLICT (citizen_id) DO UPDATE SET subject = excluded.subject, name = excluded.name, birth_date = excluded.birth_date,
    sex = excluded.sex, assurance = excluded.assurance, personal_hash = excluded.personal_hash, seen_at = clock_timestamp()
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.meet_citizen(uuid, text, text, text, text, integer, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.meet_citizen(uuid, text, text, text, text, integer, text) TO book_web;
--> statement-breakpoint
-- Takes a book into the hand of this session: one's own, or one of a person for whom something holds. Answers whether.
CREATE FUNCTION app.hold_book(p_token text, p_citizen uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s app.sessions;
BEGIN
  SELECT * INTO s FROM app.living_session(p_token) WHERE realm = 'citizen';
  IF s.session_id IS NULL THEN RETURN false; END IF;
  IF p_citizen IS DISTINCT FROM s.subject_id
    AND NOT EXISTS (SELECT FROM app.relations_between(s.subject_id, p_citizen, clock_timestamp())) THEN
    PERFORM app.note_refusal(p_token, 'opening-refused', p_citizen::text);
    RETURN false;
  END IF;
  UPDATE app.sessions SET book_of = nullif(p_citizen, s.subject_id) WHERE token_hash = s.token_hash;
  RETURN true;
END $$;
--> statement-breakpoint
-- As before, and whose book the session holds: with `book_kind` empty once nothing holds any more.
DROP FUNCTION app.find_session(text, text);
--> statement-breakpoint
CREATE FUNCTION app.find_session(p_token text, p_realm text)
RETURNS TABLE (session_id uuid, subject_id uuid, assurance integer, name text, role text, title text, facility_code text,
  book_of uuid, book_name text, book_kind text, book_role text, book_scopes text, book_private boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  s app.sessions;
  r app.relations;
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
    END IF;
    RETURN QUERY SELECT s.session_id, s.subject_id, s.assurance, i.name, NULL::text, NULL::text, NULL::text,
      s.book_of, coalesce(r.citizen_name, (SELECT max(o.citizen_name) FROM app.relations o WHERE o.citizen_id = s.book_of AND o.actor_id = s.subject_id)),
      r.kind, r.role, array_to_string(r.scopes, ','), app.relation_covers(r, 'private', clock_timestamp())
      FROM app.identities i WHERE i.citizen_id = s.subject_id;
  ELSE
    RETURN QUERY SELECT s.session_id, s.subject_id, s.assurance, f.name, f.role, f.title, f.facility_code,
      NULL::uuid, NULL::text, NULL::text, NULL::text, NULL::text, NULL::boolean
      FROM app.staff f WHERE f.staff_id = s.subject_id;
  END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.find_session(text, text), app.hold_book(text, uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.find_session(text, text), app.hold_book(text, uuid) TO book_web;
--> statement-breakpoint
-- Writes a line of a relation's history.
CREATE FUNCTION app.log_relation(p_citizen uuid, p_relation uuid, p_what text, p_kind text, p_actor uuid, p_name text, p_details jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.relation_log (citizen_id, relation_id, what, actor_kind, actor_id, actor_name, details)
  VALUES (p_citizen, p_relation, p_what, p_kind, p_actor, p_name, coalesce(p_details, '{}'))
$$;
--> statement-breakpoint
-- Ends a relation, once, with its line; tells the other side. The row must be locked by the caller.
CREATE FUNCTION app.end_relation(r app.relations, p_because text, p_kind text, p_actor uuid, p_name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.relations SET ended_at = clock_timestamp(), ended_because = p_because, ended_by = p_actor
  WHERE citizen_id = r.citizen_id AND relation_id = r.relation_id AND ended_at IS NULL;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM app.log_relation(r.citizen_id, r.relation_id, 'ended', p_kind, p_actor, p_name, jsonb_build_object('because', p_because));
  IF r.accepted_at IS NULL THEN RETURN; END IF;
  IF r.kind = 'representative' THEN
    PERFORM app.tell(x.whom, 'representation-ended', '/family', jsonb_build_object('name', x.other), 'ended ' || r.relation_id)
    FROM (VALUES (r.actor_id, r.citizen_name), (r.citizen_id, r.actor_name)) AS x(whom, other) WHERE x.whom IS DISTINCT FROM p_actor;
  ELSE
    PERFORM app.tell(x.whom, 'relation-revoked', '/family', jsonb_build_object('name', x.other), 'ended ' || r.relation_id)
    FROM (VALUES (r.actor_id, r.citizen_name), (r.citizen_id, r.actor_name)) AS x(whom, other) WHERE x.whom IS DISTINCT FROM p_actor;
  END IF;
END $$;
--> statement-breakpoint
-- What the population database says of those whom the caller represents: begins what is new, stops what is disputed, ends
-- what ended there or is not said any more. `p_said`: citizenId, name, born, role, standing (holds, disputed, ended).
CREATE FUNCTION app.note_dependants(p_said jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.only_own_citizen();
BEGIN
  RETURN app.keep_dependants(who, p_said);
END $$;
--> statement-breakpoint
CREATE FUNCTION app.keep_dependants(p_actor uuid, p_said jsonb) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  one record;
  r app.relations;
  own text;
  id uuid;
  begun integer := 0;
BEGIN
  IF jsonb_typeof(p_said) <> 'array' OR jsonb_array_length(p_said) > 30 THEN
    RAISE EXCEPTION 'a household has an end' USING errcode = '54000';
  END IF;
  SELECT name INTO own FROM app.identities WHERE citizen_id = p_actor;
  IF own IS NULL THEN RAISE EXCEPTION 'nobody was met under that id' USING errcode = '42501'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('dependants ' || p_actor::text, 0));
  FOR one IN SELECT * FROM jsonb_to_recordset(p_said) AS x("citizenId" uuid, name text, born date, role text, standing text, because text) LOOP
    SELECT * INTO r FROM app.relations
    WHERE citizen_id = one."citizenId" AND actor_id = p_actor AND kind = 'representative' AND ended_at IS NULL FOR UPDATE;
    IF one.standing = 'ended' THEN
      IF r.relation_id IS NOT NULL THEN
        PERFORM app.end_relation(r, CASE one.because WHEN 'court-order' THEN 'court-order' ELSE 'population' END, 'system', NULL, 'population');
      END IF;
      CONTINUE;
    END IF;
    IF r.relation_id IS NULL THEN
      CONTINUE WHEN one.role IN ('mother', 'father', 'guardian')
        AND app.day_at(clock_timestamp()) >= app.day_of_age(one.born, app.age_of_majority());
      INSERT INTO app.relations (citizen_id, actor_id, kind, role, source, citizen_name, actor_name, citizen_born, scopes, accepted_at)
      VALUES (one."citizenId", p_actor, 'representative', one.role, 'population', left(one.name, 255), own, one.born,
        ARRAY['record', 'booking', 'payment', 'messages'], clock_timestamp())
      RETURNING * INTO r;
      PERFORM app.log_relation(r.citizen_id, r.relation_id, 'recorded', 'system', NULL, 'population', '{}');
      begun := begun + 1;
    END IF;
    IF one.standing = 'disputed' AND r.stopped_at IS NULL AND r.settled_at IS NULL THEN
      UPDATE app.relations SET stopped_at = clock_timestamp(), stopped_by = '00000000-0000-0000-0000-000000000000'
      WHERE citizen_id = r.citizen_id AND relation_id = r.relation_id;
      PERFORM app.log_relation(r.citizen_id, r.relation_id, 'stopped', 'system', NULL, 'population', '{}');
    END IF;
  END LOOP;
  FOR r IN SELECT * FROM app.relations WHERE actor_id = p_actor AND source = 'population' AND ended_at IS NULL
    AND citizen_id NOT IN (SELECT (x->>'citizenId')::uuid FROM jsonb_array_elements(p_said) x) FOR UPDATE LOOP
    PERFORM app.end_relation(r, 'population', 'system', NULL, 'population');
  END LOOP;
  RETURN begun;
END $$;
--> statement-breakpoint
CREATE POLICY read_granted ON app.invitation_drafts FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
GRANT SELECT ON app.invitation_drafts TO book_web;
--> statement-breakpoint
-- What was answered so far of an invitation into the book in hand; the draft of another makes way.
CREATE FUNCTION app.keep_invitation_draft(p_relation uuid, p_answers jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.invitation_drafts (citizen_id, actor_id, relation_id, answers)
  SELECT app.own_citizen(), l.actor_id, p_relation, p_answers FROM app.acting() l
  ON CONFLICT (citizen_id, actor_id) DO UPDATE SET relation_id = excluded.relation_id, answers = excluded.answers, at = clock_timestamp()
$$;
--> statement-breakpoint
-- How long an invitation waits; ours.
CREATE FUNCTION app.invitation_lasts() RETURNS interval LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT interval '14 days' $$;
--> statement-breakpoint
-- Invites somebody into the book in hand. Whether anybody has that number is answered to nobody: the invitation waits.
-- Again the same one is one. `p_scopes` as chosen, nothing by itself.
CREATE FUNCTION app.invite(p_relation uuid, p_personal_id text, p_name text, p_scopes text[], p_until date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  doer app.access_log := app.acting();
  whom bytea := app.hash_of_number(p_personal_id);
  own record;
  met record;
  other uuid;
BEGIN
  IF p_personal_id !~ '^[0-9]{12}$' OR p_until IS NULL OR p_until <= app.day_at(clock_timestamp())
    OR p_until > app.day_at(clock_timestamp()) + 3653 THEN
    RAISE EXCEPTION 'an invitation has a number and a last day' USING errcode = '22023';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('invite ' || who::text, 0));
  IF EXISTS (SELECT FROM app.relations WHERE citizen_id = who AND relation_id = p_relation) THEN RETURN NULL; END IF;
  IF EXISTS (SELECT FROM app.identities WHERE citizen_id IN (who, doer.actor_id) AND personal_hash = whom) THEN RETURN 'yourself'; END IF;
  IF (SELECT count(*) FROM app.relations WHERE citizen_id = who AND source = 'invitation' AND made_at > clock_timestamp() - interval '1 day') >= 10
    OR (SELECT count(*) FROM app.relations WHERE citizen_id = who AND ended_at IS NULL) >= 20 THEN RETURN 'too-many'; END IF;
  UPDATE app.relations SET ended_at = clock_timestamp(), ended_because = 'expired'
  WHERE citizen_id = who AND invited_hash = whom AND accepted_at IS NULL AND ended_at IS NULL AND made_at < clock_timestamp() - app.invitation_lasts();
  IF EXISTS (SELECT FROM app.relations WHERE citizen_id = who AND invited_hash = whom AND ended_at IS NULL) THEN RETURN 'already'; END IF;
  IF doer.actor_id = who THEN
    SELECT i.name, NULL::date AS born INTO own FROM app.identities i WHERE i.citizen_id = who;
  ELSE
    SELECT r.citizen_name AS name, r.citizen_born AS born INTO own
    FROM app.relations_between(doer.actor_id, who, clock_timestamp()) r WHERE r.kind = 'representative' LIMIT 1;
    IF own.name IS NULL THEN RAISE EXCEPTION 'not a representative' USING errcode = '42501'; END IF;
    -- A private visit is the child's own to show.
    IF 'private' = ANY (p_scopes) THEN RAISE EXCEPTION 'private visits are not given for somebody else' USING errcode = '42501'; END IF;
  END IF;
  INSERT INTO app.relations (citizen_id, relation_id, kind, role, source, citizen_name, actor_name, citizen_born, scopes, granted_by, invited_hash, until)
  VALUES (who, p_relation, 'trusted', 'trusted', 'invitation', own.name, left(btrim(p_name), 255), own.born, p_scopes, doer.actor_id, whom, p_until);
  DELETE FROM app.invitation_drafts WHERE citizen_id = who AND actor_id = doer.actor_id;
  PERFORM app.log_relation(who, p_relation, 'invited', 'citizen', doer.actor_id, doer.actor_name, jsonb_build_object('scopes', p_scopes, 'until', p_until));
  FOR met IN SELECT citizen_id FROM app.identities WHERE personal_hash = whom AND app.folded_name(name) = app.folded_name(p_name) LOOP
    PERFORM app.tell(met.citizen_id, 'invitation-received', '/family',
      jsonb_build_object('name', doer.actor_name, 'until', app.day_at(clock_timestamp() + app.invitation_lasts())), 'invited ' || p_relation);
  END LOOP;
  -- The other parents hear of it, and may object.
  FOR other IN SELECT r.actor_id FROM app.relations r WHERE r.citizen_id = who AND r.kind = 'representative' AND r.actor_id <> doer.actor_id
    AND doer.actor_id <> who AND app.relation_holds(r, clock_timestamp()) LOOP
    PERFORM app.tell(other, 'child-invitation', '/family', jsonb_build_object('name', doer.actor_name, 'of', own.name), 'child-invited ' || p_relation);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The invitations that mean the caller: by number, and with the name they bear.
CREATE FUNCTION app.list_invitations() RETURNS TABLE (citizen_id uuid, relation_id uuid, inviter text, book_name text, scopes text[], until date, waits_until date, for_child boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.citizen_id, r.relation_id, g.name, r.citizen_name, r.scopes, r.until, app.day_at(r.made_at + app.invitation_lasts()), r.granted_by <> r.citizen_id
  FROM app.identities i JOIN app.relations r ON r.invited_hash = i.personal_hash AND r.accepted_at IS NULL AND r.ended_at IS NULL
  JOIN app.identities g ON g.citizen_id = r.granted_by
  WHERE i.citizen_id = app.only_own_citizen() AND app.folded_name(i.name) = app.folded_name(r.actor_name)
    AND r.made_at > clock_timestamp() - app.invitation_lasts() AND r.until >= app.day_at(clock_timestamp())
  ORDER BY r.made_at DESC LIMIT 20
$$;
--> statement-breakpoint
-- Nhận hay không nhận lời mời. Answers `done`, or why not; twice the same is done once.
CREATE FUNCTION app.answer_invitation(p_citizen uuid, p_relation uuid, p_accept boolean) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  me uuid := app.only_own_citizen();
  i app.identities;
  r app.relations;
BEGIN
  SELECT * INTO i FROM app.identities WHERE citizen_id = me;
  SELECT * INTO r FROM app.relations WHERE citizen_id = p_citizen AND relation_id = p_relation FOR UPDATE;
  IF r.relation_id IS NULL OR r.invited_hash IS DISTINCT FROM i.personal_hash OR i.personal_hash IS NULL
    OR app.folded_name(i.name) IS DISTINCT FROM app.folded_name(r.actor_name) THEN RETURN 'not-found'; END IF;
  IF r.accepted_at IS NOT NULL AND r.ended_at IS NULL AND p_accept THEN RETURN 'done'; END IF;
  IF r.ended_because = 'declined' AND NOT p_accept THEN RETURN 'done'; END IF;
  IF r.ended_at IS NOT NULL OR r.accepted_at IS NOT NULL OR r.until < app.day_at(clock_timestamp())
    OR r.made_at < clock_timestamp() - app.invitation_lasts() THEN RETURN 'over'; END IF;
  IF NOT p_accept THEN
    PERFORM app.end_relation(r, 'declined', 'citizen', me, i.name);
    RETURN 'done';
  END IF;
  IF EXISTS (SELECT FROM app.relations o WHERE o.citizen_id = p_citizen AND o.actor_id = me AND o.kind = 'trusted' AND o.ended_at IS NULL)
    OR p_citizen = me THEN RETURN 'already'; END IF;
  UPDATE app.relations SET actor_id = me, actor_name = i.name, accepted_at = clock_timestamp(), reviewed_at = clock_timestamp()
  WHERE citizen_id = p_citizen AND relation_id = p_relation;
  PERFORM app.log_relation(p_citizen, p_relation, 'accepted', 'citizen', me, i.name, '{}');
  PERFORM app.tell(r.granted_by, 'invitation-accepted', '/family', jsonb_build_object('name', i.name), 'accepted ' || p_relation);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Rút lại, at once: by the owner of the book, by a representative in a child's book, by who gave it, or by whoever acts by it.
CREATE FUNCTION app.revoke_relation(p_citizen uuid, p_relation uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  l app.access_log := app.acting();
  me uuid := app.only_own_citizen();
  r app.relations;
BEGIN
  SELECT * INTO r FROM app.relations WHERE citizen_id = p_citizen AND relation_id = p_relation FOR UPDATE;
  IF r.relation_id IS NULL OR NOT coalesce(me IN (r.citizen_id, r.actor_id, r.granted_by), false)
    AND NOT EXISTS (SELECT FROM app.relations_between(me, p_citizen, clock_timestamp()) g WHERE g.kind = 'representative') THEN RETURN 'not-found'; END IF;
  -- Who represents by law does not stop by a tap, and a child does not dismiss its parents.
  IF r.kind = 'representative' THEN RETURN 'by-law'; END IF;
  PERFORM app.end_relation(r, CASE WHEN r.accepted_at IS NULL THEN 'taken-back' WHEN me = r.actor_id THEN 'by-actor' ELSE 'by-citizen' END,
    'citizen', me, l.actor_name);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Phản đối: one parent stops what the other gave in their child's book, until the authority settles it.
CREATE FUNCTION app.object_to_relation(p_citizen uuid, p_relation uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  l app.access_log := app.acting();
  me uuid := app.only_own_citizen();
  r app.relations;
BEGIN
  SELECT * INTO r FROM app.relations WHERE citizen_id = p_citizen AND relation_id = p_relation FOR UPDATE;
  IF r.relation_id IS NULL OR r.kind <> 'trusted' OR r.granted_by = me OR r.granted_by = r.citizen_id
    OR NOT EXISTS (SELECT FROM app.relations_between(me, p_citizen, clock_timestamp()) g WHERE g.kind = 'representative') THEN RETURN 'not-found'; END IF;
  IF r.ended_at IS NOT NULL THEN RETURN 'over'; END IF;
  IF r.settled_at IS NOT NULL THEN RETURN 'settled'; END IF;
  IF r.stopped_at IS NOT NULL THEN RETURN 'done'; END IF;
  UPDATE app.relations SET stopped_at = clock_timestamp(), stopped_by = me WHERE citizen_id = p_citizen AND relation_id = p_relation;
  PERFORM app.log_relation(p_citizen, p_relation, 'stopped', 'citizen', me, l.actor_name, '{}');
  PERFORM app.tell(r.granted_by, 'relation-stopped', '/family', jsonb_build_object('name', l.actor_name, 'of', r.citizen_name), 'stopped ' || p_relation);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Giữ tiếp: the yearly look at a relation, by whoever gave it.
CREATE FUNCTION app.review_relation(p_citizen uuid, p_relation uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  l app.access_log := app.acting();
  me uuid := app.only_own_citizen();
BEGIN
  UPDATE app.relations SET reviewed_at = clock_timestamp()
  WHERE citizen_id = p_citizen AND relation_id = p_relation AND granted_by = me AND ended_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM app.log_relation(p_citizen, p_relation, 'reviewed', 'citizen', me, l.actor_name, '{}');
  RETURN true;
END $$;
--> statement-breakpoint
-- For the worker, at a moment that is given: what came of age ends, those concerned hear of it in advance (90 and 7 days;
-- ours), what expired ends, and a relation is looked at once a year. Safe at any time, any number of times.
CREATE FUNCTION app.mind_relations(p_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  r app.relations;
  grown date;
  done integer := 0;
BEGIN
  FOR r IN SELECT * FROM app.relations WHERE ended_at IS NULL AND (until < app.day_at(p_at) OR reviewed_at < p_at - interval '1 year'
      OR citizen_born < app.day_at(p_at) - make_interval(years => app.age_of_majority()) + interval '91 days'
      OR (accepted_at IS NULL AND made_at < p_at - app.invitation_lasts())) FOR UPDATE SKIP LOCKED LOOP
    grown := CASE WHEN r.role IN ('mother', 'father', 'guardian') OR r.granted_by <> r.citizen_id
      THEN app.day_of_age(r.citizen_born, app.age_of_majority()) END;
    IF grown <= app.day_at(p_at) THEN
      PERFORM app.end_relation(r, 'majority', 'system', NULL, 'age');
      done := done + 1;
    ELSIF r.until < app.day_at(p_at) OR (r.accepted_at IS NULL AND r.made_at < p_at - app.invitation_lasts()) THEN
      PERFORM app.end_relation(r, 'expired', 'system', NULL, 'time');
      done := done + 1;
    ELSIF r.accepted_at IS NOT NULL THEN
      IF r.kind = 'representative' AND grown - 90 <= app.day_at(p_at) THEN
        PERFORM app.tell(x.told, 'representation-ending', '/family', jsonb_build_object('name', r.citizen_name, 'until', grown),
          'ending ' || r.relation_id || CASE WHEN grown - 7 <= app.day_at(p_at) THEN ' 7' ELSE ' 90' END)
        FROM (VALUES (r.actor_id), (r.citizen_id)) AS x(told);
      END IF;
      IF r.kind = 'trusted' AND r.reviewed_at < p_at - interval '1 year' THEN
        PERFORM app.tell(r.granted_by, 'relation-review', '/family', jsonb_build_object('name', r.actor_name),
          'review ' || r.relation_id || to_char(p_at, ' YYYY'));
      END IF;
    END IF;
  END LOOP;
  RETURN done;
END $$;
--> statement-breakpoint
-- For the worker: the same as app.note_dependants, for whoever the population database was asked about.
CREATE FUNCTION app.renew_dependants(p_actor uuid, p_said jsonb) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ SELECT app.keep_dependants(p_actor, p_said) $$;
--> statement-breakpoint
-- For the worker: who has dependants by the population database, so that it is asked again.
CREATE FUNCTION app.list_renewals(p_after uuid, p_most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT actor_id FROM app.relations
  WHERE source = 'population' AND ended_at IS NULL AND actor_id > p_after ORDER BY 1 LIMIT least(p_most, 500)
$$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace
    AND p.proname IN ('refuse_forgetting', 'age_of_majority', 'age_of_own_say', 'age_of_private_visits', 'day_of_age', 'day_at', 'relation_holds',
      'relations_between', 'relation_covers', 'relation_for', 'basis_of_relation', 'may_pay_for', 'acting', 'writes_for_others',
      'own_citizen', 'only_own_citizen', 'hash_of_number', 'folded_name', 'log_relation', 'end_relation', 'note_dependants',
      'keep_dependants', 'keep_invitation_draft', 'invitation_lasts', 'invite', 'list_invitations', 'answer_invitation', 'revoke_relation',
      'object_to_relation', 'review_relation', 'mind_relations', 'renew_dependants', 'list_renewals') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.note_dependants(jsonb), app.keep_invitation_draft(uuid, jsonb), app.invite(uuid, text, text, text[], date), app.list_invitations(),
  app.answer_invitation(uuid, uuid, boolean), app.revoke_relation(uuid, uuid), app.object_to_relation(uuid, uuid),
  app.review_relation(uuid, uuid) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.mind_relations(timestamptz), app.renew_dependants(uuid, jsonb), app.list_renewals(uuid, integer) TO book_worker;
