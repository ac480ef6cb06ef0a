-- A room of this facility that is open, and a person of the facility who may be named there: also one who stands in from another department.
CREATE OR REPLACE FUNCTION app.own_room(who app.staff, p_room uuid, p_practitioner uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app.rooms r JOIN app.departments d ON d.department_id = r.department_id AND d.closed_at IS NULL
    WHERE r.room_id = p_room AND r.facility_code = who.facility_code AND r.closed_at IS NULL)
    AND (p_practitioner IS NULL OR EXISTS (SELECT FROM app.practitioners p WHERE p.practitioner_id = p_practitioner AND p.facility_code = who.facility_code AND p.closed_at IS NULL))
$$;
