import { ErrorState, FormColumn, Hint, PageHead, PageLead, PageSection } from '@guichet/ui';
import { Skeleton, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { notificationPreferencesQuery } from '../../../shared/api/queries.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { ChoicesTable } from './choices-table.js';
import { DevicesSection } from './devices-section.js';
import { MailSection } from './mail-section.js';
import { PauseSection } from './pause-section.js';
import { QuietHoursSection } from './quiet-hours-section.js';
import { useSavePreferences } from './use-save-preferences.js';

/** Where agents choose of what they are notified, by which ways, and when not. */
export function NotificationSettingsPage() {
  const { t } = useTexts();
  const { data, error, refetch } = useQuery(notificationPreferencesQuery);
  const save = useSavePreferences();
  return (
    <>
      <PageHead>
        <h1>{t('notificationSettings.title')}</h1>
      </PageHead>
      <PageLead>{t('notificationSettings.lead')}</PageLead>
      {error && !data ? (
        <ErrorState error={error} what={t('notificationSettings.failed')} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <PauseSection pausedUntil={data.pausedUntil} />
          <PageSection>
            <h2 id="notification-choices">{t('notificationSettings.what')}</h2>
            <Hint>{t('notificationSettings.whatHint')}</Hint>
            <ChoicesTable choices={data.choices} onChange={(choices) => save({ choices })} />
            <FormColumn>
              <Switch
                label={t('notificationSettings.sound')}
                description={t('notificationSettings.soundHint')}
                checked={data.sound}
                onChange={(event) => save({ sound: event.currentTarget.checked })}
              />
            </FormColumn>
          </PageSection>
          <DevicesSection subjects={data.subjects} />
          <MailSection {...data} onChange={(digest) => save({ digest })} />
          <QuietHoursSection quiet={data.quiet} timeZone={data.timeZone} onChange={(quiet) => save({ quiet })} />
        </>
      ) : (
        <Skeleton height={420} />
      )}
    </>
  );
}
