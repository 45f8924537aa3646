import { defineConfig } from 'astro/config';
// Every import keeps it current.
import redirects from './redirects.json' with { type: 'json' };

export default defineConfig({ site: 'https://example.org', redirects });
