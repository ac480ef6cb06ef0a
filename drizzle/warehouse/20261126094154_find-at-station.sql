ALTER TABLE warehouse.newborn_links ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE warehouse.newborn_links FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY read_granted ON warehouse.newborn_links FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
--> statement-breakpoint
GRANT SELECT ON warehouse.newborn_links TO book_web;
--> statement-breakpoint
-- Who has the number for which this station's desk was opened: its line in the desk's log names it.
CREATE FUNCTION warehouse.person_at_station() RETURNS TABLE (citizen_id uuid, name text, birth_date text, sex text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.citizen_id, c.name, c.birth_date, c.sex FROM guard.desk() d
  JOIN warehouse.identifiers i ON i.kind = 'personal-id' AND i.value = d.about
  JOIN warehouse.citizens c ON c.citizen_id = i.citizen_id
  WHERE d.part = 'family'
$$;
--> statement-breakpoint
-- The newborns that went under that number, latest birth first, and the number that was joined to each since.
CREATE FUNCTION warehouse.newborns_at_station()
RETURNS TABLE (citizen_id uuid, name text, birth_date text, sex text, born_at text, link_id uuid, joined text, joined_at timestamptz, joined_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.citizen_id, c.name, c.birth_date, c.sex, split_part(i.value, ' ', 2), l.link_id, l.personal_id, l.made_at, l.staff_name
  FROM guard.desk() d
  JOIN warehouse.identifiers i ON i.kind = 'newborn' AND i.value LIKE d.about || ' %'
  JOIN warehouse.citizens c ON c.citizen_id = i.citizen_id
  LEFT JOIN warehouse.newborn_links l ON l.citizen_id = c.citizen_id AND l.undone_at IS NULL
  WHERE d.part = 'family' AND d.about ~ '^[0-9]{12}$'
  ORDER BY 5 DESC, 1 LIMIT 20
$$;
--> statement-breakpoint
-- Joins the number that a newborn was given to its book, by a paper: from then on its visits come here. A number that has a
-- book of its own already is not joined: answers `taken`. Twice is once.
CREATE FUNCTION warehouse.join_newborn(p_citizen uuid, p_personal_id text, p_paper text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  owner uuid;
BEGIN
  SELECT * INTO d FROM guard.desk() g WHERE g.part = 'family' AND g.facility_code <> '*';
  IF d.staff_id IS NULL OR NOT EXISTS (SELECT FROM warehouse.newborns_at_station() n WHERE n.citizen_id = p_citizen) THEN
    RAISE EXCEPTION 'not a station''s desk' USING errcode = '42501';
  END IF;
  IF p_personal_id !~ '^[0-9]{12}$' THEN RAISE EXCEPTION 'a personal id has 12 digits' USING errcode = '22023'; END IF;
  -- The lock of a sign-in and of a filing that bring the same number.
  PERFORM pg_advisory_xact_lock(hashtextextended('personal-id ' || p_personal_id, 0));
  SELECT i.citizen_id INTO owner FROM warehouse.identifiers i WHERE i.kind = 'personal-id' AND i.value = p_personal_id;
  IF owner = p_citizen THEN RETURN NULL; END IF;
  IF owner IS NOT NULL THEN RETURN 'taken'; END IF;
  IF EXISTS (SELECT FROM warehouse.identifiers i WHERE i.kind = 'personal-id' AND i.citizen_id = p_citizen) THEN RETURN 'has-number'; END IF;
  INSERT INTO warehouse.identifiers (kind, value, citizen_id, seen_from) VALUES ('personal-id', p_personal_id, p_citizen, 'station');
  INSERT INTO warehouse.newborn_links (citizen_id, personal_id, paper, staff_id, staff_name, facility_code)
  VALUES (p_citizen, p_personal_id, btrim(p_paper), d.staff_id, d.staff_name, d.facility_code);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Takes the number away again, where it was joined by mistake. Visits that came by it meanwhile stay, and are moved by a match.
CREATE FUNCTION warehouse.part_newborn(p_citizen uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  l warehouse.newborn_links;
BEGIN
  SELECT * INTO d FROM guard.desk() g WHERE g.part = 'family' AND g.facility_code <> '*';
  IF d.staff_id IS NULL OR NOT EXISTS (SELECT FROM warehouse.newborns_at_station() n WHERE n.citizen_id = p_citizen) THEN
    RAISE EXCEPTION 'not a station''s desk' USING errcode = '42501';
  END IF;
  UPDATE warehouse.newborn_links SET undone_at = clock_timestamp(), undone_by = d.staff_id
  WHERE citizen_id = p_citizen AND undone_at IS NULL RETURNING * INTO l;
  IF l.link_id IS NULL THEN RETURN false; END IF;
  DELETE FROM warehouse.identifiers WHERE kind = 'personal-id' AND value = l.personal_id AND citizen_id = p_citizen;
  RETURN true;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.person_at_station(), warehouse.newborns_at_station(), warehouse.join_newborn(uuid, text, text),
  warehouse.part_newborn(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.person_at_station(), warehouse.newborns_at_station(), warehouse.join_newborn(uuid, text, text),
  warehouse.part_newborn(uuid) TO book_web;
