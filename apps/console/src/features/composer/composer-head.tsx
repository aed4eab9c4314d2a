import { replySubject } from '@guichet/contracts';
import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconLock, IconMessages } from '@tabler/icons-react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { useMay } from '../../shared/session/use-session.js';
import { ReplyRouteMenu, ReachNote } from './reply-routes/reply-route-menu.js';
import classes from './composer.module.css';
import { ShareDraftButton } from './shared-draft/share-draft-button.js';
import { ReplyRecipients } from './reply-routes/reply-recipients.js';
import type { ComposerState } from './use-composer.js';

/** Says of a tab that is not shown that words stand there. */
function UnsentMark() {
  const { t } = useTexts();
  return (
    <span
      className={classes.unsent}
      role="img"
      aria-label={t('composer.unsentHere')}
      title={t('composer.unsentHere')}
    />
  );
}

interface Room {
  /** Whether the messages have more room than the reply. */
  isLow: boolean;
  setLow: (isLow: boolean) => void;
}

/** Gives the messages more room than what is written, so that they are read beside it. */
function RoomToggle({ isLow, setLow }: Room) {
  const { t } = useTexts();
  return (
    <ActionIcon
      className={classes.room}
      aria-label={t('composer.seeMessages')}
      title={t('composer.seeMessages')}
      aria-pressed={isLow}
      variant={isLow ? 'light' : undefined}
      onClick={() => setLow(!isLow)}
    >
      <IconMessages size={17} stroke={1.5} />
    </ActionIcon>
  );
}

/** The line above the text: reply or note, the reply route, and the recipients. `room`: undefined: the messages have room enough. */
export function ComposerHead({ composer, room }: { composer: ComposerState; room: Room | undefined }) {
  const { item, writing, language, template, turn, routes, field } = composer;
  const { t } = useTexts();
  const may = useMay();
  const { route } = writing;
  const { option, envelope } = route;
  const note = writing.content.mode === 'note';
  return (
    <header className={classes.head}>
      <div className={classes.tabs} role="group" aria-label={t('composer.kind')}>
        {may('case.reply') && (
          <button type="button" aria-pressed={!note} onClick={() => turn('reply')}>
            <IconArrowBackUp size={15} stroke={1.5} aria-hidden />
            {t('composer.reply')}
            {note && writing.hasBehind && <UnsentMark />}
          </button>
        )}
        {may('case.note') && (
          <button type="button" aria-pressed={note} onClick={() => turn('note')}>
            <IconLock size={15} stroke={1.5} aria-hidden />
            {t('common.note')}
            {!note && writing.hasBehind && <UnsentMark />}
          </button>
        )}
      </div>
      {note ? (
        <span className={classes.only}>{t('composer.noteOnly')}</span>
      ) : (
        <div className={classes.recipients}>
          {option && (
            <ReplyRouteMenu
              options={route.options}
              chosen={option}
              named={route.named}
              onChoose={routes.choose}
              onChosen={field.focusTextNext}
            />
          )}
          {!route.hasNone && (
            <ReplyRecipients
              key={`${envelope.channelAccountId} ${option?.to.value}`}
              item={item}
              option={option}
              named={route.named}
              envelope={envelope}
              capabilities={route.capabilities}
              accounts={route.accounts}
              subject={
                (route.capabilities?.paper ? '' : replySubject(item, envelope.to)) ||
                template.rendered?.subject ||
                item.subject
              }
              language={language}
              onChange={routes.address}
              onCopied={field.focusTextNext}
            />
          )}
          {option?.state === 'ready' && <ReachNote option={option} />}
        </div>
      )}
      <span className={classes.acts}>
        {!note && <ShareDraftButton composer={composer} />}
        {room && <RoomToggle {...room} />}
        <ActionIcon aria-label={t('composer.fold')} onClick={writing.collapse}>
          <IconChevronDown size={17} stroke={1.5} />
        </ActionIcon>
      </span>
    </header>
  );
}
