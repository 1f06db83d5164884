import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { type CounterDocument, idBlocks } from './ids.js';

/** A process that takes many ids at once, when it is told to. */
const { URI, DATABASE, COUNT } = z.object({ URI: z.string(), DATABASE: z.string(), COUNT: z.coerce.number() }).parse(process.env);
const client = await MongoClient.connect(URI);
const next = idBlocks(client.db(DATABASE).collection<CounterDocument>('counters'), 'task');
process.on('message', () => {
  void Promise.all(Array.from({ length: COUNT }, next)).then((ids) => process.send?.(ids));
});
process.send?.('ready');
