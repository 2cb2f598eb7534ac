"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
// One process per data folder: however many try at once, and whatever dead or foreign holders left in the lock file.
const node_fs_1 = require("node:fs");
const node_os_1 = require("node:os");
const node_path_1 = require("node:path");
const database_1 = require("../../src/database");
const embedded_lock_1 = require("../../src/database/embedded-lock");
const processes_1 = require("../support/processes");
let folder;
const file = () => (0, node_path_1.join)(folder, "service.lock");
const holder = (changes) => (0, node_fs_1.writeFileSync)(file(), JSON.stringify({ ...self(), ...changes }));
let own;
const self = () => own;
beforeEach(async () => {
    folder = (0, node_fs_1.mkdtempSync)((0, node_path_1.join)((0, node_os_1.tmpdir)(), "oversight-graph-lock-"));
    const lock = await (0, embedded_lock_1.lockFolder)(folder);
    own = JSON.parse((0, node_fs_1.readFileSync)(file(), "utf8"));
    lock.release();
});
afterEach(() => (0, node_fs_1.rmSync)(folder, { recursive: true, force: true }));
test("it is held until it is released, and says by whom", async () => {
    const lock = await (0, embedded_lock_1.lockFolder)(folder);
    await expect((0, embedded_lock_1.lockFolder)(folder)).rejects.toBeInstanceOf(database_1.DataFolderInUse);
    await expect((0, embedded_lock_1.lockFolder)(folder)).rejects.toThrow(new RegExp(`process ${process.pid} .*DATA_DIR`));
    expect(lock.isHeld()).toBe(true);
    lock.release();
    expect((0, node_fs_1.readdirSync)(folder)).toEqual([]);
});
test.each([
    ["a process that is gone", { pid: 4_000_000 }],
    ["an earlier process of the same pid", { identity: "another boot/1" }],
])("the lock of %s is taken over at once", async (_what, changes) => {
    holder(changes);
    const started = Date.now();
    const lock = await (0, embedded_lock_1.lockFolder)(folder);
    expect(Date.now() - started).toBeLessThan(500);
    lock.release();
});
test("an unreadable lock file is taken over", async () => {
    (0, node_fs_1.writeFileSync)(file(), "{");
    (await (0, embedded_lock_1.lockFolder)(folder)).release();
});
test("a holder in another container is believed as long as its heart beats", async () => {
    holder({ space: "elsewhere pid:[1]", identity: "unknown here" });
    const beat = setInterval(() => (0, node_fs_1.utimesSync)(file(), new Date(), new Date()), 500);
    await expect((0, embedded_lock_1.lockFolder)(folder)).rejects.toThrow("on elsewhere");
    clearInterval(beat);
    const started = Date.now();
    const lock = await (0, embedded_lock_1.lockFolder)(folder);
    expect(Date.now() - started).toBeLessThan(5000);
    lock.release();
}, 15_000);
test("of many that start at once over a dead holder's lock exactly one gets it", async () => {
    holder({ pid: 4_000_000 });
    const code = `
    const { lockFolder } = require(${JSON.stringify((0, node_path_1.join)((0, processes_1.buildFolder)(), "database", "embedded-lock.js"))});
    lockFolder(process.argv[1]).then(
      () => { console.log("mine"); setTimeout(() => {}, 2500); },
      (error) => console.log(error.name));`;
    const runs = await Promise.all(Array.from({ length: 6 }, () => (0, processes_1.runNode)(["-e", code, folder])));
    const said = runs.map((run) => run.stdout.trim()).sort();
    expect(said).toEqual([...Array(5).fill("DataFolderInUse"), "mine"]);
    expect((0, node_fs_1.existsSync)(file())).toBe(true);
});
//# sourceMappingURL=lock.test.js.map