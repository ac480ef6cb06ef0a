INSERT INTO app.family_parts (part, scope, writes) VALUES ('certificates', 'record', 'scope');
--> statement-breakpoint
ALTER TABLE app.certificates ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.certificates FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY read_granted ON app.certificates FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
GRANT SELECT ON app.certificates, app.certificate_revocations TO book_web;
--> statement-breakpoint
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON app.certificate_revocations FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- What is taken back, or deleted while it is still good, is on the list that everybody reads, in the same transaction.
CREATE FUNCTION app.publish_revocation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (OLD.citizen_id, OLD.certificate_id, OLD.kind, OLD.about, OLD.texts, OLD.doses, OLD.kid, OLD.mark, OLD.issued_at, OLD.expires_at, OLD.opened_as)
      IS DISTINCT FROM (NEW.citizen_id, NEW.certificate_id, NEW.kind, NEW.about, NEW.texts, NEW.doses, NEW.kid, NEW.mark, NEW.issued_at, NEW.expires_at, NEW.opened_as)
      OR OLD.revoked_at IS NOT NULL THEN
      RAISE EXCEPTION 'a certificate is only ever taken back, once' USING errcode = '42501';
    END IF;
  END IF;
  IF OLD.revoked_at IS NULL AND OLD.expires_at > clock_timestamp() THEN
    INSERT INTO app.certificate_revocations (kid, kind, mark)
    VALUES (OLD.kid, CASE OLD.kind WHEN 'health-card' THEN 'card' ELSE 'hcert' END, OLD.mark) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER publish_revocation AFTER UPDATE OR DELETE ON app.certificates FOR EACH ROW EXECUTE FUNCTION app.publish_revocation();
--> statement-breakpoint
-- Keeps a certificate that was signed. The same one again is kept once. A person has at most 50 that are good, and 20 of a day.
CREATE FUNCTION app.issue_certificate(p_certificate uuid, p_kind text, p_about text, p_texts jsonb, p_doses jsonb, p_kid text, p_mark text,
  p_issued timestamptz, p_expires timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('certificates ' || who::text, 0));
  IF EXISTS (SELECT FROM app.certificates WHERE citizen_id = who AND certificate_id = p_certificate) THEN RETURN NULL; END IF;
  IF (SELECT count(*) FROM app.certificates WHERE citizen_id = who AND revoked_at IS NULL AND expires_at > clock_timestamp()) >= 50
    OR (SELECT count(*) FROM app.certificates WHERE citizen_id = who AND issued_at > clock_timestamp() - interval '1 day') >= 20 THEN
    RETURN 'too-many-certificates';
  END IF;
  INSERT INTO app.certificates (citizen_id, certificate_id, kind, about, texts, doses, kid, mark, issued_at, expires_at, opened_as)
  VALUES (who, p_certificate, p_kind, p_about, ARRAY(SELECT jsonb_array_elements_text(p_texts)), p_doses, p_kid, p_mark, p_issued, p_expires,
    (guard.grant_of('citizens'))[4]::bigint);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Takes a certificate back, because whoever has the book asks or because what it tells no longer stands. Again is the same.
CREATE FUNCTION app.revoke_certificate(p_certificate uuid, p_because text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('certificates ' || who::text, 0));
  UPDATE app.certificates SET revoked_at = clock_timestamp(), revoked_because = p_because, revoked_as = (guard.grant_of('citizens'))[4]::bigint
  WHERE citizen_id = who AND certificate_id = p_certificate AND revoked_at IS NULL;
  RETURN EXISTS (SELECT FROM app.certificates WHERE citizen_id = who AND certificate_id = p_certificate);
END $$;
--> statement-breakpoint
-- The certificates that are good, some at a time, and the tellings that a station put another in the place of: for the
-- worker, which looks whether their doses still stand.
CREATE FUNCTION app.living_certificates(p_after uuid, p_most integer) RETURNS TABLE (citizen_id uuid, certificate_id uuid, doses jsonb, mended jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.citizen_id, c.certificate_id, c.doses, coalesce((SELECT jsonb_agg(d.instead_of) FROM app.declared_doses d
    WHERE d.citizen_id = c.citizen_id AND d.standing = 'confirmed' AND d.instead_of IS NOT NULL), '[]')
  FROM app.certificates c
  WHERE c.revoked_at IS NULL AND c.expires_at > clock_timestamp() AND c.certificate_id > p_after ORDER BY c.certificate_id LIMIT p_most
$$;
--> statement-breakpoint
-- Takes back a certificate of which the warehouse misses some doses, and tells its person; not while a desk has written
-- them and they are still on their way. For the worker.
CREATE FUNCTION app.revoke_overturned(p_citizen uuid, p_certificate uuid, p_missing jsonb) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM jsonb_to_recordset(p_missing) AS m (code text, "on" date, lot text)
    WHERE NOT EXISTS (SELECT FROM app.desk_doses d WHERE d.citizen_id = p_citizen AND d.undone_at IS NULL AND d.standing = 'recorded'
      AND d.vaccine_code = m.code AND d.given_on = m."on" AND d.lot IS NOT DISTINCT FROM m.lot
      AND (d.filed_version < d.version OR d.filed_at > clock_timestamp() - interval '1 hour'))) THEN
    RETURN false;
  END IF;
  UPDATE app.certificates SET revoked_at = clock_timestamp(), revoked_because = 'dose-changed'
  WHERE citizen_id = p_citizen AND certificate_id = p_certificate AND revoked_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM app.tell(p_citizen, 'certificate-revoked', '/vaccination/certificates', '{}', p_certificate::text);
  RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.publish_revocation(), app.issue_certificate(uuid, text, text, jsonb, jsonb, text, text, timestamptz, timestamptz),
  app.revoke_certificate(uuid, text), app.living_certificates(uuid, integer), app.revoke_overturned(uuid, uuid, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.issue_certificate(uuid, text, text, jsonb, jsonb, text, text, timestamptz, timestamptz), app.revoke_certificate(uuid, text) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.living_certificates(uuid, integer), app.revoke_overturned(uuid, uuid, jsonb) TO book_worker;
--> statement-breakpoint
-- As before, and certificates: what is deleted is taken back.
DO $$
BEGIN
  EXECUTE format('CREATE OR REPLACE FUNCTION app.erasable() RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $f$ SELECT %L::text[] $f$',
    array_prepend('certificates', app.erasable()));
END $$;
