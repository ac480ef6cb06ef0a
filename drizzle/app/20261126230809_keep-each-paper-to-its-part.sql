-- The book that is opened for this part of it, where one may write.
CREATE FUNCTION app.own_citizen_in(p_part text) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (app.acting()).part <> p_part THEN RAISE EXCEPTION 'no grant for %', p_part USING errcode = '42501'; END IF;
  RETURN app.own_citizen();
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.own_citizen_in(text) FROM PUBLIC;
--> statement-breakpoint
-- As before, each only for whoever opened the part that it writes.
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid, part FROM pg_proc p JOIN (VALUES ('issue_certificate', 'certificates'), ('revoke_certificate', 'certificates'),
      ('drop_correction_photo', 'corrections')) v (name, part) ON v.name = p.proname
      WHERE p.pronamespace = 'app'::regnamespace LOOP
    EXECUTE replace(pg_get_functiondef(f.oid), 'app.own_citizen()', format('app.own_citizen_in(%L)', f.part));
  END LOOP;
END $$;
--> statement-breakpoint
-- As before; the same id again is known only in the part for which it was kept, so that no other paper of the book is read,
-- or shredded, by its id. Answers kept · known · not-theirs · too-many.
CREATE OR REPLACE FUNCTION app.keep_attachment(p_attachment uuid, p_kind text, p_sealed bytea, p_kid integer, p_wrapped bytea) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
  old app.attachments;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('attachments ' || who::text, 0));
  SELECT * INTO old FROM app.attachments WHERE citizen_id = who AND attachment_id = p_attachment;
  IF old.attachment_id IS NOT NULL THEN
    RETURN CASE WHEN old.shredded_at IS NULL AND EXISTS (SELECT FROM app.access_log l WHERE l.citizen_id = who AND l.log_id = old.opened_as
      AND l.part = (app.acting()).part) THEN 'known' ELSE 'not-theirs' END;
  END IF;
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
-- Whether a photo goes with this report, in its draft or sent; a photo goes with one report only.
CREATE FUNCTION app.is_of_report(p_citizen uuid, p_case uuid, p_attachment uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT NOT EXISTS (SELECT FROM app.correction_drafts d WHERE d.citizen_id = p_citizen AND d.attachment_id = p_attachment AND d.case_id <> p_case)
    AND NOT EXISTS (SELECT FROM app.correction_events e WHERE e.citizen_id = p_citizen AND e.attachment_id = p_attachment AND e.case_id <> p_case)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.is_of_report(uuid, uuid, uuid) FROM PUBLIC;
--> statement-breakpoint
-- As before; refuses a photo of another report.
CREATE OR REPLACE FUNCTION app.keep_correction_draft(p_case uuid, p_of text, p_reason text, p_wanted text, p_attachment uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen_in('corrections');
  log bigint := (guard.grant_of('citizens'))[4]::bigint;
  old app.correction_drafts;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('corrections ' || who::text, 0));
  IF p_attachment IS NOT NULL AND NOT app.is_of_report(who, p_case, p_attachment) THEN
    RAISE EXCEPTION 'a photo of another report' USING errcode = '42501';
  END IF;
  SELECT * INTO old FROM app.correction_drafts WHERE citizen_id = who AND case_id = p_case;
  IF p_attachment IS NOT NULL AND old.attachment_id IS DISTINCT FROM p_attachment THEN
    PERFORM app.shred_attachment_of(who, old.attachment_id, log);
  END IF;
  INSERT INTO app.correction_drafts (citizen_id, case_id, of, reason, wanted, attachment_id)
  VALUES (who, p_case, p_of, p_reason, p_wanted, p_attachment)
  ON CONFLICT (citizen_id, case_id) DO UPDATE SET reason = coalesce(excluded.reason, old.reason),
    wanted = coalesce(excluded.wanted, old.wanted), attachment_id = coalesce(excluded.attachment_id, old.attachment_id),
    at = clock_timestamp();
  FOR old IN SELECT * FROM app.correction_drafts WHERE citizen_id = who ORDER BY at DESC OFFSET 10 LOOP
    PERFORM app.shred_attachment_of(who, old.attachment_id, log);
    DELETE FROM app.correction_drafts WHERE citizen_id = who AND case_id = old.case_id;
  END LOOP;
END $$;
--> statement-breakpoint
-- As before; refuses a photo of another report.
CREATE OR REPLACE FUNCTION app.add_to_correction(p_case uuid, p_entry uuid, p_said text, p_attachment uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections := app.own_correction(p_case);
BEGIN
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF EXISTS (SELECT FROM app.correction_events WHERE citizen_id = c.citizen_id AND case_id = c.case_id AND entry_id = p_entry) THEN
    RETURN 'done';
  END IF;
  IF c.closed_at IS NOT NULL THEN RETURN 'closed'; END IF;
  IF (SELECT count(*) FROM app.correction_events
      WHERE citizen_id = c.citizen_id AND case_id = c.case_id AND what = 'said' AND facility_code IS NULL) >= 30 THEN
    RETURN 'too-many';
  END IF;
  IF p_attachment IS NOT NULL AND NOT (app.is_of_report(c.citizen_id, c.case_id, p_attachment) AND EXISTS (SELECT FROM app.attachments
      WHERE citizen_id = c.citizen_id AND attachment_id = p_attachment)) THEN
    RETURN 'not-found';
  END IF;
  PERFORM app.add_correction_event(c, 'said', p_said, p_entry, p_attachment);
  RETURN 'done';
END $$;
