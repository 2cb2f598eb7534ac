// What the service is made of and whether that is in order: an SBOM (CycloneDX JSON on standard output), the licences, exact
// pins, secrets in tracked files. Usage: node scripts/supply.mjs sbom | licences | check
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));

/** Licences that oblige nobody who runs or hosts the service to anything but keeping notices. */
const accepted = new Set([
  "MIT",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "(MIT AND BSD-3-Clause)",
  "PostgreSQL",
]);

/** Shapes of secrets. A test value that looks like one needs another look, not an exception. */
const secrets = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, "a private key"],
  [/\bAKIA[0-9A-Z]{16}\b/, "an AWS key"],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b/, "a GitHub token"],
  [/\bnpm_[A-Za-z0-9]{36}\b/, "an npm token"],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}\b/, "a Slack token"],
  [/\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/, "a JSON web token"],
  [
    /\bpostgres(ql)?:\/\/[^\s:@/"'`$]+:(?!secret|password|\*\*\*|\$)[^\s:@/"'`$]{8,}@(?!localhost|127\.|postgres\b|h\b|host\b)[a-z0-9.-]+/i,
    "a database password",
  ],
];

export function packages() {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== "" && !entry.dev && !entry.link)
    .map(([path, entry]) => ({
      name: entry.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
      version: entry.version,
      licence: entry.license ?? "unknown",
      integrity: entry.integrity,
      isOptional: entry.optional === true,
    }))
    .sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

/** https://cyclonedx.org/docs/1.5/json/ without a time in it: the same lock gives the same bytes. */
export function sbom() {
  const serial = createHash("sha256").update(JSON.stringify(lock)).digest("hex");
  const uuid = [
    serial.slice(0, 8),
    serial.slice(8, 12),
    `5${serial.slice(13, 16)}`,
    `8${serial.slice(17, 20)}`,
    serial.slice(20, 32),
  ];
  const purl = ({ name, version }) => `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    serialNumber: `urn:uuid:${uuid.join("-")}`,
    version: 1,
    metadata: { component: { type: "application", name: manifest.name, version: manifest.version } },
    components: packages().map((entry) => ({
      type: "library",
      "bom-ref": purl(entry),
      name: entry.name,
      version: entry.version,
      purl: purl(entry),
      scope: entry.isOptional ? "optional" : "required",
      licenses: [licence(entry.licence)],
      ...(entry.integrity && { hashes: [hash(entry.integrity)] }),
    })),
  };
}

function licence(name) {
  return /[ ()]/.test(name) ? { expression: name.replace(/^\(|\)$/g, "") } : { license: { id: name } };
}

function hash(integrity) {
  const [algorithm, digest] = integrity.split("-");
  return { alg: algorithm.replace("sha", "SHA-"), content: Buffer.from(digest, "base64").toString("hex") };
}

/** Everything that is not in order, one line each. */
export function problems() {
  return [...licenceProblems(), ...pinProblems(), ...secretProblems()];
}

function licenceProblems() {
  return packages()
    .filter(({ licence }) => !accepted.has(licence))
    .map(
      ({ name, version, licence }) =>
        `${name}@${version} has the licence ${licence}, which is not on the list`,
    );
}

function pinProblems() {
  const found = [];
  for (const kind of ["dependencies", "devDependencies", "optionalDependencies", "overrides"])
    for (const [name, version] of Object.entries(manifest[kind] ?? {}))
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        found.push(`${name}: ${version} in ${kind} is not one exact version`);
  for (const { name, version, integrity } of packages())
    if (!integrity) found.push(`${name}@${version} has no integrity hash in the lock`);
  return found;
}

function secretProblems() {
  const files = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" })
    .split("\0")
    .filter(Boolean);
  return files.flatMap((file) => {
    const text = readText(join(root, file));
    return secrets
      .filter(([pattern]) => pattern.test(text))
      .map(([, what]) => `${file} seems to hold ${what}`);
  });
}

// A file can be gone while others work; a picture holds no text.
function readText(path) {
  try {
    const bytes = readFileSync(path);
    return bytes.includes(0) ? "" : bytes.toString("utf8");
  } catch {
    return "";
  }
}

function run(command) {
  if (command === "sbom") return console.log(JSON.stringify(sbom(), null, 2));
  if (command === "licences") {
    for (const { name, version, licence } of packages())
      console.log(`${licence.padEnd(24)} ${name}@${version}`);
    return;
  }
  if (command === "check") {
    const found = problems();
    for (const problem of found) console.error(problem);
    process.exitCode = found.length > 0 ? 1 : 0;
    return;
  }
  console.error("Usage: node scripts/supply.mjs sbom | licences | check");
  process.exitCode = 2;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) run(process.argv[2]);
