import { reportMail, said } from './report-mail.js';

const common = { metric: 'contacts', unit: 'count', from: '2026-03-02', to: '2026-03-02' } as const;
const figure = (value: number | null) => ({ value, count: 1, p90: null });

describe('the mail of a report', () => {
  it.each([
    [1234, 'count', 'fr', '1\u202f234'],
    [1234, 'count', 'en', '1,234'],
    [0.874, 'share', 'fr', '87\u00a0%'],
    [2.46, 'ratio', 'fr', '2,5'],
    [45, 'seconds', 'fr', '45 s'],
    [7_800, 'seconds', 'fr', '2 h 10 min'],
    [3 * 86_400 + 4 * 3600 + 59, 'seconds', 'fr', '3 j 4 h'],
    [86_400, 'seconds', 'en', '1 d'],
    [null, 'seconds', 'en', 'nothing'],
  ] as const)('says %s %s in %s as %s', (value, unit, language, words) => {
    expect(said({ value }, unit, language)).toBe(words);
  });

  it('is short, tells the period and what was before, and runs nothing', () => {
    const figures = [
      { ...common, total: figure(12), previous: { ...figure(10), from: '2026-03-01', to: '2026-03-01' } },
    ];
    const { subject, text, html } = reportMail({
      name: '<b>Ma ville</b>',
      figures,
      language: 'fr',
      link: 'https://ville.test/dashboards',
    });
    expect(subject).toBe('<b>Ma ville</b> · Le 2 mars 2026');
    const first = figures.map((one) => ({ ...one, from: '2026-03-01', to: '2026-03-01' }));
    const french = { name: 'Ma ville', figures: first, language: 'fr', link: 'https://ville.test/' } as const;
    expect(reportMail(french).subject).toBe('Ma ville · Le 1er mars 2026');
    expect(text).toContain('Contacts\u00a0: 12 (période d’avant\u00a0: 10)');
    expect(html).not.toContain('<b>');
    expect(html).toContain('https://ville.test/dashboards');
  });
});
