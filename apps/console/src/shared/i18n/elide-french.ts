const VOWEL = /^[aeiouyàâäéèêëîïôöùûüœæ]/i;

/** A text and the values that were filled in, with « de Orange » made « d’Orange ». Only before what was filled in is changed. */
export function elideFrench(text: string, values: Readonly<Record<string, unknown>>): string {
  let elided = text;
  for (const value of Object.values(values))
    if (typeof value === 'string' && VOWEL.test(value))
      elided = elided.replaceAll(` de ${value}`, ` d’${value}`).replaceAll(`De ${value}`, `D’${value}`);
  return elided;
}
