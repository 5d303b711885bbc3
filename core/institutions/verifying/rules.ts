/** What the list of contacts can show besides everybody. */
export const contactShows = ["verify", "liaison", "no_email", "former"] as const;
export type ContactShow = (typeof contactShows)[number];

/** The types of institution a new government changes: a choice of its own beside the single types. */
export const EXECUTIVE = "executive";
const executive = ["ministry", "autonomous_institute", "national_service", "security_force", "commission"];

/** The types of institution a choice stands for. */
export const typesOf = (type: string): string[] => (type === EXECUTIVE ? executive : [type]);
