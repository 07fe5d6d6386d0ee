export type ResponseParameters = { readonly retry_after?: number; readonly migrate_to_chat_id?: number };

/** An answer of the Bot API that is not ok. `violation`: the bot broke a rule, as opposed to bad luck. */
export class ApiRefusal extends Error {
  readonly code: number;
  readonly violation: boolean;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, violation: boolean, parameters?: ResponseParameters) {
    super(description);
    this.code = code;
    this.violation = violation;
    this.parameters = parameters;
  }
}

/** The bot broke a rule: noted among the problems. */
export function refuse(code: number, description: string): never {
  throw new ApiRefusal(code, description, true);
}

/** Happens to good bots too. */
export function decline(code: number, description: string, parameters?: ResponseParameters): never {
  throw new ApiRefusal(code, description, false, parameters);
}
