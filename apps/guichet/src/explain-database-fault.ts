import { SettingError } from '@guichet/platform';

/** What a server that is not there, or does not want us, answers: system errors and SQLSTATEs. */
const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be resolved',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'it closed the connection',
  '28P01': 'it refuses the user or the password',
  '28000': 'it refuses the user',
  '3D000': 'there is no such database',
  '42501': 'the user may not create what we need',
  '57P03': 'it is still starting',
};

/** The fault of a database of somebody else's as one line for whoever set its address; undefined: another kind of fault. */
export function databaseFault(error: unknown): SettingError | undefined {
  if (error instanceof AggregateError) return databaseFault(error.errors[0]);
  if (!(error instanceof Error) || error instanceof SettingError) return undefined;
  const { code } = error as { code?: unknown };
  const reason = typeof code === 'string' ? reasons[code] : undefined;
  return reason ? new SettingError('DATABASE_URL', `cannot use this database: ${reason}`) : databaseFault(error.cause);
}
