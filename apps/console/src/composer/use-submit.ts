import type { CaseDetail, DisclosureFinding, Entry, TemplateActions } from '@guichet/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { agentsQuery, caseQuery } from '../api/queries.js';
import { useUpdate } from '../case/use-update.js';
import { useTimes } from '../i18n/time.js';
import { useSession } from '../session/use-session.js';
import { stopWaiting } from '../shell/shortcuts.js';
import { useActionWords } from './action-chips.js';
import { actionsOf, changeOf } from './actions.js';
import { filled } from './approved.js';
import { mentionsIn } from './note-field.js';
import { together } from './placing.js';
import { leave, remembered, restore } from './restore.js';
import type { SendOptions } from './send-button.js';
import type { useChangesSince } from './use-changes-since.js';
import type { Check } from './use-check.js';
import { useSend } from './use-send.js';
import type { Template } from './use-template.js';
import { blank, type Writing } from './use-writing.js';

type Skipped = Template['skipped'];

interface Sending {
  item: CaseDetail;
  writing: Writing;
  template: Template;
  check: Check;
  since: ReturnType<typeof useChangesSince>;
  sendable: boolean;
  /** What is asked for now is done once this is over. */
  waiting: boolean;
  /** How much is still to be filled in. */
  toFill: number;
  onMissing: () => void;
  onLook: () => void;
  onLeave: () => void;
}

/** Sends what stands in the composer, and does with the case what comes with it. What is refused stands there again. */
export function useSubmit(sending: Sending) {
  const { item, writing, template, check, since, sendable, waiting, toFill } = sending;
  const { t } = useTranslation();
  const times = useTimes();
  const queryClient = useQueryClient();
  const update = useUpdate();
  const words = useActionWords();
  const { agent } = useSession();
  const { data: agents = [] } = useQuery(agentsQuery);
  const send = useSend(item);
  const [soon, setSoon] = useState<SendOptions>();
  /** Whoever has gone elsewhere meanwhile stays there. */
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => void (here.current = false);
  }, []);

  const { content, way } = writing;
  const note = content.mode === 'note';
  // What was asked for was the other one.
  useEffect(() => setSoon(undefined), [note]);

  const afterwards = async (closing: boolean | undefined, wanted: TemplateActions | undefined, skipped: Skipped) => {
    if (!closing && !wanted) return;
    // The answer itself has changed the case: what is so by now is not done again.
    const now = await queryClient.fetchQuery({ ...caseQuery(item.id), staleTime: 0 }).then(
      ({ data }) => data,
      () => item,
    );
    const actions = wanted ? actionsOf(wanted, now, agent.id).filter(({ key }) => !skipped.has(key)) : [];
    const change = changeOf(actions, now, agent.id, Date.now());
    if (closing) {
      delete change.snoozeUntil;
      if (here.current) sending.onLeave();
      void update([now], { ...change, status: 'closed' }, t('toast.closed', { count: 1 }));
    } else if (actions.length > 0)
      void update([now], change, t('templates.done', { actions: times.list(actions.map(words)) }));
  };

  const submit = async (options: SendOptions = {}) => {
    if (!note) {
      if (waiting) return setSoon(options);
      if (toFill > 0) return sending.onMissing();
      if (sendable && check.open > 0) return sending.onLook();
    }
    if (!sendable) return;
    const approved = note ? undefined : way.approved;
    const wanted = note ? undefined : template.rendered?.actions;
    const { skipped } = template;
    writing.rest();
    // What was written beside an approved message was not sent with it, and waits for its time.
    const aside = approved !== undefined && content.template === undefined;
    writing.clear(aside ? content : { ...blank, mode: content.mode });
    // The field is gone: from here single keys do what they say, as one that takes the answer back.
    if (!aside) document.getElementById('main')?.focus();
    stopWaiting();
    const arrived = aside ? () => {} : leave(item.id);
    const result = await send({
      content: approved
        ? { ...blank, text: filled(approved.text, approved.chosen.values), template: content.template }
        : content,
      envelope: way.envelope,
      channel: way.kind,
      html: way.capabilities?.html ?? false,
      approved: approved?.chosen,
      acknowledged: check.acknowledged,
      ...options,
      ifMatch: since.ifMatch(),
      mentions: note ? mentionsIn(content.text, agents) : [],
    }).finally(arrived);
    if (result === 'sent') {
      // Another one may have been begun since, and has the draft now.
      if (!aside && !remembered(item.id)) writing.discard();
      way.reset();
      check.forget();
      return afterwards(options.closing, wanted, skipped);
    }
    if (!aside) restore(item.id, together(content, remembered(item.id)));
    if (result.code === 'look-first') {
      check.refuse((result.problem.data as { findings: DisclosureFinding[] }).findings);
      return sending.onLook();
    }
    if (result.code !== 'case-changed') return;
    const told = result.problem.data as { changes: Entry[]; version: number };
    since.show(told.changes, told.version);
    void queryClient.invalidateQueries({ queryKey: ['case', item.id] });
    void queryClient.invalidateQueries({ queryKey: ['timeline', item.id] });
  };

  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
    if (!soon || waiting) return;
    setSoon(undefined);
    void submit(soon);
  });

  // The full editor takes the place of the first field: for that moment nobody has the caret, and the key is ours.
  const { open, caret } = writing;
  useEffect(() => {
    if (!open || !caret) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      if (document.activeElement !== document.body) return;
      event.preventDefault();
      void latest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open, caret]);

  return { submit, soon: soon !== undefined, sendSoon: () => setSoon({}), notSoon: () => setSoon(undefined) };
}
