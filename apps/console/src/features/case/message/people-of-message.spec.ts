import type { MessageEntry } from '@guichet/contracts';
import { recipientOfContact, senderOfMessage } from './people-of-message.js';

const irene = { id: 'irene', name: 'Irène Delatte' };
const paulette = { id: 'paulette', name: 'Paulette Hamelin' };
const alone = { citizen: irene, otherCitizens: [] };
const both = { citizen: irene, otherCitizens: [paulette] };
const call = {
  from: null,
  to: [],
  direction: 'in',
  flags: ['recorded'],
  actor: { kind: 'agent', id: 'ana', name: 'Ana' },
} satisfies Partial<MessageEntry>;
const called = { ...call, direction: 'out' } as const;

describe('who wrote a message', () => {
  it('is named as the citizen of the case, where only the id of an account was known when the timeline was read', () => {
    const from = { type: 'account', value: 'messenger:108/710', verified: true } as const;
    const written = { ...call, from, flags: [], actor: { kind: 'citizen', id: 'irene', name: from.value } as const };
    expect(senderOfMessage(written, alone)).toBe('Irène Delatte');
    expect(senderOfMessage({ ...written, actor: { ...written.actor, name: 'Irène D.' } }, alone)).toBe('Irène D.');
    expect(senderOfMessage(written, { ...alone, citizen: paulette })).toBe(from.value);
  });
});

describe('with whom a recorded contact was', () => {
  it('is the citizen of the case in which it was recorded, also in the case of somebody else', () => {
    expect(senderOfMessage(call, alone)).toBe('Irène Delatte');
    expect(senderOfMessage({ ...call, citizen: paulette }, both)).toBe('Paulette Hamelin');
  });

  it('is said of one that an agent began, where the case has more than one citizen', () => {
    expect(recipientOfContact(called, alone)).toBeUndefined();
    expect(recipientOfContact(called, both)).toBe('Irène Delatte');
    expect(recipientOfContact({ ...called, citizen: paulette }, both)).toBe('Paulette Hamelin');
    expect(recipientOfContact(call, both)).toBeUndefined();
  });

  it('is whoever is named in it', () => {
    const from = { type: 'phone', value: '+33639980001', verified: false } as const;
    expect(senderOfMessage({ ...call, from, citizen: paulette }, both)).toBe('+33639980001');
    expect(senderOfMessage({ ...call, from: { ...from, name: 'Zoé' }, citizen: paulette }, both)).toBe('Zoé');
  });
});
