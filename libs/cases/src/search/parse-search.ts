import { channels, channelTitle } from '@guichet/channels';
import { caseStatuses, languages, type CaseStatus, type SearchFilter, type SearchOperator } from '@guichet/contracts';
import { termsOfFilter } from '../fields/field-search-terms.js';

/** What narrows a search, as English and French write it before a colon. */
const OPERATORS: Readonly<Record<string, SearchOperator>> = {
  ...{ from: 'from', de: 'from', channel: 'channel', canal: 'channel', team: 'team', equipe: 'team' },
  ...{ status: 'status', statut: 'status', tag: 'tag', etiquette: 'tag' },
  ...{ before: 'before', avant: 'before', after: 'after', apres: 'after', has: 'has', avec: 'has' },
  ...{ field: 'field', champ: 'field' },
};
const STATUSES: Readonly<Record<CaseStatus, readonly string[]>> = {
  open: ['open', 'ouvert'],
  waiting: ['waiting', 'en attente', 'attente'],
  snoozed: ['snoozed', 'reporte'],
  closed: ['closed', 'clos'],
  spam: ['spam', 'indesirable'],
};
const FILES = ['file', 'files', 'attachment', 'attachments', 'fichier', 'fichiers', 'piece-jointe', 'pj'];

/** `de:zoe`, `équipe:"État civil"`, `champ:rue="du Lac"`: a word, a colon and a value, at the beginning or after a space. */
const PIECE = /(?<!\S)(\p{L}+):(?:"([^"]*)"|([^\s"=]*="[^"]*"|[^\s"]+))/gu;

/** Letters without accents and capitals. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What somebody has typed: the words that are looked for, and what narrows them. */
export interface ParsedSearch {
  words: string;
  filters: SearchFilter[];
}

/** Takes what narrows a search out of its words. What is no such thing, as in `re:` or an address of a page, is a word. */
export function parseSearch(q: string): ParsedSearch {
  const filters: SearchFilter[] = [];
  const words = q.replace(PIECE, (text, name: string, quoted: string | undefined, plain: string | undefined) => {
    const operator = OPERATORS[folded(name)];
    const value = (quoted ?? plain ?? '').replace(/="(.*)"$/, '=$1').trim();
    if (!operator || value === '') return text;
    filters.push({ operator, text, ...read(operator, value) });
    return ' ';
  });
  return { words: words.replace(/\s+/g, ' ').trim(), filters };
}

/** The value as it is looked for, where there can be such a thing. */
function read(operator: SearchOperator, value: string): Pick<SearchFilter, 'value' | 'isKnown'> {
  const known = READERS[operator]?.(folded(value));
  return READERS[operator] ? { value: known ?? value, isKnown: known !== undefined } : { value, isKnown: true };
}

const READERS: Partial<Record<SearchOperator, (value: string) => string | undefined>> = {
  channel: (value) =>
    Object.values(channels).find((channel) =>
      [channel.kind, ...languages.map((language) => channelTitle(channel, language))].some(
        (name) => folded(name) === value,
      ),
    )?.kind,
  status: (value) => caseStatuses.find((status) => STATUSES[status].includes(value)),
  before: dayOf,
  after: dayOf,
  field: (value) => (termsOfFilter(value) ? value : undefined),
  has: (value) => (FILES.includes(value) ? 'file' : undefined),
};

/** `2026-11-03`, `03/11/2026` or `3.11.2026` as ISO 8601; undefined where there is no such day. */
function dayOf(value: string): string | undefined {
  const french = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(value);
  const iso = french ? `${french[3]}-${french[2]!.padStart(2, '0')}-${french[1]!.padStart(2, '0')}` : value;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : undefined;
}
