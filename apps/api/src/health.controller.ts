import { Database } from '@guichet/database';
import { Failure } from '@guichet/platform';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from './auth.guard.js';

@ApiExcludeController()
@Controller()
@Public()
export class HealthController {
  constructor(private readonly database: Database) {}

  /** The process is alive. */
  @Get('healthz')
  @Header('Cache-Control', 'no-store')
  alive() {
    return { status: 'ok' };
  }

  /** The process can do its work: the database answers. */
  @Get('readyz')
  @Header('Cache-Control', 'no-store')
  async ready() {
    await this.database.read('select 1').catch(() => {
      throw new Failure('unavailable', { detail: 'The database does not answer.' });
    });
    return { status: 'ok' };
  }
}
