import type { Act, Priority } from '@guichet/contracts';
import { ActionIcon, Select, TagsInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { tagsQuery } from '../api/queries.js';
import classes from './rule-dialog.module.css';
import { useNames } from './use-names.js';

export const priorities: readonly Priority[] = ['low', 'normal', 'high', 'urgent'];

interface Props {
  act: Act;
  wrong: boolean;
  autoFocus: boolean;
  onChange: (next: Act) => void;
  onRemove: () => void;
}

/** "Team [Écoles]": one thing that a case gets. */
export function ActLine({ act, onRemove, ...field }: Props) {
  const { t } = useTranslation();
  const what = t(`circulation.rule.do.${act.do}`);
  return (
    <li className={classes.line}>
      <span className={classes.what} aria-hidden>
        {what}
      </span>
      <div className={classes.values}>
        <Value act={act} {...field} />
      </div>
      <ActionIcon aria-label={t('circulation.rule.removeAct', { what })} onClick={onRemove}>
        <IconX size={16} stroke={1.5} />
      </ActionIcon>
    </li>
  );
}

function Value({ act, wrong, autoFocus, onChange }: Omit<Props, 'onRemove'>) {
  const { t } = useTranslation();
  const names = useNames();
  const { data: tags = [] } = useQuery(tagsQuery);
  const common = {
    'aria-label': t(`circulation.rule.do.${act.do}`),
    autoFocus,
    error: wrong && t('circulation.rule.needed'),
  };
  const select = { ...common, searchable: true, allowDeselect: false };
  switch (act.do) {
    case 'team':
      return (
        <Select
          {...select}
          data={names.teams}
          value={act.teamId || null}
          onChange={(id) => onChange({ do: 'team', teamId: id ?? '' })}
        />
      );
    case 'agent':
      return (
        <Select
          {...select}
          data={names.agents(act.agentId)}
          value={act.agentId || null}
          onChange={(id) => onChange({ do: 'agent', agentId: id ?? '' })}
        />
      );
    case 'kind':
      return (
        <Select
          {...select}
          data={names.kinds([act.kindId])}
          value={act.kindId || null}
          onChange={(id) => onChange({ do: 'kind', kindId: id ?? '' })}
        />
      );
    case 'priority':
      return (
        <Select
          {...select}
          data={priorities.map((value) => ({ value, label: t(`circulation.priority.${value}`) }))}
          value={act.priority}
          onChange={(priority) => onChange({ do: 'priority', priority: priority as Priority })}
        />
      );
    case 'tags':
      return (
        <TagsInput
          {...common}
          description={t('circulation.rule.tagsHint')}
          inputWrapperOrder={['input', 'error', 'description']}
          data={tags}
          value={act.tags}
          onChange={(chosen) => onChange({ do: 'tags', tags: chosen.map((tag) => tag.toLowerCase()) })}
          acceptValueOnBlur
          maxTags={10}
        />
      );
  }
}
