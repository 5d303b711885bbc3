/** The answer of a passkey as a browser posts it; `undefined` for what is none. What it proves is checked elsewhere. */
export function answerOf(text: string): { id: string } | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null && typeof (answer as { id?: unknown }).id === "string"
      ? (answer as { id: string })
      : undefined;
  } catch {
    return undefined;
  }
}
