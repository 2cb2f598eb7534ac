"use strict";
// The embedded server seen from processes of their own: crashes, other users, a checkout that they cannot enter.
Object.defineProperty(exports, "__esModule", { value: true });
const node_child_process_1 = require("node:child_process");
const node_fs_1 = require("node:fs");
const node_os_1 = require("node:os");
const node_path_1 = require("node:path");
const processes_1 = require("../../src/database/processes");
const processes_2 = require("../support/processes");
const asRoot = process.getuid?.() === 0 ? test : test.skip;
const nobody = { uid: 65_534, gid: 65_534 };
const folders = [];
function newFolder() {
    const folder = (0, node_fs_1.mkdtempSync)((0, node_path_1.join)((0, node_os_1.tmpdir)(), "oversight-graph-processes-"));
    folders.push(folder);
    return folder;
}
/** A program that starts the embedded server in the folder given, asks it something, and stops it. */
function program(build, options = "", then = "await server.close();") {
    const code = `
    const { startEmbedded } = require(${JSON.stringify((0, node_path_1.join)(build, "database", "embedded.js"))});
    const { Database } = require(${JSON.stringify((0, node_path_1.join)(build, "database", "pool.js"))});
    (async () => {
      const server = await startEmbedded({ dataDir: process.argv[1], ${options} });
      const database = new Database({ url: server.url() });
      const [[answer]] = await database.rows({ text: "select 40 + 2", values: [] });
      console.log(JSON.stringify({ answer, pid: server.pid, how: server.how }));
      await database.close();
      ${then}
    })().catch((error) => { console.error(error.message); process.exitCode = 1; });`;
    return ["-e", code];
}
afterAll(() => {
    for (const folder of folders)
        (0, node_fs_1.rmSync)(folder, { recursive: true, force: true });
});
test("whatever is acknowledged survives kill -9 of the service, and of its PostgreSQL", async () => {
    const run = await (0, processes_2.runNode)([(0, node_path_1.join)(processes_2.checkout, "scripts", "crash.mjs"), "--times", "3"]);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining("3 crashes survived.") });
});
test("a kill -9 in the middle of the first start leaves nothing that the next one cannot mend", async () => {
    const dataDir = (0, node_path_1.join)(newFolder(), "data");
    for (const afterMs of [150, 350, 550]) {
        const child = (0, node_child_process_1.spawn)(process.execPath, [...program((0, processes_2.buildFolder)()), dataDir], { stdio: "ignore" });
        await new Promise((resolve) => setTimeout(resolve, afterMs));
        child.kill("SIGKILL");
        await new Promise((resolve) => child.once("close", resolve));
    }
    const run = await (0, processes_2.runNode)([...program((0, processes_2.buildFolder)()), dataDir]);
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('"answer":"42"') });
});
test("a process that just ends, without closing, takes its server with it", async () => {
    const dataDir = (0, node_path_1.join)(newFolder(), "data");
    const run = await (0, processes_2.runNode)([...program((0, processes_2.buildFolder)(), "", "process.exit(0);"), dataDir]);
    const { pid } = JSON.parse(run.stdout);
    expect(await (0, processes_1.waitUntil)(() => !(0, processes_1.isAlive)(pid), 5000)).toBe(true);
});
test("a throw-away server and its folder vanish even when their process is killed", async () => {
    const dataDir = (0, node_path_1.join)(newFolder(), "data");
    const child = (0, node_child_process_1.spawn)(process.execPath, [...program((0, processes_2.buildFolder)(), "ephemeral: true", "setInterval(() => {}, 1000);"), dataDir], {
        stdio: ["ignore", "pipe", "inherit"],
    });
    const line = await new Promise((resolve) => child.stdout.once("data", (chunk) => resolve(String(chunk))));
    child.kill("SIGKILL");
    const { pid } = JSON.parse(line);
    expect(await (0, processes_1.waitUntil)(() => !(0, processes_1.isAlive)(pid) && !(0, node_fs_1.existsSync)(dataDir), 10_000)).toBe(true);
});
asRoot("any other user can start it too, and cannot use the folder of root", async () => {
    const build = (0, processes_2.buildFolder)();
    // That user must be able to read the program; a checkout under /root is tested below.
    if (!isOpen(build))
        return;
    const parent = newFolder();
    (0, node_fs_1.chownSync)(parent, nobody.uid, nobody.gid);
    const own = await (0, processes_2.runNode)([...program(build), (0, node_path_1.join)(parent, "data")], {
        ...nobody,
        cwd: "/",
        env: { HOME: parent },
    });
    expect(own).toMatchObject({ code: 0, stdout: expect.stringContaining('"answer":"42"') });
    const roots = newFolder();
    const denied = await (0, processes_2.runNode)([...program(build), (0, node_path_1.join)(roots, "data")], {
        ...nobody,
        cwd: "/",
        env: { HOME: parent },
    });
    expect(denied).toMatchObject({ code: 1, stderr: expect.stringContaining("this user may not write there") });
    // Root goes on with that user's data, as that user.
    const taken = await (0, processes_2.runNode)([...program(build), (0, node_path_1.join)(parent, "data")]);
    expect(taken).toMatchObject({ code: 0, stdout: expect.stringContaining('"answer":"42"') });
});
asRoot("a checkout that the server's user cannot enter is no obstacle for root", async () => {
    const closed = newFolder();
    (0, node_fs_1.chmodSync)(closed, 0o700);
    const copy = (0, node_path_1.join)(closed, "checkout");
    const build = (0, node_path_1.join)(copy, "dist", (0, node_path_1.basename)((0, processes_2.buildFolder)()));
    (0, node_fs_1.mkdirSync)((0, node_path_1.dirname)(build), { recursive: true });
    (0, node_fs_1.cpSync)((0, processes_2.buildFolder)(), build, { recursive: true });
    (0, node_fs_1.cpSync)((0, node_path_1.join)(processes_2.checkout, "package.json"), (0, node_path_1.join)(copy, "package.json"));
    (0, node_fs_1.symlinkSync)((0, node_path_1.join)(processes_2.checkout, "node_modules"), (0, node_path_1.join)(copy, "node_modules"));
    const run = await (0, processes_2.runNode)([...program(build), (0, node_path_1.join)(copy, "data")], { cwd: copy });
    expect(run).toMatchObject({ code: 0, stdout: expect.stringContaining('"answer":"42"') });
    expect((0, node_fs_1.readFileSync)((0, node_path_1.join)(copy, "data", "pg18", "PG_VERSION"), "utf8")).toBe("18\n");
});
function isOpen(folder) {
    for (let path = folder;; path = (0, node_path_1.dirname)(path)) {
        if (((0, node_fs_1.statSync)(path).mode & 0o005) !== 0o005)
            return false;
        if ((0, node_path_1.dirname)(path) === path)
            return true;
    }
}
//# sourceMappingURL=embedded-processes.test.js.map