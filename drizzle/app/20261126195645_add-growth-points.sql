CREATE TABLE "app"."growth_points" (
	"citizen_id" uuid NOT NULL,
	"point_id" uuid NOT NULL,
	"measured_on" date NOT NULL,
	"weight_kg" numeric(5, 2),
	"height_cm" numeric(4, 1),
	"noted_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"opened_as" bigint NOT NULL,
	"taken_back_at" timestamp with time zone,
	CONSTRAINT "growth_points_citizen_id_point_id_pk" PRIMARY KEY("citizen_id","point_id"),
	CONSTRAINT "growth_points_something" CHECK ("app"."growth_points"."weight_kg" is not null or "app"."growth_points"."height_cm" is not null),
	CONSTRAINT "growth_points_measures" CHECK ("app"."growth_points"."weight_kg" between 0.5 and 200 and "app"."growth_points"."height_cm" between 20 and 230)
);
--> statement-breakpoint
CREATE INDEX "growth_points_by_day" ON "app"."growth_points" USING btree ("citizen_id","measured_on");