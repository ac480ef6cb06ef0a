-- What the health authority follows, and nothing that names a person.
CREATE FUNCTION app.teleconsult_authority() RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE d record;
BEGIN
  SELECT * INTO d FROM guard.desk();
  IF d.part IS DISTINCT FROM 'teleconsult-figures' OR d.facility_code <> '*' THEN RAISE EXCEPTION 'not the authority' USING errcode = '42501'; END IF;
  RETURN d.staff_name;
END $$;
--> statement-breakpoint
-- Questions of one month, by the facility that has them: how many, by how many people of age, how long they waited, what they came to.
CREATE FUNCTION app.teleconsult_month(p_month date)
RETURNS TABLE (facility_code text, cases integer, adults integer, answered integer, refused integer, waiting integer, late integer, visits integer, emergencies integer,
  referred integer, calls integer, claim_minutes double precision, answer_minutes double precision, helpful integer, judged integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM app.teleconsult_authority();
  RETURN QUERY
  WITH asked AS (
    SELECT c.* FROM app.teleconsult_cases c
    WHERE c.sent_at >= p_month::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' AND c.sent_at < (p_month + interval '1 month')::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')
  SELECT a.facility_code, count(*)::integer,
    (count(DISTINCT a.citizen_id) FILTER (WHERE a.citizen_born IS NULL OR rpad(a.citizen_born, 10, '-12-31') <= (a.sent_at - interval '18 years')::date::text))::integer,
    (count(*) FILTER (WHERE a.status = 'answered'))::integer, (count(*) FILTER (WHERE a.status = 'refused'))::integer,
    (count(*) FILTER (WHERE a.status IN ('sent', 'reading')))::integer,
    (count(*) FILTER (WHERE EXISTS (SELECT FROM app.teleconsult_steps s WHERE s.citizen_id = a.citizen_id AND s.case_id = a.case_id AND s.what = 'late')))::integer,
    (count(*) FILTER (WHERE a.outcome = 'visit'))::integer, (count(*) FILTER (WHERE a.outcome = 'emergency'))::integer,
    (SELECT count(*) FROM app.teleconsult_referrals r WHERE r.from_facility = a.facility_code AND r.at >= p_month::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
      AND r.at < (p_month + interval '1 month')::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh')::integer,
    (count(*) FILTER (WHERE a.way <> 'written'))::integer,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM a.first_claimed_at - a.sent_at) / 60) FILTER (WHERE a.first_claimed_at IS NOT NULL),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM a.answered_at - a.sent_at) / 60) FILTER (WHERE a.answered_at IS NOT NULL AND a.rounds = 1),
    (count(*) FILTER (WHERE a.helpful = 'yes'))::integer, (count(*) FILTER (WHERE a.helpful IS NOT NULL))::integer
  FROM asked a GROUP BY a.facility_code ORDER BY count(*) DESC, a.facility_code;
END $$;
--> statement-breakpoint
-- How many different people of age asked in the twelve months before a day: for their share of all who are of age.
CREATE FUNCTION app.teleconsult_adults(p_today date) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.teleconsult_authority();
  RETURN (SELECT count(DISTINCT c.citizen_id) FROM app.teleconsult_cases c WHERE c.sent_at > (p_today - interval '12 months')::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
    AND (c.citizen_born IS NULL OR rpad(c.citizen_born, 10, '-12-31') <= (p_today - interval '18 years')::date::text));
END $$;
--> statement-breakpoint
-- What people reported of consultations and nobody has answered, by the day it is due.
CREATE FUNCTION app.list_teleconsult_reports(p_most integer) RETURNS TABLE (case_id uuid, code text, facility_code text, words text, at timestamptz, answer_by date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM app.teleconsult_authority();
  RETURN QUERY SELECT r.case_id, c.code, r.facility_code, r.words, r.at, r.answer_by FROM app.teleconsult_reports r
  JOIN app.teleconsult_cases c ON c.citizen_id = r.citizen_id AND c.case_id = r.case_id
  WHERE r.answered_at IS NULL ORDER BY r.answer_by, r.at LIMIT least(p_most, 200);
END $$;
--> statement-breakpoint
-- Answers a report, once; the person is told.
CREATE FUNCTION app.answer_teleconsult_report(p_case uuid, p_answer text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  officer text := app.teleconsult_authority();
  c app.teleconsult_cases;
BEGIN
  SELECT x.* INTO c FROM app.teleconsult_cases x JOIN app.teleconsult_reports r ON r.citizen_id = x.citizen_id AND r.case_id = x.case_id WHERE x.case_id = p_case FOR UPDATE OF x, r;
  IF c.case_id IS NULL THEN RETURN 'not-found'; END IF;
  UPDATE app.teleconsult_reports r SET answer = left(btrim(p_answer), 2000), answered_at = clock_timestamp(), officer_name = officer
  WHERE r.citizen_id = c.citizen_id AND r.case_id = c.case_id AND r.answered_at IS NULL;
  IF FOUND THEN
    PERFORM app.log_teleconsult(c, 'report-answered', '{}');
    PERFORM app.tell(c.citizen_id, 'teleconsult-report-answered', '/teleconsult/' || c.case_id, '{}', 'report ' || c.case_id);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.teleconsult_authority(), app.teleconsult_month(date), app.teleconsult_adults(date), app.list_teleconsult_reports(integer),
  app.answer_teleconsult_report(uuid, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.teleconsult_month(date), app.teleconsult_adults(date), app.list_teleconsult_reports(integer), app.answer_teleconsult_report(uuid, text) TO book_web;
