CREATE SEQUENCE "app"."appointment_changes" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "app"."appointments" (
	"citizen_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"department_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"slot_id" uuid,
	"place" smallint,
	"service_id" uuid,
	"day" date NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"number" integer NOT NULL,
	"status" text DEFAULT 'booked' NOT NULL,
	"code" text NOT NULL,
	"citizen_name" text NOT NULL,
	"citizen_born" text,
	"reason" text DEFAULT '' NOT NULL,
	"origin" text,
	"origin_ref" text,
	"price_vnd" bigint,
	"insured_vnd" bigint,
	"booking_key" uuid NOT NULL,
	"source" text NOT NULL,
	"booked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"booked_by" uuid,
	"booked_by_name" text,
	"external_number" text,
	"cancelled_at" timestamp with time zone,
	"cancelled_by" text,
	"cancelled_because" text,
	"checked_in_at" timestamp with time zone,
	"queue_at" timestamp with time zone,
	"called_at" timestamp with time zone,
	"calls" smallint DEFAULT 0 NOT NULL,
	"called_by" uuid,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"late_minutes" smallint,
	"next_remind_at" timestamp with time zone,
	"encounter_id" uuid,
	"next_meet_at" timestamp with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"change" bigint DEFAULT nextval('app.appointment_changes') NOT NULL,
	CONSTRAINT "appointments_citizen_id_appointment_id_pk" PRIMARY KEY("citizen_id","appointment_id"),
	CONSTRAINT "appointments_booking_key_unique" UNIQUE("booking_key"),
	CONSTRAINT "appointments_appointment" UNIQUE("appointment_id"),
	CONSTRAINT "appointments_code" UNIQUE("code"),
	CONSTRAINT "appointments_status" CHECK ("app"."appointments"."status" in ('booked', 'checked-in', 'called', 'seeing', 'done', 'no-show', 'cancelled')),
	CONSTRAINT "appointments_source" CHECK ("app"."appointments"."source" in ('app', 'helper', 'desk', 'portal', 'walk-in')),
	CONSTRAINT "appointments_has_place" CHECK (("app"."appointments"."slot_id" is null) = ("app"."appointments"."place" is null) and ("app"."appointments"."slot_id" is not null or "app"."appointments"."source" = 'walk-in')),
	CONSTRAINT "appointments_number" CHECK ("app"."appointments"."number" >= 1),
	CONSTRAINT "appointments_code_shape" CHECK ("app"."appointments"."code" ~ '^[2-9A-HJ-NP-Z]{8}$'),
	CONSTRAINT "appointments_name" CHECK (length(btrim("app"."appointments"."citizen_name")) between 1 and 255),
	CONSTRAINT "appointments_reason" CHECK (length("app"."appointments"."reason") <= 500),
	CONSTRAINT "appointments_origin" CHECK ("app"."appointments"."origin" in ('follow-up', 'referral', 'dose', 'teleconsult', 'wait') and length("app"."appointments"."origin_ref") <= 100),
	CONSTRAINT "appointments_cancelled" CHECK (("app"."appointments"."status" = 'cancelled') = ("app"."appointments"."cancelled_at" is not null)),
	CONSTRAINT "appointments_cancelled_by" CHECK ("app"."appointments"."cancelled_by" in ('citizen', 'facility', 'system')),
	CONSTRAINT "appointments_late" CHECK ("app"."appointments"."late_minutes" between 1 and 240),
	CONSTRAINT "appointments_day_of" CHECK ("app"."appointments"."day" = ("app"."appointments"."starts_at" at time zone 'Asia/Ho_Chi_Minh')::date),
	CONSTRAINT "appointments_queued" CHECK (("app"."appointments"."checked_in_at" is null) = ("app"."appointments"."queue_at" is null))
);
--> statement-breakpoint
CREATE TABLE "app"."booking_log" (
	"citizen_id" uuid NOT NULL,
	"log_id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "app"."booking_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"about_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"what" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "booking_log_citizen_id_log_id_pk" PRIMARY KEY("citizen_id","log_id"),
	CONSTRAINT "booking_log_actor" CHECK ("app"."booking_log"."actor_kind" in ('citizen', 'helper', 'staff', 'facility', 'system')),
	CONSTRAINT "booking_log_what" CHECK ("app"."booking_log"."what" ~ '^[a-z][a-z-]{2,39}$')
);
--> statement-breakpoint
CREATE TABLE "app"."booking_terms" (
	"facility_code" text PRIMARY KEY NOT NULL,
	"days_ahead" integer DEFAULT 30 NOT NULL,
	"lead_minutes" integer DEFAULT 60 NOT NULL,
	"cancel_minutes" integer DEFAULT 120 NOT NULL,
	"no_show_limit" integer,
	"no_show_days" integer DEFAULT 90 NOT NULL,
	"no_show_pause_days" integer DEFAULT 30 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "booking_terms_days" CHECK ("app"."booking_terms"."days_ahead" between 1 and 180),
	CONSTRAINT "booking_terms_lead" CHECK ("app"."booking_terms"."lead_minutes" between 0 and 10080),
	CONSTRAINT "booking_terms_cancel" CHECK ("app"."booking_terms"."cancel_minutes" between 0 and 10080),
	CONSTRAINT "booking_terms_no_show" CHECK ("app"."booking_terms"."no_show_limit" between 1 and 20 and "app"."booking_terms"."no_show_days" between 1 and 365 and "app"."booking_terms"."no_show_pause_days" between 1 and 365)
);
--> statement-breakpoint
CREATE TABLE "app"."day_exceptions" (
	"exception_id" uuid PRIMARY KEY NOT NULL,
	"facility_code" text NOT NULL,
	"room_id" uuid,
	"practitioner_id" uuid,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"from_minute" smallint DEFAULT 0 NOT NULL,
	"until_minute" smallint DEFAULT 1440 NOT NULL,
	"slot_minutes" smallint,
	"capacity" smallint,
	"reserve" smallint,
	"reason" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"made_by_name" text NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "day_exceptions_kind" CHECK ("app"."day_exceptions"."kind" in ('closed', 'open')),
	CONSTRAINT "day_exceptions_minutes" CHECK ("app"."day_exceptions"."from_minute" between 0 and 1439 and "app"."day_exceptions"."until_minute" > "app"."day_exceptions"."from_minute" and "app"."day_exceptions"."until_minute" <= 1440),
	CONSTRAINT "day_exceptions_open" CHECK (("app"."day_exceptions"."kind" = 'open') = ("app"."day_exceptions"."room_id" is not null and "app"."day_exceptions"."slot_minutes" is not null and "app"."day_exceptions"."capacity" is not null and "app"."day_exceptions"."reserve" is not null) or "app"."day_exceptions"."kind" = 'closed' and "app"."day_exceptions"."slot_minutes" is null and "app"."day_exceptions"."capacity" is null and "app"."day_exceptions"."reserve" is null),
	CONSTRAINT "day_exceptions_capacity" CHECK ("app"."day_exceptions"."slot_minutes" between 5 and 240 and "app"."day_exceptions"."capacity" between 1 and 100 and "app"."day_exceptions"."reserve" between 0 and "app"."day_exceptions"."capacity"),
	CONSTRAINT "day_exceptions_reason" CHECK (length(btrim("app"."day_exceptions"."reason")) between 3 and 200)
);
--> statement-breakpoint
CREATE TABLE "app"."departments" (
	"department_id" uuid PRIMARY KEY NOT NULL,
	"facility_code" text NOT NULL,
	"name" text NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "departments_name" CHECK (length(btrim("app"."departments"."name")) between 2 and 120)
);
--> statement-breakpoint
CREATE TABLE "app"."facility_places" (
	"facility_code" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"phone" text,
	"latitude" double precision,
	"longitude" double precision,
	"arrival" text,
	"changed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "facility_places_address" CHECK (length(btrim("app"."facility_places"."address")) between 3 and 300),
	CONSTRAINT "facility_places_phone" CHECK ("app"."facility_places"."phone" ~ '^[0-9]{3,11}$'),
	CONSTRAINT "facility_places_arrival" CHECK (length("app"."facility_places"."arrival") between 3 and 300),
	CONSTRAINT "facility_places_point" CHECK (("app"."facility_places"."latitude" is null) = ("app"."facility_places"."longitude" is null) and "app"."facility_places"."latitude" between -90 and 90 and "app"."facility_places"."longitude" between -180 and 180)
);
--> statement-breakpoint
CREATE TABLE "app"."offer_log" (
	"log_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."offer_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"facility_code" text NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"what" text NOT NULL,
	"about_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "offer_log_what" CHECK ("app"."offer_log"."what" ~ '^[a-z][a-z-]{2,39}$')
);
--> statement-breakpoint
CREATE TABLE "app"."offered_services" (
	"service_id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"name" text NOT NULL,
	"reasons" text[] NOT NULL,
	"price_vnd" bigint,
	"insured_vnd" bigint,
	"bring" text[] DEFAULT '{}' NOT NULL,
	"warning_title" text,
	"warning_text" text,
	"closed_at" timestamp with time zone,
	CONSTRAINT "offered_services_name" CHECK (length(btrim("app"."offered_services"."name")) between 2 and 160),
	CONSTRAINT "offered_services_reasons" CHECK (cardinality("app"."offered_services"."reasons") between 1 and 12),
	CONSTRAINT "offered_services_price" CHECK ("app"."offered_services"."price_vnd" between 0 and 999999999),
	CONSTRAINT "offered_services_insured" CHECK ("app"."offered_services"."insured_vnd" between 0 and "app"."offered_services"."price_vnd"),
	CONSTRAINT "offered_services_insured_of_price" CHECK ("app"."offered_services"."insured_vnd" is null or "app"."offered_services"."price_vnd" is not null),
	CONSTRAINT "offered_services_bring" CHECK (cardinality("app"."offered_services"."bring") <= 8 and length(array_to_string("app"."offered_services"."bring", '')) <= 1000),
	CONSTRAINT "offered_services_warning" CHECK (("app"."offered_services"."warning_title" is null) = ("app"."offered_services"."warning_text" is null) and length("app"."offered_services"."warning_title") <= 80 and length("app"."offered_services"."warning_text") <= 400)
);
--> statement-breakpoint
CREATE TABLE "app"."offers" (
	"citizen_id" uuid NOT NULL,
	"offer_id" uuid NOT NULL,
	"wait_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"slot_id" uuid NOT NULL,
	"place" smallint NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "offers_citizen_id_offer_id_pk" PRIMARY KEY("citizen_id","offer_id"),
	CONSTRAINT "offers_offer" UNIQUE("offer_id"),
	CONSTRAINT "offers_outcome" CHECK ("app"."offers"."outcome" in ('taken', 'declined', 'expired', 'withdrawn')),
	CONSTRAINT "offers_ended" CHECK (("app"."offers"."outcome" is null) = ("app"."offers"."ended_at" is null)),
	CONSTRAINT "offers_held" CHECK ("app"."offers"."expires_at" > "app"."offers"."made_at" and "app"."offers"."expires_at" <= "app"."offers"."made_at" + interval '2 hours 1 minute')
);
--> statement-breakpoint
CREATE TABLE "app"."places" (
	"slot_id" uuid NOT NULL,
	"place" smallint NOT NULL,
	"reserved" boolean DEFAULT false NOT NULL,
	"closed" boolean DEFAULT false NOT NULL,
	"appointment_id" uuid,
	"offer_id" uuid,
	"taken" boolean GENERATED ALWAYS AS (appointment_id is not null or offer_id is not null) STORED NOT NULL,
	CONSTRAINT "places_slot_id_place_pk" PRIMARY KEY("slot_id","place"),
	CONSTRAINT "places_appointment" UNIQUE("appointment_id"),
	CONSTRAINT "places_offer" UNIQUE("offer_id"),
	CONSTRAINT "places_one" CHECK ("app"."places"."appointment_id" is null or "app"."places"."offer_id" is null),
	CONSTRAINT "places_place" CHECK ("app"."places"."place" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "app"."practitioners" (
	"practitioner_id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"name" text NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "practitioners_name" CHECK (length(btrim("app"."practitioners"."name")) between 2 and 120)
);
--> statement-breakpoint
CREATE TABLE "app"."reminder_choices" (
	"citizen_id" uuid PRIMARY KEY NOT NULL,
	"week" boolean DEFAULT false NOT NULL,
	"day" boolean DEFAULT true NOT NULL,
	"hours" boolean DEFAULT true NOT NULL,
	"changed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "app"."rooms" (
	"room_id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"name" text NOT NULL,
	"place" text,
	"closed_at" timestamp with time zone,
	CONSTRAINT "rooms_name" CHECK (length(btrim("app"."rooms"."name")) between 1 and 80),
	CONSTRAINT "rooms_place" CHECK (length("app"."rooms"."place") between 1 and 120)
);
--> statement-breakpoint
CREATE TABLE "app"."slots" (
	"slot_id" uuid PRIMARY KEY NOT NULL,
	"facility_code" text NOT NULL,
	"department_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"practitioner_id" uuid,
	"day" date NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"capacity" smallint NOT NULL,
	"reserve" smallint NOT NULL,
	"first_number" integer NOT NULL,
	"laid_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_because" text,
	CONSTRAINT "slots_whole" UNIQUE("slot_id","facility_code"),
	CONSTRAINT "slots_times" CHECK ("app"."slots"."ends_at" > "app"."slots"."starts_at"),
	CONSTRAINT "slots_day" CHECK ("app"."slots"."day" = ("app"."slots"."starts_at" at time zone 'Asia/Ho_Chi_Minh')::date),
	CONSTRAINT "slots_capacity" CHECK ("app"."slots"."capacity" between 1 and 100 and "app"."slots"."reserve" between 0 and "app"."slots"."capacity"),
	CONSTRAINT "slots_number" CHECK ("app"."slots"."first_number" >= 1)
);
--> statement-breakpoint
CREATE TABLE "app"."waits" (
	"citizen_id" uuid NOT NULL,
	"wait_id" uuid NOT NULL,
	"facility_code" text NOT NULL,
	"department_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"day_part" text DEFAULT 'any' NOT NULL,
	"appointment_id" uuid,
	"status" text DEFAULT 'waiting' NOT NULL,
	"citizen_name" text NOT NULL,
	"citizen_born" text,
	"reason" text DEFAULT '' NOT NULL,
	"wait_key" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"asked_by" uuid,
	"asked_by_name" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "waits_citizen_id_wait_id_pk" PRIMARY KEY("citizen_id","wait_id"),
	CONSTRAINT "waits_wait_key_unique" UNIQUE("wait_key"),
	CONSTRAINT "waits_wait" UNIQUE("wait_id"),
	CONSTRAINT "waits_days" CHECK ("app"."waits"."until_on" between "app"."waits"."from_on" and "app"."waits"."from_on" + 180),
	CONSTRAINT "waits_part" CHECK ("app"."waits"."day_part" in ('any', 'morning', 'afternoon')),
	CONSTRAINT "waits_status" CHECK ("app"."waits"."status" in ('waiting', 'offered', 'taken', 'left', 'ended')),
	CONSTRAINT "waits_ended" CHECK (("app"."waits"."status" in ('taken', 'left', 'ended')) = ("app"."waits"."ended_at" is not null)),
	CONSTRAINT "waits_reason" CHECK (length("app"."waits"."reason") <= 500)
);
--> statement-breakpoint
CREATE TABLE "app"."weekly_templates" (
	"template_id" uuid PRIMARY KEY NOT NULL,
	"facility_code" text NOT NULL,
	"room_id" uuid NOT NULL,
	"practitioner_id" uuid,
	"weekday" smallint NOT NULL,
	"from_minute" smallint NOT NULL,
	"until_minute" smallint NOT NULL,
	"slot_minutes" smallint NOT NULL,
	"capacity" smallint NOT NULL,
	"reserve" smallint DEFAULT 0 NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	"made_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"made_by_name" text NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "weekly_templates_weekday" CHECK ("app"."weekly_templates"."weekday" between 1 and 7),
	CONSTRAINT "weekly_templates_minutes" CHECK ("app"."weekly_templates"."from_minute" between 0 and 1439 and "app"."weekly_templates"."until_minute" between 1 and 1440 and "app"."weekly_templates"."slot_minutes" between 5 and 240 and "app"."weekly_templates"."until_minute" - "app"."weekly_templates"."from_minute" >= "app"."weekly_templates"."slot_minutes"),
	CONSTRAINT "weekly_templates_capacity" CHECK ("app"."weekly_templates"."capacity" between 1 and 100 and "app"."weekly_templates"."reserve" between 0 and "app"."weekly_templates"."capacity"),
	CONSTRAINT "weekly_templates_days" CHECK ("app"."weekly_templates"."valid_until" >= "app"."weekly_templates"."valid_from")
);
--> statement-breakpoint
ALTER TABLE "app"."appointments" ADD CONSTRAINT "appointments_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "app"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."appointments" ADD CONSTRAINT "appointments_room_id_rooms_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "app"."rooms"("room_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."appointments" ADD CONSTRAINT "appointments_slot_id_slots_slot_id_fk" FOREIGN KEY ("slot_id") REFERENCES "app"."slots"("slot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."appointments" ADD CONSTRAINT "appointments_service_id_offered_services_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "app"."offered_services"("service_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."appointments" ADD CONSTRAINT "appointments_place" FOREIGN KEY ("slot_id","place") REFERENCES "app"."places"("slot_id","place") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."booking_terms" ADD CONSTRAINT "booking_terms_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."day_exceptions" ADD CONSTRAINT "day_exceptions_room_id_rooms_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "app"."rooms"("room_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."day_exceptions" ADD CONSTRAINT "day_exceptions_practitioner_id_practitioners_practitioner_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "app"."practitioners"("practitioner_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."departments" ADD CONSTRAINT "departments_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."facility_places" ADD CONSTRAINT "facility_places_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."offered_services" ADD CONSTRAINT "offered_services_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "app"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."offered_services" ADD CONSTRAINT "offered_services_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."offers" ADD CONSTRAINT "offers_citizen_id_wait_id_waits_citizen_id_wait_id_fk" FOREIGN KEY ("citizen_id","wait_id") REFERENCES "app"."waits"("citizen_id","wait_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."offers" ADD CONSTRAINT "offers_place" FOREIGN KEY ("slot_id","place") REFERENCES "app"."places"("slot_id","place") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."places" ADD CONSTRAINT "places_slot_id_slots_slot_id_fk" FOREIGN KEY ("slot_id") REFERENCES "app"."slots"("slot_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."practitioners" ADD CONSTRAINT "practitioners_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "app"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."practitioners" ADD CONSTRAINT "practitioners_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."rooms" ADD CONSTRAINT "rooms_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "app"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."rooms" ADD CONSTRAINT "rooms_facility_code_facilities_facility_code_fk" FOREIGN KEY ("facility_code") REFERENCES "app"."facilities"("facility_code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."slots" ADD CONSTRAINT "slots_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "app"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."slots" ADD CONSTRAINT "slots_room_id_rooms_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "app"."rooms"("room_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."slots" ADD CONSTRAINT "slots_practitioner_id_practitioners_practitioner_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "app"."practitioners"("practitioner_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."waits" ADD CONSTRAINT "waits_department_id_departments_department_id_fk" FOREIGN KEY ("department_id") REFERENCES "app"."departments"("department_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."waits" ADD CONSTRAINT "waits_service_id_offered_services_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "app"."offered_services"("service_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."weekly_templates" ADD CONSTRAINT "weekly_templates_room_id_rooms_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "app"."rooms"("room_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app"."weekly_templates" ADD CONSTRAINT "weekly_templates_practitioner_id_practitioners_practitioner_id_fk" FOREIGN KEY ("practitioner_id") REFERENCES "app"."practitioners"("practitioner_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_of_place" ON "app"."appointments" USING btree ("slot_id","place") WHERE status not in ('cancelled', 'no-show');--> statement-breakpoint
CREATE UNIQUE INDEX "number_of_room" ON "app"."appointments" USING btree ("room_id","day","number") WHERE status <> 'cancelled';--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_at_a_time" ON "app"."appointments" USING btree ("citizen_id","starts_at") WHERE status in ('booked', 'checked-in', 'called', 'seeing');--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_external" ON "app"."appointments" USING btree ("facility_code","external_number") WHERE external_number is not null;--> statement-breakpoint
CREATE INDEX "appointments_day" ON "app"."appointments" USING btree ("facility_code","day");--> statement-breakpoint
CREATE INDEX "appointments_room_day" ON "app"."appointments" USING btree ("room_id","day");--> statement-breakpoint
CREATE INDEX "appointments_slot" ON "app"."appointments" USING btree ("slot_id","place");--> statement-breakpoint
CREATE INDEX "appointments_change" ON "app"."appointments" USING btree ("facility_code","change");--> statement-breakpoint
CREATE INDEX "appointments_department" ON "app"."appointments" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "appointments_service" ON "app"."appointments" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "appointments_to_remind" ON "app"."appointments" USING btree ("next_remind_at") WHERE next_remind_at is not null;--> statement-breakpoint
CREATE INDEX "appointments_to_meet" ON "app"."appointments" USING btree ("next_meet_at") WHERE next_meet_at is not null;--> statement-breakpoint
CREATE INDEX "booking_log_about" ON "app"."booking_log" USING btree ("citizen_id","about_id");--> statement-breakpoint
CREATE INDEX "day_exceptions_facility" ON "app"."day_exceptions" USING btree ("facility_code","day") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "day_exceptions_room" ON "app"."day_exceptions" USING btree ("room_id");--> statement-breakpoint
CREATE INDEX "day_exceptions_practitioner" ON "app"."day_exceptions" USING btree ("practitioner_id");--> statement-breakpoint
CREATE INDEX "departments_facility" ON "app"."departments" USING btree ("facility_code");--> statement-breakpoint
CREATE INDEX "offer_log_facility" ON "app"."offer_log" USING btree ("facility_code","log_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "offered_services_facility" ON "app"."offered_services" USING btree ("facility_code");--> statement-breakpoint
CREATE INDEX "offered_services_department" ON "app"."offered_services" USING btree ("department_id");--> statement-breakpoint
CREATE UNIQUE INDEX "offer_of_wait" ON "app"."offers" USING btree ("wait_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "offer_of_place" ON "app"."offers" USING btree ("slot_id","place") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "offers_slot" ON "app"."offers" USING btree ("slot_id","place");--> statement-breakpoint
CREATE INDEX "offers_wait" ON "app"."offers" USING btree ("citizen_id","wait_id");--> statement-breakpoint
CREATE INDEX "offers_due" ON "app"."offers" USING btree ("expires_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "places_free" ON "app"."places" USING btree ("slot_id") WHERE appointment_id is null and offer_id is null and not reserved and not closed;--> statement-breakpoint
CREATE INDEX "practitioners_facility" ON "app"."practitioners" USING btree ("facility_code");--> statement-breakpoint
CREATE INDEX "practitioners_department" ON "app"."practitioners" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "rooms_facility" ON "app"."rooms" USING btree ("facility_code");--> statement-breakpoint
CREATE INDEX "rooms_department" ON "app"."rooms" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "slots_department" ON "app"."slots" USING btree ("department_id","starts_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "slots_facility" ON "app"."slots" USING btree ("facility_code","day");--> statement-breakpoint
CREATE INDEX "slots_room" ON "app"."slots" USING btree ("room_id","day");--> statement-breakpoint
CREATE INDEX "slots_departments" ON "app"."slots" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "slots_practitioner" ON "app"."slots" USING btree ("practitioner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "slot_of_room" ON "app"."slots" USING btree ("room_id","starts_at") WHERE closed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "wait_once" ON "app"."waits" USING btree ("citizen_id","department_id") WHERE status in ('waiting', 'offered');--> statement-breakpoint
CREATE INDEX "waits_in_order" ON "app"."waits" USING btree ("department_id","asked_at","wait_id") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "waits_department" ON "app"."waits" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "waits_service" ON "app"."waits" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "weekly_templates_facility" ON "app"."weekly_templates" USING btree ("facility_code") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "weekly_templates_room" ON "app"."weekly_templates" USING btree ("room_id");--> statement-breakpoint
CREATE INDEX "weekly_templates_practitioner" ON "app"."weekly_templates" USING btree ("practitioner_id");