import { IconBellOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { agentsQuery, caseReadersQuery, teamsQuery } from '../../../shared/api/queries.js';
import type { ChosenMention } from '../../../shared/drafts/draft-content.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import { mentionsIn } from './mentions.js';
import classes from './mentions-without-access.module.css';

const none: never[] = [];
/** A case that went to another team meanwhile has other readers. */
const FRESH_MS = 10_000;

interface Props {
  caseId: string;
  text: string;
  chosen: readonly ChosenMention[] | undefined;
}

/** Says before a note is sent which of the colleagues whom it mentions will hear nothing of it, as they cannot see the case. */
export function MentionsWithoutAccess({ caseId, text, chosen = none }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const may = useMay();
  const { data: agents = none } = useQuery(agentsQuery);
  const { data: teams = none } = useQuery(teamsQuery);
  const note = useDeferredValue(text);
  const mentioned = useMemo(
    () => (note.includes('@') ? mentionsIn(note, { chosen, agents, teams }) : none),
    [note, chosen, agents, teams],
  );
  const { data: readers } = useQuery({
    ...caseReadersQuery(caseId),
    enabled: mentioned.length > 0 && may('agent.read'),
    staleTime: FRESH_MS,
  });
  const withoutAccess = readers ? mentioned.filter((id) => !readers.some(({ agent }) => agent.id === id)) : none;
  const names = agents.filter(({ id }) => withoutAccess.includes(id)).map(({ name }) => name);
  return (
    <div role="status">
      {names.length > 0 && (
        <p className={classes.notice}>
          <IconBellOff size={15} stroke={1.75} aria-hidden />
          <span>{t('composer.mentionWithoutAccess', { names: formats.list(names), count: names.length })}</span>
        </p>
      )}
    </div>
  );
}
