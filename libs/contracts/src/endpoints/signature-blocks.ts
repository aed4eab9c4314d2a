import { byId, defineEndpoints } from '../define-endpoints.js';
import {
  Anonymity,
  CaseSignatureQuery,
  PreviewedSignatures,
  PreviewSignature,
  RenderedSignature,
  SetAnonymity,
  Signatures,
  SignatureSettings,
  TeamSignature,
} from '../signature-blocks.js';

/** By what replies are signed, and who is not named. */
export const signatureBlockEndpoints = defineEndpoints({
  getSignatures: {
    ...{ method: 'GET', path: '/signatures', tag: 'administration' },
    summary: 'The signature blocks of the organisation and its teams, and who is anonymous',
    ...{ response: Signatures, status: 200, scope: 'signature.manage', errors: [] },
  },
  saveSignatureSettings: {
    ...{ method: 'PUT', path: '/signatures', tag: 'administration', summary: 'Replace the blocks of the organisation' },
    ...{ body: SignatureSettings, response: SignatureSettings, status: 200, scope: 'organisation.manage', errors: [] },
  },
  previewSignature: {
    ...{ method: 'POST', path: '/signatures/preview', tag: 'administration' },
    summary: 'How a signature looks that is not saved yet',
    ...{ body: PreviewSignature, response: PreviewedSignatures, status: 200, idempotencyKey: false },
    ...{ scope: 'signature.manage', errors: ['not-found'] },
  },
  saveTeamSignature: {
    ...{ method: 'PUT', path: '/teams/:id/signature', tag: 'administration', summary: 'Replace the block of a team' },
    ...{ params: byId, body: TeamSignature, response: TeamSignature, status: 200, scope: 'signature.manage' },
    errors: ['not-found'],
  },
  setTeamAnonymity: {
    ...{ method: 'PUT', path: '/teams/:id/anonymity', tag: 'administration' },
    summary: 'Whether those who reply in the cases of a team are named to citizens',
    ...{ params: byId, body: SetAnonymity, response: Anonymity.nullable(), status: 200, scope: 'signature.manage' },
    errors: ['not-found'],
  },
  setAgentAnonymity: {
    ...{ method: 'PUT', path: '/agents/:id/anonymity', tag: 'administration' },
    summary: 'Whether an agent is named to citizens',
    ...{ params: byId, body: SetAnonymity, response: Anonymity.nullable(), status: 200, scope: 'signature.manage' },
    errors: ['not-found'],
  },
  getCaseSignature: {
    ...{ method: 'GET', path: '/cases/:id/signature', tag: 'messages' },
    summary: 'What is added to a reply by an account',
    ...{ params: byId, query: CaseSignatureQuery, response: RenderedSignature, status: 200, scope: 'case.reply' },
    errors: ['not-found'],
  },
});
