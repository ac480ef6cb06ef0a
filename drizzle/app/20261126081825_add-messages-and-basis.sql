CREATE TABLE "app"."messages" (
	"citizen_id" uuid NOT NULL,
	"message_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app"."messages_message_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"link" text NOT NULL,
	"values" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"once" text,
	"told_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "messages_citizen_id_message_id_pk" PRIMARY KEY("citizen_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "app"."access_log" ADD COLUMN "basis" text DEFAULT 'own' NOT NULL;--> statement-breakpoint
CREATE INDEX "messages_unread" ON "app"."messages" USING btree ("citizen_id") WHERE "app"."messages"."read_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once" ON "app"."messages" USING btree ("citizen_id","kind","once") WHERE "app"."messages"."once" is not null;