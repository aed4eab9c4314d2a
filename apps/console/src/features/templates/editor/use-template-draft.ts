import type { SaveTemplateDraft, TemplateVersion } from '@guichet/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { callWithEtag } from '../../../shared/api/client.js';
import { Failure, isFailure } from '../../../shared/api/failure.js';
import { versionsQuery } from '../../../shared/api/template-queries.js';
import type { Saving } from '../template-screen/shown-revision.js';
import { useFlush, useStoreVersion } from '../template-screen/template-screen-context.js';
import { toTemplateContent, toEditable, type EditableContent } from './editable-content.js';

/** The server is at most this far behind the fingers, typing or not, and the time of one request. */
const PACE = 800;

/**
 * Changes that could not be saved yet, by version, so that they are still there when the user comes back to the page.
 */
const unsaved = new Map<string, { text: EditableContent; revision: number }>();
/**
 * The running save and the result of the last one, by version, because an editor that is opened again continues from
 * them.
 */
const chains = new Map<string, Promise<unknown>>();
const savedAs = new Map<string, number>();
window.addEventListener('beforeunload', (event) => unsaved.size > 0 && event.preventDefault());

/** A draft that is saved automatically. A change that another user saved meanwhile is never overwritten silently. */
export function useTemplateDraft(version: TemplateVersion) {
  const queryClient = useQueryClient();
  const keep = useStoreVersion();
  const [kept] = useState(() => (version.state === 'draft' ? unsaved.get(version.id) : undefined));
  const [text, setText] = useState<EditableContent>(() => kept?.text ?? toEditable(version.content));
  const [saving, setSaving] = useState<Saving>(kept ? 'saving' : 'saved');
  const latest = useRef(text);
  const revision = useRef(kept?.revision ?? version.revision);
  const dirty = useRef(kept !== undefined);
  const stopped = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { id, templateId, language } = version;

  const put = useCallback(async () => {
    if (!dirty.current) return;
    if (stopped.current) throw new Failure('conflict', { reason: 'draft-changed' });
    dirty.current = false;
    const sent = latest.current;
    revision.current = Math.max(revision.current, savedAs.get(id) ?? 0);
    const body: SaveTemplateDraft = { content: toTemplateContent(sent), revision: revision.current };
    try {
      const { data } = await callWithEtag('saveTemplateDraft', { params: { id: templateId, language }, body });
      revision.current = data.revision;
      savedAs.set(id, data.revision);
      if (unsaved.get(id)?.text === sent) unsaved.delete(id);
      void keep(data, { quietly: true });
      if (!dirty.current) setSaving('saved');
    } catch (error) {
      dirty.current = true;
      stopped.current = isFailure(error) && error.problem.reason === 'draft-changed';
      setSaving(stopped.current ? 'conflict' : 'failed');
      throw error;
    }
  }, [id, templateId, language, keep]);

  // One at a time, as each carries the revision that the one before was answered.
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const next = (chains.get(id) ?? Promise.resolve()).catch(() => {}).then(put);
    chains.set(id, next);
    void next
      .catch(() => {})
      .finally(() => {
        if (chains.get(id) === next) chains.delete(id);
      });
    return next;
  }, [id, put]);
  const flushing = useRef(flush);
  flushing.current = flush;

  const change = useCallback(
    (next: (before: EditableContent) => EditableContent) => {
      latest.current = next(latest.current);
      setText(latest.current);
      dirty.current = true;
      unsaved.set(id, { text: latest.current, revision: revision.current });
      if (stopped.current) return;
      setSaving('saving');
      timer.current ??= setTimeout(() => void flushing.current().catch(() => {}), PACE);
    },
    [id],
  );

  const take = useCallback((from: TemplateVersion) => {
    latest.current = toEditable(from.content);
    revision.current = from.revision;
    dirty.current = false;
    stopped.current = false;
    unsaved.delete(from.id);
    setText(latest.current);
    setSaving('saved');
  }, []);

  // Saved elsewhere while nothing is being written here: it is simply shown.
  useEffect(() => {
    if (version.revision > revision.current && !dirty.current && !chains.has(id)) take(version);
  }, [version, take]);

  const settle = async (whose: 'theirs' | 'mine') => {
    const all = await queryClient.fetchQuery({ ...versionsQuery(templateId), staleTime: 0 });
    const theirs = all.find((one) => one.id === id);
    if (!theirs) return;
    if (whose === 'theirs') return take(theirs);
    revision.current = theirs.revision;
    stopped.current = false;
    setSaving('saving');
    await flush().catch(() => {});
  };

  const shared = useFlush();
  useEffect(() => {
    const last = () => flushing.current();
    shared.current = last;
    if (dirty.current) void last().catch(() => {});
    const onHide = () => document.visibilityState === 'hidden' && void last().catch(() => {});
    document.addEventListener('visibilitychange', onHide);
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      if (shared.current === last) shared.current = undefined;
      void last().catch(() => {});
    };
  }, [shared]);

  return { text, change, saving, retry: () => void flush().catch(() => {}), settle };
}
