import type { ChannelTest } from '@guichet/contracts';
import type { Values } from '@guichet/ui';

const OLD_MAIL = 'email.old-mail';

/** Of which mailbox settings read how much of the past. */
const pastOf = (config: Values): string => {
  const { host, user, mailbox, folders, start, since } =
    (config['inbound'] as { imap?: Values } | undefined)?.imap ?? {};
  return JSON.stringify([host, user, mailbox, folders, start, since]);
};

/**
 * Returns the result of a test of settings. What the past of a mailbox would bring is said before it is brought, and
 * no more of a mailbox that is connected (`saved`): its mail has its cases already.
 */
export function omitKnownOldMailCheck(result: ChannelTest, tested: Values, saved: Values | undefined): ChannelTest {
  if (!saved || pastOf(tested) !== pastOf(saved)) return result;
  return { ...result, checks: result.checks.filter(({ name }) => name !== OLD_MAIL) };
}
