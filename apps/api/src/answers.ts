import { applyDecorators, HttpCode, SerializeOptions } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { z } from 'zod';

/** What a route answers: its status, and a schema through which everything leaves. What the schema does not list stays here. */
export const Answers = (schema: z.ZodType, status = 200): MethodDecorator =>
  applyDecorators(
    HttpCode(status),
    SerializeOptions({ schema }),
    ApiResponse({ status, standardSchema: schema, description: '' }),
  );

export const AnswersNothing = (): MethodDecorator =>
  applyDecorators(HttpCode(204), ApiResponse({ status: 204, description: '' }));
