-- Keeps what the insurance's look-up answered about a card of one's own, with the row of the access log under which it
-- was asked. Appended only; the caller counts the questions, and this refuses what no count could have let through.
DROP FUNCTION app.note_card_check(text, text, date, date, text);
--> statement-breakpoint
CREATE FUNCTION app.note_card_check(p_card text, p_outcome text, p_code text, p_answered text, p_from date, p_to date, p_facility text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who uuid := app.own_citizen();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('card checks ' || who::text, 0));
  IF (SELECT count(*) FROM app.card_checks WHERE citizen_id = who AND checked_at > clock_timestamp() - interval '1 hour') >= 20 THEN
    RAISE EXCEPTION 'card checks have an end' USING errcode = '54000';
  END IF;
  INSERT INTO app.card_checks (citizen_id, card_number, outcome, code, answered_card, valid_from, valid_to, registered_facility, opened_as)
  VALUES (who, left(p_card, 15), p_outcome, p_code, left(p_answered, 15), p_from, p_to, left(p_facility, 10),
    (guard.grant_of('citizens'))[4]::bigint);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.note_card_check(text, text, text, text, date, date, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION app.note_card_check(text, text, text, text, date, date, text) TO book_web;
