import type { SavedDraft } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { draftQuery } from '../api/queries.js';
import { describeUpload } from '../api/upload.js';
import { writeDraft } from './draft-writes.js';
import { isBlank, isLeaving, remember, remembered, type Content } from './restore.js';

/** Milliseconds from the first unsaved key to the save, whether or not typing goes on: with the way there, under a second. */
const behind = 700;

async function contentOf(draft: NonNullable<SavedDraft>): Promise<Content> {
  const attachments = await Promise.all(draft.attachmentIds.map((id) => describeUpload(id).catch(() => undefined)));
  return {
    mode: draft.mode,
    text: draft.text,
    html: draft.html,
    attachments: attachments.filter((file) => file !== undefined),
    ...(draft.via && { via: draft.via }),
    ...(draft.template && { template: draft.template }),
  };
}

/** Keeps a draft on the server, at most a second behind the fingers, and brings it back. */
export function useDraft(caseId: string, onFound: (content: Content) => void) {
  const [state, setState] = useState<'none' | 'saving' | 'saved' | 'failed'>('none');
  const waiting = useRef<{ content: Content; timer: ReturnType<typeof setTimeout> } | undefined>(undefined);
  const touched = useRef(remembered(caseId) !== undefined || isLeaving(caseId));
  const { data: draft } = useQuery({ ...draftQuery(caseId), gcTime: 0, enabled: !touched.current, retry: 1 });

  const found = useRef(onFound);
  useEffect(() => void (found.current = onFound));
  useEffect(() => {
    if (!draft || touched.current) return;
    void contentOf(draft).then((content) => {
      if (touched.current) return;
      touched.current = true;
      setState('saved');
      found.current(content);
    });
  }, [draft]);

  const flush = useCallback(() => {
    if (!waiting.current) return;
    const { content, timer } = waiting.current;
    clearTimeout(timer);
    waiting.current = undefined;
    // What was typed since is still to be saved, and is said to be.
    const say = (next: typeof state) => waiting.current ?? setState(next);
    writeDraft(caseId, content).then(
      () => say(isBlank(content) ? 'none' : 'saved'),
      () => say('failed'),
    );
  }, [caseId]);

  const save = useCallback(
    (content: Content) => {
      touched.current = true;
      remember(caseId, content);
      setState('saving');
      if (waiting.current) waiting.current.content = content;
      else waiting.current = { content, timer: setTimeout(flush, behind) };
    },
    [caseId, flush],
  );

  const discard = useCallback(() => {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
    remember(caseId, undefined);
    setState('none');
    void writeDraft(caseId, undefined).catch(() => {});
  }, [caseId]);

  useEffect(() => {
    const onHide = () => document.visibilityState === 'hidden' && flush();
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      flush();
    };
  }, [flush]);

  return { state, save, discard };
}
