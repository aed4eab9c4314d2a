import { Button } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { dueUrgency } from '../../../shared/cases/due-urgency.js';
import { displayName } from '../../../shared/i18n/display-name.js';
import { useFormats } from '../../../shared/i18n/use-formats.js';
import { useNow } from '../../../shared/i18n/use-now.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { useMay } from '../../../shared/session/use-session.js';
import type { ComposerState } from '../use-composer.js';
import classes from './reply-route-notices.module.css';
import { viaOf } from './reply-route-and-recipients.js';
import { citizensToAnswer, routeToCitizen, type UnansweredCitizen } from './unanswered-citizens.js';

/** So many are named; of more than that, a merged petition, the composer would have no room. */
const NAMED = 3;

interface Props {
  composer: ComposerState;
  citizen: UnansweredCitizen;
}

/** When they were to have a first reply in the case in which they wrote, which has no clock any more. */
function FirstReplyDue({ at }: { at: string }) {
  const { t } = useTexts();
  const formats = useFormats();
  const now = useNow();
  const level = dueUrgency(at, now);
  return (
    <span className={classes.due} data-due={level}>
      {t(level === 'late' ? 'time.due.wasAgo' : 'time.due.at', {
        clock: t('time.timer.first-response'),
        at: formats.due(at, now),
        span: formats.overdue(Math.abs(Date.parse(at) - now)),
      })}
    </span>
  );
}

function UnansweredLine({ composer: { writing, turn, routes, field }, citizen }: Props) {
  const { t } = useTexts();
  const formats = useFormats();
  const may = useMay();
  const { route, begun, open } = writing;
  const name = displayName(citizen.name);
  const option = routeToCitizen(route.options, citizen);
  // What is written already is for somebody else.
  const isOffered = option !== undefined && !begun.reply && may('case.reply');
  return (
    <div className={classes.notice} data-closed={!open || undefined}>
      <IconUserQuestion size={15} stroke={1.75} aria-hidden />
      <span className={classes.words}>
        {t(citizen.wasAnswered ? 'composer.unansweredCitizen.askedMore' : 'composer.unansweredCitizen.wrote', {
          name,
          at: formats.dateTime(citizen.at),
        })}{' '}
        {citizen.firstReplyDueAt && <FirstReplyDue at={citizen.firstReplyDueAt} />}
      </span>
      {isOffered && (
        <Button
          size="compact-xs"
          variant="default"
          className={classes.answer}
          onClick={() => {
            turn('reply');
            routes.choose(viaOf(option));
            field.focusTextNext();
          }}
        >
          {t('composer.unansweredCitizen.answer', { name })}
        </Button>
      )}
    </div>
  );
}

/** Who else has written in a merged case and has no reply yet, so that the reply to one of them is not taken for one to all. */
export function UnansweredCitizensNotice({ composer }: { composer: ComposerState }) {
  const { t } = useTexts();
  const { item, writing } = composer;
  const waiting = citizensToAnswer(item, { isOpen: writing.open, envelope: writing.route.envelope });
  if (waiting.length === 0) return null;
  const more = waiting.length - NAMED;
  return (
    <>
      {waiting.slice(0, NAMED).map((citizen) => (
        <UnansweredLine key={citizen.id} composer={composer} citizen={citizen} />
      ))}
      {more > 0 && (
        <p className={classes.notice} data-closed={!writing.open || undefined}>
          <span className={classes.words}>{t('composer.unansweredCitizen.more', { count: more })}</span>
        </p>
      )}
    </>
  );
}
