-- The guard stands in both databases, with the same key; when the two schemas share one database, it is made once.
CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public;
--> statement-breakpoint
CREATE SCHEMA IF NOT EXISTS guard;
--> statement-breakpoint
-- Which mode made this database: sample mode never touches a database that lacks its mark, live mode never one that has it.
CREATE TABLE IF NOT EXISTS guard.book_mark (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  mode text NOT NULL CHECK (mode IN ('sample', 'live')),
  made_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
-- Signing keys of grants. The launcher adds them from KEYS_DIR; the highest kid signs, every kid still here verifies.
CREATE TABLE IF NOT EXISTS guard.keys (
  kid integer PRIMARY KEY CHECK (kid > 0),
  secret bytea NOT NULL CHECK (length(secret) >= 32),
  made_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
-- claims = kid|kind|expires (epoch seconds)|log id|purpose|subjects (comma between)
CREATE OR REPLACE FUNCTION guard.sign(claims text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT claims || '.' || encode(public.hmac(convert_to(claims, 'UTF8'), secret, 'sha256'), 'hex')
  FROM guard.keys WHERE kid = split_part(claims, '|', 1)::integer
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.sign(text) FROM PUBLIC;
--> statement-breakpoint
-- The citizens whose rows this transaction may see: what a genuine, living grant in book.grant covers, else nobody.
CREATE OR REPLACE FUNCTION guard.granted() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  given text := current_setting('book.grant', true);
  claims text;
  field text[];
BEGIN
  IF given IS NULL OR given = '' THEN RETURN '{}'; END IF;
  claims := split_part(given, '.', 1);
  IF given IS DISTINCT FROM guard.sign(claims) THEN RETURN '{}'; END IF;
  field := string_to_array(claims, '|');
  IF field[2] <> 'citizens' OR field[3]::bigint <= extract(epoch FROM clock_timestamp()) THEN RETURN '{}'; END IF;
  RETURN string_to_array(field[6], ',')::uuid[];
EXCEPTION WHEN data_exception THEN
  RETURN '{}';
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION guard.granted() FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA guard TO book_web, book_worker, book_ingest;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION guard.granted() TO book_web, book_worker;
--> statement-breakpoint
-- Whether this database is the one the start expects; no secret.
GRANT SELECT ON guard.book_mark TO book_web, book_worker, book_ingest;
--> statement-breakpoint
-- For tables that only ever grow: not even their owner changes a row by mistake.
CREATE OR REPLACE FUNCTION guard.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING errcode = '42501';
END $$;
