import { resolve } from 'node:path';
import type { Command } from 'commander';
import { inAct } from '../use-cases/messaging/act.ts';
import { exportRoster } from '../use-cases/organisation/export-roster.ts';
import type { Errand } from './desk.ts';
import { writeNew } from './new-file.ts';

export const addExport = (program: Command, errand: Errand): Command =>
  program
    .command('export')
    .description('write the roster as it is today to a workbook (.xlsx) that can be edited and imported')
    .argument('<file>')
    .action((path: string) => exportCommand(errand, resolve(errand.folder, path)));

async function exportCommand({ desk: { app, language }, paper }: Errand, path: string): Promise<void> {
  await writeNew(path, await inAct(app, exportRoster));
  paper.line(app.translate(language, 'cli.exported', { path }));
}
