import { types } from 'node:util';
import { Injectable, type LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';
import type { LogLevel } from './config.js';
import { requestId } from './request-id.js';

export type LogFields = Record<string, unknown>;

/** Nest's own account of what it wires is noise to whoever runs the product. */
const chatty = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
  'WebSocketsController',
]);

/** Neither what people write nor where they can be reached belongs in a log, even when a caller forgets. */
const secretKeys = [
  'password',
  'body',
  'text',
  'html',
  'subject',
  'email',
  'address',
  'from',
  'to',
  'cc',
  'token',
  'cookie',
  'authorization',
];

/** Driver errors carry the statement's values: only what tells the fault apart is kept. */
function describe(error: unknown, depth = 0): unknown {
  if (!types.isNativeError(error)) return String(error);
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    stack: error.stack,
    ...(error.cause !== undefined && depth < 3 ? { cause: describe(error.cause, depth + 1) } : {}),
  };
}

/** JSON lines on standard output. `error` among the fields is described with its stack. */
@Injectable()
export class Logger implements LoggerService {
  private readonly pino: Pino;

  constructor(level: LogLevel = 'info', destination?: DestinationStream) {
    const options = {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
      mixin: () => (requestId() ? { requestId: requestId() } : {}),
      serializers: { error: (error: unknown) => describe(error) },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`]), censor: '[hidden]' },
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  info(message: string, fields: LogFields = {}): void {
    this.pino.info(fields, message);
  }

  log(message: unknown, ...more: unknown[]): void {
    const fields = this.fields(more);
    if (chatty.has(String(fields['context']))) this.pino.debug(fields, String(message));
    else this.pino.info(fields, String(message));
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.pino.warn(this.fields(more), String(message));
  }

  error(message: unknown, ...more: unknown[]): void {
    const fields = this.fields(more);
    // That it cannot listen is thrown as well, and told by whoever started it.
    if (fields['context'] === 'NestApplication') return this.pino.debug(fields, String(message));
    this.pino.error(
      message instanceof Error ? { error: message, ...fields } : fields,
      message instanceof Error ? message.message : String(message),
    );
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.pino.fatal(this.fields(more), String(message));
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.pino.debug(this.fields(more), String(message));
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.pino.trace(this.fields(more), String(message));
  }

  /** Ours passes one object of fields; Nest passes strings: an optional stack, then the context. */
  private fields(more: unknown[]): LogFields {
    const [first] = more;
    if (first instanceof Error) return { error: first };
    if (typeof first === 'object' && first !== null) return { ...first };
    const strings = more.filter((value) => typeof value === 'string');
    const context = strings.at(-1);
    const stack = strings.length > 1 ? strings[0] : undefined;
    return { ...(context ? { context } : {}), ...(stack ? { stack } : {}) };
  }
}
