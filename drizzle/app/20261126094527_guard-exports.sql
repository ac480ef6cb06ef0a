DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['exports', 'export_pieces', 'erasures'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]))', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Neither the key of a copy nor its link is read: they come out of app.take_export alone.
GRANT SELECT (citizen_id, export_id, with_private, language, asked_at, as_of, ready_at, bytes, failed_at, expires_at, deleted_at, link_ends_at, links, taken_at) ON app.exports TO book_web;
--> statement-breakpoint
GRANT SELECT ON app.export_pieces, app.erasures TO book_web;
--> statement-breakpoint
-- The wordings are nobody's; the copy of a book names them.
CREATE POLICY read_all_as_worker ON app.consent_texts FOR SELECT TO book_worker USING (true);
--> statement-breakpoint
GRANT SELECT ON app.consent_texts TO book_worker;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.erasures
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- Xin một bản sao: one is made at a time, and at most 5 in a day (parameters of ours). Asked twice it is one.
CREATE FUNCTION app.ask_export(p_export uuid, p_with_private boolean, p_language text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := app.only_own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('exports ' || who::text, 0));
  IF EXISTS (SELECT FROM app.exports WHERE citizen_id = who AND export_id = p_export) THEN RETURN NULL; END IF;
  IF EXISTS (SELECT FROM app.exports WHERE citizen_id = who AND ready_at IS NULL AND failed_at IS NULL AND deleted_at IS NULL) THEN RETURN 'being-made'; END IF;
  IF (SELECT count(*) FROM app.exports WHERE citizen_id = who AND asked_at > clock_timestamp() - interval '1 day') >= 5 THEN RETURN 'too-many'; END IF;
  INSERT INTO app.exports (citizen_id, export_id, with_private, language, opened_as)
  VALUES (who, p_export, p_with_private, p_language, (guard.grant_of('citizens'))[4]::bigint);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Takes the copy that has waited longest, and leaves the trace of the reading that follows. The caller must COMMIT before a
