CREATE TABLE "app"."call_log" (
	"citizen_id" uuid NOT NULL,
	"log_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app"."call_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"call_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"act" text NOT NULL,
	"staff_id" uuid,
	"staff_name" text,
	"opened_as" bigint,
	CONSTRAINT "call_log_citizen_id_log_id_pk" PRIMARY KEY("citizen_id","log_id"),
	CONSTRAINT "call_log_act" CHECK ("app"."call_log"."act" in ('opened', 'taken', 'given-back', 'reached', 'not-reached', 'wrong-number', 'read-first'))
);
--> statement-breakpoint
CREATE TABLE "app"."calls" (
	"citizen_id" uuid NOT NULL,
	"call_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"message_id" bigint NOT NULL,
	"station_code" text,
	"person_name" text NOT NULL,
	"birth_year" text,
	"phone" text,
	"phone_confirmed" boolean NOT NULL,
	"urgency" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"taken_by" uuid,
	"taken_by_name" text,
	"taken_until" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closed_by_name" text,
	"outcome" text,
	CONSTRAINT "calls_citizen_id_call_id_pk" PRIMARY KEY("citizen_id","call_id"),
	CONSTRAINT "calls_urgency" CHECK ("app"."calls"."urgency" in ('urgent', 'soon')),
	CONSTRAINT "calls_outcome" CHECK ("app"."calls"."outcome" in ('reached', 'not-reached', 'wrong-number', 'read-first')),
	CONSTRAINT "calls_closed" CHECK (("app"."calls"."closed_at" is null) = ("app"."calls"."outcome" is null)),
	CONSTRAINT "calls_taken" CHECK (("app"."calls"."taken_by" is null) = ("app"."calls"."taken_until" is null))
);
--> statement-breakpoint
CREATE TABLE "app"."codes" (
	"citizen_id" uuid NOT NULL,
	"code_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"number" text NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "codes_citizen_id_code_id_pk" PRIMARY KEY("citizen_id","code_id"),
	CONSTRAINT "codes_hash" CHECK (length("app"."codes"."code_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "app"."deliveries" (
	"citizen_id" uuid NOT NULL,
	"delivery_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"message_id" bigint NOT NULL,
	"channel" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"urgent" boolean NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "deliveries_citizen_id_delivery_id_pk" PRIMARY KEY("citizen_id","delivery_id"),
	CONSTRAINT "deliveries_channel" CHECK ("app"."deliveries"."channel" in ('sms')),
	CONSTRAINT "deliveries_state" CHECK ("app"."deliveries"."state" in ('waiting', 'sent', 'refused', 'not-needed', 'given-up')),
	CONSTRAINT "deliveries_done" CHECK (("app"."deliveries"."state" = 'waiting') = ("app"."deliveries"."done_at" is null))
);
--> statement-breakpoint
CREATE TABLE "app"."message_settings" (
	"citizen_id" uuid PRIMARY KEY NOT NULL,
	"silent" text[] DEFAULT '{}' NOT NULL,
	"quiet_from" integer NOT NULL,
	"quiet_to" integer NOT NULL,
	"changed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"opened_as" bigint NOT NULL,
	CONSTRAINT "message_settings_silent" CHECK (not ('safety' = any("app"."message_settings"."silent")) and cardinality("app"."message_settings"."silent") <= 20),
	CONSTRAINT "message_settings_quiet" CHECK ("app"."message_settings"."quiet_from" between 0 and 1439 and "app"."message_settings"."quiet_to" between 0 and 1439)
);
--> statement-breakpoint
CREATE TABLE "app"."phones" (
	"citizen_id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"language" text NOT NULL,
	"declared_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"doubted_because" text,
	"opened_as" bigint NOT NULL,
	CONSTRAINT "phones_number" CHECK ("app"."phones"."number" ~ '^0[35789][0-9]{8}$'),
	CONSTRAINT "phones_language" CHECK ("app"."phones"."language" in ('vi', 'en')),
	CONSTRAINT "phones_doubted" CHECK ("app"."phones"."doubted_because" in ('refused', 'wrong-number'))
);
--> statement-breakpoint
ALTER TABLE "app"."messages" ADD COLUMN "due_at" timestamp with time zone DEFAULT clock_timestamp();--> statement-breakpoint
ALTER TABLE "app"."calls" ADD CONSTRAINT "calls_of_message" FOREIGN KEY ("citizen_id","message_id") REFERENCES "app"."messages"("citizen_id","message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."deliveries" ADD CONSTRAINT "deliveries_message" FOREIGN KEY ("citizen_id","message_id") REFERENCES "app"."messages"("citizen_id","message_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calls_id" ON "app"."calls" USING btree ("call_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calls_open" ON "app"."calls" USING btree ("citizen_id") WHERE "app"."calls"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "calls_message" ON "app"."calls" USING btree ("citizen_id","message_id");--> statement-breakpoint
CREATE INDEX "calls_list" ON "app"."calls" USING btree ("station_code","opened_at") WHERE "app"."calls"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "codes_latest" ON "app"."codes" USING btree ("citizen_id","purpose","made_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "codes_number" ON "app"."codes" USING btree ("number","made_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_once" ON "app"."deliveries" USING btree ("citizen_id","message_id","channel");--> statement-breakpoint
CREATE INDEX "deliveries_recent" ON "app"."deliveries" USING btree ("citizen_id","planned_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "app"."deliveries" USING btree ("next_at") WHERE "app"."deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "messages_due" ON "app"."messages" USING btree ("due_at") WHERE "app"."messages"."due_at" is not null;