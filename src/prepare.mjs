// Runs before `npm start` and `npm test`, on Node built-ins alone: installs what the lock file says when
// node_modules does not match it, and generates the Prisma client when the schema has changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Ba Nắm needs Node 20.19 or newer; this is ${process.versions.node}.\n`);
  process.exit(1);
}

/** @param {string[]} command @param {Record<string, string>} [environment] */
function run(command, environment = {}) {
  const [program, ...words] = command;
  const { status } = spawnSync(program, words, {
    cwd: root,
    // Standard output belongs to the command that follows.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...environment },
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Does the work unless the stamp says it was done for exactly these files. */
function unlessDone(stampName, files, present, work) {
  const stamp = join(root, 'node_modules', stampName);
  const digest = createHash('sha256');
  for (const file of files) digest.update(readFileSync(join(root, file)));
  const now = digest.digest('hex');
  if (existsSync(join(root, present)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  work();
  writeFileSync(stamp, now);
}

unlessDone('.ba-nam-installed', ['package-lock.json'], 'node_modules/tsx', () => {
  // npm tells children of `npm run` where its own script is; using it spares a search of PATH.
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  run([...npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error']);
});

unlessDone(
  '.ba-nam-generated',
  ['package-lock.json', 'prisma/schema.prisma'],
  'src/store/prisma-client/client.ts',
  // `generate` only looks whether the migration engine exists and never runs it; any executable will do.
  () =>
    run([process.execPath, join(root, 'node_modules/prisma/build/index.js'), 'generate', '--no-hints'], {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    }),
);
