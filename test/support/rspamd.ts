import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';

const BINARY = ['/usr/bin/rspamd', '/usr/local/bin/rspamd'].find((path) => existsSync(path));

export const hasRspamd = BINARY !== undefined;

/** The text that every spam filter takes for spam. https://spamassassin.apache.org/gtube/ */
export const GTUBE = 'XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X';

/** A real rspamd that knows nothing but GTUBE and asks nobody. */
export async function startRspamd(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-rspamd-'));
  await chmod(folder, 0o777);
  const port = await freePort();
  await writeFile(join(folder, 'tld.dat'), 'test\n');
  await writeFile(
    join(folder, 'rspamd.conf'),
    `options { pidfile = "${folder}/pid"; tempdir = "${folder}"; hs_cache_dir = "${folder}"; url_tld = "${folder}/tld.dat"; filters = "";
       disable_hyperscan = true; dns { nameserver = ["127.0.0.1:1"]; timeout = 0.1s; retransmits = 1; } }
     logging { type = "file"; filename = "${folder}/log"; level = "error"; }
     actions { reject = 15; "add header" = 6; }
     worker "normal" { bind_socket = "127.0.0.1:${port}"; count = 1; }`,
  );
  const user = userInfo().uid === 0 ? ['-u', 'nobody', '-g', 'nogroup'] : [];
  const child = spawn(BINARY!, ['-c', join(folder, 'rspamd.conf'), '-f', '-i', ...user], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const isUp = () => fetch(`${url}/ping`).then((response) => response.ok, () => false); // prettier-ignore
  while (!(await isUp())) if (child.exitCode !== null) throw new Error('rspamd did not start.');
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // It ends its own processes, which would live on without it.
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
