import {
  breakGlass,
  endBreakGlass,
  endBreakGlassOf,
  emergencyAccess,
  emergencyAccesses,
  openGlasses,
} from '@guichet/cases';
import { Controller } from '@nestjs/common';
import { AuthGuard } from './http/auth.guard.js';
import { Endpoint, type Call } from './http/endpoint-decorator.js';

/** Restricted cases that somebody opens in an emergency, and who has done so. */
@Controller()
export class BreakGlassController {
  constructor(private readonly guard: AuthGuard) {}

  @Endpoint('breakGlass')
  async breakGlass({ context, params, body }: Call<'breakGlass'>) {
    const broken = await context.write((tx, who) => breakGlass(tx, who, { id: params.id, reason: body.reason }));
    // Whoever has it open now reads the case with the next request.
    this.guard.invalidate();
    return broken;
  }

  @Endpoint('endBreakGlass')
  async end({ context, params }: Call<'endBreakGlass'>) {
    await context.write((tx, who) => endBreakGlass(tx, who, params.id));
    this.guard.invalidate();
  }

  @Endpoint('openGlasses')
  async openGlasses({ context, params }: Call<'openGlasses'>) {
    return { items: await context.read('cases', (reader, who) => openGlasses(reader, who, params.id)) };
  }

  @Endpoint('listEmergencyAccesses')
  emergencyAccesses({ context, query }: Call<'listEmergencyAccesses'>) {
    return context.read('cases', (reader, who) => emergencyAccesses(reader, who, query));
  }

  @Endpoint('getEmergencyAccess')
  emergencyAccess({ context, params }: Call<'getEmergencyAccess'>) {
    return context.read('cases', (reader, who) => emergencyAccess(reader, who, params.id));
  }

  @Endpoint('endBreakGlassOf')
  async endOf({ context, params }: Call<'endBreakGlassOf'>) {
    await context.write((tx, who) => endBreakGlassOf(tx, who, params));
    this.guard.invalidate();
  }
}
