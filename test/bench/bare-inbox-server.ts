/**
 * The floor of the inbox benchmark: bare node:http and pg with prepared statements, which read a page of 50 rows by keyset
 * on the index of the inbox, and one case and its timeline by their keys. No inbox can be faster, as this one checks no
 * permissions and no schemas, and merges no queues. It runs in a process of its own (`bare-inbox-server.ts <database url>`),
 * which prints its address.
 */
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.argv[2]!, max: 16 });

const page = {
  name: 'page',
  text: `select c.id, c.reference, c.subject, c.status, c.priority, c.citizen_id, c.citizen_name, c.channels, c.team_id, t.name as team_name,
      c.assignee_id, a.name as assignee_name, c.tags, c.preview, c.last_kind, c.last_direction, c.last_entry_at,
      c.last_inbound_position > coalesce(r.position, 0) as unread, c.delivery_problem, c.snooze_until, c.due_at, c.opened_at, c.closed_at, c.version
    from cases c join team t on t.id = c.team_id left join agent a on a.id = c.assignee_id
      left join case_read r on r.agent_id = $1 and r.case_id = c.id
    where c.status = 'open' and (c.last_entry_at, c.id) < ($2::timestamptz, $3::uuid)
    order by c.last_entry_at desc, c.id desc limit 50`,
};
const one = { name: 'one', text: `select * from cases where id = $1` };
const timeline = {
  name: 'timeline',
  text: `select * from timeline_entry where case_id = $1 and position > 0 order by position limit 50`,
};

const server = createServer((request, response) => {
  const url = new URL(request.url!, 'http://floor');
  const id = url.searchParams.get('id')!;
  const answer = async (): Promise<unknown> => {
    if (url.pathname === '/page') {
      const values = [url.searchParams.get('agent'), url.searchParams.get('at'), id];
      return { items: (await pool.query({ ...page, values })).rows };
    }
    if (url.pathname === '/case') return (await pool.query({ ...one, values: [id] })).rows[0];
    return { items: (await pool.query({ ...timeline, values: [id] })).rows };
  };
  answer().then(
    (body) => {
      const json = Buffer.from(JSON.stringify(body));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': json.length }).end(json);
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as { port: number }).port}\n`);
});
process.on('disconnect', () => process.exit());
