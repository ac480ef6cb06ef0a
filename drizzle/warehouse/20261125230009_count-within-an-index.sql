DROP INDEX "warehouse"."conditions_of_code";--> statement-breakpoint
DROP INDEX "warehouse"."encounters_recent";--> statement-breakpoint
CREATE INDEX "conditions_of_code" ON "warehouse"."conditions" USING btree ("citizen_id","bare_code","arrived_at" DESC NULLS LAST,"encounter_id" DESC NULLS LAST,"private");--> statement-breakpoint
CREATE INDEX "encounters_recent" ON "warehouse"."encounters" USING btree ("citizen_id","arrived_at" DESC NULLS LAST,"encounter_id" DESC NULLS LAST,"private");