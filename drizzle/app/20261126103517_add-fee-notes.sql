CREATE TABLE "app"."fee_notes" (
	"citizen_id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"note_number" text NOT NULL,
	"kind" text NOT NULL,
	"encounter_ref" text,
	"issued_on" date NOT NULL,
	"amount_vnd" bigint NOT NULL,
	"lines" jsonb NOT NULL,
	"digest" "bytea" NOT NULL,
	"status" text NOT NULL,
	"settled_by" uuid,
	"received_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"voided_at" timestamp with time zone,
	"voided_because" text,
	CONSTRAINT "fee_notes_citizen_id_note_id_pk" PRIMARY KEY("citizen_id","note_id"),
	CONSTRAINT "fee_notes_note" UNIQUE("note_id"),
	CONSTRAINT "fee_notes_number" UNIQUE("facility_code","note_number"),
	CONSTRAINT "fee_notes_kind" CHECK ("app"."fee_notes"."kind" in ('deposit', 'visit', 'settlement')),
	CONSTRAINT "fee_notes_amount" CHECK ("app"."fee_notes"."amount_vnd" >= 0 and "app"."fee_notes"."amount_vnd" < 1000000000),
	CONSTRAINT "fee_notes_status" CHECK ("app"."fee_notes"."status" in ('open', 'insured', 'paid', 'partially-refunded', 'refunded', 'void')),
	CONSTRAINT "fee_notes_settled" CHECK (("app"."fee_notes"."status" in ('paid', 'partially-refunded', 'refunded')) = ("app"."fee_notes"."settled_by" is not null)),
	CONSTRAINT "fee_notes_insured" CHECK (("app"."fee_notes"."status" = 'insured') = ("app"."fee_notes"."amount_vnd" = 0 and "app"."fee_notes"."voided_at" is null)),
	CONSTRAINT "fee_notes_void" CHECK (("app"."fee_notes"."status" = 'void') = ("app"."fee_notes"."voided_at" is not null)),
	CONSTRAINT "fee_notes_lines" CHECK (jsonb_typeof("app"."fee_notes"."lines") = 'array' and length("app"."fee_notes"."lines"::text) <= 200000)
);
--> statement-breakpoint
CREATE TABLE "app"."ledger_entries" (
	"entry_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."ledger_entries_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"posting_id" uuid NOT NULL,
	"account" text NOT NULL,
	"amount_vnd" bigint NOT NULL,
	CONSTRAINT "ledger_entries_amount" CHECK ("app"."ledger_entries"."amount_vnd" <> 0)
);
--> statement-breakpoint
CREATE TABLE "app"."ledger_postings" (
	"posting_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"ref_id" uuid NOT NULL,
	"posted_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "ledger_postings_once" UNIQUE("kind","ref_id"),
	CONSTRAINT "ledger_postings_kind" CHECK ("app"."ledger_postings"."kind" in ('payment', 'second-payment', 'refund'))
);
--> statement-breakpoint
CREATE TABLE "app"."payment_attempts" (
	"citizen_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"terminal_code" text NOT NULL,
	"reference" text NOT NULL,
	"amount_vnd" bigint NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"payer_id" uuid NOT NULL,
	"payer_address" text NOT NULL,
	"language" text NOT NULL,
	"opened_as" bigint,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"reason" text,
	"transaction_no" text,
	"bank_code" text,
	"bank_transaction_no" text,
	"paid_at" timestamp with time zone,
	"duplicate_of" uuid,
	"settled_at" timestamp with time zone,
	"next_query_at" timestamp with time zone,
	"queries" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "payment_attempts_citizen_id_attempt_id_pk" PRIMARY KEY("citizen_id","attempt_id"),
	CONSTRAINT "payment_attempts_attempt" UNIQUE("attempt_id"),
	CONSTRAINT "payment_attempts_of_note" UNIQUE("attempt_id","note_id"),
	CONSTRAINT "payment_attempts_reference" UNIQUE("terminal_code","reference"),
	CONSTRAINT "payment_attempts_amount" CHECK ("app"."payment_attempts"."amount_vnd" > 0),
	CONSTRAINT "payment_attempts_reference_shape" CHECK ("app"."payment_attempts"."reference" ~ '^[A-Za-z0-9]{8,40}$'),
	CONSTRAINT "payment_attempts_status" CHECK ("app"."payment_attempts"."status" in ('pending', 'settled', 'failed', 'expired', 'review')),
	CONSTRAINT "payment_attempts_settled" CHECK (("app"."payment_attempts"."status" = 'settled') = ("app"."payment_attempts"."settled_at" is not null)),
	CONSTRAINT "payment_attempts_duplicate" CHECK ("app"."payment_attempts"."duplicate_of" is null or "app"."payment_attempts"."status" = 'settled'),
	CONSTRAINT "payment_attempts_number" CHECK ("app"."payment_attempts"."transaction_no" <> '0'),
	CONSTRAINT "payment_attempts_second" CHECK (date_trunc('second', "app"."payment_attempts"."created_at") = "app"."payment_attempts"."created_at")
);
--> statement-breakpoint
CREATE TABLE "app"."payment_differences" (
	"citizen_id" uuid NOT NULL,
	"difference_id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"attempt_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"found_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "payment_differences_citizen_id_difference_id_pk" PRIMARY KEY("citizen_id","difference_id"),
	CONSTRAINT "payment_differences_once" UNIQUE("attempt_id","kind","about"),
	CONSTRAINT "payment_differences_kind" CHECK ("app"."payment_differences"."kind" in ('wrong-amount', 'unclear', 'paid-twice', 'charged-again', 'failed-after-paid', 'paid-after-void', 'number-reused'))
);
--> statement-breakpoint
CREATE TABLE "app"."payment_inbox" (
	"message_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."payment_inbox_message_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"verdict" text NOT NULL,
	"reference" text,
	"sent" jsonb NOT NULL,
	"from_address" text,
	"received_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"last_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "payment_inbox_once" UNIQUE("source","digest","verdict"),
	CONSTRAINT "payment_inbox_source" CHECK ("app"."payment_inbox"."source" in ('ipn', 'query', 'refund')),
	CONSTRAINT "payment_inbox_size" CHECK (length("app"."payment_inbox"."sent"::text) <= 16000)
);
--> statement-breakpoint
CREATE TABLE "app"."payment_log" (
	"citizen_id" uuid NOT NULL,
	"log_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app"."payment_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"note_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"what" text NOT NULL,
	"about_id" uuid,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "payment_log_citizen_id_log_id_pk" PRIMARY KEY("citizen_id","log_id"),
	CONSTRAINT "payment_log_actor" CHECK ("app"."payment_log"."actor_kind" in ('facility', 'citizen', 'staff', 'gateway', 'system')),
	CONSTRAINT "payment_log_what" CHECK ("app"."payment_log"."what" ~ '^[a-z][a-z-]{2,39}$')
);
--> statement-breakpoint
CREATE TABLE "app"."query_turns" (
	"terminal_code" text PRIMARY KEY NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."refunds" (
	"citizen_id" uuid NOT NULL,
	"refund_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"request_id" text NOT NULL,
	"kind" text NOT NULL,
	"amount_vnd" bigint NOT NULL,
	"status" text DEFAULT 'requested' NOT NULL,
	"because" text NOT NULL,
	"requested_by" uuid,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"approved_by" uuid,
	"approved_by_name" text,
	"submitted_at" timestamp with time zone,
	"answer" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "refunds_citizen_id_refund_id_pk" PRIMARY KEY("citizen_id","refund_id"),
	CONSTRAINT "refunds_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "refunds_refund" UNIQUE("refund_id"),
	CONSTRAINT "refunds_kind" CHECK ("app"."refunds"."kind" in ('full', 'partial')),
	CONSTRAINT "refunds_amount" CHECK ("app"."refunds"."amount_vnd" > 0),
	CONSTRAINT "refunds_status" CHECK ("app"."refunds"."status" in ('requested', 'submitted', 'unknown', 'succeeded', 'rejected', 'withdrawn')),
	CONSTRAINT "refunds_request" CHECK (length("app"."refunds"."request_id") between 8 and 32),
	CONSTRAINT "refunds_four_eyes" CHECK ("app"."refunds"."approved_by" is null or "app"."refunds"."approved_by" is distinct from "app"."refunds"."requested_by"),
	CONSTRAINT "refunds_second_person" CHECK ("app"."refunds"."amount_vnd" <= 2000000 or "app"."refunds"."approved_by" is not null or "app"."refunds"."status" in ('requested', 'withdrawn')),
	CONSTRAINT "refunds_because" CHECK (length("app"."refunds"."because") between 3 and 500)
);
--> statement-breakpoint
ALTER TABLE "app"."ledger_entries" ADD CONSTRAINT "ledger_entries_posting_id_ledger_postings_posting_id_fk" FOREIGN KEY ("posting_id") REFERENCES "app"."ledger_postings"("posting_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."payment_attempts" ADD CONSTRAINT "payment_attempts_citizen_id_note_id_fee_notes_citizen_id_note_id_fk" FOREIGN KEY ("citizen_id","note_id") REFERENCES "app"."fee_notes"("citizen_id","note_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."refunds" ADD CONSTRAINT "refunds_citizen_id_attempt_id_payment_attempts_citizen_id_attempt_id_fk" FOREIGN KEY ("citizen_id","attempt_id") REFERENCES "app"."payment_attempts"("citizen_id","attempt_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fee_notes_facility" ON "app"."fee_notes" USING btree ("facility_code","received_at");--> statement-breakpoint
CREATE INDEX "ledger_entries_posting" ON "app"."ledger_entries" USING btree ("posting_id");--> statement-breakpoint
CREATE INDEX "ledger_entries_account" ON "app"."ledger_entries" USING btree ("account");--> statement-breakpoint
CREATE INDEX "payment_attempts_note" ON "app"."payment_attempts" USING btree ("citizen_id","note_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_live_attempt" ON "app"."payment_attempts" USING btree ("note_id") WHERE status = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "one_settled_attempt" ON "app"."payment_attempts" USING btree ("note_id") WHERE status = 'settled' and duplicate_of is null;--> statement-breakpoint
CREATE UNIQUE INDEX "one_transaction" ON "app"."payment_attempts" USING btree ("terminal_code","transaction_no") WHERE transaction_no is not null;--> statement-breakpoint
CREATE INDEX "payment_attempts_due" ON "app"."payment_attempts" USING btree ("next_query_at") WHERE next_query_at is not null;--> statement-breakpoint
CREATE INDEX "payment_inbox_reference" ON "app"."payment_inbox" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "payment_log_note" ON "app"."payment_log" USING btree ("citizen_id","note_id");--> statement-breakpoint
CREATE INDEX "refunds_attempt" ON "app"."refunds" USING btree ("citizen_id","attempt_id");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_refund" ON "app"."refunds" USING btree ("attempt_id") WHERE status in ('requested', 'submitted', 'unknown');