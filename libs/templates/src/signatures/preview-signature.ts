import { authorFor, organisationOf, signatureSettingsOf, teamSignatureOf, type Principal } from '@guichet/access';
import { SignatureSettings, TeamSignature, type PreviewSignature, type PreviewedSignatures } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { renderSignature } from './render-signature.js';
import { signatureValues } from './sign-reply.js';

/** A team that no agent is a member of, for a block that is not of one. */
const NO_TEAM = { name: '', signature: TeamSignature.parse({}) };
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** `POST /signatures/preview`: renders blocks that are not saved, signed by whoever asks. Throws `not-found` for the team. */
export async function previewSignature(
  reader: Reader,
  who: Principal,
  { settings: wanted, teamId, team: block, anonymous, language }: PreviewSignature,
): Promise<PreviewedSignatures> {
  const saved = teamId ? await teamSignatureOf(reader, teamId) : NO_TEAM;
  const team = { name: saved.name, signature: block ?? saved.signature };
  const named = await authorFor(reader, { agentId: who.id, teamId: teamId ?? NOBODY });
  const author = anonymous && !named.isAnonymous ? { name: 'Agent 123', isAnonymous: true } : named;
  const organisation = await organisationOf(reader);
  const values = signatureValues({ organisation, team, author, jobTitle: who.jobTitle ?? '', language });
  const settings = wanted ?? (await signatureSettingsOf(reader)) ?? SignatureSettings.parse({});
  const common = { settings, values, language, anonymous: author.isAnonymous };
  return {
    full: renderSignature({ ...common, form: 'full' }),
    short: renderSignature({ ...common, form: 'short' }),
  };
}
