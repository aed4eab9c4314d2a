import { organisationOf } from '@guichet/access';
import { problems, SubmitSurveyResponse, SurveyScore } from '@guichet/contracts';
import { Database } from '@guichet/database';
import { fileLink } from '@guichet/messages';
import { BlobStore, Config, dispositionFor, Failure, Keyring, Logger } from '@guichet/platform';
import {
  errorPage,
  filePage,
  findLinkedFile,
  findLinkedReply,
  gonePage,
  refusedPage,
  replyPage,
  SURVEY_CSP,
  surveyPage,
  UNSUBSCRIBE_CSP,
  unsubscribePage,
} from '@guichet/portal';
import { getOpenSurvey, languageOfSurvey, refuseSurveys, submitResponse, SURVEY_QUESTION } from '@guichet/surveys';
import { Injectable } from '@nestjs/common';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const PAGE_CSP = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
const FILE_CSP = "default-src 'none'; sandbox";
/** A form of ours: a comment of 2,000 characters, each up to twelve bytes once it is encoded. */
const FORM_BYTES = 64 * 1024;
const SURVEY = { kind: 'system', name: 'Survey' } as const;

type LinkRequest = FastifyRequest<{
  Params: { token: string };
  Querystring: { download?: string; score?: string };
  Body: URLSearchParams;
}>;

