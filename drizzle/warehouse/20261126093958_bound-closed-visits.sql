-- As many as a page shows: a book may hold thousands. The bound stands within each book, where its index begins with it.
CREATE FUNCTION warehouse.list_closed_encounters(p_most integer, p_skip integer)
RETURNS TABLE (encounter_id uuid, facility_code text, arrived_on date, received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.encounter_id, e.facility_code, (e.arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, e.received_at
  FROM unnest(guard.granted()) AS book (citizen_id)
  CROSS JOIN LATERAL (
    SELECT c.encounter_id, c.facility_code, c.arrived_at, c.received_at
    FROM warehouse.encounters c
    WHERE c.citizen_id = book.citizen_id AND c.private AND c.encounter_id <> ALL ((SELECT guard.opened())::uuid[])
    ORDER BY c.arrived_at DESC, c.encounter_id DESC
    LIMIT least(p_most, 1000) + least(p_skip, 100000)
  ) e
  ORDER BY e.arrived_at DESC, e.encounter_id DESC
  LIMIT least(p_most, 1000) OFFSET least(p_skip, 100000)
$$;
--> statement-breakpoint
-- Whether one visit stands closed, and nothing more of it.
CREATE FUNCTION warehouse.find_closed_encounter(p_encounter uuid)
RETURNS TABLE (encounter_id uuid, facility_code text, arrived_on date, received_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.encounter_id, e.facility_code, (e.arrived_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, e.received_at
  FROM warehouse.encounters e
  WHERE e.citizen_id = ANY ((SELECT guard.granted())::uuid[]) AND e.encounter_id = p_encounter AND e.private
    AND e.encounter_id <> ALL ((SELECT guard.opened())::uuid[])
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.list_closed_encounters(integer, integer), warehouse.find_closed_encounter(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.list_closed_encounters(integer, integer), warehouse.find_closed_encounter(uuid) TO book_web;
--> statement-breakpoint
DROP FUNCTION warehouse.list_closed_encounters();
