import { useEffect, useState } from 'react';
import { useMay } from '../../shared/session/use-session.js';
import { NoteBody } from './notes/note-body.js';
import { ComposerFoot } from './composer-foot-frame.js';
import { DraftStateText } from './draft-state-text.js';
import { LetterPreviewStrip } from './letter/letter-preview-strip.js';
import { InsertTemplate, ReplyBody } from './reply-body.js';
import { filesFault } from './sending/files-leaving-with-provider-template.js';
import { SendButton } from './sending/send-button.js';
import { useSendLabel } from './sending/use-send-label.js';
import { isFoldable } from './templates/is-foldable-notice.js';
import { NoticeToggle } from './templates/notice-toggle.js';
import { useNewestVersion } from './templates/use-newest-version.js';
import { ProviderTemplateBody } from './templates/provider-template-body.js';
import type { ComposerState } from './use-composer.js';

/** The send button, with what the disclosure check has found and how it can be mended. */
function Send({ composer }: { composer: ComposerState }) {
  const { writing, template, signature, check, since, status, sending, routes, review, field } = composer;
  const { newest } = useNewestVersion(template);
  const { route } = writing;
  const label = useSendLabel({
    route,
    template,
    status,
    changed: since.changes.length > 0,
    asked: since.asked !== undefined,
    options: since.optionsOf({}),
  });
  const { to, cc, bcc } = route.envelope;
  const otherRoute = () => {
    review.setReviewing(false);
    field.openRoutes();
  };
  const fixes = {
    removeRecipient: to.length + cc.length + bcc.length > 1 ? routes.removeRecipient : undefined,
    otherRoute: route.options.filter(({ state }) => state !== 'closed').length > 1 ? otherRoute : undefined,
    setLanguage: template.use ? template.setLanguage : signature.setLanguage,
    useNewText: newest && (() => template.useVersion(newest.number)),
  };
  return (
    <SendButton
      caseId={composer.item.id}
      label={label}
      disabled={!status.sendable && status.toFill === 0}
      isMissing={status.toFill > 0}
      waiting={since.asked === 'now'}
      soon={sending.soon}
      check={check}
      fixes={fixes}
      reviewing={review.reviewing}
      freeUntil={route.option?.windowUntil ?? undefined}
      onReview={review.setReviewing}
      onSend={(options) => void sending.submit(options)}
    />
  );
}

/** Where the channel gets a notice as the template has it, the whole reply stands above, and the notice is folded. */
function useFoldedNotice({ writing: { content, route, caret }, template: { rendered } }: ComposerState) {
  const [isOpen, setOpen] = useState(false);
  const templateId = rendered?.templateId;
  useEffect(() => setOpen(false), [templateId]);
  if (!route.kind || !rendered || !isFoldable(rendered, content.text)) return undefined;
  const toggle = <NoticeToggle kind={route.kind} isOpen={isOpen} caret={caret} onToggle={() => setOpen(!isOpen)} />;
  return { toggle, isFolded: !isOpen };
}

interface Props {
  composer: ComposerState;
  /** Undefined: templates are not for this agent. */
  openTemplates: (() => void) | undefined;
}

/** The part of the composer in which text is written: a note, a reply, or an approved message of the provider. */
export function ComposerBody({ composer, openTemplates }: Props) {
  const may = useMay();
  const fold = useFoldedNotice(composer);
  const { writing, language, signature, uploads, status, sending, field } = composer;
  const { content, route, edit, caret } = writing;
  const state = <DraftStateText state={writing.draft.state} />;
  if (content.mode === 'note')
    return (
      <NoteBody
        caseId={composer.item.id}
        text={content.text}
        mentions={content.mentions}
        files={content.attachments}
        uploading={uploads.uploading}
        caret={caret}
        readers={composer.item.restriction?.agents}
        sendable={status.sendable}
        state={state}
        onText={(text, mention) => edit({ text, ...(mention && { mentions: [...(content.mentions ?? []), mention] }) })}
        onFiles={may('case.reply') ? uploads.add : undefined}
        onFilesChosen={field.focusTextNext}
        onRemoveFile={(id) => edit({ attachments: content.attachments.filter((file) => file.id !== id) })}
        onSend={() => void sending.submit()}
      />
    );
  const end = (
    <>
      {state}
      <Send composer={composer} />
    </>
  );
  if (route.option?.state === 'template')
    return (
      <>
        <ProviderTemplateBody
          option={route.option}
          value={route.approved?.chosen}
          content={content}
          fault={filesFault(route, content)}
          uploads={uploads}
          onChange={route.fill}
          onFiles={(attachments) => edit({ attachments })}
        />
        <ComposerFoot>
          {openTemplates && <InsertTemplate onOpen={openTemplates} />}
          {end}
        </ComposerFoot>
      </>
    );
  return (
    <ReplyBody
      content={content}
      fold={fold}
      language={language}
      signature={signature}
      letter={route.capabilities?.paper && <LetterPreviewStrip composer={composer} />}
      version={writing.version}
      epoch={writing.epoch}
      caret={caret}
      uploading={uploads.uploading}
      capabilities={route.capabilities}
      onChange={edit}
      onFiles={uploads.add}
      onFilesChosen={field.focusTextNext}
      onTemplate={openTemplates}
      end={end}
    />
  );
}
