import { caseStatuses, type CaseSummary, type Priority, type UpdateCase } from '@guichet/contracts';
import { Combobox, StatusMark } from '@guichet/ui';
import { IconFlag3, IconFlag3Filled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useMay } from '../../../shared/session/use-session.js';
import { tagsQuery } from '../../../shared/api/queries.js';
import { AssigneePicker } from './assignee-picker.js';
import { CaseTypePicker } from './case-type-picker.js';
import { LanguagePicker } from './language-picker.js';
import { priorities } from '../../../shared/cases/priorities.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { SnoozeChoice } from './snooze-choice.js';
import { sharedValue, useApplyChoice, type PickerProps } from './use-apply-choice.js';

/** Its team is changed by handing it over, as there is more to say than which one. */
export type CaseField = 'status' | 'assignee' | 'team' | 'priority' | 'tags' | 'snooze' | 'caseType' | 'language';
function StatusChoice(props: PickerProps) {
  const { t } = useTexts();
  const apply = useApplyChoice(props);
  const may = useMay();
  const offered = caseStatuses.filter((status) => may('case.close') || (status !== 'closed' && status !== 'spam'));
  const [snoozing, setSnoozing] = useState(false);
  if (snoozing) return <SnoozeChoice {...props} />;
  return (
    <Combobox
      label={t('choose.status')}
      choices={offered.map((status) => ({
        value: status,
        label: t(`common.status.${status}`),
        mark: <StatusMark iconOnly status={status} label={t(`common.status.${status}`)} />,
        hint: t(`choose.statusHint.${status}`),
      }))}
      chosen={sharedValue(props.items, (item) => item.status)}
      onChoose={(value) => {
        const status = caseStatuses.find((one) => one === value)!;
        if (status === 'snoozed') return setSnoozing(true);
        apply(
          { status },
          status === 'closed' || status === 'spam'
            ? t(`common.toast.${status}`, { count: props.items.length })
            : t('common.toast.status', { count: props.items.length, status: t(`common.status.${status}`) }),
        );
      }}
    />
  );
}

function PriorityChoice(props: PickerProps) {
  const { t } = useTexts();
  const apply = useApplyChoice(props);
  return (
    <Combobox
      label={t('choose.priority')}
      choices={priorities.toReversed().map((priority) => ({
        value: priority,
        label: t(`common.priority.${priority}`),
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
      chosen={sharedValue(props.items, (item) => item.priority)}
      onChoose={(value) =>
        apply(
          { priority: value as Priority },
          t('common.toast.priority', {
            count: props.items.length,
            priority: t(`common.priority.${value as Priority}`),
          }),
        )
      }
    />
  );
}

/** What is listed stays where it is, whatever is chosen meanwhile; what is new comes last. */
function useStableOrder(values: readonly string[]): readonly string[] {
  const listed = useRef<readonly string[]>([]);
  listed.current = [...new Set([...listed.current, ...values])];
  return listed.current;
}

function TagsChoice(props: PickerProps) {
  const { t } = useTexts();
  const { data: tags = [] } = useQuery(tagsQuery);
  const apply = useApplyChoice(props);
  const { items } = props;
  const own = new Set(items.flatMap((item) => item.tags));
  const offered = useStableOrder([...own, ...tags]);
  const common = [...own].filter((tag) => items.every((item) => item.tags.includes(tag)));
  const toggle = (typed: string) => {
    const tag = typed.replaceAll(',', ' ').trim().toLowerCase().slice(0, 40);
    const removing = common.includes(tag);
    const change = (item: CaseSummary): UpdateCase => ({
      tags: removing ? item.tags.filter((one) => one !== tag) : [...new Set([...item.tags, tag])],
    });
    apply(change, t(removing ? 'common.toast.untagged' : 'common.toast.tagged', { count: items.length, tag }), {
      stay: items.length === 1 && !props.whole,
      ofEach: { kind: 'update', [removing ? 'removeTags' : 'addTags']: [tag] },
    });
  };
  return (
    <Combobox
      multiple
      label={t('choose.tags')}
      choices={offered.map((tag) => ({ value: tag, label: tag }))}
      chosen={common}
      onChoose={toggle}
      onCreate={toggle}
    />
  );
}

const bodies = {
  status: StatusChoice,
  assignee: AssigneePicker,
  caseType: CaseTypePicker,
  language: LanguagePicker,
  priority: PriorityChoice,
  tags: TagsChoice,
  snooze: SnoozeChoice,
};

/** The picker of one field of a case, shown below a button of the case head or in a dialog. */
export function CasePropertyPicker({ what, ...props }: PickerProps & { what: Exclude<CaseField, 'team'> }) {
  const Body = bodies[what];
  return <Body {...props} />;
}
