import { writeFileSync } from 'node:fs';
import { openApi } from '../gateway/openapi.js';
import { registry } from '../kit/registry.js';

/** Writes the OpenAPI document to the file named as the argument; the types of the web client are made from it. */
const [file] = process.argv.slice(2);
if (!file) throw new Error('Usage: tsx scripts/openapi.ts FILE');
const document = openApi(registry, { publicUrl: '/', issuer: 'http://localhost:8180/realms/atrium', version: '0' });
writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
