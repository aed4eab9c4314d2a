import type { Handle } from '@guichet/contracts';
import {
  disclosureFindings,
  type CheckedMessageFacts,
  type DisclosedValue,
  type Owner,
} from './findings-before-sending.js';

const email = (value: string): Handle => ({ type: 'email', value, verified: false });
const owners: Record<string, Owner> = {
  'zoe@citizen.test': 'of-case',
  'zoe@work.test': 'of-person',
  'paul@citizen.test': 'of-another',
};
/** Nothing to say, but for what a story changes. */
const look = (changes: Partial<CheckedMessageFacts>): string[] =>
  disclosureFindings({
    recipients: [],
    isFirst: false,
    ownerOf: ({ value }) => owners[value] ?? 'unknown',
    isOurs: ({ value }) => value === 'contact@town.test',
    references: [],
    links: [],
    values: [],
    unprovenSender: null,
    exposedVia: null,
    ...changes,
  }).map(({ key }) => key);
const number = (text: string): DisclosedValue => ({ code: 'other-person-data', text, value: text });

describe('an answer', () => {
  it('to whoever is known is silent, and so is our own address', () => {
    const recipients = ['zoe@citizen.test', 'zoe@work.test', 'contact@town.test'].map(email);
    expect(look({ recipients })).toEqual([]);
  });

  it('to a stranger, or to somebody else who writes to us, says which', () => {
    const recipients = ['zoe@citizen.test', 'eve@citizen.test', 'paul@citizen.test'].map(email);
    expect(look({ recipients })).toEqual(['new-recipient:eve@citizen.test', 'other-citizen-copied:paul@citizen.test']);
  });

  it('that begins a case of nobody may go to anybody; its copies may not', () => {
    const recipients = ['eve@citizen.test', 'ivo@citizen.test'].map(email);
    expect(look({ recipients, isFirst: true })).toEqual(['new-recipient:ivo@citizen.test']);
  });

  it('that names what is somebody else’s says so, once, and not of whom it goes to', () => {
    const paul = email('paul@citizen.test');
    const address = number('paul@citizen.test');
    expect(look({ values: [address, { ...address, file: 'avis.pdf' }] })).toEqual([
      'other-person-data:paul@citizen.test',
    ]);
    expect(look({ values: [address], recipients: [paul] })).toEqual(['other-citizen-copied:paul@citizen.test']);
    expect(look({ values: [number('AB123456')] })).toEqual(['other-person-data:AB123456']);
  });

  it('that leads to what was said elsewhere names the link as it is known and as it is read', () => {
    const links = [{ page: 'files' as const, id: 'f1', text: '…/portal/files/f1…' }];
    expect(look({ links })).toEqual(['other-reference:files/f1']);
  });

  it('has its findings in one order, each with what it is about', () => {
    const found = {
      recipients: [email('eve@citizen.test')],
      references: ['GCH-2026-000007'],
      exposedVia: 'sms',
      unprovenSender: 'ada@orange.example',
    };
    expect(look(found)).toEqual([
      'new-recipient:eve@citizen.test',
      'other-reference:GCH-2026-000007',
      'sender-not-proven:ada@orange.example',
      'below-confidentiality:sms',
    ]);
  });
});
