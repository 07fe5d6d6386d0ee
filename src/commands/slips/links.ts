/** Opens the bot with the code already typed. */
export const telegramLink = (bot: string, code: string): string =>
  `https://t.me/${bot}?start=${code.replace('-', '')}`;

/** Opens the page with the code already typed. */
export const browserLink = (publicUrl: string, code: string): string => `${publicUrl}/chat?code=${code}`;
