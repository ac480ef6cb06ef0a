CREATE TABLE "app"."consent_acts" (
	"citizen_id" uuid NOT NULL,
	"act_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app"."consent_acts_act_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"purpose" text NOT NULL,
	"act" text NOT NULL,
	"text_version" integer NOT NULL,
	"text_hash" "bytea" NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"opened_as" bigint,
	CONSTRAINT "consent_acts_citizen_id_act_id_pk" PRIMARY KEY("citizen_id","act_id"),
	CONSTRAINT "consent_acts_act" CHECK ("app"."consent_acts"."act" in ('given', 'withdrawn')),
	CONSTRAINT "consent_acts_channel" CHECK ("app"."consent_acts"."channel" in ('book', 'phone-code', 'erasure'))
);
--> statement-breakpoint
CREATE TABLE "app"."consent_texts" (
	"purpose" text NOT NULL,
	"version" integer NOT NULL,
	"basis" text NOT NULL,
	"words" jsonb NOT NULL,
	"text_hash" "bytea" NOT NULL,
	"since" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "consent_texts_purpose_version_pk" PRIMARY KEY("purpose","version"),
	CONSTRAINT "consent_texts_basis" CHECK ("app"."consent_texts"."basis" in ('consent', 'objection')),
	CONSTRAINT "consent_texts_hash" CHECK (length("app"."consent_texts"."text_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "app"."rights_request_log" (
	"citizen_id" uuid NOT NULL,
	"log_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app"."rights_request_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"request_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"act" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"words" text,
	"opened_as" bigint,
	CONSTRAINT "rights_request_log_citizen_id_log_id_pk" PRIMARY KEY("citizen_id","log_id"),
	CONSTRAINT "rights_request_log_act" CHECK ("app"."rights_request_log"."act" in ('asked', 'taken', 'handed-over', 'extended', 'answered', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "app"."rights_requests" (
	"citizen_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"reply_by" date NOT NULL,
	"due_on" date NOT NULL,
	"taken_by" uuid,
	"taken_by_name" text,
	"taken_at" timestamp with time zone,
	"extended_at" timestamp with time zone,
	"extended_because" text,
	"outcome" text,
	"answer" text,
	"answered_at" timestamp with time zone,
	"answered_by_name" text,
	"withdrawn_at" timestamp with time zone,
	"opened_as" bigint NOT NULL,
	CONSTRAINT "rights_requests_citizen_id_request_id_pk" PRIMARY KEY("citizen_id","request_id"),
	CONSTRAINT "rights_requests_request_id_unique" UNIQUE("request_id"),
	CONSTRAINT "rights_requests_kind" CHECK ("app"."rights_requests"."kind" in ('see', 'correct', 'delete', 'restrict', 'object', 'take-along')),
	CONSTRAINT "rights_requests_about" CHECK (length(btrim("app"."rights_requests"."about")) between 1 and 2000),
	CONSTRAINT "rights_requests_clock" CHECK ("app"."rights_requests"."reply_by" <= "app"."rights_requests"."due_on"),
	CONSTRAINT "rights_requests_taken" CHECK (("app"."rights_requests"."taken_by" is null) = ("app"."rights_requests"."taken_at" is null)),
	CONSTRAINT "rights_requests_extended" CHECK (("app"."rights_requests"."extended_at" is null) = ("app"."rights_requests"."extended_because" is null)),
	CONSTRAINT "rights_requests_answer" CHECK (("app"."rights_requests"."answered_at" is null) = ("app"."rights_requests"."outcome" is null) and ("app"."rights_requests"."answered_at" is null) = ("app"."rights_requests"."answer" is null)
        and ("app"."rights_requests"."outcome" is null or "app"."rights_requests"."outcome" in ('done', 'partly', 'refused')))
);
--> statement-breakpoint
ALTER TABLE "app"."sessions" ADD COLUMN "authenticated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "app"."consent_acts" ADD CONSTRAINT "consent_acts_text" FOREIGN KEY ("purpose","text_version") REFERENCES "app"."consent_texts"("purpose","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_acts_latest" ON "app"."consent_acts" USING btree ("citizen_id","purpose","act_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "rights_request_log_request" ON "app"."rights_request_log" USING btree ("citizen_id","request_id","log_id");--> statement-breakpoint
CREATE INDEX "rights_requests_open" ON "app"."rights_requests" USING btree ("due_on","request_id") WHERE "app"."rights_requests"."answered_at" is null and "app"."rights_requests"."withdrawn_at" is null;