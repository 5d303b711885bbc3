import type { Metadata } from "next";
import { ask, leave, letGo, takeBack, takeIn } from "@/app/actions/tree";
import { formTexts } from "@/app/form-texts";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { Section, Sheet } from "@/components/ui/page";
import { findOffice, type Office } from "@/core/offices/queries";
import { officeNamed } from "@/core/offices/rules";
import { askingOf, childrenOf } from "@/core/offices/tree/queries";
import { capitalized } from "@/lib/text";
import { keeperContext } from "../keepers";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await keeperContext()).t("office.tree.title") };
}

/** To whom the office reports, and who reports to it. */
export default async function Tree() {
  const { store, office, t, locale } = await keeperContext();
  const texts = formTexts(t);
  const called = (other: Office) => officeNamed(other, locale).the;
  const parent = office.parentId ? findOffice(store, office.parentId) : undefined;
  const asked = office.parentAskedId ? findOffice(store, office.parentAskedId) : undefined;
  const children = childrenOf(store, office.id);
  const asking = askingOf(store, office.id);
  return (
    <Sheet className="max-w-3xl">
      <Section id="parent" title={t("office.tree.parent")}>
        <p className="mt-1 mb-4 text-muted">{t("office.tree.parentText")}</p>
        {parent && (
          <Form action={leave} texts={texts} className="tree-line">
            <p>{t("office.tree.reportsTo", { office: called(parent) })}</p>
            <Button>{t("office.tree.leave")}</Button>
          </Form>
        )}
        {asked && (
          <Form action={takeBack} texts={texts} className="tree-line">
            <p>{t("office.tree.asked", { office: capitalized(called(asked)) })}</p>
            <Button>{t("office.tree.takeBack")}</Button>
          </Form>
        )}
        {!parent && !asked && (
          <Form action={ask} texts={texts}>
            <Field
              name="key"
              label={t("office.tree.key")}
              hint={t("office.tree.keyHint", { key: office.key })}
              required
              maxLength={32}
              autoComplete="off"
            />
            <div className="buttons">
              <Button kind="primary">{t("office.tree.ask")}</Button>
            </div>
          </Form>
        )}
      </Section>
      <Section id="children" title={t("office.tree.children")}>
        <p className="mt-1 mb-4 text-muted">{t("office.tree.childrenText", { key: office.key })}</p>
        {asking.map((child) => (
          <div className="tree-line" key={child.id}>
            <p>{t("office.tree.asks", { office: capitalized(called(child)) })}</p>
            <Form action={takeIn} texts={texts} className="inline-form">
              <input type="hidden" name="officeId" value={child.id} />
              <Button aria-label={t("office.tree.takeInOf", { office: called(child) })}>{t("office.tree.takeIn")}</Button>
            </Form>
            <Form action={letGo} texts={texts} className="inline-form">
              <input type="hidden" name="officeId" value={child.id} />
              <Button kind="plain" aria-label={t("office.tree.declineOf", { office: called(child) })}>
                {t("office.tree.decline")}
              </Button>
            </Form>
          </div>
        ))}
        {children.map((child) => (
          <Form action={letGo} texts={texts} className="tree-line" key={child.id}>
            <input type="hidden" name="officeId" value={child.id} />
            <p>{called(child)}</p>
            <Button kind="plain" aria-label={t("office.tree.letGoOf", { office: called(child) })}>
              {t("office.tree.letGo")}
            </Button>
          </Form>
        ))}
        {children.length + asking.length === 0 && <p className="meta">{t("office.tree.none")}</p>}
      </Section>
    </Sheet>
  );
}
