import { Draft } from '@guichet/contracts';
import { draftRequestBody } from './draft-request-body.js';
import { emptyContent } from './draft-content.js';

describe('what is kept of a draft', () => {
  const to = ['zoe@citizen.test'];

  it('has its recipients', () =>
    expect(
      draftRequestBody({ ...emptyContent, text: 'Oui', envelope: { to, cc: [], bcc: [] } }).envelope,
    ).toMatchObject({
      to,
    }));
  it('are its words alone where it has more recipients than a message can have', () => {
    const cc = Array.from({ length: 51 }, (_, at) => `roy${at}@barreau.test`);
    const body = draftRequestBody({ ...emptyContent, text: 'Oui', envelope: { to, cc, bcc: [] } });
    expect(Draft.safeParse(body)).toMatchObject({ success: true, data: { text: 'Oui', envelope: null } });
  });
  it('says which sentences of the agent are in another language than the reply, and nothing of it in a note', () => {
    const ownSentences = [{ language: 'fr' as const, text: 'Merci.' }];
    const content = { ...emptyContent, text: 'Merci.', ownSentences };
    expect(Draft.parse(draftRequestBody(content)).ownSentences).toEqual(ownSentences);
    expect(Draft.parse(draftRequestBody({ ...content, mode: 'note' })).ownSentences).toBeUndefined();
  });
  it('has the language that was chosen for a reply without a template, and none in a note', () => {
    const content = { ...emptyContent, text: 'Hello', language: 'en' as const };
    expect(Draft.parse(draftRequestBody(content)).language).toBe('en');
    expect(Draft.parse(draftRequestBody({ ...content, mode: 'note' })).language).toBeUndefined();
  });
});
