import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Programs that the tests talk to and no registry of ours has: a browser, an IMAP server, a virus scanner and a spam filter. */
const wanted = [
  {
    what: 'chromium-headless-shell',
    isThere: () =>
      !!process.env.CHROMIUM_PATH || ['', '-headless-shell'].some((end) => existsSync(`/usr/bin/chromium${end}`)),
  },
  { what: 'dovecot-imapd', isThere: () => existsSync('/usr/sbin/dovecot') },
  { what: 'clamav-daemon', isThere: () => existsSync('/usr/sbin/clamd') },
  { what: 'rspamd', isThere: () => existsSync('/usr/bin/rspamd') },
];

/** Installs what is missing on a Debian host where we are root; elsewhere says what to install and goes on. */
export function installSystemPackages() {
  const missing = wanted.filter(({ isThere }) => !isThere()).map(({ what }) => what);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    process.stderr.write(`some tests will fail: install ${missing.join(' and ')} first\n`);
    return;
  }
  process.stderr.write(`installing ${missing.join(' and ')}…\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options);
}
