import { addDocuments } from './add-documents.ts';
import { answerHelp } from './answer-help.ts';
import { answerRecommendation } from './answer-recommendation.ts';
import { askForHelp } from './ask-for-help.ts';
import { askOpinion } from './ask-opinion.ts';
import { assignUnit } from './assign-unit.ts';
import { callMeeting } from './call-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { concludeMeeting } from './conclude-meeting.ts';
import { declineMeeting } from './decline-meeting.ts';
import { disputeAnswer } from './dispute-answer.ts';
import { documentDays } from './document-days.ts';
import { endSeries } from './end-series.ts';
import { extendDeadline } from './extend-deadline.ts';
import { find } from './find.ts';
import { findMeeting } from './find-meeting.ts';
import { type AnyFlow, anyFlow } from './flow.ts';
import { guideOffice } from './guide-office.ts';
import { importRoster } from './import-roster.ts';
import { informFollowers } from './inform-followers.ts';
import { link } from './link.ts';
import { linkRecommendation } from './link-recommendation.ts';
import { logVisit } from './log-visit.ts';
import { moveOccurrence } from './move-occurrence.ts';
import { pauseRecommendation } from './pause-recommendation.ts';
import { planSeries } from './plan-series.ts';
import { questionRaiser, replyToQuestion } from './question-raiser.ts';
import { raiseRecommendation } from './raise-recommendation.ts';
import { refuseAbove } from './refuse-above.ts';
import { reopenRecommendation } from './reopen-recommendation.ts';
import { replaceDocument } from './replace-document.ts';
import { replyToBulletin } from './reply-to-bulletin.ts';
import { resumeMeeting } from './resume-meeting.ts';
import { sendSubstitute } from './send-substitute.ts';
import { skipOccurrence } from './skip-occurrence.ts';
import { takeBackHelp } from './take-back-help.ts';
import { transferRecommendation } from './transfer-recommendation.ts';
import { unlink } from './unlink.ts';
import { weighComment } from './weigh-comment.ts';
import { whoFollowed } from './who-followed.ts';
import { withdrawRecommendation } from './withdraw-recommendation.ts';
import { writeComment } from './write-comment.ts';
import { writeLetter } from './write-letter.ts';

const flows: ReadonlyMap<string, AnyFlow> = new Map(
  [
    anyFlow(addDocuments),
    anyFlow(answerHelp),
    anyFlow(answerRecommendation),
    anyFlow(askForHelp),
    anyFlow(askOpinion),
    anyFlow(assignUnit),
    anyFlow(callMeeting),
    anyFlow(cancelMeeting),
    anyFlow(changeMeeting),
    anyFlow(concludeMeeting),
    anyFlow(declineMeeting),
    anyFlow(disputeAnswer),
    anyFlow(documentDays),
    anyFlow(endSeries),
    anyFlow(extendDeadline),
    anyFlow(find),
    anyFlow(findMeeting),
    anyFlow(guideOffice),
    anyFlow(importRoster),
    anyFlow(informFollowers),
    anyFlow(link),
    anyFlow(linkRecommendation),
    anyFlow(logVisit),
    anyFlow(moveOccurrence),
    anyFlow(pauseRecommendation),
    anyFlow(planSeries),
    anyFlow(questionRaiser),
    anyFlow(raiseRecommendation),
    anyFlow(refuseAbove),
    anyFlow(reopenRecommendation),
    anyFlow(replaceDocument),
    anyFlow(replyToBulletin),
    anyFlow(replyToQuestion),
    anyFlow(resumeMeeting),
    anyFlow(sendSubstitute),
    anyFlow(skipOccurrence),
    anyFlow(takeBackHelp),
    anyFlow(transferRecommendation),
    anyFlow(unlink),
    anyFlow(weighComment),
    anyFlow(whoFollowed),
    anyFlow(withdrawRecommendation),
    anyFlow(writeComment),
    anyFlow(writeLetter),
  ].map((flow) => [flow.name, flow]),
);

/** A stored conversation knows its flow by name only. */
export const flowNamed = (name: string): AnyFlow | undefined => flows.get(name);
