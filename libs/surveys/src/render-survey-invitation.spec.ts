import { renderInvitation } from './render-survey-invitation.js';

const asking = {
  language: 'fr',
  name: 'Zoé <b>',
  reference: 'GCH-2026-000012',
  organisation: 'Ville de Valbourg',
  link: 'https://guichet.valbourg.example/portal/surveys/abc',
} as const;

describe('the invitation', () => {
  it('has one link for each answer where there is room, and nothing of the person that HTML would read', () => {
    const { text, html } = renderInvitation(asking, { html: true, textUnit: 'characters' });
    expect(text).toContain(
      `Bien : ${asking.link}?score=3\nMoyen : ${asking.link}?score=2\nMal : ${asking.link}?score=1`,
    );
    expect(html).toContain('Bonjour Zoé &#60;b&#62;,');
    expect(html!.match(/<a /g)).toHaveLength(3);
  });

  it('is short as an SMS', () => {
    const { text, html } = renderInvitation(asking, { html: false, textUnit: 'sms' });
    expect(html).toBeNull();
    expect(text).toBe(
      `Ville de Valbourg : Votre demande GCH-2026-000012 est terminée. De façon générale, comment ça s’est passé\u00a0? ${asking.link}`,
    );
  });
});
