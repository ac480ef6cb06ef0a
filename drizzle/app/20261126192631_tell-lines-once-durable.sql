-- As before, without telling whoever listens: a transaction that both writes and notifies holds up all the others that do until it is durable. The
-- process that said it tells them afterwards, many at once; whoever misses it looks again by themselves.
CREATE OR REPLACE FUNCTION app.add_line(w app.party, p_case uuid, p_line uuid, p_what text, p_said text, p_attachment uuid, OUT no integer, OUT said_at timestamptz)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.conversations x SET last_line = x.last_line + 1 WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case RETURNING x.last_line INTO no;
  IF NOT FOUND THEN
    INSERT INTO app.conversations AS x (citizen_id, case_id, last_line) VALUES (w.citizen_id, p_case, 1)
    ON CONFLICT (citizen_id, case_id) DO UPDATE SET last_line = x.last_line + 1 RETURNING x.last_line INTO no;
  END IF;
  INSERT INTO app.conversation_lines AS l (citizen_id, case_id, line_no, line_id, what, side, actor_id, actor_name, facility_code, said, attachment_id, opened_as)
  VALUES (w.citizen_id, p_case, no, p_line, p_what, w.side, w.actor_id, w.actor_name, w.facility_code, p_said, p_attachment, w.opened_as)
  ON CONFLICT (citizen_id, case_id, line_id) DO NOTHING RETURNING l.at INTO said_at;
  IF said_at IS NULL THEN
    UPDATE app.conversations x SET last_line = x.last_line - 1 WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case;
    no := NULL;
    RETURN;
  END IF;
END $$;
--> statement-breakpoint
-- As before; and answers whether it was new, so that the other side is told.
CREATE OR REPLACE FUNCTION app.read_conversation(p_token text, p_case uuid, p_no integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  w app.party;
  upto integer;
BEGIN
  -- Lost in a crash it is noted again with the next line.
  PERFORM set_config('synchronous_commit', 'off', true);
  w := app.party_of(p_token, p_case);
  IF w.answer IS NOT NULL THEN RETURN w.answer; END IF;
  SELECT least(p_no, x.last_line) INTO upto FROM app.conversations x WHERE x.citizen_id = w.citizen_id AND x.case_id = p_case;
  IF coalesce(upto, 0) < 1 THEN RETURN 'known'; END IF;
  INSERT INTO app.conversation_reads AS r (citizen_id, case_id, reader_id, side, line_no) VALUES (w.citizen_id, p_case, w.actor_id, w.side, upto)
  ON CONFLICT (citizen_id, case_id, reader_id) DO UPDATE SET line_no = excluded.line_no, at = clock_timestamp() WHERE r.line_no < excluded.line_no;
  RETURN CASE WHEN FOUND THEN 'read' ELSE 'known' END;
END $$;
