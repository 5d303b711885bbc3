export * from "./schema/briefings";
export * from "./schema/followups";
export * from "./schema/institutions";
export * from "./schema/invitations";
export * from "./schema/kernel";
export * from "./schema/offices";
export * from "./schema/reports";
export * from "./schema/sessions";
