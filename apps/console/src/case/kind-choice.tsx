import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { kindsQuery } from '../api/queries.js';
import { Chooser } from './chooser.js';
import { shared, useApply, type ChoiceProps } from './use-apply.js';

const none = 'none';

/** What the cases are about, among the kinds of the house that are still offered. */
export function KindChoice(props: ChoiceProps) {
  const { t } = useTranslation();
  const { data: kinds = [] } = useQuery(kindsQuery);
  const apply = useApply(props);
  const count = props.items.length;
  const chosen = shared(props.items, (item) => item.kind?.id ?? none);
  return (
    <Chooser
      label={t('desk.kind.choose')}
      choices={[
        ...kinds
          .filter(({ id, active }) => active || chosen.includes(id))
          .map(({ id, name }) => ({ value: id, label: name })),
        { value: none, label: t('desk.kind.none') },
      ]}
      chosen={chosen}
      onChoose={(value) => {
        const kind = kinds.find(({ id }) => id === value);
        apply(
          { kindId: kind?.id ?? null },
          kind ? t('desk.kind.set', { count, kind: kind.name }) : t('desk.kind.unset', { count }),
        );
      }}
    />
  );
}
