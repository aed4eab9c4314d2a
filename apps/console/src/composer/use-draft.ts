import type { SavedDraft } from '@guichet/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { request } from '../api/client.js';
import { draftQuery } from '../api/queries.js';
import { describeUpload } from '../api/upload.js';
import { isBlank, remember, remembered, type Content } from './restore.js';

const pause = 600;

/** One write at a time per case, in order: a late save must not bring back what was sent. */
const chains = new Map<string, Promise<unknown>>();
function enqueue(caseId: string, write: () => Promise<unknown>) {
  const next = (chains.get(caseId) ?? Promise.resolve()).then(write, write);
  chains.set(caseId, next);
  return next;
}

const put = (caseId: string, content: Content | undefined) =>
  enqueue(caseId, () =>
    content && !isBlank(content)
      ? request('PUT', `/cases/${caseId}/draft`, {
          body: {
            mode: content.mode,
            text: content.text,
            html: content.mode === 'reply' ? content.html : null,
            attachmentIds: content.attachments.map(({ id }) => id),
          },
          keepalive: content.text.length < 20_000,
        })
      : request('DELETE', `/cases/${caseId}/draft`, { keepalive: true }),
  );

async function contentOf(draft: NonNullable<SavedDraft>): Promise<Content> {
  const attachments = await Promise.all(draft.attachmentIds.map((id) => describeUpload(id).catch(() => undefined)));
  return {
    mode: draft.mode,
    text: draft.text,
    html: draft.html,
    attachments: attachments.filter((file) => file !== undefined),
  };
}

/** Keeps a draft on the server, at most a second behind the fingers, and brings it back. */
export function useDraft(caseId: string, onFound: (content: Content) => void) {
  const [state, setState] = useState<'none' | 'saving' | 'saved' | 'failed'>('none');
  const waiting = useRef<{ content: Content | undefined; timer: ReturnType<typeof setTimeout> } | undefined>(undefined);
  const touched = useRef(remembered(caseId) !== undefined);
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
    const { content, timer } = waiting.current ?? {};
    if (!timer) return;
    clearTimeout(timer);
    waiting.current = undefined;
    put(caseId, content).then(
      () => setState(content && !isBlank(content) ? 'saved' : 'none'),
      () => setState('failed'),
    );
  }, [caseId]);

  const save = useCallback(
    (content: Content) => {
      touched.current = true;
      remember(caseId, content);
      clearTimeout(waiting.current?.timer);
      setState('saving');
      waiting.current = { content, timer: setTimeout(flush, pause) };
    },
    [caseId, flush],
  );

  const discard = useCallback(() => {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
    remember(caseId, undefined);
    setState('none');
    void put(caseId, undefined).catch(() => {});
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
