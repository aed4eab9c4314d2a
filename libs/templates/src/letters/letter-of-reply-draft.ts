import type { Principal } from '@guichet/access';
import type { Reader } from '@guichet/database';
import { loadCaseContext } from '../rendering/template-case-context.js';
import type { Letter } from './letter-content.js';
import { letterOfWords, type WordsOnPaper } from './letters-from-templates-and-messages.js';

/** The letter of a reply that is being written, as it would be sent now. */
export async function letterOfReplyDraft(
  reader: Reader,
  who: Principal,
  { caseId, ...words }: Omit<WordsOnPaper, 'at' | 'agentName'> & { caseId: string },
): Promise<Letter> {
  const { context } = await loadCaseContext(reader, who, caseId);
  return letterOfWords(context, { ...words, at: reader.now.toISOString(), agentName: context.agentName });
}
