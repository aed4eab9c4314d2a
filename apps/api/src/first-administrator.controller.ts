import { Controller } from '@nestjs/common';
import { Endpoint, type Call } from './http/endpoint-decorator.js';
import { SignIn } from './http/sign-in.js';

@Controller()
export class FirstAdministratorController {
  constructor(private readonly access: SignIn) {}

  @Endpoint('getSetup')
  setupState(_: Call<'getSetup'>) {
    return this.access.setupState();
  }

  @Endpoint('setUp')
  setUp({ body, request, reply }: Call<'setUp'>) {
    return this.access.setUp(body, request, reply);
  }
}
