-- A message about a private visit does not name its facility; it is read where the visit itself is not opened.
CREATE OR REPLACE FUNCTION app.tell_of_correction(c app.corrections, p_step text, p_once text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  link text := '/record/corrections/' || c.case_id;
  facility text := (SELECT nullif(d.facility_code, '*') FROM guard.desk() d);
  place jsonb := CASE WHEN c.private OR facility IS NULL THEN '{}' ELSE jsonb_build_object('facility', facility) END;
BEGIN
  IF p_step = 'received' AND facility IS NOT NULL THEN
    PERFORM app.tell(c.citizen_id, 'correction-received', link, place || jsonb_build_object('until', c.mend_due_on), p_once);
  ELSIF p_step = 'received' THEN
    PERFORM app.tell(c.citizen_id, 'correction-authority-received', link, jsonb_build_object('until', c.mend_due_on), p_once);
  ELSIF p_step = 'said' AND facility IS NOT NULL THEN
    PERFORM app.tell(c.citizen_id, 'correction-said', link, place, p_once);
  ELSIF facility IS NOT NULL THEN
    PERFORM app.tell(c.citizen_id, 'correction-answered', link, place, p_once);
  ELSE
    PERFORM app.tell(c.citizen_id, 'correction-authority-answered', link, '{}', p_once);
  END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.remind_corrections(p_now timestamptz) RETURNS TABLE (reminded integer, escalated integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  c app.corrections;
  today date := (p_now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
BEGIN
  reminded := 0; escalated := 0;
  FOR c IN SELECT o.* FROM app.corrections o WHERE o.closed_at IS NULL
      AND (o.mend_due_on <= today + 2 OR (o.taken_at IS NULL AND o.reply_due_on <= today + 2))
      ORDER BY o.case_id LIMIT 1000 FOR UPDATE SKIP LOCKED LOOP
    IF c.mend_due_on < today OR (c.taken_at IS NULL AND c.reply_due_on < today) THEN
      CONTINUE WHEN c.escalated_at IS NOT NULL OR c.facility_code IS NULL OR c.appealed_at IS NOT NULL;
      UPDATE app.corrections SET escalated_at = p_now WHERE citizen_id = c.citizen_id AND case_id = c.case_id;
      PERFORM app.add_correction_event(c, 'escalated', NULL, NULL, NULL);
      PERFORM app.tell(c.citizen_id, 'correction-overdue', '/record/corrections/' || c.case_id,
        CASE WHEN c.private THEN '{}' ELSE jsonb_build_object('facility', c.facility_code) END, c.case_id::text);
      escalated := escalated + 1;
    ELSIF NOT EXISTS (SELECT FROM app.correction_events e WHERE e.citizen_id = c.citizen_id AND e.case_id = c.case_id
        AND e.what = 'reminded' AND e.at > greatest(coalesce(c.taken_at, c.sent_at), coalesce(c.appealed_at, c.sent_at))) THEN
      PERFORM app.add_correction_event(c, 'reminded', NULL, NULL, NULL);
      reminded := reminded + 1;
    END IF;
  END LOOP;
  RETURN NEXT;
END $$;
