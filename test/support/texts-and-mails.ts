import { OpenByContact } from '@guichet/contracts';
import { openCaseByContact } from '../../libs/messages/src/receive/record-call-visit-or-letter.js';
import { from, receive, type Intake } from './receive-messages.js';
import { smsOutbox } from './sms-outbox.js';
import type { MessageChanges } from './test-town.js';

const CALL = { channel: 'phone', text: 'A appelé.', subject: 'Appel', meant: 'named' } as const;

export type TextsAndMails = Awaited<ReturnType<typeof openTextsAndMails>>;

/** A town to which citizens write text messages and mails, and where an agent records calls. */
export async function openTextsAndMails() {
  const { outbox, twilio, sms } = await smsOutbox();
  const texts: Intake = { id: sms, kind: 'sms', teamId: outbox.team, conversation: true };
  return {
    outbox,
    texts,
    mailbox: await outbox.town.mailbox(outbox.team),
    /** The case of a call. */
    called: (wanted: Partial<OpenByContact>) =>
      outbox.as((tx) => openCaseByContact(tx, outbox.ana, OpenByContact.parse({ ...CALL, ...wanted }))),
    /** The case to which a text message by a number comes. */
    texted: async (number: string, changes: MessageChanges = {}) =>
      (await receive(outbox.town, texts, from('phone', number, { subject: '', ...changes })))[0]!,
    close: async () => {
      await outbox.close();
      await twilio.close();
    },
  };
}
