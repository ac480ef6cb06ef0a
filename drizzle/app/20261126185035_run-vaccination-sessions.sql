-- By what right a station may see somebody's doses: they live in its ward and are of an age for which the schedule is, or they are there
-- at one of its sessions. Its duty ends with either.
CREATE FUNCTION app.vaccination_basis(p_staff uuid, p_citizen uuid, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT x.basis FROM app.staff s JOIN app.facilities f ON f.facility_code = s.facility_code, LATERAL (
    SELECT 'ward:' || f.ward_code AS basis, 1 AS place FROM app.due_people d WHERE d.citizen_id = p_citizen AND d.ward_code = f.ward_code
    UNION ALL
    SELECT 'session:' || v.session_id, 2 FROM app.vaccination_people v JOIN app.vaccination_sessions n ON n.session_id = v.session_id
    WHERE v.citizen_id = p_citizen AND v.is_known AND v.came_at IS NOT NULL AND n.facility_code = f.facility_code
      AND n.day >= app.day_at(clock_timestamp()) - 1) x
  WHERE s.staff_id = p_staff AND s.role = 'station' AND p_part = 'vaccination' ORDER BY x.place LIMIT 1
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION app.basis_of_desk(p_staff uuid, p_citizen uuid, p_purpose text, p_part text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_purpose WHEN 'helping' THEN app.helper_basis(p_staff, p_citizen, p_part)
    WHEN 'teleconsult' THEN app.teleconsult_basis(p_staff, p_citizen, p_part)
    WHEN 'vaccinate' THEN app.vaccination_basis(p_staff, p_citizen, p_part)
    ELSE (SELECT o.kind || ':' || o.opening_id FROM app.living_desk_opening(p_staff, p_citizen, p_purpose, p_part) o
      WHERE o.opening_id IS NOT NULL) END
$$;
--> statement-breakpoint
-- As before; a station that vaccinates opens more books an hour.
CREATE OR REPLACE FUNCTION app.open_book(p_token text, p_citizen uuid, p_purpose text, p_part text)
RETURNS TABLE (log_id bigint, refusal text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  s app.sessions;
  h bytea := app.hash_of(p_token);
  right_to text;
  row_id bigint;
  who text;
  place text;
  facility text;
BEGIN
  -- The row must outlive a crash, whatever the caller has set for its commits.
  PERFORM set_config('synchronous_commit', 'on', true);
  SELECT * INTO s FROM app.living_session(p_token);
  IF s.session_id IS NULL THEN
    PERFORM app.note_refusal(p_token, 'opening-without-session', p_part);
    RETURN QUERY SELECT NULL::bigint, 'signed-out'::text; RETURN;
  END IF;
  right_to := app.basis_of(s, p_citizen, p_purpose, p_part);
  IF right_to IS NULL THEN
    PERFORM app.note_refusal(p_token, 'opening-refused', p_citizen::text);
    RETURN QUERY SELECT NULL::bigint, 'not-allowed'::text; RETURN;
  END IF;
  -- A taken-over session cannot walk through many books; at a session a station vaccinates many an hour, and sees doses alone.
  IF (SELECT count(DISTINCT l.citizen_id) FROM app.access_log l
      WHERE l.session_hash = h AND l.at > clock_timestamp() - interval '1 hour' AND l.citizen_id <> p_citizen
        AND (l.purpose = 'vaccinate') = (p_purpose = 'vaccinate')) >= (CASE p_purpose WHEN 'vaccinate' THEN 150 ELSE 20 END) THEN
    PERFORM app.note_refusal(p_token, 'too-many-books', p_citizen::text);
    RETURN QUERY SELECT NULL::bigint, 'too-many-books'::text; RETURN;
  END IF;
  SELECT l.log_id INTO row_id FROM app.access_log l
  WHERE l.citizen_id = p_citizen AND l.at > clock_timestamp() - interval '14 minutes'
    AND l.session_hash = h AND l.part = p_part AND l.purpose = p_purpose AND l.basis = right_to
  ORDER BY l.at DESC LIMIT 1;
  IF row_id IS NULL THEN
    IF s.realm = 'citizen' THEN
      SELECT name INTO who FROM app.identities WHERE citizen_id = s.subject_id;
    ELSE
      SELECT f.name, coalesce(c.name, f.facility_code), f.facility_code INTO who, place, facility
      FROM app.staff f LEFT JOIN app.facilities c ON c.facility_code = f.facility_code WHERE f.staff_id = s.subject_id;
    END IF;
    INSERT INTO app.access_log (citizen_id, actor_kind, actor_id, actor_name, actor_place, session_hash, purpose, part, basis)
    VALUES (p_citizen, s.realm, s.subject_id, coalesce(who, ''), place, h, p_purpose, p_part, right_to)
    RETURNING app.access_log.log_id INTO row_id;
    IF facility IS NOT NULL THEN
      PERFORM app.tell(p_citizen, 'book-opened-first', '/consent/access-log', jsonb_build_object('facility', facility), facility);
    END IF;
  END IF;
  RETURN QUERY SELECT row_id, NULL::text;
END $$;
--> statement-breakpoint
-- The desk of a station that vaccinates, with the ward that it serves, or an error.
CREATE FUNCTION app.vaccination_desk() RETURNS TABLE (facility_code text, staff_id uuid, staff_name text, ward_code text, about text, log_id bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN QUERY SELECT d.facility_code, d.staff_id, d.staff_name, f.ward_code, CASE d.part WHEN 'vaccination-session' THEN coalesce(d.about, '') END, d.log_id
    FROM guard.desk() d JOIN app.staff s ON s.staff_id = d.staff_id AND s.facility_code = d.facility_code AND s.role = 'station'
    LEFT JOIN app.facilities f ON f.facility_code = d.facility_code
    WHERE d.facility_code <> '*' AND d.part IN ('vaccination', 'vaccination-session');
  IF NOT FOUND THEN RAISE EXCEPTION 'only at the desk of a station that vaccinates' USING errcode = '42501'; END IF;
END $$;
--> statement-breakpoint
-- The station whose sessions this desk may see.
CREATE FUNCTION app.granted_station() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.facility_code FROM guard.desk() d JOIN app.staff s ON s.staff_id = d.staff_id AND s.facility_code = d.facility_code AND s.role = 'station'
  WHERE d.facility_code <> '*' AND d.part IN ('vaccination', 'vaccination-session')
$$;
--> statement-breakpoint
-- The session whose people this desk may see: after it was written down, durably, whose names it shows.
CREATE FUNCTION app.granted_roster() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.session_id FROM guard.desk() d JOIN app.due_list_openings o ON o.staff_id = d.staff_id AND o.facility_code = d.facility_code
  WHERE d.part = 'vaccination-session' AND o.kind = 'session' AND o.session_id::text = d.about
    AND o.at > clock_timestamp() - interval '15 minutes' AND o.xid IS DISTINCT FROM pg_current_xact_id_if_assigned() LIMIT 1
$$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['vaccination_sessions', 'vaccination_stock', 'vaccination_log'] LOOP
    EXECUTE format('GRANT SELECT ON app.%I TO book_web', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['vaccination_people', 'desk_doses', 'vaccination_log'] LOOP
    EXECUTE format('CREATE POLICY read_roster ON app.%I FOR SELECT TO book_web USING (session_id = (SELECT app.granted_roster()))', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY read_station ON app.vaccination_sessions FOR SELECT TO book_web USING (facility_code = (SELECT app.granted_station()));
--> statement-breakpoint
CREATE POLICY read_station ON app.vaccination_stock FOR SELECT TO book_web USING (EXISTS (
  SELECT FROM app.vaccination_sessions n WHERE n.session_id = vaccination_stock.session_id));
--> statement-breakpoint
CREATE FUNCTION app.log_vaccination(p_session uuid, p_citizen uuid, p_facility text, p_what text, p_staff uuid, p_name text, p_details jsonb) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO app.vaccination_log (session_id, citizen_id, facility_code, what, staff_id, staff_name, details)
  VALUES (p_session, p_citizen, p_facility, p_what, p_staff, p_name, coalesce(p_details, '{}'))
$$;
--> statement-breakpoint
-- The year in whose September children enter school next.
CREATE FUNCTION app.school_year(p_day date) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT extract(year FROM p_day)::integer + CASE WHEN extract(month FROM p_day) > 9 THEN 1 ELSE 0 END
$$;
--> statement-breakpoint
-- Which row of the schedule puts whom of a ward on which list, with the day by which it stands there. `school` lists are those of NĐ 165/2026
-- Điều 5 khoản 3; the years of birth, the days before a limit and the age of `never-reached` are ours.
CREATE FUNCTION app.due_rows(p_ward text, p_kind text, p_day date) RETURNS TABLE (citizen_id uuid, rule text, dose integer, on_day date)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.citizen_id, s.rule, s.dose, CASE p_kind WHEN 'near-limit' THEN s.limit_on WHEN 'overdue' THEN s.past_due_on ELSE s.recommended_on END
  FROM app.due_people d
  LEFT JOIN app.due_standings s ON s.citizen_id = d.citizen_id AND s.standing <> 'past-age' AND (s.limit_on IS NULL OR s.limit_on >= p_day)
    AND CASE p_kind
      WHEN 'this-week' THEN s.recommended_on <= p_day + 6 AND (s.past_due_on IS NULL OR s.past_due_on >= p_day)
      WHEN 'overdue' THEN s.past_due_on < p_day
      WHEN 'near-limit' THEN s.earliest_on <= s.limit_on AND s.limit_on <= p_day + CASE s.rule WHEN 'ROTA_VN' THEN 60 ELSE 30 END
      WHEN 'preschool' THEN s.recommended_on <= p_day
      WHEN 'primary' THEN s.recommended_on <= p_day
      ELSE s.recommended_on <= p_day + 6 END
  WHERE d.ward_code = p_ward AND CASE p_kind
      WHEN 'missed' THEN d.missed > 0 AND s.rule IS NOT NULL
      WHEN 'never-reached' THEN d.given = 0 AND d.birth_date <= p_day - interval '3 months' AND d.birth_date > p_day - interval '5 years'
      WHEN 'preschool' THEN extract(year FROM d.birth_date) = app.school_year(p_day) - 3
      WHEN 'primary' THEN extract(year FROM d.birth_date) = app.school_year(p_day) - 6
      WHEN 'this-week' THEN s.rule IS NOT NULL
      WHEN 'overdue' THEN s.rule IS NOT NULL
      WHEN 'near-limit' THEN s.rule IS NOT NULL
      ELSE false END
$$;
--> statement-breakpoint
-- Lập danh sách: writes down who opens which list of their ward, and whose names stand on this page of it. Nothing is shown yet: the caller
-- must COMMIT before `app.due_list` answers. At most 400 an hour.
CREATE FUNCTION app.note_due_list(p_kind text, p_rule text, p_phone boolean, p_waiting boolean, p_form text, p_most integer, p_skip integer)
RETURNS TABLE (list_id uuid, total integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d record;
  today date := app.day_at(clock_timestamp());
  made uuid := gen_random_uuid();
  ids uuid[];
BEGIN
  SELECT * INTO d FROM app.vaccination_desk();
  IF (SELECT count(*) FROM app.due_list_openings o WHERE o.staff_id = d.staff_id AND o.at > clock_timestamp() - interval '1 hour') >= 400 THEN
    RAISE EXCEPTION 'lists have an end' USING errcode = '54000';
  END IF;
  SELECT array_agg(x.citizen_id ORDER BY x.place, x.on_day, x.name, x.citizen_id) INTO ids FROM (
    SELECT r.citizen_id, min(CASE WHEN p_kind = 'near-limit' AND r.rule = 'ROTA_VN' THEN 0 ELSE 1 END) AS place,
      CASE WHEN p_kind IN ('preschool', 'primary') THEN NULL ELSE min(r.on_day) END AS on_day, min(p.name) AS name
    FROM app.due_rows(d.ward_code, p_kind, today) r JOIN app.due_people p ON p.citizen_id = r.citizen_id
    WHERE (p_rule IS NULL OR r.rule = p_rule) AND (p_phone IS NULL OR (coalesce(p.phone, '') <> '') = p_phone)
      AND (p_waiting IS NOT TRUE OR NOT EXISTS (SELECT FROM app.vaccination_people v JOIN app.vaccination_sessions n ON n.session_id = v.session_id
        WHERE v.citizen_id = r.citizen_id AND n.facility_code = d.facility_code AND n.day >= today AND n.cancelled_at IS NULL))
    GROUP BY r.citizen_id) x;
  INSERT INTO app.due_list_openings (list_id, desk_log_id, facility_code, staff_id, staff_name, ward_code, kind, form, citizen_ids)
  VALUES (made, d.log_id, d.facility_code, d.staff_id, d.staff_name, d.ward_code, p_kind, p_form,
    coalesce(ids[p_skip + 1 : p_skip + least(p_most, 5000)], '{}'));
  RETURN QUERY SELECT made, coalesce(cardinality(ids), 0);
END $$;
--> statement-breakpoint
-- The people of a list that this desk wrote down, in its order: once that is durable, and for a quarter of an hour.
CREATE FUNCTION app.due_list(p_list uuid)
RETURNS TABLE (citizen_id uuid, name text, birth_date date, sex text, phone text, given integer, last_given_on date, missed integer,
  rows jsonb, next_session date, like_another boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  d record;
  o app.due_list_openings;
  today date := app.day_at(clock_timestamp());
BEGIN
  SELECT * INTO d FROM app.vaccination_desk();
  SELECT * INTO o FROM app.due_list_openings x WHERE x.list_id = p_list AND x.staff_id = d.staff_id AND x.facility_code = d.facility_code
    AND x.kind <> 'session' AND x.at > clock_timestamp() - interval '15 minutes' AND x.xid IS DISTINCT FROM pg_current_xact_id_if_assigned();
  IF o.list_id IS NULL THEN RAISE EXCEPTION 'no list that was written down' USING errcode = '42501'; END IF;
  RETURN QUERY
    WITH rows_of AS MATERIALIZED (SELECT r.* FROM app.due_rows(o.ward_code, o.kind, today) r WHERE r.citizen_id = ANY (o.citizen_ids))
    SELECT p.citizen_id, p.name, p.birth_date, p.sex, p.phone, p.given, p.last_given_on, p.missed,
      coalesce((SELECT jsonb_agg(jsonb_build_object('rule', r.rule, 'dose', r.dose, 'on', r.on_day) ORDER BY r.on_day, r.rule)
        FROM rows_of r WHERE r.citizen_id = p.citizen_id AND r.rule IS NOT NULL), '[]'),
      (SELECT min(n.day) FROM app.vaccination_people v JOIN app.vaccination_sessions n ON n.session_id = v.session_id
        WHERE v.citizen_id = p.citizen_id AND n.facility_code = d.facility_code AND n.day >= today AND n.cancelled_at IS NULL),
      -- Twins, and whoever else is easily taken for another: born on one day, with one telephone.
      EXISTS (SELECT FROM app.due_people z WHERE z.ward_code = p.ward_code AND z.birth_date = p.birth_date AND z.phone = p.phone AND z.citizen_id <> p.citizen_id)
    FROM unnest(o.citizen_ids) WITH ORDINALITY i (id, place) JOIN app.due_people p ON p.citizen_id = i.id AND p.ward_code = o.ward_code
    ORDER BY i.place;
END $$;
--> statement-breakpoint
-- How many stand on each list of the ward; names nobody.
CREATE FUNCTION app.count_due_lists() RETURNS TABLE (kind text, people integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE d record;
BEGIN
  SELECT * INTO d FROM app.vaccination_desk();
  RETURN QUERY SELECT k.kind, (SELECT count(DISTINCT r.citizen_id)::integer FROM app.due_rows(d.ward_code, k.kind, app.day_at(clock_timestamp())) r)
    FROM unnest(ARRAY['this-week', 'overdue', 'missed', 'never-reached', 'near-limit', 'preschool', 'primary']) k (kind);
END $$;
--> statement-breakpoint
-- Lên kế hoạch buổi tiêm. The same id again is the same session. Answers why not.
CREATE FUNCTION app.plan_vaccination(p_session uuid, p_day date, p_from integer, p_until integer, p_place text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  d record;
  n app.vaccination_sessions;
  today date := app.day_at(clock_timestamp());
BEGIN
  SELECT * INTO d FROM app.vaccination_desk();
  PERFORM pg_advisory_xact_lock(hashtextextended('vaccination ' || p_session::text, 0));
  SELECT * INTO n FROM app.vaccination_sessions x WHERE x.session_id = p_session;
  IF n.session_id IS NOT NULL THEN
    IF n.facility_code <> d.facility_code THEN RAISE EXCEPTION 'a session of somebody else' USING errcode = '42501'; END IF;
    RETURN NULL;
  END IF;
  IF p_day < today THEN RETURN 'past-day'; END IF;
  IF p_day > today + 366 THEN RETURN 'far-day'; END IF;
  IF NOT (0 <= p_from AND p_from < p_until AND p_until <= 1440) THEN RETURN 'times'; END IF;
  IF length(btrim(coalesce(p_place, ''))) NOT BETWEEN 3 AND 200 THEN RETURN 'place'; END IF;
  INSERT INTO app.vaccination_sessions (session_id, facility_code, day, from_minute, until_minute, place, planned_by, planned_by_name)
  VALUES (p_session, d.facility_code, p_day, p_from, p_until, btrim(p_place), d.staff_id, d.staff_name);
  PERFORM app.log_vaccination(p_session, NULL, d.facility_code, 'planned', d.staff_id, d.staff_name, jsonb_build_object('day', p_day));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- One session of this station, locked, at a desk that was opened for it; or an error. It goes on while its day lasts.
CREATE FUNCTION app.own_vaccination(p_session uuid, OUT n app.vaccination_sessions, OUT facility_code text, OUT staff_id uuid, OUT staff_name text, OUT ward_code text, OUT log_id bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE d record;
BEGIN
  SELECT * INTO d FROM app.vaccination_desk();
  SELECT x.* INTO n FROM app.vaccination_sessions x WHERE x.session_id = p_session AND x.facility_code = d.facility_code FOR SHARE;
  IF n.session_id IS NULL OR d.about IS DISTINCT FROM p_session::text THEN
    RAISE EXCEPTION 'only at the desk of that session' USING errcode = '42501';
  END IF;
  facility_code := d.facility_code; staff_id := d.staff_id; staff_name := d.staff_name; ward_code := d.ward_code; log_id := d.log_id;
END $$;
--> statement-breakpoint
-- Vắc xin mang theo: a lot, and how many doses of it are brought in all. Fewer than were given already cannot be.
CREATE FUNCTION app.bring_vaccine(p_session uuid, p_stock uuid, p_product text, p_code text, p_antigens text[], p_lot text, p_expires date, p_brought integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  k app.vaccination_stock;
BEGIN
  SELECT * INTO o FROM app.own_vaccination(p_session);
  IF (o.n).cancelled_at IS NOT NULL THEN RETURN 'cancelled'; END IF;
  IF (o.n).day < app.day_at(clock_timestamp()) THEN RETURN 'over'; END IF;
  IF p_brought NOT BETWEEN 0 AND 5000 THEN RETURN 'brought'; END IF;
  IF p_expires < (o.n).day THEN RETURN 'expired'; END IF;
  SELECT * INTO k FROM app.vaccination_stock x WHERE x.session_id = p_session AND (x.stock_id = p_stock OR (x.vaccine_code = p_code AND x.lot = p_lot)) FOR UPDATE;
  IF k.stock_id IS NULL THEN
    IF (SELECT count(*) FROM app.vaccination_stock x WHERE x.session_id = p_session) >= 60 THEN RETURN 'too-many'; END IF;
    INSERT INTO app.vaccination_stock (session_id, stock_id, product, vaccine_code, antigens, lot, expires_on, brought, remaining)
    VALUES (p_session, p_stock, p_product, p_code, p_antigens, p_lot, p_expires, p_brought, p_brought)
    ON CONFLICT DO NOTHING;
  ELSE
    IF p_brought < k.brought - k.remaining THEN RETURN 'fewer-than-given'; END IF;
    UPDATE app.vaccination_stock x SET brought = p_brought, remaining = p_brought - (k.brought - k.remaining)
    WHERE x.session_id = p_session AND x.stock_id = k.stock_id;
  END IF;
  PERFORM app.log_vaccination(p_session, NULL, o.facility_code, 'brought', o.staff_id, o.staff_name,
    jsonb_build_object('code', p_code, 'lot', p_lot, 'brought', p_brought));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Hủy buổi tiêm: whoever was invited is told. Not after somebody was vaccinated there.
CREATE FUNCTION app.cancel_vaccination(p_session uuid, p_because text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  n app.vaccination_sessions;
  v app.vaccination_people;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('vaccination ' || p_session::text, 0));
  SELECT * INTO o FROM app.own_vaccination(p_session);
  SELECT * INTO n FROM app.vaccination_sessions x WHERE x.session_id = p_session FOR UPDATE;
  IF n.cancelled_at IS NOT NULL THEN RETURN NULL; END IF;
  IF length(btrim(coalesce(p_because, ''))) NOT BETWEEN 3 AND 300 THEN RETURN 'reason'; END IF;
  IF n.day < app.day_at(clock_timestamp()) THEN RETURN 'over'; END IF;
  IF EXISTS (SELECT FROM app.desk_doses x WHERE x.session_id = p_session AND x.undone_at IS NULL) THEN RETURN 'doses-given'; END IF;
  UPDATE app.vaccination_sessions x SET cancelled_at = clock_timestamp(), cancelled_by_name = o.staff_name, cancelled_because = btrim(p_because)
  WHERE x.session_id = p_session;
  PERFORM app.log_vaccination(p_session, NULL, o.facility_code, 'cancelled', o.staff_id, o.staff_name, jsonb_build_object('because', btrim(p_because)));
  FOR v IN SELECT x.* FROM app.vaccination_people x WHERE x.session_id = p_session AND x.is_known AND x.status = 'invited' ORDER BY x.citizen_id LOOP
    PERFORM app.tell(v.citizen_id, 'session-cancelled', '/vaccination', jsonb_build_object('facility', o.facility_code, 'on', n.day), p_session::text);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Mời đến buổi tiêm: people of this station's ward, once each. A message goes into their book; whom nobody would read it for goes onto the
-- station's call list at once, whoever leaves it unread later. Answers how many were invited.
CREATE FUNCTION app.invite_to_vaccination(p_session uuid, p_citizens uuid[], OUT refusal text, OUT invited integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  p app.due_people;
  told bigint;
  now timestamptz := clock_timestamp();
BEGIN
  SELECT * INTO o FROM app.own_vaccination(p_session);
  invited := 0;
  IF (o.n).cancelled_at IS NOT NULL THEN refusal := 'cancelled'; RETURN; END IF;
  IF (o.n).day < app.day_at(now) THEN refusal := 'over'; RETURN; END IF;
  IF cardinality(p_citizens) > 500 THEN refusal := 'too-many'; RETURN; END IF;
  FOR p IN SELECT x.* FROM app.due_people x WHERE x.citizen_id = ANY (p_citizens) AND x.ward_code = o.ward_code ORDER BY x.citizen_id LOOP
    INSERT INTO app.vaccination_people (citizen_id, session_id, is_known, name, born, sex, phone, status, invited_at, invited_by_name)
    VALUES (p.citizen_id, p_session, true, p.name, p.birth_date::text, p.sex, p.phone, 'invited', now, o.staff_name) ON CONFLICT DO NOTHING;
    CONTINUE WHEN NOT FOUND;
    invited := invited + 1;
    told := app.tell(p.citizen_id, 'session-invited', '/vaccination', jsonb_build_object('facility', o.facility_code, 'on', (o.n).day), p_session::text);
    UPDATE app.vaccination_people v SET message_id = told WHERE v.citizen_id = p.citizen_id AND v.session_id = p_session;
    PERFORM app.log_vaccination(p_session, p.citizen_id, o.facility_code, 'invited', o.staff_id, o.staff_name, '{}');
    IF told IS NOT NULL AND NOT EXISTS (SELECT FROM app.identities i WHERE i.citizen_id = p.citizen_id)
      AND NOT EXISTS (SELECT FROM app.relations r WHERE r.citizen_id = p.citizen_id AND app.relation_holds(r, now)) THEN
      PERFORM app.open_call(now, p.citizen_id, told, 'soon', p.name, to_char(p.birth_date, 'YYYY'), ARRAY[o.facility_code], o.ward_code, p.phone);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- Mở danh sách buổi tiêm: writes down whose names it shows; the caller must COMMIT before they can be read.
CREATE FUNCTION app.note_roster(p_session uuid, p_form text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  ids uuid[];
BEGIN
  SELECT * INTO o FROM app.own_vaccination(p_session);
  ids := ARRAY(SELECT v.citizen_id FROM app.vaccination_people v WHERE v.session_id = p_session AND v.is_known ORDER BY v.citizen_id);
  IF EXISTS (SELECT FROM app.due_list_openings x WHERE x.staff_id = o.staff_id AND x.facility_code = o.facility_code AND x.session_id = p_session
    AND x.form = p_form AND x.at > clock_timestamp() - interval '14 minutes' AND x.citizen_ids @> ids) THEN RETURN; END IF;
  INSERT INTO app.due_list_openings (list_id, desk_log_id, facility_code, staff_id, staff_name, ward_code, kind, session_id, form, citizen_ids)
  VALUES (gen_random_uuid(), o.log_id, o.facility_code, o.staff_id, o.staff_name, o.ward_code, 'session', p_session, p_form, ids);
END $$;
--> statement-breakpoint
-- How the invitations of the roster stand: read, being called, called.
CREATE FUNCTION app.roster_invitations() RETURNS TABLE (citizen_id uuid, is_read boolean, waits_for_call boolean, outcome text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.citizen_id, m.read_at IS NOT NULL, c.call_id IS NOT NULL AND c.closed_at IS NULL, c.outcome
  FROM app.vaccination_people v LEFT JOIN app.messages m ON m.citizen_id = v.citizen_id AND m.message_id = v.message_id
  LEFT JOIN LATERAL (SELECT x.* FROM app.calls x WHERE x.citizen_id = v.citizen_id AND x.opened_at >= v.invited_at ORDER BY x.opened_at DESC LIMIT 1) c ON true
  WHERE v.session_id = app.granted_roster() AND v.invited_at IS NOT NULL
$$;
--> statement-breakpoint
-- Whether a session goes on now: its day, and not cancelled. Answers why not.
CREATE FUNCTION app.vaccination_goes_on(n app.vaccination_sessions) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN n.cancelled_at IS NOT NULL THEN 'cancelled' WHEN n.day < app.day_at(clock_timestamp()) THEN 'over'
    WHEN n.day > app.day_at(clock_timestamp()) THEN 'too-soon' END
$$;
--> statement-breakpoint
-- Tiếp đón at a session: who was invited, lives in the ward, or was found by this member of staff. Who is there already is there.
CREATE FUNCTION app.receive_at_vaccination(p_session uuid, p_citizen uuid, p_name text, p_born text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  v app.vaccination_people;
  p app.due_people;
  why text;
BEGIN
  SELECT * INTO o FROM app.own_vaccination(p_session);
  why := app.vaccination_goes_on(o.n);
  IF why IS NOT NULL THEN RETURN why; END IF;
  SELECT * INTO p FROM app.due_people x WHERE x.citizen_id = p_citizen AND x.ward_code = o.ward_code;
  IF p.citizen_id IS NULL AND NOT EXISTS (SELECT FROM app.vaccination_people x WHERE x.session_id = p_session AND x.citizen_id = p_citizen)
    AND NOT EXISTS (SELECT FROM app.person_finds f WHERE f.citizen_id = p_citizen AND f.staff_id = o.staff_id AND f.at > clock_timestamp() - interval '12 hours') THEN
    RAISE EXCEPTION 'nobody whom this station knows' USING errcode = '42501';
  END IF;
  INSERT INTO app.vaccination_people (citizen_id, session_id, is_known, name, born, sex, phone, status, came_at)
  VALUES (p_citizen, p_session, true, coalesce(p.name, left(p_name, 255)), coalesce(p.birth_date::text, p_born), coalesce(p.sex, 'undetermined'), p.phone, 'came', clock_timestamp())
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO v FROM app.vaccination_people x WHERE x.session_id = p_session AND x.citizen_id = p_citizen FOR UPDATE;
    IF v.status <> 'invited' THEN RETURN NULL; END IF;
    UPDATE app.vaccination_people x SET status = 'came', came_at = clock_timestamp(), version = version + 1 WHERE x.session_id = p_session AND x.citizen_id = p_citizen;
  END IF;
  PERFORM app.log_vaccination(p_session, p_citizen, o.facility_code, 'came', o.staff_id, o.staff_name, '{}');
  RETURN NULL;
END $$;
--> statement-breakpoint
-- A child of whom no number is known: there by its name, birth and a parent's number. The same id again is the same child.
CREATE FUNCTION app.receive_unnumbered(p_session uuid, p_person uuid, p_name text, p_born date, p_time text, p_sex text, p_parent text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  why text;
BEGIN
  SELECT * INTO o FROM app.own_vaccination(p_session);
  why := app.vaccination_goes_on(o.n);
  IF why IS NOT NULL THEN RETURN why; END IF;
  IF length(btrim(coalesce(p_name, ''))) NOT BETWEEN 1 AND 255 THEN RETURN 'name'; END IF;
  IF p_born > (o.n).day THEN RETURN 'born'; END IF;
  IF p_sex NOT IN ('male', 'female', 'undetermined') OR coalesce(p_time, '00:00') !~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' OR coalesce(p_parent, '000000000000') !~ '^[0-9]{12}$' THEN
    RAISE EXCEPTION 'no such person' USING errcode = '22023';
  END IF;
  IF EXISTS (SELECT FROM app.vaccination_people x WHERE x.session_id = p_session AND x.citizen_id = p_person) THEN RETURN NULL; END IF;
  INSERT INTO app.vaccination_people (citizen_id, session_id, is_known, name, born, born_time, parent_id, sex, status, came_at)
  VALUES (p_person, p_session, false, btrim(p_name), p_born::text, p_time, p_parent, p_sex, 'came', clock_timestamp()) ON CONFLICT DO NOTHING;
  PERFORM app.log_vaccination(p_session, p_person, o.facility_code, 'came', o.staff_id, o.staff_name, '{"unnumbered": true}');
  RETURN NULL;
END $$;
--> statement-breakpoint
-- One person of a session that goes on, locked; or why not.
CREATE FUNCTION app.attendee(p_session uuid, p_citizen uuid, p_version integer, OUT v app.vaccination_people, OUT n app.vaccination_sessions,
  OUT facility_code text, OUT staff_id uuid, OUT staff_name text, OUT refusal text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE o record;
BEGIN
  SELECT * INTO o FROM app.own_vaccination(p_session);
  n := o.n; facility_code := o.facility_code; staff_id := o.staff_id; staff_name := o.staff_name;
  SELECT x.* INTO v FROM app.vaccination_people x WHERE x.session_id = p_session AND x.citizen_id = p_citizen FOR UPDATE;
  refusal := CASE WHEN v.citizen_id IS NULL THEN 'not-found' WHEN app.vaccination_goes_on(n) IS NOT NULL THEN app.vaccination_goes_on(n)
    WHEN v.status IN ('invited', 'missed') THEN 'not-there' WHEN v.version <> p_version THEN 'changed' END;
END $$;
--> statement-breakpoint
-- Đã sàng lọc: whether somebody can be vaccinated today. Putting off needs a reason; who was vaccinated is not put off afterwards.
CREATE FUNCTION app.screen_attendee(p_session uuid, p_citizen uuid, p_version integer, p_screening text, p_note text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a record;
  note text := nullif(left(btrim(coalesce(p_note, '')), 500), '');
BEGIN
  SELECT * INTO a FROM app.attendee(p_session, p_citizen, p_version);
  IF a.refusal IS NOT NULL THEN RETURN a.refusal; END IF;
  IF (a.v).status = 'vaccinated' THEN RETURN 'vaccinated'; END IF;
  IF p_screening = 'put-off' AND length(coalesce(note, '')) < 3 THEN RETURN 'reason'; END IF;
  UPDATE app.vaccination_people x SET screening = p_screening, screening_note = note, screened_at = clock_timestamp(), screened_by_name = a.staff_name,
    status = p_screening, version = version + 1 WHERE x.session_id = p_session AND x.citizen_id = p_citizen;
  PERFORM app.log_vaccination(p_session, p_citizen, a.facility_code, 'screened', a.staff_id, a.staff_name, jsonb_build_object('screening', p_screening));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Ghi mũi tiêm: one dose of a lot that is there, of somebody who was screened. It is in the book when this commits. The same id again is the same
-- dose; two who write one vaccine of one person write it once; a lot never counts below nothing. 30 minutes of watching begin with it.
CREATE FUNCTION app.record_dose(p_dose uuid, p_session uuid, p_citizen uuid, p_stock uuid, p_number integer, p_site text, p_route text, p_given_by text, p_given_at timestamptz)
RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  a record;
  k app.vaccination_stock;
  x app.desk_doses;
  now timestamptz := clock_timestamp();
  at timestamptz := coalesce(p_given_at, clock_timestamp());
BEGIN
  SELECT * INTO a FROM app.attendee(p_session, p_citizen, NULL);
  SELECT d.* INTO x FROM app.desk_doses d WHERE d.dose_id = p_dose;
  IF x.dose_id IS NOT NULL THEN
    IF x.session_id IS DISTINCT FROM p_session OR x.citizen_id <> p_citizen THEN RAISE EXCEPTION 'a dose of somebody else' USING errcode = '42501'; END IF;
    RETURN CASE WHEN x.undone_at IS NOT NULL THEN 'undone' END;
  END IF;
  IF a.refusal IS NOT NULL THEN RETURN a.refusal; END IF;
  IF (a.v).status NOT IN ('fit', 'vaccinated') THEN RETURN 'not-screened'; END IF;
  IF at > now + interval '1 minute' THEN RETURN 'future'; END IF;
  IF app.day_at(at) <> (a.n).day THEN RETURN 'other-day'; END IF;
  IF left((a.n).day::text, length((a.v).born)) < (a.v).born THEN RETURN 'before-birth'; END IF;
  IF coalesce(length(btrim(p_given_by)), 0) NOT BETWEEN 2 AND 255 THEN RETURN 'given-by'; END IF;
  SELECT s.* INTO k FROM app.vaccination_stock s WHERE s.session_id = p_session AND s.stock_id = p_stock;
  IF k.stock_id IS NULL THEN RETURN 'stock'; END IF;
  IF k.expires_on < (a.n).day THEN RETURN 'expired'; END IF;
  IF EXISTS (SELECT FROM app.desk_doses d WHERE d.citizen_id = p_citizen AND d.session_id = p_session AND d.vaccine_code = k.vaccine_code AND d.undone_at IS NULL) THEN
    RETURN 'already';
  END IF;
  UPDATE app.vaccination_stock s SET remaining = s.remaining - 1 WHERE s.session_id = p_session AND s.stock_id = p_stock AND s.remaining > 0;
  IF NOT FOUND THEN RETURN 'none-left'; END IF;
  INSERT INTO app.desk_doses (citizen_id, dose_id, is_known, name, born, sex, born_time, parent_id, facility_code, session_id, stock_id, product, vaccine_code, antigens,
    lot, expires_on, dose_number, site, route, given_on, given_at, place, given_by, standing, written_by, written_by_name)
  VALUES (p_citizen, p_dose, (a.v).is_known, (a.v).name, (a.v).born, (a.v).sex, (a.v).born_time, (a.v).parent_id, a.facility_code, p_session, p_stock, k.product, k.vaccine_code,
    k.antigens, k.lot, k.expires_on, p_number, nullif(btrim(left(p_site, 100)), ''), nullif(btrim(left(p_route, 100)), ''), (a.n).day, at, (a.n).place, btrim(p_given_by), 'recorded', a.staff_id, a.staff_name);
  UPDATE app.vaccination_people v SET status = 'vaccinated', watched_until = greatest(v.watched_until, at + interval '30 minutes'),
    watch_ended_at = NULL, watch_ended_by_name = NULL, watch_outcome = NULL, watch_note = NULL, version = version + 1
  WHERE v.session_id = p_session AND v.citizen_id = p_citizen;
  UPDATE app.due_people d SET stale_at = clock_timestamp(), missed = 0 WHERE d.citizen_id = p_citizen;
  IF (a.v).is_known THEN
    PERFORM app.tell(p_citizen, 'dose-recorded', '/vaccination/' || p_dose, jsonb_build_object('facility', a.facility_code), p_dose::text);
  END IF;
  PERFORM app.log_vaccination(p_session, p_citizen, a.facility_code, 'dose-recorded', a.staff_id, a.staff_name,
    jsonb_build_object('dose', p_dose, 'code', k.vaccine_code, 'lot', k.lot));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Hoàn tác một mũi ghi nhầm: with a reason; it stands withdrawn in the book, and the lot has it again, for the right person's line. Twice is once.
CREATE FUNCTION app.undo_dose(p_session uuid, p_dose uuid, p_because text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  x app.desk_doses;
BEGIN
  SELECT * INTO o FROM app.own_vaccination(p_session);
  SELECT d.* INTO x FROM app.desk_doses d WHERE d.dose_id = p_dose AND d.session_id = p_session FOR UPDATE;
  IF x.dose_id IS NULL THEN RETURN 'not-found'; END IF;
  IF x.undone_at IS NOT NULL THEN RETURN NULL; END IF;
  IF length(btrim(coalesce(p_because, ''))) NOT BETWEEN 3 AND 300 THEN RETURN 'reason'; END IF;
  UPDATE app.desk_doses d SET undone_at = clock_timestamp(), undone_by_name = o.staff_name, undone_because = btrim(p_because), version = version + 1 WHERE d.dose_id = p_dose;
  UPDATE app.vaccination_stock s SET remaining = s.remaining + 1 WHERE s.session_id = p_session AND s.stock_id = x.stock_id;
  UPDATE app.vaccination_people v SET version = version + 1,
    status = CASE WHEN last.at IS NULL THEN 'fit' ELSE v.status END, watched_until = last.at + interval '30 minutes',
    watch_ended_at = CASE WHEN last.at IS NOT NULL THEN v.watch_ended_at END, watch_ended_by_name = CASE WHEN last.at IS NOT NULL THEN v.watch_ended_by_name END,
    watch_outcome = CASE WHEN last.at IS NOT NULL THEN v.watch_outcome END, watch_note = CASE WHEN last.at IS NOT NULL THEN v.watch_note END
  FROM (SELECT max(d.given_at) AS at FROM app.desk_doses d WHERE d.citizen_id = x.citizen_id AND d.session_id = p_session AND d.undone_at IS NULL) last
  WHERE v.session_id = p_session AND v.citizen_id = x.citizen_id;
  UPDATE app.due_people d SET stale_at = clock_timestamp() WHERE d.citizen_id = x.citizen_id;
  IF x.is_known THEN
    PERFORM app.tell(x.citizen_id, 'dose-taken-back', '/vaccination/' || p_dose, jsonb_build_object('facility', o.facility_code), p_dose::text);
  END IF;
  PERFORM app.log_vaccination(p_session, x.citizen_id, o.facility_code, 'dose-undone', o.staff_id, o.staff_name, jsonb_build_object('dose', p_dose, 'because', btrim(p_because)));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Hết theo dõi: well after the time, earlier only as somebody who left or had a reaction, with a word of it.
CREATE FUNCTION app.end_watch(p_session uuid, p_citizen uuid, p_outcome text, p_note text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  o record;
  v app.vaccination_people;
  note text := nullif(left(btrim(coalesce(p_note, '')), 500), '');
BEGIN
  SELECT * INTO o FROM app.own_vaccination(p_session);
  SELECT x.* INTO v FROM app.vaccination_people x WHERE x.session_id = p_session AND x.citizen_id = p_citizen FOR UPDATE;
  IF v.citizen_id IS NULL OR v.watched_until IS NULL THEN RETURN 'not-found'; END IF;
  IF v.watch_ended_at IS NOT NULL AND v.watch_outcome = p_outcome THEN RETURN NULL; END IF;
  IF p_outcome = 'well' AND clock_timestamp() < v.watched_until THEN RETURN 'too-early'; END IF;
  IF p_outcome <> 'well' AND length(coalesce(note, '')) < 3 THEN RETURN 'reason'; END IF;
  UPDATE app.vaccination_people x SET watch_ended_at = clock_timestamp(), watch_ended_by_name = o.staff_name, watch_outcome = p_outcome, watch_note = note, version = version + 1
  WHERE x.session_id = p_session AND x.citizen_id = p_citizen;
  PERFORM app.log_vaccination(p_session, p_citizen, o.facility_code, 'watch-ended', o.staff_id, o.staff_name, jsonb_build_object('outcome', p_outcome));
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Sau ngày tiêm: who was invited and did not come missed it. For the worker; safe to run twice. Answers how many sessions were closed.
CREATE FUNCTION app.close_vaccinations(p_at timestamptz, p_most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  n app.vaccination_sessions;
  v app.vaccination_people;
  done integer := 0;
BEGIN
  FOR n IN SELECT x.* FROM app.vaccination_sessions x WHERE x.closed_at IS NULL AND x.day < app.day_at(p_at) ORDER BY x.day LIMIT p_most FOR UPDATE SKIP LOCKED LOOP
    UPDATE app.vaccination_sessions x SET closed_at = clock_timestamp() WHERE x.session_id = n.session_id;
    done := done + 1;
    CONTINUE WHEN n.cancelled_at IS NOT NULL;
    FOR v IN SELECT x.* FROM app.vaccination_people x WHERE x.session_id = n.session_id AND x.status = 'invited' ORDER BY x.citizen_id FOR UPDATE LOOP
      UPDATE app.vaccination_people x SET status = 'missed', version = version + 1 WHERE x.session_id = n.session_id AND x.citizen_id = v.citizen_id;
      UPDATE app.due_people d SET missed = d.missed + 1 WHERE d.citizen_id = v.citizen_id;
      PERFORM app.log_vaccination(n.session_id, v.citizen_id, n.facility_code, 'missed', NULL, NULL, '{}');
    END LOOP;
  END LOOP;
  RETURN done;
END $$;
--> statement-breakpoint
-- To which sessions the person of this book is invited or came, that are still to come or of today.
CREATE FUNCTION app.coming_vaccinations() RETURNS TABLE (session_id uuid, facility_code text, day date, from_minute integer, until_minute integer, place text, is_cancelled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT n.session_id, n.facility_code, n.day, n.from_minute, n.until_minute, n.place, n.cancelled_at IS NOT NULL
  FROM app.vaccination_people v JOIN app.vaccination_sessions n ON n.session_id = v.session_id
  WHERE v.citizen_id = ANY (guard.granted()) AND v.status = 'invited' AND n.day >= app.day_at(clock_timestamp()) ORDER BY n.day, n.from_minute LIMIT 10
$$;
--> statement-breakpoint
-- Which lists of stations showed this person's name, for whoever reads their log.
CREATE FUNCTION app.lists_that_name() RETURNS TABLE (facility_code text, staff_name text, kind text, form text, times integer, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT o.facility_code, o.staff_name, o.kind, o.form, count(*)::integer, max(o.at) FROM unnest(guard.granted()) who
  JOIN app.due_list_openings o ON o.citizen_ids @> ARRAY[who] AND o.at > clock_timestamp() - interval '90 days'
  WHERE app.reads_for_the_person() GROUP BY 1, 2, 3, 4 ORDER BY 6 DESC LIMIT 50
$$;
--> statement-breakpoint
DO $$
DECLARE f record;
BEGIN
  FOR f IN SELECT p.oid::regprocedure AS signature, p.proname AS name FROM pg_proc p WHERE p.pronamespace = 'app'::regnamespace
    AND p.proname IN ('vaccination_basis', 'vaccination_desk', 'granted_station', 'granted_roster', 'log_vaccination', 'due_rows', 'school_year', 'note_due_list', 'due_list',
      'count_due_lists', 'plan_vaccination', 'own_vaccination', 'bring_vaccine', 'cancel_vaccination', 'invite_to_vaccination', 'note_roster', 'roster_invitations',
      'vaccination_goes_on', 'receive_at_vaccination', 'receive_unnumbered', 'attendee', 'screen_attendee', 'record_dose', 'undo_dose', 'end_watch', 'close_vaccinations',
      'coming_vaccinations', 'lists_that_name') LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', f.signature);
    IF f.name IN ('granted_station', 'granted_roster', 'note_due_list', 'due_list', 'count_due_lists', 'plan_vaccination', 'bring_vaccine', 'cancel_vaccination',
      'invite_to_vaccination', 'note_roster', 'roster_invitations', 'receive_at_vaccination', 'receive_unnumbered', 'screen_attendee', 'record_dose', 'undo_dose',
      'end_watch', 'coming_vaccinations', 'lists_that_name') THEN
      EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO book_web', f.signature);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.close_vaccinations(timestamptz, integer) TO book_worker;
