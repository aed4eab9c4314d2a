import type { CaseSummary, ChannelAccount, ChannelTest, Page } from '@guichet/contracts';
import { startDovecot, type Dovecot } from '../support/dovecot.js';
import { ApiClient, RunningProduct } from '../support/running-product.js';

let product: RunningProduct;
let dovecot: Dovecot;
let root: ApiClient;
let account: ChannelAccount;

beforeAll(async () => {
  [product, dovecot] = [await RunningProduct.start(), await startDovecot()];
  root = await ApiClient.signIn(product.url);
  await dovecot.deliver(mail('Already there'));
  const { port, user, password } = dovecot;
  account = await root.post<ChannelAccount>('/channels', {
    kind: 'email',
    name: 'By IMAP',
    config: {
      address: 'imap@mairie.test',
      inbound: {
        smtp: false,
        // What is there already is read as new.
        imap: { host: '127.0.0.1', port, secure: false, user, password, start: 'since', since: '2000-01-01' },
      },
      outbound: { host: '127.0.0.1', port: product.smtpPort, secure: false },
    },
  });
});
afterAll(async () => {
  await product?.close();
  await dovecot?.close();
});

const mail = (subject: string) =>
  `From: zoe@citizen.test\r\nTo: imap@mairie.test\r\nSubject: ${subject}\r\nMessage-ID: <${subject.replaceAll(' ', '.')}@citizen.test>\r\n\r\nBonjour\r\n`;

/** Until the case is there: the mailbox tells us by itself. */
async function arrived(subject: string): Promise<CaseSummary[]> {
  for (;;) {
    const { items } = await root.get<Page<CaseSummary>>(`/cases?q=${encodeURIComponent(subject)}`);
    if (items.length > 0) return items;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
async function health(state: string): Promise<ChannelAccount> {
  for (;;) {
    const found = (await root.get<Page<ChannelAccount>>('/channels')).items.find(({ id }) => id === account.id)!;
    if (found.health.state === state) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('a mailbox', () => {
  it('never shows its password again', () => {
    expect(JSON.stringify(account)).not.toContain(dovecot.password);
    expect(account.config).toMatchObject({ inbound: { imap: { password: '••••••' } } });
  });

  // Threats: I04.
  it('is read from its beginning, then as mail arrives', async () => {
    expect(await arrived('Already there')).toHaveLength(1);
    await dovecot.deliver(mail('Arrived later'));
    expect(await arrived('Arrived later')).toHaveLength(1);
    expect((await health('ok')).health.reason).toBeNull();
  });

  // Threats: I10. Whoever else asks for the lock of this mailbox does not get it.
  it('is read by one process at a time', async () => {
    const [row] = await product.sql.query<{ locked: boolean }>(
      `select pg_try_advisory_lock(hashtext('guichet mailbox'), hashtext($1)) as locked`,
      [account.id],
    );
    expect(row).toEqual({ locked: false });
  });

  // Threats: I02, I05.
  it('is read on after its server was away, without a mail lost or doubled', async () => {
    await dovecot.kill();
    await health('error');
    await dovecot.restart();
    await dovecot.deliver(mail('After the fall'));
    expect(await arrived('After the fall')).toHaveLength(1);
    await health('ok');
  });

  it('is well again once its server is back, though nobody has written', async () => {
    await dovecot.kill();
    await health('error');
    await dovecot.restart();
    expect((await health('ok')).health.reason).toBeNull();
  });

  // Threats: I01, I05.
  it('is read again from its beginning when its numbers are void, and doubles nothing', async () => {
    const before = (await root.get<Page<CaseSummary>>('/cases?status=any')).items.length;
    await dovecot.kill();
    await health('error');
    await dovecot.renumber();
    await dovecot.restart();
    await dovecot.deliver(mail('New numbers'));
    expect(await arrived('New numbers')).toHaveLength(1);
    await product.processed();
    expect((await root.get<Page<CaseSummary>>('/cases?status=any')).items).toHaveLength(before + 1);
  });

  // Threats: A009.
  it('has its senders checked by the server that is found and trusted, those of earlier mail too', async () => {
    const results = `Authentication-Results: mx.mairie.test; dmarc=fail header.from=citizen.test; spf=fail smtp.mailfrom=zoe@citizen.test`;
    for (const name of ['One', 'Two', 'Three', 'Four'])
      await dovecot.deliver(`${results}\r\n${mail(`Forged ${name}`)}`);
    // One domain alone may have written all that is there.
    const ofOther = mail('From elsewhere').replace('@citizen.test', '@elsewhere.test');
    await dovecot.deliver(
      `Authentication-Results: mx.mairie.test; dmarc=pass header.from=elsewhere.test\r\n${ofOther}`,
    );
    await arrived('From elsewhere');
    expect(await arrived('Forged Four')).toMatchObject([{ senderDoubt: null }]);

    const { config } = account;
    const { checks } = await root.post<ChannelTest>('/channels/test', { kind: 'email', id: account.id, config });
    expect(checks.flatMap(({ trust }) => trust ?? [])).toEqual(['mx.mairie.test']);
    const trusting = { ...config, inbound: { ...(config['inbound'] as object), trustedServer: 'mx.mairie.test' } };
    await root.patch(`/channels/${account.id}`, { config: trusting });
    while ((await arrived('Forged Four'))[0]!.senderDoubt === null)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await arrived('Forged Four')).toMatchObject([{ senderDoubt: 'forged' }]);
  });

  // Threats: I06.
  it('says in words what is wrong, also to whoever tests it with the stored password', async () => {
    const config = { ...account.config, outbound: { host: '127.0.0.1', port: 9, secure: false } };
    const good = await root.post<ChannelTest>('/channels/test', { kind: 'email', id: account.id, config });
    expect(good.checks.filter(({ name }) => /imap/i.test(name)).every(({ ok }) => ok)).toBe(true);
    expect(good.ok).toBe(false);

    const { imap } = account.config['inbound'] as { imap: object };
    await root.patch(`/channels/${account.id}`, {
      config: { ...account.config, inbound: { smtp: false, imap: { ...imap, password: 'wrong' } } },
    });
    const { reason } = (await health('error')).health;
    expect(reason).toMatch(/password|refused|login|sign/i);
  });
});
