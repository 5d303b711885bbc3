import type { Device } from "@/lib/user-agent";

/** A sign-in link works for fifteen minutes, the code beside it for ten, a session for seven days at most. */
export const LINK_LIFE = 15 * 60_000;
export const CODE_LIFE = 10 * 60_000;
export const SESSION_LIFE = 7 * 86_400_000;
/** An idle session ends after eight hours. */
export const IDLE = 8 * 3600_000;

/** Digits of a code, and how many wrong ones end it. */
export const CODE_DIGITS = 8;
export const CODE_TRIES = 5;

/** The browser that comes in: what it is, and the hash of the mark by which it is known again. */
export type Whence = Partial<Device> & { browserHash?: string };

/** A code as it was typed or pasted, with or without its gap, as the digits it is made of. */
export const digitsOf = (typed: string): string => typed.replace(/[\s.\u00a0\u202f-]/g, "");

/** A code as people read it: in two halves. */
export const readable = (code: string): string => `${code.slice(0, code.length / 2)} ${code.slice(code.length / 2)}`;
