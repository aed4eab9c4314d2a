import { parsePhrase, WordIndex } from './word-index.js';

const found = (pattern: string, ...texts: string[]) => new WordIndex(...texts).find(parsePhrase(pattern)!);

describe('words that a rule looks for', () => {
  it.each([
    ['école', 'Inscription à l’ECOLE', 'ecole'],
    ['ecole', 'les écoles', null],
    ['inscri*', 'Réinscription', null],
    ['inscri*', 'Je veux INSCRIRE ma fille', 'inscrire'],
    ['acte de naissance', 'un acte de  naissance, svp', 'acte de naissance'],
    ['acte de naissance', 'acte naissance', null],
    ["carte d'identité", 'ma carte d’identité', 'carte d identite'],
    ['carte d’ident*', 'carte d identification', 'carte d identification'],
    ['inscri* cantine', 'inscriptions cantine', 'inscriptions cantine'],
    ['œuvre', 'une OEUVRE', 'oeuvre'],
    ['straße', 'STRASSE', 'strasse'],
    ['n°12', 'au N° 12', 'n 12'],
    ['学校', '我的孩子学校报名', '学 校'],
    ['مدرسة', 'المدرسة مَدْرَسَة', 'مدرسة'],
    ['rdv', '', null],
  ])('%s in "%s": %s', (pattern, text, expected) => {
    expect(found(pattern, text)).toBe(expected);
  });

  it('do not span subject and text', () => {
    expect(found('acte de naissance', 'Acte de', 'naissance')).toBeNull();
  });

  it.each(['', '  ', '*', '—', '“ ”'])('are none: "%s"', (pattern) => {
    expect(parsePhrase(pattern)).toBeNull();
  });

  // Threats: R15.
  it('are searched in the first hundred thousand characters', () => {
    expect(found('cantine', `${'mot '.repeat(200_000)}cantine`)).toBeNull();
    expect(found('cantine', `cantine ${'ﷺ'.repeat(500_000)}`)).toBe('cantine');
    expect(found('a* a* a* b', 'a '.repeat(250_000))).toBeNull();
  });
});
