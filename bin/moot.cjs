#!/usr/bin/env node
/**
 * The launcher: answers `--version`, makes sure of the Node, loads the program. Parses on any Node (ES5, no
 * dependencies), so that an old one gets a sentence and not a syntax error.
 */
"use strict";

var path = require("path");

var args = process.argv.slice(2);

if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  process.stdout.write(require("../package.json").version + "\n");
} else {
  launch();
}

function launch() {
  var runtime = require("./runtime.cjs");
  if (runtime.isNewEnough()) {
    runtime.countEachSignalOnce();
    require("./load.cjs");
    return;
  }
  var node = runtime.findNode(path.dirname(__dirname));
  if (node === null) runtime.refuse();
  else runtime.handOver(node, [__filename].concat(args));
}
