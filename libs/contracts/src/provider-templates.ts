import { z } from 'zod';

/** A message that the provider has approved. Its blanks are `{{1}}`, `{{2}}`… in the text, and `{{1}}` in the header and at the end of a button. */
export const ProviderTemplate = z.object({
  name: z.string(),
  language: z.string(),
  text: z.string(),
  /** The text above, where there is one. */
  header: z.string().optional(),
  /** What file stands above, where one does. */
  headerFile: z.enum(['image', 'video', 'document']).optional(),
  /** All buttons in their order: the address of one that opens a page, the words of another. */
  buttons: z.array(z.string()).optional(),
});
export type ProviderTemplate = z.infer<typeof ProviderTemplate>;

/** Returns whether a file of this media type can stand above an approved message; any can as a document. */
export const isHeaderFile = (kind: NonNullable<ProviderTemplate['headerFile']>, type: string): boolean =>
  kind === 'document' || type.startsWith(`${kind}/`);

/** Why the files of a reply cannot leave with an approved message. */
export type ApprovedFilesFault =
  | 'files-not-carried'
  | 'header-file-needed'
  | 'header-file-single'
  | 'header-file-unfit';

/**
 * Returns why these files cannot leave with an approved message, which has room for none or for one of its kind; undefined:
 * they can. `isLinked`: the file would leave as a link, for which there is no room at all.
 */
export function approvedFilesFault(
  { headerFile }: Pick<ProviderTemplate, 'headerFile'>,
  files: readonly { type: string; isLinked: boolean }[],
): ApprovedFilesFault | undefined {
  const [first, ...others] = files;
  if (!headerFile) return first && 'files-not-carried';
  if (!first) return 'header-file-needed';
  if (others.length > 0) return 'header-file-single';
  return first.isLinked || !isHeaderFile(headerFile, first.type) ? 'header-file-unfit' : undefined;
}

type Approved = Pick<ProviderTemplate, 'text' | 'header' | 'buttons'>;

/** A blank of an approved message. `number` is the one within its text, or the place of its button, counted from 1. */
export interface ProviderBlank {
  part: 'header' | 'body' | 'button';
  number: number;
}

const BLANK = /\{\{\s*(\d+)\s*\}\}/g;
const numbersIn = (text: string): number[] =>
  [...new Set([...text.matchAll(BLANK)].map(([, number]) => Number(number)))].toSorted((a, b) => a - b);

/** Returns the blanks of an approved message in the order of their values: those of the header, the text and the buttons. */
export const providerBlanks = ({ header = '', text, buttons = [] }: Approved): ProviderBlank[] => [
  ...numbersIn(header).map((number): ProviderBlank => ({ part: 'header', number })),
  ...numbersIn(text).map((number): ProviderBlank => ({ part: 'body', number })),
  ...buttons.flatMap((button, at): ProviderBlank[] =>
    numbersIn(button).length > 0 ? [{ part: 'button', number: at + 1 }] : [],
  ),
];

/** Returns the end of a button's address: where the value is the whole address, only what stands in its blank. */
function buttonEnd(button: string, value: string): string {
  const [before = ''] = button.split('{{');
  return value.startsWith(before) ? value.slice(before.length) : value;
}

/** Returns the values as the provider takes them, each with its blank. */
export const valuesOfBlanks = (template: Approved, values: readonly string[]): (ProviderBlank & { value: string })[] =>
  providerBlanks(template).map((blank, at) => {
    const value = values[at]?.trim() ?? '';
    const button = blank.part === 'button' ? template.buttons?.[blank.number - 1] : undefined;
    return { ...blank, value: button === undefined ? value : buttonEnd(button, value) };
  });

/** Returns an approved message with its blanks filled; those without a value stay visible. */
export function fillProviderTemplate(template: Approved, values: readonly string[]): Required<Approved> {
  const filled = valuesOfBlanks(template, values);
  const valueOf = (part: ProviderBlank['part'], number: number) =>
    filled.find((blank) => blank.part === part && blank.number === number)?.value;
  const fill = (text: string, part: 'header' | 'body') =>
    text.replace(BLANK, (whole, number: string) => valueOf(part, Number(number)) || whole);
  return {
    header: fill(template.header ?? '', 'header'),
    text: fill(template.text, 'body'),
    buttons: (template.buttons ?? []).map((button, at) =>
      button.replace(BLANK, (whole) => valueOf('button', at + 1) || whole),
    ),
  };
}

/** Returns all that an approved message says: its header, its text and the addresses of its buttons. */
export function providerText(template: Approved, values: readonly string[]): string {
  const { header, text, buttons } = fillProviderTemplate(template, values);
  return [header, text, ...buttons.filter((button) => /^https?:\/\//.test(button))].filter(Boolean).join('\n\n');
}
