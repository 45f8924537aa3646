import { version } from './version.ts';

// Scripts ask for the version again and again, and it takes nothing of all else.
const [flag, ...others] = process.argv.slice(2);
if (others.length === 0 && (flag === '--version' || flag === '-V')) {
  // A reader that has seen enough is no failure.
  process.stdout.on('error', () => {});
  process.stdout.write(`${version}\n`);
} else {
  void import('./main.ts').then(({ main }) => main());
}
