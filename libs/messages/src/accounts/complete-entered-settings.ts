import { channels, channelTexts } from '@guichet/channels';
import { reasonText } from '@guichet/contracts';
import type { ChannelAccount } from '@guichet/database';
import { Failure, fieldErrors, wrongField, type FieldError } from '@guichet/platform';
import type { z } from 'zod';
import { isKept, sameDestination, takeSecrets, withSecrets } from './secrets-in-account-config.js';

export type Settings = Record<string, unknown>;

/** The settings with which an account is saved. */
export interface SavedSettings {
  config: Settings;
  secrets: Settings;
}

/**
 * A secret that was not entered again is taken from the saved settings, but never sent to another server or user.
 *
 * @throws Failure `invalid-request` for a wrong setting, and for a secret that is to be entered again
 */
export function withSavedSecrets(
  kind: ChannelAccount['kind'],
  entered: Settings,
  saved: SavedSettings | null,
): Settings {
  const channel = channels[kind];
  const given = saved ? completed(kind, entered, saved) : entered;
  const { config, secrets } = takeSecrets(given, channel.secrets, saved?.secrets ?? {});
  const parsed = channel.config.safeParse(withSecrets(config, secrets));
  if (!parsed.success) throw new Failure('invalid-request', { errors: settingErrors(parsed.error.issues) });
  const complete = parsed.data as Settings;
  const reused = channel.secrets.filter((path) => path in secrets && isKept(given, path));
  const astray = saved ? reused.find((path) => !sameDestination(path, saved.config, complete)) : undefined;
  const wrong = astray ?? (saved && lentAstray(kind, { given, complete, saved }));
  if (wrong) throw wrongField(`config.${wrong}`, 'password-needed');
  return complete;
}

/** A setting that is wrong is refused later, so nothing is completed then. */
function completed(kind: ChannelAccount['kind'], entered: Settings, saved: SavedSettings): Settings {
  const channel = channels[kind];
  const parsed = channel.config.safeParse(entered);
  if (!channel.completeEntered || !parsed.success) return entered;
  const data = parsed.data as Settings;
  const ofSameServer = Object.entries(saved.secrets).filter(([path]) => sameDestination(path, saved.config, data));
  return channel.completeEntered(data, Object.fromEntries(ofSameServer)) as Settings;
}

/** Returns a secret that was not entered again and would be used in the place of another one, where it was not so before. */
function lentAstray(
  kind: ChannelAccount['kind'],
  { given, complete, saved }: { given: Settings; complete: Settings; saved: SavedSettings },
): string | undefined {
  const channel = channels[kind];
  const lent = channel.lentSecret?.(complete);
  if (!lent || !isKept(given, lent.secret)) return undefined;
  const before = channel.config.safeParse(withSecrets(saved.config, saved.secrets));
  // A server that was given the same one of its own has it already.
  const wasLent =
    saved.secrets[lent.to] === saved.secrets[lent.secret] ||
    (before.success && channel.lentSecret?.(before.data)?.to === lent.to);
  return wasLent && sameDestination(lent.to, saved.config, complete) ? undefined : lent.secret;
}

/** Returns an error for each wrong setting. The messages of a channel's own checks are codes of its texts; `message` is their English text. */
const settingErrors = (issues: readonly z.core.$ZodIssue[]): FieldError[] =>
  fieldErrors(issues.map((issue) => ({ ...issue, path: ['config', ...issue.path] }))).map((error) => {
    const message = reasonText(error.message, channelTexts('en'));
    return message === error.message ? error : { ...error, message, channelReason: error.message };
  });
