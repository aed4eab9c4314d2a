import { createHash, randomBytes } from 'node:crypto';
import type {
  Attachment,
  CaseDetail,
  CaseSummary,
  Change,
  ChannelAccount,
  QuarantinedEnvelope,
  MessageEntry,
  Page,
  SearchResult,
  Timeline,
} from '@guichet/contracts';
import PostalMime from 'postal-mime';
import { io } from 'socket.io-client';
import { type ApiProblem, ApiClient, RunningProduct } from '../support/running-product.js';
import { MailSink } from '../support/mail-sink.js';
import { SmtpClient } from '../support/smtp-client.js';

let product: RunningProduct;
let sink: MailSink;
let root: ApiClient;
let account: ChannelAccount;
const DESK = 'contact@mairie.test';

beforeAll(async () => {
  [product, sink] = [await RunningProduct.start(), await MailSink.open()];
  root = await ApiClient.signIn(product.url);
  account = await root.post<ChannelAccount>('/channels', {
    kind: 'email',
    name: 'Mairie',
    config: {
      address: DESK,
      displayName: 'Mairie de Test',
      inbound: { smtp: true },
      outbound: { host: '127.0.0.1', port: sink.port, secure: false },
      undoSeconds: 0,
    },
  });
});
afterAll(async () => {
  await product?.close();
  await sink?.close();
});

