import { newId } from '@guichet/platform';
import { byCase, byPerson, ofCase, ofFile, ofPerson, type Row } from './matrix-row.js';
import type { MatrixTown } from './matrix-shapes.js';

/** The restricted case is for those who were named again. */
const restrictAgain = ({ root, restricted, named }: MatrixTown) =>
  root.call('PUT', `/cases/${restricted.case}/restriction`, { body: named });

/** A request that could be passed on, were it not for the address: whoever may do so is told that. */
const NO_ADDRESS = { authority: 'x', forward: { how: 'mail', to: ['x'], subject: 'x', text: 'x' } };

/** What is read of a case, and of what belongs to it. */
export const reading: Row[] = [
  ofCase('getCase'),
  ofCase('getTimeline'),
  ofCase('getDraft'),
  ofCase('getSharedDraft'),
  ofCase('listReplyRoutes'),
  ofCase('getCaseSignature', ({ town }) => ({ query: { channelAccountId: town.sharedChannel, language: 'fr' } })),
  ofCase('listSideConversations'),
  ofCase('getOriginal'),
  ofCase('exportCase'),
  ofCase('getRemoteImage'),
  ofCase('listOtherSenders'),
  ofCase('getLetter', ({ it }) => ({ params: { entryId: it.reply } })),
  ofCase('measureLetter', () => ({ body: { text: 'x' } })),
  ofCase('previewReplyLetter', () => ({ body: { text: 'x' } })),
  ofCase('explainSlaTimers'),
  ofCase('listCaseReaders'),
  ofCase('getCaseReading', ({ town }) => ({ params: { agentId: town.root.session.agent.id } })),
  ofCase('openGlasses'),
  byCase('getEmergencyAccess', 'to a restricted case', ({ it }) => ({ params: { id: it.emergency } })),
  ofFile('getAttachment'),
  ofFile('getEnclosedMessage'),
  ofFile('getEnclosedFile'),
  byCase('listTemplates', 'for a case', ({ it }) => ({ query: { caseId: it.case } })),
  byCase('renderTemplate', 'in a case', ({ it, town }) => ({
    params: { id: town.sharedTemplate },
    body: { caseId: it.case, channelKind: 'email', language: 'fr' },
  })),
  byCase('renderLetter', 'in a case', ({ it, town }) => ({
    params: { id: town.sharedTemplate },
    body: { caseId: it.case, channelKind: 'post', language: 'fr' },
  })),
  byCase('tryRouting', 'with a case', ({ it }) => ({ body: { rules: [], caseId: it.case } })),
  byCase('findRestrictedCase', 'by its reference', ({ it }) => ({ query: { reference: it.reference } })),
  byCase('listBlockedSenders', 'of a case', ({ it }) => ({ query: { caseId: it.case } })),
  ofCase('checkMessage', () => ({ body: { text: 'x' } })),
  byCase('getPrint', 'of a letter of it', ({ it }) => ({ params: { id: it.letter } })),
];

