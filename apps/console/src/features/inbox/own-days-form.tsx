import { ownDays, readOwnDays } from '@guichet/contracts';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { LAST_DAY, townDay } from '../../shared/i18n/organisation-time-zone.js';
import { useTexts } from '../../shared/i18n/use-texts.js';

interface Props {
  /** What the list is narrowed to. */
  opened: string | undefined;
  onChoose: (opened: string) => void;
}

/** The first and the last day in which the cases of a list were opened. They may be chosen in any order. */
export function OwnDaysForm({ opened, onChoose }: Props) {
  const { t } = useTexts();
  const today = townDay(Date.now());
  const own = readOwnDays(opened ?? '') ?? { from: `${today.slice(0, 8)}01`, to: today };
  const [from, setFrom] = useState(own.from);
  const [to, setTo] = useState(own.to);
  const isWhole = from !== '' && to !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) onChoose(ownDays({ from, to }));
      }}
    >
      <Stack gap="xs" p={8}>
        <Group gap="xs" grow wrap="nowrap">
          <TextInput
            size="xs"
            type="date"
            max={LAST_DAY}
            data-autofocus
            label={t('inbox.opened.first')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            size="xs"
            type="date"
            max={LAST_DAY}
            label={t('inbox.opened.last')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </Group>
        <Button type="submit" size="xs" disabled={!isWhole}>
          {t('inbox.opened.apply')}
        </Button>
      </Stack>
    </form>
  );
}
