-- Whoever looks at a question hears at once that it was taken, handed on, answered or taken back; a call of one that was taken back is over.
CREATE FUNCTION app.tell_of_standing() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v app.video_calls;
BEGIN
  IF NEW.status = 'cancelled' THEN
    FOR v IN SELECT x.* FROM app.video_calls x WHERE x.case_id = NEW.case_id AND x.ended_at IS NULL LOOP
      PERFORM app.end_call(v, 'left');
    END LOOP;
  END IF;
  PERFORM pg_notify('call', NEW.case_id::text), pg_notify('conversation', NEW.case_id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.tell_of_standing() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER tell_of_standing AFTER UPDATE OF status ON app.teleconsult_cases FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION app.tell_of_standing();
