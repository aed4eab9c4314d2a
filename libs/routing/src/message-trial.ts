import { allow, reach, scope, type Principal } from '@guichet/access';
import type { ChannelKind, MessageTrial, MessageTrialRequest } from '@guichet/contracts';
import type { Reader } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { compileRules } from './apply-rules.js';
import { MessageContext, type IncomingMessage } from './compile-conditions.js';
import { detectLanguage } from './detect-language.js';
import { RoutingDirectory } from './routing-directory.js';
import { decide } from './routing-trial.js';

/**
 * Applies these rules to a message that somebody makes up, as if it came now by one of the accounts. Nothing is known of who wrote it, and
 * the case that it would open has nothing in its fields.
 *
 * @throws Failure `not-permitted`; `not-found` where the agent knows no such account; `invalid-request` for rules that name what is gone
 */
export async function tryRulesOnMessage(
  reader: Reader,
  who: Principal,
  { rules, accountId, subject, text, sender }: MessageTrialRequest,
): Promise<MessageTrial> {
  allow(who, 'routing.read');
  const account = await accountFor(reader, who, accountId);
  const compiled = compileRules(rules);
  const directory = await RoutingDirectory.load(reader, compiled);
  const language = await detectLanguage(text);
  const message: IncomingMessage = {
    ...{ accountId, channel: account.kind, subject, text, sender: sender?.trim().toLowerCase() || null },
    ...{ verdict: null, language, at: reader.now },
  };
  const opening = { teamId: account.teamId, caseTypeId: null };
  const { outcome, ...decided } = decide(new MessageContext(message, directory), opening, {
    rules: compiled,
    directory,
  });
  return { language, then: outcome, ...decided };
}

/** The account and its team, where the agent may know it. */
async function accountFor(reader: Reader, who: Principal, id: string): Promise<{ kind: ChannelKind; teamId: string }> {
  const known = scope(who, 'channel.read');
  const [account] = await reader.query<{ kind: ChannelKind; teamId: string; shared: boolean }>(
    `select kind, team_id as "teamId", shared from channel_account where id = $1`,
    [id],
  );
  const isKnown =
    account && (reach(who, 'channel.manage') !== 'nowhere' || account.shared || known.admitsTeam(account.teamId));
  if (!isKnown) throw new Failure('not-found');
  return account;
}
