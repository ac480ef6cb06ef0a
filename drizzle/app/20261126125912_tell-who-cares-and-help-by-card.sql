DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['helper_asks', 'helper_cards'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY read_granted ON app.helper_cards FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
GRANT SELECT (citizen_id, card_id, citizen_name, made_by_kind, made_by_name, facility_code, made_at, until, ended_at, used_at) ON app.helper_cards TO book_web;
--> statement-breakpoint
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON app.helper_cards FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_forgetting();
--> statement-breakpoint
-- Who else hears what a person is told: whoever represents them, and whom they gave the scope `messages`, each once.
CREATE FUNCTION app.who_hears(p_citizen uuid) RETURNS TABLE (hearer_id uuid, relation_id uuid, citizen_name text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT ON (r.actor_id) r.actor_id, r.relation_id, r.citizen_name
  FROM (SELECT DISTINCT actor_id FROM app.relations WHERE citizen_id = p_citizen AND ended_at IS NULL AND actor_id IS NOT NULL) a,
    app.relations_between(a.actor_id, p_citizen, clock_timestamp()) r
  WHERE 'messages' = ANY (r.scopes)
  ORDER BY r.actor_id, r.kind = 'representative' DESC, r.made_at
$$;
--> statement-breakpoint
-- What is told to its owner alone: what both sides of a relation are told by themselves, what concerns somebody else's book
-- already, and what a case about a private visit says.
CREATE FUNCTION app.is_for_owner_alone(p_citizen uuid, p_kind text, p_link text, p_values jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_kind IN ('invitation-received', 'invitation-accepted', 'representation-ending', 'representation-ended', 'relation-revoked',
      'child-invitation', 'relation-stopped', 'relation-recorded', 'relation-settled', 'relation-review', 'books-merged')
    -- Fees have a scope of their own, and payers are told by lib/payment.
    OR p_kind LIKE 'fee-%'
    OR coalesce(p_values, '{}') ? 'of'
    OR EXISTS (SELECT FROM app.corrections c WHERE c.citizen_id = p_citizen AND c.private AND p_link = '/record/corrections/' || c.case_id)
$$;
--> statement-breakpoint
-- As before; and whoever hears a person's messages gets a copy in their own inbox, which climbs a ladder of its own.
CREATE OR REPLACE FUNCTION app.tell(p_citizen uuid, p_kind text, p_link text, p_values jsonb, p_once text) RETURNS bigint
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
  IF told IS NOT NULL AND NOT app.is_for_owner_alone(p_citizen, p_kind, p_link, p_values) THEN
    INSERT INTO app.messages (citizen_id, kind, link, "values", once, copy_of_citizen, copy_of_message, by_relation)
    SELECT h.hearer_id, p_kind, p_link, coalesce(p_values, '{}') || jsonb_build_object('of', h.citizen_name), 'copy ' || told, p_citizen, told, h.relation_id
    FROM app.who_hears(p_citizen) h;
  END IF;
  RETURN told;
END $$;
--> statement-breakpoint
-- What follows when somebody has read up to these messages of their own: a copy that is read counts as read for a person who
-- never signs in and whom the reader represents; a message that its owner read lets nobody be called about its copies.
CREATE FUNCTION app.follow_reading(p_reader uuid, p_messages bigint[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE done uuid;
BEGIN
  FOR done IN
    WITH marked AS (
      UPDATE app.messages o SET read_at = clock_timestamp() FROM app.messages c
      WHERE c.citizen_id = p_reader AND c.message_id = ANY (p_messages) AND o.citizen_id = c.copy_of_citizen AND o.message_id = c.copy_of_message
        AND o.read_at IS NULL AND NOT EXISTS (SELECT FROM app.identities i WHERE i.citizen_id = o.citizen_id)
        AND EXISTS (SELECT FROM app.relations_between(p_reader, o.citizen_id, clock_timestamp()) r WHERE r.kind = 'representative')
      RETURNING o.citizen_id)
    SELECT DISTINCT citizen_id FROM marked
  LOOP PERFORM app.close_read_calls(done); END LOOP;
  UPDATE app.messages SET due_at = NULL WHERE copy_of_citizen = p_reader AND copy_of_message = ANY (p_messages) AND due_at IS NOT NULL;
END $$;
--> statement-breakpoint
-- As before.
CREATE OR REPLACE FUNCTION app.read_message(p_message bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := app.only_own_citizen();
BEGIN
  UPDATE app.messages SET read_at = clock_timestamp() WHERE citizen_id = who AND message_id = p_message AND read_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM app.close_read_calls(who);
  PERFORM app.follow_reading(who, ARRAY[p_message]);
  RETURN true;
END $$;
--> statement-breakpoint
-- As before.
CREATE OR REPLACE FUNCTION app.read_messages(p_up_to bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.only_own_citizen();
  marked bigint[];
BEGIN
  WITH done AS (
    UPDATE app.messages SET read_at = clock_timestamp() WHERE citizen_id = who AND message_id <= p_up_to AND read_at IS NULL RETURNING message_id)
  SELECT coalesce(array_agg(message_id), '{}') INTO marked FROM done;
  IF cardinality(marked) > 0 THEN
    PERFORM app.close_read_calls(who);
    PERFORM app.follow_reading(who, marked);
  END IF;
  RETURN cardinality(marked);
END $$;
--> statement-breakpoint
-- The session of a helper at a station's desk, whose desk this transaction works at; anybody else is refused.
CREATE FUNCTION app.helper_session(p_token text, OUT staff_id uuid, OUT staff_name text, OUT facility_code text, OUT session_hash bytea)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE d record;
BEGIN
  SELECT * INTO d FROM app.station_desk();
  PERFORM FROM app.living_session(p_token) s WHERE s.realm = 'staff' AND s.subject_id = d.staff_id;
  IF NOT FOUND THEN RAISE EXCEPTION 'no session' USING errcode = '28000'; END IF;
  staff_id := d.staff_id; staff_name := d.staff_name; facility_code := d.facility_code; session_hash := app.hash_of(p_token);
END $$;
--> statement-breakpoint
-- Begins to help, however the person said so. One at a time for a session, ten people an hour; the person is told. Answers why not.
CREATE FUNCTION app.start_helping(p_token text, p_help uuid, p_citizen uuid, p_name text, p_confirmed_by text, p_reason text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
BEGIN
  SELECT * INTO d FROM app.helper_session(p_token);
  PERFORM pg_advisory_xact_lock(hashtextextended('helping ' || d.staff_id::text, 0));
  IF EXISTS (SELECT FROM app.helper_sessions WHERE citizen_id = p_citizen AND help_id = p_help) THEN RETURN NULL; END IF;
  IF (SELECT count(*) FROM app.helper_sessions x WHERE x.staff_id = d.staff_id AND began_at > clock_timestamp() - interval '1 hour') >= 10 THEN
    RETURN 'too-many';
  END IF;
  PERFORM app.end_helping_of(x) FROM app.helper_sessions x WHERE x.session_hash = d.session_hash AND x.ended_at IS NULL;
  INSERT INTO app.helper_sessions (citizen_id, help_id, staff_id, staff_name, facility_code, session_hash, citizen_name, confirmed_by, reason, ends_at)
  VALUES (p_citizen, p_help, d.staff_id, d.staff_name, d.facility_code, d.session_hash, left(p_name, 255), p_confirmed_by, left(btrim(p_reason), 300),
    clock_timestamp() + app.helping_lasts());
  PERFORM app.tell(p_citizen, 'helper-session-began', '/consent/access-log', jsonb_build_object('facility', d.facility_code, 'name', d.staff_name), 'helps ' || p_help);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- As before: the person is there and says so; the helper writes down why.
CREATE OR REPLACE FUNCTION app.begin_helping(p_token text, p_help uuid, p_citizen uuid, p_name text, p_reason text) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.start_helping(p_token, p_help, p_citizen, p_name, 'in-person', p_reason)
$$;
--> statement-breakpoint
-- Asks the person by a code to the phone that they confirmed themselves: a number that somebody tells at the desk proves nothing.
-- Answers why not, or the number for the SMS and its language. Nothing opens before the code comes back.
CREATE FUNCTION app.ask_helping(p_token text, p_help uuid, p_citizen uuid, p_name text, p_code_id uuid, p_code text, p_minutes integer,
  OUT why text, OUT to_number text, OUT language text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  p app.phones;
BEGIN
  SELECT * INTO d FROM app.helper_session(p_token);
  SELECT * INTO p FROM app.phones WHERE citizen_id = p_citizen AND confirmed_at IS NOT NULL AND doubted_because IS NULL;
  IF p.number IS NULL THEN why := 'no-phone'; RETURN; END IF;
  why := app.make_code(p_citizen, 'helping', p.number, p_code_id, p_code, least(p_minutes, 30));
  IF why IS NOT NULL THEN RETURN; END IF;
  DELETE FROM app.helper_asks WHERE session_hash = d.session_hash OR (citizen_id = p_citizen AND help_id = p_help) OR made_at < clock_timestamp() - interval '1 hour';
  INSERT INTO app.helper_asks (citizen_id, help_id, staff_id, session_hash, citizen_name, number_end)
  VALUES (p_citizen, p_help, d.staff_id, d.session_hash, left(p_name, 255), right(p.number, 3));
  to_number := p.number; language := p.language;
END $$;
--> statement-breakpoint
-- Whose code this session waits for, and where it went; no row when for none.
CREATE FUNCTION app.helping_asked(p_token text) RETURNS TABLE (citizen_name text, number_end text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.citizen_name, a.number_end FROM app.helper_session(p_token) d JOIN app.helper_asks a ON a.session_hash = d.session_hash
  JOIN app.codes c ON c.citizen_id = a.citizen_id AND c.purpose = 'helping' AND c.used_at IS NULL AND c.expires_at > clock_timestamp() AND c.tries < 5
  WHERE a.made_at > clock_timestamp() - interval '30 minutes'
  ORDER BY c.made_at DESC LIMIT 1
$$;
--> statement-breakpoint
-- The code came back: begins to help. Answers why not.
CREATE FUNCTION app.help_by_code(p_token text, p_code text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  a app.helper_asks;
  used record;
BEGIN
  SELECT * INTO d FROM app.helper_session(p_token);
  SELECT * INTO a FROM app.helper_asks x WHERE x.session_hash = d.session_hash AND x.made_at > clock_timestamp() - interval '30 minutes' FOR UPDATE;
  IF a.help_id IS NULL THEN
    -- Sent twice: it has begun.
    RETURN CASE WHEN EXISTS (SELECT FROM app.helper_sessions x WHERE x.session_hash = d.session_hash AND x.ended_at IS NULL AND x.confirmed_by = 'sms')
      THEN NULL ELSE 'code-ended' END;
  END IF;
  SELECT * INTO used FROM app.use_code(a.citizen_id, 'helping', p_code);
  IF used.refusal IS NOT NULL THEN RETURN used.refusal; END IF;
  DELETE FROM app.helper_asks WHERE citizen_id = a.citizen_id AND help_id = a.help_id;
  RETURN app.start_helping(p_token, a.help_id, a.citizen_id, a.citizen_name, 'sms', '');
END $$;
--> statement-breakpoint
-- How long a card is good; ours.
CREATE FUNCTION app.helper_card_lasts() RETURNS interval LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT interval '1 year' $$;
--> statement-breakpoint
-- Keeps the hash of a card; the one before it is over. At most five a day for one book; the person is told. Answers its last day.
CREATE FUNCTION app.keep_helper_card(p_citizen uuid, p_card uuid, p_code text, p_name text, p_kind text, p_by text, p_facility text, OUT why text, OUT until date)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_code !~ '^[A-Z2-9]{16}$' THEN RAISE EXCEPTION 'a card has sixteen signs' USING errcode = '22023'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('helper card ' || p_citizen::text, 0));
  IF (SELECT count(*) FROM app.helper_cards WHERE citizen_id = p_citizen AND made_at > clock_timestamp() - interval '1 day') >= 5 THEN
    why := 'too-many'; RETURN;
  END IF;
  UPDATE app.helper_cards SET ended_at = clock_timestamp() WHERE citizen_id = p_citizen AND ended_at IS NULL;
  until := app.day_at(clock_timestamp() + app.helper_card_lasts());
  INSERT INTO app.helper_cards (citizen_id, card_id, code_hash, citizen_name, made_by_kind, made_by_name, facility_code, until)
  VALUES (p_citizen, p_card, app.hash_of(p_code), left(p_name, 255), p_kind, p_by, p_facility, until);
  PERFORM app.tell(p_citizen, 'helper-card-made', '/family/card', jsonb_build_object('name', p_by, 'until', until), 'card ' || p_card);
END $$;
--> statement-breakpoint
-- Tạo thẻ giấy, in one's own book or in that of somebody whom one represents.
CREATE FUNCTION app.make_helper_card(p_card uuid, p_code text, OUT why text, OUT until date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  doer app.access_log := app.acting();
  named text;
BEGIN
  IF doer.actor_kind <> 'citizen' THEN RAISE EXCEPTION 'not by a helper' USING errcode = '42501'; END IF;
  SELECT coalesce((SELECT i.name FROM app.identities i WHERE i.citizen_id = who),
    (SELECT r.citizen_name FROM app.relations_between(doer.actor_id, who, clock_timestamp()) r LIMIT 1)) INTO named;
  SELECT k.why, k.until INTO why, until FROM app.keep_helper_card(who, p_card, p_code, named, 'citizen', doer.actor_name, NULL) k;
END $$;
--> statement-breakpoint
-- The same for whoever is being helped now and has no phone: the helper prints it for them.
CREATE FUNCTION app.make_helped_card(p_token text, p_card uuid, p_code text, OUT why text, OUT until date, OUT citizen_name text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  x app.helper_sessions;
BEGIN
  SELECT * INTO d FROM app.helper_session(p_token);
  SELECT * INTO x FROM app.helper_sessions h WHERE h.session_hash = d.session_hash AND h.ended_at IS NULL AND h.ends_at > clock_timestamp();
  IF x.help_id IS NULL THEN why := 'over'; RETURN; END IF;
  SELECT k.why, k.until INTO why, until FROM app.keep_helper_card(x.citizen_id, p_card, p_code, x.citizen_name, 'staff', d.staff_name, d.facility_code) k;
  citizen_name := x.citizen_name;
END $$;
--> statement-breakpoint
-- Hủy thẻ: it opens nothing any more.
CREATE FUNCTION app.end_helper_card() RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.helper_cards SET ended_at = clock_timestamp() WHERE citizen_id = app.own_citizen() AND ended_at IS NULL;
  RETURN FOUND;
END $$;
--> statement-breakpoint
-- The person hands over their card: begins to help. Answers why not.
CREATE FUNCTION app.help_by_card(p_token text, p_help uuid, p_code text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.helper_cards;
  why text;
BEGIN
  PERFORM app.helper_session(p_token);
  SELECT * INTO c FROM app.helper_cards k WHERE k.code_hash = app.hash_of(p_code);
  IF c.card_id IS NULL THEN RETURN 'card-unknown'; END IF;
  IF c.ended_at IS NOT NULL OR c.until < app.day_at(clock_timestamp()) THEN RETURN 'card-ended'; END IF;
  why := app.start_helping(p_token, p_help, c.citizen_id, c.citizen_name, 'card', '');
  IF why IS NULL THEN UPDATE app.helper_cards SET used_at = clock_timestamp() WHERE citizen_id = c.citizen_id AND card_id = c.card_id; END IF;
  RETURN why;
END $$;
--> statement-breakpoint
-- As before; and codes that wait at a desk.
CREATE OR REPLACE FUNCTION app.sweep_codes() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE swept integer;
BEGIN
  DELETE FROM app.helper_asks WHERE made_at < clock_timestamp() - interval '1 hour';
  DELETE FROM app.codes WHERE made_at < clock_timestamp() - interval '25 hours';
  GET DIAGNOSTICS swept = ROW_COUNT;
  RETURN swept;
END $$;
--> statement-breakpoint
-- A representative asks for a child about its data (Law 91/2025, article 24).
INSERT INTO app.family_parts (part, scope, writes) VALUES ('rights', 'representative', 'representative');
--> statement-breakpoint
-- As before; of a child, who signs in nowhere, the name by which it is represented.
CREATE OR REPLACE FUNCTION app.find_rights_request()
RETURNS TABLE (request app.rights_requests, person_name text, birth_date text, mine boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r, coalesce(i.name, c.citizen_name), coalesce(i.birth_date, c.citizen_born::text), coalesce(r.taken_by = d.staff_id, false)
  FROM app.rights_desk() d JOIN app.rights_requests r ON r.request_id = d.about
  LEFT JOIN app.identities i ON i.citizen_id = r.citizen_id
  LEFT JOIN LATERAL (SELECT o.citizen_name, o.citizen_born FROM app.relations o WHERE o.citizen_id = r.citizen_id AND o.kind = 'representative'
    ORDER BY o.ended_at NULLS FIRST, o.made_at LIMIT 1) c ON i.citizen_id IS NULL
$$;
--> statement-breakpoint
-- As before; whoever may not open private visits does not learn from this that there are any.
CREATE OR REPLACE FUNCTION app.count_closed_corrections() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::integer FROM app.acting() l JOIN app.corrections c ON c.citizen_id = l.citizen_id
  WHERE c.private AND c.encounter_id <> ALL ((SELECT guard.opened())::uuid[])
    AND (l.purpose = 'own-reading' OR EXISTS (SELECT FROM app.relations_between(l.actor_id, l.citizen_id, clock_timestamp()) r
      WHERE app.relation_covers(r, 'private', clock_timestamp())))
$$;
--> statement-breakpoint
-- As before; a yearly look leads to the very relation.
CREATE OR REPLACE FUNCTION app.mind_relations(p_at timestamptz) RETURNS integer
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
        PERFORM app.tell(r.granted_by, 'relation-review',
          CASE WHEN r.granted_by = r.citizen_id THEN '/family/people#r-' || r.relation_id ELSE '/family' END, jsonb_build_object('name', r.actor_name),
          'review ' || r.relation_id || to_char(p_at, ' YYYY'));
      END IF;
    END IF;
  END LOOP;
  RETURN done;
END $$;
--> statement-breakpoint
-- After two books of a child became one: whoever represents it in the old book represents it in the other too. The old book
-- stays theirs, with what they wrote there. Done twice it is done once. Parted again, these relations end.
CREATE FUNCTION app.follow_merge(p_from uuid, p_into uuid, p_merge uuid, p_merged boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  r app.relations;
  made uuid;
BEGIN
  SELECT * INTO d FROM guard.desk() g WHERE g.facility_code = '*' AND g.part = 'family' AND g.about = p_merge::text;
  IF d.staff_id IS NULL THEN RAISE EXCEPTION 'not the authority''s desk' USING errcode = '42501'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('relation ' || p_into::text, 0));
  IF NOT p_merged THEN
    FOR r IN SELECT o.* FROM app.relations o JOIN app.relation_log l ON l.citizen_id = o.citizen_id AND l.relation_id = o.relation_id
        AND l.what = 'merged' AND l.details ->> 'merge' = p_merge::text WHERE o.citizen_id = p_into AND o.ended_at IS NULL FOR UPDATE OF o LOOP
      PERFORM app.end_relation(r, 'undone', 'staff', d.staff_id, d.staff_name);
    END LOOP;
    RETURN;
  END IF;
  FOR r IN SELECT * FROM app.relations o WHERE o.citizen_id = p_from AND o.kind = 'representative' AND app.relation_holds(o, clock_timestamp())
    AND o.actor_id <> p_into AND NOT EXISTS (SELECT FROM app.relations x WHERE x.citizen_id = p_into AND x.actor_id = o.actor_id AND x.kind = 'representative' AND x.ended_at IS NULL) LOOP
    INSERT INTO app.relations (citizen_id, actor_id, kind, role, source, citizen_name, actor_name, citizen_born, scopes, accepted_at, paper, staff_id, staff_name, facility_code)
    VALUES (p_into, r.actor_id, r.kind, r.role, r.source, r.citizen_name, r.actor_name, r.citizen_born, r.scopes, clock_timestamp(), r.paper, r.staff_id, r.staff_name, r.facility_code)
    RETURNING relation_id INTO made;
    PERFORM app.log_relation(p_into, made, 'merged', 'staff', d.staff_id, d.staff_name, jsonb_build_object('merge', p_merge, 'desk', d.log_id));
    PERFORM app.tell(r.actor_id, 'books-merged', '/family', jsonb_build_object('name', r.citizen_name), 'merged ' || p_merge);
  END LOOP;
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace
    AND p.proname IN ('who_hears', 'is_for_owner_alone', 'follow_reading', 'helper_session', 'start_helping', 'ask_helping', 'helping_asked',
      'help_by_code', 'helper_card_lasts', 'keep_helper_card', 'make_helper_card', 'make_helped_card', 'end_helper_card', 'help_by_card', 'follow_merge') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.ask_helping(text, uuid, uuid, text, uuid, text, integer), app.helping_asked(text), app.help_by_code(text, text),
  app.make_helper_card(uuid, text), app.make_helped_card(text, uuid, text), app.end_helper_card(), app.help_by_card(text, uuid, text),
  app.follow_merge(uuid, uuid, uuid, boolean) TO book_web;
