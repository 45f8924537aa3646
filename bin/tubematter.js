#!/usr/bin/env node
// Syntax that any Node of the last years reads, so that an old one gets a sentence and not a stack. CommonJS, as what is
// built: Node starts it in less time than a module.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '../dist/main.cjs');
const isOld = Number(process.versions.node.split('.')[0]) < 20;
if (isOld || !existsSync(main)) {
  process.stderr.write(
    isOld
      ? `tubematter: It needs Node 20 or later; this is ${process.version}.\n`
      : 'tubematter: It is not built yet.\nRun npm ci && npm run build in its folder.\n',
  );
  process.exitCode = 2;
} else require(main);
