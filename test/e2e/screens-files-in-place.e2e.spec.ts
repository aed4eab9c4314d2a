import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';
import type { Browser, Page } from 'playwright-core';
import type { MessageEntry } from '@guichet/contracts';
import { launchChromium } from '../support/chromium.js';
import { eventually } from '../support/eventually.js';
import { MailSink } from '../support/mail-sink.js';
import { ADMIN, ApiClient, RunningProduct } from '../support/running-product.js';
import { Screen, type Look } from '../support/browser-screen.js';

const DESK = 'contact@mairie.test';
let browser: Browser;
let product: RunningProduct;
let root: ApiClient;
let sink: MailSink;

beforeAll(async () => {
  [browser, product, sink] = await Promise.all([launchChromium(), RunningProduct.start(), MailSink.open()]);
  root = await ApiClient.signIn(product.url);
  const outbound = { host: '127.0.0.1', port: sink.port, secure: false };
  const config = { address: DESK, inbound: { smtp: true }, outbound, undoSeconds: 0 };
  await root.post('/channels', { kind: 'email', name: 'Mairie', config });
});
afterAll(async () => {
  await browser?.close();
  await product?.close();
  await sink?.close();
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** One second of silence, as a player reads it. */
function wav(): Buffer {
  const samples = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}

const HOSTILE = '<script>top.hacked = 1</script><img src=x onerror="top.hacked = 1">';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="top.hacked = 1"/>';

const INVITATION = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'UID:visite@citizen.test'],
  ...['DTSTART:20270204T130000Z', 'DTEND:20270204T143000Z', 'RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=3'],
  ...['SUMMARY:Visite <img src=x onerror=top.hacked=1>', 'LOCATION:12 rue des Lilas'],
  ...['ORGANIZER;CN=Zoé Martin:mailto:zoe@citizen.test', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');

/** The bytes of a mail, as a mail program attaches them to another one. */
async function mailBytes(mail: object): Promise<Buffer> {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(mail);
  return message as Buffer;
}

/** Opens the case of the mail that has this subject. */
async function openCase(
  subject: string,
  look: Look = {},
): Promise<{ screen: Screen; page: Page; entry: MessageEntry }> {
  await product.processed();
  const { items } = await root.get<{ items: { id: string; subject: string }[] }>('/cases?limit=50');
  const { id } = items.find((item) => item.subject === subject)!;
  const timeline = await root.get<{ items: MessageEntry[] }>(`/cases/${id}/timeline`);
  const screen = await Screen.open(browser, product.url, look);
  await screen.signIn(ADMIN);
  await screen.page.goto(`${product.url}/inbox/all/${id}`);
  await screen.page.getByRole('feed').getByRole('article').first().waitFor();
  return { screen, page: screen.page, entry: timeline.items.find(({ kind }) => kind === 'message')! };
}

describe('the files of a message', () => {
  beforeAll(async () => {
    await product.mail({
      ...{ from: 'Zoé Martin <zoe@citizen.test>', to: DESK, subject: 'Mes pièces', text: 'Voici.' },
      attachments: [
        { filename: 'photo.png', content: PNG, contentType: 'image/png' },
        { filename: 'plan.pdf', content: PDF, contentType: 'application/pdf' },
        { filename: 'message.wav', content: wav(), contentType: 'audio/wav' },
        { filename: 'dessin.svg', content: SVG, contentType: 'image/svg+xml' },
        { filename: 'page.html', content: HOSTILE, contentType: 'text/html' },
      ],
    });
  });

  it('open over the case by the keyboard alone, and give the focus back', async () => {
    const { screen, page } = await openCase('Mes pièces');
    const photo = page.getByRole('button', { name: /photo\.png/ }).first();
    await photo.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /photo\.png/ });
    await dialog.getByRole('img', { name: 'photo.png' }).waitFor();
    expect(await dialog.getByText('1 of 3').count()).toBe(1);
    await dialog.locator(':focus').waitFor();
    await page.keyboard.press('ArrowRight');
    const plan = page.getByRole('dialog', { name: /plan\.pdf/ });
    await plan.waitFor();
    // The engine of Chromium alone has no viewer for PDFs, and says so, as a phone does.
    if (await page.evaluate('navigator.pdfViewerEnabled')) await plan.locator('iframe[title="plan.pdf"]').waitFor();
    else await plan.getByText('This browser does not show PDFs.').waitFor();

    await page.keyboard.press('ArrowRight');
    const sound = page.getByRole('dialog', { name: /message\.wav/ }).locator('audio');
    await sound.waitFor();
    await eventually(async () => expect(await page.evaluate('document.querySelector("audio").duration')).toBe(1));
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await plan.waitFor();

    const download = page.waitForEvent('download');
    await plan.getByRole('link', { name: 'Download' }).first().click();
    expect((await download).suggestedFilename()).toBe('plan.pdf');
    await page.keyboard.press('Escape');
    await plan.waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'photo.png' }).waitFor();

    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /photo\.png/ }).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors).toEqual([]);
    expect(screen.strays).toEqual([]);
    await screen.close();
  });

  // Threats: A067. An SVG or an HTML file is downloaded, and its address opens nothing either.
  it('run nothing in our origin', async () => {
    const { screen, page, entry } = await openCase('Mes pièces');
    for (const name of ['dessin.svg', 'page.html']) {
      const file = entry.attachments.find((one) => one.name === name)!;
      expect(
        await page
          .getByRole('link', { name: new RegExp(name) })
          .first()
          .getAttribute('download'),
      ).toBe(name);
      const { headers } = await root.raw('GET', `/attachments/${file.id}?inline=1`);
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('content-disposition')).toMatch(/^attachment/);
      expect(headers.get('content-security-policy')).toContain('sandbox');
    }
    const typeOf = async (name: string) => {
      const file = entry.attachments.find((one) => one.name === name)!;
      const { headers } = await root.raw('GET', `/attachments/${file.id}?inline=1`);
      return ['content-type', 'content-disposition', 'x-content-type-options'].map((header) => headers.get(header));
    };
    expect(await typeOf('plan.pdf')).toEqual(['application/pdf', 'inline; filename=plan.pdf', 'nosniff']);
    expect(await typeOf('photo.png')).toEqual(['image/png', 'inline; filename=photo.png', 'nosniff']);
    await screen.close();
  });

  it('are sent in parts to a player that jumps', async () => {
    const { screen, entry } = await openCase('Mes pièces');
    const { id, size } = entry.attachments.find((one) => one.name === 'message.wav')!;
    const part = await fetch(`${product.url}/api/v1/attachments/${id}?inline=1`, {
      headers: { cookie: root.cookie, range: 'bytes=0-3' },
    });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      `bytes 0-3/${size}`,
      'RIFF',
    ]);
    await screen.close();
  });
});

