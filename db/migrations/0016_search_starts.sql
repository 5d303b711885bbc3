UPDATE `person` SET `search_text` = `search_text` || ' ' ||
  replace(replace(replace(replace(replace(replace(`phone`, ' ', ''), '-', ''), '(', ''), ')', ''), '.', ''), char(160), '')
  WHERE `phone` IS NOT NULL AND `search_text` <> '';--> statement-breakpoint
UPDATE `search_entry` SET `text` = (SELECT `search_text` FROM `person` WHERE `person`.`id` = `ref`) WHERE `kind` = 'person';--> statement-breakpoint
UPDATE `search_entry` SET `text` = '  ' || `text` || ' ' WHERE `text` <> '';--> statement-breakpoint
INSERT INTO `search_briefing` (`search_briefing`) VALUES ('delete-all');--> statement-breakpoint
INSERT INTO `search_briefing` (`rowid`, `text`) SELECT `id`, `text` FROM `search_entry` WHERE `kind` = 'briefing';--> statement-breakpoint
INSERT INTO `search_institution` (`search_institution`) VALUES ('delete-all');--> statement-breakpoint
INSERT INTO `search_institution` (`rowid`, `text`) SELECT `id`, `text` FROM `search_entry` WHERE `kind` = 'institution';--> statement-breakpoint
INSERT INTO `search_person` (`search_person`) VALUES ('delete-all');--> statement-breakpoint
INSERT INTO `search_person` (`rowid`, `text`) SELECT `id`, `text` FROM `search_entry` WHERE `kind` = 'person';--> statement-breakpoint
INSERT INTO `search_follow_up` (`search_follow_up`) VALUES ('delete-all');--> statement-breakpoint
INSERT INTO `search_follow_up` (`rowid`, `text`) SELECT `id`, `text` FROM `search_entry` WHERE `kind` = 'follow_up';
