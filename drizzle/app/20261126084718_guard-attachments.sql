DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['attachments', 'attachment_keys'] LOOP
    EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY read_granted ON app.%I FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]))', name);
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Keeps an attachment in a book, closed as it came; under the same id it is kept once. At most 200 that are not shredded,
-- and 40 in a day (lib/attachment/rules.ts; parameters of ours).
CREATE FUNCTION app.keep_attachment(p_attachment uuid, p_kind text, p_sealed bytea, p_kid integer, p_wrapped bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('attachments ' || who::text, 0));
  IF EXISTS (SELECT FROM app.attachments WHERE citizen_id = who AND attachment_id = p_attachment) THEN RETURN 'kept'; END IF;
  IF (SELECT count(*) FROM app.attachments WHERE citizen_id = who AND shredded_at IS NULL) >= 200
    OR (SELECT count(*) FROM app.attachments WHERE citizen_id = who AND added_at > clock_timestamp() - interval '1 day') >= 40 THEN
    RETURN 'too-many';
  END IF;
  INSERT INTO app.attachments (citizen_id, attachment_id, kind, sealed, opened_as)
  VALUES (who, p_attachment, p_kind, p_sealed, (guard.grant_of('citizens'))[4]::bigint);
  INSERT INTO app.attachment_keys (citizen_id, attachment_id, kid, wrapped) VALUES (who, p_attachment, p_kid, p_wrapped);
  RETURN 'kept';
END $$;
--> statement-breakpoint
-- The key first, then the bytes: what is left of either in a backup opens nothing without the other. Shredded twice is once.
CREATE FUNCTION app.shred_attachment_of(p_citizen uuid, p_attachment uuid, p_as bigint) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM app.attachment_keys WHERE citizen_id = p_citizen AND attachment_id = p_attachment;
  UPDATE app.attachments SET sealed = NULL, shredded_at = clock_timestamp(), shredded_as = p_as
  WHERE citizen_id = p_citizen AND attachment_id = p_attachment AND shredded_at IS NULL;
  RETURN EXISTS (SELECT FROM app.attachments WHERE citizen_id = p_citizen AND attachment_id = p_attachment);
END $$;
--> statement-breakpoint
CREATE FUNCTION app.shred_attachment(p_attachment uuid) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.shred_attachment_of(app.own_citizen(), p_attachment, (guard.grant_of('citizens'))[4]::bigint)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.keep_attachment(uuid, text, bytea, integer, bytea), app.shred_attachment_of(uuid, uuid, bigint),
  app.shred_attachment(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.keep_attachment(uuid, text, bytea, integer, bytea), app.shred_attachment(uuid) TO book_web;
