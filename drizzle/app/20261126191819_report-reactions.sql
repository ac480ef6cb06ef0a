-- Reports a reaction after a dose: a case of its own kind, due sooner than the others: taken up the same day, answered by the next.
-- Parameters of ours; whoever vaccinates must report what is severe within 24 hours (reference of the module).
CREATE FUNCTION app.report_reaction(p_case uuid, p_facility text, p_target text, p_given date, p_stood jsonb, p_danger boolean, p_words text,
  p_person jsonb) RETURNS TABLE (answer text, case_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  who uuid := app.own_citizen();
  said record;
  is_new boolean := NOT EXISTS (SELECT FROM app.corrections o WHERE o.citizen_id = who AND o.case_id = p_case);
BEGIN
  SELECT s.answer, s.case_id INTO said FROM app.send_correction(p_case, p_facility, 'reaction', p_target, NULL, NULL, p_given, false, p_stood,
    clock_timestamp(), CASE WHEN p_danger THEN 'danger-signs' ELSE 'other-signs' END, p_words, p_person) s;
  IF said.answer = 'sent' AND is_new THEN
    UPDATE app.corrections c SET reply_due_on = (clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
      mend_due_on = (clock_timestamp() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date + 1
    WHERE c.citizen_id = who AND c.case_id = p_case;
  END IF;
  RETURN QUERY SELECT said.answer, said.case_id;
END $$;
--> statement-breakpoint
-- Reactions after doses of this desk: the open ones, those with danger signs first, then what was closed in 30 days. Nobody is named.
CREATE FUNCTION app.reactions_at_desk(p_most integer) RETURNS TABLE (case_id uuid, code text, reason text, sent_at timestamptz, taken_at timestamptz,
  answered_at timestamptz, taken_by_name text, closed_at timestamptz, mend_due_on date, vaccine text, given_on date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d record;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF d.facility_code IS NULL OR d.part <> 'corrections' THEN RETURN; END IF;
  RETURN QUERY SELECT c.case_id, c.code, c.reason, c.sent_at, c.taken_at, c.answered_at, c.taken_by_name, c.closed_at, c.mend_due_on,
      c.stood ->> 'title', c.happened_on
    FROM app.corrections c
    WHERE c.kind = 'reaction' AND app.is_correction_of_desk(c, d.facility_code) AND (c.closed_at IS NULL OR c.closed_at > clock_timestamp() - interval '30 days')
    ORDER BY c.closed_at IS NOT NULL, c.reason <> 'danger-signs', c.sent_at DESC LIMIT least(p_most, 200);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.report_reaction(uuid, text, text, date, jsonb, boolean, text, jsonb), app.reactions_at_desk(integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.report_reaction(uuid, text, text, date, jsonb, boolean, text, jsonb), app.reactions_at_desk(integer) TO book_web;
