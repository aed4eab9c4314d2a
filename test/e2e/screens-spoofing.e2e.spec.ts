import { createHash } from 'node:crypto';
import type {
  CaseDetail,
  CaseSummary,
  ChannelAccount,
  Citizen,
  MessageEntry,
  Page as ListPage,
  Timeline,
} from '@guichet/contracts';
import { Intake } from '@guichet/messages';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { MailSigner, rawMail } from '../support/mail-signer.js';
import { ADMIN } from '../support/running-product.js';
import { ADDRESS, RunningTown } from '../support/running-town.js';
import { Screen } from '../support/browser-screen.js';

/** The servers of those who are who they say, and of somebody else. */
const SERVER = '203.0.113.25';
const ELSEWHERE = '198.51.100.9';
const ADA = 'Ada Blanc <ada@lecture.example>';

let browser: Browser;
let town: RunningTown;
let account: ChannelAccount;
let lecture: MailSigner;
/** The case of Ada, and what our answer to her has shown. */
let answered: { caseId: string; messageId: string; token: string };

interface Sent {
  raw: string;
  remote?: string;
  mailFrom?: string;
}

/** A mail as our server has received it from a server that is not on this machine. */
async function receive({ raw, remote = ELSEWHERE, mailFrom = 'x@evil.example' }: Sent): Promise<void> {
  const body = Buffer.from(raw);
  await town.product.product.app.get(Intake).accept(account.id, {
    externalId: createHash('sha256').update(body).digest('hex'),
    body,
    headers: { remote, helo: 'mail.club.example', 'mail-from': mailFrom, 'rcpt-to': ADDRESS, tls: 'yes' },
    receivedAt: new Date(),
  });
  await town.product.processed();
}

const ask = (subject: string, fields: Record<string, string> = {}, text = `${subject}, s’il vous plaît.`): string =>
  rawMail({ From: ADA, To: ADDRESS, Subject: subject, ...fields }, text);
const answering = () => ({ 'In-Reply-To': answered.messageId });
const absence = (subject: string, From: string): Sent => ({
  raw: ask(subject, { ...answering(), From, 'Auto-Submitted': 'auto-replied' }),
  mailFrom: '',
});

/** Where a mail has come to: its message, and the case of it. */
async function cameTo(subject: string): Promise<{ item: CaseDetail; entry: MessageEntry }> {
  const { client } = town.desk;
  const { items } = await client.get<ListPage<CaseSummary>>('/cases?status=any&limit=200');
  for (const { id } of items) {
    const timeline = await client.get<Timeline>(`/cases/${id}/timeline?limit=200`);
    const entry = timeline.items.find((one) => one.kind === 'message' && one.subject === subject);
    if (entry) return { item: await client.get<CaseDetail>(`/cases/${id}`), entry: entry as MessageEntry };
  }
  throw new Error(`Nothing came with the subject ${subject}.`);
}

beforeAll(async () => {
  [browser, town] = await Promise.all([launchChromium(), RunningTown.open()]);
  const { client } = town.desk;
  account = (await client.get<ListPage<ChannelAccount>>('/channels')).items[0]!;
  const inbound = { smtp: true, trustedSealers: ['forwarder.example'] };
  await client.patch(`/channels/${account.id}`, { config: { ...account.config, inbound } });
  await client.post('/agents', {
    name: 'Léa Martin',
    email: 'lea.martin@mairie.test',
    password: 'correct horse battery',
  });
  const { dns } = town.product;
  const server = { TXT: [`v=spf1 ip4:${SERVER} -all`] };
  for (const domain of ['lecture.example', 'mairie.test']) {
    dns.publish(domain, server).publish(`_dmarc.${domain}`, { TXT: ['v=DMARC1; p=reject'] });
  }
  dns.publish('club.example', server).publish('silent.example', { TXT: ['nothing about mail'] });
  lecture = new MailSigner(dns, 'lecture.example');

  await receive({ raw: await lecture.sign(ask('Subvention')) });
  const { item } = await cameTo('Subvention');
  await client.post(`/cases/${item.id}/messages`, { text: 'Nous vous répondons bientôt.' });
  await town.product.delivered();
  const { headers } = town.sink.mails.at(-1)!;
  answered = { caseId: item.id, messageId: headers.get('message-id')!, token: headers.get('reply-to')! };
});
afterAll(async () => {
  await browser?.close();
  await town?.close();
});

/** Where the mails of the stories have come to, by their subjects. */
const places = new Map<string, Awaited<ReturnType<typeof cameTo>>>();

