import type { Command } from 'commander';
import { Refusal } from '../domain/refusal.ts';
import { setDocumentDays } from '../use-cases/meetings/set-document-days.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import type { Errand } from './desk.ts';

type OfficeOptions = { code: string; documentsDays?: string; json?: boolean };

export const addOffice = (program: Command, errand: Errand): Command =>
  program
    .command('office')
    .description('show the rules of an office, or set them')
    .requiredOption('--code <code>', 'which office')
    .option('--documents-days <days>', 'so many days before a meeting its documents are due')
    .option('--json', 'as JSON')
    .action((options: OfficeOptions) => officeCommand(errand, options));

async function officeCommand({ desk, paper }: Errand, options: OfficeOptions): Promise<void> {
  const { app, language } = desk;
  const { code, documentsDays } = options;
  const found = await inAct(app, async (act) => {
    const office = await act.store.offices.byCode(code);
    if (!office) throw new Refusal('cli.no-office', { code });
    if (documentsDays !== undefined) await setDocumentDays(act, office.id, Number(documentsDays));
    return { ...office, days: (await act.store.documentDates.daysOf(office.id)) ?? 0 };
  });
  if (options.json) return paper.json({ office: code, name: found.name, documentsDays: found.days });
  paper.line(app.translate(language, 'document.days-of', { name: found.name, code, days: found.days }));
}
