#!/usr/bin/env node
import { existsSync } from 'node:fs';

// Syntax and imports that any Node of the last years reads, so that an old one gets a sentence and not a stack.
const isOld = Number(process.versions.node.split('.')[0]) < 20;
if (isOld || !existsSync(new URL('../dist/start.js', import.meta.url))) {
  process.stderr.write(
    isOld
      ? `tubematter: It needs Node 20 or later; this is ${process.version}.\n`
      : 'tubematter: It is not built yet.\nRun npm ci && npm run build in its folder.\n',
  );
  process.exitCode = 2;
} else await import('../dist/start.js');
