CREATE TABLE "app"."bank_lines" (
	"facility_code" text NOT NULL,
	"account_number" text NOT NULL,
	"line_id" text NOT NULL,
	"citizen_id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"amount_vnd" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"digest" "bytea" NOT NULL,
	"outcome" text NOT NULL,
	"attempt_id" uuid,
	"received_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "bank_lines_facility_code_account_number_line_id_pk" PRIMARY KEY("facility_code","account_number","line_id"),
	CONSTRAINT "bank_lines_outcome" CHECK ("app"."bank_lines"."outcome" in ('settled', 'owed-back', 'other-amount')),
	CONSTRAINT "bank_lines_settled" CHECK (("app"."bank_lines"."outcome" = 'other-amount') = ("app"."bank_lines"."attempt_id" is null))
);
--> statement-breakpoint
CREATE TABLE "app"."claim_cursor" (
	"cursor_no" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"filing_id" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."deposit_uses" (
	"citizen_id" uuid NOT NULL,
	"use_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"deposit_note_id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"amount_vnd" bigint NOT NULL,
	"used_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "deposit_uses_citizen_id_use_id_pk" PRIMARY KEY("citizen_id","use_id"),
	CONSTRAINT "deposit_uses_amount" CHECK ("app"."deposit_uses"."amount_vnd" > 0)
);
--> statement-breakpoint
CREATE TABLE "app"."facility_accounts" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"facility_code" text NOT NULL,
	"bank_bin" text NOT NULL,
	"account_number" text NOT NULL,
	"account_name" text NOT NULL,
	"named_by" uuid NOT NULL,
	"named_by_name" text NOT NULL,
	"named_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"confirmed_by" uuid,
	"confirmed_by_name" text,
	"confirmed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "facility_accounts_bin" CHECK ("app"."facility_accounts"."bank_bin" ~ '^[0-9]{6}$'),
	CONSTRAINT "facility_accounts_number" CHECK ("app"."facility_accounts"."account_number" ~ '^[0-9A-Z]{4,19}$'),
	CONSTRAINT "facility_accounts_name" CHECK (length("app"."facility_accounts"."account_name") between 2 and 70),
	CONSTRAINT "facility_accounts_two" CHECK ("app"."facility_accounts"."confirmed_by" is distinct from "app"."facility_accounts"."named_by"),
	CONSTRAINT "facility_accounts_confirmed" CHECK (("app"."facility_accounts"."confirmed_by" is null) = ("app"."facility_accounts"."confirmed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "app"."gateway_report_rows" (
	"report_id" uuid NOT NULL,
	"row_no" integer NOT NULL,
	"reference" text NOT NULL,
	"kind" text NOT NULL,
	"amount_vnd" bigint NOT NULL,
	"transaction_no" text,
	"status" text NOT NULL,
	"at" timestamp with time zone,
	CONSTRAINT "gateway_report_rows_report_id_row_no_pk" PRIMARY KEY("report_id","row_no"),
	CONSTRAINT "gateway_report_rows_kind" CHECK ("app"."gateway_report_rows"."kind" in ('payment', 'refund'))
);
--> statement-breakpoint
CREATE TABLE "app"."gateway_reports" (
	"report_id" uuid PRIMARY KEY NOT NULL,
	"terminal_code" text NOT NULL,
	"facility_code" text,
	"day" date NOT NULL,
	"file_name" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"rows" integer NOT NULL,
	"brought_by" uuid,
	"brought_by_name" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "gateway_reports_once" UNIQUE NULLS NOT DISTINCT("terminal_code","facility_code","day","digest")
);
--> statement-breakpoint
CREATE TABLE "app"."reconciliation_differences" (
	"difference_id" uuid PRIMARY KEY NOT NULL,
	"terminal_code" text NOT NULL,
	"facility_code" text,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"ours_vnd" bigint,
	"theirs_vnd" bigint,
	"found_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"closed_by_name" text,
	"closed_because" text,
	CONSTRAINT "reconciliation_differences_once" UNIQUE NULLS NOT DISTINCT("terminal_code","day","kind","reference","ours_vnd","theirs_vnd"),
	CONSTRAINT "reconciliation_differences_kind" CHECK ("app"."reconciliation_differences"."kind" in ('ours-only', 'theirs-only', 'amount-differs', 'refund-ours-only', 'refund-theirs-only', 'not-posted', 'ledger-differs'))
);
--> statement-breakpoint
CREATE TABLE "app"."reconciliations" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"terminal_code" text NOT NULL,
	"facility_code" text,
	"day" date NOT NULL,
	"report_id" uuid,
	"matched" integer NOT NULL,
	"differing" integer NOT NULL,
	"paid_vnd" bigint NOT NULL,
	"refunded_vnd" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "app"."payment_differences" DROP CONSTRAINT "payment_differences_once";--> statement-breakpoint
ALTER TABLE "app"."fee_notes" DROP CONSTRAINT "fee_notes_status";--> statement-breakpoint
ALTER TABLE "app"."ledger_postings" DROP CONSTRAINT "ledger_postings_kind";--> statement-breakpoint
ALTER TABLE "app"."payment_differences" DROP CONSTRAINT "payment_differences_kind";--> statement-breakpoint
DROP INDEX "app"."one_settled_attempt";--> statement-breakpoint
ALTER TABLE "app"."payment_attempts" ALTER COLUMN "payer_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."payment_differences" ALTER COLUMN "attempt_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD COLUMN "set_off_vnd" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD COLUMN "transfer_code" text DEFAULT app.new_transfer_code() NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD COLUMN "claim_amount_vnd" numeric(16, 2);--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD COLUMN "claim_paid_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD COLUMN "next_meet_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."payment_attempts" ADD COLUMN "channel" text DEFAULT 'vnpay' NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."payment_attempts" ADD COLUMN "owed_back" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."payment_differences" ADD COLUMN "closed_by_name" text;--> statement-breakpoint
ALTER TABLE "app"."payment_differences" ADD COLUMN "closed_because" text;--> statement-breakpoint
ALTER TABLE "app"."refunds" ADD COLUMN "transaction_no" text;--> statement-breakpoint
ALTER TABLE "app"."refunds" ADD COLUMN "next_query_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."refunds" ADD COLUMN "queries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "app"."refunds" ADD COLUMN "decided_by" uuid;--> statement-breakpoint
ALTER TABLE "app"."refunds" ADD COLUMN "decided_by_name" text;--> statement-breakpoint
ALTER TABLE "app"."refunds" ADD COLUMN "decided_because" text;--> statement-breakpoint
ALTER TABLE "app"."deposit_uses" ADD CONSTRAINT "deposit_uses_citizen_id_note_id_fee_notes_citizen_id_note_id_fk" FOREIGN KEY ("citizen_id","note_id") REFERENCES "app"."fee_notes"("citizen_id","note_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."deposit_uses" ADD CONSTRAINT "deposit_uses_citizen_id_deposit_note_id_fee_notes_citizen_id_note_id_fk" FOREIGN KEY ("citizen_id","deposit_note_id") REFERENCES "app"."fee_notes"("citizen_id","note_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."gateway_report_rows" ADD CONSTRAINT "gateway_report_rows_report_id_gateway_reports_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "app"."gateway_reports"("report_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."reconciliations" ADD CONSTRAINT "reconciliations_report_id_gateway_reports_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "app"."gateway_reports"("report_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_lines_note" ON "app"."bank_lines" USING btree ("citizen_id","note_id");--> statement-breakpoint
CREATE INDEX "deposit_uses_note" ON "app"."deposit_uses" USING btree ("citizen_id","note_id");--> statement-breakpoint
CREATE INDEX "deposit_uses_deposit" ON "app"."deposit_uses" USING btree ("citizen_id","deposit_note_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deposit_uses_once" ON "app"."deposit_uses" USING btree ("deposit_note_id","note_id") WHERE undone_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_account" ON "app"."facility_accounts" USING btree ("facility_code") WHERE confirmed_at is not null and ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_named_account" ON "app"."facility_accounts" USING btree ("facility_code") WHERE confirmed_at is null and ended_at is null;--> statement-breakpoint
CREATE INDEX "gateway_report_rows_reference" ON "app"."gateway_report_rows" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "gateway_reports_day" ON "app"."gateway_reports" USING btree ("terminal_code","day","received_at");--> statement-breakpoint
CREATE INDEX "reconciliation_differences_open" ON "app"."reconciliation_differences" USING btree ("facility_code","found_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "reconciliations_day" ON "app"."reconciliations" USING btree ("terminal_code","day","at");--> statement-breakpoint
CREATE INDEX "fee_notes_month" ON "app"."fee_notes" USING btree ("facility_code","issued_on");--> statement-breakpoint
CREATE INDEX "fee_notes_visit" ON "app"."fee_notes" USING btree ("citizen_id","facility_code","encounter_ref");--> statement-breakpoint
CREATE INDEX "fee_notes_to_meet" ON "app"."fee_notes" USING btree ("next_meet_at") WHERE next_meet_at is not null;--> statement-breakpoint
CREATE INDEX "payment_differences_open" ON "app"."payment_differences" USING btree ("facility_code","found_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "refunds_due" ON "app"."refunds" USING btree ("next_query_at") WHERE next_query_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_settled_attempt" ON "app"."payment_attempts" USING btree ("note_id") WHERE status = 'settled' and not owed_back;--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD CONSTRAINT "fee_notes_transfer_code" UNIQUE("transfer_code");--> statement-breakpoint
ALTER TABLE "app"."payment_differences" ADD CONSTRAINT "payment_differences_once" UNIQUE NULLS NOT DISTINCT("note_id","attempt_id","kind","about");--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD CONSTRAINT "fee_notes_set_off" CHECK ("app"."fee_notes"."set_off_vnd" between 0 and "app"."fee_notes"."amount_vnd");--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD CONSTRAINT "fee_notes_all_set_off" CHECK ("app"."fee_notes"."status" <> 'set-off' or ("app"."fee_notes"."set_off_vnd" = "app"."fee_notes"."amount_vnd" and "app"."fee_notes"."kind" = 'settlement'));--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD CONSTRAINT "fee_notes_transfer_code_shape" CHECK ("app"."fee_notes"."transfer_code" ~ '^VP[2-9A-HJ-NP-Z]{12}$');--> statement-breakpoint
ALTER TABLE "app"."fee_notes" ADD CONSTRAINT "fee_notes_status" CHECK ("app"."fee_notes"."status" in ('open', 'insured', 'paid', 'partially-refunded', 'refunded', 'void', 'paid-at-desk', 'set-off'));--> statement-breakpoint
ALTER TABLE "app"."ledger_postings" ADD CONSTRAINT "ledger_postings_kind" CHECK ("app"."ledger_postings"."kind" in ('payment', 'second-payment', 'refund', 'set-off', 'set-off-undone', 'deposit-held'));--> statement-breakpoint
ALTER TABLE "app"."payment_attempts" ADD CONSTRAINT "payment_attempts_owed_back" CHECK (not "app"."payment_attempts"."owed_back" or "app"."payment_attempts"."status" = 'settled');--> statement-breakpoint
ALTER TABLE "app"."payment_attempts" ADD CONSTRAINT "payment_attempts_channel" CHECK ("app"."payment_attempts"."channel" in ('vnpay', 'transfer') and ("app"."payment_attempts"."channel" = 'transfer' or "app"."payment_attempts"."payer_id" is not null));--> statement-breakpoint
ALTER TABLE "app"."payment_differences" ADD CONSTRAINT "payment_differences_kind" CHECK ("app"."payment_differences"."kind" in ('wrong-amount', 'unclear', 'paid-twice', 'charged-again', 'failed-after-paid', 'paid-after-void', 'number-reused',
        'paid-after-desk', 'claim-differs', 'claim-unpaid-again', 'refund-unclear', 'refund-waits', 'transfer-amount'));