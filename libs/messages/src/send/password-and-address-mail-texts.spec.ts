import { addressChangedMail, passwordChangedMail, passwordLinkMail } from './password-and-address-mail-texts.js';

const facts = {
  purpose: 'invitation',
  language: 'fr',
  name: 'Inès <b>Martin</b>',
  organisation: 'Ville de Valbourg',
  link: 'https://guichet.example/choose-password#secret',
  expiresAt: new Date('2026-12-01T22:30:00Z'),
  timeZone: 'Europe/Paris',
} as const;

describe('the mail with a link for a password', () => {
  it('says who invites, what the link is for and until when it is good, in the time of the organisation', () => {
    const { subject, text, html } = passwordLinkMail(facts);
    expect(subject).toBe('Votre accès à Guichet, Ville de Valbourg');
    expect(text).toContain('Votre compte Guichet (Ville de Valbourg) est prêt.');
    // In French, a colon has a space before it.
    expect(text).toContain('Choisir votre mot de passe\u00a0:\n');
    expect(text).toContain('mardi 1er décembre 2026 à 23\u00a0h\u00a030');
    expect(text.split('\n')).toContain(facts.link);
    expect(html).toContain(`<a href="${facts.link}">`);
    // Names are what somebody typed.
    expect(html).not.toContain('<b>');
  });

  it('is another one for a new password, in the language of its reader', () => {
    const { subject, text } = passwordLinkMail({ ...facts, purpose: 'reset', language: 'en' });
    expect(subject).toBe('Choose a new password for Guichet');
    expect(text).toContain('your password stays as it is');
    expect(text).toContain('Tuesday, 1 December 2026 at 23:30');
  });

  it.each(['fr', 'en'] as const)(
    'leaves no placeholder open in %s, also without the name of an organisation',
    (language) => {
      const mails = [
        ...(['invitation', 'reset'] as const).map((purpose) =>
          passwordLinkMail({ ...facts, purpose, language, organisation: '' }),
        ),
        passwordChangedMail({ language, name: 'Ana', organisation: '' }),
        ...[true, false].map((isNew) => addressChangedMail({ language, name: 'Ana', organisation: '', isNew })),
      ];
      for (const { subject, text, html } of mails) expect(subject + text + html).not.toMatch(/\{\{|undefined/);
    },
  );
});
