CREATE TABLE "app"."attachment_keys" (
	"citizen_id" uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	"kid" integer NOT NULL,
	"wrapped" "bytea" NOT NULL,
	CONSTRAINT "attachment_keys_citizen_id_attachment_id_pk" PRIMARY KEY("citizen_id","attachment_id"),
	CONSTRAINT "attachment_keys_wrapped" CHECK (octet_length("app"."attachment_keys"."wrapped") = 60)
);
--> statement-breakpoint
CREATE TABLE "app"."attachments" (
	"citizen_id" uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"sealed" "bytea",
	"added_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"opened_as" bigint,
	"shredded_at" timestamp with time zone,
	"shredded_as" bigint,
	CONSTRAINT "attachments_citizen_id_attachment_id_pk" PRIMARY KEY("citizen_id","attachment_id"),
	CONSTRAINT "attachments_kind" CHECK ("app"."attachments"."kind" in ('image/jpeg', 'application/pdf')),
	CONSTRAINT "attachments_size" CHECK (octet_length("app"."attachments"."sealed") between 29 and 6000000),
	CONSTRAINT "attachments_shredded" CHECK (("app"."attachments"."sealed" is null) = ("app"."attachments"."shredded_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "app"."attachment_keys" ADD CONSTRAINT "attachment_keys_of_attachment" FOREIGN KEY ("citizen_id","attachment_id") REFERENCES "app"."attachments"("citizen_id","attachment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_recent" ON "app"."attachments" USING btree ("citizen_id","added_at");