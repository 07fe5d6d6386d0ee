import { Telegraf } from 'telegraf';
import { report } from './report.ts';

// The least a telegraf bot can do: says back what it is told.
const { TELEGRAM_BOT_TOKEN = '', TELEGRAM_API_ROOT = '' } = process.env;
const bot = new Telegraf(TELEGRAM_BOT_TOKEN, { telegram: { apiRoot: TELEGRAM_API_ROOT } });
bot.on('text', (context) => context.reply(context.message.text));
void bot.launch({ allowedUpdates: ['message', 'callback_query'] });
report({
  async stop() {
    bot.stop();
  },
});
