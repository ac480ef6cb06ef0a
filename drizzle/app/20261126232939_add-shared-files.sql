CREATE TABLE "app"."shared_files" (
	"citizen_id" uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	"shared_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "shared_files_citizen_id_attachment_id_pk" PRIMARY KEY("citizen_id","attachment_id")
);
--> statement-breakpoint
ALTER TABLE "app"."shared_files" ADD CONSTRAINT "shared_files_of_attachment" FOREIGN KEY ("citizen_id","attachment_id") REFERENCES "app"."attachments"("citizen_id","attachment_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "shared_files_old" ON "app"."shared_files" USING btree ("shared_at");