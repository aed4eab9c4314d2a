import { newId } from '@guichet/platform';
import { Client } from 'pg';

const connections = 8;

/**
 * Measures the least work for a message: one transaction by raw pg that writes the message, inserts or updates its case
 * and adds one event row, over 8 connections that do nothing else. Returns the transactions, and how many there were per second.
 */
export async function ingestFloor(url: string, seconds: number): Promise<{ transactions: number; rate: number }> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  await clients[0]!.query(`
    create table if not exists floor_case (id uuid primary key, subject text not null, status text not null, preview text not null,
      last_entry_at timestamptz not null, last_position int not null);
    create index if not exists floor_case_list on floor_case (status, last_entry_at, id);
    create table if not exists floor_message (id uuid primary key, case_id uuid not null, external_id text not null, at timestamptz not null, data jsonb not null);
    create unique index if not exists floor_message_external on floor_message (external_id);
    create table if not exists floor_outbox (id bigint generated always as identity primary key, case_id uuid not null, data jsonb not null);`);
  const text = 'Je souhaite obtenir une copie intégrale de l’acte de naissance de ma fille. '.repeat(12);
  const data = JSON.stringify({
    from: { type: 'email', value: 'citizen@example.org' },
    segments: [{ kind: 'visible', text }],
  });
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let done = 0;
  await Promise.all(
    clients.map(async (client) => {
      const known: string[] = [];
      for (let n = 0; performance.now() < end; n += 1) {
        // A quarter of all mails are replies to earlier ones.
        const caseId = n % 4 === 3 ? known[n % known.length]! : newId();
        known.push(caseId);
        const id = newId();
        await client.query('begin');
        await client.query({
          name: 'case',
          text: `insert into floor_case (id, subject, status, preview, last_entry_at, last_position) values ($1, 'Demande', 'open', $2, now(), 1)
            on conflict (id) do update set preview = excluded.preview, last_entry_at = excluded.last_entry_at, last_position = floor_case.last_position + 1`,
          values: [caseId, text.slice(0, 160)],
        });
        await client.query({
          name: 'message',
          text: `insert into floor_message (id, case_id, external_id, at, data) values ($1, $2, $3, now(), $4)`,
          values: [id, caseId, `${id}@example.org`, data],
        });
        await client.query({
          name: 'outbox',
          text: `insert into floor_outbox (case_id, data) values ($1, $2)`,
          values: [caseId, JSON.stringify({ entryId: id })],
        });
        await client.query('commit');
        done += 1;
      }
    }),
  );
  const rate = done / ((performance.now() - begun) / 1000);
  await Promise.all(clients.map((client) => client.end()));
  return { transactions: done, rate };
}
