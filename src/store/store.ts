import { accounts } from './accounts.ts';
import { answers } from './answers.ts';
import { assignments } from './assignments.ts';
import { attendance } from './attendance.ts';
import { audiences } from './audiences.ts';
import { bulletins } from './bulletins.ts';
import { calendar } from './calendar.ts';
import { changes } from './changes.ts';
import { chases } from './chases.ts';
import { comments } from './comments.ts';
import { conclusions } from './conclusions.ts';
import { conversations } from './conversations.ts';
import { coverage } from './coverage.ts';
import type { Db } from './db.ts';
import { documentDates } from './document-dates.ts';
import { documentLists } from './document-lists.ts';
import { documents } from './documents.ts';
import { due } from './due.ts';
import { files } from './files.ts';
import { followers } from './followers.ts';
import { goLive } from './go-live.ts';
import { handovers } from './handovers.ts';
import { inbox } from './inbox.ts';
import { invitations } from './invitations.ts';
import { keptDeadlines } from './kept-deadlines.ts';
import { ladders } from './ladders.ts';
import { letters } from './letters.ts';
import { linkClaims } from './link-claims.ts';
import { linkCodes } from './link-codes.ts';
import { meetingCalendar } from './meeting-calendar.ts';
import { meetings } from './meetings.ts';
import { offices } from './offices.ts';
import { outbox } from './outbox.ts';
import { people } from './people.ts';
import { helpers } from './recommendation-helpers.ts';
import { recommendations } from './recommendations.ts';
import { reorganisation } from './reorganisation.ts';
import { roster } from './roster.ts';
import { sendings } from './sendings.ts';
import { series } from './series.ts';
import { settings } from './settings.ts';
import { substitutions } from './substitutions.ts';
import { transcripts } from './transcripts.ts';
import { twins } from './twins.ts';
import { unitCards } from './unit-cards.ts';
import { units } from './units.ts';
import { visits } from './visits.ts';

const shelves = {
  accounts,
  answers,
  assignments,
  attendance,
  audiences,
  bulletins,
  calendar,
  changes,
  chases,
  comments,
  conclusions,
  conversations,
  coverage,
  documentDates,
  documentLists,
  documents,
  due,
  files,
  followers,
  goLive,
  handovers,
  helpers,
  inbox,
  invitations,
  keptDeadlines,
  ladders,
  letters,
  linkClaims,
  linkCodes,
  meetingCalendar,
  meetings,
  offices,
  outbox,
  people,
  recommendations,
  reorganisation,
  roster,
  series,
  sendings,
  settings,
  substitutions,
  transcripts,
  twins,
  unitCards,
  units,
  visits,
};

export type Store = { readonly [Name in keyof typeof shelves]: ReturnType<(typeof shelves)[Name]> };

/** All shelves over one connection or transaction; a shelf is made when it is first asked for. */
export function storeOf(db: Db): Store {
  const made = new Map<string, unknown>();
  return new Proxy({} as Store, {
    get(_, name: keyof typeof shelves) {
      if (!made.has(name)) made.set(name, shelves[name]?.(db));
      return made.get(name);
    },
  });
}
