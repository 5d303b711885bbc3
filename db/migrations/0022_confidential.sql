ALTER TABLE `briefing` ADD `confidential` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `invitation` ADD `sequence` integer DEFAULT 0 NOT NULL;