/** What is written in a case, and takes nothing away. */
export const writing: Row[] = [
  ofCase('markRead', () => ({ body: { position: 1 } })),
  ofCase('markUnread'),
  ofCase('followCase'),
  ofCase('unfollowCase'),
  ofCase('saveDraft', () => ({ body: { text: 'x' } })),
  ofCase('deleteDraft'),
  ofCase('shareDraft'),
  ofCase('saveSharedDraft', () => ({ body: { turnId: newId(), draft: { text: 'x' } } })),
  ofCase('commentSharedDraft', () => ({ body: { text: 'x' } })),
  {
    ...ofCase('takeOverSharedDraft', () => ({ body: {} })),
    after: async ({ root, open, restricted }) => {
      for (const { case: id } of [open, restricted])
        await root.call('POST', `/cases/${id}/shared-draft/take-over`, { body: {} });
    },
  },
  ofCase('unshareDraft'),
  ofCase('updateCase', () => ({ body: { priority: 'high' } })),
  ofCase('orderCaseSteps', ({ it }) => ({ body: { ids: [it.step] } })),
  ofCase('updateCaseStep', ({ it }) => ({ params: { stepId: it.step }, body: { done: true } })),
  ofCase('removeCaseStep', ({ it }) => ({ params: { stepId: it.step } })),
  ofCase('addCaseStep', () => ({ body: { label: 'x' } })),
  ofCase('previewMacro', ({ town }) => ({ body: { macroId: town.sharedMacro } })),
  ofCase('applyMacro', ({ town }) => ({ body: { macroId: town.sharedMacro, macroVersion: 1 } })),
  ofCase('undoMacro', ({ town }) => ({ body: { runId: town.root.session.agent.id } })),
  ofCase('setCaseFields', () => ({ body: { changes: [{ key: 'x', value: null }] } })),
  ofCase('removeFormerCaseField', ({ town }) => ({ params: { fieldId: town.root.session.agent.id } })),
  ofCase('nameSender', ({ it }) => ({ params: { entryId: it.reply }, body: { citizenId: null } })),
  {
    ...ofCase('nameSender', ({ it }) => ({ params: { entryId: it.uncertain }, body: { citizenId: it.citizen } })),
    by: 'with its citizen',
  },
  ofCase('addNote', () => ({ body: { text: 'x' } })),
  ofCase('editNote', ({ it }) => ({ params: { entryId: it.note }, body: { text: 'x' } })),
  ofCase('removeNote', ({ it }) => ({ params: { entryId: it.note } })),
  ofCase('recordContact', () => ({ body: { channel: 'phone', direction: 'in', text: 'x' } })),
  ofCase('postMessage', () => ({ body: { text: 'x', sendAt: new Date(Date.now() + 86_400_000).toISOString() } })),
  byCase('postMessage', 'with a file of it, elsewhere', ({ it, mine, town }) => ({
    params: { id: mine.case },
    body: {
      text: 'x',
      to: ['a@citizen.test'],
      acknowledged: ['new-recipient:a@citizen.test', 'other-citizen-copied:a@citizen.test'],
      channelAccountId: town.sharedChannel,
      attachmentIds: [it.attachment],
    },
  })),
  byCase('saveDraft', 'with a file of it, elsewhere', ({ it, mine }) => ({
    params: { id: mine.case },
    body: { text: 'x', attachmentIds: [it.attachment] },
  })),
  {
    ...ofCase('startSideConversation', () => ({ body: { to: ['x@durand.test'], subject: 'x', text: 'x' } })),
    after: ({ product }) => product.settled(),
  },
  {
    ...ofCase('postSideMessage', ({ it }) => ({ params: { sideId: it.side }, body: { text: 'x' } })),
    after: ({ product }) => product.settled(),
  },
  ofCase('updateSideConversation', ({ it }) => ({ params: { sideId: it.side }, body: { isClosed: true } })),
  ofCase('retrySideMessage', ({ it }) => ({ params: { sideId: it.side, messageId: it.side } })),
  ofCase('previewTransmission', () => ({ body: NO_ADDRESS })),
  ofCase('postTransmission', () => ({ body: NO_ADDRESS })),
  ofCase('answerInvitation', () => ({ body: { status: 'accepted' } })),
  byCase('printLetters', 'a letter of it', ({ it }) => ({ body: { entryIds: [it.letter], again: true } })),
  {
    ...byCase('markLettersPosted', 'a letter of it', ({ it }) => ({
      body: { entryIds: [it.letter], on: '2026-01-05' },
    })),
    after: ({ product, open, restricted }) =>
      product.sql.execute(`update delivery set state = 'to-print', sent_at = null where entry_id = any($1::uuid[])`, [
        [open.letter, restricted.letter],
      ]),
  },
  ofCase('markLetterReturned', ({ it }) => ({ params: { entryId: it.reply }, body: { why: 'refused' } })),
  ofCase('retryMessage', ({ it }) => ({ params: { entryId: it.reply } })),
  ofCase('dismissHandover'),
  ofCase('undoHandover'),
  ofCase('linkCase', ({ mine }) => ({ body: { caseId: mine.case, accept: true } })),
  byCase('linkCase', 'as the other one', ({ it, mine }) => ({
    params: { id: mine.case },
    body: { caseId: it.case, accept: true },
  })),
  ofCase('unlinkCase', ({ mine }) => ({ params: { otherId: mine.case } })),
  byCase('unlinkCase', 'as the other one', ({ it, mine }) => ({ params: { id: mine.case, otherId: it.case } })),
  ofCase('setCitizen', () => ({ body: { name: 'x' } })),
  byCase('unblockSender', 'from a case', ({ it }) => ({
    params: { id: it.blockedSender },
    body: { caseId: it.case },
  })),
  byCase('blockSender', 'from a case', ({ it }) => ({ body: { value: it.address, caseId: it.case } })),
  byCase('attachEnvelope', 'to a case', ({ it, mine }) => ({
    params: { id: mine.envelope },
    body: { caseId: it.case },
  })),
  ofCase('endBreakGlassOf', ({ town }) => ({ params: { agentId: town.ofTeam.agent } })),
  ofCase('breakGlass', () => ({ body: { reason: 'There is no other way.' } })),
  ofCase('endBreakGlass'),
  byCase('takeLockedFile', 'a file of it', ({ it }) => ({
    params: { id: it.lockedFile },
    body: { reason: 'Needed.' },
  })),
];

