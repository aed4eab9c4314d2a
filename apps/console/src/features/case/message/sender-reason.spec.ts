import { senderStanding, type Authentication, type SenderWarning } from '@guichet/contracts';
import { senderReason } from './sender-reason.js';

const none = { spf: 'none', dkim: 'none', dmarc: 'none', arc: 'none' } as const;
const judged = (verdict: Authentication['verdict'], more: Partial<Authentication> = {}): Authentication => ({
  ...{ verdict, domain: 'town.example', source: 'checked', warnings: [], ...none, ...more },
});

describe('the reason of a verdict', () => {
  it.each([
    ['signed', judged('authenticated', { dkim: 'pass', dmarc: 'pass', spf: 'fail' })],
    ['server', judged('authenticated', { spf: 'pass', dkim: 'fail' })],
    ['forwarded', judged('authenticated', { arc: 'pass', dmarc: 'fail', dkim: 'fail' })],
    ['trusted-server', judged('authenticated', { dkim: 'pass', source: 'trusted-server' })],
    ['policy', judged('failed', { dmarc: 'fail', spf: 'fail' })],
    ['excluded', judged('failed', { spf: 'fail' })],
    ['no-author', judged('unauthenticated', { domain: null })],
    ['other-signature', judged('unauthenticated', { dkim: 'pass' })],
    ['broken-signature', judged('unauthenticated', { dkim: 'fail' })],
    ['silent', judged('unauthenticated')],
    ['no-answer', judged('unknown', { dmarc: 'temperror' })],
    ['silent-server', judged('unknown', { source: 'trusted-server' })],
    ['too-many-signatures', judged('unknown', { dkim: 'permerror', arc: 'permerror' })],
    ['half', judged('unknown', { dmarc: 'fail', dkim: 'fail' })],
    ['nobody', judged('unknown')],
  ] as const)('is %s', (reason, authentication) => {
    expect(senderReason(authentication)).toBe(reason);
  });
});

describe('the mark of a sender', () => {
  const swapped: SenderWarning = { reason: 'replies-elsewhere', address: 'x@evil.example' };
  const imitated: SenderWarning = { reason: 'name-of-agent', name: 'Ana' };
  it.each([
    ['verified', judged('authenticated')],
    ['verified', judged('authenticated', { warnings: [swapped] })],
    ['look-alike', judged('authenticated', { warnings: [imitated] })],
    ['look-alike', judged('unknown', { warnings: [swapped, imitated] })],
    ['forged', judged('failed', { warnings: [imitated] })],
    ['unverifiable', judged('unauthenticated')],
    ['unchecked', judged('unknown')],
  ] as const)('is %s', (standing, authentication) => {
    expect(senderStanding(authentication)).toBe(standing);
  });
});
