import type { KeptFile } from '../../../domain/kept-file.ts';
import { escapeMarkup } from '../../../domain/markup.ts';
import { helpAnswered } from '../../../domain/promise/help.ts';
import type { Told } from '../../../store/recommendation-row.ts';
import type { ActOf } from '../../app.ts';
import { answerFiles } from '../answer-files.ts';
import { append } from '../append.ts';
import { tellOffice } from '../tell.ts';
import { officeButtons, viewButton } from '../wording.ts';
import { helpFacts } from './help-wording.ts';
import { helpOfUs, officeNames, type Request } from './open-help.ts';

/** Trả lời phối hợp: the lead office has what was asked; answering who raised it stays its own. */
export async function answerHelp(
  act: ActOf,
  about: Request,
  text: string,
  files: readonly KeptFile[] = [],
): Promise<Told> {
  const { told: before, helper } = await helpOfUs(act, about);
  const entries = helpAnswered(before, helper, act.now, { by: act.actor.id, text, files });
  const told = await append(act, before, entries);
  const name = (await officeNames(act, told)).get(helper.office) ?? '';
  const except = [act.actor.id];
  const answer = escapeMarkup(text);
  await tellOffice(act, told, told.office, told.events, {
    about: 'co-answered',
    except,
    word: (reader) => ({
      text: reader.say('help.answered', { ...helpFacts(act, reader, told, helper, name), answer }),
      buttons: [...officeButtons(reader, told), ...viewButton(reader, told)],
      files: answerFiles(files),
    }),
  });
  await tellOffice(act, told, helper.office, told.events, {
    about: 'co-answered-colleagues',
    except,
    word: (reader) => ({
      text: reader.say('help.answered-by-colleague', {
        number: told.number,
        handler: escapeMarkup(act.actor.name),
        answer,
      }),
    }),
  });
  return told;
}
