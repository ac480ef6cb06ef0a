CREATE TABLE "app"."helper_asks" (
	"citizen_id" uuid NOT NULL,
	"help_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"session_hash" "bytea" NOT NULL,
	"citizen_name" text NOT NULL,
	"number_end" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "helper_asks_citizen_id_help_id_pk" PRIMARY KEY("citizen_id","help_id"),
	CONSTRAINT "helper_asks_number" CHECK ("app"."helper_asks"."number_end" ~ '^[0-9]{3}$')
);
--> statement-breakpoint
CREATE TABLE "app"."helper_cards" (
	"citizen_id" uuid NOT NULL,
	"card_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"citizen_name" text NOT NULL,
	"made_by_kind" text NOT NULL,
	"made_by_name" text NOT NULL,
	"facility_code" text,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"until" date NOT NULL,
	"ended_at" timestamp with time zone,
	"used_at" timestamp with time zone,
	CONSTRAINT "helper_cards_citizen_id_card_id_pk" PRIMARY KEY("citizen_id","card_id"),
	CONSTRAINT "helper_cards_made_by" CHECK ("app"."helper_cards"."made_by_kind" in ('citizen', 'staff')),
	CONSTRAINT "helper_cards_hash" CHECK (length("app"."helper_cards"."code_hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "app"."helper_sessions" DROP CONSTRAINT "helper_sessions_confirmed";--> statement-breakpoint
ALTER TABLE "app"."helper_sessions" DROP CONSTRAINT "helper_sessions_reason";--> statement-breakpoint
ALTER TABLE "app"."helper_sessions" ALTER COLUMN "reason" SET DEFAULT '';--> statement-breakpoint
ALTER TABLE "app"."messages" ADD COLUMN "copy_of_citizen" uuid;--> statement-breakpoint
ALTER TABLE "app"."messages" ADD COLUMN "copy_of_message" bigint;--> statement-breakpoint
ALTER TABLE "app"."messages" ADD COLUMN "by_relation" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "helper_asks_one" ON "app"."helper_asks" USING btree ("session_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "helper_cards_code" ON "app"."helper_cards" USING btree ("code_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "helper_cards_one" ON "app"."helper_cards" USING btree ("citizen_id") WHERE "app"."helper_cards"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "messages_copies" ON "app"."messages" USING btree ("copy_of_citizen","copy_of_message") WHERE "app"."messages"."copy_of_citizen" is not null;--> statement-breakpoint
ALTER TABLE "app"."helper_sessions" ADD CONSTRAINT "helper_sessions_confirmed" CHECK ("app"."helper_sessions"."confirmed_by" in ('in-person', 'sms', 'card'));--> statement-breakpoint
ALTER TABLE "app"."helper_sessions" ADD CONSTRAINT "helper_sessions_reason" CHECK (length("app"."helper_sessions"."reason") <= 300 and ("app"."helper_sessions"."confirmed_by" <> 'in-person' or length(btrim("app"."helper_sessions"."reason")) >= 3));--> statement-breakpoint
ALTER TABLE "app"."messages" ADD CONSTRAINT "messages_copy" CHECK (num_nulls("app"."messages"."copy_of_citizen", "app"."messages"."copy_of_message", "app"."messages"."by_relation") in (0, 3));