/**
 * The floor of the webhook benchmark: bare node:http and pg, which read a body, check its HMAC, store it in one row and
 * respond with 202. No webhook that is durable before the response can be faster. It runs in a process of its own
 * (`bare-webhook-server.ts <database url>`), which prints its address.
 */
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { SECRET } from './signed-webhook-calls.js';

const pool = new pg.Pool({ connectionString: process.argv[2]!, max: 16 });
await pool.query(
  `create table if not exists floor_envelope (id uuid primary key, external_id text not null unique, raw bytea not null, at timestamptz not null default now())`,
);
const insert = {
  name: 'insert',
  text: `insert into floor_envelope (id, external_id, raw) values ($1, $2, $3) on conflict do nothing`,
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const match = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['x-guichet-signature']));
    const expected = createHmac('sha256', SECRET)
      .update(`${match?.[1] ?? ''}.`)
      .update(body)
      .digest();
    if (!match || !timingSafeEqual(expected, Buffer.from(match[2]!, 'hex'))) return void response.writeHead(403).end();
    const values = [randomUUID(), createHash('sha256').update(body).digest('hex'), body];
    pool.query({ ...insert, values }).then(
      () => response.writeHead(202).end(),
      () => response.writeHead(500).end(),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as { port: number }).port}\n`);
});
process.on('disconnect', () => process.exit());
