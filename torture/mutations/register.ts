import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { isMutation, mutated, mutations } from './mutations.js';

// Loaded into a process before the program; TORTURE_MUTATION names what is switched off in it.
const name = process.env.TORTURE_MUTATION ?? '';
if (!isMutation(name)) throw new Error(`There is no mutation "${name}".`);
const mutation = mutations[name];
const source = ts.transpileModule(mutated(readFileSync(mutation.file, 'utf8'), mutation), {
  compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
}).outputText;
register('./replace.mjs', import.meta.url, { data: { url: pathToFileURL(mutation.file).href, source } });
