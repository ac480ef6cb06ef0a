-- Whose number this is, for a facility's desk that opened the search for it. A card's number may be two people's: then both.
CREATE FUNCTION warehouse.find_person(p_kind text, p_value text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT i.citizen_id FROM guard.desk() d
  JOIN warehouse.identifiers i ON i.kind = p_kind AND i.value = p_value
  WHERE d.facility_code <> '*' AND d.part = 'person-search' AND p_kind IN ('personal-id', 'social-insurance')
  LIMIT 2
$$;
--> statement-breakpoint
-- What a desk sees of a person before the book is open: name, year of birth, the end of the card shown last.
CREATE FUNCTION warehouse.person_at_desk(p_citizen uuid) RETURNS TABLE (name text, birth_year text, card_end text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT c.name, left(c.birth_date, 4), (SELECT right(k.card_number, 4) FROM warehouse.insurance_cards k
    WHERE k.citizen_id = c.citizen_id ORDER BY k.shown_at DESC, k.valid_from DESC LIMIT 1)
  FROM guard.desk() d JOIN warehouse.citizens c ON c.citizen_id = p_citizen
  WHERE d.facility_code <> '*' AND d.part = 'person' AND d.about = p_citizen::text
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.find_person(text, text), warehouse.person_at_desk(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.find_person(text, text), warehouse.person_at_desk(uuid) TO book_web;
