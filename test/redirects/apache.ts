import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPort, startServer } from './server.ts';

const modules = '/usr/lib/apache2/modules';
const binary = '/usr/sbin/apache2';

/** Whether Debian's Apache is here. */
export const hasApache = existsSync(binary) && existsSync(`${modules}/mod_alias.so`);

/**
 * Serves `public/` of a folder on loopback, its `.htaccess` included, until the test ends.
 *
 * @returns the origin, such as http://127.0.0.1:8080
 */
export async function startApache(folder: string): Promise<string> {
  const port = await findPort();
  const names = ['mpm_prefork', 'authz_core', 'dir', 'alias'];
  const config = join(folder, 'apache.conf');
  writeFileSync(
    config,
    `${names.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join('\n')}
KeepAlive Off
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
DocumentRoot ${folder}/public
<Directory ${folder}/public>
  AllowOverride All
  Require all granted
</Directory>
`,
  );
  return startServer(port, binary, ['-X', '-d', folder, '-f', config]);
}
