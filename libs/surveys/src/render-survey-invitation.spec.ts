import { smsSegments } from '@guichet/contracts';
import { renderInvitation, type InvitationFields, type InvitedBy } from './render-survey-invitation.js';

const asking = {
  language: 'fr',
  name: 'Zoé <b>',
  reference: 'GCH-2026-000012',
  organisation: 'Ville de Valbourg',
  link: 'https://guichet.valbourg.example/portal/surveys/abc',
} as const;
const SMS: InvitedBy = { html: false, textUnit: 'sms', isConversation: true };
const smsOf = (changes: Partial<InvitationFields>) => renderInvitation({ ...asking, ...changes }, SMS).personal.text;

describe('the invitation', () => {
  it('has one link for each answer where there is room, and nothing of the person that HTML would read', () => {
    const channel = { html: true, textUnit: 'characters', isConversation: false } as const;
    const { text, html } = renderInvitation(asking, channel).personal;
    expect(text).toContain(
      `Bien : ${asking.link}?score=3\nMoyen : ${asking.link}?score=2\nMal : ${asking.link}?score=1`,
    );
    expect(html).toContain('Bonjour Zoé &#60;b&#62;,');
    expect(html!.match(/<a /g)).toHaveLength(3);
  });

  it('asks for a digit in a conversation, and says that only the link is anonymous', () => {
    const channel = { html: false, textUnit: 'characters', isConversation: true } as const;
    const { text, html } = renderInvitation(asking, channel).personal;
    expect(html).toBeNull();
    expect(text).toBe(
      [
        'Bonjour Zoé <b>,',
        'Votre demande GCH-2026-000012 est terminée.',
        `De façon générale, comment ça s’est passé\u00a0? Répondez 1 (mal), 2 (moyen) ou 3 (bien), ou, de façon anonyme et avec vos remarques, par ce lien :\n${asking.link}`,
        'Ville de Valbourg',
      ].join('\n\n'),
    );
  });
});

// Whoever opens the link reads the response of the citizen, and may change it.
it('agents see in place of each link that there is one', () => {
  const mail = renderInvitation(asking, { html: true, textUnit: 'characters', isConversation: false });
  expect(mail.text).toContain('\nMoyen : [lien vers l’enquête]\nMal : [lien vers l’enquête]\n');
  expect(mail.html).toContain('<p>Bien · Moyen · Mal [lien vers l’enquête]</p>');
  const sms = renderInvitation({ ...asking, language: 'en' }, SMS);
  expect(sms.text).toMatch(/ or use this link: \[link to the survey\]$/);
  const chat = renderInvitation(asking, { html: false, textUnit: 'characters', isConversation: true });
  for (const { text, html } of [mail, sms, chat]) expect(`${text}${html}`).not.toMatch(/portal|href/);
});

describe('the invitation by SMS', () => {
  it('asks for a digit, and has the link where both fit into two parts', () => {
    expect(smsOf({})).toBe(
      `Ville de Valbourg : Votre demande GCH-2026-000012 est terminée. Comment cela s'est-il passé ? Répondez 1 (mal), 2 (moyen) ou 3 (bien), ou par ce lien : ${asking.link}`,
    );
    expect(smsOf({ language: 'en' })).toBe(
      `Ville de Valbourg : Your request GCH-2026-000012 is closed. Overall, how did it go? Reply 1 (badly), 2 (so-so) or 3 (well), or use this link: ${asking.link}`,
    );
  });

  it('has no link where it would need more parts', () => {
    const text = smsOf({ link: `https://guichet.example/${'a'.repeat(200)}` });
    expect(text).toMatch(/ ou 3 \(bien\)\.$/);
    expect(smsSegments(text)).toMatchObject({ encoding: 'GSM-7', segments: 1 });
  });

  it('keeps to the characters of GSM-7, also in the name of a town that has others', () => {
    const text = smsOf({ organisation: 'Besançon-l’Évêque' });
    expect(text).toMatch(/^Besancon-l’Éveque : /);
    expect(smsSegments(text)).toMatchObject({ encoding: 'GSM-7', segments: 2 });
  });
});
