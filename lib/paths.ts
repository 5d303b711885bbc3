type Query = Record<string, string | number | undefined>;

const withQuery = (path: string, query: Query): string => {
  const pairs = Object.entries(query).flatMap(([k, v]) => (v === undefined || v === "" ? [] : [[k, String(v)] as [string, string]]));
  return pairs.length > 0 ? `${path}?${new URLSearchParams(pairs)}` : path;
};

const withChosen = (path: string, chosen: string[], query: Record<string, string> = {}): string => {
  const pairs = [...Object.entries(query), ...chosen.map((id): [string, string] => ["i", id])];
  return pairs.length > 0 ? `${path}?${new URLSearchParams(pairs)}` : path;
};

/** Every address of the product, in one place. */
export const paths = {
  landing: () => "/",
  privacy: () => "/privacy",
  accessibility: () => "/accessibility",
  signIn: (next?: string, said?: "sent" | "spent" | "out" | "repeat" | "tries" | "late" | "stranger" | "busy") =>
    withQuery("/sign-in", { said, next: next && next !== "/home" ? next : undefined }),
  confirmSignIn: (token?: string) => (token ? `/sign-in/confirm/${token}` : "/sign-in/confirm"),
  /** Where a session that lacks its second factor is led, whatever it asked for. */
  secondFactor: (next?: string) => withQuery("/sign-in/second", { next: next && next !== "/home" ? next : undefined }),
  setUpApp: () => "/sign-in/second/app",
  recoveryCodes: () => "/sign-in/second/codes",
  /** A passkey: the question, the answer; and the same for making one. */
  passkey: () => "/sign-in/passkey",
  passkeyOptions: () => "/sign-in/passkey/options",
  newPasskey: () => "/sign-in/passkey/new",
  newPasskeyOptions: () => "/sign-in/passkey/new/options",
  enterProvider: () => "/sign-in/provider",
  providerCallback: () => "/sign-in/provider/callback",
  /** The sign-in page after a fault of the organisation's sign-in, with the code it has in the log. */
  signInFault: (code: string, next?: string) => withQuery("/sign-in", { said: "fault", code, next }),
  enterDemo: () => "/sign-in/demo",
  /** Where somebody of several offices goes on in another one of them. */
  enterOffice: () => "/enter-office",
  signOut: () => "/sign-out",
  home: (query: Query = {}) => withQuery("/home", query),
  more: () => "/more",
  /** A month (`month=2026-12`), as a page of days or, with `view=agenda`, as a list. */
  calendar: (query: Query = {}) => withQuery("/calendar", query),
  /** Where one gets the private address of the calendar. */
  subscribe: () => "/calendar/subscribe",
  messages: (query: Query = {}) => withQuery("/messages", query),
  message: (id: string, query: Query = {}) => withQuery(`/messages/${id}`, query),
  editMessage: (id: string) => `/messages/${id}/edit`,
  /** Whether anything happened to the office's mail, as data for a page that lists it. */
  mailVersion: () => "/api/messages/version",
  /** What the offices that report to this one come to. */
  region: (query: Query = {}) => withQuery("/region", query),
  search: (query: Query = {}) => withQuery("/search", query),
  /** What fits a query, as data for the palette. */
  find: (query: Query = {}) => withQuery("/api/find", query),
  profile: () => "/settings/profile",
  security: () => "/settings/security",
  signInRules: () => "/settings/sign-in",
  users: () => "/settings/users",
  inviteUser: () => "/settings/users/new",
  user: (id: string) => `/settings/users/${id}`,
  /** Everything a colleague holds, to be handed to others. */
  handover: (id: string, query: Query = {}) => withQuery(`/settings/users/${id}/handover`, query),
  office: () => "/settings/office",
  tree: () => "/settings/tree",
  letterhead: () => "/settings/letterhead",
  logo: (query: Query = {}) => withQuery("/settings/letterhead/logo", query),
  /** The office's own sheet for letters: its page, where it is posted to and read from; `starter` for one to begin with. */
  letterSheet: (query: Query = {}) => withQuery("/settings/letterhead/sheet", query),
  letterSheetFile: (query: Query = {}) => withQuery("/api/office/sheet", query),
  /** Where a logo is posted to, and where its bytes are for everybody. */
  uploadLogo: () => "/api/office/logo",
  logoFile: (sha256: string) => `/api/logos/${sha256}`,
  retention: () => "/settings/retention",
  officeSending: () => "/settings/sending",
  holidays: () => "/settings/holidays",
  templates: (query: Query = {}) => withQuery("/settings/templates", query),
  /** A new template: empty, or with what a template (`template`) or a briefing (`briefing`) has. */
  newTemplate: (query: Query = {}) => withQuery("/settings/templates/new", query),
  template: (id: string, query: Query = {}) => withQuery(`/settings/templates/${id}`, query),
  /** The texts of the office's messages by kind; one kind with its three languages. */
  mailTexts: (query: Query = {}) => withQuery("/settings/mail-texts", query),
  mailText: (kind: string, query: Query = {}) => withQuery(`/settings/mail-texts/${kind}`, query),
  groups: (query: Query = {}) => withQuery("/settings/groups", query),
  /** A new group: empty, or with the institutions of a briefing (`briefing`). */
  newGroup: (query: Query = {}) => withQuery("/settings/groups/new", query),
  group: (id: string, query: Query = {}) => withQuery(`/settings/groups/${id}`, query),
  /** What is to be known of a day (`day` in the query), as data for a form. */
  dayNotes: (query: Query = {}) => withQuery("/api/days", query),
  briefings: (query: Query = {}) => withQuery("/briefings", query),
  newBriefing: (query: Query = {}) => withQuery("/briefings/new", query),
  briefing: (id: string, query: Query = {}) => withQuery(`/briefings/${id}`, query),
  editBriefing: (id: string) => `/briefings/${id}/edit`,
  copyBriefing: (id: string) => `/briefings/${id}/copy`,
  postponeBriefing: (id: string) => `/briefings/${id}/postpone`,
  cancelBriefing: (id: string) => `/briefings/${id}/cancel`,
  /** The page that asks before a briefing passes to another state. */
  moveBriefing: (id: string, to: string) => `/briefings/${id}/move?to=${to}`,
  agenda: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/agenda`, query),
  /** The agenda as a PDF (`lang`), or with `form=programme` what guests are handed. */
  agendaPdf: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/agenda/pdf`, query),
  papers: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/papers`, query),
  /** Where new papers are posted to, and where the bytes of one are (an earlier version with `v`). */
  /** What a board asks for news. */
  boardVersion: (id: string) => `/api/briefings/${id}/version`,
  uploadPapers: (id: string) => `/api/briefings/${id}/papers`,
  paperFile: (briefingId: string, id: string, query: Query = {}) => withQuery(`/api/briefings/${briefingId}/papers/${id}`, query),
  /** What a briefing sends by itself. */
  reminders: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/reminders`, query),
  /** Who came to the meeting. */
  came: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/came`, query),
  /** Who would be thanked, or written our regret to, and the button that does it. */
  thank: (id: string, kind: "thanks" | "regret", query: Query = {}) => withQuery(`/briefings/${id}/came/thanks`, { kind, ...query }),
  invitations: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/invitations`, query),
  addInvitations: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/invitations/add`, query),
  sendInvitations: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/invitations/send`, query),
  /** What an officer asks to send, to be cleared or not. */
  clearance: (id: string, clearanceId: string, query: Query = {}) =>
    withQuery(`/briefings/${id}/invitations/clearance/${clearanceId}`, query),
  /** Who has not answered, to be called. */
  calls: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/invitations/calls`, query),
  /** What waits for the foreign ministry. */
  heldInvitations: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/invitations/hold`, query),
  /** Who would be written to, and the button that does it: reminders to the silent, or the request for names. */
  chase: (id: string, kind: "reminder" | "names_request", chosen: string[] = [], query: Record<string, string> = {}) =>
    withChosen(`/briefings/${id}/invitations/chase`, chosen, { kind, ...query }),
  /** Chosen institutions of the board (`i` in the query, once each): their texts to copy, or the question before they are withdrawn. */
  textInvitations: (id: string, chosen: string[] = []) => withChosen(`/briefings/${id}/invitations/texts`, chosen),
  withdrawInvitations: (id: string, chosen: string[] = [], query: Record<string, string> = {}) =>
    withChosen(`/briefings/${id}/invitations/withdraw`, chosen, query),
  invitation: (briefingId: string, id: string, query: Query = {}) => withQuery(`/briefings/${briefingId}/invitations/${id}`, query),
  /** The letter of one invitation in words of its own. */
  letterWords: (briefingId: string, id: string, query: Query = {}) => withQuery(`/briefings/${briefingId}/invitations/${id}/words`, query),
  /** The reply board with an institution's form open. */
  recordAnswer: (briefingId: string, id: string) => `/briefings/${briefingId}/invitations?record=${id}#row-${id}`,
  briefingFollowUps: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/follow-ups`, query),
  history: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/history`, query),
  institutions: (query: Query = {}) => withQuery("/institutions", query),
  newInstitution: () => "/institutions/new",
  /** Who of the directory may be meant by what is being typed. */
  doubles: (kind: "institution" | "person") => `/institutions/doubles?kind=${kind}`,
  institution: (id: string, query: Query = {}) => withQuery(`/institutions/${id}`, query),
  editInstitution: (id: string, query: Query = {}) => withQuery(`/institutions/${id}/edit`, query),
  /** Records what an institution came from or what followed it, and hands over what hangs on the one that gives way. */
  succeedInstitution: (id: string, query: Query = {}) => withQuery(`/institutions/${id}/succession`, query),
  mergeInstitution: (id: string, query: Query = {}) => withQuery(`/institutions/${id}/merge`, query),
  mergePerson: (id: string, query: Query = {}) => withQuery(`/people/${id}/merge`, query),
  newPerson: (institutionId: string, query: Query = {}) => withQuery(`/institutions/${institutionId}/people/new`, query),
  /** Everybody of the directory; those to be verified one by one. */
  people: (query: Query = {}) => withQuery("/people", query),
  verifyPeople: (query: Query = {}) => withQuery("/people/verify", query),
  person: (id: string, query: Query = {}) => withQuery(`/people/${id}`, query),
  editPerson: (id: string, query: Query = {}) => withQuery(`/people/${id}/edit`, query),
  /** A post (`post` in the query, else the first held) that somebody leaves, or leaves for another institution. */
  endPost: (id: string, query: Query = {}) => withQuery(`/people/${id}/end`, query),
  movePost: (id: string, query: Query = {}) => withQuery(`/people/${id}/move`, query),
  /** The letters of a briefing: what stands on all, which are issued; chosen ones as one PDF to print, or as Word files. */
  briefingLetters: (id: string, query: Query = {}) => withQuery(`/briefings/${id}/letters`, query),
  printLetters: (id: string, kind: "pdf" | "docx", chosen: string[] = []) => withChosen(`/briefings/${id}/letters/${kind}`, chosen),
  /** The register of outgoing notes, a line of it, its files, and where scans are posted to. */
  register: (query: Query = {}) => withQuery("/register", query),
  letter: (id: string, query: Query = {}) => withQuery(`/register/${id}`, query),
  letterFile: (id: string, which: "pdf" | "docx" | "signed" | "receipt" | "signed-original" | "receipt-original") =>
    `/api/letters/${id}/${which}`,
  uploadScan: (id: string) => `/api/letters/${id}/scan`,
  followUps: (query: Query = {}) => withQuery("/follow-ups", query),
  newFollowUp: (query: Query = {}) => withQuery("/follow-ups/new", query),
  followUp: (id: string, query: Query = {}) => withQuery(`/follow-ups/${id}`, query),
  editFollowUp: (id: string) => `/follow-ups/${id}/edit`,
  review: (query: Query = {}) => withQuery("/follow-ups/review", query),
  /** A calendar as programs read it: of one invitation, by its link, or of an office, by a member's own address. The token is the authority. */
  calendarFile: (token: string, query: Query = {}) => withQuery(`/calendar/${token}.ics`, query),
  /** The liaison's page; the token is the authority. */
  guest: (token: string, query: Query = {}) => withQuery(`/r/${token}`, query),
  guestProgramme: (token: string, query: Query = {}) => withQuery(`/r/${token}/programme`, query),
  guestLetter: (token: string) => `/r/${token}/letter`,
  /** The letter alone, for whoever an institution passes it on to: it answers nothing. */
  passedLetter: (token: string) => `/l/${token}`,
  /** Where the one invited confirms what somebody else answered for them. */
  confirmAnswer: (token: string, query: Query = {}) => withQuery(`/confirm/${token}`, query),
  guestPaper: (token: string, id: string) => `/r/${token}/papers/${id}`,
};

/** A new message to an address, whatever somebody wrote into it: it names one recipient and nothing else (RFC 6068). */
export function mailTo(address: string, subject: string): string {
  const at = address.lastIndexOf("@");
  const to = at < 0 ? encodeURIComponent(address) : [address.slice(0, at), address.slice(at + 1)].map(encodeURIComponent).join("@");
  return `mailto:${to}?subject=${encodeURIComponent(subject)}`;
}

/** A new message to nobody yet, with subject and words; its sender chooses whom it goes to. */
export const mailOf = (subject: string, body: string): string =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\n/g, "\r\n"))}`;

/** A path of ours that a form may lead back to, or `undefined`: never another origin, whatever its spelling (`//x`, `/\\x`, `%2f%2fx`). */
export function safePath(text: unknown): string | undefined {
  if (typeof text !== "string" || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || /%2f%2f|%5c/i.test(text.slice(0, 8))) return undefined;
  const base = "http://enlace.invalid";
  try {
    return new URL(text, base).origin === base ? text : undefined;
  } catch {
    return undefined;
  }
}
