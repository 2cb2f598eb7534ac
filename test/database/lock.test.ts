// One process per data folder: however many try at once, and whatever dead or foreign holders left in the lock file.
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DataFolderInUse } from "../../src/database";
import { lockFolder } from "../../src/database/embedded/lock";
import { buildFolder, runNode } from "../support/processes";

let folder: string;
const file = () => join(folder, "service.lock");
const holder = (changes: object) => writeFileSync(file(), JSON.stringify({ ...self(), ...changes }));
let own: object;
const self = () => own;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "oversight-graph-lock-"));
  const lock = await lockFolder(folder);
  own = JSON.parse(readFileSync(file(), "utf8"));
  lock.release();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("it is held until it is released, and says by whom", async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toBeInstanceOf(DataFolderInUse);
  await expect(lockFolder(folder)).rejects.toThrow(new RegExp(`process ${process.pid} .*DATA_DIR`));
  expect(lock.isHeld()).toBe(true);
  lock.release();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ["a process that is gone", { pid: 4_000_000 }],
  ["an earlier process of the same pid", { identity: "another boot/1" }],
])("the lock of %s is taken over at once", async (_what, changes) => {
  holder(changes);
  const started = Date.now();
  const lock = await lockFolder(folder);
  expect(Date.now() - started).toBeLessThan(500);
  lock.release();
});

test("an unreadable lock file is taken over", async () => {
  writeFileSync(file(), "{");
  (await lockFolder(folder)).release();
});

test("a holder in another container is believed as long as its heart beats", async () => {
  holder({ space: "elsewhere pid:[1]", identity: "unknown here" });
  const beat = setInterval(() => utimesSync(file(), new Date(), new Date()), 500);
  await expect(lockFolder(folder)).rejects.toThrow("on elsewhere");
  clearInterval(beat);
  const started = Date.now();
  const lock = await lockFolder(folder);
  expect(Date.now() - started).toBeLessThan(5000);
  lock.release();
}, 15_000);

test("of many that start at once over a dead holder's lock exactly one gets it", async () => {
  holder({ pid: 4_000_000 });
  const code = `
    const { lockFolder } = require(${JSON.stringify(join(buildFolder(), "database", "embedded", "lock.js"))});
    lockFolder(process.argv[1]).then(
      () => { console.log("mine"); setTimeout(() => {}, 2500); },
      (error) => console.log(error.name));`;
  const runs = await Promise.all(Array.from({ length: 6 }, () => runNode(["-e", code, folder])));
  const said = runs.map((run) => run.stdout.trim()).sort();
  expect(said).toEqual([...Array(5).fill("DataFolderInUse"), "mine"]);
  expect(existsSync(file())).toBe(true);
});
