import { type Html, html, prose } from './html.js';
import type { AsyncApiModel, MessageModel, OpenApiModel, OperationModel, ParameterModel, SchemaModel } from './model.js';
import { page } from './page.js';
import { anchorOf, schemaTable, typeOf } from './schema.js';

/** Everything an integrator needs, on one page that the browser's own search can find words in. */
export function apiPage(api: OpenApiModel, events: AsyncApiModel): string {
  const operations = Object.entries(api.paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({ path, verb, operation })),
  );
  const groups = api.tags.map((tag) => ({
    ...tag,
    operations: operations.filter(({ operation }) => operation.tags.includes(tag.name)),
  }));
  const schemas = Object.entries({ ...events.components.schemas, ...api.components.schemas }).sort(([a], [b]) =>
    a.localeCompare(b),
  );
  return page({
    title: `Atrium API ${api.info.version}`,
    navigation: [
      { title: 'REST', links: groups.map(({ name }) => ({ href: `#tag-${name}`, text: name })) },
      {
        title: 'Events',
        links: Object.entries(events.channels).map(([name, { address }]) => ({ href: `#channel-${name}`, text: address })),
      },
      {
        title: 'More',
        links: [
          { href: '#schemas', text: 'Schemas' },
          { href: '/docs/errors', text: 'Errors' },
          { href: '/openapi.json', text: 'openapi.json' },
          { href: '/asyncapi.json', text: 'asyncapi.json' },
        ],
      },
    ],
    content: html`
      <h1>Atrium API <small>${api.info.version}</small></h1>
      ${prose(api.info.description)}
      ${groups.map(
        (group) => html`<section id="tag-${group.name}">
          <h2>${group.name}</h2>
          ${prose(group.description)}
          ${group.operations.map(({ path, verb, operation }) => operationDetails(path, verb, operation))}
        </section>`,
      )}
      <section id="events">
        <h2>Events</h2>
        ${prose(events.info.description)}
        ${Object.entries(events.channels).map(([name, channel]) => channelSection(name, channel, events))}
      </section>
      <section id="schemas">
        <h2>Schemas</h2>
        ${schemas.map(([name, schema]) => schemaDetails(name, schema))}
      </section>
    `,
  });
}

function operationDetails(path: string, verb: string, operation: OperationModel): Html {
  const { operationId, summary, description, parameters, requestBody } = operation;
  const body = schemaIn(requestBody?.content);
  return html`<details id="${operationId}">
    <summary><b class="verb ${verb}">${verb.toUpperCase()}</b> <code>${path}</code> <span>${summary}</span></summary>
    ${description === summary ? undefined : prose(description)}
    ${parameters.length > 0 ? parameterTable(parameters) : undefined}
    ${body ? html`<h3>Body</h3>${body.$ref ? html`<p>${typeOf(body)}</p>` : schemaTable(body)}` : undefined}
    ${answerTable(operation)}
  </details>`;
}

/** Failures have no description of their own: they are the same for all methods. */
function answerTable({ responses }: OperationModel): Html {
  const answers = Object.entries(responses).filter(([, { description }]) => description !== undefined);
  const failures = Object.keys(responses).filter((status) => responses[status]?.description === undefined);
  const rows = answers.map(([status, { description, content }]) => {
    const schema = schemaIn(content);
    return html`<tr><th scope="row">${status}</th><td>${schema ? typeOf(schema) : undefined}</td><td>${prose(description)}</td></tr>`;
  });
  return html`<h3>Answers</h3>
    <table><tbody>${rows}
      <tr><th scope="row">${failures.join(', ')}</th><td><a href="#${anchorOf('Problem')}">Problem</a></td><td><a href="/docs/errors">Errors</a></td></tr>
    </tbody></table>`;
}

const schemaIn = (content: OperationModel['responses'][string]['content']): SchemaModel | undefined =>
  Object.values(content ?? {})[0]?.schema;

function parameterTable(parameters: readonly ParameterModel[]): Html {
  const rows = parameters.map(
    ({ name, in: place, required, schema, description }) => html`<tr>
      <th scope="row"><code>${name}</code>${required ? html`<abbr title="required">*</abbr>` : undefined}</th>
      <td>${place}</td>
      <td>${typeOf(schema)}</td>
      <td>${prose(description)}</td>
    </tr>`,
  );
  return html`<h3>Parameters</h3><table><tbody>${rows}</tbody></table>`;
}

function channelSection(name: string, channel: AsyncApiModel['channels'][string], events: AsyncApiModel): Html {
  const messages = Object.keys(channel.messages).flatMap((key) => events.components.messages[key] ?? []);
  return html`<h3 id="channel-${name}"><code>${channel.address}</code></h3>
    ${prose(channel.description)}
    ${messages.map(messageDetails)}`;
}

function messageDetails({ name, summary, headers, payload }: MessageModel): Html {
  return html`<details>
    <summary><b class="verb event">${name}</b> <span>${summary}</span></summary>
    ${headers ? html`<h4>Headers</h4>${schemaTable(headers)}` : undefined}
    <h4>Value</h4>
    ${schemaTable(payload)}
  </details>`;
}

function schemaDetails(name: string, schema: SchemaModel): Html {
  return html`<details id="${anchorOf(name)}">
    <summary><code>${name}</code></summary>
    ${prose(schema.description)}
    ${schema.enum ? undefined : schemaTable(schema)}
  </details>`;
}
