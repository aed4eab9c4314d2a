import type { Draft, DraftToReplace, SavedDraft, SharedDraft } from '@guichet/contracts';
import { call } from '../api/client.js';
import { isFailure } from '../api/failure.js';
import { describeUpload } from '../api/upload.js';
import { draftRequestBody } from './draft-request-body.js';
import { draftKey, emptyContent, isBlank, readDraftKey, type DraftContent } from './draft-content.js';
import type { ServerDraft } from './draft-store-options.js';
import type { DraftStore } from './draft-store.js';
import { mergeDrafts } from './merge-drafts.js';

/** Longer requests are not let to outlive their page by browsers. Characters. */
const KEEPALIVE_LIMIT = 20_000;

/** A draft as the server keeps it, with what is known of its files. */
export async function contentOfDraft(draft: Draft): Promise<DraftContent> {
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
    ...(draft.language && { language: draft.language }),
    ...(draft.ownSentences && { ownSentences: draft.ownSentences }),
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

/** What is saved of a shared draft. */
export async function contentOfShared({ draft, updatedAt }: SharedDraft): Promise<ServerDraft> {
  const content = await contentOfDraft({ ...draft, mode: 'reply' });
  return isBlank(content) ? null : { content, updatedAt: Date.parse(updatedAt) };
}

async function readTurn(caseId: string, turnId: string): Promise<ServerDraft> {
  try {
    const shared = await call('getSharedDraft', { params: { id: caseId } });
    return shared.turnId === turnId ? await contentOfShared(shared) : null;
  } catch (error) {
    // It was sent, or is shared no more.
    if (isFailure(error, 'not-found')) return null;
    throw error;
  }
}

/** Reads what the server keeps of a draft, or of a turn at a shared one. */
export async function readSaved(key: string): Promise<ServerDraft> {
  const { caseId, mode, turnId } = readDraftKey(key);
  if (turnId) return readTurn(caseId, turnId);
  const both = await readBoth(caseId);
  const draft = mode === 'note' ? both.noteDraft : both.draft;
  return draft && { content: await contentOfDraft(draft), updatedAt: Date.parse(draft.updatedAt) };
}

/** What could not be saved in a turn at a shared draft, as it is over, is the agent’s own: it takes the place of nobody’s words. */
async function keepAsOwn(drafts: DraftStore, caseId: string, content: DraftContent): Promise<void> {
  const key = draftKey(caseId, 'reply');
  const { draft } = await readBoth(caseId);
  const present = drafts.contentOf(key) ?? (draft ? await contentOfDraft(draft) : undefined);
  drafts.edit(key, mergeDrafts(content, present));
}

interface Writing {
  caseId: string;
  content: DraftContent | undefined;
  keepalive: boolean;
}

async function writeTurn(drafts: DraftStore, turnId: string, { caseId, content, keepalive }: Writing): Promise<void> {
  const body = { turnId, draft: draftRequestBody(content ?? emptyContent) };
  try {
    await call('saveSharedDraft', { params: { id: caseId }, body, keepalive });
  } catch (error) {
    if (!isFailure(error, 'conflict')) throw error;
    if (content) await keepAsOwn(drafts, caseId, content);
  }
}

interface DraftToSave {
  key: string;
  content: DraftContent | undefined;
  /** When the version was saved that it takes the place of; null: there was none, undefined: that is not known. */
  replaced: number | null | undefined;
}

const replacing = (replaced: DraftToSave['replaced']): DraftToReplace =>
  replaced === undefined ? {} : { replaces: replaced === null ? 'nothing' : new Date(replaced).toISOString() };

/**
 * Saves a draft, or what was written in a turn at a shared one; without content there is none any more. Returns when a draft of one’s own was
 * saved; null: there is none.
 */
export async function save(
  drafts: DraftStore,
  { key, content, replaced }: DraftToSave,
): Promise<number | null | undefined> {
  const { caseId, mode, turnId } = readDraftKey(key);
  const keepalive = (content?.text.length ?? 0) + (content?.html?.length ?? 0) < KEEPALIVE_LIMIT;
  if (turnId) {
    await writeTurn(drafts, turnId, { caseId, content, keepalive });
    return undefined;
  }
  const request = { params: { id: caseId }, keepalive };
  const query = replacing(replaced);
  if (!content) {
    await call('deleteDraft', { ...request, query: { mode, ...query } });
    return null;
  }
  const { updatedAt } = await call('saveDraft', { ...request, query, body: draftRequestBody(content) });
  return updatedAt === null ? null : Date.parse(updatedAt);
}
