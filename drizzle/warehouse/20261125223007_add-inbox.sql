CREATE TABLE "warehouse"."inbox" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"facility_code" text NOT NULL,
	"key_id" bigint NOT NULL,
	"sha256" "bytea" NOT NULL,
	"bytes" bigint NOT NULL,
	"kind" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"try_after" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"answered_at" timestamp with time zone,
	"foreign_code" text,
	"reports" text,
	CONSTRAINT "inbox_kind" CHECK ("warehouse"."inbox"."kind" in ('xml', 'gzip', 'zip')),
	CONSTRAINT "inbox_answer" CHECK (("warehouse"."inbox"."answered_at" is not null) = ("warehouse"."inbox"."reports" is not null or "warehouse"."inbox"."foreign_code" is not null))
);
--> statement-breakpoint
CREATE TABLE "warehouse"."inbox_chunks" (
	"facility_code" text NOT NULL,
	"request_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "inbox_chunks_facility_code_request_id_place_pk" PRIMARY KEY("facility_code","request_id","place")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_one_content" ON "warehouse"."inbox" USING btree ("facility_code","sha256");--> statement-breakpoint
CREATE INDEX "inbox_waiting" ON "warehouse"."inbox" USING btree ("try_after") WHERE "warehouse"."inbox"."answered_at" is null;--> statement-breakpoint
CREATE INDEX "inbox_chunks_at" ON "warehouse"."inbox_chunks" USING btree ("at");