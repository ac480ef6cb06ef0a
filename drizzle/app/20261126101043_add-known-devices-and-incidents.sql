CREATE TABLE "app"."incident_log" (
	"log_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "app"."incident_log_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"incident_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"act" text NOT NULL,
	"staff_id" uuid NOT NULL,
	"staff_name" text NOT NULL,
	"opened_as" bigint NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "incident_log_act" CHECK ("app"."incident_log"."act" in ('registered', 'counted', 'reported', 'told', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "app"."incident_people" (
	"citizen_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"openings" integer NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "incident_people_citizen_id_incident_id_pk" PRIMARY KEY("citizen_id","incident_id")
);
--> statement-breakpoint
CREATE TABLE "app"."incidents" (
	"incident_id" uuid PRIMARY KEY NOT NULL,
	"registered_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"registered_by_name" text NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"what" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone NOT NULL,
	"scope" text NOT NULL,
	"about" text,
	"reported_at" timestamp with time zone,
	"reported_ref" text,
	"words" text,
	"told_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"done" text,
	CONSTRAINT "incidents_scope" CHECK ("app"."incidents"."scope" in ('facility', 'staff', 'everybody') and ("app"."incidents"."scope" = 'everybody') = ("app"."incidents"."about" is null)),
	CONSTRAINT "incidents_window" CHECK ("app"."incidents"."from_at" <= "app"."incidents"."to_at" and "app"."incidents"."to_at" - "app"."incidents"."from_at" <= interval '366 days'),
	CONSTRAINT "incidents_words" CHECK (length(btrim("app"."incidents"."what")) between 1 and 2000 and length("app"."incidents"."words") <= 1500 and length("app"."incidents"."done") <= 2000),
	CONSTRAINT "incidents_told" CHECK (("app"."incidents"."words" is null) = ("app"."incidents"."told_at" is null)),
	CONSTRAINT "incidents_reported" CHECK (("app"."incidents"."reported_at" is null) = ("app"."incidents"."reported_ref" is null)),
	CONSTRAINT "incidents_closed" CHECK (("app"."incidents"."closed_at" is null) = ("app"."incidents"."done" is null))
);
--> statement-breakpoint
CREATE TABLE "app"."known_devices" (
	"citizen_id" uuid NOT NULL,
	"device_hash" "bytea" NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "known_devices_citizen_id_device_hash_pk" PRIMARY KEY("citizen_id","device_hash"),
	CONSTRAINT "known_devices_hash" CHECK (length("app"."known_devices"."device_hash") = 32)
);
--> statement-breakpoint
ALTER TABLE "app"."incident_people" ADD CONSTRAINT "incident_people_incident_id_incidents_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "app"."incidents"("incident_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_log_incident" ON "app"."incident_log" USING btree ("incident_id","log_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "incident_people_incident" ON "app"."incident_people" USING btree ("incident_id","last_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "incidents_registered" ON "app"."incidents" USING btree ("registered_at" DESC NULLS LAST);