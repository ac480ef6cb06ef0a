-- Small letters without marks, đ as d: what a search compares. Marks are split off (NFD) and put away before letters are made small.
CREATE FUNCTION warehouse.plain(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT lower(translate(normalize(words, NFD), U&'\0110\0111\0300\0301\0302\0303\0306\0309\031B\0323', 'dd'))
$$;
--> statement-breakpoint
DROP INDEX "warehouse"."encounters_recent";--> statement-breakpoint
ALTER TABLE "warehouse"."conditions" ADD COLUMN "bare_code" text GENERATED ALWAYS AS (left(upper(regexp_replace(code, '[^A-Za-z0-9]', '', 'g')), 12)) STORED;--> statement-breakpoint
ALTER TABLE "warehouse"."conditions" ADD COLUMN "arrived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "warehouse"."encounters" ADD COLUMN "search_text" text GENERATED ALWAYS AS (warehouse.plain(left(coalesce(reason, '') || ' ' || coalesce(admission_reason, '') || ' ' || coalesce(final_diagnosis, '') || ' ' || coalesce(provisional_diagnosis, ''), 2000))) STORED;--> statement-breakpoint
ALTER TABLE "warehouse"."medicines" ADD COLUMN "substance" text GENERATED ALWAYS AS (left(coalesce(code, name), 120)) STORED;--> statement-breakpoint
ALTER TABLE "warehouse"."medicines" ADD COLUMN "short_name" text GENERATED ALWAYS AS (left(name, 120)) STORED;--> statement-breakpoint
ALTER TABLE "warehouse"."results" ADD COLUMN "test" text GENERATED ALWAYS AS (left(coalesce(code, nullif(coalesce(service_code || ' ', '') || coalesce(name, ''), ''), '-'), 120)) STORED;--> statement-breakpoint
ALTER TABLE "warehouse"."services" ADD COLUMN "short_name" text GENERATED ALWAYS AS (left(name, 120)) STORED;--> statement-breakpoint
CREATE INDEX "conditions_of_code" ON "warehouse"."conditions" USING btree ("citizen_id","bare_code","arrived_at" DESC NULLS LAST,"encounter_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "encounters_of_facility" ON "warehouse"."encounters" USING btree ("citizen_id","facility_code","arrived_at" DESC NULLS LAST,"encounter_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "encounters_of_kind" ON "warehouse"."encounters" USING btree ("citizen_id","care_kind","arrived_at" DESC NULLS LAST,"encounter_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "medicines_recent" ON "warehouse"."medicines" USING btree ("citizen_id","ordered_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "medicines_of_substance" ON "warehouse"."medicines" USING btree ("citizen_id","substance","ordered_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "medicines_of_name" ON "warehouse"."medicines" USING btree ("citizen_id","short_name","encounter_id");--> statement-breakpoint
CREATE INDEX "papers_recent" ON "warehouse"."papers" USING btree ("citizen_id","issued_on" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "results_of_test" ON "warehouse"."results" USING btree ("citizen_id","test","result_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "services_of_name" ON "warehouse"."services" USING btree ("citizen_id","short_name","encounter_id");--> statement-breakpoint
CREATE INDEX "encounters_recent" ON "warehouse"."encounters" USING btree ("citizen_id","arrived_at" DESC NULLS LAST,"encounter_id" DESC NULLS LAST);
--> statement-breakpoint
-- A condition carries the day of its visit, so that the visits of one condition are read in order without reading them all.
CREATE FUNCTION warehouse.date_condition() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  SELECT e.arrived_at INTO NEW.arrived_at FROM warehouse.encounters e
  WHERE e.citizen_id = NEW.citizen_id AND e.encounter_id = NEW.encounter_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER date_condition BEFORE INSERT ON warehouse.conditions
FOR EACH ROW EXECUTE FUNCTION warehouse.date_condition();
--> statement-breakpoint
UPDATE warehouse.conditions c SET arrived_at = e.arrived_at FROM warehouse.encounters e
WHERE e.citizen_id = c.citizen_id AND e.encounter_id = c.encounter_id;
