import { Client } from 'pg';
import type { Contradiction, Session, TemplateContent, TemplatePreview } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { indexEntries } from '../../libs/messages/src/disclosure/index-personal-values.js';
import { AgentClient } from '../support/agent-client.js';
import { administrator } from '../support/product-process.js';
import { openCluster, type Cluster } from './bench-databases.js';
import { benchOptions } from './bench-options.js';
import { cpuTimes } from './cpu-time.js';
import { fillSaidSentences } from './said-sentences.js';
import { clock, conclude, percentile, rounded, say } from './statistics-and-results.js';

const options = benchOptions({ cases: [10_000], rounds: 200 });

/** What an agent waits for while they write: the longest shipped wording, and the longest reply that is made from one. */
interface Longest {
  templateId: string;
  language: string;
  content: TemplateContent;
}

async function longestOf(database: Client, language: string): Promise<Longest> {
  const { rows } = await database.query<Longest>(
    `select template_id as "templateId", language, content from template_version where state = 'approved' and language = $1
     order by length(content::text) desc limit 1`,
    [language],
  );
  return rows[0]!;
}

const edited = (content: TemplateContent, n: number): TemplateContent => ({
  ...content,
  blocks: content.blocks.map((block, place) =>
    place === n % content.blocks.length ? { ...block, full: `${block.full}\n\nMerci ${n}x.` } : block,
  ),
});

interface MessageCheck {
  contradictions: Contradiction[];
}

/** What citizens have written is in the index of the disclosure check, as a reader of the log would have put it there. */
async function indexAll(url: string): Promise<void> {
  const database = await Database.connect(url, { poolSize: 2 });
  try {
    const ids = await database.query<{ entryId: string; caseId: string }>(
      `select id as "entryId", case_id as "caseId" from timeline_entry where direction = 'in'`,
    );
    for (let n = 0; n < ids.length; n += 2000) {
      const some = ids.slice(n, n + 2000);
      await database.write({ kind: 'system', name: 'Bench' }, (tx) =>
        indexEntries(
          tx,
          some.map(({ entryId }) => entryId),
          some.map(({ caseId }) => caseId),
        ),
      );
    }
  } finally {
    await database.close();
  }
}

async function measure(cluster: Cluster, cases: number) {
  const url = await cluster.databaseWith(cases);
  await indexAll(url);
  await fillSaidSentences(url);
  const product = await cluster.startProduct(url);
  const database = new Client({ connectionString: url });
  await database.connect();
  const timed = async (name: string, ask: (n: number) => Promise<unknown>) => {
    for (let n = 0; n < 20; n += 1) await ask(n);
    const times: number[] = [];
    const before = cpuTimes(product.pid, cluster.postmaster());
    for (let n = 0; n < options.rounds; n += 1) {
      const begun = clock();
      await ask(n);
      times.push(clock() - begun);
    }
    const after = cpuTimes(product.pid, cluster.postmaster());
    const cpu = (who: 'product' | 'postgres') => rounded((after[who] - before[who]) / options.rounds);
    const [p50, p95] = [rounded(percentile(times, 0.5)), rounded(percentile(times, 0.95))];
    const [ofProduct, ofPostgres] = [cpu('product'), cpu('postgres')];
    say(`${name}: p50 ${p50} ms, p95 ${p95} ms; CPU ${ofProduct} ms product, ${ofPostgres} ms Postgres`);
    return { name, p50, p95, cpu: { product: ofProduct, postgres: ofPostgres } };
  };
  try {
    const agent = await AgentClient.signIn(product.url, administrator);
    const [french, english] = [await longestOf(database, 'fr'), await longestOf(database, 'en')];
    // An author writes on: each preview has one word more in one block.
    const preview = ({ templateId, language, content }: Longest, n: number) =>
      agent.post<TemplatePreview>('/templates/preview', { templateId, language, content: edited(content, n) });
    const { renderings } = await preview(french, 0);
    const { subject, text, html } = renderings.reduce((one, other) =>
      other.text.length > one.text.length ? other : one,
    );
    // An agent writes on: each check has one sentence that is new to the type of the case, of which others say something else.
    const reply = (n: number) => ({
      ...{
        templateId: french.templateId,
        text: `${text}\n\nLe délai pour obtenir un passeport est de ${n + 20} semaines.`,
      },
      ...(subject && { subject }),
      ...(html && { html }),
    });
    const { rows } = await database.query<{ id: string }>(
      `select id from cases where status = 'open' order by id desc limit $1`,
      [options.rounds],
    );
    say(
      `${cases} cases; wordings of ${JSON.stringify(french.content).length} and ${JSON.stringify(english.content).length} characters, a reply of ${text.length}`,
    );
    const check = (n: number) =>
      agent.post<MessageCheck>(`/cases/${rows[n % rows.length]!.id}/messages/check`, reply(n));
    const { contradictions } = await check(0);
    if (contradictions.length === 0) throw new Error('The check does not look for contradictions');
    const floor = await timed('an answer that only says who asks', () => agent.get<Session>('/session'));
    return {
      floor,
      asked: [
        await timed('preview with the comparison of its wordings', (n) => preview(french, n)),
        await timed('preview of a translation, compared with its source, too', (n) => preview(english, n)),
        await timed('check of a reply for what is not for its reader, and for what others said otherwise', check),
      ],
    };
  } finally {
    await database.end();
    await product.stop();
  }
}

const cluster = await openCluster(options.data);
try {
  const sizes = [];
  for (const cases of options.cases) sizes.push({ cases, ...(await measure(cluster, cases)) });
  const { floor, asked } = sizes.at(-1)!;
  const slowest = Math.max(...asked.map(({ p95 }) => p95));
  conclude({
    bench: 'checks',
    figure: slowest,
    unit: 'ms p95',
    floor: floor.p95,
    ratio: rounded(slowest / floor.p95),
    sizes,
  });
} finally {
  await cluster.close();
}
process.exit();
