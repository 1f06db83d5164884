import { parseArgs } from 'node:util';
import { MongoClient } from 'mongodb';
import { readManifest } from './backup/format.js';
import { restoreBackup } from './backup/restore.js';
import { takeBackup } from './backup/take.js';
import { createBus } from './bus.js';
import { createLog } from './log.js';
import { readSettings } from './settings.js';

const help = `Backs up the data of an installation, and restores it into an empty one.

  backup take FOLDER      writes all databases as they are at one moment, while everything goes on, into a new folder
  backup check FOLDER     whether a backup is whole and undamaged, and of when it is
  backup restore FOLDER   puts it into an installation without data, before Atrium is started there

Databases and topics are found by the same settings as Atrium's own: MONGODB_URI, ATRIUM_DATABASE_PREFIX, KAFKA_BROKERS,
ATRIUM_TOPIC_PREFIX and the rest. Accounts and passwords are Keycloak's and are backed up with its own database.
In a container: node dist/kit/backup-main.js. In a clone: npm run backup --.
`;

/** The command, with the words behind its name; writes lines for people. */
export async function backupCommand(words: readonly string[], write: (text: string) => void): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  const [what = '', folder = '', ...more] = positionals;
  const tell = (line: string) => {
    write(`${line}\n`);
  };
  if (values.help) {
    write(help);
    return;
  }
  if (!['take', 'check', 'restore'].includes(what) || folder === '' || more.length > 0) throw new Error(help);
  if (what === 'check') await check(folder, tell);
  else await run(what === 'take', folder, tell);
}

type Tell = (line: string) => void;

async function check(folder: string, tell: Tell): Promise<void> {
  const { takenAt, collections, messages } = await readManifest(folder);
  const count = collections.reduce((sum, one) => sum + one.count, 0);
  tell(`Whole: ${count} documents and ${messages.count} messages as of ${takenAt}`);
}

async function run(isTaking: boolean, folder: string, tell: Tell): Promise<void> {
  const settings = readSettings();
  const bus = createBus(settings, createLog({ level: 'error', development: true }));
  const mongo = new MongoClient(settings.mongoUri, { serverSelectionTimeoutMS: 5_000 });
  try {
    await Promise.all([bus.start?.(), mongo.connect()]);
    const options = { mongo, bus, settings, folder, tell };
    if (isTaking) tell(`The backup in ${folder} is whole; it is of ${(await takeBackup(options)).takenAt}.`);
    else tell(`The data is as it was at ${(await restoreBackup(options)).takenAt}. Atrium can be started.`);
  } finally {
    await Promise.all([bus.stop?.(), mongo.close()]);
  }
}
