import type { PostMessage } from '@guichet/contracts';
import { Dialog } from '@guichet/ui';
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconEye, IconMail } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call, callForFile } from '../../../shared/api/client.js';
import { toastFailure } from '../../../shared/feedback/toast-and-undo.js';
import { useProblemText } from '../../../shared/i18n/use-problem-text.js';
import { isBlank } from '../../../shared/drafts/draft-content.js';
import { useTexts } from '../../../shared/i18n/use-texts.js';
import { StripBelowReply, StripLabel } from '../strip-below-reply.js';
import { messageBody } from '../sending/outgoing-message.js';
import type { ComposerState } from '../use-composer.js';
import classes from './letter-preview-strip.module.css';

const SETTLING_MS = 700;

/** The reply as it would be sent now. */
function bodyOf({ writing: { content, route }, signature }: ComposerState): Partial<PostMessage> {
  return messageBody({
    content,
    envelope: route.envelope,
    channel: route.kind,
    html: false,
    acknowledged: [],
    language: signature.language,
    ifMatch: null,
    mentions: [],
  });
}

/** Below a reply that leaves on paper: how many pages it has, and what it will look like. */
export function LetterPreviewStrip({ composer }: { composer: ComposerState }) {
  const { t } = useTexts();
  const problemText = useProblemText();
  const { item, writing } = composer;
  const body = JSON.stringify(bodyOf(composer));
  const [settled] = useDebouncedValue(body, SETTLING_MS);
  const isMade = !isBlank(writing.content) && writing.route.envelope.to.length > 0;
  const pages = useQuery({
    queryKey: ['letter-pages', item.id, settled],
    queryFn: ({ signal }) =>
      call('measureLetter', { params: { id: item.id }, body: JSON.parse(settled) as PostMessage, signal }),
    // What was settled before may have had no words.
    enabled: isMade && settled === body,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });
  const preview = useMutation({
    mutationFn: () =>
      callForFile('previewReplyLetter', { params: { id: item.id }, body: JSON.parse(body) as PostMessage }),
    onError: (error) => toastFailure(t('composer.letter.failed'), problemText(error)),
  });
  return (
    <StripBelowReply label={t('composer.letter.label')}>
      <StripLabel icon={<IconMail size={15} stroke={1.5} aria-hidden />}>{t('composer.letter.label')}</StripLabel>
      <span className={classes.pages} aria-live="polite">
        {isMade && pages.error ? problemText(pages.error) : null}
        {isMade && !pages.error && pages.data ? t('composer.letter.pages', { count: pages.data.pages }) : null}
      </span>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconEye size={15} stroke={1.5} aria-hidden />}
        disabled={!isMade}
        loading={preview.isPending}
        onClick={() => preview.mutate()}
      >
        {t('composer.letter.preview')}
      </Button>
      {preview.data && <LetterPreview file={preview.data} onClose={preview.reset} />}
    </StripBelowReply>
  );
}

/** The letter as its PDF, in a dialog. */
function LetterPreview({ file, onClose }: { file: Blob; onClose: () => void }) {
  const { t } = useTexts();
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <Dialog opened onClose={onClose} size={860} title={t('composer.letter.label')}>
      {/* A blob has no sandbox of its own: it is a PDF that our own server has made. */}
      {navigator.pdfViewerEnabled ? (
        <iframe className={classes.pdf} src={address} title={t('composer.letter.label')} />
      ) : (
        <p className={classes.open}>{t('case.viewer.noPdf')}</p>
      )}
      <p className={classes.open}>
        <a href={address} target="_blank" rel="noreferrer">
          {t('composer.letter.open')}
        </a>
      </p>
    </Dialog>
  );
}
