import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Health } from './http/check-health.js';
import { Public } from './http/auth.guard.js';

@ApiExcludeController()
@Controller()
@Public()
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process is alive. */
  @Get('healthz')
  @Header('Cache-Control', 'no-store')
  alive() {
    return { status: 'ok' };
  }

  /** The process can do its work: the database responds. */
  @Get('readyz')
  @Header('Cache-Control', 'no-store')
  async ready() {
    await this.health.assertReady();
    return { status: 'ok' };
  }
}
