CREATE TABLE "app"."erasures" (
	"citizen_id" uuid NOT NULL,
	"erasure_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"counts" jsonb NOT NULL,
	"opened_as" bigint NOT NULL,
	CONSTRAINT "erasures_citizen_id_erasure_id_pk" PRIMARY KEY("citizen_id","erasure_id")
);
--> statement-breakpoint
CREATE TABLE "app"."export_pieces" (
	"citizen_id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "export_pieces_citizen_id_export_id_place_pk" PRIMARY KEY("citizen_id","export_id","place")
);
--> statement-breakpoint
CREATE TABLE "app"."exports" (
	"citizen_id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	"with_private" boolean NOT NULL,
	"language" text NOT NULL,
	"asked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"opened_as" bigint NOT NULL,
	"tried_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"read_as" bigint,
	"as_of" timestamp with time zone,
	"ready_at" timestamp with time zone,
	"bytes" bigint,
	"failed_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"kid" integer,
	"wrapped" "bytea",
	"deleted_at" timestamp with time zone,
	"link_hash" "bytea",
	"link_ends_at" timestamp with time zone,
	"links" integer DEFAULT 0 NOT NULL,
	"taken_at" timestamp with time zone,
	CONSTRAINT "exports_citizen_id_export_id_pk" PRIMARY KEY("citizen_id","export_id"),
	CONSTRAINT "exports_export_id_unique" UNIQUE("export_id"),
	CONSTRAINT "exports_language" CHECK ("app"."exports"."language" in ('vi', 'en'))
);
--> statement-breakpoint
ALTER TABLE "app"."export_pieces" ADD CONSTRAINT "export_pieces_of_export" FOREIGN KEY ("citizen_id","export_id") REFERENCES "app"."exports"("citizen_id","export_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exports_to_make" ON "app"."exports" USING btree ("asked_at") WHERE "app"."exports"."ready_at" is null and "app"."exports"."failed_at" is null and "app"."exports"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "exports_to_delete" ON "app"."exports" USING btree ("expires_at") WHERE "app"."exports"."deleted_at" is null;