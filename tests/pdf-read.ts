import { extractText, getDocumentProxy } from "unpdf";

type Node = { role?: string; lang?: string; alt?: string; children?: Node[] };

/** What a program that reads a PDF aloud finds in it: words by page, language, title, and the roles of its structure. */
export async function readPdf(bytes: Uint8Array) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { info, metadata } = await pdf.getMetadata();
  const { text } = await extractText(pdf, { mergePages: false });
  const roles: string[] = [];
  const languages: string[] = [];
  const alts: string[] = [];
  const walk = (node: Node): void => {
    if (node.role) roles.push(node.role);
    if (node.lang) languages.push(node.lang);
    if (node.alt) alts.push(node.alt);
    for (const child of node.children ?? []) walk(child);
  };
  for (let n = 1; n <= pdf.numPages; n++) walk(((await (await pdf.getPage(n)).getStructTree()) ?? {}) as Node);
  const facts = info as { Language?: string; Title?: string; Author?: string };
  return {
    pages: text.map((page) => page.replace(/\u200b/g, "")),
    text: text.join("\n").replace(/\u200b/g, ""),
    lang: facts.Language,
    title: facts.Title,
    author: facts.Author,
    roles: new Set(roles),
    languages: new Set(languages),
    alts,
    ua: metadata?.get("pdfuaid:part") === "1",
  };
}
