CREATE TABLE "warehouse"."newborn_links" (
	"citizen_id" uuid NOT NULL,
	"link_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"personal_id" text NOT NULL,
	"paper" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"staff_id" uuid NOT NULL,
	"staff_name" text NOT NULL,
	"facility_code" text NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "newborn_links_citizen_id_link_id_pk" PRIMARY KEY("citizen_id","link_id"),
	CONSTRAINT "newborn_links_personal_id" CHECK ("warehouse"."newborn_links"."personal_id" ~ '^[0-9]{12}$'),
	CONSTRAINT "newborn_links_paper" CHECK (length(btrim("warehouse"."newborn_links"."paper")) between 3 and 300)
);
--> statement-breakpoint
ALTER TABLE "warehouse"."newborn_links" ADD CONSTRAINT "newborn_links_citizen_id_citizens_citizen_id_fk" FOREIGN KEY ("citizen_id") REFERENCES "warehouse"."citizens"("citizen_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "newborn_links_standing" ON "warehouse"."newborn_links" USING btree ("citizen_id") WHERE "warehouse"."newborn_links"."undone_at" is null;