-- The personal id of whoever reads their own book: to ask the population database about themselves. Nobody else's is told.
CREATE FUNCTION warehouse.own_number() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  field text[] := guard.grant_of('citizens');
BEGIN
  IF field IS NULL OR field[5] IS DISTINCT FROM 'own-reading' THEN RETURN NULL; END IF;
  RETURN (SELECT value FROM warehouse.identifiers WHERE kind = 'personal-id' AND citizen_id = field[6]::uuid LIMIT 1);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION warehouse.own_number() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION warehouse.own_number() TO book_web;
