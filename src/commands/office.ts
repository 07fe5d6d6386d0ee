import type { Command } from 'commander';
import { formOf } from '../domain/letter-form.ts';
import { Refusal } from '../domain/refusal.ts';
import { setLetterForm } from '../use-cases/letters/set-letter-form.ts';
import { setDocumentDays } from '../use-cases/meetings/set-document-days.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import type { Errand } from './desk.ts';

type OfficeOptions = { code: string; documentsDays?: string; letters?: string; json?: boolean };

export const addOffice = (program: Command, errand: Errand): Command =>
  program
    .command('office')
    .description('show the rules of an office, or set them')
    .requiredOption('--code <code>', 'which office')
    .option('--documents-days <days>', 'so many days before a meeting its documents are due')
    .option('--letters <form>', 'whose form its letters have: party, state, or name (as its name says)')
    .option('--json', 'as JSON')
    .action((options: OfficeOptions) => officeCommand(errand, options));

async function officeCommand({ desk, paper }: Errand, options: OfficeOptions): Promise<void> {
  const { app, language } = desk;
  const { code, documentsDays, letters } = options;
  const found = await inAct(app, async (act) => {
    const office = await act.store.offices.byCode(code);
    if (!office) throw new Refusal('cli.no-office', { code });
    if (documentsDays !== undefined) await setDocumentDays(act, office.id, Number(documentsDays));
    if (letters !== undefined) await setLetterForm(act, office.id, letters);
    const issuer = await act.store.letters.issuer(office.id);
    return {
      name: office.name,
      days: (await act.store.documentDates.daysOf(office.id)) ?? 0,
      form: formOf({ ...office, form: issuer?.form }),
    };
  });
  const { name, days, form } = found;
  if (options.json) return paper.json({ office: code, name, documentsDays: days, letters: form });
  paper.line(app.translate(language, 'document.days-of', { name, code, days }));
  paper.line(app.translate(language, `letter.form.${form}`, { name, code }));
}
