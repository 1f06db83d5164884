import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { createLog } from './log.js';
import { type LeaseDocument, underLease } from './lease.js';
import { pause } from './pause.js';

/** A process that takes the lease "test" and tells when it has it, and when it has lost it. */
const { URI, DATABASE, HOLDER, MILLISECONDS } = z
  .object({ URI: z.string(), DATABASE: z.string(), HOLDER: z.string(), MILLISECONDS: z.coerce.number() })
  .parse(process.env);
const client = await MongoClient.connect(URI);
const leases = client.db(DATABASE).collection<LeaseDocument>('leases');
const log = createLog({ level: 'fatal', development: true });

underLease(leases, { name: 'test', holder: HOLDER, log, milliseconds: MILLISECONDS }, async ({ term, signal, holds }) => {
  process.send?.({ held: term });
  // Asks at every turn, so that a frozen process asks as soon as it is thawed.
  while (holds()) await pause(5, signal);
  process.send?.({ lost: term });
}).start();
