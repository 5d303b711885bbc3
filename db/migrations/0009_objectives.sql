ALTER TABLE `briefing_template` ADD `objectives` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `briefing` ADD `objectives` text DEFAULT '[]' NOT NULL;