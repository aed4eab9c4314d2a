import type { InboundMessage } from '@guichet/channels';
import type { Authentication } from '@guichet/contracts';
import { mail } from '../../../../test/support/test-town.js';
import { knownHere, warningsOf, withLookAlike } from './sender-warnings.js';

const here = knownHere({
  addresses: ['mairie@valbourg.example', 'ecoles@ecoles.valbourg.example'],
  agents: [
    { name: 'Léa Martin', email: 'lea.martin@valbourg.example' },
    { name: 'Root', email: 'root@valbourg.example' },
  ],
  organisation: 'Mairie de Valbourg',
});
const from = (value: string, name = '', more: Partial<InboundMessage> = {}) =>
  mail(value, { from: { type: 'email', value, name, verified: false }, ...more });
const agent = { reason: 'name-of-agent', name: 'Léa Martin' } as const;
const organisation = (name: string) => ({ reason: 'name-of-organisation', name }) as const;

describe('what is odd about a sender', () => {
  it.each([
    ['ada@orange.example', 'Ada Blanc', []],
    ['lea.martin@valbourg.example', 'Léa Martin', []],
    ['lea@perso.example', 'MARTIN Lea', [agent]],
    ['lea@perso.example', 'Martin', []],
    ['lea@perso.example', 'Léa Martin-Dupont', []],
    ['x@perso.example', 'MAIRIE DE VALBOURG', [organisation('MAIRIE DE VALBOURG')]],
    ['x@perso.example', 'Mairie de Valbourg – Direction', [organisation('Mairie de Valbourg – Direction')]],
    ['x@perso.example', 'Les amis de la mairie de Valbourg', []],
    ['x@valbourg.example', 'Mairie de Valbourg', []],
    ['mairie@valbourg.example', 'Mairie de Valbourg', []],
    [
      'maire@va1bourg.example',
      '',
      [{ reason: 'look-alike-domain', domain: 'va1bourg.example', of: 'valbourg.example' }],
    ],
  ] as const)('%s, called %j and genuine: %j', (address, name, warnings) => {
    expect(warningsOf(from(address, name), here, 'authenticated')).toEqual(warnings);
  });

  it.each([
    ['mairie@valbourg.example', '', 'unknown', 'address-of-ours'],
    ['mairie+site@valbourg.example', '', 'unauthenticated', 'address-of-ours'],
    ['lea.martin@valbourg.example', 'Léa Martin', 'failed', 'address-of-ours'],
    ['lea.martin@valbourg.example', 'Léa Martin', 'unauthenticated', 'address-of-ours'],
    ['lea.martin@valbourg.example', 'Léa Martin', 'unknown', undefined],
    ['printer@valbourg.example', 'Printer', 'unknown', undefined],
    ['info@valbourg.example', 'Mairie de Valbourg', 'unknown', 'name-of-organisation'],
    ['x@perso.example', 'Mairie de Valbourg', 'unknown', 'name-of-organisation'],
  ] as const)('%s, called %j and %s: %s', (address, name, verdict, reason) => {
    expect(warningsOf(from(address, name), here, verdict).map((warning) => warning.reason)).toEqual(
      reason ? [reason] : [],
    );
  });

  it.each([
    ['the address of a stranger', ['zoe@ville.example'], 'zoe@ville.example', 'others'],
    ['of an agent', ['zoe@ville.example', 'lea.martin@valbourg.example'], 'lea.martin@valbourg.example', 'agent'],
    ['of one of our accounts', ['mairie@valbourg.example'], 'mairie@valbourg.example', 'organisation'],
    ['of our domain', ['maire@valbourg.example'], 'maire@valbourg.example', 'organisation'],
  ] as const)('is a name that is %s', (_, claimed, worst, of) => {
    const claims = claimed.map((address) => ({ address, isPlain: true }));
    expect(warningsOf(from('x@evil.example', '', { claims }), here, 'authenticated')).toEqual([
      { reason: 'name-is-address', claimed: worst, address: 'x@evil.example', of },
    ]);
  });

  it('is no name that only reads like an address, except like one of ours', () => {
    const called = (address: string) =>
      warningsOf(from('liste@lists.example', '', { claims: [{ address, isPlain: false }] }), here, 'authenticated');
    expect(called('zoe@ville.example')).toEqual([]);
    expect(called('maire@valbourg.example')).toMatchObject([{ reason: 'name-is-address', of: 'organisation' }]);
  });

  it('is said of those who share a provider of mailboxes with a small town', () => {
    const town = knownHere({
      addresses: ['mairie.valbourg@orange.fr'],
      agents: [{ name: 'Léa Martin', email: 'l@orange.fr' }],
      organisation: '',
    });
    expect(warningsOf(from('x@orange.fr', 'Léa Martin'), town, 'authenticated')).toEqual([agent]);
    expect(warningsOf(from('x@orange.fr', 'Ada Blanc'), town, 'authenticated')).toEqual([]);
  });

  it('is an answer that goes elsewhere, but not for a form of our own', () => {
    const replyTo = 'x@evil.example';
    expect(warningsOf(from('ada@orange.example', '', { replyTo }), here, 'authenticated')).toEqual([
      { reason: 'replies-elsewhere', address: replyTo },
    ]);
    expect(warningsOf(from('site@valbourg.example', '', { replyTo }), here, 'unknown')).toEqual([]);
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