/** The pages of citizens behind a link, without an account: `/portal/replies`, `/portal/files` and `/portal/surveys`. */
@Injectable()
export class PortalRoutes {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly blobs: BlobStore,
    private readonly config: Config,
    private readonly logger: Logger,
  ) {}

  /** A Fastify plugin of its own, so that a body is a form here and nothing else. */
  routes = (fastify: FastifyInstance, _options: unknown, done: () => void): void => {
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES },
      (_request, body, parsed) => parsed(null, new URLSearchParams(String(body))),
    );
    // Mail programs that unsubscribe with one call may send it so (RFC 8058 § 3.1). What it says is in its address.
    fastify.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'string', bodyLimit: FORM_BYTES },
      (_request, _body, parsed) => parsed(null, new URLSearchParams()),
    );
    const isSecure = this.config.publicUrl.startsWith('https:');
    fastify.addHook('onRequest', (_request, reply, next) => {
      reply
        .header('Cache-Control', 'private, no-store')
        .header('X-Robots-Tag', 'noindex')
        .header('X-Content-Type-Options', 'nosniff')
        .header('X-Frame-Options', 'DENY')
        .header('Referrer-Policy', 'no-referrer');
      if (isSecure) reply.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
      next();
    });
    fastify.setErrorHandler(async (error, request, reply) => this.fail(error, request, reply));
    fastify.get('/portal/replies/:token', (request, reply) => this.reply(request as LinkRequest, reply));
    fastify.get('/portal/files/:token', (request, reply) => this.file(request as LinkRequest, reply));
    fastify.get('/portal/surveys/:token', (request, reply) => this.survey(request as LinkRequest, reply));
    fastify.post('/portal/surveys/:token', (request, reply) => this.respond(request as LinkRequest, reply));
    const unsubscribe = '/portal/surveys/:token/unsubscribe';
    fastify.get(unsubscribe, (request, reply) => this.unsubscribe(request as LinkRequest, reply, false));
    fastify.post(unsubscribe, (request, reply) => this.unsubscribe(request as LinkRequest, reply, true));
    // Whoever mistypes or cuts off an address is a citizen, and gets a page as well.
    const nothing = () => Promise.reject(new Failure('not-found'));
    for (const path of ['/portal', '/portal/*']) fastify.get(path, nothing);
    done();
  };

  private async reply({ params }: LinkRequest, reply: FastifyReply): Promise<unknown> {
    const found = await findLinkedReply(this.database, this.keyring, params.token);
    const organisation = await organisationOf(this.database);
    const { keyring } = this;
    const { publicUrl } = this.config;
    // The link to a file is made anew each time, and ends with the page: a month after the reply was sent.
    const fileLinkOf = (id: string) => fileLink({ keyring, publicUrl }, id, found.sentAt);
    return sendPage(reply, replyPage(found, { organisation, fileLinkOf }));
  }

  private async file({ params, query, headers }: LinkRequest, reply: FastifyReply): Promise<unknown> {
    const file = await findLinkedFile(this.database, this.keyring, params.token);
    if (query.download !== '1') {
      const { name: organisation } = await organisationOf(this.database);
      return sendPage(reply, filePage({ ...file, organisation }, headers['accept-language']));
    }
    // The file is sent as bytes, whatever it is, so that a browser runs nothing of it.
    return reply
      .header('Content-Type', 'application/octet-stream')
      .header('Content-Length', file.size)
      .header('Content-Disposition', dispositionFor(file.name))
      .header('Content-Security-Policy', FILE_CSP)
      .header('Cross-Origin-Resource-Policy', 'same-origin')
      .send(await this.blobs.get(file.digest));
  }

  private async survey({ params, query }: LinkRequest, reply: FastifyReply): Promise<unknown> {
    const { language, response } = await getOpenSurvey(this.database, this.keyring, params.token);
    const { name: organisation } = await organisationOf(this.database);
    const chosen = SurveyScore.safeParse(Number(query.score)).data;
    const question = SURVEY_QUESTION[language];
    const unsubscribeLink = `${params.token}/unsubscribe`;
    const page = surveyPage({ language, question, response, organisation, chosen, unsubscribeLink });
    return sendPage(reply, page, SURVEY_CSP);
  }

  private async unsubscribe({ params }: LinkRequest, reply: FastifyReply, isDone: boolean): Promise<unknown> {
    const { token } = params;
    const language = await languageOfSurvey(this.database, this.keyring, token);
    if (isDone) await this.database.write(SURVEY, (tx) => refuseSurveys(tx, this.keyring, token));
    const { name: organisation } = await organisationOf(this.database);
    return sendPage(reply, unsubscribePage({ language, organisation, isDone }), UNSUBSCRIBE_CSP);
  }

  private async respond({ params, body }: LinkRequest, reply: FastifyReply): Promise<unknown> {
    const values = formValues(body);
    const { data, error } = SubmitSurveyResponse.safeParse(values);
    if (error?.issues.every(({ code, path }) => code === 'too_big' && path[0] === 'text'))
      return this.showTooLong(params.token, values, reply);
    if (!data) throw new Failure('invalid-request');
    await this.database.write(SURVEY, (tx) => submitResponse(tx, this.keyring, { ...data, token: params.token }));
    return reply.code(303).header('Location', params.token).send();
  }

  /** Shows what was written again, with by how much it is too long. */
  private async showTooLong(token: string, values: Record<string, unknown>, reply: FastifyReply): Promise<unknown> {
    const { language, response } = await getOpenSurvey(this.database, this.keyring, token);
    if (!response) throw new Failure('invalid-request');
    // As it is counted: a form sends a line break as two characters.
    const written = String(values['text']).trim().replaceAll('\r\n', '\n');
    const { clarity = response.clarity } =
      SubmitSurveyResponse.pick({ clarity: true }).safeParse({ clarity: values['clarity'] }).data ?? {};
    const { name: organisation } = await organisationOf(this.database);
    const unsubscribeLink = `${token}/unsubscribe`;
    const view = { language, question: SURVEY_QUESTION[language], organisation, chosen: undefined };
    return sendPage(
      reply.code(400),
      surveyPage({ ...view, response: { ...response, clarity }, unsubscribeLink, rejected: written }),
      SURVEY_CSP,
    );
  }

  /**
   * Whatever fails, the citizen gets a page in their language and no details: for a link that is not valid, for whatever
   * reason, always the same one.
   */
  private async fail(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const failure = error instanceof Failure ? error.code : null;
    const language = request.headers['accept-language'];
    const status = failure ? problems[failure].status : ((error as FastifyError).statusCode ?? 500);
    if (failure === 'not-found') {
      const organisation = await organisationOf(this.database).catch(() => null);
      return sendPage(reply.code(404), gonePage(organisation, language));
    }
    if (status < 500) return sendPage(reply.code(status), refusedPage(language));
    this.logger.error('A page of a citizen could not be shown.', { error });
    return sendPage(reply.code(status), errorPage(language));
  }
}

/** The fields of a survey form. A form sends text only: all but the comment are numbers. */
const formValues = (body: URLSearchParams | undefined): Record<string, unknown> =>
  Object.fromEntries([...(body ?? [])].map(([name, value]) => [name, name === 'text' ? value : Number(value)]));

const sendPage = (reply: FastifyReply, html: string, policy = PAGE_CSP): FastifyReply =>
  reply.header('Content-Type', 'text/html; charset=utf-8').header('Content-Security-Policy', policy).send(html);
