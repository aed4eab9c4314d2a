import { ProtectionHealth } from '@guichet/messages';
import { getBoard, getWallboard } from '@guichet/metrics';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class BoardController {
  constructor(private readonly protection: ProtectionHealth) {}

  @Endpoint('getBoard')
  async board({ context }: Call<'getBoard'>) {
    const [board, protection] = await Promise.all([context.read('metrics', getBoard), this.protection.state()]);
    return { ...board, protection };
  }

  @Endpoint('getWallboard')
  wallboard({ context }: Call<'getWallboard'>) {
    return context.read('metrics', getWallboard);
  }
}
