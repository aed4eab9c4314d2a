import { getBoard, getWallboard } from '@guichet/metrics';
import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

@Controller()
export class BoardController {
  @Endpoint('getBoard')
  board({ context }: Call<'getBoard'>) {
    return context.read('metrics', getBoard);
  }

  @Endpoint('getWallboard')
  wallboard({ context }: Call<'getWallboard'>) {
    return context.read('metrics', getWallboard);
  }
}
