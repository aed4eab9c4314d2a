import type { StoredMessage } from '@guichet/cases';
import type { Filed } from './stored-messages.js';
import { dangersOf } from './find-dangers-in-html.js';
import { violationsOf } from './invariants.js';

const startedAt = new Date('2026-11-25T09:00:00Z');
const endedAt = new Date('2026-11-25T09:01:00Z');
const raw = Buffer.from('From: Ana <ana@example.org>\r\nTo: intake@guichet.test\r\n\r\nBonjour\r\n');

function filed(data: Partial<StoredMessage> = {}, changes: Partial<Filed> = {}): Filed {
  return {
    name: 'own/ordinary',
    raw,
    digest: 'abc',
    envelope: { id: '1', state: 'processed', reason: null, received_at: startedAt, storedDigest: 'abc' },
    entry: {
      case_id: '2',
      position: 1,
      at: new Date('2026-11-25T09:00:30Z'),
      citizen_id: '3',
      data: {
        from: { type: 'email', value: 'ana@example.org', verified: false },
        to: [],
        cc: [],
        subject: 'Bonjour',
        segments: [{ kind: 'visible', text: 'Bonjour' }],
        html: null,
        remoteImages: [],
        attachments: [],
        claimedAt: '2026-11-24T09:00:00.000Z',
        flags: [],
        hiddenParts: 0,
        hasOriginal: true,
        ...data,
      },
    },
    ...changes,
  };
}

const violated = async (message: Filed): Promise<string[]> => {
  const run = { startedAt, endedAt, filed: [message], isCopy: () => Promise.resolve(false) };
  return [...new Set((await violationsOf(run)).map(({ invariant }) => invariant))];
};
const envelope = filed().envelope!;
const address = (value: string) => ({ type: 'email', value, verified: false }) as const;
const attachment = (name: string) => ({
  id: '4',
  name,
  type: 'text/plain',
  size: 1,
  inline: false,
  state: 'ready' as const,
});

const headed = (head: string, from = 'Ana <ana@example.org>') =>
  Buffer.from(`From: ${from}\r\nTo: intake@guichet.test\r\n${head}\r\n\r\nBonjour\r\n`);
const heldFor = (reason: NonNullable<typeof envelope.reason>) => ({
  entry: null,
  envelope: { ...envelope, state: 'quarantined' as const, reason },
});
const REPORT = 'Content-Type: multipart/report;\r\n report-type="delivery-status"; boundary=b';

describe('the invariants of the corpus', () => {
  it('have nothing to say about an ordinary message that was filed well', async () => {
    expect(await violated(filed())).toEqual([]);
  });

  it.each([
    ['INV-01', filed({}, { envelope: { ...envelope, state: 'quarantined', reason: 'failed-repeatedly' } })],
    ['INV-02', filed({}, { envelope: null })],
    ['INV-02', filed({}, { entry: null })],
    ['INV-02', filed({}, { envelope: { ...envelope, state: 'received' } })],
    ['INV-03', filed({}, { envelope: { ...envelope, storedDigest: 'other' } })],
    ['INV-04', filed({ subject: 'a\0b' })],
    ['INV-04', filed({ segments: [{ kind: 'visible', text: '\ud800' }] })],
    ['INV-05', filed({ claimedAt: '3609-01-01T00:00:00.000Z' })],
    ['INV-05', filed({ claimedAt: '2026-11-25T09:00:20.000Z' })],
    ['INV-06', filed({ from: address('evil@example.com') })],
    ['INV-06', filed({ to: [address('not an address')] })],
    ['INV-07', filed({ from: null, flags: ['no-sender'] })],
    ['INV-07', filed({ flags: ['several-senders'] })],
    ['INV-08', filed({}, { name: 'flanker/bounce/zed' })],
    ['INV-08', filed({}, { name: 'flanker/long-links' })],
    ['INV-08', filed({ flags: ['automatic'] })],
    ['INV-10', filed({ attachments: [attachment('../../etc/passwd')] })],
    ['INV-10', filed({ attachments: [attachment('gnp.\u202Eexe')] })],
    ['INV-11', filed({ html: '<p onclick="run()">Bonjour</p>' })],
    ['INV-12', filed({ hiddenParts: 3 })],
    ['INV-12', filed({ hasOriginal: false })],
  ])('tell what breaks %s', async (invariant, message) => {
    expect(await violated(message)).toContain(invariant);
  });

  it.each([
    ['a list', headed('List-Id: <x.example.org>'), filed({ flags: ['automatic'] })],
    ['bulk', headed('Precedence: bulk'), filed({ flags: ['automatic'] })],
    ['a program', headed('Auto-Submitted: auto-generated'), filed({ flags: ['automatic'] })],
    ['an answer of a program', headed('Auto-Submitted: auto-replied'), filed({}, heldFor('unmatched-automatic'))],
    ['a report', headed(REPORT), filed({}, heldFor('unmatched-bounce'))],
    ['a complaint', headed(REPORT.replace('delivery-status', 'feedback-report')), filed({}, heldFor('complaint'))],
    ['a daemon', headed('Subject: x', 'Mailer-Daemon@example.org'), filed({}, heldFor('unmatched-bounce'))],
  ])('know %s by its header', async (_, raw, as) => {
    expect(await violated({ ...as, raw, name: 'foreign/1' })).not.toContain('INV-08');
    // The same as of a person, and of a person the same.
    expect(await violated({ ...filed(), raw, name: 'foreign/1' })).toContain('INV-08');
    expect(await violated({ ...as, name: 'foreign/1' })).toContain('INV-08');
  });

  it('know a sender who takes no answer', async () => {
    const raw = headed('Subject: x', '<ana.no-reply@example.org>');
    const flags = filed({ flags: ['automatic'], from: address('ana.no-reply@example.org') });
    expect(await violated({ ...flags, raw, name: 'foreign/1' })).toEqual([]);
  });

  it.each([
    '<script>run()</script>',
    '<img src="https://tracker.example/1.gif">',
    '<img src=x onerror=run()>',
    '<a href="javascript:run()">here</a>',
    '<a href=" data:text/html,hello">here</a>',
    '<form action="https://example.org"><input name="password"></form>',
    '<p style="background:url(https://tracker.example)">Bonjour</p>',
    '<svg><a xlink:href="javascript:run()"></a></svg>',
    '<!-- <p> -->',
  ])('see the danger in %s', (html) => {
    expect(dangersOf(html)).not.toEqual([]);
  });

  it('see none in what may be shown', () => {
    const id = '01a21074-b2cb-7b23-a848-ac57049509a2';
    expect(
      dangersOf(
        `<div data-quoted><p style="color:#333">3 &lt; 4 <a href="https://example.org/?a=1&amp;b=2">here</a></p><img data-remote="0" alt="x &gt; y"><img src="/api/v1/attachments/${id}?inline=1"></div>`,
      ),
    ).toEqual([]);
  });
});
