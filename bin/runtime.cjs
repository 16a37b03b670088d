/**
 * Finds a Node that can run Moot and hands the process over to it.
 *
 * Parses on any Node: ES5, no dependencies, no `node:` specifiers. Used by `bin/moot.cjs` and `tools/bootstrap.cjs`.
 */
"use strict";

var fs = require("fs");
var os = require("os");
var path = require("path");
var spawn = require("child_process").spawn;

var NEEDED_MAJOR = 24;
var SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Set in the environment of a process that was started by `handOver`. */
var HANDED_OVER = "MOOT_HANDED_OVER";
/** Copies of one key press arrive within a few milliseconds; two presses of a person are further apart than this. */
var ONE_PRESS_MS = 200;

/** True when this process runs on a Node that is new enough. */
function isNewEnough() {
  return Number(process.versions.node.split(".")[0]) >= NEEDED_MAJOR;
}

/**
 * The path of a Node that is new enough: this one, else the one that the development checkout at `root` installed for
 * itself. `null` when there is neither.
 */
function findNode(root) {
  if (isNewEnough()) return process.execPath;
  var platform = process.platform === "win32" ? "win" : process.platform;
  var folder = path.join(root, "node_modules", ["node", platform, process.arch].join("-"), "bin");
  var candidate = path.join(folder, platform === "win" ? "node.exe" : "node");
  return fs.existsSync(candidate) ? candidate : null;
}

/** Says in one line which Node is needed and how to get it, and sets exit code 1. */
function refuse() {
  var needed = "Moot needs Node " + NEEDED_MAJOR + " or newer and found " + process.version;
  var howTo = "install it from https://nodejs.org/en/download or with a version manager (nvm install " + NEEDED_MAJOR + ")";
  process.stderr.write(needed + ": " + howTo + ".\n");
  process.exitCode = 1;
}

/**
 * Runs `node args` in the foreground with this process's streams, passes signals on and ends with the child's exit code,
 * 128 + n when signal n ended it.
 */
function handOver(node, args) {
  var env = Object.assign({}, process.env);
  env[HANDED_OVER] = "1";
  var child = spawn(node, args, { stdio: "inherit", env: env });
  SIGNALS.forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal);
    });
  });
  child.on("error", function (error) {
    process.stderr.write("Moot could not start " + node + ": " + error.message + "\n");
    process.exitCode = 1;
  });
  child.on("exit", function (code, signal) {
    process.exit(signal ? 128 + (os.constants.signals[signal] || 0) : code);
  });
}

/**
 * Lets one key press count once. On Ctrl-C the terminal signals the whole process group, and a parent that passes
 * signals on (`handOver`, and npm where its shell replaces itself) sends a second copy; without this, one press would be
 * "pause" and "cut" at once. Does nothing when no such parent is about. Call it before any signal listener is added.
 */
function countEachSignalOnce() {
  if (!process.env[HANDED_OVER] && !process.env.npm_command) return;
  delete process.env[HANDED_OVER];
  var emit = process.emit;
  var lastAt = {};
  process.emit = function (name) {
    var previousAt = lastAt[name] || 0;
    if (SIGNALS.indexOf(name) >= 0) {
      lastAt[name] = Date.now();
      if (lastAt[name] - previousAt < ONE_PRESS_MS) return true;
    }
    return emit.apply(process, arguments);
  };
}

module.exports = {
  isNewEnough: isNewEnough,
  findNode: findNode,
  refuse: refuse,
  handOver: handOver,
  countEachSignalOnce: countEachSignalOnce,
};
