/**
 * The architecture, as a table: each room of src and the rooms it may see. The doors (index, core, testing) and
 * compose.ts are the only files that are not in it. Tests may see everything.
 */
const rooms = {
  core: [],
  ports: ["core"],
  wire: ["core"],
  storage: ["core", "ports"],
  models: ["core", "ports"],
  printers: ["core", "ports"],
  harvest: ["core", "ports"],
  export: ["core", "ports"],
  parts: ["core", "ports"],
  engines: ["core", "ports"],
  usecases: ["core", "ports"],
  surfaces: ["core", "ports", "usecases", "wire", "compose"],
};

/** Packages that a room may import. Rooms that are not listed may import any package of package.json. */
const packages = { core: [], ports: [], usecases: ["re2js"], parts: ["saxes", "yauzl"] };

/** A room is its folder and the file beside it with the same name. */
const at = (room) => `^src/${room}[/.]`;
const source = (path) => ({ path, pathNot: "[.]test[.]ts$" });
const doors = ["index", "core", "testing"].map((door) => `^src/${door}[.]ts$`);

module.exports = {
  forbidden: [
    ...Object.entries(rooms).map(([room, sees]) => ({
      name: `room-${room}`,
      comment: `${room} may see ${[...sees, "itself"].join(", ")} and no other room`,
      severity: "error",
      from: source(at(room)),
      to: { path: "^src/", pathNot: [room, ...sees].map(at) },
    })),
    ...Object.entries(packages).map(([room, allowed]) => ({
      name: `packages-${room}`,
      comment: `${room} may import ${allowed.join(", ") || "no"} packages`,
      severity: "error",
      from: source(at(room)),
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown", "undetermined"],
        pathNot: allowed.map((name) => `(?:^|/)node_modules/${name}/`),
      },
    })),
    {
      name: "core-is-offline",
      comment: "core has no I/O, so it imports nothing of Node",
      severity: "error",
      from: source(at("core")),
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "web-sees-wire",
      comment: "the web imports src/wire and nothing else of src",
      severity: "error",
      from: source("^web/"),
      to: { path: "^src/", pathNot: at("wire") },
    },
    {
      name: "doors-lead-out",
      comment: "the doors are for others: inside src, import the module itself",
      severity: "error",
      from: source("^src/"),
      to: { path: doors },
    },
    {
      name: "shipped-code-has-dependencies",
      comment: "what ships imports only packages of `dependencies`",
      severity: "error",
      from: source("^src/"),
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cycles",
      comment: "no module needs itself to load; a lazy import is not needed to load",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["dynamic-import"] } },
    },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
