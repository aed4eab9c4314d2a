import type { Invitation } from '@guichet/contracts';
import ICAL from 'ical.js';
import { EmailConfig } from '../config.js';
import { compose } from '../compose-mail.js';
import { parseMail } from '../parse-mail.js';
import { answerCalendar } from './answer-invitation.js';
import { parseInvitation } from './parse-invitation.js';

const OWN = new Set(['mairie@ville.example']);
const AT = new Date('2026-11-02T12:00:00Z');

const asked = (...lines: string[]): Invitation =>
  parseInvitation(
    [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'UID:visite-1@example.org', 'SEQUENCE:2'],
      ...['SUMMARY:Visite\\, chantier', 'ORGANIZER;CN=Zoé:mailto:zoe@example.org', ...lines],
      ...['ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:luc@example.org', 'END:VEVENT', 'END:VCALENDAR', ''],
    ].join('\r\n'),
    { own: OWN },
  )!;

const invited = (...lines: string[]) => asked('ATTENDEE;RSVP=TRUE:mailto:Mairie@Ville.example', ...lines);
const answer = (invitation: Invitation): Invitation => ({
  ...invitation,
  method: 'reply',
  answer: { name: 'Mairie', status: 'tentative' },
});

const eventOf = (calendar: string) =>
  new ICAL.Component(ICAL.parse(calendar) as [string, [], []]).getFirstSubcomponent('vevent')!;

describe('an invitation that can be answered', () => {
  it('is one to an address of ours, as the file writes it, also with a token of ours', () => {
    const when = 'DTSTART:20261105T130000Z';
    expect(invited(when)).toMatchObject({
      ...{ attendee: 'Mairie@Ville.example', uid: 'visite-1@example.org', sequence: 2, recurrenceId: null },
    });
    const token = `mairie+r${'a2'.repeat(20)}@ville.example`;
    expect(asked(when, `ATTENDEE:mailto:${token}`).attendee).toBe(token);
    expect(asked(when).attendee).toBeNull();
  });

  it('is no cancellation', () => {
    expect(invited('DTSTART:20261105T130000Z', 'STATUS:CANCELLED').attendee).toBeNull();
  });
});

describe('the answer to an invitation', () => {
  it('says who answers what to which version of the meeting', () => {
    const calendar = answerCalendar(answer(invited('DTSTART:20261105T130000Z')), AT)!;
    expect(calendar).toContain('METHOD:REPLY\r\n');
    const event = eventOf(calendar);
    const value = (name: string) => String(event.getFirstPropertyValue(name));
    expect(value('uid')).toBe('visite-1@example.org');
    expect(value('sequence')).toBe('2');
    expect(value('organizer')).toBe('mailto:zoe@example.org');
    expect(value('dtstamp')).toBe('2026-11-02T12:00:00Z');
    expect(value('dtstart')).toBe('2026-11-05T13:00:00Z');
    expect(value('summary')).toBe('Visite, chantier');
    const attendees = event.getAllProperties('attendee');
    expect(attendees.map((one) => [one.getFirstValue(), one.getParameter('partstat')])).toEqual([
      ['mailto:Mairie@Ville.example', 'TENTATIVE'],
    ]);
  });

  it.each([
    ['a day', 'DTSTART;VALUE=DATE:20261105', 'DTSTART;VALUE=DATE:20261105'],
    ['a time without a zone', 'DTSTART:20261105T140000', 'DTSTART:20261105T140000'],
  ])('keeps %s', (_, line, expected) => {
    expect(answerCalendar(answer(invited(line)), AT)).toContain(`${expected}\r\n`);
  });

  it('is about one meeting of a series where the invitation is', () => {
    const one = invited('DTSTART:20261105T130000Z', 'RECURRENCE-ID:20261105T120000Z');
    expect(answerCalendar(answer(one), AT)).toContain('RECURRENCE-ID:20261105T120000Z\r\n');
  });

  it('cannot be made of an invitation from before, which lacks what it needs', () => {
    const invitation = { ...answer(invited('DTSTART:20261105T130000Z')), uid: '', attendee: null };
    expect(answerCalendar(invitation, AT)).toBeUndefined();
  });

  it('leaves as a mail that other programs take for an answer', async () => {
    const config = EmailConfig.parse({ address: 'mairie@ville.example', outbound: { host: 'smtp.ville.example' } });
    const address = (value: string) => ({ type: 'email' as const, value, verified: false });
    const { raw } = await compose(
      {
        ...{ externalId: 'a@ville.example', from: address('mairie@ville.example'), to: [address('zoe@example.org')] },
        ...{ cc: [], subject: 'Accepté', text: 'La mairie a accepté.', html: null, references: ['q@example.org'] },
        ...{ replyToken: 'a'.repeat(42), bounceToken: 'b'.repeat(42), attachments: [], template: null },
        ...{ callbackUrl: null, automatic: false, parts: { sent: [], record: () => Promise.resolve() } },
        answer: answer(invited('DTSTART:20261105T130000Z')),
      },
      config,
    );
    expect(raw.toString()).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REPLY/i);
    const [event] = await parseMail({
      ...{ raw: new Uint8Array(raw), digest: 'd', mailFrom: null, rcptTo: [], own: [] },
      ...{ receivedAt: AT.getTime(), withHtml: true },
    });
    expect(event).toMatchObject({
      text: 'La mairie a accepté.',
      invitation: { method: 'reply', answer: { name: 'Mairie@Ville.example', status: 'tentative' } },
    });
  });
});
