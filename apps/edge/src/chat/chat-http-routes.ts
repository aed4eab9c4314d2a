import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chatLimits } from '@guichet/channels';
import {
  chatInfo,
  chatAvailability,
  fileOf,
  keyOf,
  ownerOfSession,
  storeVisitorFile,
  type ChatAccount,
  type ConversationOwner,
} from '@guichet/chat';
import { Database } from '@guichet/database';
import { BlobStore, Clock, counter, dispositionFor, Keyring } from '@guichet/platform';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ChatAccounts } from './chat-accounts.js';
import { ByteBudget } from '../read-smtp-message.js';
import { ChatLimits } from './chat-rate-limits.js';

/** Of all uploads that are being received or stored. */
const HELD_BYTES = 256 * 1024 * 1024;

const refused = counter('guichet_chat_http_refused_total', 'Requests to a chat that were refused.', ['reason']);

type ChatRequest = FastifyRequest<{ Params: { id: string; file?: string }; Body: Buffer }> & {
  account: ChatAccount;
  visitor: ConversationOwner;
};

/** What the widget asks for by HTTP, from pages of other origins: itself, the account's public side, and files. */
@Injectable()
export class ChatRoutes {
  private readonly budget = new ByteBudget(HELD_BYTES);

  constructor(
    private readonly accounts: ChatAccounts,
    private readonly limits: ChatLimits,
    private readonly database: Database,
    private readonly blobs: BlobStore,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** A Fastify plugin of its own: here a body is bytes, whatever it says it is. */
  routes = (fastify: FastifyInstance, _options: unknown, done: () => void): void => {
    const bodyLimit = chatLimits.maxFileBytes;
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, parsed) => parsed(null, body));
    fastify.get('/widget.js', sendWidget);

    const page = (request: FastifyRequest, reply: FastifyReply) => this.checkPage(request as ChatRequest, reply);
    const visitor = (request: FastifyRequest, reply: FastifyReply) => this.checkVisitor(request as ChatRequest, reply);
    const room = (request: FastifyRequest, reply: FastifyReply) => this.checkRoom(request as ChatRequest, reply);
    const onRequest = [page, visitor];
    fastify.get('/chat/:id', { onRequest: page }, async (request) => {
      const { account } = request as ChatRequest;
      return chatInfo(account, await chatAvailability(this.database, account, this.clock.now()));
    });
    fastify.post('/chat/:id/files', { onRequest: [...onRequest, room], bodyLimit }, (request, reply) =>
      this.upload(request as ChatRequest, reply),
    );
    fastify.get('/chat/:id/files/:file', { onRequest }, (request, reply) =>
      this.download(request as ChatRequest, reply),
    );
    for (const url of ['/chat/:id', '/chat/:id/files', '/chat/:id/files/:file'])
      fastify.options(url, { onRequest: page }, preflight);
    done();
  };

  /** Only pages that may show the chat are told anything. */
  private async checkPage(request: ChatRequest, reply: FastifyReply): Promise<unknown> {
    const { id } = request.params;
    const account = z.uuid().safeParse(id).success ? await this.accounts.byId(id) : null;
    const { origin } = request.headers;
    reply.headers({ 'cache-control': 'no-store', vary: 'Origin', 'cross-origin-resource-policy': 'cross-origin' });
    // Any page may read that it is refused: its owner must learn why there is no chat.
    if (origin) reply.header('Access-Control-Allow-Origin', origin);
    if (!account) return refuse(reply, 404, 'no-such-chat');
    if (!this.accounts.isAllowed(account, request.headers)) return refuse(reply, 403, 'origin-not-allowed');
    request.account = account;
  }

  private async checkVisitor(request: ChatRequest, reply: FastifyReply): Promise<unknown> {
    const bearer = /^Bearer (\S{1,2000})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const visitor = ownerOfSession({ keyring: this.keyring, now: this.clock.now() }, request.account.id, bearer);
    if (!visitor) return refuse(reply, 401, 'no-session');
    request.visitor = visitor;
  }

  /** Before the first byte of an upload is read. */
  private async checkRoom(request: ChatRequest, reply: FastifyReply): Promise<unknown> {
    const size = Number(request.headers['content-length'] ?? 0);
    if (!(size > 0)) return refuse(reply, 411, 'invalid-request');
    if (size > chatLimits.maxFileBytes) return refuse(reply, 413, 'too-large');
    const who = { visitor: keyOf(request.visitor.handles[0]!), address: request.ip };
    const wait = (await this.limits.tooMany('upload', who)) ?? (await this.limits.tooMany('uploaded', who, size));
    if (wait) return refuse(reply.header('Retry-After', wait), 429, 'too-many-requests');
    if (!this.budget.take(size)) return refuse(reply.header('Retry-After', 5), 503, 'no-room');
    // Also of one that is broken off.
    reply.raw.once('close', () => this.budget.give(size));
  }

  private async upload(request: ChatRequest, reply: FastifyReply): Promise<unknown> {
    const { visitor, body: content, headers } = request;
    const { database, blobs, keyring } = this;
    const file = {
      name: decoded(String(headers['x-file-name'] ?? '')),
      declaredType: headers['content-type'] ?? '',
      content,
    };
    const upload = await storeVisitorFile({ database, blobs, keyring, now: this.clock.now() }, visitor, file);
    return reply.code(201).send(upload);
  }

  private async download(request: ChatRequest, reply: FastifyReply): Promise<unknown> {
    const id = z.uuid().safeParse(request.params.file);
    const file = id.success ? await fileOf(this.database, request.visitor, id.data) : null;
    if (!file) return refuse(reply, 404, 'not-found');
    const content = await this.blobs.get(file.digest);
    // Always a download, as bytes: a browser runs nothing of it.
    return reply
      .header('Content-Type', 'application/octet-stream')
      .header('Content-Length', file.size)
      .header('Content-Disposition', dispositionFor(file.name))
      .header('Content-Security-Policy', "default-src 'none'; sandbox")
      .send(content);
  }
}

function refuse(reply: FastifyReply, status: number, reason: string): FastifyReply {
  refused.inc({ reason });
  return reply.code(status).send({ error: reason });
}

const preflight = async (_request: FastifyRequest, reply: FastifyReply): Promise<unknown> =>
  reply
    .code(204)
    .header('Access-Control-Allow-Methods', 'GET, POST')
    .header('Access-Control-Allow-Headers', 'authorization, content-type, x-file-name')
    .header('Access-Control-Max-Age', '600')
    .send();

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const WIDGET = join(import.meta.dirname, '../../../portal/dist/widget.js');
let widget: Promise<{ plain: Buffer; gzip: Buffer; etag: string }> | undefined;

async function loadWidget() {
  const [plain, gzip] = await Promise.all([readFile(WIDGET), readFile(`${WIDGET}.gz`)]);
  return { plain, gzip, etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"` };
}

/** One script for every page: asked for again each time, sent again only when it is another one. */
async function sendWidget(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  widget ??= loadWidget();
  const built = await widget.catch(() => (widget = undefined));
  if (!built) return refuse(reply, 404, 'not-built');
  reply
    .headers({ etag: built.etag, vary: 'Accept-Encoding', 'cache-control': 'no-cache' })
    .header('Access-Control-Allow-Origin', '*')
    .header('Cross-Origin-Resource-Policy', 'cross-origin');
  if (request.headers['if-none-match'] === built.etag) return reply.code(304).send();
  reply.type('text/javascript; charset=utf-8');
  const isGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  return isGzip ? reply.header('Content-Encoding', 'gzip').send(built.gzip) : reply.send(built.plain);
}
