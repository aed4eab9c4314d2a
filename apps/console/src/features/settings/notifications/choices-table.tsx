import { NotificationTopic, NotificationWay, type NotificationChoices } from '@guichet/contracts';
import { Checkbox } from '@mantine/core';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import classes from './notification-settings.module.css';

interface Props {
  choices: NotificationChoices;
  onChange: (choices: NotificationChoices) => void;
}

/** A row for each topic, a column for each way: what is ticked alerts the agent. */
export function ChoicesTable({ choices, onChange }: Props) {
  const { t } = useTexts();
  return (
    <table className={classes.choices} aria-labelledby="notification-choices">
      <thead>
        <tr>
          <td />
          {NotificationWay.options.map((way) => (
            <th key={way} scope="col">
              {t(`notificationSettings.way.${way}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {NotificationTopic.options.map((topic) => (
          <tr key={topic}>
            <th scope="row">
              {t(`notificationSettings.topic.${topic}`)}
              <span>{t(`notificationSettings.topicHint.${topic}`)}</span>
            </th>
            {NotificationWay.options.map((way) => (
              <td key={way}>
                <Checkbox
                  aria-label={t('common.labelled', {
                    label: t(`notificationSettings.topic.${topic}`),
                    value: t(`notificationSettings.way.${way}`),
                  })}
                  checked={choices[topic][way]}
                  disabled={topic === 'security' && way === 'console'}
                  onChange={(event) =>
                    onChange({ ...choices, [topic]: { ...choices[topic], [way]: event.currentTarget.checked } })
                  }
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