const cases = async (query = '') => (await root.get<Page<CaseSummary>>(`/cases?status=any${query}`)).items;
const only = async (q: string): Promise<CaseSummary> => {
  const found = await cases(`&q=${encodeURIComponent(q)}`);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const timeline = async (id: string) => (await root.get<Timeline>(`/cases/${id}/timeline`)).items;
const messages = async (id: string) =>
  (await timeline(id)).filter((entry): entry is MessageEntry => entry.kind === 'message');

describe('a citizen’s mail', () => {
  it('is pushed to an open screen, answered with threading headers, and its answer comes back to the same case', async () => {
    const socket = io(`${product.url}/live`, { transports: ['websocket'], extraHeaders: { cookie: root.cookie } });
    await new Promise((resolve) => socket.once('connect', () => resolve(null)));
    const pushed = new Promise<Change>((resolve) =>
      socket.on('change', (change: Change) => change.type === 'case.opened' && resolve(change)),
    );

    const questionId = await product.mail({
      from: 'Zoé Martin <zoe@citizen.test>',
      to: DESK,
      subject: 'Inscription à l’école',
      text: 'Où inscrire ma fille ?',
    });
    const { caseId } = await pushed;
    socket.disconnect();

    const item = await root.get<CaseDetail>(`/cases/${caseId}`);
    expect(item).toMatchObject({
      subject: 'Inscription à l’école',
      citizen: { name: 'Zoé Martin' },
      unread: true,
      preview: 'Où inscrire ma fille ?',
    });

    const answer = await root.post<MessageEntry>(`/cases/${caseId}/messages`, {
      // The shorter name of the account that the API also takes.
      channelId: account.id,
      text: 'À l’école Jules-Ferry.',
      html: '<p>À l’<b>école</b> Jules-Ferry.</p>',
    });
    expect(answer).toMatchObject({
      kind: 'message',
      direction: 'out',
      delivery: { status: expect.stringMatching(/scheduled|queued|sending|sent/) },
    });
    const sent = await sink.find(({ envelope }) => envelope.to.includes('zoe@citizen.test'));
    expect(sent.headers.get('in-reply-to')).toBe(questionId);
    expect(sent.headers.get('references')).toBe(questionId);
    expect(sent.headers.get('from')).toContain(DESK);
    expect(sent.headers.get('subject')).toMatch(/^(Re: |=\?UTF-8\?)/i);
    expect(sent.headers.get('reply-to')).toMatch(/contact\+r[a-z2-7]{42}@mairie\.test/);
    expect(sent.envelope.from).toMatch(/^contact\+b[a-z2-7]{42}@mairie\.test$/);
    const parsed = await PostalMime.parse(Buffer.from(sent.raw, 'latin1'));
    expect(parsed.text?.trim()).toBe('À l’école Jules-Ferry.');
    expect(parsed.html).toContain('<b>école</b>');

    await product.mail({
      from: 'zoe@citizen.test',
      to: parsed.replyTo![0]!.address!,
      inReplyTo: sent.headers.get('message-id')!,
      references: [questionId, sent.headers.get('message-id')!],
      subject: 'RE: complètement autre chose',
      text: 'Merci beaucoup',
    });
    await product.processed();
    expect((await messages(caseId!)).map(({ direction, text }) => [direction, text.trim()])).toEqual([
      ['in', 'Où inscrire ma fille ?'],
      ['out', 'À l’école Jules-Ferry.'],
      ['in', 'Merci beaucoup'],
    ]);
    expect((await root.get<CaseDetail>(`/cases/${caseId}`)).status).toBe('open');
    await product.delivered();
    const [, out] = await messages(caseId!);
    expect(out!.delivery).toMatchObject({ status: 'sent', attempts: 1 });
  });

  // Threats: A067, A04, A05, A08.
  it('brings its attachment byte for byte, and so does the answer', async () => {
    const scan = randomBytes(300_000);
    await product.mail({
      from: 'joe@citizen.test',
      to: DESK,
      subject: 'Justificatif',
      text: 'Voici',
      attachments: [{ filename: 'reçu n°1.bin', content: scan }],
    });
    await product.processed();
    const { id } = await only('Justificatif');
    const [question] = await messages(id);
    expect(question!.attachments).toMatchObject([{ name: 'reçu n°1.bin', size: scan.length }]);

    const download = await root.raw('GET', `/attachments/${question!.attachments[0]!.id}`);
    expect(download.headers.get('content-disposition')).toContain('attachment');
    expect(download.headers.get('content-security-policy')).toContain('sandbox');
    expect(download.headers.get('x-content-type-options')).toBe('nosniff');
    const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(digest(new Uint8Array(await download.arrayBuffer()))).toBe(digest(scan));

    const form = new FormData();
    form.set('file', new Blob([scan]), 'retour.bin');
    const upload = await root.post<Attachment>('/attachments', form);
    await root.post(`/cases/${id}/messages`, { text: 'En retour', attachmentIds: [upload.id] });
    const sent = await sink.find(({ envelope }) => envelope.to.includes('joe@citizen.test'));
    const parsed = await PostalMime.parse(Buffer.from(sent.raw, 'latin1'));
    expect(parsed.attachments[0]!.filename).toBe('retour.bin');
    expect(digest(new Uint8Array(parsed.attachments[0]!.content as ArrayBuffer))).toBe(digest(scan));
  });

  // Threats: A008.
  it('that only guesses a reference opens its own case and suggests the link, which an agent accepts', async () => {
    const [target] = await cases();
    await product.mail({
      from: 'guess@citizen.test',
      to: DESK,
      subject: `Re: [${target!.reference}] dossier`,
      text: 'Montrez-moi tout',
    });
    await product.processed();
    const guess = await only('Montrez-moi');
    expect(guess.id).not.toBe(target!.id);
    const detail = await root.get<CaseDetail>(`/cases/${guess.id}`);
    expect(detail.links).toMatchObject([{ caseId: target!.id, state: 'suggested' }]);

    await root.post(`/cases/${guess.id}/links`, { caseId: target!.id, accept: true });
    expect((await root.get<CaseDetail>(`/cases/${target!.id}`)).links).toMatchObject([
      { caseId: guess.id, state: 'linked' },
    ]);
  });

  // Threats: S06, S07.
  it('is refused for an address that is none of ours', async () => {
    await expect(
      product.mail({ from: 'a@citizen.test', to: 'someone@elsewhere.test', text: 'relay' }),
    ).rejects.toMatchObject({ responseCode: 550 });
    await expect(
      product.mail({ from: 'a@citizen.test', to: 'nobody@mairie.test', text: 'unknown' }),
    ).rejects.toMatchObject({ responseCode: 550 });
  });

  // Threats: M18, S08.
  it('that bounces is told on the answer it is about, and brings the case back', async () => {
    await product.mail({ from: 'full@citizen.test', to: DESK, subject: 'Boîte pleine', text: 'Répondez-moi' });
    await product.processed();
    const { id } = await only('Boîte pleine');
    await root.post(`/cases/${id}/messages`, { text: 'Voici la réponse' });
    const sent = await sink.find(({ envelope }) => envelope.to.includes('full@citizen.test'));
    await product.delivered();
    const before = (await cases()).length;

    await product.mail({
      envelope: { from: '', to: sent.envelope.from },
      raw: [
        'From: MAILER-DAEMON@citizen.test',
        `To: ${sent.envelope.from}`,
        'Subject: Undelivered Mail Returned to Sender',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'Sorry.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; citizen.test',
        '',
        'Final-Recipient: rfc822; full@citizen.test',
        'Action: failed',
        'Status: 5.2.2',
        'Diagnostic-Code: smtp; 552 5.2.2 mailbox full',
        '',
        '--b--',
        '',
      ].join('\r\n'),
    });
    await product.processed();

    expect(await cases()).toHaveLength(before);
    const entries = await timeline(id);
    const answer = entries.find((entry) => entry.kind === 'message' && entry.direction === 'out') as MessageEntry;
    expect(answer.delivery).toMatchObject({ status: 'failed', reason: expect.stringContaining('email.mailbox-full') });
    expect(await root.get<CaseDetail>(`/cases/${id}`)).toMatchObject({ status: 'open', deliveryProblem: 'failed' });

    await root.post(`/cases/${id}/messages/${answer.id}/retry`);
    await product.delivered();
    const copies = sink.mails.filter(({ envelope }) => envelope.to.includes('full@citizen.test'));
    expect(new Set(copies.map(({ headers }) => headers.get('message-id'))).size).toBe(1);
    expect(copies).toHaveLength(2);
  });

  // Threats: D06, I09.
  it('that nothing can be made of waits in the quarantine and can be replayed', async () => {
    await product.mail({
      envelope: { from: '', to: DESK },
      raw: 'From: Mailer-Daemon@x.test\r\nSubject: Returned mail\r\nAuto-Submitted: auto-replied\r\n\r\nabout nothing of yours\r\n',
    });
    await product.processed();
    const held = (await root.get<Page<QuarantinedEnvelope>>('/quarantine')).items;
    expect(held).toMatchObject([
      { reason: expect.stringMatching(/^unmatched/), channelName: 'Mairie', subject: expect.any(String) },
    ]);
    await root.post(`/quarantine/${held[0]!.id}/replay`);
    await product.processed();
    expect((await root.get<Page<QuarantinedEnvelope>>('/quarantine')).items).toMatchObject([
      { id: held[0]!.id, attempts: 2 },
    ]);
  });
});

describe('an answer', () => {
  it('is taken back while it is held, by its author, and never leaves', async () => {
    await root.patch(`/channels/${account.id}`, { config: { ...account.config, undoSeconds: 30 } });
    await product.mail({ from: 'undo@citizen.test', to: DESK, subject: 'Annulable', text: 'Question' });
    await product.processed();
    const { id } = await only('Annulable');
    const held = await root.post<MessageEntry>(`/cases/${id}/messages`, { text: 'Trop vite' });
    expect(held.delivery).toMatchObject({ status: 'scheduled', dueAt: expect.any(String) });
    await root.call('DELETE', `/cases/${id}/messages/${held.id}`);
    await expect(root.call('DELETE', `/cases/${id}/messages/${held.id}`)).rejects.toMatchObject({ status: 409 });

    const second = await root.post<MessageEntry>(`/cases/${id}/messages`, { text: 'La bonne' });
    await root.post(`/cases/${id}/messages/${second.id}/send-now`);
    const sent = await sink.find(({ envelope }) => envelope.to.includes('undo@citizen.test'));
    expect(sent.raw).toContain('La bonne');
    await product.delivered();
    expect(sink.mails.filter(({ envelope }) => envelope.to.includes('undo@citizen.test'))).toHaveLength(1);
    await root.patch(`/channels/${account.id}`, { config: { ...account.config, undoSeconds: 0 } });
  });

  // Threats: C04, C05.
  it('waits when another agent has answered meanwhile, and leaves once when it is sent twice', async () => {
    await product.mail({ from: 'two@citizen.test', to: DESK, subject: 'Deux agents', text: 'Question' });
    await product.processed();
    const { id } = await only('Deux agents');
    const team = root.session.teams[0]!.id;
    const password = 'another horse battery';
    await root.post('/agents', { email: 'ana@town.test', name: 'Ana', password, teamIds: [team] });
    const ana = await ApiClient.signIn(product.url, { email: 'ana@town.test', password });

    const etag = (await ana.raw('GET', `/cases/${id}`)).headers.get('etag')!;
    await root.post(`/cases/${id}/messages`, { text: 'Oui' });
    const refusal = await ana
      .post(`/cases/${id}/messages`, { text: 'Non' }, { 'if-match': etag })
      .catch((error: unknown) => error as ApiProblem);
    expect(refusal).toMatchObject({
      status: 412,
      problem: { code: 'case-changed', data: { changes: [{ kind: 'message', text: 'Oui' }] } },
    });

    const key = { 'idempotency-key': 'one-click' };
    const [first, second] = await Promise.all(
      [1, 2].map(() => ana.post<MessageEntry>(`/cases/${id}/messages`, { text: 'Finalement oui' }, key)),
    );
    expect(second!.id).toBe(first!.id);
    await expect(ana.post(`/cases/${id}/messages`, { text: 'Autre' }, key)).rejects.toMatchObject({ status: 409 });
    await product.delivered();
    expect(
      sink.mails
        .filter(({ envelope }) => envelope.to.includes('two@citizen.test'))
        .map(({ raw }) => raw.trim().split('\r\n').at(-1))
        .toSorted(),
    ).toEqual(['Finalement oui', 'Oui']);
  });

  // Threats: A098, L03.
  it('goes to no address of our own', async () => {
    await product.mail({ from: 'loop@citizen.test', to: DESK, subject: 'En boucle', text: 'Question' });
    await product.processed();
    const { id } = await only('En boucle');
    for (const recipients of [{ to: [DESK.toUpperCase()] }, { to: ['loop@citizen.test'], cc: [DESK] }]) {
      const refusal = await root.raw('POST', `/cases/${id}/messages`, { body: { text: 'À nous', ...recipients } });
      expect([refusal.status, await refusal.json()]).toEqual([
        400,
        expect.objectContaining({ errors: [expect.objectContaining({ reason: 'own-address' })] }),
      ]);
    }
  });

  // Threats: D04.
  it('is tried again after a refusal for now, and shows the reason of a refusal for good', async () => {
    await product.mail({ from: 'grey@citizen.test', to: DESK, subject: 'Liste grise', text: 'Question' });
    await product.processed();
    const { id } = await only('Liste grise');
    sink.refuse = ({ to }) => (to.includes('grey@citizen.test') ? { code: 451, message: '4.7.1 greylisted' } : null);
    const { id: entryId } = await root.post<MessageEntry>(`/cases/${id}/messages`, { text: 'Réponse' });
    await product.delivered();
    const state = async () => (await messages(id)).find((entry) => entry.id === entryId)!.delivery;
    expect(await state()).toMatchObject({
      status: 'queued',
      attempts: 1,
      reason: expect.stringContaining('greylisted'),
      dueAt: expect.any(String),
    });

    sink.refuse = () => ({ code: 550, message: '5.1.1 no such user' });
    await root.post(`/cases/${id}/messages/${entryId}/retry`);
    await product.delivered();
    expect(await state()).toMatchObject({ status: 'failed', reason: expect.stringContaining('no such user') });
    expect(await root.get<CaseDetail>(`/cases/${id}`)).toMatchObject({ deliveryProblem: 'failed' });
    sink.refuse = null;
    await root.post(`/cases/${id}/messages/${entryId}/retry`);
    await product.delivered();
    expect(await state()).toMatchObject({ status: 'sent', reason: null });
    expect(await root.get<CaseDetail>(`/cases/${id}`)).toMatchObject({ deliveryProblem: null });
  });
});

describe('a thousand cases', () => {
  it('are searched in one box by a word, by the sender’s address and by their reference', async () => {
    const words = ['tilleul', 'hérisson', 'parapluie', 'guirlande', 'cerfeuil'];
    const rawOf = (n: number, from: string) =>
      [
        ...[`From: ${from}`, `To: ${DESK}`, `Subject: Demande ${n}`, `Message-ID: <${n}@village.test>`],
        ...['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'],
        ...['', `Bonjour, ${words[n % 5]} numéro unique${n}x.`],
      ].join('\r\n');
    // Each over a connection that stays: to begin and encrypt a thousand takes most of the time, and is no part of this story.
    const lines = 8;
    const sendEvery = async (first: number) => {
      const line = await SmtpClient.connect(product.product.smtpPort!);
      for (let n = first; n < 1000; n += lines) {
        const from = `citoyen${n}@village${n % 7}.test`;
        await line.send({ from, to: DESK, raw: Buffer.from(rawOf(n, from)) });
      }
      line.close();
    };
    await Promise.all(Array.from({ length: lines }, (_, first) => sendEvery(first)));
    await product.processed();

    const target = await only('unique421x');
    const find = async (q: string) =>
      (await root.get<SearchResult>(`/search?q=${encodeURIComponent(q)}`)).items.map((hit) => hit.case.id);
    expect(await find('unique421x')).toEqual([target.id]);
    expect(await find('herisson unique421x')).toEqual([target.id]);
    expect(await find('citoyen421@village1.test')).toEqual([target.id]);
    expect((await find(target.reference))[0]).toBe(target.id);
    expect((await find('tilleul')).length).toBe(20);
  });
});
