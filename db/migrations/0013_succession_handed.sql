ALTER TABLE `institution_succession` ADD `handed` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `merge` ADD `before` text DEFAULT '{}' NOT NULL;