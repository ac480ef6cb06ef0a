CREATE TABLE "app"."known_devices" (
	"citizen_id" uuid NOT NULL,
	"device_hash" "bytea" NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "known_devices_citizen_id_device_hash_pk" PRIMARY KEY("citizen_id","device_hash"),
	CONSTRAINT "known_devices_hash" CHECK (length("app"."known_devices"."device_hash") = 32)
);
