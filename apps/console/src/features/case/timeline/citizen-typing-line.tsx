import { IconPencil } from '@tabler/icons-react';
import { useTyping } from '../../../shared/live/use-live-connection.js';
import classes from './citizen-typing-line.module.css';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';

/** Says that the citizen is typing. It is above the end of the timeline, so that nothing moves when it appears. */
export function CitizenTypingLine({ caseId }: { caseId: string }) {
  const { t } = useTexts();
  const name = useTyping(caseId);
  return (
    <div className={classes.place} role="status">
      {name !== undefined && (
        <span className={classes.line}>
          <IconPencil size={14} stroke={1.5} aria-hidden />
          <bdi>{t('case.timeline.typing', { name: name ? displayName(name) : t('common.visitor') })}</bdi>
        </span>
      )}
    </div>
  );
}
