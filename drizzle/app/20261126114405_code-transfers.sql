-- Stands in the content of a transfer, so that the bank's statement names the note: without 0, O, 1 and I, which are misread.
CREATE FUNCTION app.new_transfer_code() RETURNS text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT 'VP' || string_agg(substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 1 + (get_byte(r.bytes, i) & 31), 1), '')
  FROM (SELECT public.gen_random_bytes(12) AS bytes) r, generate_series(0, 11) i
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.new_transfer_code() FROM PUBLIC;
