-- Whether this transaction reads for the owner of the book and nobody else.
CREATE FUNCTION app.reads_own_book() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce((guard.grant_of('citizens'))[5] = 'own-reading', false)
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.reads_own_book() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.reads_own_book() TO book_web;
--> statement-breakpoint
DO $$
BEGIN
  ALTER TABLE app.pregnancies ENABLE ROW LEVEL SECURITY;
  ALTER TABLE app.pregnancies FORCE ROW LEVEL SECURITY;
  ALTER TABLE app.dose_reminders ENABLE ROW LEVEL SECURITY;
  ALTER TABLE app.dose_reminders FORCE ROW LEVEL SECURITY;
  -- Hers alone: not for a relative who reads her book, nor for a desk.
  CREATE POLICY read_own ON app.pregnancies FOR SELECT TO book_web
  USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]) AND (SELECT app.reads_own_book()));
  GRANT SELECT ON app.pregnancies TO book_web;
  -- Deleted with what else a person told, beside what is deleted already.
  EXECUTE format('CREATE OR REPLACE FUNCTION app.erasable() RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $f$ SELECT %L::text[] $f$',
    app.erasable() || ARRAY['pregnancies', 'dose_reminders']);
END $$;
--> statement-breakpoint
-- Says that one is pregnant, for one's own book alone. Told again it is mended.
CREATE FUNCTION app.tell_pregnancy(p_due date, p_today date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.only_own_citizen();
BEGIN
  IF p_due NOT BETWEEN p_today - 14 AND p_today + 280 THEN RAISE EXCEPTION 'no such due date' USING errcode = '22023'; END IF;
  INSERT INTO app.pregnancies AS p (citizen_id, due_on, told_on, opened_as) VALUES (who, p_due, p_today, (guard.grant_of('citizens'))[4]::bigint)
  ON CONFLICT (citizen_id) DO UPDATE SET due_on = excluded.due_on, ended_on = NULL, changed_at = clock_timestamp(), opened_as = excluded.opened_as,
    told_on = CASE WHEN p.ended_on IS NULL AND p.told_on > p_today - 294 THEN p.told_on ELSE excluded.told_on END;
END $$;
--> statement-breakpoint
CREATE FUNCTION app.end_pregnancy(p_today date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE app.pregnancies SET ended_on = p_today, changed_at = clock_timestamp(), opened_as = (guard.grant_of('citizens'))[4]::bigint
  WHERE citizen_id = app.only_own_citizen() AND ended_on IS NULL
$$;
--> statement-breakpoint
-- Tells people of doses that came due in the last 30 days, and of the same once more 14 days after that; one message for all of a
-- day. Quiet where a visit is booked or a session invites, where what they declared waits for a station, and where it is being worked
-- out. What came due before is left to the station's lists: the book may lack what was given long ago. The numbers are ours.
CREATE FUNCTION app.remind_of_doses(p_now timestamptz, p_most integer, OUT told integer, OUT seen integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  today date := (p_now AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
  r record;
  new integer;
BEGIN
  told := 0; seen := 0;
  FOR r IN
    SELECT x.citizen_id, x.step, array_agg(x.rule) AS rules, array_agg(x.dose) AS doses, min(x.recommended_on) AS since FROM (
      SELECT s.citizen_id, s.rule, s.dose, s.recommended_on, CASE WHEN s.recommended_on > today - 14 THEN 'due' ELSE 'again' END AS step
      FROM app.due_standings s JOIN app.due_people d ON d.citizen_id = s.citizen_id AND d.stale_at IS NULL
      WHERE s.standing <> 'past-age' AND s.recommended_on BETWEEN today - 30 AND today) x
    WHERE NOT EXISTS (SELECT FROM app.dose_reminders m WHERE m.citizen_id = x.citizen_id AND m.rule = x.rule AND m.dose = x.dose AND m.step = x.step)
      AND NOT EXISTS (SELECT FROM app.appointments a WHERE a.citizen_id = x.citizen_id AND a.origin = 'dose' AND a.status = 'booked' AND a.day >= today)
      AND NOT EXISTS (SELECT FROM app.vaccination_people v JOIN app.vaccination_sessions n ON n.session_id = v.session_id
        WHERE v.citizen_id = x.citizen_id AND v.status = 'invited' AND n.day >= today AND n.cancelled_at IS NULL)
      AND NOT EXISTS (SELECT FROM app.declared_doses c WHERE c.citizen_id = x.citizen_id AND c.standing = 'waiting')
    GROUP BY x.citizen_id, x.step ORDER BY x.citizen_id, x.step LIMIT least(p_most, 1000)
  LOOP
    seen := seen + 1;
    INSERT INTO app.dose_reminders (citizen_id, rule, dose, step) SELECT r.citizen_id, u.rule, u.dose, r.step
    FROM unnest(r.rules, r.doses) AS u (rule, dose) ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS new = ROW_COUNT;
    CONTINUE WHEN new = 0;
    IF r.step = 'due' THEN
      PERFORM app.tell(r.citizen_id, 'dose-due', '/vaccination', jsonb_build_object('on', r.since), 'due ' || today);
    ELSE
      PERFORM app.tell(r.citizen_id, 'dose-due-again', '/vaccination', jsonb_build_object('on', r.since), 'again ' || today);
    END IF;
    told := told + 1;
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.tell_pregnancy(date, date), app.end_pregnancy(date), app.remind_of_doses(timestamptz, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.tell_pregnancy(date, date), app.end_pregnancy(date) TO book_web;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.remind_of_doses(timestamptz, integer) TO book_worker;
