/** One instruction of a Dockerfile: `COPY --from=build /app/dist dist/` is COPY with an option and two words. */
export interface Instruction {
  name: string;
  options: Record<string, string>;
  /** What follows name and options, as written. */
  text: string;
}

export interface Stage {
  /** Empty for the last, which is the image. */
  name: string;
  instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, each begun by its FROM. Lines that go on (`\`) are not understood, nor needed. */
export function parseDockerfile(text: string): Stage[] {
  const stages: { name: string; instructions: Instruction[] }[] = [];
  for (const line of text.split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue;
    const instruction = parseInstruction(line);
    if (instruction.name === 'ARG' && stages.length === 0) continue;
    if (instruction.name === 'FROM') stages.push({ name: / AS (\S+)$/.exec(instruction.text)?.[1] ?? '', instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

function parseInstruction(line: string): Instruction {
  const [, name, options = '', text = ''] = /^([A-Z]+) ((?:--\S+=\S+ )*)(.*)$/.exec(line) ?? [];
  if (name === undefined || text.endsWith('\\')) throw new Error(`This line of the Dockerfile is not understood: ${line}`);
  return {
    name,
    options: Object.fromEntries([...options.matchAll(/--(\w+)=(\S+)/g)].map(([, key = '', value = '']) => [key, value])),
    text,
  };
}

/** The configuration of a container, as OCI has it. */
export interface ImageConfig {
  Env: string[];
  WorkingDir: string;
  User?: string;
  Entrypoint?: string[];
  ExposedPorts?: Record<string, object>;
}

/** What the last stage says of how the image runs. */
export function configOf({ instructions }: Stage): ImageConfig {
  const texts = (name: string) => instructions.filter((instruction) => instruction.name === name).map(({ text }) => text);
  const ports = texts('EXPOSE').flatMap((text) => text.split(' '));
  return {
    Env: [
      'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      ...texts('ENV').flatMap((text) => text.split(' ')),
    ],
    WorkingDir: texts('WORKDIR').at(-1) ?? '/',
    User: texts('USER').at(-1),
    Entrypoint: listOf(texts('ENTRYPOINT').at(-1) ?? '[]'),
    ExposedPorts: Object.fromEntries(ports.map((port) => [`${port}/tcp`, {}])),
  };
}

function listOf(text: string): string[] {
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list.map(String) : [];
}
