-- Whom a facility's fee note is for: the person of that number, if name and birth date are theirs too. Only for a genuine
-- sender's grant, and nothing about anybody is answered but the id.
CREATE FUNCTION warehouse.person_of_note(p_grant text, p_personal_id text, p_name text, p_birth_date text)
RETURNS TABLE (citizen_id uuid, refusal text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE c warehouse.citizens;
BEGIN
  PERFORM FROM warehouse.require_sender(p_grant);
  SELECT p.* INTO c FROM warehouse.identifiers i JOIN warehouse.citizens p ON p.citizen_id = i.citizen_id
  WHERE i.kind = 'personal-id' AND i.value = p_personal_id;
  IF c.citizen_id IS NULL THEN RETURN QUERY SELECT NULL::uuid, 'person-unknown'::text; RETURN; END IF;
  IF warehouse.folded(c.name) IS DISTINCT FROM warehouse.folded(p_name)
    OR left(c.birth_date, least(length(c.birth_date), length(p_birth_date))) <> left(p_birth_date, least(length(c.birth_date), length(p_birth_date))) THEN
    RETURN QUERY SELECT NULL::uuid, 'person-differs'::text; RETURN;
  END IF;
  RETURN QUERY SELECT c.citizen_id, NULL::text;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.person_of_note(text, text, text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.person_of_note(text, text, text, text) TO book_web;
