import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { type JobDocument, runJobs } from './jobs.js';
import { createLog } from './log.js';
import type { LeaseDocument } from './lease.js';

/** A process with a job that tells of each firing; it answers whatever it is asked. */
const { URI, DATABASE, MILLISECONDS } = z
  .object({ URI: z.string(), DATABASE: z.string(), MILLISECONDS: z.coerce.number() })
  .parse(process.env);
const client = await MongoClient.connect(URI);
const db = client.db(DATABASE);

process.on('message', (message) => process.send?.({ answer: message }));
void runJobs({
  service: 'tasks',
  jobs: [{ name: 'digest', every: 50, run: async ({ term }) => void process.send?.({ term }) }],
  db,
  documents: db.collection<JobDocument>('jobs'),
  leases: db.collection<LeaseDocument>('leases'),
  holder: 'frozen',
  log: createLog({ level: 'fatal', development: true }),
  leaseMilliseconds: MILLISECONDS,
}).start?.();
