CREATE TABLE "warehouse"."book_merges" (
	"citizen_id" uuid NOT NULL,
	"merge_id" uuid NOT NULL,
	"into_id" uuid NOT NULL,
	"paper" text NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_by_name" text NOT NULL,
	"facility_code" text NOT NULL,
	"outcome" text,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"decided_by_name" text,
	"moved" jsonb,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	"undone_by_name" text,
	"undone_because" text,
	CONSTRAINT "book_merges_citizen_id_merge_id_pk" PRIMARY KEY("citizen_id","merge_id"),
	CONSTRAINT "book_merges_two" CHECK ("warehouse"."book_merges"."citizen_id" <> "warehouse"."book_merges"."into_id"),
	CONSTRAINT "book_merges_paper" CHECK (length(btrim("warehouse"."book_merges"."paper")) between 3 and 300),
	CONSTRAINT "book_merges_outcome" CHECK ("warehouse"."book_merges"."outcome" in ('merged', 'rejected')),
	CONSTRAINT "book_merges_decided" CHECK (("warehouse"."book_merges"."outcome" is null) = ("warehouse"."book_merges"."decided_at" is null) and ("warehouse"."book_merges"."outcome" is null) = ("warehouse"."book_merges"."decided_by" is null)),
	CONSTRAINT "book_merges_second_person" CHECK ("warehouse"."book_merges"."decided_by" <> "warehouse"."book_merges"."proposed_by"),
	CONSTRAINT "book_merges_moved" CHECK (("warehouse"."book_merges"."moved" is not null) = coalesce("warehouse"."book_merges"."outcome" = 'merged', false)),
	CONSTRAINT "book_merges_undone" CHECK ("warehouse"."book_merges"."undone_at" is null or ("warehouse"."book_merges"."outcome" = 'merged' and length(btrim("warehouse"."book_merges"."undone_because")) between 3 and 300))
);
--> statement-breakpoint
ALTER TABLE "warehouse"."book_merges" ADD CONSTRAINT "book_merges_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "warehouse"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouse"."book_merges" ADD CONSTRAINT "book_merges_into_id_citizens_citizen_id_fk" FOREIGN KEY ("into_id") REFERENCES "warehouse"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "book_merges_standing" ON "warehouse"."book_merges" USING btree ("citizen_id") WHERE "warehouse"."book_merges"."undone_at" is null and "warehouse"."book_merges"."outcome" is distinct from 'rejected';