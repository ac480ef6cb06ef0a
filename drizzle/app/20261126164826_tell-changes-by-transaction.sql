-- As before; the number of a change is that of its transaction.
CREATE OR REPLACE FUNCTION app.exchanged(a app.appointments) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object('appointmentId', a.appointment_id, 'number', a.external_number, 'code', a.code, 'status', a.status, 'source', a.source,
    'slotId', a.slot_id, 'serviceId', a.service_id, 'departmentId', a.department_id, 'roomId', a.room_id, 'startsAt', to_char(a.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'queueNumber', a.number,
    'name', a.citizen_name, 'birthDate', a.citizen_born, 'reason', nullif(a.reason, ''), 'lateMinutes', a.late_minutes,
    'cancelledBy', a.cancelled_by, 'cancelledBecause', nullif(a.cancelled_because, ''), 'change', a.changed_in::text::bigint)
$$;
--> statement-breakpoint
-- What changed after a number, in order, each appointment as it is now. The number is a transaction's: those below the oldest unfinished one
-- are all told, so that nothing can still come before them, however their numbers in `appointment_changes` crossed. All of one transaction
-- are told together.
CREATE OR REPLACE FUNCTION app.exchange_changes(p_grant text, p_after bigint, p_most integer) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT app.exchanged(told.x) FROM (
    SELECT a AS x FROM app.appointments a WHERE a.facility_code = app.exchanging(p_grant) AND a.changed_in > p_after::text::xid8
      AND a.changed_in < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY a.changed_in FETCH FIRST least(p_most, 500) ROWS WITH TIES) told
  ORDER BY (told.x).changed_in, (told.x).change
$$;
