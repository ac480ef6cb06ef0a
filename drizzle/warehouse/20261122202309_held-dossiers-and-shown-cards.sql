-- A card belongs to the visit that showed it, so that a claim that is replaced takes back what it showed.
ALTER TABLE "warehouse"."insurance_cards" ADD COLUMN "encounter_id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse"."insurance_cards" DROP CONSTRAINT "insurance_cards_citizen_id_card_number_valid_from_pk";--> statement-breakpoint
ALTER TABLE "warehouse"."insurance_cards" ADD CONSTRAINT "insurance_cards_shown" PRIMARY KEY("citizen_id","encounter_id","card_number","valid_from");--> statement-breakpoint
GRANT DELETE ON "warehouse"."insurance_cards" TO book_ingest;--> statement-breakpoint
-- What it takes to try a held dossier again without opening it.
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "made_on" date;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "personal_id" text;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "social_insurance_numbers" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "warehouse"."quarantine" ADD COLUMN "birth_date" text;
