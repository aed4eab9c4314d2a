import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { agentsQuery, caseReadersQuery, teamsQuery } from '../../../shared/api/queries.js';
import { useMay, useSession } from '../../../shared/session/use-session.js';
import { useMarkedSuggestion } from '../../../shared/suggestions/use-marked-suggestion.js';
import {
  findMentions,
  insertMention,
  mentionables,
  mentionAt,
  type Mentionable,
  type MentionQuery,
} from './mentions.js';

interface Options {
  /** The case in which the note stands. */
  caseId: string;
  /** The agents who alone see the case; undefined: it is not restricted. */
  readers: readonly { id: string }[] | undefined;
  /** Called with the note that contains the chosen one. */
  onChoose: (text: string, person: Mentionable) => void;
}

/** A case that went to another team meanwhile has other readers. */
const FRESH_MS = 10_000;

/**
 * Whether a colleague sees the case, which is asked before anybody is mentioned, so that the list does not change under the caret. Of a
 * restricted case, only those who do are offered.
 */
function useSees(caseId: string, isAsked: boolean) {
  const may = useMay();
  const { data: readers } = useQuery({
    ...caseReadersQuery(caseId),
    enabled: isAsked && may('agent.read'),
    staleTime: FRESH_MS,
  });
  return useMemo(() => {
    const ids = readers && new Set(readers.map(({ agent }) => agent.id));
    return (id: string) => !ids || ids.has(id);
  }, [readers]);
}

/** Whether the caret stands behind the space that came with a mention. */
const isSpacedAt = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement, at: number | undefined): boolean =>
  at !== undefined && selectionStart === at && selectionEnd === at && value[at - 1] === ' ';

/** Offers colleagues while a mention is typed, first those who see the case: of a restricted case, only these. */
export function useMentions(field: RefObject<HTMLTextAreaElement | null>, { caseId, readers, onChoose }: Options) {
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const { agent: me } = useSession();
  const people = useMemo(
    () =>
      mentionables(agents, teams).filter(
        ({ id }) => id !== me.id && (!readers || readers.some((one) => one.id === id)),
      ),
    [agents, teams, readers, me.id],
  );
  const [query, setQuery] = useState<MentionQuery>();
  /** Where the caret stood behind a colleague who was just put in; undefined: a key was pressed since. */
  const spacedAt = useRef<number>(undefined);
  const sees = useSees(caseId, !readers);
  const found = useMemo(() => (query ? findMentions(people, query.typed, sees) : []), [people, query, sees]);

  /** The mention at the caret as it is now; one that stands there in full is asked about no more. */
  const currentQuery = () => {
    const { value, selectionStart, selectionEnd } = field.current!;
    const current = selectionStart === selectionEnd ? mentionAt(value, selectionStart) : undefined;
    return current && !people.some(({ label }) => current.typed === `${label} `) ? current : undefined;
  };
  const look = () => {
    const current = currentQuery();
    if (current?.from === query?.from && current?.typed === query?.typed) return;
    setQuery(current);
    restart();
  };
  const close = () => setQuery(undefined);
  const take = (person: Mentionable) => {
    const element = field.current!;
    const current = currentQuery();
    close();
    // The list is still that of an earlier text: nobody is called by it.
    if (!query || current?.from !== query.from || current.typed !== query.typed) return;
    const { text, caret } = insertMention(element.value, query, person);
    spacedAt.current = caret;
    onChoose(text, person);
    requestAnimationFrame(() => element.setSelectionRange(caret, caret));
  };
  const { active, restart, onKey } = useMarkedSuggestion({ found, onTake: take, onClose: close });
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, nativeEvent } = event;
    const isSpaced = key === ' ' && isSpacedAt(field.current!, spacedAt.current);
    spacedAt.current = undefined;
    // The space that one types behind a name stands there already.
    if (isSpaced) return event.preventDefault();
    if (!onKey({ key, ctrlKey, metaKey, isComposing: nativeEvent.isComposing })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { found, sees, active, look, close, take, onKeyDown };
}