interface Story {
  name: string;
  subject: string;
  mail: () => Promise<Sent> | Sent;
  /** Whether it joins the case of Ada, opens one, or opens one and suggests hers, and why. */
  ends: 'joins' | 'opens' | 'sender-failed' | 'sender-not-authenticated' | 'reply-from-unknown-address';
  mark: string;
  /** The words of the reason, or of a warning. */
  says: RegExp;
}

const stories: Story[] = [
  {
    name: 'an answer of Ada without a token',
    subject: 'Merci',
    mail: async () => ({ raw: await lecture.sign(ask('Merci', answering())) }),
    ends: 'joins',
    mark: 'Sender verified',
    says: /valid signature of lecture\.example/,
  },
  {
    name: 'a forged participant who knows our Message-ID',
    subject: 'Nouvel IBAN',
    mail: () => ({ raw: ask('Nouvel IBAN', answering()), mailFrom: 'ada@lecture.example' }),
    ends: 'sender-failed',
    mark: 'Probably forged',
    says: /lecture\.example publishes how its mail can be recognised/,
  },
  {
    name: 'a forged participant who has stolen our token',
    subject: 'Jeton volé',
    mail: () => ({ raw: ask('Jeton volé', { To: answered.token }) }),
    ends: 'joins',
    mark: 'Probably forged',
    says: /Do not rely on the sender/,
  },
  {
    name: 'a colleague by name only',
    subject: 'Urgent',
    mail: () => ({
      raw: ask('Urgent', { From: '=?utf-8?Q?L=C3=A9a_Martin?= <lea@club.example>' }),
      ...{ remote: SERVER, mailFrom: 'lea@club.example' },
    }),
    ends: 'opens',
    mark: 'Possible imitation',
    says: /name of your colleague Léa Martin/,
  },
  {
    name: 'a name that is the address of a colleague',
    subject: 'Rappel',
    mail: () => ({
      raw: ask('Rappel', { From: '"lea.martin@mairie.test" <direction.generale@club.example>' }),
      ...{ remote: SERVER, mailFrom: 'direction.generale@club.example' },
    }),
    ends: 'opens',
    mark: 'Possible imitation',
    says: /address of an agent of your organisation: “lea\.martin@mairie\.test”\. Yet the message comes from direction\.generale@club/,
  },
  {
    name: 'a look-alike of our own domain, signed rightly',
    subject: 'Facture',
    mail: async () => {
      const thief = new MailSigner(town.product.dns, 'rnairie.test');
      return { raw: await thief.sign(ask('Facture', { From: 'Mairie <compta@rnairie.test>' })) };
    },
    ends: 'opens',
    mark: 'Possible imitation',
    says: /ends in rnairie\.test, which looks like mairie\.test/,
  },
  {
    name: 'a look-alike of the domain of a participant',
    subject: 'Suite',
    mail: async () => {
      const thief = new MailSigner(town.product.dns, '1ecture.example');
      return { raw: await thief.sign(ask('Suite', { From: 'Ada Blanc <ada@1ecture.example>', ...answering() })) };
    },
    ends: 'reply-from-unknown-address',
    mark: 'Possible imitation',
    says: /looks like lecture\.example/,
  },
  {
    name: 'answers that are wanted elsewhere',
    subject: 'Inscription',
    mail: async () => ({ raw: await lecture.sign(ask('Inscription', { 'Reply-To': 'ada@evil.example' })) }),
    ends: 'opens',
    mark: 'Sender verified',
    says: /asks for answers to another address: ada@evil\.example/,
  },
  {
    name: 'a mailing list that breaks the signature',
    subject: '[club] Fête',
    mail: async () => {
      const raw = await lecture.sign(ask('Fête', answering()));
      return {
        raw: raw.replace('Subject: Fête', 'Subject: [club] Fête'),
        remote: SERVER,
        mailFrom: 'list@club.example',
      };
    },
    ends: 'sender-failed',
    mark: 'Probably forged',
    says: /changed on its way, as mailing lists do/,
  },
  {
    name: 'a forwarder that we trust, and its seal',
    subject: '[tr] Bilan',
    mail: async () => {
      const forwarder = new MailSigner(town.product.dns, 'forwarder.example');
      const found = 'forwarder.example; dkim=pass header.d=lecture.example; dmarc=pass header.from=lecture.example';
      return { raw: await forwarder.seal(ask('[tr] Bilan', answering()), found) };
    },
    ends: 'joins',
    mark: 'Sender verified',
    says: /forwarded by a service that your organisation trusts/,
  },
  {
    name: 'a domain that has only a server',
    subject: 'Tournoi',
    mail: () => ({ raw: ask('Tournoi', { From: 'club@club.example' }), remote: SERVER, mailFrom: 'club@club.example' }),
    ends: 'opens',
    mark: 'Sender verified',
    says: /sent by a server that may send for club\.example/,
  },
  {
    name: 'a signature of another domain',
    subject: 'Lettre',
    mail: async () => ({ raw: await lecture.sign(ask('Lettre', { From: 'zoe@silent.example' })) }),
    ends: 'opens',
    mark: 'Sender not verifiable',
    says: /signed, but by another domain than silent\.example/,
  },
  {
    name: 'results that the sender has written himself',
    subject: 'Virement',
    mail: () => ({
      raw: `Authentication-Results: localhost; dmarc=pass header.from=mairie.test\r\n${ask('Virement', { From: `Maire <maire@mairie.test>` })}`,
    }),
    ends: 'opens',
    mark: 'Probably forged',
    says: /mairie\.test publishes how its mail can be recognised/,
  },
  {
    name: 'the null sender',
    subject: 'Absence',
    mail: () => absence('Absence', 'zoe@silent.example'),
    ends: 'joins',
    mark: 'Sender not verifiable',
    says: /silent\.example publishes nothing/,
  },
];

