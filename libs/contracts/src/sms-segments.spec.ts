import { smsSegments, smsText } from './sms-segments.js';

describe('an SMS', () => {
  // Threats: T06.
  it.each([
    ['nothing', '', 'GSM-7', 0, 0, 160],
    ['French in its plain letters', 'Votre pièce d’identité est là : à l’accueil, où vous savez.', 'GSM-7', 1, 59, 160],
    ['160 letters', 'a'.repeat(160), 'GSM-7', 1, 160, 160],
    ['161 letters', 'a'.repeat(161), 'GSM-7', 2, 161, 153],
    ['two full parts', 'a'.repeat(306), 'GSM-7', 2, 306, 153],
    ['one letter more', 'a'.repeat(307), 'GSM-7', 3, 307, 153],
    ['a euro, which takes two', '€'.repeat(80), 'GSM-7', 1, 160, 160],
    ['one euro too many', '€'.repeat(81), 'GSM-7', 2, 162, 153],
    ['a euro that would lie in two parts', 'a'.repeat(152) + '€'.repeat(77), 'GSM-7', 3, 306, 153],
    ['70 letters of another alphabet', 'ж'.repeat(70), 'UCS-2', 1, 70, 70],
    ['71 of them', 'ж'.repeat(71), 'UCS-2', 2, 71, 67],
    ['an emoji, which takes two', 'x'.repeat(69) + '👋', 'UCS-2', 2, 71, 67],
    ['emojis that would lie in two parts', '👋'.repeat(67), 'UCS-2', 3, 134, 67],
    ['French that needs its circumflex', 'Forêt', 'UCS-2', 1, 5, 70],
  ])('of %s', (_, text, encoding, segments, units, perSegment) => {
    expect(smsSegments(text)).toMatchObject({ encoding, segments, units, perSegment });
  });

  it('names what doubles its price, and not what is only typography', () => {
    expect(smsSegments('« Forêt » à l’œil… 👍🏽').forcedBy).toEqual(['ê', 'œ', '👍', '🏽']);
    expect(smsSegments('« Marché » – l’été…').forcedBy).toEqual([]);
  });

  it('leaves in plain characters where that saves the large alphabet, and as it was written elsewhere', () => {
    expect(smsText('L’accueil – « été »\u00A0: 8\u202Fh…')).toBe('L\'accueil - "été" : 8 h...');
    expect(smsText('L’accueil à Nîmes…')).toBe('L’accueil à Nîmes…');
    expect(smsText('e\u0301te\u0301')).toBe('été');
  });
});
