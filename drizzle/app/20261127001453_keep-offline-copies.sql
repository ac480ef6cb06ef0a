CREATE TABLE "app"."offline_copies" (
	"citizen_id" uuid NOT NULL,
	"copy_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"user_agent" text,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"refreshed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"lasts_until" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_because" text,
	"opened_as" bigint NOT NULL,
	CONSTRAINT "offline_copies_citizen_id_copy_id_pk" PRIMARY KEY("citizen_id","copy_id"),
	CONSTRAINT "offline_copies_copy_id_unique" UNIQUE("copy_id"),
	CONSTRAINT "offline_copies_ended" CHECK (("app"."offline_copies"."ended_at" is null) = ("app"."offline_copies"."ended_because" is null)),
	CONSTRAINT "offline_copies_because" CHECK ("app"."offline_copies"."ended_because" in ('asked', 'signed-out', 'device-ended', 'signed-out-everywhere', 'other-person'))
);
--> statement-breakpoint
CREATE INDEX "offline_copies_session" ON "app"."offline_copies" USING btree ("session_id");