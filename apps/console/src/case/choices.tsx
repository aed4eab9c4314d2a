import type { CaseSummary, Priority, UpdateCase } from '@guichet/contracts';
import { StatusMark } from '@guichet/ui';
import { Button, Stack, TextInput } from '@mantine/core';
import { IconFlag3, IconFlag3Filled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tagsQuery, teamsQuery } from '../api/queries.js';
import { useTimes } from '../i18n/time.js';
import { statuses } from '../inbox/inbox-search.js';
import { AssigneeChoice } from './assignee-choice.js';
import { Chooser } from './chooser.js';
import { KindChoice } from './kind-choice.js';
import { LanguageChoice } from './language-choice.js';
import { moments } from './snooze.js';
import { shared, useApply, type ChoiceProps } from './use-apply.js';

export type What = 'status' | 'assignee' | 'team' | 'priority' | 'tags' | 'snooze' | 'kind' | 'language';
function StatusChoice(props: ChoiceProps) {
  const { t } = useTranslation();
  const apply = useApply(props);
  const [snoozing, setSnoozing] = useState(false);
  if (snoozing) return <SnoozeChoice {...props} />;
  return (
    <Chooser
      label={t('choose.status')}
      choices={statuses.map((status) => ({
        value: status,
        label: t(`status.${status}`),
        mark: <StatusMark bare status={status} label={t(`status.${status}`)} />,
        hint: t(`statusHint.${status}`),
      }))}
      chosen={shared(props.items, (item) => item.status)}
      onChoose={(value) => {
        const status = statuses.find((one) => one === value)!;
        if (status === 'snoozed') return setSnoozing(true);
        apply(
          { status },
          status === 'closed'
            ? t('toast.closed', { count: props.items.length })
            : t('toast.status', { count: props.items.length, status: t(`status.${status}`) }),
        );
      }}
    />
  );
}

function SnoozeChoice(props: ChoiceProps) {
  const { t } = useTranslation();
  const times = useTimes();
  const apply = useApply(props);
  const [now] = useState(() => Date.now());
  const [own, setOwn] = useState('');
  const snooze = (at: Date) =>
    apply(
      { status: 'snoozed', snoozeUntil: at.toISOString() },
      t('toast.snoozed', { count: props.items.length, until: times.dateTime(at.getTime()) }),
    );
  const ownDate = own ? new Date(own) : undefined;
  return (
    <Stack gap={8}>
      <Chooser
        label={t('choose.snooze')}
        choices={moments(now).map(({ moment, at }) => ({
          value: at.toISOString(),
          label: t(`moment.${moment}`),
          hint: times.dateTime(at.getTime()),
        }))}
        chosen={shared(props.items, (item) => item.snoozeUntil ?? undefined)}
        onChoose={(value) => snooze(new Date(value))}
      />
      <form
        style={{ display: 'flex', gap: 6, alignItems: 'end', padding: '0 8px 4px' }}
        onSubmit={(event) => {
          event.preventDefault();
          if (ownDate && ownDate.getTime() > Date.now()) snooze(ownDate);
        }}
      >
        <TextInput
          type="datetime-local"
          size="xs"
          style={{ flex: 1 }}
          label={t('choose.ownMoment')}
          value={own}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" disabled={!ownDate || ownDate.getTime() <= now}>
          {t('act.snooze')}
        </Button>
      </form>
    </Stack>
  );
}

function TeamChoice(props: ChoiceProps) {
  const { t } = useTranslation();
  const { data: teams = [] } = useQuery(teamsQuery);
  const apply = useApply(props);
  return (
    <Chooser
      label={t('choose.team')}
      choices={teams.map(({ id, name }) => ({ value: id, label: name }))}
      chosen={shared(props.items, (item) => item.team.id)}
      onChoose={(value) =>
        apply(
          { teamId: value },
          t('toast.team', { count: props.items.length, name: teams.find((team) => team.id === value)?.name ?? '' }),
        )
      }
    />
  );
}

const priorities: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

function PriorityChoice(props: ChoiceProps) {
  const { t } = useTranslation();
  const apply = useApply(props);
  return (
    <Chooser
      label={t('choose.priority')}
      choices={priorities.map((priority) => ({
        value: priority,
        label: t(`priority.${priority}`),
        mark:
          priority === 'high' || priority === 'urgent' ? (
            <IconFlag3Filled
              size={15}
              color={priority === 'urgent' ? 'var(--g-danger)' : 'var(--g-soon)'}
              aria-hidden
            />
          ) : (
            <IconFlag3 size={15} stroke={1.5} aria-hidden />
          ),
      }))}
      chosen={shared(props.items, (item) => item.priority)}
      onChoose={(value) =>
        apply(
          { priority: value as Priority },
          t('toast.priority', { count: props.items.length, priority: t(`priority.${value as Priority}`) }),
        )
      }
    />
  );
}

function TagsChoice(props: ChoiceProps) {
  const { t } = useTranslation();
  const { data: tags = [] } = useQuery(tagsQuery);
  const apply = useApply(props);
  const { items } = props;
  const own = new Set(items.flatMap((item) => item.tags));
  const common = [...own].filter((tag) => items.every((item) => item.tags.includes(tag)));
  const toggle = (typed: string) => {
    const tag = typed.replaceAll(',', ' ').trim().toLowerCase().slice(0, 40);
    const removing = common.includes(tag);
    const change = (item: CaseSummary): UpdateCase => ({
      tags: removing ? item.tags.filter((one) => one !== tag) : [...new Set([...item.tags, tag])],
    });
    apply(change, t(removing ? 'toast.untagged' : 'toast.tagged', { count: items.length, tag }), true);
    if (items.length > 1) props.onDone();
  };
  return (
    <Chooser
      multiple
      label={t('choose.tags')}
      choices={[...new Set([...own, ...tags])].map((tag) => ({ value: tag, label: tag }))}
      chosen={common}
      onChoose={toggle}
      onCreate={toggle}
    />
  );
}

const bodies = {
  status: StatusChoice,
  assignee: AssigneeChoice,
  kind: KindChoice,
  language: LanguageChoice,
  team: TeamChoice,
  priority: PriorityChoice,
  tags: TagsChoice,
  snooze: SnoozeChoice,
};

/** The body of a picker, whether it hangs from a button of the case head or stands in a dialog. */
export function Choices({ what, ...props }: ChoiceProps & { what: What }) {
  const Body = bodies[what];
  return <Body {...props} />;
}
