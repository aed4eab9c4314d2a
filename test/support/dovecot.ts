import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';

export interface Dovecot {
  port: number;
  user: string;
  password: string;
  /** Puts a message into a folder, by default the inbox, as a delivery agent would; `at` is when it arrived there. */
  deliver(raw: string | Uint8Array, place?: { folder?: string; at?: Date }): Promise<void>;
  /** The file names of a folder, by default the inbox: flags follow `:2,` (S: seen). */
  files(folder?: string): Promise<string[]>;
  /** Restarts it on the same port and mailbox. */
  restart(): Promise<void>;
  /** Kills it, as a power cut would. */
  kill(): Promise<void>;
  /** Forgets all UIDs while it is stopped, as a restored or migrated mailbox does: the next start has another UIDVALIDITY. */
  renumber(): Promise<void>;
  /** Stops it and removes its files. */
  close(): Promise<void>;
}

const BINARY = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find((path) =>
  existsSync(path),
);
const PASSWORD = 'correct horse battery staple';

interface DovecotOptions {
  /** Takes access tokens instead of passwords (XOAUTH2, OAUTHBEARER), which it has judged there (RFC 7662). */
  introspectionUrl?: string;
}

/** A real IMAP server: Dovecot 2.4 in a temporary folder, without TLS, on a free port of this machine. */
export async function startDovecot({ introspectionUrl }: DovecotOptions = {}): Promise<Dovecot> {
  if (!BINARY) throw new Error('Dovecot is needed: install the packages dovecot-imapd and dovecot-core.');
  const folder = await mkdtemp(join(tmpdir(), 'guichet-dovecot-'));
  const inbox = join(folder, 'mail', 'Maildir');
  const owner = mailOwner();
  await mkdir(join(folder, 'mail'));
  await chmod(folder, 0o755);
  await chown(join(folder, 'mail'), owner.uid, owner.gid);
  /** The folders beside the inbox, as Maildir++ names them. */
  const known = new Map<string | undefined, Promise<string>>();
  const folderOf = (name?: string): Promise<string> => {
    const path = name === undefined ? inbox : join(inbox, `.${name}`);
    if (!known.has(name)) known.set(name, makeFolder(path, owner));
    return known.get(name)!;
  };
  await folderOf();

  const port = await freePort();
  const config = join(folder, 'dovecot.conf');
  await writeFile(config, configuration(folder, port, owner) + signInBy(introspectionUrl));
  let server = await start(config, port, folder);
  let delivered = 0;

  const stop = async (signal: NodeJS.Signals) => {
    const ended = new Promise((resolve) =>
      server.exitCode === null && server.signalCode === null ? server.once('exit', resolve) : resolve(null),
    );
    // Its children notice that their master ended; after SIGKILL they must be killed with it.
    if (signal === 'SIGKILL' && server.pid) endGroup(server.pid);
    else server.kill(signal);
    await ended;
    if (server.pid) await groupGone(server.pid);
  };

  return {
    port,
    user: 'mairie',
    password: PASSWORD,
    async deliver(raw, { folder: place, at } = {}) {
      const path = await folderOf(place);
      const name = `${Date.now()}.M${(delivered += 1)}P${process.pid}.test`;
      await writeFile(join(path, 'tmp', name), raw);
      // Dovecot takes the time of the file for that of the arrival.
      if (at) await utimes(join(path, 'tmp', name), at, at);
      await chown(join(path, 'tmp', name), owner.uid, owner.gid);
      await rename(join(path, 'tmp', name), join(path, 'new', name));
    },
    async files(place) {
      const path = await folderOf(place);
      return [...(await readdir(join(path, 'cur'))), ...(await readdir(join(path, 'new')))];
    },
    async restart() {
      await stop('SIGTERM');
      server = await start(config, port, folder);
    },
    kill: () => stop('SIGKILL'),
    async renumber() {
      const list = join(inbox, 'dovecot-uidlist');
      const header = (await readFile(list, 'utf8')).split('\n')[0]!;
      const renumbered = header.replace(/ V(\d+) N\d+/, (_, validity: string) => ` V${Number(validity) + 1} N1`);
      for (const name of await readdir(inbox))
        if (name.startsWith('dovecot.')) await rm(join(inbox, name), { recursive: true });
      await writeFile(list, `${renumbered}\n`);
      await chown(list, owner.uid, owner.gid);
    },
    async close() {
      await stop('SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function makeFolder(path: string, { uid, gid }: Owner): Promise<string> {
  for (const name of ['cur', 'new', 'tmp']) await mkdir(join(path, name), { recursive: true });
  for (const each of [path, ...['cur', 'new', 'tmp'].map((name) => join(path, name))]) await chown(each, uid, gid);
  return path;
}

interface Owner {
  uid: number;
  gid: number;
  /** Users that Dovecot runs its parts as; only root may choose. */
  internal: string;
  login: string;
}

function mailOwner(): Owner {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) return { uid, gid, internal: username, login: username };
  const id = (flag: string, name: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u', 'nobody'), gid: id('-g', 'nobody'), internal: 'dovecot', login: 'dovenull' };
}

function configuration(folder: string, port: number, { uid, gid, internal, login }: Owner): string {
  const group = userInfo().uid === 0 ? 'dovecot' : execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
  return `dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
auth_allow_cleartext = yes
default_internal_user = ${internal}
default_internal_group = ${group}
default_login_user = ${login}
first_valid_uid = ${uid}
first_valid_gid = ${gid}
mail_driver = maildir
mail_home = ${folder}/mail
mail_path = ${folder}/mail/Maildir
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Junk {
    auto = subscribe
    special_use = \\Junk
  }
}
mail_uid = ${uid}
mail_gid = ${gid}
userdb static {
  fields {
    uid = ${uid}
    gid = ${gid}
    home = ${folder}/mail
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`;
}

/** Passwords, or tokens whose subject is the user. */
const signInBy = (introspectionUrl: string | undefined): string =>
  introspectionUrl === undefined
    ? `passdb static {
  password = ${PASSWORD}
}
`
    : `auth_mechanisms = xoauth2 oauthbearer
auth_failure_delay = 0
oauth2 {
  introspection_mode = post
  introspection_url = ${introspectionUrl}
  force_introspection = yes
  username_attribute = sub
  active_attribute = active
  active_value = true
}
passdb oauth2 {
}
`;

async function start(config: string, port: number, folder: string): Promise<ChildProcess> {
  await rm(join(folder, 'run', 'master.pid'), { force: true });
  // A process that died while it wrote the list of UIDs leaves it locked until Dovecot considers the lock stale, after two minutes.
  await rm(join(folder, 'mail', 'Maildir', 'dovecot-uidlist.lock'), { force: true });
  const server = spawn(BINARY!, ['-F', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let said = '';
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  while (!(await answers(port))) {
    if (server.exitCode !== null) {
      const log = await readFile(join(folder, 'dovecot.log'), 'utf8').catch(() => '');
      throw new Error(`Dovecot did not start. ${said}${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return server;
}

/** Each start is a process group of its own. */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The process has ended already.
  }
}

/** The master ends before its children, which may still hold a socket or write to the mailbox. */
async function groupGone(pid: number): Promise<void> {
  while (await groupLives(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
}

async function groupLives(pid: number): Promise<boolean> {
  try {
    process.kill(-pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  // Zombies still count for kill, but hold nothing.
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(processes.map((name) => readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')));
  return stats.some((stat) => new RegExp(`\\) [^ZX] \\d+ ${pid} `).test(stat));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}
