// A search finds the same texts whatever the locale of the database: beside typographic marks, with accents, in any script.
import { Client } from "pg";
import { Database, migrate } from "../../src/database";
import { testDatabase } from "../support/database";

const db = testDatabase();
const others = ["locale_provider builtin builtin_locale 'C.UTF-8'", "locale_provider icu icu_locale 'tr-TR'"];

const words =
  "éclair Éclair naïve façade fraud waste Übersicht straße Łódź ØRSTED señor Ζωή ΑΘΗΝΑ МОСКВА ёлка São crème résumé oversight multi-year R&D OIG-21-36 2021 ﬁnding 日本語 서울 Đà Nguyễn".split(
    " ",
  );
const beside = (word: string) =>
  ["“_”", "_—next", "the _’s", "…_…", "a–_–b", "•_", "_™", "_\u00a0x", "«_»", "‘_’", "(<_>)"].map((mark) =>
    mark.replace("_", word),
  );

/** What search makes of every character in a range: among letters, before them, after them. */
const digest = `select md5(string_agg(words_of_text(text)::text || coalesce(search_query(text)::text, ''), '|' order by c)) as digest
  from generate_series($1::integer, $2) c, lateral (select 'ab' || chr(c) || 'cd ' || chr(c) || 'xy zz' || chr(c) as text) texts
  where c not between 55296 and 57343`;

test.each(words)("%s is found beside typographic marks", async (word) => {
  const missed = await db.database.query(
    "select text from unnest($1::text[]) text where not words_of_text(text) @@ search_query($2)",
    [beside(word), word],
  );
  expect(missed).toEqual([]);
});

test.each([
  ["eclair", "Éclair"],
  ["ÉCLAIR", "e\u0301clair"],
  ["finding", "a ﬁnd\u00ading"],
  ["“cash advance”", "a cash advance"],
  ["within", "less <within the text> more"],
  ["−−−−−− ‐ ‑ fraud", "waste"],
])("%s finds %s", async (asked, text) => {
  expect(
    await db.database.query("select words_of_text($1) @@ search_query($2) as found", [text, asked]),
  ).toEqual([{ found: true }]);
});

test("an excerpt shows the text as written, and where the words are", async () => {
  const [row] = await db.database.query<{
    excerpt: { text: string; ranges: { start: number; end: number }[] };
  }>("select search_excerpt($1, search_query('eclair')) as excerpt", [
    "The “Éclair” — a naïve programme — was <never> audited.",
  ]);
  const { text, ranges } = row!.excerpt;
  expect(text).toContain("Éclair” — a naïve programme — was <never> audited");
  expect(ranges.map(({ start, end }) => text.slice(start, end))).toEqual(["Éclair"]);
});

test.each(others)(
  "words are those of C under %s",
  async (locale) => {
    const name = `locale_${process.pid}_${others.indexOf(locale)}`;
    const administrator = new Client({ connectionString: db.url });
    await administrator.connect();
    await administrator.query(`create database ${name} template template0 ${locale}`);
    const other = new Database({ url: db.url.replace(/test_[0-9a-f]{12}/, name), poolMax: 1 });
    try {
      await migrate(other);
      for (let first = 1; first < 0xfffe; first += 4096) {
        const range = [first, Math.min(first + 4095, 0xfffd)];
        expect(await other.query(digest, range)).toEqual(await db.database.query(digest, range));
      }
    } finally {
      await other.close();
      await administrator.query(`drop database ${name} with (force)`);
      await administrator.end();
    }
  },
  60_000,
);
