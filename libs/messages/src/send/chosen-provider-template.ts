import { providerBlanks, type PostMessage, type ProviderTemplate } from '@guichet/contracts';
import { wrongField } from '@guichet/platform';
import type { Account } from '../accounts/channel-accounts.js';

/** A message approved by the provider, with the values of its placeholders. */
export type FilledProviderTemplate = ProviderTemplate & { values: string[] };

/**
 * The approved message that was chosen.
 *
 * @throws Failure `invalid-request` where the account has no such message, or the number of values is another one
 */
export function providerTemplateOf(
  { channel, config }: Account,
  { name, language, values }: NonNullable<PostMessage['providerTemplate']>,
): FilledProviderTemplate {
  const template = (channel.templates?.(config) ?? []).find((one) => one.name === name && one.language === language);
  if (!template) throw wrongField('providerTemplate', 'no-template');
  const count = providerBlanks(template).length;
  if (values.length !== count) throw wrongField('providerTemplate.values', 'wrong-blanks', { count });
  return { ...template, values };
}
