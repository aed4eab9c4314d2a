import type { SavedDraft } from '@guichet/contracts';
import { call, callWithEtag } from '../api/client.js';
import { isFailure } from '../api/failure.js';
import { describeUpload } from '../api/upload.js';
import { useSession } from '../session/use-session.js';
import { draftBody } from './draft-body.js';
import { readDraftKey, type DraftContent } from './draft-content.js';
import { outboxOf } from '../outbox/outbox.js';
import { openMirror } from './local-draft-copy.js';
import { DraftStore } from './draft-store.js';

/** Longer requests are not let to outlive their page by browsers. Characters. */
const KEEPALIVE_LIMIT = 20_000;

async function contentOf(draft: NonNullable<SavedDraft>): Promise<DraftContent> {
  const attachments = await Promise.all(
    draft.attachmentIds.map((id) =>
      describeUpload(id).catch((error: unknown) => {
        if (isFailure(error, 'not-found')) return undefined;
        throw error;
      }),
    ),
  );
  return {
    mode: draft.mode,
    text: draft.text,
    html: draft.html,
    attachments: attachments.flatMap((file) =>
      file ? [draft.asLinkIds?.includes(file.id) ? { ...file, asLink: true } : file] : [],
    ),
    ...(draft.envelope && { envelope: draft.envelope }),
    ...(draft.via && { via: draft.via }),
    ...(draft.template && { template: draft.template }),
    ...(draft.mentions.length > 0 && { mentions: draft.mentions }),
  };
}

/** What one agent has begun to write in a case. */
interface Drafts {
  draft: SavedDraft;
  noteDraft: SavedDraft;
}

/** By case, the drafts that are being read: both of a case come with one request. */
const reading = new Map<string, Promise<Drafts>>();

function readBoth(caseId: string): Promise<Drafts> {
  const begun = reading.get(caseId);
  if (begun) return begun;
  const both = call('getDraft', { params: { id: caseId } }).finally(() => reading.delete(caseId));
  reading.set(caseId, both);
  return both;
}

async function read(key: string) {
  const { caseId, mode } = readDraftKey(key);
  const both = await readBoth(caseId);
  const draft = mode === 'note' ? both.noteDraft : both.draft;
  return draft && { content: await contentOf(draft), updatedAt: Date.parse(draft.updatedAt) };
}

const write = (key: string, content: DraftContent | undefined) => {
  const { caseId, mode } = readDraftKey(key);
  return content
    ? callWithEtag('saveDraft', {
        params: { id: caseId },
        body: draftBody(content),
        keepalive: content.text.length + (content.html?.length ?? 0) < KEEPALIVE_LIMIT,
      })
    : callWithEtag('deleteDraft', { params: { id: caseId }, query: { mode }, keepalive: true });
};

/** Refusals that say something about the draft; everything else may be over in a moment. */
const isPermanent = (error: unknown) =>
  isFailure(error, 'not-found', 'invalid-request', 'not-permitted', 'conflict', 'too-large');

let opened: { agentId: string; drafts: DraftStore } | undefined;

/** The drafts of the agent who is signed in. Those that another agent of this browser has left behind are deleted. */
export function draftsOf(agentId: string): DraftStore {
  if (opened?.agentId !== agentId) {
    const mirror = openMirror(localStorage, agentId);
    const outbox = outboxOf(agentId);
    const isOnItsWay = (key: string, content: DraftContent) => outbox.holds(readDraftKey(key).caseId, content);
    const drafts = new DraftStore({ read, write, isPermanent, mirror, isOnItsWay, now: () => Date.now() });
    opened = { agentId, drafts };
  }
  return opened.drafts;
}

export const useDrafts = () => draftsOf(useSession().agent.id);
