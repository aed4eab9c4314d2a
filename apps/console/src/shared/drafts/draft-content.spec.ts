import type { MessageEntry } from '@guichet/contracts';
import { contentOfMessage } from './draft-content.js';

describe('an answer that was taken back', () => {
  const values = { citizen_name: 'Mme Martin', reference: 'GCH-1' };
  const entry = {
    text: 'Bonjour Mme Martin,',
    html: null,
    segments: [{ kind: 'visible', text: 'Bonjour Mme Martin,' }],
    channel: 'email',
    channelAccountId: 'mairie',
    to: [{ type: 'email', value: 'm@citizen.test', verified: true }],
    cc: [{ type: 'email', value: 'roy@barreau.test', verified: false }],
    bcc: [{ type: 'email', value: 'maire@elus.test', verified: false }],
    attachments: [],
    provenance: { templateId: 't', number: 2, language: 'fr', replyPageId: 'a', values, filled: ['citizen_name'] },
  } as unknown as MessageEntry;

  it('keeps what the agent filled in, and asks anew for what the case knew', () =>
    expect(contentOfMessage(entry)).toMatchObject({
      text: entry.text,
      via: { channelAccountId: 'mairie', to: 'm@citizen.test' },
      template: { number: 2, values: { citizen_name: 'Mme Martin' } },
      takenBack: { channelKind: 'email', values },
    }));
  it('comes back with all its recipients', () =>
    expect(contentOfMessage(entry).envelope).toEqual({
      ...{ channelAccountId: 'mairie', to: ['m@citizen.test'] },
      ...{ cc: ['roy@barreau.test'], bcc: ['maire@elus.test'] },
    }));
  it('comes back without what the server had added', () => {
    const signed = {
      ...entry,
      text: 'Bonjour,\n\n-- \nLéa',
      segments: [
        { kind: 'visible' as const, text: 'Bonjour,' },
        { kind: 'signature' as const, text: '\n\n-- \nLéa' },
      ],
      html: '<div data-letterhead lang="fr"><p>VILLE</p><hr></div><p>Bonjour,</p><div data-signature lang="fr"><p>-- <br>Léa</p></div>',
    };
    expect(contentOfMessage(signed)).toMatchObject({ text: 'Bonjour,', html: '<p>Bonjour,</p>' });
  });
  it('keeps nothing of the kind where no template was used', () =>
    expect(contentOfMessage({ ...entry, provenance: null })).not.toHaveProperty('template'));
});
