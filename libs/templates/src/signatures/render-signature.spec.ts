import { SignatureSettings, smsSegments } from '@guichet/contracts';
import { renderSignature, type SignatureParts, type SignatureValues } from './render-signature.js';

const values: SignatureValues = {
  agent: 'Léa Martin',
  quality: 'Officier d’état civil',
  service: 'État civil',
  organisation: 'Mairie de Valbourg',
  address: '1 place de la Mairie\n21000 Valbourg',
  phone: '+33 3 80 00 00 00',
  mail: 'etat-civil@valbourg.example',
  hours: 'Du lundi au vendredi, de 9 h à 17 h',
};
const rendered = ({ settings = {}, ...rest }: Partial<Omit<SignatureParts, 'settings'>> & { settings?: object } = {}) =>
  renderSignature({
    settings: SignatureSettings.parse(settings),
    ...{ values, form: 'full', language: 'fr', anonymous: false },
    ...rest,
  });

describe('the signature of a mail', () => {
  it('says name, quality, service and address below the line that divides it from the text', () => {
    expect(rendered().text).toBe(
      [
        '\n\n-- ',
        'Léa Martin',
        'Officier d’état civil',
        'État civil',
        'Mairie de Valbourg',
        '1 place de la Mairie',
        '21000 Valbourg',
        '+33 3 80 00 00 00 · etat-civil@valbourg.example',
        'Du lundi au vendredi, de 9 h à 17 h',
      ].join('\n'),
    );
  });

  it('leaves out what is not known, with what divides it from the rest of its line', () => {
    const few = { ...values, quality: '', address: '', phone: ' ', hours: '' };

    const { text } = rendered({ values: few });

    expect(text).toBe('\n\n-- \nLéa Martin\nÉtat civil\nMairie de Valbourg\netat-civil@valbourg.example');
  });

  it('takes the language of the reply, and the other one where a text was not translated', () => {
    const settings = {
      full: { fr: 'Bien à vous,\n{{agent}}', en: 'Yours,\n{{agent}}' },
      legalNotice: { fr: 'Vos données sont traitées par la Ville.', en: '' },
    };

    expect(rendered({ settings, language: 'en' }).text).toBe(
      '\n\n-- \nYours,\nLéa Martin\n\nVos données sont traitées par la Ville.',
    );
  });

  it('has the letterhead above, the legal notice below, and the statement of accessibility as a link', () => {
    const settings = {
      letterhead: { fr: 'VILLE DE VALBOURG\nDirection de la population', en: '' },
      legalNotice: { fr: 'Message destiné à son seul destinataire.', en: '' },
      accessibility: { fr: 'Accessibilité : partiellement conforme', en: '' },
      accessibilityUrl: 'https://valbourg.example/accessibilite?a=1&b=2',
    };

    const { text, html } = rendered({ settings });

    expect(text).toContain(
      '\n\nMessage destiné à son seul destinataire.\nAccessibilité : partiellement conforme https://valbourg.example/accessibilite?a=1&b=2',
    );
    expect(html?.above).toBe(
      '<div data-letterhead lang="fr"><p><strong>VILLE DE VALBOURG</strong><br>Direction de la population</p><hr></div>',
    );
    expect(html?.below).toContain(
      '<a href="https://valbourg.example/accessibilite?a=1&#38;b=2">Accessibilité : partiellement conforme</a>',
    );
  });

  it('writes what people typed as text, never as HTML or as another name to fill in', () => {
    const odd = { ...values, agent: '<img src=x> {{phone}}' };

    const { html } = rendered({ values: odd, settings: { full: { fr: '{{agent}} & {{nobody}}', en: '' } } });

    expect(html?.below).toContain('<br>&#60;img src=x&#62; {{phone}} &#38;</p>');
  });

  it('adds nothing where the block says nothing', () => {
    expect(rendered({ settings: { full: { fr: '', en: '' } } })).toMatchObject({ text: '', html: null });
  });
});

describe('the signature of a short message', () => {
  it('is one line', () => {
    expect(rendered({ form: 'short' })).toMatchObject({
      text: '\nLéa Martin, État civil, Mairie de Valbourg',
      html: null,
    });
  });

  it('says the address on its line, and does not make an SMS longer by an apostrophe of typographers', () => {
    const service = { ...values, service: 'Service de l’urbanisme' };
    const settings = { short: { fr: '{{agent}}, {{service}}, {{address}}', en: '' } };

    const { text } = rendered({ form: 'short', values: service, settings });

    expect(text).toBe("\nLéa Martin, Service de l'urbanisme, 1 place de la Mairie, 21000 Valbourg");
    expect(smsSegments(text)).toMatchObject({ encoding: 'GSM-7', segments: 1 });
  });

  it('is left out where the account does not sign', () => {
    expect(rendered({ form: 'none' })).toMatchObject({ text: '', html: null });
  });
});
