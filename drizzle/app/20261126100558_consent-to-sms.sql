SELECT app.add_consent_text('sms', 1, 'consent', '{
  "vi": {
    "title": "Nhắc bằng tin SMS",
    "what": "Số điện thoại bạn cho, và việc có tin chưa đọc. Không nói tin gì, không có gì về sức khỏe.",
    "who": "Nhà mạng gửi tin SMS.",
    "why": "Để bạn biết có tin khi không mở sổ.",
    "howLong": "Đến khi bạn dừng. Lúc đó sổ xóa số điện thoại này."
  },
  "en": {
    "title": "Reminders by SMS",
    "what": "The phone number you gave, and that a message is unread. Not what it says, and nothing about health.",
    "who": "The network that sends the SMS.",
    "why": "So that you know of messages when you do not open the book.",
    "howLong": "Until you stop it. The book then deletes this phone number."
  }
}');
--> statement-breakpoint
-- A number whose code came back is what somebody says yes by; whoever takes it out of the book says no. What stands in
-- app.phones and what was said can so never differ.
CREATE FUNCTION app.note_phone_consent() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM app.record_consent(OLD.citizen_id, 'sms', 'withdrawn',
      CASE WHEN current_setting('book.erasing', true) = pg_current_xact_id()::text THEN 'erasure' ELSE 'book' END);
  ELSIF NEW.confirmed_at IS NOT NULL THEN
    PERFORM app.record_consent(NEW.citizen_id, 'sms', 'given', 'phone-code');
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION app.note_phone_consent() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER phone_consent AFTER INSERT OR UPDATE OF confirmed_at OR DELETE ON app.phones FOR EACH ROW EXECUTE FUNCTION app.note_phone_consent();
--> statement-breakpoint
-- Those who have given a number before.
DO $$
DECLARE p record;
BEGIN
  FOR p IN SELECT citizen_id FROM app.phones WHERE confirmed_at IS NOT NULL LOOP
    PERFORM app.record_consent(p.citizen_id, 'sms', 'given', 'phone-code');
  END LOOP;
END $$;
--> statement-breakpoint
-- As before; and the number goes when SMS are stopped.
CREATE OR REPLACE FUNCTION app.stop_processing(p_citizen uuid, p_purpose text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF p_purpose = 'new-marks' THEN
    DELETE FROM app.seen_encounters WHERE citizen_id = p_citizen;
    DELETE FROM app.readings WHERE citizen_id = p_citizen;
  ELSIF p_purpose = 'calls' THEN
    -- The log of calls still says that there was a line.
    DELETE FROM app.calls WHERE citizen_id = p_citizen AND closed_at IS NULL;
  ELSIF p_purpose = 'sms' THEN
    DELETE FROM app.phones WHERE citizen_id = p_citizen;
  END IF;
END $$;
--> statement-breakpoint
-- As before; a number says yes to SMS, no button does.
CREATE OR REPLACE FUNCTION app.give_consent(p_purpose text, p_version integer) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who uuid := app.own_citizen();
BEGIN
  IF p_purpose = 'sms' THEN RETURN 'phone-needed'; END IF;
  IF p_version IS DISTINCT FROM (SELECT max(version) FROM app.consent_texts WHERE purpose = p_purpose) THEN RETURN 'text-changed'; END IF;
  PERFORM app.record_consent(who, p_purpose, 'given', 'book');
  RETURN NULL;
END $$;
--> statement-breakpoint
-- As before, with what came since.
CREATE OR REPLACE FUNCTION app.erasable() RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY['invitation_drafts', 'history_drafts', 'history_answers', 'history_entries', 'result_choices', 'opened_results', 'seen_encounters', 'readings',
    'reported_visits', 'card_checks', 'private_openings', 'correction_drafts', 'known_devices', 'deliveries', 'calls', 'codes', 'message_settings', 'phones', 'messages']
$$;
