-- A name without case, marks and blanks, for finding people of the same name.
CREATE FUNCTION warehouse.folded(p_name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT regexp_replace(lower(translate(regexp_replace(normalize(p_name, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd')), '[^[:alnum:]]', '', 'g')
$$;
--> statement-breakpoint
CREATE INDEX citizens_namesakes ON warehouse.citizens (warehouse.folded(name), birth_date);
--> statement-breakpoint
-- The officer of the authority who works on this held dossier now; the grant names both. Nobody else gets past.
CREATE FUNCTION warehouse.officer_for(p_held uuid) RETURNS TABLE (staff_id uuid, staff_name text, log_id bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT d.staff_id, d.staff_name, d.log_id FROM guard.desk() d
    WHERE d.facility_code = '*' AND d.part = 'held-dossier' AND d.about = p_held::text;
  IF NOT FOUND THEN RAISE EXCEPTION 'only an officer who has opened this dossier' USING errcode = '42501'; END IF;
END $$;
--> statement-breakpoint
-- One held dossier with what names its person, at the desk that opened this very one. Of numbers, the last digits.
CREATE FUNCTION warehouse.held_dossier(p_held uuid)
RETURNS TABLE (held_id uuid, facility_code text, claim_ref text, place integer, reason text, problems jsonb, made_on date, name text,
  birth_date text, personal_id_end text, card_ends text[], held_at timestamptz, released_at timestamptz,
  set_aside_at timestamptz, set_aside_reason text, file_name text, received_at timestamptz, bytes integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT q.held_id, q.facility_code, q.claim_ref, q.place, q.reason, q.problems, q.made_on, q.name, q.birth_date, right(q.personal_id, 4),
    ARRAY(SELECT right(n, 4) FROM unnest(q.social_insurance_numbers) n), q.held_at, q.released_at, q.set_aside_at,
    q.set_aside_reason, f.name, f.received_at, length(q.original)
  FROM guard.desk() d
  JOIN warehouse.quarantine q ON q.held_id = p_held AND d.facility_code IN ('*', q.facility_code)
  JOIN warehouse.received_files f USING (file_id)
  WHERE d.part = 'held-dossier' AND d.about = p_held::text
$$;
--> statement-breakpoint
-- The dossier as it came. Opening it is a part of its own in the desk's log.
CREATE FUNCTION warehouse.held_original(p_held uuid) RETURNS TABLE (claim_ref text, original bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT q.claim_ref, q.original
  FROM guard.desk() d JOIN warehouse.quarantine q ON q.held_id = p_held AND d.facility_code IN ('*', q.facility_code)
  WHERE d.part = 'held-original' AND d.about = p_held::text
$$;
--> statement-breakpoint
-- Who a held dossier may be about: whoever has its number or card, and whoever has its name and birth date as far as both
-- are known. At most twenty; a dossier with more needs another way to tell.
CREATE FUNCTION warehouse.candidates_of(p_held uuid)
RETURNS TABLE (citizen_id uuid, same_number boolean, same_card boolean, same_name boolean, same_birth_date boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  WITH q AS (SELECT * FROM warehouse.quarantine WHERE held_id = p_held),
  found AS (
    SELECT i.citizen_id, i.kind FROM q JOIN warehouse.identifiers i ON i.kind = 'personal-id' AND i.value = q.personal_id
    UNION SELECT i.citizen_id, i.kind FROM q
      JOIN warehouse.identifiers i ON i.kind = 'social-insurance' AND i.value = ANY (q.social_insurance_numbers)
    UNION SELECT c.citizen_id, 'name' FROM q JOIN warehouse.citizens c ON warehouse.folded(c.name) = warehouse.folded(q.name)
      AND (starts_with(c.birth_date, q.birth_date) OR starts_with(q.birth_date, c.birth_date))
  )
  SELECT c.citizen_id, bool_or(f.kind = 'personal-id'), bool_or(f.kind = 'social-insurance'),
    bool_or(warehouse.folded(c.name) = warehouse.folded(q.name)),
    bool_or(starts_with(c.birth_date, q.birth_date) OR starts_with(q.birth_date, c.birth_date))
  FROM found f JOIN warehouse.citizens c USING (citizen_id) CROSS JOIN q
  GROUP BY c.citizen_id
  ORDER BY 2 DESC, 3 DESC, 4 DESC, c.citizen_id LIMIT 20
$$;
--> statement-breakpoint
-- The same with what tells them apart, for the officer who opened the dossier.
CREATE FUNCTION warehouse.match_candidates(p_held uuid)
RETURNS TABLE (citizen_id uuid, name text, birth_date text, sex text, ward_code text, personal_id_end text, card_ends text[],
  same_number boolean, same_card boolean, same_name boolean, same_birth_date boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.citizen_id, c.name, c.birth_date, c.sex, c.ward_code,
    (SELECT right(i.value, 4) FROM warehouse.identifiers i WHERE i.citizen_id = c.citizen_id AND i.kind = 'personal-id' LIMIT 1),
    ARRAY(SELECT right(i.value, 4) FROM warehouse.identifiers i
      WHERE i.citizen_id = c.citizen_id AND i.kind = 'social-insurance' ORDER BY i.value LIMIT 5),
    f.same_number, f.same_card, f.same_name, f.same_birth_date
  FROM warehouse.officer_for(p_held) o CROSS JOIN warehouse.candidates_of(p_held) f JOIN warehouse.citizens c USING (citizen_id)
$$;
--> statement-breakpoint
-- Locks a held dossier, and says whether it is still open for a decision of that kind.
CREATE FUNCTION warehouse.lock_held(p_held uuid) RETURNS warehouse.quarantine
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT * FROM warehouse.quarantine WHERE held_id = p_held FOR UPDATE
$$;
--> statement-breakpoint
CREATE FUNCTION warehouse.note_decision(p_held uuid, p_match bigint, p_what text, p_citizen uuid, p_reason text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO warehouse.match_decisions (held_id, match_id, what, citizen_id, reason, by_id, by_name, desk_log_id)
  SELECT p_held, p_match, p_what, p_citizen, left(nullif(btrim(p_reason), ''), 500), o.staff_id, o.staff_name, o.log_id
  FROM warehouse.officer_for(p_held) o
$$;
--> statement-breakpoint
-- One officer says whose a held dossier is: one of those it may be about, nobody else. Answers 'done' or why not.
CREATE FUNCTION warehouse.propose_match(p_held uuid, p_citizen uuid, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  q warehouse.quarantine;
  new_id bigint;
BEGIN
  SELECT * INTO o FROM warehouse.officer_for(p_held);
  q := warehouse.lock_held(p_held);
  IF q.held_id IS NULL OR q.released_at IS NOT NULL OR q.set_aside_at IS NOT NULL
    OR q.reason NOT IN ('needs-matching', 'identity-mismatch') THEN RETURN 'not-open'; END IF;
  IF EXISTS (SELECT FROM warehouse.matches WHERE held_id = p_held AND ended_at IS NULL) THEN RETURN 'already'; END IF;
  IF NOT EXISTS (SELECT FROM warehouse.candidates_of(p_held) c WHERE c.citizen_id = p_citizen) THEN RETURN 'not-a-candidate'; END IF;
  INSERT INTO warehouse.matches (held_id, citizen_id, proposed_by, proposed_by_name)
  VALUES (p_held, p_citizen, o.staff_id, o.staff_name) RETURNING match_id INTO new_id;
  PERFORM warehouse.note_decision(p_held, new_id, 'proposed', p_citizen, p_reason);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Another officer agrees; from then on the worker files it. The table itself refuses the same officer twice.
CREATE FUNCTION warehouse.confirm_match(p_held uuid, p_match bigint) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  q warehouse.quarantine;
  m warehouse.matches;
BEGIN
  SELECT * INTO o FROM warehouse.officer_for(p_held);
  q := warehouse.lock_held(p_held);
  IF q.held_id IS NULL OR q.released_at IS NOT NULL OR q.set_aside_at IS NOT NULL THEN RETURN 'not-open'; END IF;
  SELECT * INTO m FROM warehouse.matches WHERE match_id = p_match AND held_id = p_held FOR UPDATE;
  IF m.match_id IS NULL OR m.ended_at IS NOT NULL OR m.confirmed_at IS NOT NULL THEN RETURN 'already'; END IF;
  IF m.proposed_by = o.staff_id THEN RETURN 'same-officer'; END IF;
  UPDATE warehouse.matches SET confirmed_by = o.staff_id, confirmed_by_name = o.staff_name, confirmed_at = clock_timestamp()
  WHERE match_id = p_match;
  PERFORM warehouse.note_decision(p_held, p_match, 'confirmed', m.citizen_id, NULL);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- A proposal that is not confirmed ends: another officer rejects it, or whoever made it withdraws it.
CREATE FUNCTION warehouse.reject_match(p_held uuid, p_match bigint, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  m warehouse.matches;
BEGIN
  SELECT * INTO o FROM warehouse.officer_for(p_held);
  PERFORM warehouse.lock_held(p_held);
  SELECT * INTO m FROM warehouse.matches WHERE match_id = p_match AND held_id = p_held FOR UPDATE;
  IF m.match_id IS NULL OR m.ended_at IS NOT NULL OR m.confirmed_at IS NOT NULL THEN RETURN 'already'; END IF;
  UPDATE warehouse.matches SET ended_at = clock_timestamp() WHERE match_id = p_match;
  PERFORM warehouse.note_decision(p_held, p_match,
    CASE WHEN m.proposed_by = o.staff_id THEN 'withdrawn' ELSE 'rejected' END, m.citizen_id, p_reason);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- A confirmed match is taken back, with a reason; the worker takes the visit out of the book again.
CREATE FUNCTION warehouse.undo_match(p_held uuid, p_match bigint, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m warehouse.matches;
BEGIN
  PERFORM warehouse.officer_for(p_held);
  IF coalesce(btrim(p_reason), '') = '' THEN RETURN 'reason-missing'; END IF;
  PERFORM warehouse.lock_held(p_held);
  SELECT * INTO m FROM warehouse.matches WHERE match_id = p_match AND held_id = p_held FOR UPDATE;
  IF m.match_id IS NULL OR m.ended_at IS NOT NULL OR m.confirmed_at IS NULL THEN RETURN 'already'; END IF;
  UPDATE warehouse.matches SET ended_at = clock_timestamp() WHERE match_id = p_match;
  PERFORM warehouse.note_decision(p_held, p_match, 'undone', m.citizen_id, p_reason);
  RETURN 'done';
END $$;
--> statement-breakpoint
-- Takes a held dossier from the open list, with a reason; it is kept.
CREATE FUNCTION warehouse.set_aside(p_held uuid, p_reason text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE q warehouse.quarantine;
BEGIN
  PERFORM warehouse.officer_for(p_held);
  IF coalesce(btrim(p_reason), '') = '' THEN RETURN 'reason-missing'; END IF;
  q := warehouse.lock_held(p_held);
  IF q.held_id IS NULL OR q.released_at IS NOT NULL OR q.set_aside_at IS NOT NULL THEN RETURN 'not-open'; END IF;
  IF EXISTS (SELECT FROM warehouse.matches WHERE held_id = p_held AND ended_at IS NULL) THEN RETURN 'already'; END IF;
  UPDATE warehouse.quarantine SET set_aside_at = clock_timestamp(), set_aside_reason = left(btrim(p_reason), 500) WHERE held_id = p_held;
  PERFORM warehouse.note_decision(p_held, NULL, 'set-aside', NULL, p_reason);
  RETURN 'done';
END $$;
--> statement-breakpoint
CREATE FUNCTION warehouse.take_back(p_held uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE q warehouse.quarantine;
BEGIN
  PERFORM warehouse.officer_for(p_held);
  q := warehouse.lock_held(p_held);
  IF q.held_id IS NULL OR q.set_aside_at IS NULL THEN RETURN 'not-open'; END IF;
  UPDATE warehouse.quarantine SET set_aside_at = NULL, set_aside_reason = NULL WHERE held_id = p_held;
  PERFORM warehouse.note_decision(p_held, NULL, 'taken-back', NULL, NULL);
  RETURN 'done';
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.folded(text), warehouse.officer_for(uuid), warehouse.held_dossier(uuid),
  warehouse.held_original(uuid), warehouse.candidates_of(uuid), warehouse.match_candidates(uuid), warehouse.lock_held(uuid),
  warehouse.note_decision(uuid, bigint, text, uuid, text), warehouse.propose_match(uuid, uuid, text),
  warehouse.confirm_match(uuid, bigint), warehouse.reject_match(uuid, bigint, text), warehouse.undo_match(uuid, bigint, text),
  warehouse.set_aside(uuid, text), warehouse.take_back(uuid) FROM PUBLIC;
--> statement-breakpoint
-- Whoever writes a citizen keeps the index of names.
GRANT EXECUTE ON FUNCTION warehouse.folded(text) TO book_ingest;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.held_dossier(uuid), warehouse.held_original(uuid), warehouse.match_candidates(uuid),
  warehouse.propose_match(uuid, uuid, text), warehouse.confirm_match(uuid, bigint), warehouse.reject_match(uuid, bigint, text),
  warehouse.undo_match(uuid, bigint, text), warehouse.set_aside(uuid, text), warehouse.take_back(uuid)
TO book_web;
