/**
 * The way in for a fresh checkout: `node tools/bootstrap.cjs start|test|check|build [args…]` (see the scripts in
 * package.json).
 *
 * Installs when node_modules is missing or older than the lock file, goes on under the repository's own Node 24, builds
 * when the sources changed, then runs what was asked. Parses on any Node: ES5, no dependencies.
 */
"use strict";

var childProcess = require("child_process");
var crypto = require("crypto");
var fs = require("fs");
var path = require("path");
var runtime = require("../bin/runtime.cjs");
var where = require("./where.cjs");

var root = path.resolve(__dirname, "..");
var inRoot = path.join.bind(path, root);
var installStamp = inRoot("node_modules", ".moot-lock");
var buildStamp = inRoot("dist", ".stamp");

var verbs = {
  start: function (args) {
    if (!build()) return;
    var asked = where.whereAsked(root, process.env, process.cwd());
    process.chdir(asked.folder);
    process.env.MOOT_STARTED_AS = asked.program;
    if (where.isEditorOfNpm(process.env)) delete process.env.EDITOR;
    // In this process: one Node less to start, and the signals of the terminal arrive where they are handled.
    var program = inRoot("bin", "moot.cjs");
    process.argv = [process.execPath, program].concat(args.length > 0 ? args : ["roundtable", "--sample"]);
    require(program);
  },
  build: function (args) {
    if (build(args.indexOf("--force") >= 0)) say("dist is up to date");
  },
  check: function (args) {
    runtime.handOver(process.execPath, [inRoot("tools", "check.mjs")].concat(args));
  },
  test: function (args) {
    runtime.handOver(process.execPath, [inRoot("tools", "test.mjs")].concat(args));
  },
};

main(process.argv[2], process.argv.slice(3));

function main(verb, args) {
  if (Object.keys(verbs).indexOf(verb) < 0) {
    say("Usage: node tools/bootstrap.cjs " + Object.keys(verbs).join("|") + " [args…]");
    process.exitCode = 2;
    return;
  }
  if (!isInstalled() && !install()) return;
  var node = runtime.findNode(root);
  if (node === null) runtime.refuse();
  else if (!runtime.isNewEnough()) runtime.handOver(node, [__filename, verb].concat(args));
  else verbs[verb](args);
}

/** True when node_modules holds what the lock file says; by the stamp, or by comparison after an install by hand. */
function isInstalled() {
  if (!fs.existsSync(inRoot("node_modules"))) return false;
  var hash = hashOf([inRoot("package-lock.json")]);
  if (readOr(installStamp, "") === hash) return true;
  if (!treeMatchesLock()) return false;
  fs.writeFileSync(installStamp, hash);
  return true;
}

/** Compares npm's own record of the installed tree with the lock file. Optional packages may be absent. */
function treeMatchesLock() {
  var installed = JSON.parse(readOr(inRoot("node_modules", ".package-lock.json"), '{"packages":{}}')).packages;
  var locked = JSON.parse(fs.readFileSync(inRoot("package-lock.json"), "utf8")).packages;
  return Object.keys(locked).every(function (place) {
    if (place.indexOf("node_modules/") !== 0) return true;
    var wanted = locked[place];
    var found = installed[place];
    if (!found) return wanted.optional === true || wanted.devOptional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** Runs `npm ci`. Its output is talk, so all of it goes to stderr. */
function install() {
  say("Installing the packages in package-lock.json (about 20 s, once) …");
  var npm = process.platform === "win32" ? "npm.cmd" : "npm";
  var done = childProcess.spawnSync(npm, ["ci", "--loglevel=error", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (done.status !== 0) {
    say("npm ci failed" + (done.error ? ": " + done.error.message : "") + ". Run it by hand to see why: npm ci");
    process.exitCode = 1;
    return false;
  }
  fs.writeFileSync(installStamp, hashOf([inRoot("package-lock.json")]));
  return true;
}

/**
 * Builds `dist` when it does not match the sources. The new tree is made beside the old one and takes its place at the
 * end, so a failed build leaves the old one working. Returns false, with exit code 1, when the build failed.
 */
function build(isForced) {
  var hash = hashOf(sources());
  if (!isForced && readOr(buildStamp, "") === hash) return true;
  say("Building …");
  var fresh = inRoot("node_modules", ".cache", "moot", "dist-" + process.pid);
  var tsdown = inRoot("node_modules", "tsdown", "dist", "run.mjs");
  var done = childProcess.spawnSync(process.execPath, [tsdown, "--out-dir", fresh], { cwd: root, encoding: "utf8" });
  if (done.status !== 0) {
    process.stderr.write(done.stdout + done.stderr);
    say("The build failed.");
    process.exitCode = 1;
    return false;
  }
  fs.writeFileSync(path.join(fresh, ".stamp"), hash);
  replaceFolder(inRoot("dist"), fresh);
  return true;
}

/** What `npm run deliberation` wrote stays: it is not the build's to remove. */
function replaceFolder(folder, fresh) {
  var old = fresh + "-old";
  if (fs.existsSync(folder)) fs.renameSync(folder, old);
  fs.renameSync(fresh, folder);
  var kept = path.join(old, "deliberation");
  if (fs.existsSync(kept)) fs.renameSync(kept, path.join(folder, "deliberation"));
  fs.rmSync(old, { recursive: true, force: true });
}

/** What the build reads, in a stable order; tests are not part of it. */
function sources() {
  var found = [inRoot("package.json"), inRoot("package-lock.json"), inRoot("tsconfig.json"), inRoot("tsdown.config.ts")];
  walk(inRoot("src"));
  return found;

  function walk(folder) {
    fs.readdirSync(folder, { withFileTypes: true })
      .sort(function (a, b) {
        return a.name < b.name ? -1 : 1;
      })
      .forEach(function (entry) {
        var full = path.join(folder, entry.name);
        if (entry.isDirectory()) walk(full);
        else if (!/[.]test[.]ts$/.test(entry.name)) found.push(full);
      });
  }
}

function hashOf(files) {
  var hash = crypto.createHash("sha256");
  files.forEach(function (file) {
    hash
      .update(path.relative(root, file) + "\0")
      .update(fs.readFileSync(file))
      .update("\0");
  });
  return hash.digest("hex");
}

function readOr(file, otherwise) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (_error) {
    return otherwise;
  }
}

function say(line) {
  process.stderr.write(line + "\n");
}
