import { administrator } from '../kit/administrator.js';

/** Who sent STOP gets nothing more until they send START. */
export const UNSUBSCRIBED = 21610;

/** What agents can make something of. https://www.twilio.com/docs/api/errors */
const WORDS: Record<number, string> = {
  20003: `${administrator} Twilio refuses the account SID or the auth token`,
  20005: `${administrator} the Twilio account is not active`,
  20404: `${administrator} Twilio does not know this account, number or service`,
  20429: 'Twilio takes no more messages for the moment',
  21211: 'This is not a number that can be written to',
  21212: `${administrator} the sender is not a valid number`,
  21214: 'This is not a number that can be written to',
  21217: 'This is not a number that can be written to',
  21265: 'This is not a number that can be written to',
  21266: 'The message would go to our own number',
  21408: `${administrator} the Twilio account may not write to this country`,
  21602: 'There is nothing to send',
  21603: `${administrator} there is no sender`,
  21604: 'There is nobody to send it to',
  21606: `${administrator} this number cannot send an SMS, or is not of this account`,
  21608: `${administrator} a trial account writes only to numbers that were verified`,
  21609: `${administrator} Twilio cannot call the public address of this server`,
  [UNSUBSCRIBED]: 'The citizen sent STOP and gets no SMS any more until they send START',
  21611: 'Too many messages wait to be sent by this number',
  21612: `${administrator} this sender cannot write to this number`,
  21614: 'This number takes no SMS',
  21617: 'The message is too long',
  21656: `${administrator} the template was refused`,
  21659: `${administrator} the sender is not a number of this account`,
  21703: `${administrator} the messaging service has no number`,
  21704: `${administrator} the messaging service has no number`,
  21705: `${administrator} there is no such messaging service`,
  30001: 'Too many messages wait to be sent by this number',
  30002: `${administrator} the Twilio account is suspended`,
  30003: 'The phone could not be reached: switched off or without a network',
  30004: 'The phone or its network blocks our messages',
  30005: 'There is no phone with this number',
  30006: 'This number takes no SMS: a landline, or a network that cannot be reached',
  30007: 'The network took the message for unwanted and did not deliver it',
  30008: 'The network did not say why',
  30009: 'A part of the message got lost',
  30010: 'The message would have cost more than was allowed',
  30011: 'The network of the citizen does not take such a message',
  30017: 'The network is overloaded',
  30022: 'Too many messages for the network',
  30023: 'Too many messages for one day',
  30034: `${administrator} the number is not registered with the carriers of the United States`,
  30036: 'The phone could not be reached before the message became too old',
  30410: 'The network did not answer in time',
  30450: 'Twilio held the message back: it looked like a fraud',
  63018: 'Too many messages for the network',
};

/** Nothing gets through, whatever is sent. */
const OF_ACCOUNT = new Set([20003, 20005, 30002]);

export const isOfAccount = (code: number | undefined): boolean => code !== undefined && OF_ACCOUNT.has(code);

/** Another try may help, whatever the status of the answer. */
const RETRYABLE = new Set([14107, 20429, 21611]);

export const isRetryable = (status: number, code: number | undefined): boolean =>
  status === 429 || status >= 500 || (code !== undefined && RETRYABLE.has(code));

/** In words for an agent, with the code that Twilio's pages explain; `told` are its own. */
export function reasonOf(code: number | undefined, told = 'Twilio gave no reason'): string {
  const words = (code !== undefined && WORDS[code]) || told.replace(/\.$/, '');
  return code === undefined ? `${words}.` : `${words} (${code}).`;
}
