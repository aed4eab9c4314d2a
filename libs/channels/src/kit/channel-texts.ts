import type { Language, ReasonData, ReasonTexts } from '@guichet/contracts';
import type { Texts, TextFile } from '../channel.js';

/** The keys of a section of a text file; none where the file has no such section. */
type KeysOf<File, Section extends string> =
  File extends Record<Section, infer Entries> ? keyof Entries & string : never;

/** The codes of what a folder may report: a setting that is not valid, why something failed, and the lines of its *Test*. */
export type CodesOf<File extends TextFile> = KeysOf<File, 'invalid'> | KeysOf<File, 'reasons'> | KeysOf<File, 'checks'>;

/**
 * The texts of one folder (`texts/<language>.json`), and the function by which its code reports one of them. `namespace`
 * precedes its codes: the kind of the channel, its provider, or what several channels share.
 */
export const textsOf = <File extends TextFile>(namespace: string, files: Record<Language, File>) => ({
  texts: { namespace, files } satisfies Texts,
  /** Returns a code and the values of its text as one string, which can be stored and compared (see `reasonText` of contracts). */
  reason: (code: CodesOf<File>, data?: ReasonData) => reasonOf(namespace, code, data),
});

const reasonOf = (namespace: string, code: string, data?: ReasonData): `${string}.${string}` =>
  `${namespace}.${code}${data === undefined ? '' : ` ${JSON.stringify(data)}`}`;

/** Returns the texts of all that these folders may report in one language, by their codes. */
export const reasonTextsOf = (all: readonly Texts[], language: Language): ReasonTexts =>
  Object.fromEntries(
    all.flatMap(({ namespace, files }) => {
      const { invalid, reasons, checks } = files[language];
      return Object.entries({ ...invalid, ...reasons, ...checks }).map(([code, text]) => [
        `${namespace}.${code}`,
        text,
      ]);
    }),
  );
