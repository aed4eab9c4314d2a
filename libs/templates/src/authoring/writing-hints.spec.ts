import { TemplateContent } from '@guichet/contracts';
import { hints } from './writing-hints.js';

const of = (full: string, language: 'fr' | 'en' = 'fr') =>
  hints(TemplateContent.parse({ blocks: [{ kind: 'facts', full }] }), { language, sourceLanguage: language })
    .filter(({ code }) => code !== 'ucs2')
    .map(({ code, data }) => (typeof data['text'] === 'string' ? `${code} ${data['text']}` : code));

describe('what makes a text harder to read', () => {
  it.each([
    ['La DÉCISION est prise.', []],
    ['Le CCAS et la RÉGIE, le ÉÀ.', ['acronym CCAS', 'acronym RÉGIE', 'acronym ÉÀ']],
    ['Le CCAS (centre d’action sociale), la direction (DGFIP), le CCAS.', []],
    ['ÉCRIVEZ VITE CECI, pour voir.', ['shouting ÉCRIVEZ VITE CECI,']],
    ['LISEZ CECI.', []],
    ['La demande doit être signée par le maire.', ['passive être signée par']],
    ['La demande a été signée par la mairie.', ['passive a été signée par']],
    ['La demande est signée parfois.', []],
    ['Le théâtre était fermé par lui.', []],
    ['Suivez ce lien.', ['link-words ce lien']],
    ['Ce lienÉ.', []],
    ['https://a.example', ['bare-link https://a.example']],
    ['Lisez : https://a.example', []],
  ])('%j', (text, expected) => expect(of(text)).toEqual(expected));

  it('is the same in English', () => {
    expect(of('The form is signed by the MÉDI office.', 'en')).toEqual(['passive is signed by', 'acronym MÉDI']);
  });

  it('is found once where it is said often', () => {
    expect(of('CCAS, puis '.repeat(700))).toContain('acronym CCAS');
    expect(of('CCAS, puis '.repeat(700)).filter((one) => one === 'acronym CCAS')).toHaveLength(1);
  });
});

describe('a text that announces a document', () => {
  const found = (more: object) =>
    hints(TemplateContent.parse({ blocks: [{ kind: 'facts', full: 'Vous trouverez ci-joint le plan.' }], ...more }), {
      language: 'fr',
      sourceLanguage: 'fr',
    })
      .filter(({ code }) => code === 'says-document')
      .map(({ where, data }) => ({ where, data }));

  it('is proposed not to be sent without one, until its author has said so or not', () => {
    expect(found({})).toEqual([{ where: { block: 0, wording: 'full' }, data: { text: 'ci-joint' } }]);
    expect([found({ needsDocument: true }), found({ needsDocument: false })]).toEqual([[], []]);
  });
});
