ALTER TABLE warehouse.book_merges ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE warehouse.book_merges FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY read_granted ON warehouse.book_merges FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
GRANT SELECT (citizen_id, merge_id, proposed_at, proposed_by_name, facility_code, outcome, decided_at, undone_at) ON warehouse.book_merges TO book_web;
--> statement-breakpoint
-- A station proposes that the book of a newborn without a number and the book of its number are one child's, by a paper. The
-- desk is open for the parent's number, under which the newborn went. Answers why not; the same again is one.
CREATE FUNCTION warehouse.propose_merge(p_merge uuid, p_citizen uuid, p_personal_id text, p_paper text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  a warehouse.citizens;
  b warehouse.citizens;
BEGIN
  SELECT * INTO d FROM guard.desk() g WHERE g.part = 'family' AND g.facility_code <> '*';
  IF d.staff_id IS NULL OR NOT EXISTS (SELECT FROM warehouse.newborns_at_station() n WHERE n.citizen_id = p_citizen) THEN
    RAISE EXCEPTION 'not a station''s desk' USING errcode = '42501';
  END IF;
  IF EXISTS (SELECT FROM warehouse.book_merges WHERE citizen_id = p_citizen AND merge_id = p_merge) THEN RETURN NULL; END IF;
  SELECT c.* INTO a FROM warehouse.citizens c WHERE c.citizen_id = p_citizen;
  SELECT c.* INTO b FROM warehouse.identifiers i JOIN warehouse.citizens c USING (citizen_id) WHERE i.kind = 'personal-id' AND i.value = p_personal_id;
  IF b.citizen_id IS NULL THEN RETURN 'not-taken'; END IF;
  IF a.citizen_id = b.citizen_id OR EXISTS (SELECT FROM warehouse.identifiers i WHERE i.kind = 'personal-id' AND i.citizen_id = p_citizen) THEN RETURN 'has-number'; END IF;
  IF NOT (starts_with(a.birth_date, b.birth_date) OR starts_with(b.birth_date, a.birth_date))
    OR (a.sex <> b.sex AND 'undetermined' NOT IN (a.sex, b.sex)) THEN RETURN 'child-differs'; END IF;
  IF EXISTS (SELECT FROM warehouse.book_merges WHERE citizen_id = p_citizen AND undone_at IS NULL AND outcome IS DISTINCT FROM 'rejected') THEN RETURN 'merge-waits'; END IF;
  INSERT INTO warehouse.book_merges (citizen_id, merge_id, into_id, paper, proposed_by, proposed_by_name, facility_code)
  VALUES (p_citizen, p_merge, b.citizen_id, btrim(p_paper), d.staff_id, d.staff_name, d.facility_code);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- What the authority has to decide, and what it decided in the last thirty days: the two books by what tells them apart.
CREATE FUNCTION warehouse.list_merges() RETURNS TABLE (citizen_id uuid, merge_id uuid, from_name text, from_born text, into_name text, into_born text,
  number_end text, visits integer, paper text, proposed_by_name text, facility_code text, proposed_at timestamptz, outcome text,
  decided_by_name text, decided_at timestamptz, undone_at timestamptz, own boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT m.citizen_id, m.merge_id, a.name, a.birth_date, b.name, b.birth_date,
    (SELECT right(i.value, 4) FROM warehouse.identifiers i WHERE i.citizen_id = m.into_id AND i.kind = 'personal-id' LIMIT 1),
    coalesce(jsonb_array_length(m.moved -> 'encounters'), (SELECT count(*)::integer FROM warehouse.encounters e WHERE e.citizen_id = m.citizen_id)),
    m.paper, m.proposed_by_name, m.facility_code, m.proposed_at, m.outcome, m.decided_by_name, m.decided_at, m.undone_at, m.proposed_by = d.staff_id
  FROM guard.desk() d CROSS JOIN warehouse.book_merges m
  JOIN warehouse.citizens a ON a.citizen_id = m.citizen_id JOIN warehouse.citizens b ON b.citizen_id = m.into_id
  WHERE d.facility_code = '*' AND d.part = 'family' AND (m.outcome IS NULL OR m.decided_at > clock_timestamp() - interval '30 days')
  ORDER BY m.outcome IS NULL DESC, m.proposed_at LIMIT 100
$$;
--> statement-breakpoint
-- The merge that this desk of the authority works on, locked, with the locks of a filing in their order: its claims first, then
-- the numbers of both books. So nobody files into a book that is being moved.
CREATE FUNCTION warehouse.lock_merge(p_citizen uuid, p_merge uuid) RETURNS warehouse.book_merges
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE m warehouse.book_merges;
BEGIN
  PERFORM FROM guard.desk() d WHERE d.facility_code = '*' AND d.part = 'family' AND d.about = p_merge::text;
  IF NOT FOUND THEN RAISE EXCEPTION 'only an officer who has opened this merge' USING errcode = '42501'; END IF;
  SELECT * INTO m FROM warehouse.book_merges WHERE citizen_id = p_citizen AND merge_id = p_merge FOR UPDATE;
  IF m.merge_id IS NULL THEN RETURN m; END IF;
  PERFORM pg_advisory_xact_lock(lock) FROM (
    SELECT DISTINCT hashtextextended('claim ' || e.facility_code || ' ' || e.encounter_ref, 0) AS lock
    FROM warehouse.encounters e WHERE e.citizen_id IN (m.citizen_id, m.into_id) ORDER BY 1) x;
  PERFORM pg_advisory_xact_lock(lock) FROM (
    SELECT DISTINCT hashtextextended(i.kind || ' ' || i.value, 0) AS lock
    FROM warehouse.identifiers i WHERE i.citizen_id IN (m.citizen_id, m.into_id) AND i.kind IN ('personal-id', 'newborn') ORDER BY 1) x;
  RETURN m;
END $$;
--> statement-breakpoint
-- Takes visits with all their lines, what they told and their cards, and their claims, from one book into another; a line in both.
CREATE FUNCTION warehouse.move_visits(p_from uuid, p_to uuid, p_encounters uuid[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO warehouse.moves (citizen_id, encounter_id, direction, facility_code, arrived_at)
  SELECT b.id, e.encounter_id, b.direction, e.facility_code, e.arrived_at
  FROM warehouse.encounters e CROSS JOIN (VALUES (p_from, 'left'), (p_to, 'entered')) AS b(id, direction)
  WHERE e.citizen_id = p_from AND e.encounter_id = ANY (p_encounters);
  UPDATE warehouse.claims SET citizen_id = p_to WHERE citizen_id = p_from AND encounter_id = ANY (p_encounters);
  UPDATE warehouse.told_details SET citizen_id = p_to WHERE citizen_id = p_from AND encounter_id = ANY (p_encounters);
  UPDATE warehouse.insurance_cards SET citizen_id = p_to WHERE citizen_id = p_from AND encounter_id = ANY (p_encounters);
  UPDATE warehouse.encounters SET citizen_id = p_to WHERE citizen_id = p_from AND encounter_id = ANY (p_encounters)
$$;
--> statement-breakpoint
-- Gộp, hay không gộp: decided by somebody else than who proposed it; the table refuses the same person too. Answers why not.
CREATE FUNCTION warehouse.decide_merge(p_citizen uuid, p_merge uuid, p_merges boolean, OUT said text, OUT into_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m warehouse.book_merges := warehouse.lock_merge(p_citizen, p_merge);
  d record;
  visits uuid[];
  numbers jsonb;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF m.merge_id IS NULL THEN said := 'not-found'; RETURN; END IF;
  IF m.outcome IS NOT NULL THEN
    said := CASE WHEN (m.outcome = 'merged') = p_merges AND m.undone_at IS NULL THEN 'done' ELSE 'over' END;
    into_id := m.into_id; RETURN;
  END IF;
  IF m.proposed_by = d.staff_id THEN said := 'same-person'; RETURN; END IF;
  IF p_merges THEN
    visits := ARRAY(SELECT e.encounter_id FROM warehouse.encounters e WHERE e.citizen_id = m.citizen_id);
    SELECT coalesce(jsonb_agg(jsonb_build_array(i.kind, i.value)), '[]') INTO numbers FROM warehouse.identifiers i WHERE i.citizen_id = m.citizen_id
      AND NOT EXISTS (SELECT FROM warehouse.identifiers o WHERE o.kind = i.kind AND o.value = i.value AND o.citizen_id = m.into_id);
    PERFORM warehouse.move_visits(m.citizen_id, m.into_id, visits);
    UPDATE warehouse.identifiers i SET citizen_id = m.into_id WHERE i.citizen_id = m.citizen_id AND numbers @> jsonb_build_array(jsonb_build_array(i.kind, i.value));
  END IF;
  UPDATE warehouse.book_merges u SET outcome = CASE WHEN p_merges THEN 'merged' ELSE 'rejected' END, decided_at = clock_timestamp(), decided_by = d.staff_id,
    decided_by_name = d.staff_name, moved = CASE WHEN p_merges THEN jsonb_build_object('encounters', to_jsonb(visits), 'identifiers', numbers) END
  WHERE u.citizen_id = p_citizen AND u.merge_id = p_merge;
  said := 'done'; into_id := m.into_id;
END $$;
--> statement-breakpoint
-- Tách lại: what went over and is still there goes back; what came since stays where its number leads. Answers why not.
CREATE FUNCTION warehouse.undo_merge(p_citizen uuid, p_merge uuid, p_because text, OUT said text, OUT into_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  m warehouse.book_merges := warehouse.lock_merge(p_citizen, p_merge);
  d record;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF m.merge_id IS NULL THEN said := 'not-found'; RETURN; END IF;
  IF coalesce(length(btrim(p_because)), 0) < 3 THEN said := 'reason'; RETURN; END IF;
  IF m.outcome IS DISTINCT FROM 'merged' THEN said := 'over'; RETURN; END IF;
  into_id := m.into_id; said := 'done';
  IF m.undone_at IS NOT NULL THEN RETURN; END IF;
  PERFORM warehouse.move_visits(m.into_id, m.citizen_id, ARRAY(SELECT x::uuid FROM jsonb_array_elements_text(m.moved -> 'encounters') x));
  UPDATE warehouse.identifiers i SET citizen_id = m.citizen_id
  WHERE i.citizen_id = m.into_id AND m.moved -> 'identifiers' @> jsonb_build_array(jsonb_build_array(i.kind, i.value));
  UPDATE warehouse.book_merges u SET undone_at = clock_timestamp(), undone_by = d.staff_id, undone_by_name = d.staff_name, undone_because = left(btrim(p_because), 300)
  WHERE u.citizen_id = p_citizen AND u.merge_id = p_merge;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.propose_merge(uuid, uuid, text, text), warehouse.list_merges(), warehouse.lock_merge(uuid, uuid),
  warehouse.move_visits(uuid, uuid, uuid[]), warehouse.decide_merge(uuid, uuid, boolean), warehouse.undo_merge(uuid, uuid, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.propose_merge(uuid, uuid, text, text), warehouse.list_merges(), warehouse.decide_merge(uuid, uuid, boolean),
  warehouse.undo_merge(uuid, uuid, text) TO book_web;
