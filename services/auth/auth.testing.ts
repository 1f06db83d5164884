import type { Client, TsProtoServiceDefinition } from 'nice-grpc';
import { z } from 'zod';
import { DirectoryServiceDefinition, Employee } from '../../gen/atrium/org/v1/org.js';
import type { Service } from '../../kit/chassis.js';
import { type Clients, grpcClients } from '../../kit/grpc-client.js';
import { testProcess, until } from '../../tests/process.js';
import { administrator, realmEnvironment, tokenOf } from './realm/realm.testing.js';
import { auth } from './service.js';

/** A company of two departments, told by a stand-in for org. */
const company: Service = (chassis) => {
  chassis.serve(DirectoryServiceDefinition, {
    async *streamDirectory() {
      yield {
        employees: [] satisfies Employee[],
        departments: [1, 2].map((id) => ({ id, version: 1, name: `Department ${id}`, parent: id - 1, head: '', deputies: [] })),
        company: { version: 1, name: 'Test', timeZone: 'Asia/Seoul', locale: 'ko', modules: [] },
      };
    },
  });
};

/** The auth service against real Keycloak, in a realm of its own, with clients for the people of development. */
export async function authProcess() {
  const { env, mailUrl } = realmEnvironment();
  const process = await testProcess([auth, company], { company: null, env });
  const keycloak = await administrator(process.settings);
  const opened: Clients[] = [];

  function client<Definition extends TsProtoServiceDefinition>(
    definition: Definition,
    token: () => Promise<string>,
  ): Client<Definition> {
    const clients = grpcClients(token);
    opened.push(clients);
    return clients.client(definition, `127.0.0.1:${process.chassis.grpcPort()}`);
  }

  return {
    ...process,
    keycloak,
    mailUrl,
    /** A client whose calls come from a person of the realm. */
    as: async <Definition extends TsProtoServiceDefinition>(
      definition: Definition,
      login: string,
    ): Promise<Client<Definition>> => {
      const token = await tokenOf(process.settings, login);
      return client(definition, () => Promise.resolve(token));
    },
    /** A client whose calls come from another service. */
    asService: <Definition extends TsProtoServiceDefinition>(definition: Definition) =>
      client(definition, process.chassis.ownToken),
    async stop() {
      for (const clients of opened) await clients.stop?.();
      await keycloak.realms.del({ realm: process.settings.keycloakRealm });
      await process.stop();
    },
  };
}

export type AuthProcess = Awaited<ReturnType<typeof authProcess>>;

const Found = z.object({ messages: z.array(z.object({ ID: z.string() })) });
const Message = z.object({
  Subject: z.string(),
  HTML: z.string(),
  Text: z.string(),
  From: z.object({ Address: z.string(), Name: z.string() }),
});

/** The mails to an address, newest first, once there are so many. */
export async function mailsTo(mailUrl: string, address: string, count = 1): Promise<z.infer<typeof Message>[]> {
  const query = new URLSearchParams({ query: `to:"${address}"` });
  const ids = await until(`${count} mails to ${address}`, async () => {
    const { messages } = Found.parse(await (await fetch(`${mailUrl}/api/v1/search?${query.toString()}`)).json());
    return messages.length >= count && messages.map(({ ID }) => ID);
  });
  return Promise.all(ids.map(async (id) => Message.parse(await (await fetch(`${mailUrl}/api/v1/message/${id}`)).json())));
}
