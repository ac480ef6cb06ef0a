-- As before, each in one's own book alone: nobody shares a file into the book of somebody for whom they act, or drops one there.
-- And a copy on a phone is made anew as often as one likes, but under at most 30 names in a day (a parameter of ours).
DO $$
DECLARE
  f record;
  said text;
BEGIN
  FOR f IN SELECT p.oid, v.old, v.new FROM pg_proc p JOIN (VALUES
      ('keep_shared_file', 'app.own_citizen()', 'app.only_own_citizen()'),
      ('drop_shared_file', 'app.own_citizen()', 'app.only_own_citizen()'),
      ('keep_offline_copy', 'c.lasts_until > clock_timestamp()) >= 10 THEN', $new$c.lasts_until > clock_timestamp()) >= 10
      OR (SELECT count(*) FROM app.offline_copies c WHERE c.citizen_id = who AND c.made_at > clock_timestamp() - interval '1 day') >= 30 THEN$new$))
      v (name, old, new) ON v.name = p.proname WHERE p.pronamespace = 'app'::regnamespace LOOP
    said := replace(pg_get_functiondef(f.oid), f.old, f.new);
    IF said = pg_get_functiondef(f.oid) THEN RAISE EXCEPTION 'nothing to change in %', f.oid::regprocedure; END IF;
    EXECUTE said;
  END LOOP;
END $$;
