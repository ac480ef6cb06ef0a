CREATE TABLE "warehouse"."held_pieces" (
	"held_id" uuid NOT NULL,
	"piece" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "held_pieces_held_id_piece_pk" PRIMARY KEY("held_id","piece")
);
--> statement-breakpoint
CREATE TABLE "warehouse"."replaced_versions" (
	"match_id" bigint NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"file_id" uuid NOT NULL,
	"made_on" date,
	"citizen_id" uuid,
	"rows" jsonb,
	"original" "bytea",
	"encoding" text,
	"place" integer,
	"kept_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "replaced_versions_match_id_content_hash_pk" PRIMARY KEY("match_id","content_hash"),
	CONSTRAINT "replaced_versions_one_form" CHECK (("warehouse"."replaced_versions"."rows" is null) <> ("warehouse"."replaced_versions"."original" is null)),
	CONSTRAINT "replaced_versions_of_citizen" CHECK (("warehouse"."replaced_versions"."rows" is null) = ("warehouse"."replaced_versions"."citizen_id" is null))
);
--> statement-breakpoint
ALTER TABLE "warehouse"."parts_aside" ADD COLUMN "encoding" text;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "encoding" text;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "pieces" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse"."results" ADD COLUMN "machine_code" text;--> statement-breakpoint
ALTER TABLE "warehouse"."services" ADD COLUMN "machine_code" text;--> statement-breakpoint
ALTER TABLE "warehouse"."held_pieces" ADD CONSTRAINT "held_pieces_held_id_quarantine_held_id_fk" FOREIGN KEY ("held_id") REFERENCES "warehouse"."quarantine"("held_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."replaced_versions" ADD CONSTRAINT "replaced_versions_match_id_matches_match_id_fk" FOREIGN KEY ("match_id") REFERENCES "warehouse"."matches"("match_id") ON DELETE no action ON UPDATE no action;