import { Organisation } from '@guichet/contracts';
import { getDocumentProxy } from 'unpdf';
import { partsOfSent } from '../rendering/runs-to-text-and-html.js';
import { joinLetters } from './join-letters.js';
import type { Letter } from './letter-content.js';
import { countPages, drawLetter } from './letter-pdf.js';

const letter = (name: string, text: string): Letter => ({
  language: 'fr',
  organisation: Organisation.parse({ name: 'Ville de Valbourg', mail: 'contact@valbourg.example' }),
  service: 'Voirie',
  agentName: 'Inès Morel',
  recipient: { name, address: ['14 rue des Glycines', '21000 DIJON'] },
  reference: 'GCH-2026-004812',
  date: '2026-12-01',
  subject: 'Votre demande',
  parts: partsOfSent(text),
});
const LONG = Array.from({ length: 60 }, (_, n) => `Paragraphe ${n}.`).join('\n\n');

/** The words of each page, as a reader of PDF finds them. */
async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const pages: string[] = [];
  for (let n = 1; n <= document.numPages; n += 1) {
    const { items } = await (await document.getPage(n)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return pages;
}

describe('letters in one file', () => {
  it('stand behind each other, each with all of its pages', async () => {
    const [zoe, ali] = [await drawLetter(letter('Zoé Martin', LONG)), await drawLetter(letter('Ali Haddad', 'Oui.'))];
    expect([zoe.pages, ali.pages]).toEqual([3, 1]);
    const pages = await pagesOf(joinLetters([zoe, ali, zoe], { bothSides: false }));
    expect(pages).toHaveLength(7);
    expect([0, 3, 4].map((n) => /Zoé Martin|Ali Haddad/.exec(pages[n]!)?.[0])).toEqual([
      'Zoé Martin',
      'Ali Haddad',
      'Zoé Martin',
    ]);
    expect(pages[2]).toContain('Paragraphe 59.');
    expect(pages[2]).toContain('Page 3 sur 3');
  });

  it('begin on a sheet of their own where both sides are printed', async () => {
    const [zoe, ali] = [await drawLetter(letter('Zoé Martin', LONG)), await drawLetter(letter('Ali Haddad', 'Oui.'))];
    const pages = await pagesOf(joinLetters([zoe, ali], { bothSides: true }));
    expect(pages.map((words) => words.trim() === '')).toEqual([false, false, false, true, false, true]);
  });

  it('are counted as they are drawn', async () => {
    for (const one of [letter('Zoé Martin', LONG), letter('Ali Haddad', 'Oui.')])
      expect(await countPages(one)).toBe((await drawLetter(one)).pages);
  });
});

describe('the envelope', () => {
  it('shows every line of an address, however wide', async () => {
    const wide = 'RESIDENCE LES MAGNOLIAS BATIMENT WWWWW';
    const lines = [
      wide,
      `${wide.slice(0, -1)}2`,
      '2 AVENUE DES MARRONNIERS ROUGES DU MAIL',
      'BP 12',
      '21050 DIJON CEDEX',
    ];
    const addressed = { ...letter('M. HADDAD', 'Oui.'), recipient: { name: 'M. HADDAD', address: lines } };
    const [page] = await pagesOf((await drawLetter(addressed)).pdf);
    for (const line of lines) expect(page).toContain(line);
  });

  it('has more in it than the letter, which is said below it', async () => {
    const enclosed = { ...letter('Ali', 'Oui.'), enclosures: ['formulaire.pdf', 'notice.PDF'] };
    expect((await pagesOf((await drawLetter(enclosed)).pdf))[0]).toMatch(/P\. J\.\s*:\s*formulaire, notice/);
  });
});
