"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
// docker-compose.yml and Dockerfile: the rules they keep, and their commands run here (there need be no Docker).
const node_fs_1 = require("node:fs");
const node_os_1 = require("node:os");
const node_path_1 = require("node:path");
const yaml_1 = require("yaml");
const database_1 = require("../support/database");
const processes_1 = require("../support/processes");
const compose = (0, yaml_1.parse)((0, node_fs_1.readFileSync)((0, node_path_1.join)(processes_1.checkout, "docker-compose.yml"), "utf8"), { merge: true });
const dockerfile = (0, node_fs_1.readFileSync)((0, node_path_1.join)(processes_1.checkout, "Dockerfile"), "utf8").replace(/\\\n\s*/g, "");
const db = (0, database_1.testDatabase)({ empty: true });
test.each(Object.entries(compose.services))("%s runs without rights on a read-only file system", (_name, service) => {
    expect(service.user).not.toMatch(/^(root|0)(:|$)/);
    expect(service.user).toBeTruthy();
    expect(service).toMatchObject({
        read_only: true,
        cap_drop: ["ALL"],
        security_opt: ["no-new-privileges:true"],
    });
    expect(service.tmpfs.some((mount) => mount.startsWith("/tmp"))).toBe(true);
    expect(service.healthcheck.test ?? service.healthcheck.disable).toBeTruthy();
});
test("there is no default password, and only the API is reachable, from this machine", () => {
    for (const { environment } of Object.values(compose.services))
        for (const value of Object.values(environment))
            if (/password/i.test(value) || /:\/\//.test(value))
                expect(value).toMatch(/\$\{POSTGRES_PASSWORD:\?/);
    expect(compose.services.database.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?[^}]+\}$/);
    expect(compose.services.database.ports).toBeUndefined();
    expect(compose.services.api.ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
});
test("the API waits for the migrations, these wait for the database", () => {
    expect(compose.services.migrate.depends_on).toEqual({ database: { condition: "service_healthy" } });
    expect(compose.services.api.depends_on?.migrate).toEqual({ condition: "service_completed_successfully" });
    expect(compose.services.database.image).toMatch(/^postgres:18/);
});
test("the image is built in stages from the lock file and ends as a user without rights", () => {
    expect(dockerfile.match(/^FROM /gm)).toHaveLength(2);
    expect(dockerfile).toMatch(/npm ci --omit=dev/);
    expect([...dockerfile.matchAll(/^USER (.+)$/gm)].at(-1)?.[1]).toBe("node");
    expect(healthCommand()).toEqual(compose.services.api.healthcheck.test?.slice(1));
    expect(JSON.parse(/^CMD (.+)$/m.exec(dockerfile)?.[1] ?? "[]")).toEqual(compose.services.api.command);
});
describe("the commands of the containers, on a checkout that cannot be written", () => {
    const isRoot = process.getuid?.() === 0;
    // Root may write anywhere; another user must be able to read the checkout's node_modules, though.
    const as = isRoot && isOpen(processes_1.checkout) ? { uid: 65_534, gid: 65_534 } : {};
    let folder;
    beforeAll(() => {
        folder = (0, node_fs_1.mkdtempSync)((0, node_path_1.join)((0, node_os_1.tmpdir)(), "oversight-graph-readonly-"));
        const build = (0, processes_1.buildFolder)();
        (0, node_fs_1.mkdirSync)((0, node_path_1.join)(folder, "dist"));
        (0, node_fs_1.cpSync)(build, (0, node_path_1.join)(folder, "dist", build.split(/[\\/]/).at(-1) ?? ""), { recursive: true });
        for (const name of ["src", "sql", "scripts", "package.json", "tsconfig.json", "tsconfig.build.json"])
            (0, node_fs_1.cpSync)((0, node_path_1.join)(processes_1.checkout, name), (0, node_path_1.join)(folder, name), { recursive: true });
        (0, node_fs_1.symlinkSync)((0, node_path_1.join)(processes_1.checkout, "node_modules"), (0, node_path_1.join)(folder, "node_modules"));
        for (const path of [(0, node_path_1.join)(folder, "dist"), folder])
            (0, node_fs_1.chmodSync)(path, 0o555);
        if (isRoot)
            (0, node_fs_1.chownSync)(folder, 0, 0);
    });
    afterAll(() => {
        for (const path of [folder, (0, node_path_1.join)(folder, "dist")])
            (0, node_fs_1.chmodSync)(path, 0o755);
        (0, node_fs_1.rmSync)(folder, { recursive: true, force: true });
    });
    test("migrate applies the migrations, and a second time finds nothing to do", async () => {
        const run = () => (0, processes_1.runNode)(compose.services.migrate.command.slice(1), {
            ...as,
            cwd: folder,
            env: { DATABASE_URL: db.url },
        });
        expect(await run()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Applied 0001/) });
        expect(await run()).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Nothing to do/) });
    });
});
test("the health check tells ready from not ready", async () => {
    const service = await (0, processes_1.startService)({ DATABASE_URL: db.url });
    const [, ...check] = healthCommand();
    expect((await (0, processes_1.runNode)(check, { env: { PORT: new URL(service.url).port } })).code).toBe(0);
    await service.stop();
    expect((await (0, processes_1.runNode)(check, { env: { PORT: new URL(service.url).port } })).code).toBe(1);
});
function isOpen(path) {
    return ((0, node_fs_1.statSync)(path).mode & 0o005) === 0o005 && ((0, node_path_1.dirname)(path) === path || isOpen((0, node_path_1.dirname)(path)));
}
function healthCommand() {
    return JSON.parse(/^HEALTHCHECK .*?CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? "[]");
}
//# sourceMappingURL=containers.test.js.map