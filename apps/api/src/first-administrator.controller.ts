import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { RequestLimits } from './http/limit-requests.js';
import { SignIn } from './http/sign-in.js';

@Controller()
export class FirstAdministratorController {
  constructor(
    private readonly access: SignIn,
    private readonly limits: RequestLimits,
  ) {}

  @Endpoint('getSetup')
  async setupState({ request }: Call<'getSetup'>) {
    await this.limits.publicRead(request.ip);
    return this.access.setupState();
  }

  @Endpoint('setUp')
  setUp({ body, request, reply }: Call<'setUp'>) {
    return this.access.setUp(body, request, reply);
  }
}
