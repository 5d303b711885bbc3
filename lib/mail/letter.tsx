import { Button, Column, Container, Head, Heading, Html, Link, Preview, Row, Section, Text } from "@react-email/components";
import { type CSSProperties, Fragment } from "react";
import type { Locale } from "@/lib/locales";
import type { MailBlock, MailContent } from "./content";

/** Mail programs keep inline rules and may drop the sheet, so each look is both: rules for everywhere, a class for the dark and the small. */
type Look = { className?: string; style: CSSProperties };

const font = "Arial, Helvetica, sans-serif";
const ink = "#141B2B";
const muted = "#4A5568";
const line = "1px solid #D8DEE8";
const body = { fontFamily: font, fontSize: 16, lineHeight: "24px", color: ink } as const;
const small = { fontFamily: font, fontSize: 14, lineHeight: "20px", color: muted } as const;

const look = {
  ground: { className: "bg", style: { margin: 0, padding: "20px 0", backgroundColor: "#F7F8FB" } },
  sheet: { className: "sh", style: { width: "100%", maxWidth: 600, backgroundColor: "#FFFFFF" } },
  rule: { className: "ru", style: { height: 4, lineHeight: "4px", fontSize: 0, backgroundColor: "#0033A0" } },
  pad: { className: "g", style: { padding: "24px 40px 32px" } },
  office: { className: "ink", style: { ...body, margin: 0, fontWeight: "bold" } },
  organisation: { className: "mu", style: { ...small, margin: 0 } },
  greeting: { className: "ink", style: { ...body, margin: "28px 0 16px" } },
  paragraph: { className: "ink", style: { ...body, margin: "0 0 16px" } },
  title: {
    className: "ink",
    style: { fontFamily: font, fontSize: 22, lineHeight: "28px", fontWeight: "bold", color: ink, margin: "20px 0 16px" },
  },
  question: { className: "ink", style: { ...body, fontSize: 18, lineHeight: "26px", fontWeight: "bold", margin: "24px 0 12px" } },
  note: { className: "mu", style: { ...small, margin: "12px 0 16px" } },
  quote: { className: "ink ln", style: { ...body, margin: "0 0 16px", padding: "2px 0 2px 16px", borderLeft: "3px solid #D8DEE8" } },
  facts: { className: "ln", style: { borderBottom: line, margin: "0 0 16px" } },
  label: {
    className: "k mu ln",
    style: { ...body, color: muted, fontWeight: "normal", width: 96, verticalAlign: "top", padding: "10px 12px 10px 0", borderTop: line },
  },
  value: { className: "ink ln", style: { ...body, verticalAlign: "top", padding: "10px 0", borderTop: line } },
  item: { className: "ink", style: { ...body, margin: "0 0 8px" } },
  list: { className: "ink", style: { ...body, margin: "0 0 16px", padding: "0 0 0 20px" } },
  button: {
    className: "bt",
    style: {
      ...body,
      display: "block",
      margin: "0 0 12px",
      padding: 12,
      borderRadius: 6,
      fontWeight: "bold",
      color: "#FFFFFF",
      backgroundColor: "#0033A0",
      textAlign: "center",
      textDecoration: "none",
    },
  },
  choice: { className: "st", style: { textAlign: "center" } },
  choiceLink: { className: "lk", style: { ...body, display: "block", padding: "12px 0", color: "#0046C7", textDecoration: "underline" } },
  link: { className: "lk", style: { color: "#0046C7", textDecoration: "underline" } },
  signature: { className: "ink", style: { ...body, margin: 0 } },
  reason: {
    className: "mu ln",
    style: { ...small, fontSize: 13, lineHeight: "18px", margin: "24px 0 0", padding: "16px 0 0", borderTop: line },
  },
} as const satisfies Record<string, Look>;

const sheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 620px) {
  .g { padding-left: 16px !important; padding-right: 16px !important; }
  .k { width: 64px !important; }
  .st { display: block !important; width: 100% !important; }
}
@media (prefers-color-scheme: dark) {
  .bg { background-color: #0E1320 !important; }
  .sh { background-color: #161D2D !important; }
  .ink { color: #E9EDF5 !important; }
  .mu { color: #AAB4C5 !important; }
  .ln { border-color: #2A3550 !important; }
  .lk { color: #9CC0FF !important; }
  .ru { background-color: #8FB4FF !important; }
  .bt { background-color: #8FB4FF !important; color: #0A1A3D !important; }
}
`;

/** A text broken where its lines are; the first one bold if wished. */
function Lines({ text, strong = false }: { text: string; strong?: boolean }) {
  return text.split("\n").map((part, nth) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a letter never move
    <Fragment key={nth}>
      {nth > 0 ? <br /> : null}
      {strong && nth === 0 ? <b>{part}</b> : part}
    </Fragment>
  ));
}

/** A block of a message; `next` is what follows it, for a button keeps clear of all but the other answers. */
function Block({ block, next }: { block: MailBlock; next: MailBlock["kind"] | undefined }) {
  switch (block.kind) {
    case "text":
      return (
        <Text {...look.paragraph}>
          <Lines text={block.text} />
        </Text>
      );
    case "strong":
      return (
        <Heading as="h1" {...look.title}>
          <Lines text={block.text} />
        </Heading>
      );
    case "question":
      return (
        <Heading as="h2" {...look.question}>
          {block.text}
        </Heading>
      );
    case "note":
      return (
        <Text {...look.note}>
          <Lines text={block.text} />
        </Text>
      );
    case "quote":
      return (
        <blockquote {...look.quote}>
          <Lines text={block.text} />
        </blockquote>
      );
    case "facts":
      return (
        <table width="100%" cellPadding={0} cellSpacing={0} border={0} {...look.facts}>
          <tbody>
            {block.rows.map((row) => (
              <tr key={`${row.label} ${row.href ?? ""}`}>
                <th scope="row" align="left" {...look.label}>
                  {row.label}
                </th>
                <td {...look.value}>
                  {row.href ? (
                    <Link {...look.link} href={row.href}>
                      <Lines text={row.value} strong={row.strong} />
                    </Link>
                  ) : (
                    <Lines text={row.value} strong={row.strong} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      );
    case "button":
      return (
        <Button
          className={look.button.className}
          style={{ ...look.button.style, margin: next === "links" ? 0 : "0 0 16px" }}
          href={block.href}
        >
          {block.label}
        </Button>
      );
    case "links":
      return (
        <Row>
          {block.links.map(({ label, href }) => (
            <Column key={href} width={`${Math.floor(100 / block.links.length)}%`} {...look.choice}>
              <Link {...look.choiceLink} href={href}>
                {label}
              </Link>
            </Column>
          ))}
        </Row>
      );
    case "list":
      return (
        <ul {...look.list}>
          {block.items.map((item) => (
            <li key={item} {...look.item}>
              {item}
            </li>
          ))}
        </ul>
      );
  }
}

/** A message as it is seen: one white sheet of 600 px, no image, right in light and dark and without its sheet of rules. */
export function Letter({ content, language }: { content: MailContent; language: Locale }) {
  return (
    <Html lang={language}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>{content.subject}</title>
        <style>{sheet}</style>
      </Head>
      <body {...look.ground}>
        {content.preview ? <Preview>{content.preview}</Preview> : null}
        <Container width={600} {...look.sheet}>
          <Section>
            <Row>
              <Column {...look.rule}>{"\u00a0"}</Column>
            </Row>
          </Section>
          <Row>
            <Column {...look.pad}>
              <Text {...look.office}>{content.from}</Text>
              {content.organisation ? <Text {...look.organisation}>{content.organisation}</Text> : null}
              {content.greeting ? (
                <Text {...look.greeting}>
                  <Lines text={content.greeting} />
                </Text>
              ) : null}
              {content.blocks.map((block, nth) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a letter never move
                <Block key={nth} block={block} next={content.blocks[nth + 1]?.kind} />
              ))}
              {content.signature.map((part, nth) => (
                <Text key={part} {...look.signature}>
                  {nth === 0 ? <b>{part}</b> : part}
                </Text>
              ))}
              <Text {...look.reason}>
                {content.reason}
                {content.notice ? " " : null}
                {content.notice ? (
                  <Link {...look.link} href={content.notice.href}>
                    {content.notice.label}
                  </Link>
                ) : null}
              </Text>
            </Column>
          </Row>
        </Container>
      </body>
    </Html>
  );
}
