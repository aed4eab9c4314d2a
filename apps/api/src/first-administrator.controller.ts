import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { limitPublicReads } from './http/limit-public-reads.js';
import { SignIn } from './http/sign-in.js';

@Controller()
export class FirstAdministratorController {
  constructor(private readonly access: SignIn) {}

  @Endpoint('getSetup')
  async setupState({ request }: Call<'getSetup'>) {
    await limitPublicReads(request.ip);
    return this.access.setupState();
  }

  @Endpoint('setUp')
  setUp({ body, request, reply }: Call<'setUp'>) {
    return this.access.setUp(body, request, reply);
  }
}
