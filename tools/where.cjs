/** Where a person stands and what they type there. Parses on any Node: ES5, no dependencies. */
"use strict";

var path = require("path");

/**
 * What `npm start` of the checkout at `root` was asked from: `folder` is where the person stands (npm moves to the root before
 * it runs a script, and keeps the place in INIT_CWD), `program` what they type there before a command's words. Started without
 * npm, or by npm for another package, both are as for a person at `cwd`.
 */
function whereAsked(root, env, cwd) {
  var isOurs = env.npm_lifecycle_event === "start" && env.npm_package_json === path.join(root, "package.json");
  var folder = (isOurs && env.INIT_CWD) || cwd;
  var inside = path.relative(root, folder);
  var isInside = inside !== ".." && inside.indexOf(".." + path.sep) !== 0 && !path.isAbsolute(inside);
  return { folder: folder, program: isInside ? "npm start --" : "npm --prefix " + quoted(root) + " start --" };
}

/**
 * True when EDITOR is what npm makes of no editor: it sets `vi` for every script. Nobody who did not ask for vi should land in
 * it, so it counts as none; VISUAL=vi asks for it.
 */
function isEditorOfNpm(env) {
  return env.npm_lifecycle_event !== undefined && env.EDITOR === "vi";
}

/** A path as one word of a shell. */
function quoted(text) {
  return /^[\w@%+=:,./\\-]+$/.test(text) ? text : '"' + text.replace(/(["\\$`])/g, "\\$1") + '"';
}

module.exports = { isEditorOfNpm: isEditorOfNpm, whereAsked: whereAsked };