export const people: Row[] = [
  ofPerson('getCitizen'),
  { ...ofPerson('getCitizen', ({ it }) => ({ query: { caseId: it.case } })), by: 'in the file of the case' },
  ofPerson('updateCitizen', ({ it }) => ({ body: { name: `Citoyen ${it.word}` } })),
  ofPerson('allowSurveys'),
  ofPerson('addHandle', () => ({ body: { address: '+33 6 12 34 56 78' } })),
  byPerson('setCitizen', 'for another case', ({ it, mine }) => ({ params: { id: mine.case }, body: { citizenId: it.citizen } })), // prettier-ignore
  ofPerson('markDistinct', ({ it }) => ({ body: { otherId: it.namesake } })),
  ofPerson('unmarkDistinct', ({ it }) => ({ params: { otherId: it.namesake } })),
  ofPerson('unmergeCitizen', ({ it }) => ({ body: { mergeId: it.citizenMerge } })),
  ofPerson('mergeCitizen', ({ it }) => ({ body: { intoId: it.namesake, reason: 'x' } })),
  ofPerson('detachHandle', ({ it }) => ({ params: { handleId: it.handle }, body: { reason: 'x' } })),
];

/** What moves or takes away, in the end. */
export const moving: Row[] = [
  byCase('moveEntries', 'into it', ({ it, mine }) => ({ params: { id: mine.case }, body: { intoId: it.case, entryIds: [it.entry] } })), // prettier-ignore
  byCase('mergeCase', 'into it', ({ it, mine }) => ({ params: { id: mine.spare }, body: { intoId: it.case, reason: 'x' } })), // prettier-ignore
  {
    ...ofCase('restrictCase', ({ self, town }) => ({ body: { ...town.named, agentIds: [self, town.root.session.agent.id] } })), // prettier-ignore
    after: async (town) => {
      await town.root.call('DELETE', `/cases/${town.open.case}/restriction`);
      await restrictAgain(town);
    },
  },
  { ...ofCase('liftRestriction'), after: restrictAgain },
  ofCase('undoMove'),
  {
    ...ofCase('sendMessageNow', ({ it }) => ({ params: { entryId: it.reply } })),
    // Whether it can still be canceled does not depend on how far the attempt has come.
    after: ({ product }) => product.settled(),
  },
  ofCase('cancelMessage', ({ it }) => ({ params: { entryId: it.reply } })),
  ofCase('splitCase', ({ it }) => ({ body: { entryIds: [it.note] } })),
  ofCase('moveEntries', ({ it, mine }) => ({ body: { intoId: mine.case, entryIds: [it.entry], reason: 'x' } })),
  ofCase('mergeCase', ({ mine }) => ({ body: { intoId: mine.case, reason: 'x' } })),
  { ...byCase('createCase', 'by an address', ({ it, mine }) => ({ body: { subject: 'x', teamId: mine.team, address: `autrui.${it.writersWord}@citizen.test` } })), about: 'list', find: () => 'Dominique' }, // prettier-ignore
  byPerson('openCaseByContact', 'of a new case', ({ it, mine }) => ({
    body: { channel: 'phone', direction: 'in', text: 'x', subject: 'x', teamId: mine.team, citizenId: it.citizen },
  })),
];
