CREATE TABLE "warehouse"."parts_aside" (
	"facility_code" text NOT NULL,
	"claim_ref" text NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"file_id" uuid NOT NULL,
	"kinds" text[] NOT NULL,
	"original" "bytea" NOT NULL,
	"kept_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "parts_aside_facility_code_claim_ref_content_hash_pk" PRIMARY KEY("facility_code","claim_ref","content_hash")
);
