DO $$
BEGIN
  ALTER TABLE app.declared_doses ENABLE ROW LEVEL SECURITY;
  ALTER TABLE app.declared_doses FORCE ROW LEVEL SECURITY;
  CREATE POLICY read_granted ON app.declared_doses FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted_doses())::uuid[]));
  GRANT SELECT ON app.declared_doses TO book_web;
END $$;
--> statement-breakpoint
-- What a dose says, as the caller's code read it.
CREATE FUNCTION app.dose_told(p_dose jsonb) RETURNS app.declared_doses
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_populate_record(NULL::app.declared_doses, jsonb_build_object(
    'vaccine_code', p_dose -> 'vaccineCode', 'product', p_dose -> 'product', 'antigens', coalesce(nullif(p_dose -> 'antigens', 'null'), '[]'),
    'lot', p_dose -> 'lot', 'dose_number', p_dose -> 'doseNumber', 'given_on', p_dose -> 'givenOn', 'place', p_dose -> 'place', 'place_code', p_dose -> 'placeCode'))
$$;
--> statement-breakpoint
-- Declares a dose that is missing: a case of its own, and the dose beside it, waiting. The same form again is one; the same
-- dose answers the case that waits for it.
CREATE FUNCTION app.declare_dose(p_case uuid, p_facility text, p_target text, p_stood jsonb, p_person jsonb, p_dose jsonb)
RETURNS TABLE (answer text, case_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who uuid := app.own_citizen();
  d app.declared_doses := app.dose_told(p_dose);
  said record;
BEGIN
  SELECT s.answer, s.case_id INTO said FROM app.send_correction(p_case, p_facility, 'missing-dose', p_target, NULL, NULL, d.given_on, false,
    p_stood, clock_timestamp(), 'not-in-book', '', p_person) s;
  IF said.answer = 'sent' THEN
    INSERT INTO app.declared_doses (citizen_id, dose_id, standing, vaccine_code, product, antigens, lot, dose_number, given_on, place, place_code, opened_as)
    VALUES (who, p_case, 'waiting', d.vaccine_code, d.product, d.antigens, d.lot, d.dose_number, d.given_on, d.place, d.place_code,
      (guard.grant_of('citizens'))[4]::bigint)
    ON CONFLICT (dose_id) DO NOTHING;
  END IF;
  RETURN QUERY SELECT said.answer, said.case_id;
END $$;
--> statement-breakpoint
-- A declared dose stands as its case does: whatever answers, takes back or opens the case again.
CREATE FUNCTION app.follow_dose_case() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.declared_doses SET standing = CASE WHEN NEW.closed_at IS NULL THEN 'waiting'
    WHEN NEW.closed_because = 'answered' THEN CASE NEW.answer WHEN 'mended' THEN 'confirmed' ELSE 'refused' END
    ELSE NEW.closed_because END
  WHERE dose_id = NEW.case_id;
  -- What is due is worked out anew.
  UPDATE app.due_people SET stale_at = clock_timestamp() WHERE citizen_id IN (SELECT d.citizen_id FROM app.declared_doses d WHERE d.dose_id = NEW.case_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER follow_dose AFTER UPDATE OF closed_at, closed_because, answer ON app.corrections
FOR EACH ROW WHEN (NEW.kind IN ('missing-dose', 'dose')) EXECUTE FUNCTION app.follow_dose_case();
--> statement-breakpoint
-- A clerk has compared and writes down the dose as they saw it: of a missing dose it is confirmed, of one that is wrong it
-- stands in the place of what was told; without a vaccine it was never given. `p_stood` is kept with the case.
CREATE FUNCTION app.confirm_dose(p_case uuid, p_text text, p_mended_to text, p_stood jsonb, p_dose jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections := app.act_on_correction(p_case);
  d app.declared_doses := app.dose_told(coalesce(p_dose, '{}'));
  g record;
  said text;
  born text := (SELECT coalesce((SELECT i.birth_date FROM app.identities i WHERE i.citizen_id = c.citizen_id), c.person ->> 'birthDate'));
BEGIN
  SELECT * INTO g FROM guard.desk();
  IF c.kind NOT IN ('missing-dose', 'dose') OR (p_dose IS NULL AND c.kind = 'missing-dose') THEN RETURN 'answer'; END IF;
  IF p_dose IS NOT NULL AND (d.vaccine_code IS NULL OR d.given_on IS NULL OR d.given_on > (clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
    OR left(d.given_on::text, length(born)) < born) THEN
    RETURN 'dose';
  END IF;
  said := app.answer_correction(p_case, 'mended', p_text, p_mended_to, NULL);
  IF said <> 'done' THEN RETURN said; END IF;
  UPDATE app.corrections SET arrived = p_stood WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
  INSERT INTO app.declared_doses (citizen_id, dose_id, instead_of, standing, antigens)
  VALUES (c.citizen_id, p_case, CASE c.kind WHEN 'dose' THEN split_part(c.target, ':', 3)::uuid END, 'refused', '{}')
  ON CONFLICT (dose_id) DO NOTHING;
  UPDATE app.declared_doses SET standing = 'confirmed', vaccine_code = d.vaccine_code, product = d.product, antigens = d.antigens, lot = d.lot,
    dose_number = d.dose_number, given_on = d.given_on, place = d.place, place_code = d.place_code, confirmed_at = clock_timestamp(),
    confirmed_by_name = g.staff_name, confirmed_at_facility = nullif(g.facility_code, '*')
  WHERE dose_id = p_case;
  UPDATE app.due_people SET stale_at = clock_timestamp() WHERE citizen_id IN (SELECT x.citizen_id FROM app.declared_doses x WHERE x.dose_id = p_case);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- After two books became one, what was declared in the old one goes along; parted, it goes back.
CREATE FUNCTION app.move_declared_doses(p_from uuid, p_into uuid, p_merge uuid, p_merged boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM guard.desk() g WHERE g.facility_code = '*' AND g.part = 'family' AND g.about = p_merge::text) THEN
    RAISE EXCEPTION 'not the authority''s desk' USING errcode = '42501';
  END IF;
  UPDATE app.declared_doses SET citizen_id = CASE WHEN p_merged THEN p_into ELSE p_from END, merge_id = CASE WHEN p_merged THEN p_merge END
  WHERE CASE WHEN p_merged THEN citizen_id = p_from ELSE citizen_id = p_into AND merge_id = p_merge END;
END $$;
--> statement-breakpoint
-- As before; missing doses too, which a source may send meanwhile.
CREATE OR REPLACE FUNCTION app.list_open_corrections(p_after uuid, p_most integer)
RETURNS TABLE (citizen_id uuid, case_id uuid, kind text, encounter_id uuid, facility_code text, claim_ref text, stood jsonb, reason text,
  sent_at timestamptz, private boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT citizen_id, case_id, kind, encounter_id, facility_code, claim_ref, stood, reason, sent_at, private
  FROM app.corrections
  WHERE closed_at IS NULL AND (encounter_id IS NOT NULL OR kind IN ('missing-visit', 'missing-dose')) AND case_id > p_after
  ORDER BY case_id LIMIT least(p_most, 1000)
$$;
--> statement-breakpoint
-- For the worker, which works out what is due of many: doses that stations have confirmed, and those they found never given.
CREATE FUNCTION app.list_confirmed_doses(p_citizens uuid[]) RETURNS SETOF app.declared_doses
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.* FROM app.declared_doses d WHERE d.citizen_id = ANY (p_citizens) AND d.standing = 'confirmed'
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.dose_told(jsonb), app.declare_dose(uuid, text, text, jsonb, jsonb, jsonb), app.follow_dose_case(),
  app.confirm_dose(uuid, text, text, jsonb, jsonb), app.move_declared_doses(uuid, uuid, uuid, boolean), app.list_confirmed_doses(uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.declare_dose(uuid, text, text, jsonb, jsonb, jsonb), app.confirm_dose(uuid, text, text, jsonb, jsonb),
  app.move_declared_doses(uuid, uuid, uuid, boolean) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.list_confirmed_doses(uuid[]) TO book_worker;
