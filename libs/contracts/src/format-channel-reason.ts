/** The values for the `{{name}}` of a text. A value that is itself a reason is replaced by its text. */
export type ReasonData = Readonly<Record<string, string | number>>;

/** The texts of channels in one language, by their codes. */
export type ReasonTexts = Readonly<Record<string, string>>;

/**
 * Why a channel could not do something, in the words of `texts`. A reason is stored and sent as one string: the code of a text,
 * then what that text names, as JSON (`twilio.no-sms {"code":21614}`); of several, each is a line. What is no known code, such
 * as a provider's own words, is returned as it is.
 */
export const reasonText = (reason: string, texts: ReasonTexts): string =>
  reason
    .split('\n')
    .map((line) => lineText(line, texts))
    .join(' ');

const LINE = /^(?<code>[\w.-]+)(?: (?<data>\{.*\}))?$/;

/** Returns the code and the data of one reason. The code is undefined where the line is not a reason, such as a provider's own words. */
export function parseReason(line: string): { code: string | undefined; data: ReasonData } {
  const { code, data } = LINE.exec(line)?.groups ?? {};
  return { code, data: dataIn(data) };
}

function lineText(line: string, texts: ReasonTexts): string {
  const { code, data: values } = parseReason(line);
  const text = code !== undefined && Object.hasOwn(texts, code) ? texts[code] : undefined;
  if (text === undefined) return line;
  return text.replace(/\{\{(\w+)\}\}/g, (placeholder, name: string) => {
    const value = values[name];
    return value === undefined ? placeholder : typeof value === 'string' ? reasonText(value, texts) : String(value);
  });
}

function dataIn(json: string | undefined): ReasonData {
  if (json === undefined) return {};
  try {
    return JSON.parse(json) as ReasonData;
  } catch {
    return {};
  }
}
