import type { Locale } from "@/lib/locales";
import type { MailContent } from "./content";
import { mailText } from "./text";

/** A message in both its forms, which say the same words. React's renderer is loaded with the first message, not with the server. */
export async function renderMail(content: MailContent, language: Locale): Promise<{ html: string; text: string }> {
  const [{ renderToStaticMarkup }, { Letter }] = await Promise.all([import("react-dom/server"), import("./letter")]);
  return {
    html: `<!DOCTYPE html>${renderToStaticMarkup(<Letter content={content} language={language} />)}`,
    text: mailText(content, language),
  };
}
