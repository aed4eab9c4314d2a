import type { Attachment, Problem } from '@guichet/contracts';
import { ApiClient, RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
let root: ApiClient;
const DESK = 'contact@mairie.test';

beforeAll(async () => {
  product = await RunningProduct.start();
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: 9, secure: false };
  const config = { address: DESK, inbound: { smtp: true }, outbound };
  await root.post('/channels', { kind: 'email', name: 'Mairie', config });
});
afterAll(() => product?.close());

const full = { status: 507, problem: { code: 'storage-full' } };

async function readiness(): Promise<Partial<Problem>> {
  const response = await fetch(`${product.url}/readyz`);
  return { status: response.status, code: ((await response.json()) as Problem).code };
}

describe('a disk of the files that is full', () => {
  const files = () => product.blobs;
  const upload = () => {
    const body = new FormData();
    body.set('file', new Blob(['a plan']), 'plan.txt');
    return root.post<Attachment>('/attachments', body);
  };
  const mail = () =>
    product.mail({ from: 'zoe@citizen.test', to: DESK, subject: 'Plan', text: 'A long letter. '.repeat(100_000) });

  it('refuses uploads and large mails, makes the process not ready, and takes both again once there is room', async () => {
    const { reserve } = files();
    // Whatever is free is not enough.
    files().reserve = Infinity;

    await expect(upload()).rejects.toMatchObject(full);
    await expect(mail()).rejects.toMatchObject({ responseCode: 452 });
    expect(await readiness()).toEqual({ status: 507, code: 'storage-full' });

    files().reserve = reserve;
    expect(await upload()).toMatchObject({ name: 'plan.txt' });
    await mail();
    expect(await readiness()).toEqual({ status: 200, code: undefined });
  });
});

describe('a disk of the database that is full', () => {
  it('refuses what writes, and makes the process not ready for a minute', async () => {
    const database = product.sql;
    // What Postgres raises where a table cannot grow.
    await database.execute(
      `create function no_room() returns trigger language plpgsql as
       $$begin raise exception 'could not extend file' using errcode = 'disk_full'; end$$`,
    );
    await database.execute(`create trigger no_room before insert on team execute function no_room()`);

    await expect(root.post('/teams', { name: 'Écoles', agentIds: [] })).rejects.toMatchObject(full);
    expect(await readiness()).toEqual({ status: 507, code: 'storage-full' });

    await database.execute(`drop trigger no_room on team`);
    await product.advance(61_000);
    expect(await readiness()).toEqual({ status: 200, code: undefined });
    expect(await root.post('/teams', { name: 'Écoles', agentIds: [] })).toMatchObject({ name: 'Écoles' });
  });
});
