import { paths } from "@/lib/paths";
import { enterAs, expect, test } from "./house";
import { records } from "./rooms";

test("the messages are in the navigation, on a desk in the bar and on a phone under More", async ({ page, context, baseURL }, {
  project,
}) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  await page.goto(project.name === "phone" ? paths.more() : paths.home());
  await page
    .getByRole(project.name === "phone" ? "main" : "navigation")
    .getByRole("link", { name: "Messages", exact: true })
    .click();
  await page.waitForURL(/\/messages$/);
});

test("each page of a briefing is called by what it shows and of which briefing", async ({ page, context, baseURL }) => {
  await enterAs(context, baseURL ?? "", "officer", "en");
  const { briefing } = records("pa");
  await page.goto(paths.briefing(briefing));
  const title = (await page.title()).replace(/ · Enlace$/, "");
  expect(title).not.toContain(" · ");
  for (const path of [paths.agenda(briefing), paths.invitations(briefing), paths.history(briefing), paths.briefingFollowUps(briefing)]) {
    await page.goto(path);
    await expect(page, path).toHaveTitle(new RegExp(`^[^·]+ · ${title.replace(/[.*+?^$()|[\]{}\\]/g, "\\$&")} · Enlace$`));
  }
});