-- grant is given. What was tried three times in vain is given up. For the worker.
CREATE FUNCTION app.claim_export()
RETURNS TABLE (citizen_id uuid, export_id uuid, with_private boolean, language text, attempt integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  e app.exports;
  row_id bigint;
BEGIN
  PERFORM set_config('synchronous_commit', 'on', true);
  UPDATE app.exports SET failed_at = clock_timestamp()
  WHERE ready_at IS NULL AND failed_at IS NULL AND deleted_at IS NULL AND tries >= 3 AND tried_at < clock_timestamp() - interval '5 minutes';
  SELECT * INTO e FROM app.exports
  WHERE ready_at IS NULL AND failed_at IS NULL AND deleted_at IS NULL AND tries < 3
    AND (tried_at IS NULL OR tried_at < clock_timestamp() - interval '5 minutes')
  ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF e.export_id IS NULL THEN RETURN; END IF;
  INSERT INTO app.access_log (citizen_id, actor_kind, actor_name, purpose, part, basis)
  VALUES (e.citizen_id, 'system', '', CASE WHEN e.with_private THEN 'export-with-private' ELSE 'export' END, 'whole-book', 'own')
  RETURNING app.access_log.log_id INTO row_id;
  UPDATE app.exports u SET tried_at = clock_timestamp(), tries = e.tries + 1, read_as = row_id
  WHERE u.citizen_id = e.citizen_id AND u.export_id = e.export_id;
  RETURN QUERY SELECT e.citizen_id, e.export_id, e.with_private, e.language, e.tries + 1;
END $$;
--> statement-breakpoint
-- A grant of 60 seconds to read the whole book for that copy: its row in the log is committed, and of this try. For the worker.
CREATE FUNCTION app.export_grant(p_citizen uuid, p_export uuid, p_attempt integer) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r app.access_log;
BEGIN
  SELECT l.* INTO r FROM app.exports e JOIN app.access_log l ON l.citizen_id = e.citizen_id AND l.log_id = e.read_as
  WHERE e.citizen_id = p_citizen AND e.export_id = p_export AND e.tries = p_attempt AND e.ready_at IS NULL AND e.deleted_at IS NULL;
  IF r.log_id IS NULL OR r.xid = pg_current_xact_id_if_assigned() OR r.at < clock_timestamp() - interval '5 minutes' THEN
    RAISE EXCEPTION 'no committed opening' USING errcode = '42501';
  END IF;
  RETURN guard.sign(concat_ws('|', (SELECT max(kid) FROM guard.keys), 'citizens',
    extract(epoch FROM clock_timestamp())::bigint + 60, r.log_id, r.purpose, r.citizen_id));
END $$;
--> statement-breakpoint
-- Whose whole book this transaction may read, or an error.
CREATE FUNCTION app.exported_citizen() RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE field text[] := guard.grant_of('citizens');
BEGIN
  IF field IS NULL OR field[5] NOT IN ('export', 'export-with-private') THEN
    RAISE EXCEPTION 'no grant of a whole book' USING errcode = '42501';
  END IF;
  RETURN field[6]::uuid;
END $$;
--> statement-breakpoint
-- Everything that this schema keeps about that person, of one moment: every table that has a citizen_id, row by row, without
-- bytes (hashes, what is sealed). A table that a later release adds is in it by itself. For the worker.
CREATE FUNCTION app.whole_book() RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.exported_citizen();
  t record;
  found jsonb;
  book jsonb := '{}';
BEGIN
  FOR t IN
    SELECT c.relname AS name, coalesce(array_agg(b.attname::text) FILTER (WHERE b.atttypid = 'bytea'::regtype), '{}') AS bytes
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'citizen_id'
    JOIN pg_attribute b ON b.attrelid = c.oid AND b.attnum > 0 AND NOT b.attisdropped
    WHERE c.relnamespace = 'app'::regnamespace AND c.relkind = 'r'
      AND c.relname NOT IN ('access_log_heads', 'attachment_keys', 'codes', 'export_pieces', 'private_openings')
    GROUP BY c.relname ORDER BY c.relname
  LOOP
    EXECUTE format('SELECT coalesce(jsonb_agg(to_jsonb(x) - $2), ''[]'') FROM (SELECT * FROM app.%I WHERE citizen_id = $1 LIMIT 100000) x', t.name)
    INTO found USING who, t.bytes || ARRAY['xid'] || CASE t.name WHEN 'open_codes' THEN ARRAY['code', 'token'] ELSE '{}' END;
    book := book || jsonb_build_object(t.name, found);
  END LOOP;
  RETURN book || jsonb_build_object('sessions', (
    SELECT coalesce(jsonb_agg(jsonb_build_object('user_agent', s.user_agent, 'began_at', s.began_at, 'seen_at', s.seen_at)), '[]')
    FROM app.sessions s WHERE s.realm = 'citizen' AND s.subject_id = who));
END $$;
--> statement-breakpoint
-- The photos and papers that they added, closed as they are kept. For the worker.
CREATE FUNCTION app.whole_book_attachments()
RETURNS TABLE (attachment_id uuid, kind text, added_at timestamptz, sealed bytea, kid integer, wrapped bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT a.attachment_id, a.kind, a.added_at, a.sealed, k.kid, k.wrapped
  FROM app.attachments a JOIN app.attachment_keys k ON k.citizen_id = a.citizen_id AND k.attachment_id = a.attachment_id
  WHERE a.citizen_id = app.exported_citizen() AND a.sealed IS NOT NULL ORDER BY a.added_at, a.attachment_id
$$;
--> statement-breakpoint
-- A piece of a copy, from the try that is under way. For the worker.
CREATE FUNCTION app.add_export_piece(p_citizen uuid, p_export uuid, p_attempt integer, p_place integer, p_sealed bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM FROM app.exports WHERE citizen_id = p_citizen AND export_id = p_export AND tries = p_attempt AND ready_at IS NULL AND deleted_at IS NULL FOR UPDATE;
  IF NOT FOUND OR p_place NOT BETWEEN 0 AND 999 THEN RAISE EXCEPTION 'no such copy is being made' USING errcode = '42501'; END IF;
  INSERT INTO app.export_pieces (citizen_id, export_id, place, sealed) VALUES (p_citizen, p_export, p_place, p_sealed)
  ON CONFLICT (citizen_id, export_id, place) DO UPDATE SET sealed = excluded.sealed;
END $$;
--> statement-breakpoint
-- The copy is whole: its owner is told, and it lasts 48 hours (a parameter of ours). For the worker.
CREATE FUNCTION app.finish_export(p_citizen uuid, p_export uuid, p_attempt integer, p_pieces integer, p_bytes bigint, p_as_of timestamptz, p_kid integer, p_wrapped bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE ends timestamptz := clock_timestamp() + interval '48 hours';
BEGIN
  UPDATE app.exports SET ready_at = clock_timestamp(), bytes = p_bytes, as_of = p_as_of, kid = p_kid, wrapped = p_wrapped, expires_at = ends
  WHERE citizen_id = p_citizen AND export_id = p_export AND tries = p_attempt AND ready_at IS NULL AND deleted_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM app.export_pieces WHERE citizen_id = p_citizen AND export_id = p_export AND place >= p_pieces;
  PERFORM app.tell(p_citizen, 'export-ready', '/consent/export',
    jsonb_build_object('until', to_char(ends AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')), p_export::text);
  RETURN true;
END $$;
--> statement-breakpoint
-- Key first, then bytes: what is left of either in a backup opens nothing without the other.
CREATE FUNCTION app.delete_export(p_citizen uuid, p_export uuid) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.exports SET kid = NULL, wrapped = NULL, link_hash = NULL, deleted_at = clock_timestamp()
  WHERE citizen_id = p_citizen AND export_id = p_export AND deleted_at IS NULL;
  DELETE FROM app.export_pieces WHERE citizen_id = p_citizen AND export_id = p_export;
END $$;
--> statement-breakpoint
-- Deletes the copies whose time is over, and what is left of those that were given up. For the worker.
CREATE FUNCTION app.sweep_exports() RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  e record;
  swept integer := 0;
BEGIN
  FOR e IN SELECT citizen_id, export_id FROM app.exports
    WHERE deleted_at IS NULL AND (expires_at < clock_timestamp() OR failed_at IS NOT NULL) LIMIT 500 FOR UPDATE SKIP LOCKED
  LOOP
    PERFORM app.delete_export(e.citizen_id, e.export_id);
    swept := swept + 1;
  END LOOP;
  RETURN swept;
END $$;
--> statement-breakpoint
-- Lấy đường tải: for whoever has just signed in again; it serves once, within 10 minutes, and at most 5 are given for a copy.
CREATE FUNCTION app.make_export_link(p_export uuid, p_link text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := app.only_own_citizen();
BEGIN
  IF NOT app.signed_in_lately() THEN RETURN 'sign-in-again'; END IF;
  IF length(p_link) < 43 THEN RAISE EXCEPTION 'a link is too short' USING errcode = '22023'; END IF;
  UPDATE app.exports SET link_hash = app.hash_of(p_link), link_ends_at = clock_timestamp() + interval '10 minutes', links = links + 1
  WHERE citizen_id = who AND export_id = p_export AND ready_at IS NOT NULL AND deleted_at IS NULL AND expires_at > clock_timestamp() AND links < 5;
  IF FOUND THEN RETURN NULL; END IF;
  RETURN CASE WHEN EXISTS (SELECT FROM app.exports WHERE citizen_id = who AND export_id = p_export AND links >= 5 AND deleted_at IS NULL)
    THEN 'too-many' ELSE 'not-there' END;
END $$;
--> statement-breakpoint
-- Tải về: uses the link up, and answers what opens the copy. Nothing for a link that was used, is over, or is somebody else's.
CREATE FUNCTION app.take_export(p_export uuid, p_link text)
RETURNS TABLE (kid integer, wrapped bytea, bytes bigint, pieces integer, as_of timestamptz)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE who uuid := app.only_own_citizen();
BEGIN
  IF NOT app.signed_in_lately() THEN RETURN; END IF;
  RETURN QUERY UPDATE app.exports e SET link_hash = NULL, taken_at = clock_timestamp()
  WHERE e.citizen_id = who AND e.export_id = p_export AND e.link_hash = app.hash_of(p_link) AND e.link_ends_at > clock_timestamp()
    AND e.deleted_at IS NULL AND e.expires_at > clock_timestamp()
  RETURNING e.kid, e.wrapped, e.bytes, (SELECT count(*)::integer FROM app.export_pieces p WHERE p.citizen_id = who AND p.export_id = p_export), e.as_of;
END $$;
--> statement-breakpoint
-- For tables that only ever grow, until the person whose they are has them deleted: not even their owner changes a row by mistake.
CREATE FUNCTION app.refuse_but_erasure() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('book.erasing', true) = pg_current_xact_id()::text THEN RETURN NULL; END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING errcode = '42501';
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['history_entries', 'history_answers', 'result_choices', 'card_checks'] LOOP
    EXECUTE format('DROP TRIGGER append_only ON app.%I', name);
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.%I FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_but_erasure()', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- What the app deletes for whoever asks: what they told, chose and added, and what was made for them. Tables that refer to
-- others come first.
CREATE FUNCTION app.erasable() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY['invitation_drafts', 'history_drafts', 'history_answers', 'history_entries', 'result_choices', 'opened_results', 'seen_encounters', 'readings',
    'reported_visits', 'card_checks', 'private_openings', 'deliveries', 'calls', 'codes', 'message_settings', 'phones', 'messages']
$$;
--> statement-breakpoint
-- Xóa: in one transaction, for whoever has just signed in again. Logs, requests and what was said of consent stay: they prove
-- what happened. What facilities sent is not the app's to delete.
CREATE FUNCTION app.erase_own(p_erasure uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.only_own_citizen();
  opened bigint := (guard.grant_of('citizens'))[4]::bigint;
  name text;
  one record;
  gone integer;
  counts jsonb := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('erasure ' || who::text, 0));
  IF EXISTS (SELECT FROM app.erasures WHERE citizen_id = who AND erasure_id = p_erasure) THEN RETURN NULL; END IF;
  IF NOT app.signed_in_lately() THEN RETURN 'sign-in-again'; END IF;
  IF (SELECT count(*) FROM app.erasures WHERE citizen_id = who) >= 100 THEN RETURN 'too-many'; END IF;
  PERFORM set_config('book.erasing', pg_current_xact_id()::text, true);
  FOREACH name IN ARRAY app.erasable() LOOP
    CONTINUE WHEN to_regclass('app.' || name) IS NULL;
    EXECUTE format('DELETE FROM app.%I WHERE citizen_id = $1', name) USING who;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone > 0 THEN counts := counts || jsonb_build_object(name, gone); END IF;
  END LOOP;
  gone := 0;
  FOR one IN SELECT attachment_id FROM app.attachments WHERE citizen_id = who AND shredded_at IS NULL LOOP
    PERFORM app.shred_attachment_of(who, one.attachment_id, opened);
    gone := gone + 1;
  END LOOP;
  IF gone > 0 THEN counts := counts || jsonb_build_object('attachments', gone); END IF;
  FOR one IN SELECT export_id FROM app.exports WHERE citizen_id = who AND deleted_at IS NULL LOOP
    PERFORM app.delete_export(who, one.export_id);
  END LOOP;
  FOR one IN SELECT DISTINCT purpose FROM app.consent_texts WHERE basis = 'consent' LOOP
    PERFORM app.record_consent(who, one.purpose, 'withdrawn', 'erasure');
  END LOOP;
  PERFORM set_config('book.erasing', '', true);
  INSERT INTO app.erasures (citizen_id, erasure_id, counts, opened_as) VALUES (who, p_erasure, counts, opened);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace AND p.proname IN (
    'ask_export', 'claim_export', 'export_grant', 'exported_citizen', 'whole_book', 'whole_book_attachments', 'add_export_piece', 'finish_export',
    'delete_export', 'sweep_exports', 'make_export_link', 'take_export', 'refuse_but_erasure', 'erasable', 'erase_own') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.ask_export(uuid, boolean, text), app.make_export_link(uuid, text), app.take_export(uuid, text), app.erase_own(uuid) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.claim_export(), app.export_grant(uuid, uuid, integer), app.whole_book(), app.whole_book_attachments(),
  app.add_export_piece(uuid, uuid, integer, integer, bytea), app.finish_export(uuid, uuid, integer, integer, bigint, timestamptz, integer, bytea),
  app.sweep_exports() TO book_worker;
