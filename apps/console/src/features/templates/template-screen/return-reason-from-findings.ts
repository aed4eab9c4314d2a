import { templateLimits, type TemplateFinding } from '@guichet/contracts';

interface Say {
  textOf: (finding: TemplateFinding) => string;
  /** Undefined: it is about the whole text. */
  placeOf: (finding: TemplateFinding) => string | undefined;
}

/** Returns what is wrong with a version, a line each, as far as a reason may be long. Pure. */
export function returnReasonFromFindings(findings: readonly TemplateFinding[], { textOf, placeOf }: Say): string {
  const wrong = (['error', 'warning'] as const).flatMap((one) => findings.filter(({ severity }) => severity === one));
  const lines = wrong.map((finding) => {
    const place = placeOf(finding);
    return place ? `${place} – ${textOf(finding)}` : textOf(finding);
  });
  return [...new Set(lines)].reduce((reason, line) => {
    const longer = reason ? `${reason}\n${line}` : line;
    return longer.length > templateLimits.remark ? reason : longer;
  }, '');
}
