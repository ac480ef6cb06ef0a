DO $$
DECLARE name text;
BEGIN
  -- Ingest files what came; the web role goes through the functions below, which only add, and only under a grant.
  FOREACH name IN ARRAY ARRAY['inbox', 'inbox_chunks'] LOOP
    EXECUTE format('ALTER TABLE warehouse.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE warehouse.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY file_all ON warehouse.%I FOR ALL TO book_ingest USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, UPDATE ON warehouse.inbox TO book_ingest;
--> statement-breakpoint
GRANT SELECT, DELETE ON warehouse.inbox_chunks TO book_ingest;
--> statement-breakpoint
-- Read and deleted once: pressing them would cost more than it saves.
ALTER TABLE warehouse.inbox_chunks ALTER COLUMN content SET STORAGE EXTERNAL;
--> statement-breakpoint
-- The facility that a genuine, living sender's grant speaks for, and the key it came with; nothing for any other text.
CREATE FUNCTION guard.sender_of(p_grant text, OUT facility_code text, OUT key_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  claims text := split_part(p_grant, '.', 1);
  field text[] := string_to_array(claims, '|');
BEGIN
  IF p_grant IS DISTINCT FROM guard.sign(claims) OR p_grant IS NULL THEN RETURN; END IF;
  IF field[2] <> 'sender' OR field[3]::bigint <= extract(epoch FROM clock_timestamp()) OR field[5] <> 'claims' THEN RETURN; END IF;
  facility_code := field[6];
  key_id := field[4]::bigint;
EXCEPTION WHEN data_exception THEN
  facility_code := NULL;
  key_id := NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.sender_of(text) FROM PUBLIC;
--> statement-breakpoint
-- Who sends, or an error: nothing below happens without.
CREATE FUNCTION warehouse.require_sender(p_grant text, OUT facility_code text, OUT key_id bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT s.facility_code, s.key_id INTO facility_code, key_id FROM guard.sender_of(p_grant) s;
  IF facility_code IS NULL THEN RAISE EXCEPTION 'no sender''s grant' USING errcode = '42501'; END IF;
END $$;
--> statement-breakpoint
-- How many bytes of one facility may wait: 2 GiB.
CREATE FUNCTION warehouse.inbox_limit() RETURNS bigint LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT 2147483648 $$;
--> statement-breakpoint
-- One more piece of a body that is still coming; nobody files it before receive_body. Answers why it is not taken, if so.
CREATE FUNCTION warehouse.receive_chunk(p_grant text, p_request uuid, p_place integer, p_content bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE sender record;
BEGIN
  SELECT * INTO sender FROM warehouse.require_sender(p_grant);
  -- 100 pieces of 1 MiB: 100 MB.
  IF p_place NOT BETWEEN 0 AND 99 OR length(p_content) NOT BETWEEN 1 AND 1048576 THEN
    RAISE EXCEPTION 'a piece is at most 1 MiB, a body at most 100 pieces' USING errcode = '22023';
  END IF;
  IF EXISTS (SELECT FROM warehouse.inbox i WHERE i.request_id = p_request) THEN
    RAISE EXCEPTION 'this body is whole already' USING errcode = '42501';
  END IF;
  -- Nobody files: rather say so than fill the disk.
  IF (SELECT coalesce(sum(length(c.content)), 0) FROM warehouse.inbox_chunks c WHERE c.facility_code = sender.facility_code) > warehouse.inbox_limit() THEN
    RETURN 'inbox-full';
  END IF;
  INSERT INTO warehouse.inbox_chunks (facility_code, request_id, place, content)
  VALUES (sender.facility_code, p_request, p_place, p_content);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The sender takes back what did not come whole.
CREATE FUNCTION warehouse.drop_unfinished(p_grant text, p_request uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE sender record;
BEGIN
  SELECT * INTO sender FROM warehouse.require_sender(p_grant);
  DELETE FROM warehouse.inbox_chunks c WHERE c.facility_code = sender.facility_code AND c.request_id = p_request
    AND NOT EXISTS (SELECT FROM warehouse.inbox i WHERE i.request_id = p_request);
END $$;
--> statement-breakpoint
-- The body is whole. Answers the request that stands for it: of the same bytes sent twice, or at once, the first.
CREATE FUNCTION warehouse.receive_body(p_grant text, p_request uuid, p_sha256 bytea, p_bytes bigint, p_chunks integer, p_kind text)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  sender record;
  found_id uuid;
BEGIN
  -- What is answered as received outlives a crash, whatever the caller has set for its commits.
  PERFORM set_config('synchronous_commit', 'on', true);
  SELECT * INTO sender FROM warehouse.require_sender(p_grant);
  IF (SELECT (count(*), coalesce(sum(length(content)), 0)) FROM warehouse.inbox_chunks c
      WHERE c.facility_code = sender.facility_code AND c.request_id = p_request) IS DISTINCT FROM (p_chunks::bigint, p_bytes) THEN
    RAISE EXCEPTION 'the body is not whole' USING errcode = '22023';
  END IF;
  SELECT i.request_id INTO found_id FROM warehouse.inbox i WHERE i.facility_code = sender.facility_code AND i.sha256 = p_sha256;
  IF found_id IS NULL THEN
    INSERT INTO warehouse.inbox (request_id, facility_code, key_id, sha256, bytes, kind)
    VALUES (p_request, sender.facility_code, sender.key_id, p_sha256, p_bytes, p_kind)
    ON CONFLICT (facility_code, sha256) DO NOTHING RETURNING warehouse.inbox.request_id INTO found_id;
    IF found_id IS NULL THEN
      SELECT i.request_id INTO found_id FROM warehouse.inbox i WHERE i.facility_code = sender.facility_code AND i.sha256 = p_sha256;
    END IF;
  END IF;
  IF found_id <> p_request THEN
    DELETE FROM warehouse.inbox_chunks c WHERE c.facility_code = sender.facility_code AND c.request_id = p_request;
  END IF;
  RETURN found_id;
END $$;
--> statement-breakpoint
-- What became of a body; no row when this facility never sent it.
CREATE FUNCTION warehouse.find_answer(p_grant text, p_request uuid)
RETURNS TABLE (answered_at timestamptz, foreign_code text, reports text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE sender record;
BEGIN
  SELECT * INTO sender FROM warehouse.require_sender(p_grant);
  RETURN QUERY SELECT i.answered_at, i.foreign_code, i.reports FROM warehouse.inbox i
    WHERE i.request_id = p_request AND i.facility_code = sender.facility_code;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.inbox_limit(), warehouse.require_sender(text), warehouse.receive_chunk(text, uuid, integer, bytea), warehouse.drop_unfinished(text, uuid),
  warehouse.receive_body(text, uuid, bytea, bigint, integer, text), warehouse.find_answer(text, uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.receive_chunk(text, uuid, integer, bytea), warehouse.drop_unfinished(text, uuid),
  warehouse.receive_body(text, uuid, bytea, bigint, integer, text), warehouse.find_answer(text, uuid) TO book_web;
