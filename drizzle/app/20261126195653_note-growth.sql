DO $$
BEGIN
  ALTER TABLE app.growth_points ENABLE ROW LEVEL SECURITY;
  ALTER TABLE app.growth_points FORCE ROW LEVEL SECURITY;
  CREATE POLICY read_granted ON app.growth_points FOR SELECT TO book_web USING (citizen_id = ANY ((SELECT guard.granted())::uuid[]));
  GRANT SELECT ON app.growth_points TO book_web;
  -- Deleted with what else a person told, beside what is deleted already.
  EXECUTE format('CREATE OR REPLACE FUNCTION app.erasable() RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $f$ SELECT %L::text[] $f$',
    app.erasable() || ARRAY['growth_points']);
END $$;
--> statement-breakpoint
-- Notes what a family measured; the same form again notes it once. At most 500 in a book (a number of ours).
CREATE FUNCTION app.note_growth(p_point uuid, p_on date, p_weight numeric, p_height numeric) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('growth ' || who::text, 0));
  IF (SELECT count(*) FROM app.growth_points g WHERE g.citizen_id = who AND g.point_id <> p_point) >= 500 THEN RETURN 'too-many'; END IF;
  INSERT INTO app.growth_points (citizen_id, point_id, measured_on, weight_kg, height_cm, opened_as)
  VALUES (who, p_point, p_on, p_weight, p_height, (guard.grant_of('citizens'))[4]::bigint) ON CONFLICT DO NOTHING;
  RETURN 'noted';
END $$;
--> statement-breakpoint
CREATE FUNCTION app.take_back_growth(p_point uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.growth_points SET taken_back_at = coalesce(taken_back_at, clock_timestamp()) WHERE citizen_id = app.own_citizen() AND point_id = p_point;
  RETURN FOUND;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.note_growth(uuid, date, numeric, numeric), app.take_back_growth(uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.note_growth(uuid, date, numeric, numeric), app.take_back_growth(uuid) TO book_web;
