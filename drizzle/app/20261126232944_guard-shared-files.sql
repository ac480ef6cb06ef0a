DO $$
BEGIN
  ALTER TABLE app.shared_files ENABLE ROW LEVEL SECURITY;
  ALTER TABLE app.shared_files FORCE ROW LEVEL SECURITY;
  CREATE POLICY read_granted ON app.shared_files FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
  GRANT SELECT ON app.shared_files TO book_web;
  -- Deleted with what else a person told, beside what is deleted already; the bytes go with all attachments.
  EXECUTE format('CREATE OR REPLACE FUNCTION app.erasable() RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $f$ SELECT %L::text[] $f$',
    app.erasable() || ARRAY['shared_files']);
END $$;
--> statement-breakpoint
-- Keeps a file that was shared into the book, until its owner says what it is for. At most 5 wait (lib/attachment/rules.ts).
CREATE FUNCTION app.keep_shared_file(p_attachment uuid, p_kind text, p_sealed bytea, p_kid integer, p_wrapped bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('shared ' || who::text, 0));
  IF EXISTS (SELECT FROM app.attachments WHERE citizen_id = who AND attachment_id = p_attachment) THEN RETURN 'kept'; END IF;
  IF (SELECT count(*) FROM app.shared_files WHERE citizen_id = who) >= 5 THEN RETURN 'too-many-shared'; END IF;
  IF app.keep_attachment(p_attachment, p_kind, p_sealed, p_kid, p_wrapped) <> 'kept' THEN RETURN 'too-many'; END IF;
  INSERT INTO app.shared_files (citizen_id, attachment_id) VALUES (who, p_attachment);
  RETURN 'kept';
END $$;
--> statement-breakpoint
-- Only what waits is shredded: an attachment that a case holds is none of it. Dropped twice is once.
CREATE FUNCTION app.drop_shared_file(p_attachment uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  DELETE FROM app.shared_files WHERE citizen_id = who AND attachment_id = p_attachment;
  RETURN FOUND AND app.shred_attachment_of(who, p_attachment, (guard.grant_of('citizens'))[4]::bigint);
END $$;
--> statement-breakpoint
-- What nobody came back to in a day is shredded.
CREATE FUNCTION app.sweep_shared_files(p_now timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  f app.shared_files;
  swept integer := 0;
BEGIN
  FOR f IN DELETE FROM app.shared_files WHERE shared_at < p_now - interval '24 hours' RETURNING * LOOP
    PERFORM app.shred_attachment_of(f.citizen_id, f.attachment_id, NULL);
    swept := swept + 1;
  END LOOP;
  RETURN swept;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.keep_shared_file(uuid, text, bytea, integer, bytea), app.drop_shared_file(uuid),
  app.sweep_shared_files(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.keep_shared_file(uuid, text, bytea, integer, bytea), app.drop_shared_file(uuid) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.sweep_shared_files(timestamptz) TO book_worker;
