import { type Command, Option } from 'commander';
import { type ChannelName, channelNames } from '../domain/channel.ts';
import { Refusal } from '../domain/refusal.ts';
import { inAct } from '../use-cases/messaging/act.ts';
import { unlinkPhones } from '../use-cases/people/unlink-phones.ts';
import type { Errand } from './desk.ts';

type UnlinkOptions = { person: string; channel?: ChannelName; json?: boolean };

export const addUnlink = (program: Command, errand: Errand): Command =>
  program
    .command('unlink')
    .description('cut the phones of a person: one that was lost, or of somebody else')
    .requiredOption('--person <code>', 'whose')
    .addOption(new Option('--channel <name>', 'only this one').choices([...channelNames]))
    .option('--json', 'as JSON')
    .action((options: UnlinkOptions) => unlinkCommand(errand, options));

async function unlinkCommand({ desk, paper }: Errand, options: UnlinkOptions): Promise<void> {
  const { app, language } = desk;
  const person = await app.database.store.people.byCode(options.person);
  if (!person) throw new Refusal('cli.no-person', { code: options.person });
  const { id, name, code } = person;
  const unlinking = { person: id, name, language, ...(options.channel && { channel: options.channel }) };
  const cut = await inAct(app, (act) => unlinkPhones(act, unlinking));
  if (cut.length === 0) throw new Refusal('link.not-linked', { name, code });
  if (options.json) return paper.json(cut.map((channel) => ({ person: code, channel })));
  for (const one of cut) {
    const channel = app.translate(language, `channel.${one}`);
    paper.line(app.translate(language, 'link.unlinked-of', { channel, name, code }));
  }
}
