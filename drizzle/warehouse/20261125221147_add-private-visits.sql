CREATE TABLE "warehouse"."privacy_markings" (
	"list" text PRIMARY KEY NOT NULL,
	"began_at" timestamp with time zone DEFAULT now() NOT NULL,
	"after_citizen" uuid,
	"after_encounter" uuid,
	"changed" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "warehouse"."filings" DROP CONSTRAINT "filings_what";
--> statement-breakpoint
ALTER TABLE "warehouse"."conditions" DROP CONSTRAINT "conditions_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk";
--> statement-breakpoint
ALTER TABLE "warehouse"."medicines" DROP CONSTRAINT "medicines_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk";
--> statement-breakpoint
ALTER TABLE "warehouse"."notes" DROP CONSTRAINT "notes_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk";
--> statement-breakpoint
ALTER TABLE "warehouse"."papers" DROP CONSTRAINT "papers_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk";
--> statement-breakpoint
ALTER TABLE "warehouse"."results" DROP CONSTRAINT "results_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk";
--> statement-breakpoint
ALTER TABLE "warehouse"."services" DROP CONSTRAINT "services_citizen_id_encounter_id_encounters_citizen_id_encounter_id_fk";
--> statement-breakpoint
-- What is there already stays closed until the worker has marked it by the list.
ALTER TABLE "warehouse"."conditions" ADD COLUMN "private" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "warehouse"."conditions" ALTER COLUMN "private" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "warehouse"."encounters" ADD COLUMN "private_because" text[] DEFAULT '{undecided}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "warehouse"."encounters" ADD COLUMN "private" boolean GENERATED ALWAYS AS (cardinality(private_because) > 0) STORED NOT NULL;
--> statement-breakpoint
ALTER TABLE "warehouse"."medicines" ADD COLUMN "private" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "warehouse"."medicines" ALTER COLUMN "private" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "warehouse"."notes" ADD COLUMN "private" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "warehouse"."notes" ALTER COLUMN "private" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "warehouse"."papers" ADD COLUMN "private" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "warehouse"."papers" ALTER COLUMN "private" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "warehouse"."results" ADD COLUMN "private" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "warehouse"."results" ALTER COLUMN "private" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "warehouse"."services" ADD COLUMN "private" boolean DEFAULT true NOT NULL;
--> statement-breakpoint
ALTER TABLE "warehouse"."services" ALTER COLUMN "private" DROP DEFAULT;
--> statement-breakpoint
CREATE INDEX "encounters_private" ON "warehouse"."encounters" USING btree ("citizen_id","arrived_at" DESC NULLS LAST) WHERE "warehouse"."encounters"."private";
--> statement-breakpoint
ALTER TABLE "warehouse"."filings" ADD CONSTRAINT "filings_what" CHECK ("warehouse"."filings"."what" in ('accepted', 'replaced', 'unchanged', 'older', 'quarantined', 'released', 'left', 'remarked'));
--> statement-breakpoint
ALTER TABLE "warehouse"."encounters" ADD CONSTRAINT "encounters_with_privacy" UNIQUE("citizen_id","encounter_id","private");
--> statement-breakpoint
ALTER TABLE "warehouse"."conditions" ADD CONSTRAINT "conditions_of_encounter" FOREIGN KEY ("citizen_id","encounter_id","private") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id","private") ON DELETE cascade ON UPDATE cascade;
--> statement-breakpoint
ALTER TABLE "warehouse"."medicines" ADD CONSTRAINT "medicines_of_encounter" FOREIGN KEY ("citizen_id","encounter_id","private") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id","private") ON DELETE cascade ON UPDATE cascade;
--> statement-breakpoint
ALTER TABLE "warehouse"."notes" ADD CONSTRAINT "notes_of_encounter" FOREIGN KEY ("citizen_id","encounter_id","private") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id","private") ON DELETE cascade ON UPDATE cascade;
--> statement-breakpoint
ALTER TABLE "warehouse"."papers" ADD CONSTRAINT "papers_of_encounter" FOREIGN KEY ("citizen_id","encounter_id","private") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id","private") ON DELETE cascade ON UPDATE cascade;
--> statement-breakpoint
ALTER TABLE "warehouse"."results" ADD CONSTRAINT "results_of_encounter" FOREIGN KEY ("citizen_id","encounter_id","private") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id","private") ON DELETE cascade ON UPDATE cascade;
--> statement-breakpoint
ALTER TABLE "warehouse"."services" ADD CONSTRAINT "services_of_encounter" FOREIGN KEY ("citizen_id","encounter_id","private") REFERENCES "warehouse"."encounters"("citizen_id","encounter_id","private") ON DELETE cascade ON UPDATE cascade;
