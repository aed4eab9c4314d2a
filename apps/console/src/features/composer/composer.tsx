import type { DraftMode } from '@guichet/contracts';
import { memo, useLayoutEffect, useState } from 'react';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { lazyPart, Optional } from '../../shared/router/lazy-parts.js';
import { useMay } from '../../shared/session/use-session.js';
import { CollapsedComposer } from './collapsed-composer.js';
import { ComposerBody } from './composer-body.js';
import { WrittenParts } from './composer-foot-frame.js';
import { ComposerHead } from './composer-head.js';
import classes from './composer.module.css';
import { DraftNotice } from './draft-notice.js';
import { FileDropZone } from './file-drop/file-drop-zone.js';
import { DoubtfulSenderNotice } from './reply-routes/doubtful-sender-notice.js';
import { ReplyRouteNotices } from './reply-routes/reply-route-notices.js';
import { NewEntriesBanner } from './sending/new-entries-banner.js';
import { nextSharedDraftTurn, type Turn } from './shared-draft/shared-draft-turn.js';
import { TurnEnded } from './shared-draft/turn-ended.js';
import { useSharedWriter } from './shared-draft/use-shared-draft-writer.js';
import { TakenOverNotice } from './taken-over-notice.js';
import { TemplatePicker } from './templates/template-picker.js';
import { UsedTemplateStrip } from './templates/used-template-strip.js';
import { useDraftGoneBack } from './use-draft-gone-back.js';
import { useComposerKeys } from './use-composer-keys.js';
import { useComposer, type ComposerProps, type ComposerState } from './use-composer.js';

const SharedDraftPanel = lazyPart(() => import('./shared-draft/shared-draft-panel.js'), 'SharedDraftPanel');
const SharedDraftStrip = lazyPart(() => import('./shared-draft/shared-draft-strip.js'), 'SharedDraftStrip');
const UnansweredCitizensNotice = lazyPart(
  () => import('./reply-routes/unanswered-citizens-notice.js'),
  'UnansweredCitizensNotice',
);
const UndoneMergeNotice = lazyPart(() => import('./undone-merge-notice.js'), 'UndoneMergeNotice');
const OwnDraftComments = lazyPart(() => import('./shared-draft/own-draft-comments.js'), 'OwnDraftComments');

/** Few cases have messages of more than one person: only theirs fetch what says who of them has no reply. */
const WhoElseWaits = ({ composer }: { composer: ComposerState }) =>
  composer.item.unansweredCitizens.length > 0 && (
    <Optional>
      <UnansweredCitizensNotice composer={composer} />
    </Optional>
  );

function Picker({ composer: { item, writing, template, picker, sending } }: { composer: ComposerState }) {
  const { kind } = writing.route;
  return (
    <TemplatePicker
      item={item}
      bodyOf={kind && ((choice) => template.bodyOf(choice.language))}
      onChoose={(choice) => template.choose({ ...choice, around: picker.around() })}
      onSendSoon={sending.sendSoon}
      onClose={(how) => {
        if (how !== 'chosen') {
          sending.dropSoon();
          template.dropChoice();
        }
        picker.close(how);
      }}
    />
  );
}

/** The reference of the case with which this one was merged while the reply or the note was written; undefined: none. */
function unmergedFromOf({ unmergedDrafts, sharedDraft }: ComposerState['item'], mode: DraftMode, isShared: boolean) {
  if (isShared) return sharedDraft?.unmergedFrom ?? undefined;
  return unmergedDrafts.find((draft) => draft.mode === mode)?.reference;
}

