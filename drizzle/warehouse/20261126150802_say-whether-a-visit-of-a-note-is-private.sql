-- As before, and whether the visit is private at all, also while it is open: a paper that others see never tells of it.
DROP FUNCTION warehouse.find_visit_of_note(text, text);
--> statement-breakpoint
CREATE FUNCTION warehouse.find_visit_of_note(p_facility text, p_ref text) RETURNS TABLE (encounter_id uuid, private boolean, closed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT e.encounter_id, e.private, e.private AND e.encounter_id <> ALL ((SELECT guard.opened())::uuid[])
  FROM warehouse.encounters e
  WHERE e.citizen_id = ANY ((SELECT guard.granted())::uuid[]) AND e.facility_code = p_facility AND e.encounter_ref = p_ref
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.find_visit_of_note(text, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.find_visit_of_note(text, text) TO book_web;
