-- An IPN in one call: kept first, durably, in a transaction of its own; then settled in another. What nobody believes has no
-- outcome: it is kept, and settles nothing. A procedure that ends transactions can neither act by its owner's right nor set a
-- search path: the two functions do both, and every name says where it is.
CREATE PROCEDURE app.hear_payment(p_digest bytea, p_verdict text, p_sent jsonb, p_address text, p_terminal text, p_reference text, p_outcome text,
  p_reason text, p_amount bigint, p_transaction text, p_bank text, p_bank_transaction text, p_paid_at timestamptz, INOUT reception text)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.keep_payment_message('ipn', p_digest, p_verdict, p_reference, p_sent, p_address);
  COMMIT;
  IF p_outcome IS NOT NULL THEN
    reception := app.settle_payment('ipn', p_terminal, p_reference, p_outcome, p_reason, p_amount, p_transaction, p_bank, p_bank_transaction, p_paid_at);
  END IF;
END $$;
--> statement-breakpoint
REVOKE ALL ON ROUTINE app.hear_payment(bytea, text, jsonb, text, text, text, text, text, bigint, text, text, text, timestamptz, text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON ROUTINE app.hear_payment(bytea, text, jsonb, text, text, text, text, text, bigint, text, text, text, timestamptz, text) TO book_web;
