import { addDocuments } from './add-documents.ts';
import { answerRecommendation } from './answer-recommendation.ts';
import { assignUnit } from './assign-unit.ts';
import { callMeeting } from './call-meeting.ts';
import { declineMeeting } from './decline-meeting.ts';
import { disputeAnswer } from './dispute-answer.ts';
import { documentDays } from './document-days.ts';
import { find } from './find.ts';
import { type AnyFlow, anyFlow } from './flow.ts';
import { importRoster } from './import-roster.ts';
import { link } from './link.ts';
import { logVisit } from './log-visit.ts';
import { raiseRecommendation } from './raise-recommendation.ts';
import { replaceDocument } from './replace-document.ts';
import { sendSubstitute } from './send-substitute.ts';
import { unlink } from './unlink.ts';
import { whoFollowed } from './who-followed.ts';

const flows: ReadonlyMap<string, AnyFlow> = new Map(
  [
    anyFlow(addDocuments),
    anyFlow(answerRecommendation),
    anyFlow(assignUnit),
    anyFlow(callMeeting),
    anyFlow(declineMeeting),
    anyFlow(disputeAnswer),
    anyFlow(documentDays),
    anyFlow(find),
    anyFlow(importRoster),
    anyFlow(link),
    anyFlow(logVisit),
    anyFlow(raiseRecommendation),
    anyFlow(replaceDocument),
    anyFlow(sendSubstitute),
    anyFlow(unlink),
    anyFlow(whoFollowed),
  ].map((flow) => [flow.name, flow]),
);

/** A stored conversation knows its flow by name only. */
export const flowNamed = (name: string): AnyFlow | undefined => flows.get(name);
