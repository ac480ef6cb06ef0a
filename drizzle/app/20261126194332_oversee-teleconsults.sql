-- What follows takes the place of the figures by one month.
DROP FUNCTION app.teleconsult_month(date), app.teleconsult_adults(date), app.list_teleconsult_reports(integer), app.answer_teleconsult_report(uuid, text), app.teleconsult_authority();
--> statement-breakpoint
-- Who of the authority works at that part of its desk; refuses everybody else.
CREATE FUNCTION app.teleconsult_overseer(p_part text, p_about uuid, OUT staff_name text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT d.staff_name INTO staff_name FROM guard.desk() d WHERE d.facility_code = '*' AND d.part = p_part AND d.about IS NOT DISTINCT FROM p_about::text;
  IF NOT FOUND THEN RAISE EXCEPTION 'not the authority' USING errcode = '42501'; END IF;
END $$;
--> statement-breakpoint
-- Cases that reached a facility on those days, counted by the facility that has them and the month in which they were sent: both, each alone, and all
-- (a null is "all"). Of fewer than five cases nothing is told but that there are some. Times are minutes from sending: `read` to the first doctor who took
-- it, `answer` to the first answer; the middle, and within how long nine of ten had it. A promise counts once it was met or missed: a case broke one when
-- the worker wrote it down as late, or when what ended it, or the clock, is past it. Users are adults who were asked about, and whoever asked for another.
CREATE FUNCTION app.teleconsult_figures(p_from date, p_until date, p_facility text, p_cells boolean)
RETURNS TABLE (facility_code text, in_month date, few boolean, cases integer, users integer, waiting integer, answered integer, refused integer, cancelled integer,
  advice integer, visits integer, emergencies integer, read_middle integer, read_most integer, answer_middle integer, answer_most integer,
  promises integer, kept integer, referred integer, seconds integer, helpful integer, partly integer, unhelpful integer, reports integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE now timestamptz := clock_timestamp();
BEGIN
  PERFORM app.teleconsult_overseer('teleconsult-figures', NULL);
  RETURN QUERY
  WITH found AS MATERIALIZED (
    SELECT c.citizen_id, c.case_id, c.facility_code AS place, date_trunc('month', c.sent_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS sent_in, c.status,
      coalesce(f.outcome, c.outcome) AS outcome, c.rounds, c.helpful, c.asked_by,
      rpad(c.citizen_born, 10, '-12-31') <= to_char((c.sent_at AT TIME ZONE 'Asia/Ho_Chi_Minh') - interval '18 years', 'YYYY-MM-DD') AS adult,
      extract(epoch FROM c.first_claimed_at - c.sent_at) / 60 AS read_in,
      extract(epoch FROM coalesce(f.signed_at, c.answered_at) - c.sent_at) / 60 AS answered_in,
      coalesce(f.signed_at, c.answered_at) IS NOT NULL AS has_answer,
      l.case_id IS NOT NULL OR coalesce(c.ended_at, now) > c.promised_at + make_interval(mins => coalesce(c.call_minutes, 0))
        OR (f.promised IS NOT NULL AND r.case_id IS NULL AND f.signed_at > f.promised) AS broken,
      r.case_id IS NOT NULL AS went_up, p.case_id IS NOT NULL AS reported
    FROM app.teleconsult_cases c
    LEFT JOIN (SELECT DISTINCT s.case_id FROM app.teleconsult_steps s WHERE s.what = 'late') l ON l.case_id = c.case_id
    LEFT JOIN (SELECT DISTINCT x.case_id FROM app.teleconsult_referrals x) r ON r.case_id = c.case_id
    LEFT JOIN app.teleconsult_reports p ON p.citizen_id = c.citizen_id AND p.case_id = c.case_id
    -- A second question overwrites what the case says of the first answer; the answer and the steps still have it.
    LEFT JOIN LATERAL (
      SELECT a.signed_at, a.outcome, (SELECT (s.details->>'promisedAt')::timestamptz FROM app.teleconsult_steps s
          WHERE s.citizen_id = c.citizen_id AND s.case_id = c.case_id AND s.what = 'received' AND EXISTS (SELECT FROM app.teleconsult_steps w
            WHERE w.citizen_id = c.citizen_id AND w.case_id = c.case_id AND w.what = 'asked' AND w.details->>'way' = 'written')) AS promised
      FROM app.teleconsult_answers a WHERE a.citizen_id = c.citizen_id AND a.case_id = c.case_id AND a.answer_no = 1 AND c.rounds > 1) f ON true
    WHERE c.sent_at >= p_from::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' AND c.sent_at < (p_until + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
      AND (p_facility IS NULL OR c.facility_code = p_facility)
  ), people AS (
    SELECT x.place, x.sent_in, count(DISTINCT x.person)::integer AS users FROM (
      SELECT o.place, o.sent_in, o.citizen_id AS person FROM found o WHERE o.adult
      UNION ALL SELECT o.place, o.sent_in, o.asked_by FROM found o WHERE o.asked_by <> o.citizen_id AND EXISTS (SELECT FROM app.teleconsult_steps s
        WHERE s.citizen_id = o.citizen_id AND s.case_id = o.case_id AND s.what = 'asked' AND s.actor_kind = 'citizen')) x
    GROUP BY GROUPING SETS ((x.place, x.sent_in), (x.place), (x.sent_in), ())
  ), sums AS (
    SELECT o.place, o.sent_in, count(*)::integer AS cases,
      count(*) FILTER (WHERE NOT o.has_answer AND o.status IN ('sent', 'reading'))::integer AS waiting, count(*) FILTER (WHERE o.has_answer)::integer AS answered,
      count(*) FILTER (WHERE NOT o.has_answer AND o.status = 'refused')::integer AS refused, count(*) FILTER (WHERE NOT o.has_answer AND o.status = 'cancelled')::integer AS cancelled,
      count(*) FILTER (WHERE o.outcome = 'advice')::integer AS advice, count(*) FILTER (WHERE o.outcome = 'visit')::integer AS visits,
      count(*) FILTER (WHERE o.outcome = 'emergency')::integer AS emergencies,
      percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY round(o.read_in)::integer) AS read_in,
      percentile_disc(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY round(o.answered_in)::integer) AS answered_in,
      count(*) FILTER (WHERE o.broken OR o.has_answer OR o.status = 'refused')::integer AS promises,
      count(*) FILTER (WHERE NOT o.broken AND (o.has_answer OR o.status = 'refused'))::integer AS kept,
      count(*) FILTER (WHERE o.went_up)::integer AS referred, count(*) FILTER (WHERE o.rounds > 1)::integer AS seconds,
      count(*) FILTER (WHERE o.helpful = 'yes')::integer AS helpful, count(*) FILTER (WHERE o.helpful = 'partly')::integer AS partly,
      count(*) FILTER (WHERE o.helpful = 'no')::integer AS unhelpful, count(*) FILTER (WHERE o.reported)::integer AS reports
    FROM found o GROUP BY GROUPING SETS ((o.place, o.sent_in), (o.place), (o.sent_in), ())
  ), shown AS (SELECT s.*, s.cases BETWEEN 1 AND 4 AS few FROM sums s)
  SELECT s.place, s.sent_in, s.few, CASE WHEN NOT s.few THEN s.cases END, CASE WHEN NOT s.few THEN coalesce(u.users, 0) END,
    CASE WHEN NOT s.few THEN s.waiting END, CASE WHEN NOT s.few THEN s.answered END, CASE WHEN NOT s.few THEN s.refused END, CASE WHEN NOT s.few THEN s.cancelled END,
    CASE WHEN NOT s.few THEN s.advice END, CASE WHEN NOT s.few THEN s.visits END, CASE WHEN NOT s.few THEN s.emergencies END,
    CASE WHEN NOT s.few THEN s.read_in[1] END, CASE WHEN NOT s.few THEN s.read_in[2] END, CASE WHEN NOT s.few THEN s.answered_in[1] END, CASE WHEN NOT s.few THEN s.answered_in[2] END,
    CASE WHEN NOT s.few THEN s.promises END, CASE WHEN NOT s.few THEN s.kept END, CASE WHEN NOT s.few THEN s.referred END, CASE WHEN NOT s.few THEN s.seconds END,
    CASE WHEN NOT s.few THEN s.helpful END, CASE WHEN NOT s.few THEN s.partly END, CASE WHEN NOT s.few THEN s.unhelpful END, CASE WHEN NOT s.few THEN s.reports END
  FROM shown s LEFT JOIN people u ON coalesce(u.place, '') = coalesce(s.place, '') AND coalesce(u.sent_in, 'infinity') = coalesce(s.sent_in, 'infinity')
  WHERE p_cells OR s.place IS NULL OR s.sent_in IS NULL
  ORDER BY s.place NULLS FIRST, s.sent_in NULLS FIRST;
END $$;
--> statement-breakpoint
-- How often cases went from one level of care to another on those days; of fewer than five only that there were some.
CREATE FUNCTION app.teleconsult_referral_figures(p_from date, p_until date, p_facility text)
RETURNS TABLE (from_level text, to_level text, few boolean, referrals integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM app.teleconsult_overseer('teleconsult-figures', NULL);
  RETURN QUERY
  SELECT f.level, t.level, count(*) < 5, CASE WHEN count(*) >= 5 THEN count(*)::integer END
  FROM app.teleconsult_referrals r JOIN app.facilities f ON f.facility_code = r.from_facility JOIN app.facilities t ON t.facility_code = r.to_facility
  WHERE r.at >= p_from::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' AND r.at < (p_until + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
    AND (p_facility IS NULL OR p_facility IN (r.from_facility, r.to_facility)) AND f.level IS NOT NULL AND t.level IS NOT NULL
  GROUP BY f.level, t.level ORDER BY app.level_rank(f.level), app.level_rank(t.level);
END $$;
--> statement-breakpoint
-- What people reported of consultations: by its day what is open, the newest first what was answered. Nobody is named, nothing is quoted.
CREATE FUNCTION app.list_teleconsult_reports(p_open boolean, p_most integer, p_skip integer)
RETURNS TABLE (case_id uuid, code text, facility_code text, at timestamptz, answer_by date, answered_at timestamptz, officer_name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM app.teleconsult_overseer('teleconsult-reports', NULL);
  RETURN QUERY
  SELECT r.case_id, c.code, r.facility_code, r.at, r.answer_by, r.answered_at, r.officer_name
  FROM app.teleconsult_reports r JOIN app.teleconsult_cases c ON c.citizen_id = r.citizen_id AND c.case_id = r.case_id
  WHERE (r.answered_at IS NULL) = p_open
  ORDER BY r.answered_at DESC, r.at LIMIT least(p_most, 200) OFFSET least(p_skip, 100000);
END $$;
--> statement-breakpoint
CREATE FUNCTION app.count_teleconsult_reports(OUT open integer, OUT late integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM guard.desk() d WHERE d.facility_code = '*' AND d.part IN ('teleconsult-figures', 'teleconsult-reports')) THEN
    RAISE EXCEPTION 'not the authority' USING errcode = '42501';
  END IF;
  SELECT count(*), count(*) FILTER (WHERE r.answer_by < app.day_at(clock_timestamp())) INTO open, late FROM app.teleconsult_reports r WHERE r.answered_at IS NULL;
END $$;
--> statement-breakpoint
-- One report: the person's own words to the authority, and the frame of its case: who had it when, what was promised. Neither the person's name nor what
-- they asked nor what a doctor answered: a report is no ground to read that.
CREATE FUNCTION app.find_teleconsult_report(p_case uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.teleconsult_overseer('teleconsult-report', p_case);
  RETURN (
    SELECT jsonb_build_object('case_id', c.case_id, 'code', c.code, 'facility_code', r.facility_code, 'way', c.way, 'status', c.status, 'sent_at', c.sent_at,
      'promised_at', c.promised_at, 'first_claimed_at', c.first_claimed_at, 'doctor_name', c.claimed_by_name, 'ended_at', c.ended_at, 'second', c.rounds > 1,
      'words', r.words, 'at', r.at, 'answer_by', r.answer_by, 'answer', r.answer, 'answered_at', r.answered_at, 'officer_name', r.officer_name,
      'steps', (SELECT coalesce(jsonb_agg(jsonb_build_object('no', s.step_no, 'at', s.at, 'what', s.what, 'actor_kind', s.actor_kind, 'facility_code', s.facility_code,
          'staff_name', CASE WHEN s.actor_kind = 'staff' THEN s.actor_name END) ORDER BY s.step_no), '[]') FROM app.teleconsult_steps s WHERE s.citizen_id = c.citizen_id AND s.case_id = c.case_id))
    FROM app.teleconsult_reports r JOIN app.teleconsult_cases c ON c.citizen_id = r.citizen_id AND c.case_id = r.case_id WHERE r.case_id = p_case);
END $$;
--> statement-breakpoint
-- The authority's answer to the person, who is told. Written once; the same again is the same. Refused: answered.
CREATE FUNCTION app.answer_teleconsult_report(p_case uuid, p_answer text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  officer text := app.teleconsult_overseer('teleconsult-report', p_case);
  r app.teleconsult_reports;
  c app.teleconsult_cases;
BEGIN
  SELECT x.* INTO c FROM app.teleconsult_cases x WHERE x.case_id = p_case FOR UPDATE;
  SELECT x.* INTO r FROM app.teleconsult_reports x WHERE x.citizen_id = c.citizen_id AND x.case_id = p_case FOR UPDATE;
  IF r.case_id IS NULL THEN RETURN 'not-found'; END IF;
  IF r.answered_at IS NOT NULL THEN RETURN CASE WHEN r.answer <> btrim(p_answer) THEN 'answered' END; END IF;
  UPDATE app.teleconsult_reports SET answer = btrim(p_answer), answered_at = clock_timestamp(), officer_name = officer WHERE citizen_id = r.citizen_id AND case_id = r.case_id;
  PERFORM app.log_teleconsult(c, 'report-answered', '{}');
  PERFORM app.tell(c.citizen_id, 'teleconsult-report-answered', '/teleconsult/' || c.case_id, '{}', 'report ' || c.case_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- As before; and refuses a line of the same code that holds on a day on which another one does.
DROP FUNCTION app.enter_remote_condition(text, text, text, date, date);
--> statement-breakpoint
CREATE FUNCTION app.enter_remote_condition(p_code text, p_name text, p_source text, p_from date, p_until date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_planner();
  IF w.facility_code <> '*' THEN RAISE EXCEPTION 'not the authority' USING errcode = '42501'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('remote condition ' || p_code, 0));
  IF p_until < p_from THEN RETURN 'days'; END IF;
  IF EXISTS (SELECT FROM app.remote_conditions r WHERE r.code = p_code AND r.valid_from <> p_from AND daterange(r.valid_from, r.valid_until, '[]') && daterange(p_from, p_until, '[]')) THEN
    RETURN 'overlaps';
  END IF;
  INSERT INTO app.remote_conditions (code, name, source, valid_from, valid_until, entered_by_name) VALUES (p_code, btrim(p_name), btrim(p_source), p_from, p_until, w.staff_name)
  ON CONFLICT (code, valid_from) DO UPDATE SET name = excluded.name, source = excluded.source, valid_until = excluded.valid_until, entered_at = clock_timestamp(), entered_by_name = excluded.entered_by_name;
  PERFORM app.log_teleconsult_terms('remote-condition', jsonb_build_object('code', p_code, 'from', p_from, 'until', p_until));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The last day on which a line holds; what held before stays written down. Refused: not-found, days.
CREATE FUNCTION app.end_remote_condition(p_code text, p_from date, p_until date) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE w record;
BEGIN
  SELECT * INTO w FROM app.teleconsult_planner();
  IF w.facility_code <> '*' THEN RAISE EXCEPTION 'not the authority' USING errcode = '42501'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('remote condition ' || p_code, 0));
  IF p_until < p_from THEN RETURN 'days'; END IF;
  UPDATE app.remote_conditions SET valid_until = p_until WHERE code = p_code AND valid_from = p_from AND (valid_until IS NULL OR valid_until >= p_until);
  IF NOT FOUND THEN RETURN 'not-found'; END IF;
  PERFORM app.log_teleconsult_terms('remote-condition-ended', jsonb_build_object('code', p_code, 'from', p_from, 'until', p_until));
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.teleconsult_overseer(text, uuid), app.teleconsult_figures(date, date, text, boolean), app.teleconsult_referral_figures(date, date, text),
  app.list_teleconsult_reports(boolean, integer, integer), app.count_teleconsult_reports(), app.find_teleconsult_report(uuid), app.answer_teleconsult_report(uuid, text),
  app.enter_remote_condition(text, text, text, date, date), app.end_remote_condition(text, date, date) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.teleconsult_figures(date, date, text, boolean), app.teleconsult_referral_figures(date, date, text),
  app.list_teleconsult_reports(boolean, integer, integer), app.count_teleconsult_reports(), app.find_teleconsult_report(uuid), app.answer_teleconsult_report(uuid, text),
  app.enter_remote_condition(text, text, text, date, date), app.end_remote_condition(text, date, date) TO book_web;
