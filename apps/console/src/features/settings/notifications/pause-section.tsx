import { PageSection, Hint } from '@guichet/ui';
import { Button, Group } from '@mantine/core';
import { usePauseNotifications } from './use-pause-notifications.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { pauseEnds } from './pause-ends.js';
import classes from './notification-settings.module.css';

/** Quiets everything but the list for a while, or says until when it is quiet. */
export function PauseSection({ pausedUntil }: { pausedUntil: string | null }) {
  const { t } = useTexts();
  const formats = useFormats();
  const now = useNow();
  const pause = usePauseNotifications();
  return (
    <PageSection>
      <h2>{t('notificationSettings.pause')}</h2>
      <Hint>{t('notificationSettings.pauseHint')}</Hint>
      {pausedUntil !== null && Date.parse(pausedUntil) > now ? (
        <p className={classes.paused}>
          {t('notificationSettings.pausedUntil', { at: formats.due(pausedUntil, now) })}
          <Button variant="default" size="xs" loading={pause.isPending} onClick={() => pause.mutate(null)}>
            {t('notificationSettings.resume')}
          </Button>
        </p>
      ) : (
        <Group gap="xs">
          {pauseEnds(now).map(({ length, at }) => (
            <Button
              key={length}
              variant="default"
              size="xs"
              disabled={pause.isPending}
              onClick={() => pause.mutate(at.toISOString())}
            >
              {t(`notificationSettings.pauseFor.${length}`)}
            </Button>
          ))}
        </Group>
      )}
    </PageSection>
  );
}
