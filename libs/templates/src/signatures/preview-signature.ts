import {
  authorFor,
  organisationOf,
  scope,
  signatureSettingsOf,
  teamSignatureOf,
  type Principal,
} from '@guichet/access';
import { SignatureSettings, TeamSignature, type PreviewSignature, type PreviewedSignatures } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { exampleValues } from '../variables/template-variables.js';
import { renderSignature } from './render-signature.js';
import { signatureValues } from './sign-reply.js';

/** The id of no team. */
const NO_TEAM = '00000000-0000-7000-8000-000000000000';

/**
 * `POST /signatures/preview`: renders blocks that are not saved, signed by whoever asks; what is not known of them is an example.
 * Throws `not-found` for a team whose signature `who` does not manage.
 */
export async function previewSignature(
  reader: Reader,
  who: Principal,
  { settings: wanted, teamId = NO_TEAM, team: block, anonymous, language }: PreviewSignature,
): Promise<PreviewedSignatures> {
  const { service = '', agent_role: role = '' } = exampleValues(['service', 'agent_role'], language);
  const isOfTeam = teamId !== NO_TEAM;
  if (isOfTeam && !scope(who, 'signature.manage').admitsTeam(teamId)) throw new Failure('not-found');
  const saved = isOfTeam
    ? await teamSignatureOf(reader, teamId)
    : { name: service, signature: TeamSignature.parse({}) };
  const team = { name: saved.name, signature: block ?? saved.signature };
  const named = await authorFor(reader, { agentId: who.id, teamId });
  const author = anonymous && !named.isAnonymous ? { name: 'Agent 123', isAnonymous: true } : named;
  const organisation = await organisationOf(reader);
  const values = signatureValues({ organisation, team, author, jobTitle: who.jobTitle || role, language });
  const settings = wanted ?? (await signatureSettingsOf(reader)) ?? SignatureSettings.parse({});
  const common = { settings, values, language, anonymous: author.isAnonymous };
  return {
    full: renderSignature({ ...common, form: 'full' }),
    short: renderSignature({ ...common, form: 'short' }),
  };
}
