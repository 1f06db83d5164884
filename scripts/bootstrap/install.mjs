// What must be true before any script with dependencies can run: a Node that is new enough, and node_modules as package-lock.json says.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const oldestNode = [20, 19];

export async function ensureInstalled() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    throw new Error(
      `Atrium needs Node.js ${oldestNode.join('.')} or newer, and this is ${process.versions.node}: install one from nodejs.org.`,
    );
  }
  const wanted = wantedPackages();
  if (!isInstalled(wanted)) await install(wanted);
}

/** Path and version of every package that must be there; those for other systems are optional. */
function wantedPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).filter(([path, entry]) => path.startsWith('node_modules/') && !entry.link && !entry.optional);
}

/** npm writes down what it has installed; the same versions there mean that there is nothing to do. */
function isInstalled(wanted) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const { packages } = JSON.parse(readFileSync(record, 'utf8'));
  return wanted.every(([path, entry]) => packages[path]?.version === entry.version);
}

async function install(wanted) {
  const title = `Dependencies: installing ${wanted.length} packages`;
  console.log(`${title} …`);
  const arrived = () => wanted.filter(([path]) => existsSync(join(root, path, 'package.json'))).length;
  const timer = setInterval(() => console.log(`${title} … ${arrived()} are there`), 5_000);
  const npm = spawn('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  const code = await new Promise((resolve, reject) => {
    npm.on('error', reject);
    npm.on('close', resolve);
  });
  clearInterval(timer);
  if (code !== 0) throw new Error('The dependencies could not be installed: npm says above why.');
  console.log(`${title}: done`);
}
