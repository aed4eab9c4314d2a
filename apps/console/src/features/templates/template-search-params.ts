import {
  languages,
  TEMPLATE_USE_DAYS,
  templateSorts,
  type Language,
  type TemplateQuery,
  type TemplateSort,
} from '@guichet/contracts';

type State = NonNullable<TemplateQuery['state']>;
/** The search parameters of the library. */
export interface LibrarySearch {
  q?: string;
  state?: State;
  /** Only what is the agent's own. */
  scope?: 'mine';
  /** Only shared blocks. */
  blocks?: '1';
  /** By title, where it is not there. */
  order?: TemplateSort;
}
/** In which language a template is looked at; how many days back its figures go. */
export interface TemplateSearch {
  language?: Language;
  days?: number;
}

export const states: readonly State[] = ['usable', 'review', 'draft', 'stale', 'withdrawn'];
export const periods = [30, 90, 365] as const;
/** What the library counts, so that the reports begin with the same figure. */
export const usualPeriod = TEMPLATE_USE_DAYS;

export const librarySearch = ({ q, state, scope, blocks, order }: Record<string, unknown>): LibrarySearch => ({
  q: typeof q === 'string' && q.trim() !== '' ? q : undefined,
  state: states.find((known) => known === state),
  scope: scope === 'mine' ? scope : undefined,
  blocks: blocks === '1' || blocks === 1 ? '1' : undefined,
  order: templateSorts.find((known) => known === order && known !== 'title'),
});

export const daysSearch = ({ days }: Record<string, unknown>): Pick<TemplateSearch, 'days'> => ({
  days: periods.find((known) => known === Number(days) && known !== usualPeriod),
});

export const templateSearch = (search: Record<string, unknown>): TemplateSearch => ({
  language: languages.find((known) => known === search['language']),
  ...daysSearch(search),
});
