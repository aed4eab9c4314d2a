import { toEditable } from '../editable-content.js';
import { countedCall, countedForms, filterNameOf, firstCall } from './chip-formats.js';
import { askedExamples, formattedChips, readExamples } from './formatted-examples.js';

const block = (full: string) => ({ kind: 'facts' as const, full, short: null, mandatory: false });
const contentOf = (...wordings: string[]) => toEditable(askedExamples(wordings, 'fr').content);

it('asks once for each chip whose value has a format, and for none that the server would refuse', () => {
  const text = contentOf(
    '{{ court | of }}, {{ court }}',
    '{{ court | of }} {{ x | of }} {{ court | louder }}',
    '{{ documents | bullets }}',
  );
  expect(formattedChips(text, (name) => name !== 'x')).toEqual(['{{ court | of }}', '{{ documents | bullets }}']);
});

it('reads how each chip is written, and nothing where one could not be', () => {
  const chips = ['{{ court | of }}', '{{ documents | bullets }}'];
  const page = (text: string) => [{ name: 'page' as const, text }];
  expect([...readExamples(chips, page('de Dijon\n\n- un plan\n- une photo')).values()]).toEqual([
    'de Dijon',
    'un plan, une photo',
  ]);
  expect(readExamples(chips, page('de Dijon')).size).toBe(0);
  expect(readExamples(chips, []).size).toBe(0);
  expect(askedExamples(chips, 'fr').content.blocks).toEqual(chips.map(block));
});

it('writes the two words of a number as its language allows them', () => {
  expect(firstCall('counted', 'en')).toBe("counted: 'day', 'days'");
  expect(countedForms('counted: \'jour\', "jours"')).toEqual(['jour', 'jours']);
  expect(countedCall(["jour d'été", 'jours | 3 {x}"'])).toBe("counted: 'jour d’été', 'jours   x'");
  expect([filterNameOf('of'), filterNameOf("counted: 'a', 'b'"), filterNameOf('often')]).toEqual([
    'of',
    'counted',
    undefined,
  ]);
});
