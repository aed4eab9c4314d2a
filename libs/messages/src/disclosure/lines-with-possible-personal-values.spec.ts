import { linesWithValues } from './lines-with-possible-personal-values.js';
import { addressKey, disclosureCandidates, personalKeysIn } from './personal-values-in-text.js';
import replies from './fixtures/foreign-replies.json' with { type: 'json' };
import world from './fixtures/foreign-world.json' with { type: 'json' };

/** What is found where every line is searched. */
const keysOfAll = (text: string): string[] => {
  const { addresses, values } = disclosureCandidates({ text });
  const numbers = values.filter(({ kind }) => kind !== 'name' && kind !== 'family-name');
  return [...new Set([...addresses.map(addressKey), ...numbers.flatMap(({ keys }) => keys)])];
};

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];

const LINES = [
  'Bonjour,',
  '',
  'Le lampadaire devant le 12 rue des Lilas est éteint depuis mardi.',
  'Je vis au',
  'deux, allée des Tilleuls et non ailleurs.',
  'Six résidence Les Genêts',
  'onze bis côte Saint-Jean',
  'Mon numéro de sécurité sociale :',
  '1850578006084',
  '2 85 05 2A 006 084',
  'Compte FR76 3000 6000 0112 3456 7890 189',
  'Écrivez à zoe [at] citizen.test, ou paul',
  'arobase citizen.test',
  'Je dois 12345678',
  '€ à la ville.',
  'Tél. 06 39 98 12 07, véhicule AB-123-CD',
  'Un dossier est en cours : allocataire 98765432.',
  'Cordialement,',
  'Zoé Martin',
  'ＦＫ-３４８-ＧＸ',
];

describe('lines with values', () => {
  it('are all that the index needs of what foreign authors wrote', () => {
    const texts = [...textsIn(replies), ...textsIn(world)];
    expect(texts.length).toBeGreaterThan(1_000);
    for (const text of texts) expect([text, personalKeysIn({ text })]).toEqual([text, keysOfAll(text)]);
  });

  it('are all that it needs, whatever stands beside what', () => {
    // A fixed order of draws: the same texts in every run.
    let drawn = 7;
    const draw = (below: number) => (drawn = (drawn * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 500; round += 1) {
      const text = Array.from({ length: 1 + draw(7) }, () => LINES[draw(LINES.length)]!).join(draw(2) ? '\n' : '\r\n');
      expect([text, personalKeysIn({ text })]).toEqual([text, keysOfAll(text)]);
    }
  });

  it('leave out those that have none, and keep apart what was', () => {
    const text =
      'Bonjour,\nje vous écris.\nVoir le 12 rue des Lilas\n\nMerci.\nDe rien.\n06 39 98 12 07 à midi\nMartin';
    expect(linesWithValues(text)).toBe('Voir le 12 rue des Lilas\n\n06 39 98 12 07 à midi\n');
    expect(linesWithValues('Bonjour,\nmerci.')).toBe('');
  });
});
