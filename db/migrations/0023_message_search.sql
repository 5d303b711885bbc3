DROP INDEX `message_office_ix`;--> statement-breakpoint
ALTER TABLE `message` ADD `search_text` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `message_age_ix` ON `message` (`office_id`,`id`,`kind`);--> statement-breakpoint
CREATE INDEX `message_office_ix` ON `message` (`office_id`,`state`,`id`,`kind`);--> statement-breakpoint
CREATE INDEX `incoming_mail_returned_ix` ON `incoming_mail` (`office_id`,`message_id`) WHERE "incoming_mail"."kind" = 'returned';--> statement-breakpoint
UPDATE `message` SET `search_text` = trim(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(coalesce(`to_name`, '') || ' ' || `to_address` || ' ' || coalesce(`subject`, '')), 'á', 'a'), 'é', 'e'), 'í', 'i'), 'ó', 'o'), 'ú', 'u'), 'ñ', 'n'), 'ü', 'u'), 'ç', 'c'), 'è', 'e'), 'ê', 'e'), 'à', 'a'), 'â', 'a'), 'ô', 'o'), 'î', 'i'), 'û', 'u'), 'ï', 'i'), 'ë', 'e'), 'Á', 'a'), 'É', 'e'), 'Í', 'i'), 'Ó', 'o'), 'Ú', 'u'), 'Ñ', 'n'), 'È', 'e'), 'À', 'a'), 'Ç', 'c'), 'œ', 'oe'), '’', ' '), '''', ' '), ',', ' '), '.', ' '), ':', ' '), ';', ' '), '-', ' '), '(', ' '), ')', ' '), '«', ' '), '»', ' '), '  ', ' '), '  ', ' '), '  ', ' '))
  WHERE `to_address` <> '';--> statement-breakpoint
CREATE VIRTUAL TABLE `search_message` USING fts5(`text`, content='search_entry', content_rowid='id', columnsize=0, tokenize='trigram');--> statement-breakpoint
INSERT INTO `search_entry` (`office_id`, `kind`, `ref`, `text`)
  SELECT `office_id`, 'message', `id`, CASE `search_text` WHEN '' THEN '' ELSE '  ' || `search_text` || ' ' END FROM `message` WHERE `office_id` IS NOT NULL ORDER BY `id`;--> statement-breakpoint
INSERT INTO `search_message` (`rowid`, `text`) SELECT `id`, `text` FROM `search_entry` WHERE `kind` = 'message';
