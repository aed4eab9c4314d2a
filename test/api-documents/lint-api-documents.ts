import { Parser } from '@asyncapi/parser';
import { createConfig, lintFromString } from '@redocly/openapi-core';

/** Returns the findings of Redocly's rules `recommended`, errors and warnings. */
export async function lintOpenApi(source: string): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  return problems.map(
    ({ severity, ruleId, message, location: [at] }) => `${severity} ${ruleId}: ${message} (${at?.pointer ?? ''})`,
  );
}

/** Returns the findings of AsyncAPI's own parser, hints included. */
export async function lintAsyncApi(source: string): Promise<string[]> {
  const { diagnostics } = await new Parser().parse(source);
  return diagnostics.map(({ code, message, path }) => `${code}: ${message} (${path.join('/')})`);
}
