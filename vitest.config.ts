import { defineConfig } from 'vitest/config';

const proxy = process.env['HTTPS_PROXY'] || process.env['https_proxy'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    // For what never ends. No test is about time, and a machine may be ten times slower than another.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A test that asserts nothing cannot fail.
    expect: { requireAssertions: true, poll: { timeout: 60_000 } },
    env: {
      // A proxy of the machine's must not come between the tests and loopback. npm may need it.
      HTTP_PROXY: '',
      HTTPS_PROXY: '',
      http_proxy: '',
      https_proxy: '',
      ...(proxy && { npm_config_proxy: proxy, npm_config_https_proxy: proxy }),
      YOUTUBE_API_KEY: '',
      NO_COLOR: '1',
    },
  },
});
