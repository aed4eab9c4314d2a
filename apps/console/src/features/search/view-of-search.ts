import type { CaseFilter, ChannelKind, SearchFilter } from '@guichet/contracts';
import { stripDiacritics } from '@guichet/ui/strip-diacritics';
import { namesATeam } from './names-a-team.js';

/** What the names that are typed may mean. */
export interface Named {
  teams: readonly { id: string; name: string }[];
  tags: readonly string[];
}

/**
 * A search as a view of the inbox, closed cases among it as they are found there. What narrows the search becomes a filter of the view
 * where there is such a one, so that the view says no other status than the one that was typed; everything else stays in its words.
 */
export function viewOfSearch(q: string, filters: readonly SearchFilter[], named: Named): CaseFilter {
  const usable = filters.filter(({ isKnown, text }) => isKnown && q.includes(text));
  const found = FACETS.flatMap((operator) => {
    const own = usable.filter((filter) => filter.operator === operator);
    const filter = own.length === 1 ? asFilter(own[0]!, named) : undefined;
    return filter ? [{ text: own[0]!.text, filter }] : [];
  });
  const words = found
    .reduce((rest, { text }) => rest.replace(text, ''), q)
    .replace(/\s+/g, ' ')
    .trim();
  return found.reduce<CaseFilter>((view, { filter }) => ({ ...view, ...filter }), {
    ...{ view: 'all', status: 'any', sort: 'newest' },
    ...(words !== '' && { q: words }),
  });
}

/** Of two of a kind, a case would have to fulfil both, which no filter of a view says. */
const FACETS = ['status', 'channel', 'team', 'tag'] as const;

function asFilter({ operator, value }: SearchFilter, { teams, tags }: Named): Partial<CaseFilter> | undefined {
  if (operator === 'status') return value === 'spam' ? { view: 'spam', status: undefined } : { status: value };
  if (operator === 'channel') return { channel: value as ChannelKind };
  if (operator === 'team') {
    const [team, ...others] = teams.filter((one) => namesATeam(value, [one]));
    return team && others.length === 0 ? { team: team.id } : undefined;
  }
  const [tag, ...others] = tags.filter((one) => stripDiacritics(one) === stripDiacritics(value));
  return tag && others.length === 0 ? { tag } : undefined;
}
