import { randomUUID } from 'node:crypto';
import { MongoClient, WriteConcern } from 'mongodb';
import express from 'express';
import { Task, TaskServiceDefinition } from '../gen/atrium/tasks/v1/tasks.js';
import { listening } from '../tests/listening.js';
import { createServer } from 'node:http';
import type { Bench } from './bench.js';
import { call } from './http.js';
import { measure } from './load.js';
import { atLeast, type Row, shown } from './report.js';

const READS = 6_000;
const WRITES = 3_000;

const body = (index: number) => ({
  title: `Task ${index}`,
  description: 'd'.repeat(300),
  assignee: 'boris',
  observers: ['u:chen', 'u:daria'],
});

/** One read and one write through every layer, each beside the bare thing it stands on, in the same run. */
export async function rest({ process, apiUrl, token }: Bench): Promise<Row[]> {
  const anna = await process.as(TaskServiceDefinition, 'anna');
  const ids: number[] = [];
  await measure(async (index) => ids.push((await anna.createTask({ task: Task.fromPartial(body(index)) })).id), { times: 500 });
  const some = (index: number) => ids[index % ids.length] ?? 0;

  const app = express();
  app.get('/bare', (_request, response) => {
    response.json({ id: '1', version: '1', title: 'x'.repeat(40), status: 'TASK_STATUS_NEW' });
  });
  const bare = await listening(createServer(app));
  const mongo = await MongoClient.connect(process.settings.mongoUri, { maxPoolSize: 64 });
  const db = mongo.db(`${process.settings.databasePrefix}bare`);
  await db.createCollection('things');
  await db.createCollection('events');

  const twoDocuments = (index: number) =>
    mongo.withSession((session) =>
      session.withTransaction(
        async () => {
          await db.collection('things').insertOne({ ...body(index) }, { session });
          await db.collection('events').insertOne({ event: randomUUID(), payload: 'p'.repeat(600) }, { session });
        },
        { writeConcern: new WriteConcern('majority') },
      ),
    );

  const warm = { times: 1_000 };
  const bareGet = () => call(`http://127.0.0.1:${bare.port}/bare`);
  const restGet = (index: number) => call(`${apiUrl}/v1/tasks/${some(index)}`, { token });
  const grpcGet = (index: number) => anna.getTask({ id: some(index) });
  const restPost = (index: number) => call(`${apiUrl}/v1/tasks`, { method: 'POST', token, body: body(index) });
  const grpcPost = (index: number) => anna.createTask({ task: Task.fromPartial(body(index)) });
  for (const work of [bareGet, restGet, grpcGet]) await measure(work, warm);
  for (const work of [twoDocuments, restPost, grpcPost]) await measure(work, warm);

  const get = {
    bare: await measure(bareGet, { times: READS }),
    grpc: await measure(grpcGet, { times: READS }),
    rest: await measure(restGet, { times: READS }),
    bareAgain: await measure(bareGet, { times: READS }),
  };
  const post = {
    bare: await measure(twoDocuments, { times: WRITES }),
    grpc: await measure(grpcPost, { times: WRITES }),
    rest: await measure(restPost, { times: WRITES }),
    bareAgain: await measure(twoDocuments, { times: WRITES }),
  };
  await mongo.close();
  await bare.close();
  const mean = (a: number, b: number) => (a + b) / 2;
  return [
    { what: 'bare Express answering JSON', figure: shown(get.bare) },
    { what: 'gRPC GetTask', figure: shown(get.grpc) },
    { what: 'REST GET /v1/tasks/{id}', figure: shown(get.rest) },
    { what: '  HTTP and transcoding, CPU', figure: `${(get.rest.cpu - get.grpc.cpu).toFixed(2)} ms` },
    atLeast('  REST GET / bare Express, rate', get.rest.rate / mean(get.bare.rate, get.bareAgain.rate), 0.25),
    { what: 'bare transaction of two documents', figure: shown(post.bare) },
    { what: 'gRPC CreateTask', figure: shown(post.grpc) },
    { what: 'REST POST /v1/tasks', figure: shown(post.rest) },
    { what: '  HTTP and transcoding, CPU', figure: `${(post.rest.cpu - post.grpc.cpu).toFixed(2)} ms` },
    atLeast('  REST POST / bare transaction, rate', post.rest.rate / mean(post.bare.rate, post.bareAgain.rate), 0.5),
  ];
}
