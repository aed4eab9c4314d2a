import { parentPort } from 'node:worker_threads';
import type { Authentication } from '@guichet/contracts';
import { judgeMail, type JudgedMail } from './verify-mail-authentication.js';

/** What a thread that judges mails is told: a mail, or the answer to a question. */
export type ToJudge =
  | { id: number; mail: JudgedMail }
  | { question: number; records: unknown }
  | { question: number; code: string };
/** What it says: that it begins with a mail, a verdict, that it could not judge, or a question of DNS about a mail. */
export type FromJudge =
  | { id: number; begun: true }
  | { id: number; authentication: Authentication }
  | { id: number; error: string }
  | { id: number; question: number; name: string; type: string };

const port = parentPort!;
const say = (message: FromJudge): void => port.postMessage(message);

type Records = string[][] | string[];
const questions = new Map<number, { resolve(records: Records): void; reject(error: Error): void }>();
let lastQuestion = 0;

/** Names are asked of the main thread, which has the resolver. */
const resolverOf = (id: number) => (name: string, type: string) =>
  new Promise<Records>((resolve, reject) => {
    const question = ++lastQuestion;
    questions.set(question, { resolve, reject });
    say({ id, question, name, type });
  });

function judge(id: number, mail: JudgedMail): void {
  say({ id, begun: true });
  judgeMail(mail, resolverOf(id)).then(
    (authentication) => say({ id, authentication }),
    (error: unknown) => say({ id, error: error instanceof Error ? error.message : String(error) }),
  );
}

port.on('message', (message: ToJudge) => {
  if ('mail' in message) return judge(message.id, message.mail);
  const asked = questions.get(message.question);
  questions.delete(message.question);
  if ('code' in message) asked?.reject(Object.assign(new Error(message.code), { code: message.code }));
  else asked?.resolve(message.records as Records);
});
