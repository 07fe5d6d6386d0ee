/** What an office may ask for itself; beyond it the level above decides, or nobody. */
export const pausesAtMost = 2;
/** Working days of all pauses together. */
export const pausedDaysAtMost = 20;
export const extensionsAtMost = 2;
/** Working days one extension may add. */
export const extensionDaysAtMost = 20;
/** So many are carried out; of the next the level above decides. */
export const transfersAtMost = 2;
/** Days after it was closed in which it may be opened again. */
export const reopenDays = 30;
/** Working days after which an answer that has not arrived is looked for again. */
export const lookAgainDays = 5;
/** Working days after which it is asked once more whether the people were told. */
export const askAgainDays = 5;
/** Helpers of one recommendation that are awaited at one time. */
export const helpersAtMost = 5;
