import type { MailBlock, MailContent } from "@/lib/mail/content";

/** A message as it will arrive, to be read before it leaves: its words in their order. Nothing in it can be pressed. */
export function Paper({
  content,
  lang,
  labels,
  to,
}: {
  content: MailContent;
  lang: string;
  labels: { subject: string; to: string; attached: string; calendar: string };
  to: string;
}) {
  return (
    <article className="paper">
      <dl className="letter hung">
        <dt>{labels.to}</dt>
        <dd>{to}</dd>
        <dt>{labels.subject}</dt>
        <dd lang={lang}>{content.subject}</dd>
        {content.calendar && (
          <>
            <dt>{labels.attached}</dt>
            <dd>{labels.calendar}</dd>
          </>
        )}
      </dl>
      <div className="words" lang={lang}>
        <p>
          <b>{content.from}</b>
          {content.organisation && <span className="meta">{content.organisation}</span>}
        </p>
        <p>{content.greeting}</p>
        {content.blocks.map((block, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a letter never move
          <Block key={i} block={block} />
        ))}
        <p>
          {content.signature.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike
            <span className="line" key={i}>
              {line}
            </span>
          ))}
        </p>
        <p className="meta">{content.reason}</p>
      </div>
    </article>
  );
}

function Block({ block }: { block: MailBlock }) {
  switch (block.kind) {
    case "strong":
      return <p className="title">{block.text}</p>;
    case "question":
      return <p className="question">{block.text}</p>;
    case "note":
      return <p className="meta">{block.text}</p>;
    case "quote":
      return <blockquote>{block.text}</blockquote>;
    case "button":
      return <p className="press">{block.label}</p>;
    case "links":
      return (
        <p className="choices">
          {block.links.map((link) => (
            <span key={link.label}>{link.label}</span>
          ))}
        </p>
      );
    case "list":
      return (
        <ul>
          {block.items.map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two items may be alike
            <li key={i}>{item}</li>
          ))}
        </ul>
      );
    case "facts":
      return (
        <dl>
          {block.rows.map((row) => (
            <div key={row.label}>
              <dt>{row.label}</dt>
              <dd>
                {row.value.split("\n").map((line, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be alike
                  <span className="line" key={i}>
                    {row.strong && i === 0 ? <b>{line}</b> : line}
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      );
    default:
      return <p>{block.text}</p>;
  }
}
