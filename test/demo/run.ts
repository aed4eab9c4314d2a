// `npm run demo`: a town, its citizens' phones and the console of its agents, until it is interrupted.
import { inspect } from 'node:util';
import { startDemo, type Demo } from './start-demo.js';
import { administrator, agentEmail, password } from './build-town.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const portOf = (name: string, fallback: number): number => Number(process.env[name] ?? fallback);

/** A second request to stop within this time is the same one, come by another way (terminal and launcher). */
const sameRequestMs = 1_000;

const stopping = new Promise<void>((resolve) => {
  let first = 0;
  const request = () => {
    first ||= Date.now();
    if (Date.now() - first > sameRequestMs) process.exit(1);
    resolve();
  };
  process.on('SIGINT', request).on('SIGTERM', request).on('SIGHUP', request).once('disconnect', request);
});

const http = portOf('PORT', 3000);
const starting = startDemo({
  ports: { http, smtp: portOf('SMTP_PORT', 2525), phone: http && http + 1 },
  traffic: !process.argv.includes('--without-traffic'),
  say,
});
say('building the town of Valbourg, which takes half a minute:');

try {
  await Promise.race([starting.then(welcome), stopping]);
  await stopping;
} catch (error) {
  process.stderr.write(`${inspect(error)}\n`);
  process.exitCode = 1;
}
await starting.then((demo) => demo.close()).catch(() => undefined);
process.exit();

function welcome({ consoleUrl, phoneUrl }: Demo): void {
  say(`
ready: ${consoleUrl}
citizen's phone: ${phoneUrl}

Sign in as an agent, ${agentEmail('ines')}, as the supervisor, ${agentEmail('berengere')},
as the supervisor of one sector, ${agentEmail('maud')}, or as the administrator, ${administrator}. The password of all: ${password}

Put the two windows side by side: write on the phone, answer in the console. Ctrl-C ends it, and nothing is kept.`);
}