describe('an invitation', () => {
  // Threats: A066. What it says is text.
  it('says when, where and who, in the language of the reader and by the clocks of the town', async () => {
    await product.mail({
      ...{ from: 'zoe@citizen.test', to: DESK, subject: 'Une visite', text: 'Venez.' },
      icalEvent: { method: 'REQUEST', content: INVITATION },
    });
    for (const [locale, label, facts] of [
      ['en-GB', 'Invitation', ['4 February 2027', 'Every week on Thursday, 3 times', 'Zoé Martin (zoe@citizen.test)']],
      ['fr-FR', 'Invitation', ['jeudi 4 février 2027', 'Toutes les semaines le jeudi, 3 fois', '12 rue des Lilas']],
    ] as const) {
      const { screen, page } = await openCase('Une visite', { locale });
      const card = page.getByRole('region', { name: label });
      await card.getByText('Visite <img src=x onerror=top.hacked=1>').waitFor();
      const time = locale === 'fr-FR' ? '14 h' : '14:00';
      for (const fact of [...facts, time]) await card.getByText(fact).first().waitFor();
      expect(await page.evaluate('window.hacked')).toBeUndefined();
      expect(await screen.faultsInEveryLook()).toEqual([]);
      expect(screen.errors).toEqual([]);
      await screen.close();
    }
  });
});

