import { Logger } from './logger.js';
import { withRequestId } from './request-id.js';

const lines: Record<string, unknown>[] = [];
const logger = new Logger('debug', {
  write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
});
beforeEach(() => {
  lines.length = 0;
});

describe('a log line', () => {
  it('carries the id of the request it was written for, across what that awaits', async () => {
    await withRequestId('r-1', async () => {
      await Promise.resolve();
      logger.info('case opened', { caseId: 'c-1' });
    });
    logger.info('started');

    expect(lines).toMatchObject([
      { level: 'info', msg: 'case opened', caseId: 'c-1', requestId: 'r-1' },
      { level: 'info', msg: 'started' },
    ]);
    expect(lines[1]).not.toHaveProperty('requestId');
  });

  it('hides what people wrote and where they are reached, even when a caller forgets', () => {
    logger.info('delivery', { to: 'jeanne@example.org', message: { text: 'Bonjour', subject: 'Acte' }, password: 'x' });
    expect(JSON.stringify(lines)).not.toMatch(/jeanne|Bonjour|Acte|"x"/);
  });

  it('tells an error with its causes, without the values of the statement that failed', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(jeanne@example.org)',
    });
    const error = Object.assign(new Error('query failed', { cause }), { parameters: ['jeanne@example.org'] });

    logger.error('not stored', { error });

    expect(lines[0]).toMatchObject({
      error: { message: 'query failed', cause: { code: '23505', message: 'duplicate key' } },
    });
    expect(JSON.stringify(lines)).not.toContain('jeanne');
  });

  it('understands what Nest passes', () => {
    logger.log('Mapped {/api}', 'RouterExplorer');
    logger.log('attached', 'Live');
    logger.error('failed', 'Error: failed\n  at x', 'Worker');
    logger.warn('slow', 'Worker');
    logger.error(new TypeError('odd'));

    expect(lines).toMatchObject([
      { level: 'debug', context: 'RouterExplorer' },
      { level: 'info', msg: 'attached', context: 'Live' },
      { level: 'error', msg: 'failed', context: 'Worker', stack: 'Error: failed\n  at x' },
      { level: 'warn', context: 'Worker' },
      { level: 'error', msg: 'odd', error: { type: 'TypeError' } },
    ]);
  });
});
