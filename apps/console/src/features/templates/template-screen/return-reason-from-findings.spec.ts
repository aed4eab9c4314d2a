import { templateLimits, type TemplateFinding } from '@guichet/contracts';
import { returnReasonFromFindings } from './return-reason-from-findings.js';

const finding = (
  severity: TemplateFinding['severity'],
  text: string,
  block: number | null = null,
): TemplateFinding => ({
  ...{ severity, code: 'words-differ', data: { text }, key: text },
  where: block === null ? null : { block, wording: 'short' },
});
const say = {
  textOf: ({ data }: TemplateFinding) => String(data['text']),
  placeOf: ({ where }: TemplateFinding) => (where ? `Block ${where.block! + 1}` : undefined),
};

describe('the reason for which a version is sent back', () => {
  it('is each fault in a line of its own, errors first, and no suggestion', () => {
    const findings = [
      finding('hint', 'A long sentence.'),
      finding('warning', 'Open or closed.'),
      finding('error', 'No date.', 1),
    ];
    expect(returnReasonFromFindings(findings, say)).toBe('Block 2 – No date.\nOpen or closed.');
  });

  it('says once what several findings say', () => {
    expect(returnReasonFromFindings([finding('error', 'No date.'), finding('error', 'No date.')], say)).toBe(
      'No date.',
    );
  });

  it('is empty where nothing is wrong', () =>
    expect(returnReasonFromFindings([finding('hint', 'Long.')], say)).toBe(''));

  it('has whole lines only, and no more than may be sent', () => {
    const long = Array.from({ length: 50 }, (_, n) => finding('error', `${n} ${'x'.repeat(198)}.`));
    const reason = returnReasonFromFindings(long, say);
    expect(reason.length).toBeLessThanOrEqual(templateLimits.remark);
    expect(reason.endsWith('x.')).toBe(true);
    expect(reason.split('\n').length).toBeGreaterThan(15);
  });
});
