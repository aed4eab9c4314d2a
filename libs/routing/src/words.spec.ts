import { phraseOf, Words } from './words.js';

const found = (pattern: string, ...texts: string[]) => new Words(...texts).find(phraseOf(pattern)!);

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

  it('do not go from the subject into the text', () => {
    expect(found('acte de naissance', 'Acte de', 'naissance')).toBeNull();
  });

  it.each(['', '  ', '*', '—', '“ ”'])('are none: "%s"', (pattern) => {
    expect(phraseOf(pattern)).toBeNull();
  });

  it('are looked for in the first hundred thousand characters, whatever those are', () => {
    expect(found('cantine', `${'mot '.repeat(200_000)}cantine`)).toBeNull();
    expect(found('cantine', `cantine ${'ﷺ'.repeat(500_000)}`)).toBe('cantine');
    expect(found('a* a* a* b', 'a '.repeat(250_000))).toBeNull();
  });
});
