// Loaded into a program with `node --import`: tells how much memory it took at most, in KB, without changing it.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(process.env.BENCH_MEMORY_FILE, String(process.resourceUsage().maxRSS));
});