// Threats: A002, A004, A009, S23, S24.
describe('who really wrote', () => {
  it('is judged, and decides where a mail goes', async () => {
    const ends: Record<string, string> = {};
    for (const { subject, mail } of stories) {
      await receive(await mail());
      const place = await cameTo(subject);
      places.set(subject, place);
      const { item } = place;
      ends[subject] = item.id === answered.caseId ? 'joins' : (item.links[0]?.reason ?? 'opens');
    }
    expect(ends).toEqual(Object.fromEntries(stories.map(({ subject, ends }) => [subject, ends])));
    // A forged robot answers nothing of ours.
    await receive(absence('Absence d’Ada', ADA));
    await expect(cameTo('Absence d’Ada')).rejects.toThrow('Nothing came');
    // A robot whom nobody has checked takes no part, and answers still go to Ada.
    const mine = await town.desk.client.get<CaseDetail>(`/cases/${answered.caseId}`);
    expect(mine.replyTo?.to).toEqual(['ada@lecture.example']);
  });

  const answers: Record<string, RegExp> = {
    'Sender verified': /Yes, it does come from \S+@[\s\S]*nobody can say who sat at the keyboard/,
    'Possible imitation': /Yes, from \S+@\S+; but that is not the address of whom the sender seems to be/,
    'Probably forged': /Probably not: it is unlikely to have been sent from \S+@/,
    'Sender not verifiable': /Nobody can tell: nothing proves that it comes from \S+@/,
  };

  /** What an agent may do. */
  const advice: Record<string, RegExp> = {
    'Sender verified': /^(?![\s\S]*a way that you know already)/,
    'Possible imitation': /Do nothing that this message asks for before[\s\S]*report the case as spam/,
    'Probably forged': /Do nothing that this message asks for before[\s\S]*report the case as spam/,
    'Sender not verifiable':
      /You can reply: the reply goes to the owner of \S+@\S+[\s\S]*Before you give personal data/,
  };

  it('is shown beside the sender, with an answer and the reason in words', async () => {
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await screen.openInbox();
    // The list warns before a case is opened.
    for (const [subject, mark] of Object.entries({ Virement: 'Probably forged', Facture: 'Possible imitation' }))
      await page
        .getByRole('link', { name: new RegExp(subject) })
        .getByText(mark)
        .waitFor();
    let open = '';
    for (const { subject, mark, says } of stories.toSorted((a, b) => a.ends.localeCompare(b.ends))) {
      const { item, entry } = places.get(subject)!;
      if (open !== item.id) await page.locator(`a[href*="${item.id}"]`).first().click();
      open = item.id;
      const message = page.locator('section').filter({ hasText: entry.text.trim() }).last();
      await message.scrollIntoViewIfNeeded();
      const shown = message.getByRole('button', { name: mark, exact: true });
      // By the keyboard, as whoever has no mouse.
      await shown.press('Enter');
      const why = page.getByRole('dialog', { name: mark });
      await why.and(page.locator(':focus')).waitFor();
      await why.getByText('Does this message really come from this address?').waitFor();
      expect(await why.innerText()).toMatch(answers[mark]!);
      expect(await why.innerText()).toMatch(advice[mark]!);
      expect(`${await why.innerText()}\n${await message.innerText()}`).toMatch(says);
      await page.keyboard.press('Escape');
      await why.waitFor({ state: 'detached' });
      await shown.and(page.locator(':focus')).waitFor();
    }
    // By one key, and before anybody answers, it is said to whom the answer would go.
    const { item } = places.get('Rappel')!;
    await screen.visit(`/cases/${item.id}`);
    await page.getByText('Your reply would go to direction.generale@club.example.').waitFor();
    await page.getByRole('button', { name: 'Possible imitation' }).waitFor();
    await page.keyboard.press('v');
    await page.getByRole('dialog', { name: 'Possible imitation' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Escape');
    expect(await screen.faultsInEveryLook()).toEqual([]);
    // On a phone, the name of who cannot be verified hides no address.
    await page.setViewportSize({ width: 360, height: 740 });
    for (const [subject, from] of [
      ['Facture', 'compta@rnairie.test'],
      ['Rappel', 'direction.generale@club.example'],
    ] as const) {
      await screen.visit(`/cases/${places.get(subject)!.item.id}`);
      const address = page.locator('header bdi', { hasText: from });
      expect(await address.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
    }
    expect([screen.errors, screen.strays]).toEqual([[], []]);
    await screen.close();
  });
});

// Threats: S23.
describe('whoever gives the name of somebody who is known, from an address that nothing proves', () => {
  const IMPOSTOR = 'lise@silent.example';
  let [known, item]: CaseDetail[] = [];

  beforeAll(async () => {
    await receive({ raw: await lecture.sign(ask('Ma carte', { From: 'Lise Fabre <lise@lecture.example>' })) });
    ({ item: known } = await cameTo('Ma carte'));
    await receive({ raw: ask('Mon dossier', { From: `Lise Fabre <${IMPOSTOR}>` }) });
    ({ item } = await cameTo('Mon dossier'));
  });

  it('is not proposed to take over their record, and never does so unasked', async () => {
    expect(item!.citizen!.id).not.toBe(known!.citizen!.id);
    const screen = await Screen.open(browser, town.product.url);
    await screen.signIn(ADMIN);
    const { page } = screen;
    await screen.visit(`/cases/${item!.id}`);
    const panel = page.getByRole('complementary', { name: 'Case details' });
    await panel.getByText(`Anyone can write this: nothing proves who writes from ${IMPOSTOR}.`).waitFor();
    // Above the composer and, once somebody writes, beside the recipient.
    const namesake = page.getByText(`Nothing proves who writes from ${IMPOSTOR}. Another record of the name Lise Fabre has lise@lecture.example.`); // prettier-ignore
    await namesake.waitFor();
    await page.getByRole('button', { name: /^Reply by email/ }).click();
    await page.locator('[contenteditable=true]:focus').waitFor();
    await namesake.waitFor();
    const merge = panel.getByRole('button', { name: 'Merge…' });
    expect(await merge.getAttribute('data-variant')).toBe('subtle');
    await merge.click();
    const dialog = page.getByRole('dialog', { name: 'Merge two people' });
    const warning = dialog.getByRole('alert').filter({ hasText: `Nothing proves who writes from ${IMPOSTOR}` });
    await warning.getByText(/replies with what these cases contain may go to it/).waitFor();
    expect(await screen.faultsInEveryLook()).toEqual([]);

    // The one who is proved stays, unless the agent turns it round.
    const direction = async () => (await dialog.innerText()).replace(/\s+/g, ' ');
    expect(await direction()).toMatch(/lise@silent\.example.*lise@lecture\.example.*Swap direction/);
    const box = dialog.getByRole('checkbox', { name: 'I have checked that this address belongs to Lise Fabre' });
    await box.check();
    await dialog.getByRole('button', { name: 'Swap direction' }).click();
    // What was confirmed of one person says nothing of the other.
    expect(await box.isChecked()).toBe(false);
    expect(await direction()).toMatch(/lise@lecture\.example.*lise@silent\.example.*Swap direction/);
    await dialog.getByRole('button', { name: 'Swap direction' }).click();
    const [reason, submit] = [
      dialog.getByRole('textbox', { name: 'Reason' }),
      dialog.getByRole('button', { name: 'Merge', exact: true }),
    ];
    expect(await reason.inputValue()).toBe('');
    await reason.fill('Called back');
    expect(await submit.isDisabled()).toBe(true);
    await box.check();
    await submit.click();
    await page.getByText('Lise Fabre was merged into Lise Fabre', { exact: true }).waitFor();
    const merged = await town.desk.client.get<Citizen>(`/citizens/${item!.citizen!.id}`);
    expect(merged.id).toBe(known!.citizen!.id);
    const said = page.getByRole('alert').filter({ hasText: 'was merged into' });
    await said.getByRole('button', { name: 'Undo' }).click();
    await panel.getByText(/Same name/).waitFor();
    expect(screen.errors).toEqual([]);
    await screen.close();
  });
});
