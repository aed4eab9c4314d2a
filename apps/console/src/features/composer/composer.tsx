import { useTranslation } from 'react-i18next';
import { draftKey } from '../../shared/drafts/draft-content.js';
import { useMay } from '../../shared/session/use-session.js';
import { CollapsedComposer } from './collapsed-composer.js';
import { ComposerBody } from './composer-body.js';
import { ComposerHead } from './composer-head.js';
import classes from './composer.module.css';
import { DraftNotice } from './draft-notice.js';
import { FileDropZone } from './file-drop/file-drop-zone.js';
import { DoubtfulSenderNotice } from './reply-routes/doubtful-sender-notice.js';
import { ReplyRouteNotices } from './reply-routes/reply-route-notices.js';
import { NewEntriesBanner } from './sending/new-entries-banner.js';
import { TemplatePicker } from './templates/template-picker.js';
import { UsedTemplateStrip } from './templates/used-template-strip.js';
import { useComposerKeys } from './use-composer-keys.js';
import { useComposer, type ComposerProps, type ComposerState } from './use-composer.js';

function Picker({ composer: { item, writing, template, picker, sending } }: { composer: ComposerState }) {
  const { kind } = writing.route;
  return (
    <TemplatePicker
      item={item}
      bodyOf={kind && ((choice) => template.bodyOf(choice.language))}
      onChoose={template.choose}
      onSendSoon={sending.sendSoon}
      onClose={(chosen) => {
        if (!chosen) {
          sending.dropSoon();
          template.dropChoice();
        }
        picker.close(chosen);
      }}
    />
  );
}

function OpenComposer({ composer }: { composer: ComposerState }) {
  const { t } = useTranslation();
  const { item, writing, field, template, since, picker, sending } = composer;
  const { content, draft, route } = writing;
  const note = content.mode === 'note';
  const approvedOnly = route.option?.state === 'template';
  const openTemplates = picker.allowed ? picker.open : undefined;
  const keys = useComposerKeys(item.id, {
    writing,
    field,
    commands: {
      submit: () => void sending.submit(),
      openTemplates: approvedOnly ? undefined : openTemplates,
    },
  });
  return (
    <section
      ref={field.root}
      className={classes.composer}
      data-mode={content.mode}
      aria-label={t('composer.label')}
      {...keys}
    >
      <NewEntriesBanner changes={since.changes} />
      <DraftNotice id={draftKey(item.id, content.mode)} state={draft.state} other={draft.other !== undefined} />
      <ComposerHead composer={composer} />
      {!note && <DoubtfulSenderNotice item={item} route={route} />}
      {!note && <ReplyRouteNotices item={item} route={route} />}
      {!note && (
        <UsedTemplateStrip
          item={item}
          template={template}
          approvedOnly={approvedOnly}
          lacksDocument={composer.status.lacksDocument}
        />
      )}
      <div ref={field.body} className={classes.body}>
        <ComposerBody composer={composer} openTemplates={openTemplates} />
      </div>
    </section>
  );
}

function WritableComposer(props: ComposerProps) {
  const composer = useComposer(props);
  const { writing, picker, turn } = composer;
  return (
    <>
      {picker.picking && <Picker composer={composer} />}
      <FileDropZone composer={composer} />
      {writing.open ? (
        <OpenComposer composer={composer} />
      ) : (
        <>
          <DoubtfulSenderNotice item={props.item} route={writing.route} isOfClosed />
          <CollapsedComposer route={writing.route} onTurn={turn} />
        </>
      )}
    </>
  );
}

/** Writes replies and notes of a case, for agents who may. */
export function Composer(props: ComposerProps) {
  const may = useMay();
  return may('case.reply') || may('case.note') ? <WritableComposer {...props} /> : null;
}
