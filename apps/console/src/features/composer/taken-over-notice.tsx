import type { CaseDetail } from '@guichet/contracts';
import { Button } from '@mantine/core';
import { IconUserUp } from '@tabler/icons-react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useSession } from '../../shared/session/use-session.js';
import { useTakenOverByColleague } from '../notifications/index.js';
import classes from './draft-notice.module.css';

/** Says that a colleague has taken over the case in which the agent was writing, and that their words are kept. */
export function TakenOverNotice({ item: { id, assignee } }: { item: CaseDetail }) {
  const { t } = useTexts();
  const { agent } = useSession();
  const takenOver = useTakenOverByColleague(id);
  // It may have been given back meanwhile.
  const isOver = takenOver && assignee && assignee.id !== agent.id;
  return (
    <div role="status" className={classes.live}>
      {isOver && (
        <div className={classes.notice}>
          <IconUserUp size={15} stroke={1.75} aria-hidden />
          <span>{t('composer.takenOver', { name: takenOver.by })}</span>
          <span className={classes.acts}>
            <Button size="compact-xs" variant="default" onClick={takenOver.seen}>
              {t('composer.takenOverSeen')}
            </Button>
          </span>
        </div>
      )}
    </div>
  );
}