function OpenComposer({ composer }: { composer: ComposerState }) {
  const { t } = useTexts();
  const { item, writing, field, template, since, picker, sending } = composer;
  const { content, draft, route } = writing;
  const note = content.mode === 'note';
  const isShared = useSharedWriter(item) === 'own' && !note;
  const approvedOnly = route.option?.state === 'template';
  const unmergedFrom = unmergedFromOf(item, content.mode, isShared);
  const openTemplates = picker.allowed ? picker.open : undefined;
  const [isLow, setLow] = useState(false);
  const hasTemplate = !note && template.use !== undefined;
  const keys = useComposerKeys(item.id, {
    writing,
    field,
    commands: {
      submit: () => void sending.submit(),
      openTemplates: picker.allowed && !approvedOnly ? picker.openByKey : undefined,
    },
  });
  const strip = (
    <UsedTemplateStrip
      item={item}
      template={template}
      approvedOnly={approvedOnly}
      lacksDocument={composer.status.lacksDocument}
    />
  );
  const body = (
    <div ref={field.body} className={classes.body}>
      <ComposerBody composer={composer} openTemplates={openTemplates} />
    </div>
  );
  return (
    <section
      ref={field.root}
      className={classes.composer}
      data-mode={content.mode}
      data-bottom-bar
      data-low={(hasTemplate && isLow) || undefined}
      aria-label={t('composer.label')}
      {...keys}
    >
      <NewEntriesBanner changes={since.changes} asked={since.asked !== undefined} />
      <TakenOverNotice item={item} />
      {unmergedFrom !== undefined && (
        <Optional>
          <UndoneMergeNotice reference={unmergedFrom} mode={content.mode} route={route} />
        </Optional>
      )}
      {isShared && (
        <Optional>
          <SharedDraftStrip item={item} content={content} onDone={field.focusText} />
        </Optional>
      )}
      <DraftNotice id={draft.key} state={draft.state} other={draft.other !== undefined} />
      <ComposerHead composer={composer} room={hasTemplate ? { isLow, setLow } : undefined} />
      {!note && <DoubtfulSenderNotice item={item} route={route} />}
      {!note && <WhoElseWaits composer={composer} />}
      {!note && <ReplyRouteNotices item={item} route={route} />}
      {note ? body : <WrittenParts strip={strip}>{body}</WrittenParts>}
    </section>
  );
}

const SharedByColleague = (props: Pick<ComposerProps, 'item'> & { onTaken?: () => void }) => (
  <Optional>
    <SharedDraftPanel {...props} />
  </Optional>
);

/** Whether the turn of this agent at the shared draft was ended while they wrote, and by which words they know it. */
function useTurn(item: ComposerProps['item'], { content, open }: ComposerState['writing']) {
  const writer = useSharedWriter(item);
  const [turn, setTurn] = useState<Turn>({ writer, ended: undefined });
  // In the same pass: in the next one the words have gone from the composer.
  const now = nextSharedDraftTurn(turn, { writer, content, open });
  if (now !== turn) setTurn(now);
  return { ...now, seen: () => setTurn({ ...now, ended: undefined }) };
}

function WritableComposer(props: ComposerProps) {
  const composer = useComposer(props);
  const { writing, picker, turn } = composer;
  const { writer, ended, seen } = useTurn(props.item, writing);
  const { isAnswering } = props;
  useDraftGoneBack(props.item.id);
  // A note answers nothing.
  const answers = writing.open && writing.content.mode === 'reply';
  // In the commit itself: what stands above looks at it as soon as it is seen to have less room.
  useLayoutEffect(() => {
    isAnswering.current = answers;
    return () => void (isAnswering.current = false);
  }, [isAnswering, answers]);
  // With no part that is loaded first: until it stands there, the next letter would act on the case.
  if (ended) return <TurnEnded item={props.item} content={ended} onClose={seen} />;
  return (
    <>
      {writer === 'colleague' && <SharedByColleague item={props.item} onTaken={() => turn('reply')} />}
      {picker.picking && <Picker composer={composer} />}
      <FileDropZone composer={composer} />
      {writing.open ? (
        <OpenComposer composer={composer} />
      ) : (
        <>
          <DoubtfulSenderNotice item={props.item} route={writing.route} isOfClosed />
          <WhoElseWaits composer={composer} />
          <CollapsedComposer replyTo={composer.item.replyTo} writing={writing} onTurn={turn} />
        </>
      )}
      {writer === 'own' && (
        <Optional>
          <OwnDraftComments item={props.item} />
        </Optional>
      )}
    </>
  );
}

/** Writes replies and notes of a case, for agents who may; others read what is shared of a reply. */
export const Composer = memo(function PermittedComposer(props: ComposerProps) {
  const may = useMay();
  if (may('case.reply') || may('case.note')) return <WritableComposer {...props} />;
  return props.item.sharedDraft ? <SharedByColleague item={props.item} /> : null;
});
