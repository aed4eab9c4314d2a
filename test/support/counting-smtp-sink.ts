import { SMTPServer } from 'smtp-server';

export interface SunkMail {
  from: string;
  to: string[];
  raw: Buffer;
}

export interface SmtpSink {
  port: number;
  /** The number of messages whose sending was started; a mere connection does not count. */
  attempts: number;
  mails: SunkMail[];
  close(): Promise<void>;
}

/** Starts a real SMTP server that accepts everything, or refuses every sender and only counts. */
export async function startSink({
  refuse = false,
  onMail,
}: { refuse?: boolean; onMail?: (mail: SunkMail) => Promise<void> } = {}): Promise<SmtpSink> {
  const sink: SmtpSink = { port: 0, attempts: 0, mails: [], close };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onMailFrom(_address, _session, done) {
      sink.attempts += 1;
      done(refuse ? Object.assign(new Error('5.7.1 Nothing leaves this run'), { responseCode: 550 }) : null);
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        const mail = { from: envelope.mailFrom ? envelope.mailFrom.address : '', to, raw: Buffer.concat(chunks) };
        sink.mails.push(mail);
        (onMail?.(mail) ?? Promise.resolve()).then(() => done(), done);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  sink.port = (server.server.address() as { port: number }).port;
  return sink;

  function close(): Promise<void> {
    return new Promise((resolve) => server.close(() => resolve()));
  }
}
