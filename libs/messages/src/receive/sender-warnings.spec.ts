import type { Authentication } from '@guichet/contracts';
import { mail } from '../../../../test/support/test-town.js';
import { knownHere, warningsOf, withLookAlike } from './sender-warnings.js';

const here = knownHere(['valbourg.example', 'ecoles.valbourg.example'], [{ name: 'Léa Martin' }, { name: 'Root' }]);
const from = (value: string, name = '', replyTo?: string) =>
  mail(value, { from: { type: 'email', value, name, verified: false }, ...(replyTo ? { replyTo } : {}) });

describe('what is odd about a sender', () => {
  it.each([
    ['ada@orange.example', 'Ada Blanc', []],
    ['lea.martin@valbourg.example', 'Léa Martin', []],
    ['lea@perso.example', 'MARTIN Lea', [{ reason: 'name-of-agent', name: 'Léa Martin' }]],
    ['lea@perso.example', 'Martin', []],
    ['lea@perso.example', 'Léa Martin-Dupont', []],
    [
      'maire@va1bourg.example',
      '',
      [{ reason: 'look-alike-domain', domain: 'va1bourg.example', of: 'valbourg.example' }],
    ],
  ] as const)('%s, called %j: %j', (address, name, warnings) => {
    expect(warningsOf(from(address, name), here)).toEqual(warnings);
  });

  it('is an answer that goes elsewhere, but not for a form of our own', () => {
    expect(warningsOf(from('ada@orange.example', '', 'x@evil.example'), here)).toEqual([
      { reason: 'replies-elsewhere', address: 'x@evil.example' },
    ]);
    expect(warningsOf(from('site@valbourg.example', '', 'ada@orange.example'), here)).toEqual([]);
  });

  it('is a domain like that of a participant of the case that it names', () => {
    const authentication: Authentication = {
      ...{ verdict: 'authenticated', domain: 'assocation-lecture.example', source: 'checked', warnings: [] },
      ...{ spf: 'pass', dkim: 'pass', dmarc: 'pass', arc: 'none' },
    };
    const item = { message: mail('ada@assocation-lecture.example', { authentication }) };
    const participants = ['email:ada@association-lecture.example', 'phone:+33612345678'];
    expect(withLookAlike(item, participants).message.authentication?.warnings).toEqual([
      { reason: 'look-alike-domain', domain: 'assocation-lecture.example', of: 'association-lecture.example' },
    ]);
    expect(withLookAlike(item, ['email:ada@orange.example'])).toBe(item);
  });
});
