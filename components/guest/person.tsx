import type { Delegate } from "@/core/invitations/delegation/queries";
import { accessNeeds, otherRoles } from "@/core/invitations/delegation/rules";
import { Field, Option } from "./parts";
import { type GuestView, isChosen, problemOf, typed } from "./view";

type Row = {
  view: GuestView;
  /** Whom the row is about: a delegate (`dlg_…`), a person (`per_…`), or a new one (`new1`). */
  row: string;
  name?: string;
  post?: string | null;
  /** As saved, when the row stands already. */
  delegate?: Delegate;
  /** Shown once the row before it is ticked. */
  further?: boolean;
};

/** A row the posted form did not have (somebody saved meanwhile) stands as saved. */
const wasSent = ({ view, row }: Row): boolean => view.entered?.act === "names" && view.entered.values.getAll("rows").includes(row);
const told = (row: Row): Pick<GuestView, "entered"> => (wasSent(row) ? row.view : { entered: undefined });

/** One person of the delegation, or one who could be: a tick, and behind it how they take part. */
export function Person(props: Row) {
  const { view, row, name, post, delegate, further = false } = props;
  const { t } = view;
  const entered = told(props);
  const isNew = name === undefined;
  const wrong = view.entered?.problems.some(({ id }) => id?.endsWith(`-${row}`)) ?? false;
  return (
    <>
      <input type="hidden" name="rows" value={row} />
      <Option
        type="checkbox"
        name="in"
        value={row}
        id={`in-${row}`}
        checked={isChosen(entered, "names", "in", row, delegate !== undefined)}
        label={isNew ? t(further ? "guest.names.addNext" : "guest.names.add") : <bdi>{name}</bdi>}
        small={[post, delegate?.seat === "waiting" && t("guest.named.waiting")].filter(Boolean).join(" · ")}
        className={further ? "next" : ""}
        wrong={wrong}
        panel={
          <>
            {isNew ? <NameAndPost {...props} /> : null}
            {view.briefing.mode === "hybrid" ? <HowTheyTakePart {...props} /> : null}
            <div className="plain">
              <Option
                type="radio"
                name="head"
                value={row}
                id={`head-${row}`}
                checked={isChosen(entered, "names", "head", row, delegate?.role === "head")}
                label={t("guest.names.leads")}
              />
            </div>
            <Details {...props} />
          </>
        }
      />
    </>
  );
}

function NameAndPost(props: Row) {
  const { view, row, delegate } = props;
  const { t } = view;
  const field = (key: "name" | "post", label: string) => (
    <Field
      id={`${key}-${row}`}
      name={`${key}.${row}`}
      label={label}
      value={typed(told(props), "names", `${key}.${row}`, delegate?.[key] ?? "")}
      wrong={problemOf(view, `${key}-${row}`)}
    />
  );
  return (
    <>
      {field("name", t("guest.name"))}
      {field("post", t("guest.post"))}
    </>
  );
}

function HowTheyTakePart(props: Row) {
  const { view, row, name, delegate } = props;
  const { t } = view;
  const option = (mode: "on_site" | "online", label: string) => (
    <Option
      type="radio"
      name={`mode.${row}`}
      value={mode}
      id={`${mode}-${row}`}
      checked={isChosen(told(props), "names", `mode.${row}`, mode, mode === (delegate?.mode ?? "on_site"))}
      label={label}
    />
  );
  return (
    <fieldset className="plain two">
      <legend className="vh">{name === undefined ? t("guest.names.thisPerson") : t("guest.names.takesPart", { name })}</legend>
      {option("on_site", t("guest.onSite"))}
      {option("online", t("guest.online"))}
    </fieldset>
  );
}

/** Folded: name and post as printed, role, address, needs (never shown again) and what the person agrees to. */
function Details(props: Row) {
  const { view, row, delegate } = props;
  const { t } = view;
  const entered = told(props);
  const role = typed(entered, "names", `role.${row}`, delegate?.role ?? "member");
  const open = view.entered?.problems.some(({ id }) => id && [`email-${row}`, `need-${row}`].includes(id)) ?? false;
  return (
    <details className="thin" open={open}>
      <summary>{t("guest.names.details")}</summary>
      <div className="fold">
        {delegate ? <NameAndPost {...props} /> : null}
        <p className="f">
          <label htmlFor={`role-${row}`}>{t("guest.names.role")}</label>{" "}
          <select className="in" id={`role-${row}`} name={`role.${row}`} defaultValue={role === "head" ? "member" : role}>
            {otherRoles.map((value) => (
              <option key={value} value={value}>
                {t(`vocabulary.delegateRoles.${value}`)}
              </option>
            ))}
          </select>
        </p>
        <Field
          id={`email-${row}`}
          name={`email.${row}`}
          type="email"
          label={t("guest.names.email")}
          value={typed(entered, "names", `email.${row}`)}
          wrong={problemOf(view, `email-${row}`)}
          hint={delegate?.email ? t("guest.names.emailNoted", { email: masked(delegate.email) }) : t("guest.names.emailWhy")}
        />
        <Needs {...props} />
        <Consents {...props} />
      </div>
    </details>
  );
}

/** An address as whoever holds the link may see it: enough to know it again. */
const masked = (email: string): string => email.replace(/^(.)[^@]*/, "$1…");

function Needs(props: Row) {
  const { view, row, delegate } = props;
  const { t } = view;
  const entered = told(props);
  const noted = delegate !== undefined && view.noted.has(delegate.id);
  return (
    <>
      <fieldset className="f plain">
        <legend>{t("guest.names.access")}</legend>
        {accessNeeds.map((need) => (
          <Option
            key={need}
            type="checkbox"
            name={`access.${row}`}
            value={need}
            id={`${need}-${row}`}
            checked={isChosen(entered, "names", `access.${row}`, need, false)}
            label={t(`vocabulary.accessNeeds.${need}`)}
          />
        ))}
      </fieldset>
      <Field
        id={`need-${row}`}
        name={`need.${row}`}
        label={t("guest.names.need")}
        value={typed(entered, "names", `need.${row}`)}
        wrong={problemOf(view, `need-${row}`)}
        hint={noted ? `${t("guest.names.needNoted")} ${t("guest.names.needWhy")}` : t("guest.names.needWhy")}
        rows={2}
      />
      {noted ? (
        <div className="plain">
          <Option
            type="checkbox"
            name={`clear.${row}`}
            value="yes"
            id={`clear-${row}`}
            checked={isChosen(entered, "names", `clear.${row}`, "yes", false)}
            label={t("guest.names.clear")}
          />
        </div>
      ) : null}
    </>
  );
}

/** Three purposes, each its own choice, none ticked beforehand; taking part depends on none. */
function Consents(props: Row) {
  const { view, row, delegate } = props;
  const { t } = view;
  const consent = (key: "list" | "photo" | "followUp", given: boolean | undefined) => (
    <Option
      type="checkbox"
      name={`${key}.${row}`}
      value="yes"
      id={`${key}-${row}`}
      checked={isChosen(told(props), "names", `${key}.${row}`, "yes", given ?? false)}
      label={t(`guest.names.${key}`)}
    />
  );
  return (
    <fieldset className="f plain">
      <legend>{t("guest.names.consents")}</legend>
      {consent("list", delegate?.listConsent)}
      {consent("photo", delegate?.photoConsent)}
      {consent("followUp", delegate?.followUpConsent)}
    </fieldset>
  );
}
