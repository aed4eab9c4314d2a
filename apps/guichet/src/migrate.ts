import { migrate } from '@guichet/database';
import { Logger, SettingError, loadConfig } from '@guichet/platform';
import { lockDataFolder } from './lock-data-folder.js';
import { databaseFault } from './explain-database-fault.js';
import { prepareDataFolder } from './postgres-data-folder.js';
import { startPostgres } from './embedded-postgres.js';

/** `npm run migrate`: brings the database to the present schema, without serving anybody. */
async function run(): Promise<void> {
  const { databaseUrl, dataDir, logLevel } = loadConfig();
  const logger = new Logger(logLevel);
  if (databaseUrl) return migrate(databaseUrl, { logger });
  prepareDataFolder(dataDir);
  const release = await lockDataFolder(dataDir);
  const postgres = await startPostgres(dataDir);
  try {
    await migrate(postgres.url, { logger });
  } finally {
    await postgres.stop();
    release();
  }
}

try {
  await run();
  process.stdout.write('migrated\n');
} catch (error) {
  const fault = error instanceof SettingError ? error : databaseFault(error);
  process.stderr.write(`${fault ? fault.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
