import type { Entry } from '../../../domain/entry.ts';
import type { Helper } from '../../../domain/helper-office.ts';
import type { RecommendationId } from '../../../domain/identity.ts';
import { priority } from '../../../domain/message.ts';
import { helperStepsDue } from '../../../domain/promise/help.ts';
import type { Told } from '../../../store/recommendation-row.ts';
import type { Act } from '../../app.ts';
import { append } from '../append.ts';
import { dailyDigest } from '../daily-digest.ts';
import { tellOffice } from '../tell.ts';
import { officeButtons, viewButton } from '../wording.ts';
import { helpDigest, helperButtons, helpFacts } from './help-wording.ts';
import { officeNames } from './open-help.ts';

/** Takes the steps of its helpers that are due, if they still are; done twice or late it changes nothing more. */
export async function takeHelperSteps(act: Act, id: RecommendationId): Promise<void> {
  const before = await act.store.recommendations.byId(id);
  const entries = before ? helperStepsDue(before, { now: act.now, calendar: act.calendar() }) : [];
  if (!before || entries.length === 0) return;
  const told = await append(act, before, entries);
  const names = await officeNames(act, told);
  for (const entry of entries) await taken(act, told, entry, names);
}

async function taken(
  act: Act,
  told: Told,
  entry: Entry,
  names: Awaited<ReturnType<typeof officeNames>>,
): Promise<void> {
  if (entry.what !== 'co-warned' && entry.what !== 'co-passed' && entry.what !== 'co-reminded') return;
  const { request, office } = entry.data;
  const helper = told.helpers.find((one) => one.request === request);
  if (!helper) return;
  if (entry.what === 'co-reminded') return dailyDigest(act, office);
  const name = names.get(office) ?? '';
  await tellTheHelper(act, told, helper, { name, kind: entry.what === 'co-warned' ? 'warning' : 'passed' });
  if (entry.what === 'co-passed') await tellTheLead(act, told, helper, name);
}

const tellTheHelper = (
  act: Act,
  told: Told,
  helper: Helper,
  { name, kind }: { readonly name: string; readonly kind: 'warning' | 'passed' },
): Promise<void> =>
  tellOffice(act, told, helper.office, told.events, {
    about: `co-${kind}-${helper.request}`,
    priority: kind === 'passed' ? priority.urgent : priority.notice,
    word: (reader) => {
      const values = helpFacts(act, reader, told, helper, name);
      return {
        text: reader.say(`help.${kind}`, values),
        buttons: [...helperButtons(reader, told, helper), ...viewButton(reader, told)],
        digest: helpDigest(reader, kind, values),
      };
    },
  });

/** It answers with what it has: nothing of its own clocks waits for a helper. */
const tellTheLead = (act: Act, told: Told, helper: Helper, name: string): Promise<void> =>
  tellOffice(act, told, told.office, told.events, {
    about: `co-passed-lead-${helper.request}`,
    word: (reader) => {
      const values = helpFacts(act, reader, told, helper, name);
      return {
        text: reader.say('help.passed-lead', values),
        buttons: officeButtons(reader, told),
        digest: helpDigest(reader, 'passed-lead', values),
      };
    },
  });
