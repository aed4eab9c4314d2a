import { hash } from 'node:crypto';
import type { Language } from '@guichet/contracts';
import { comparePassages } from './compare-passages.js';
import { isCourtesy, isSignature, languageIn, passagesOf, type Passage } from './split-into-sentences.js';
import { readPassage, type ReadPassage } from './read-passage.js';
import type { Statement } from './sentence-and-statements.js';

/** A sentence of a reply as it is compared with those of others. */
export interface ReplyPassage extends Passage {
  /** The number of the sentence in the reply. */
  ordinal: number;
  /** It is no sentence of the approved text. */
  byHand: boolean;
  /** Null: it is in a language that is not read. */
  language: Language | null;
  read: ReadPassage;
  /** Sentences that say the same of the same have one key: 64 bits, in decimal. */
  key: string;
}

/** Sentences after these many are not read. */
const MOST = 120;
const UNREAD: ReadPassage = { statements: [], about: [], words: '', marks: [], marked: [], special: [] };

const plain = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim(); // prettier-ignore

/**
 * Reads a reply sentence by sentence, but for those that greet, thank or sign. `approved`: the text as a template gave it; every
 * other sentence was written by hand. Pure.
 */
export function readReply(text: string, approved: string | null): ReplyPassage[] {
  const language = languageIn(text);
  const whole = approved === null ? '' : ` ${plain(approved)} `;
  const all = passagesOf(text);
  const passages = all.slice(0, MOST).flatMap((passage, ordinal): ReplyPassage[] => {
    const read = language === null ? UNREAD : remembered(passage.text, language, all[ordinal - 1]?.text);
    // A sentence that says something is kept, however politely it begins.
    if (saysOnlyNames(read) && isSignature(passage.text, all.slice(0, ordinal))) return [];
    if (read.statements.length === 0 && isCourtesy(passage.text)) return [];
    const byHand = approved === null || !whole.includes(` ${plain(passage.text)} `);
    return [{ ...passage, ordinal, byHand, language, read, key: keyOf(language, read) }];
  });
  const read = withWhatStandsBeside(passages);
  const blind = { byHand: approved === null, language, read: UNREAD, key: BLIND };
  // What stands after them is not read, so nobody may say that it agrees.
  if (all.length > MOST) return [...read, { ...all[MOST]!, ordinal: MOST, ...blind }];
  if (read.length > 0) return read;
  // Whoever wrote nothing, or thanked only, has said something all the same: by a file, or by not answering.
  return [{ text, start: 0, ordinal: 0, ...blind }];
}

const NO_WEIGHTS = () => 1;

/** Adds to each sentence of an approved text what others of it say otherwise. */
function withWhatStandsBeside(passages: readonly ReplyPassage[]): ReplyPassage[] {
  const approved = passages.filter(({ byHand }) => !byHand);
  return passages.map((passage) => {
    if (passage.byHand) return passage;
    const others = approved.filter((other) => other !== passage);
    const contraryBeside = others.flatMap((other) =>
      comparePassages(passage.read, other.read, NO_WEIGHTS).flatMap(({ verdict, b }) =>
        verdict === 'contrary' ? [b] : [],
      ),
    );
    if (contraryBeside.length === 0) return passage;
    const read = { ...passage.read, contraryBeside };
    return { ...passage, read, key: keyOf(passage.language, read) };
  });
}

/** The name of an office is read as a place, and as what it gives. */
const NAMED = new Set(['thing where', 'thing service', 'thing document']);
const saysOnlyNames = ({ statements }: ReadPassage): boolean => statements.every(({ slot }) => NAMED.has(slot));

/** Sentences that were read last: those of templates are read again and again, and so is what is being written. By hashes. */
const memory = new Map<string, ReadPassage>();
const REMEMBERED = 2000;

function remembered(text: string, language: Language, before: string | undefined): ReadPassage {
  const key = hash('sha1', `${language}\n${before ?? ''}\n${text}`);
  const read = memory.get(key) ?? readPassage(text, language, before);
  memory.delete(key);
  memory.set(key, read);
  if (memory.size > REMEMBERED) memory.delete(memory.keys().next().value!);
  return read;
}

/** The keys of what cannot be read, and of what is in another language. */
const BLIND = '0';
const FOREIGN = '-1';

function keyOf(language: Language | null, { statements, words, special, contraryBeside }: ReadPassage): string {
  if (statements.length === 0) return language === null ? FOREIGN : BLIND;
  const said = [
    language,
    inOneOrder(statements),
    words,
    special,
    ...(contraryBeside ? [inOneOrder(contraryBeside)] : []),
  ];
  return hash('sha256', JSON.stringify(said), 'buffer').readBigInt64BE(0).toString();
}

const inOneOrder = (statements: readonly Statement[]): string[] =>
  statements.map(({ near, ...statement }) => JSON.stringify([statement, near.toSorted()])).sort();
