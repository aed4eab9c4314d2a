import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '@guichet/contracts';
import { words } from './export-texts.js';

interface DashboardTexts {
  metric: Record<string, { title: string }>;
  history: { line: { p90: string }; made: string };
}

describe.each<Language>(['fr', 'en'])('the words of exports in %s', (language) => {
  const texts = join(import.meta.dirname, '../../../../apps/console/src/i18n', language, 'dashboards.json');
  const { metric, history } = JSON.parse(readFileSync(texts, 'utf8')) as DashboardTexts;

  it('are those of the screen', () => {
    const titles = Object.fromEntries(Object.entries(metric).map(([name, { title }]) => [name, title]));
    expect(words[language].metric).toEqual(titles);
    expect(words[language].column.p90).toBe(history.line.p90);
    expect(words[language].column.count).toBe(history.made);
  });
});
