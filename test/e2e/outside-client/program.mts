// What somebody writes who has nothing but `openapi.json` and a token. The types in `api.ts` are generated from the document.
// It prints what it saw as JSON.
import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

const [url, token, channelAccountId] = process.argv.slice(2) as [string, string, string];
const client = createClient<paths>({ baseUrl: url, headers: { authorization: `Bearer ${token}` } });

type Problem = components['schemas']['Problem'];
type Case = components['schemas']['CaseDetail'];

/** The data of a response. Throws the code of the problem that came instead. */
function dataOf<Data>({ data, error }: { data?: Data; error?: Pick<Problem, 'code' | 'title'> }): Data {
  if (error) throw new Error(`${error.code}: ${error.title}`);
  return data as Data;
}

async function subjectsOfAllCases(): Promise<string[]> {
  const subjects: string[] = [];
  for (let cursor: string | undefined; ;) {
    const query = { limit: 2, sort: 'oldest' as const, ...(cursor && { cursor }) };
    const page = dataOf(await client.GET('/api/v1/cases', { params: { query } }));
    subjects.push(...page.items.map(({ subject }) => subject));
    if (page.nextCursor === null) return subjects;
    cursor = page.nextCursor;
  }
}

async function open(subject: string): Promise<{ opened: Case; etag: string }> {
  const body = { subject, citizenName: 'Zoé', address: 'zoe@citizen.test', channelAccountId };
  const made = await client.POST('/api/v1/cases', { body });
  return { opened: dataOf(made), etag: made.response.headers.get('etag')! };
}

async function upload(file: File): Promise<components['schemas']['Attachment']> {
  const bodySerializer = (body: { file: Blob }) => {
    const form = new FormData();
    form.set('file', body.file, file.name);
    return form;
  };
  return dataOf(await client.POST('/api/v1/attachments', { body: { file }, bodySerializer }));
}

/** Replies twice with one key, as a program does that has lost the response. */
async function reply(id: string, etag: string, attachmentIds: string[]): Promise<string[]> {
  const once = async () => {
    const header = { 'Idempotency-Key': 'reply-1', 'If-Match': etag };
    const body = { text: 'Bonjour, voici le formulaire.', attachmentIds };
    return dataOf(await client.POST('/api/v1/cases/{id}/messages', { params: { path: { id }, header }, body }));
  };
  return [(await once()).id, (await once()).id];
}

type Entry = components['schemas']['Entry'];

/** The timeline, one entry a page, from its beginning or towards it. */
async function entriesOf(id: string, from: { after: number } | { before: number }): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let cursor: string | undefined; ;) {
    const params = { path: { id }, query: { ...from, limit: 1, ...(cursor && { cursor }) } };
    const page = dataOf(await client.GET('/api/v1/cases/{id}/timeline', { params }));
    entries.push(...page.items);
    if (page.nextCursor === null) return entries;
    cursor = page.nextCursor;
  }
}

async function download({ id, name }: { id: string; name: string }): Promise<{ name: string; text: string }> {
  const params = { path: { id } };
  const content: Blob = dataOf(await client.GET('/api/v1/attachments/{id}', { params, parseAs: 'blob' }));
  return { name, text: await content.text() };
}

const session = dataOf(await client.GET('/api/v1/session'));
const before = await subjectsOfAllCases();
const { opened, etag } = await open('Carte de stationnement');
const uploaded = await upload(new File(['à remplir'], 'formulaire.bin', { type: 'application/octet-stream' }));
const replies = await reply(opened.id, etag, [uploaded.id]);
const entries = await entriesOf(opened.id, { after: 0 });
const backwards = await entriesOf(opened.id, { before: entries.length + 1 });
const files = await Promise.all(
  entries.flatMap((entry) => (entry.kind === 'message' ? entry.attachments.map(download) : [])),
);
const stale = await client.PATCH('/api/v1/cases/{id}', {
  ...{ params: { path: { id: opened.id }, header: { 'If-Match': etag } } },
  body: { priority: 'high' },
});
const after = await subjectsOfAllCases();
const seen = {
  agent: session.agent.name,
  before,
  after,
  status: opened.status,
  uploaded: uploaded.size,
  replies,
  files,
  positions: entries.map(({ position }) => position),
  positionsBackwards: backwards.map(({ position }) => position),
  refused: stale.error?.code,
};
process.stdout.write(JSON.stringify(seen));
