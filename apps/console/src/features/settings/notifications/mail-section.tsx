import { MailDigest, type OwnNotificationPreferences } from '@guichet/contracts';
import { FormColumn, Hint, PageSection } from '@guichet/ui';
import { Radio, Stack, TextInput } from '@mantine/core';
import { placeOfZone } from '../../../shared/i18n/place-of-zone.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './notification-settings.module.css';

interface Props extends Pick<OwnNotificationPreferences, 'digest' | 'subjects' | 'timeZone'> {
  onChange: (digest: MailDigest) => void;
}

/** When a mail tells of what is unread. */
export function MailSection({ digest, subjects, timeZone, onChange }: Props) {
  const { t } = useTexts();
  return (
    <PageSection>
      <h2>{t('notificationSettings.mail')}</h2>
      <Hint>{t(subjects ? 'notificationSettings.mailHintSubjects' : 'notificationSettings.mailHint')}</Hint>
      <FormColumn>
        <Radio.Group
          aria-label={t('notificationSettings.mail')}
          value={digest.when}
          onChange={(when) => onChange({ ...digest, when: MailDigest.shape.when.parse(when) })}
        >
          <Stack gap="sm">
            {MailDigest.shape.when.options.map((when) => (
              <Radio
                key={when}
                value={when}
                label={t(`notificationSettings.mailWhen.${when}`)}
                description={when === 'never' ? undefined : t(`notificationSettings.mailWhenHint.${when}`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        {digest.when === 'daily' && (
          <>
            <div className={classes.times}>
              <TextInput
                type="time"
                required
                withAsterisk={false}
                label={t('notificationSettings.mailAt')}
                defaultValue={digest.at}
                onBlur={({ currentTarget: { value } }) => {
                  if (value !== '' && value !== digest.at) onChange({ ...digest, at: value });
                }}
              />
            </div>
            <Hint>{t('notificationSettings.zone', { zone: placeOfZone(timeZone) })}</Hint>
          </>
        )}
      </FormColumn>
    </PageSection>
  );
}
