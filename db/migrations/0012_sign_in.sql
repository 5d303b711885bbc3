ALTER TABLE `session` ADD `way` text DEFAULT 'link' NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `factor_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `browser` text;--> statement-breakpoint
ALTER TABLE `session` ADD `system` text;--> statement-breakpoint
ALTER TABLE `session` ADD `browser_hash` text;--> statement-breakpoint
ALTER TABLE `sign_in_link` ADD `code_tries` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `sign_in_link_browser_ix` ON `sign_in_link` (`browser_hash`);