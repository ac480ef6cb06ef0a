-- One field of the text that is hashed: its length in bytes before it, so that no two rows have the same text.
CREATE FUNCTION app.chain_field(p text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(octet_length(p)::text || ':' || p, '-') $$;
--> statement-breakpoint
-- The hash of a row: of its predecessor's hash and of every field. lib/consent/chain.ts computes the same outside.
CREATE FUNCTION app.chain_hash(r app.access_log) RETURNS bytea
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN sha256(r.previous_hash || convert_to(concat(
    app.chain_field(r.citizen_id::text), app.chain_field(r.log_id::text),
    app.chain_field((extract(epoch FROM r.at) * 1000000)::bigint::text), app.chain_field(r.actor_kind),
    app.chain_field(r.actor_id::text), app.chain_field(r.actor_name), app.chain_field(r.actor_place),
    app.chain_field(encode(r.session_hash, 'hex')), app.chain_field(r.purpose), app.chain_field(r.part),
    app.chain_field(r.basis), app.chain_field(r.xid::text)), 'UTF8'));
END $$;
--> statement-breakpoint
-- Ties a new row to its person's chain. The head is locked until the transaction is over, so that rows of one person follow
-- each other and their ids rise along the chain. A row that brings its hash is one that is being restored.
CREATE FUNCTION app.chain_opening() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  head app.access_log_heads;
BEGIN
  IF NEW.hash IS NOT NULL THEN RETURN NEW; END IF;
  SELECT * INTO head FROM app.access_log_heads WHERE citizen_id = NEW.citizen_id FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO app.access_log_heads (citizen_id, last_log_id, rows, hash) VALUES (NEW.citizen_id, 0, 0, '')
    ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM app.access_log_heads WHERE citizen_id = NEW.citizen_id FOR UPDATE;
  END IF;
  IF NEW.log_id <= head.last_log_id THEN NEW.log_id := nextval('app.access_log_log_id_seq'); END IF;
  NEW.previous_hash := head.hash;
  NEW.hash := app.chain_hash(NEW);
  UPDATE app.access_log_heads SET last_log_id = NEW.log_id, rows = head.rows + 1, hash = NEW.hash
  WHERE citizen_id = NEW.citizen_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.chain_field(text), app.chain_hash(app.access_log), app.chain_opening() FROM PUBLIC;
--> statement-breakpoint
-- Room for the next state of a head on its own page: no index is touched when a chain grows.
ALTER TABLE app.access_log_heads SET (fillfactor = 60);
--> statement-breakpoint
ALTER TABLE app.access_log DISABLE TRIGGER append_only;
--> statement-breakpoint
-- What was logged before is chained as it stands.
DO $$
DECLARE
  r app.access_log;
  who uuid;
  number bigint;
  before bytea;
BEGIN
  FOR r IN SELECT * FROM app.access_log ORDER BY citizen_id, log_id LOOP
    IF who IS DISTINCT FROM r.citizen_id THEN who := r.citizen_id; number := 0; before := ''; END IF;
    r.previous_hash := before;
    before := app.chain_hash(r);
    number := number + 1;
    UPDATE app.access_log SET previous_hash = r.previous_hash, hash = before WHERE citizen_id = r.citizen_id AND log_id = r.log_id;
    INSERT INTO app.access_log_heads (citizen_id, last_log_id, rows, hash) VALUES (who, r.log_id, number, before)
    ON CONFLICT (citizen_id) DO UPDATE SET last_log_id = excluded.last_log_id, rows = excluded.rows, hash = excluded.hash;
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE app.access_log ENABLE TRIGGER append_only;
--> statement-breakpoint
ALTER TABLE app.access_log ALTER COLUMN previous_hash SET NOT NULL, ALTER COLUMN hash SET NOT NULL;
--> statement-breakpoint
CREATE TRIGGER chain_opening BEFORE INSERT ON app.access_log FOR EACH ROW EXECUTE FUNCTION app.chain_opening();
--> statement-breakpoint
ALTER TABLE app.access_log_heads ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE app.access_log_heads FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TRIGGER never_shorter BEFORE DELETE OR TRUNCATE ON app.access_log_heads
FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_change();
--> statement-breakpoint
-- The worker signs every head, and notes which one it signed last. It reads no row of the log itself.
CREATE POLICY sign_all ON app.access_log_heads FOR ALL TO book_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, UPDATE (signed_hash) ON app.access_log_heads TO book_worker;