describe('an invitation to our address', () => {
  const invited = (sequence: number, method = 'REQUEST') =>
    INVITATION.replace('METHOD:REQUEST', `METHOD:${method}`)
      .replace('visite@', 'chantier@')
      .replace('END:VEVENT', `SEQUENCE:${sequence}\r\nATTENDEE;RSVP=TRUE:mailto:${DESK}\r\nEND:VEVENT`);
  const send = (text: string, { method = 'REQUEST', sequence = 0, inReplyTo = '' } = {}) =>
    product.mail({
      ...{ from: 'zoe@citizen.test', to: DESK, subject: 'Le chantier', text, ...(inReplyTo && { inReplyTo }) },
      icalEvent: { method, content: invited(sequence, method) },
    });

  it('is answered from its card by a mail that other programs understand, and is told to be off', async () => {
    const first = await send('Venez.');
    const { screen, page } = await openCase('Le chantier');
    const card = page.getByRole('region', { name: 'Invitation' });
    await card.getByRole('button', { name: 'Accept', exact: true }).click();
    await card.getByText('You have accepted.').waitFor();
    await page.getByText('Mairie has accepted').waitFor();
    await product.delivered();
    const [mail] = sink.mails;
    expect(mail!.envelope.to).toEqual(['zoe@citizen.test']);
    expect(mail!.raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REPLY/i);
    expect(mail!.raw.replace(/=\r\n/g, '').replaceAll('=3D', '=')).toContain(`PARTSTAT=ACCEPTED:mailto:${DESK}`);

    await send('Plus tard.', { sequence: 1, inReplyTo: first });
    await product.processed();
    await page.getByText('Changed invitation').waitFor();
    await page.getByText('Changed since by a later message').waitFor();
    const declines = (count: number) =>
      eventually(async () => expect(await page.getByRole('button', { name: 'Decline' }).count()).toBe(count));
    await declines(1);
    await send('Annulé.', { method: 'CANCEL', sequence: 2, inReplyTo: first });
    await product.processed();
    // The invitation, its change, and what was answered: none of them says any more that the meeting takes place.
    await page.getByText('This meeting has been canceled since').nth(2).waitFor();
    await page.getByText('You had accepted.').waitFor();
    await declines(0);
    expect(await screen.faultsInEveryLook()).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});

describe('a mail that is signed inside of a file', () => {
  it('is read, and says in a line what its signature proves, with the reason on demand', async () => {
    const file = new URL('../../libs/channels/src/email/fixtures/signed-opaque.eml', import.meta.url);
    const raw = readFileSync(file);
    await product.mail({ envelope: { from: 'zoe.martin@example.org', to: [DESK] }, raw });
    for (const [locale, line, why] of [
      ['en-GB', 'Signed, signer not confirmed', 'nothing proves whose it is'],
      ['fr-FR', 'Signé, signataire non confirmé', 'rien ne prouve à qui il appartient'],
    ] as const) {
      const { screen, page } = await openCase('Acte', { locale });
      await page.getByText('Bonjour, voici l’acte signé.').first().waitFor();
      await page.getByText('acte.txt').first().waitFor();
      await page.getByRole('button', { name: line }).press('Enter');
      await page.getByRole('dialog', { name: line }).getByText(why).waitFor();
      expect(await screen.faultsInEveryLook()).toEqual([]);
      expect(screen.errors).toEqual([]);
      await screen.close();
    }
  });
});

describe('a mail that is attached to a mail', () => {
  it('is read without a download, with its files and the mail inside of it', async () => {
    const first = await mailBytes({
      ...{ from: 'Luc Petit <luc@citizen.test>', to: 'zoe@citizen.test', subject: 'Au début', text: 'Tout au fond.' },
      attachments: [{ filename: 'photo.png', content: PNG, contentType: 'image/png' }],
    });
    const second = await mailBytes({
      ...{ from: 'Voisin <voisin@citizen.test>', to: 'zoe@citizen.test', subject: 'Le bruit', date: new Date(0) },
      html: `<p>Chaque <b>nuit</b>.</p>${HOSTILE}<img src="https://tracker.test/pixel.png">`,
      attachments: [{ filename: 'avant.eml', content: first, contentType: 'message/rfc822' }],
    });
    await product.mail({
      ...{ from: 'zoe@citizen.test', to: DESK, subject: 'Je transmets', text: 'Voir le message joint.' },
      attachments: [{ filename: 'bruit.eml', content: second, contentType: 'message/rfc822' }],
    });
    const { screen, page } = await openCase('Je transmets');
    await page
      .getByRole('button', { name: /bruit\.eml/ })
      .first()
      .click();
    const mail = page.getByRole('dialog', { name: /bruit\.eml/ });
    await mail.getByText('Voisin <voisin@citizen.test>').waitFor();
    await mail.getByText('Le bruit', { exact: true }).waitFor();
    await mail.frameLocator('iframe').getByText('nuit').waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);

    await mail.getByRole('button', { name: /avant\.eml/ }).click();
    const inner = page.getByRole('dialog', { name: /avant\.eml/ });
    await inner.getByText('Tout au fond.').waitFor();
    await inner.getByRole('button', { name: /photo\.png/ }).click();
    const picture = page.getByRole('dialog', { name: /photo\.png/ }).getByRole('img', { name: 'photo.png' });
    await picture.waitFor();
    await eventually(async () =>
      expect(await page.evaluate('document.querySelector("[role=dialog] img").naturalWidth')).toBe(1),
    );
    for (const name of [/avant\.eml/, /bruit\.eml/]) {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name }).waitFor();
    }
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'bruit.eml' }).waitFor();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(screen.strays).toEqual([]);
    expect(screen.errors).toEqual([]);
    await screen.close();
  });

  it('is nothing for a stranger, and no other file is one', async () => {
    const { screen, entry } = await openCase('Je transmets');
    const { id } = entry.attachments[0]!;
    const ben = { email: 'ben@town.test', password: ADMIN.password };
    await root.post('/agents', { ...ben, name: 'Ben', role: 'agent', teamIds: [] });
    const stranger = await ApiClient.signIn(product.url, ben);
    expect((await stranger.raw('GET', `/attachments/${id}/message`)).status).toBe(404);
    expect((await stranger.raw('GET', `/attachments/${id}/message/files/0`)).status).toBe(404);
    expect((await root.raw('GET', `/attachments/${id}/message?within=9`)).status).toBe(404);
    expect((await root.raw('GET', `/attachments/${id}/message/files/9`)).status).toBe(404);
    const { entry: other, screen: second } = await openCase('Mes pièces');
    const photo = other.attachments.find(({ name }) => name === 'photo.png')!;
    expect((await root.raw('GET', `/attachments/${photo.id}/message`)).status).toBe(404);
    await Promise.all([screen.close(), second.close()]);
  });
});
