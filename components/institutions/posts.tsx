import { Pill } from "@/components/ui/pill";
import type { PostHeld } from "@/core/institutions/people/queries";
import { type AddressForm, covers, nameInList, postText } from "@/core/institutions/rules";
import type { Translator } from "@/lib/i18n";
import type { Locale } from "@/lib/locales";
import { paths } from "@/lib/paths";
import { ToVerify } from "./contacts";
import { Span } from "./people";
import { Today } from "./succession";

type Props = { t: Translator; posts: PostHeld[]; form: AddressForm; own: Locale; today: string; zone: string };

/** A person's posts over time, the present and latest first. */
export function Posts({ t, posts, form, own, today, zone }: Props) {
  return (
    <ul className="people">
      {posts.map((post) => (
        <li key={post.id}>
          <PostLine t={t} post={post} form={form} own={own} today={today} zone={zone} />
        </li>
      ))}
    </ul>
  );
}

/** One post: what, where, from when until when; the mark of the liaison while it is held. */
export function PostLine({ t, post, form, own, today, zone }: Omit<Props, "posts"> & { post: PostHeld }) {
  const held = covers(post, today);
  return (
    <div>
      <p className="facts">
        <span className={held ? "font-semibold" : "text-muted"}>{postText(post, form, t.locale) || t("institutions.person.mailbox")}</span>
        {post.hidden && <span className="meta">{t("people.print.hidden")}</span>}
        {post.liaison && held && (
          <Pill tone="sent" icon="link">
            {t("institutions.liaison")}
          </Pill>
        )}
      </p>
      <a className="name font-normal!" href={paths.institution(post.institutionId)} lang={own === t.locale ? undefined : own}>
        {post.called.acronym && <b>{post.called.acronym} </b>}
        {nameInList(post.called.name, own).text}
      </a>{" "}
      <Today t={t} then={post.called} now={post} own={own} />
      <Span t={t} from={post.validFrom} to={post.validTo} />
      {held && <ToVerify t={t} tenure={post} zone={zone} />}
    </div>
  );
}
