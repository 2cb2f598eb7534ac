// Bodies that may be one: listed with how much hangs on each, by any spelling that folds to the same; others are left alone.
import { twinsIn } from "../../src/import/twins";
import { testDatabase } from "../support/database";
import { importRecords } from "./importing";

const db = testDatabase();

test("spellings of one body under two slugs are listed, bodies that differ are not", async () => {
  const agency = (slug: string, name: string) => ({ record: "agency", slug, name, kind: "OTHER" }) as const;
  await importRecords(db.database, [
    agency("parks", "Department of Parks & Gardens"),
    agency("parks-2", "Dept. of Parks and Gardens (DPG)"),
    agency("parks-county", "Department of Parks and Gardens, North County"),
    agency("cbp-2", "U.S. Customs & Border Protection"),
    agency("cbp", "U.S. Customs and Border Protection"),
    agency("water-1", "إدارة المياه"),
    agency("water-2", "إدارة الطرق"),
    { record: "office", slug: "x-oig", name: "X Office of Inspector General", kind: "INSPECTOR_GENERAL" },
    { record: "office", slug: "x-ig", name: "X OIG", kind: "INSPECTOR_GENERAL" },
    { record: "report", office: "x-oig", number: "X-1", title: "On gardens" },
    { record: "report_agency", office: "x-oig", report: "X-1", agency: "parks" },
    { record: "agency", slug: "uei-a", name: "Town", kind: "AUDITEE", uei: "ABCDEFGHJK11" },
    { record: "agency", slug: "uei-b", name: "Town", kind: "AUDITEE", uei: "ABCDEFGHJK12" },
  ]);
  const found = await twinsIn(db.database);
  expect(
    found.map(({ kind, bodies }) => [kind, bodies.map(({ slug, reports }) => `${slug} ${reports}`)]),
  ).toEqual([
    ["agency", ["cbp 0", "cbp-2 0"]],
    ["agency", ["parks 1", "parks-2 0"]],
    ["office", ["x-ig 0", "x-oig 1"]],
  ]);
});
