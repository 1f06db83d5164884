import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.js';
import versions from './versions.json' with { type: 'json' };

const plugin = `org.apache.maven.plugins:maven-dependency-plugin:${versions.mavenDependencyPlugin}`;

export interface MavenRun {
  /** Holds Maven's own repository too: two runs at a time must not share one, and how far a download is shows in its size. */
  scratch: string;
  target: string;
  signal?: AbortSignal;
}

/** Copies libraries, with all that they need, into a folder. */
export async function copyLibraries(coordinates: readonly string[], { scratch, target, signal }: MavenRun): Promise<void> {
  const dependencies = coordinates.map((coordinate) => {
    const [group = '', artifact = '', version = ''] = coordinate.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  const project =
    '<groupId>atrium</groupId><artifactId>infrastructure</artifactId><version>1</version><packaging>pom</packaging>';
  await writeFile(
    join(scratch, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion>${project}<dependencies>${dependencies.join('')}</dependencies></project>`,
  );
  await maven(`${plugin}:copy-dependencies`, [`-DoutputDirectory=${target}`], scratch, signal);
}

/** Unpacks an archive, as "group:artifact:version:zip", into a folder. */
export async function unpack(coordinate: string, { scratch, target, signal }: MavenRun): Promise<void> {
  await maven(`${plugin}:unpack`, [`-Dartifact=${coordinate}`, `-DoutputDirectory=${target}`], scratch, signal);
}

async function maven(goal: string, args: string[], folder: string, signal: AbortSignal | undefined): Promise<void> {
  await runCommand(
    'mvn',
    ['--batch-mode', '--no-transfer-progress', goal, `-Dmaven.repo.local=${join(folder, 'repository')}`, ...args],
    { folder, signal },
  );
}
