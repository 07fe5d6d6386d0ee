import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Refusal } from '../domain/refusal.ts';
import { dateOfDay, dayIn } from '../domain/time.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { type InvitationCode, invite, newCodes } from '../use-cases/people/invite.ts';
import { type Desk, type Errand, momentFor } from './desk.ts';
import { browserLink, telegramLink } from './slips/links.ts';
import { printerTo } from './slips/print.ts';
import { sheetOf } from './slips/sheet.tsx';
import { type Invited, slipsOf } from './slips/slips.ts';

type InviteOptions = { person?: string; unit?: string; below?: boolean; out?: string; json?: boolean };

export const addInvite = (program: Command, errand: Errand): Command =>
  program
    .command('invite')
    .description('print one-time codes with which people link their phones')
    .option('--person <code>', 'one person of the roster')
    .option('--unit <code>', 'everybody with a post or an assignment at a unit')
    .option('--below', 'with --unit: and at all units below it')
    .option('--out <file>', 'a sheet to print, eight slips to a page: FILE.html or FILE.pdf')
    .option('--json', 'as JSON')
    .action((options: InviteOptions, command: Command) =>
      options.person || options.unit
        ? inviteCommand(errand, options)
        : command.error(errand.desk.app.translate(errand.desk.language, 'cli.choose-invite')),
    );

async function inviteCommand(errand: Errand, options: InviteOptions): Promise<void> {
  const { app } = errand.desk;
  const codes = newCodes(await toInvite(errand.desk, options), app.clock.now());
  const bot = await app.database.store.settings.get<string>('telegram-username');
  const out = options.out && resolve(errand.folder, options.out);
  const written = out ? await printSlips(errand.desk, out, codes, bot) : undefined;
  if (!out) await inAct(app, (act) => invite(act, codes));
  if (options.json) errand.paper.json(codes.map((code) => rowOf(errand.desk, code, bot)));
  else if (written) errand.paper.line(written);
  else printLines(errand, codes, bot);
}

/** The sheet is whole before the codes on it are good: when it can not be made, the codes of before stay what they are. */
async function printSlips(
  desk: Desk,
  path: string,
  codes: readonly InvitationCode<Invited>[],
  bot: string | undefined,
): Promise<string> {
  const { app, language, ways } = desk;
  const printer = await printerTo(path, ways.chromium);
  if (codes.length === 0) throw new Refusal('slip.nobody');
  const printed = await printer.print(await sheetOf(slipsOf(desk, codes, bot)));
  try {
    await inAct(app, (act) => invite(act, codes));
    await printed.keep();
  } finally {
    await printed.discard();
  }
  return app.translate(language, 'slip.written', { count: codes.length, path });
}

const linkOf = ({ ways }: Desk, code: string, bot: string | undefined): string | undefined =>
  bot ? telegramLink(bot, code) : ways.publicUrl && browserLink(ways.publicUrl, code);

const rowOf = (desk: Desk, { person, code, expiresAt }: InvitationCode, bot: string | undefined) => ({
  person: person.code,
  name: person.name,
  code,
  link: linkOf(desk, code, bot) ?? null,
  expiresAt: expiresAt.toString(),
});

function printLines(
  { desk, paper }: Errand,
  codes: readonly InvitationCode[],
  bot: string | undefined,
): void {
  const { app, language } = desk;
  for (const { person, code, expiresAt } of codes) {
    const expires = momentFor(desk, expiresAt);
    const values = { name: person.name, person: person.code, code, expires };
    paper.line(app.translate(language, 'cli.invited', values));
    const link = linkOf(desk, code, bot);
    if (link) paper.line(app.translate(language, 'cli.link', { link }));
  }
}

async function toInvite({ app }: Desk, options: InviteOptions): Promise<readonly Invited[]> {
  const { people, units } = app.database.store;
  const day = dateOfDay(dayIn(app.zone, app.clock.now()));
  const { person, unit = '', below = false } = options;
  if (person) {
    const found = await people.byCode(person);
    if (!found) throw new Refusal('cli.no-person', { code: person });
    const actor = await people.actor(found.id, day);
    if (!actor) throw new Refusal('slip.person-ended', { name: found.name, code: found.code });
    return [{ ...found, unit: actor.seats[0]?.unit ?? actor.follows[0]?.unit }];
  }
  const found = await units.byCode(unit);
  if (!found) throw new Refusal('cli.no-unit', { code: unit });
  return people.ofUnit(found.id, day, below);
}
