import { clockTime, fullTime, whenOf } from './format-time-and-size.js';
import { widgetTexts } from './widget-texts.js';

/** By the clock of the visitor. */
const at = new Date('2026-12-01T16:30:00');
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

it('the widget writes times as each language does', () => {
  expect(plain(clockTime('fr', at))).toBe('16 h 30');
  expect(clockTime('en', at)).toBe('16:30');
  expect(plain(fullTime('fr', at))).toBe('1er décembre 2026 à 16 h 30');
  const tomorrow = { language: 'fr', words: widgetTexts.fr, at, now: new Date('2026-11-30T20:00:00') } as const;
  expect(plain(whenOf(tomorrow))).toBe('demain à 16 h 30');
});
