import type { QuietHours } from '@guichet/contracts';
import { FormColumn, Hint, PageSection } from '@guichet/ui';
import { Chip, Group, Input, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { placeOfZone } from '../../../shared/i18n/place-of-zone.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './notification-settings.module.css';

interface Props {
  quiet: QuietHours;
  timeZone: string;
  onChange: (quiet: QuietHours) => void;
}

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** When nothing but the list tells of anything. */
export function QuietHoursSection({ quiet, timeZone, onChange }: Props) {
  const { t } = useTexts();
  return (
    <PageSection>
      <h2>{t('notificationSettings.quiet')}</h2>
      <Hint>{t('notificationSettings.quietHint')}</Hint>
      <FormColumn>
        <Switch
          label={t('notificationSettings.quietOn')}
          checked={quiet.enabled}
          onChange={(event) => onChange({ ...quiet, enabled: event.currentTarget.checked })}
        />
        {quiet.enabled && (
          <>
            <div className={classes.times}>
              {(['from', 'to'] as const).map((end) => (
                <TextInput
                  key={end}
                  type="time"
                  required
                  withAsterisk={false}
                  label={t(`notificationSettings.${end}`)}
                  defaultValue={quiet[end]}
                  onBlur={({ currentTarget: { value } }) => {
                    if (value !== '' && value !== quiet[end]) onChange({ ...quiet, [end]: value });
                  }}
                />
              ))}
            </div>
            <QuietDays days={quiet.days} onChange={(days) => onChange({ ...quiet, days })} />
            <Hint>{t('notificationSettings.zone', { zone: placeOfZone(timeZone) })}</Hint>
          </>
        )}
        {(['outsideTeamHours', 'whileAbsent'] as const).map((known) => (
          <Switch
            key={known}
            label={t(`notificationSettings.${known}`)}
            description={t(`notificationSettings.${known}Hint`)}
            checked={quiet[known]}
            onChange={(event) => onChange({ ...quiet, [known]: event.currentTarget.checked })}
          />
        ))}
      </FormColumn>
    </PageSection>
  );
}

/** The days on which nothing interrupts at all. */
function QuietDays({ days, onChange }: { days: readonly number[]; onChange: (days: number[]) => void }) {
  const { t, i18n } = useTranslation();
  // The fifth of January 2026 was a Monday.
  const format = new Intl.DateTimeFormat(i18n.language, { weekday: 'short', timeZone: 'UTC' });
  return (
    <Input.Wrapper label={t('notificationSettings.days')} labelElement="div">
      <Chip.Group multiple value={days.map(String)} onChange={(chosen) => onChange(chosen.map(Number).sort())}>
        <Group gap={6} mt={4} role="group" aria-label={t('notificationSettings.days')}>
          {WEEK.map((day) => (
            <Chip key={day} value={String(day)} size="xs" variant="outline">
              {format.format(Date.UTC(2026, 0, 4 + day))}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}
