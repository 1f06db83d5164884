import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { type FaultKind, SERVERS } from './fault.js';

/** The disk of MongoDB is full for a while. MongoDB ends itself when it cannot write, and is started again once it can. */
export const disk: FaultKind = {
  name: 'disk',
  faults({ servers }) {
    const server = servers.own.get('mongo');
    const { mongoDisk } = servers;
    if (!server) return 'MongoDB was given, and is not touched';
    if (typeof mongoDisk === 'string') return mongoDisk;
    return [
      {
        about: 'the disk of MongoDB',
        on: [SERVERS],
        parts: ['MongoDB'],
        async harm(random) {
          await mongoDisk.fill();
          let ended = false;
          try {
            void writeOut(servers.direct.mongoUri).catch(() => undefined);
            await Promise.race([
              server.ended().then(() => {
                ended = true;
              }),
              sleep(random.between(4_000, 15_000)),
            ]);
          } finally {
            await mongoDisk.free();
          }
          if (ended) await server.start();
        },
      },
    ];
  },
};

/** MongoDB writes its data out once a minute, and until then only to the files of its journal, which have their room; now it is to. */
async function writeOut(uri: string): Promise<void> {
  const mongo = new MongoClient(uri, { serverSelectionTimeoutMS: 2_000 });
  try {
    await mongo.db('admin').command({ fsync: 1 });
  } finally {
    await mongo.close();
  }
}
