import pg from 'pg';
import { Scenes, session, Telegraf } from 'telegraf';
import { report } from './report.ts';

// The form of a visit as telegraf's own means make it: a wizard whose session lies in PostgreSQL.
const { TELEGRAM_BOT_TOKEN = '', TELEGRAM_API_ROOT = '', DATABASE_URL = '' } = process.env;

type Draft = { unit?: string; date?: string; note?: string };
type Context = Scenes.WizardContext;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
await pool.query('create table sessions (key text primary key, value jsonb not null)');
await pool.query(
  'create table visits (id bigserial primary key, unit text, date text, note text, author bigint)',
);

const store = {
  async get(key: string) {
    const { rows } = await pool.query<{ value: Scenes.WizardSession }>(
      'select value from sessions where key = $1',
      [key],
    );
    return rows[0]?.value;
  },
  set: (key: string, value: Scenes.WizardSession) =>
    pool.query(
      'insert into sessions values ($1, $2) on conflict (key) do update set value = excluded.value',
      [key, JSON.stringify(value)],
    ),
  delete: (key: string) => pool.query('delete from sessions where key = $1', [key]),
};

const button = (label: string, data = label) => ({ text: label, callback_data: data });
const buttons = (labels: readonly string[]) => ({
  reply_markup: {
    inline_keyboard: [
      ...labels.map((label) => [button(label)]),
      [button('Quay lại', '@back'), button('Hủy', '@cancel')],
    ],
  },
});
const draftOf = (context: Context) => context.wizard.state as Draft;
const pressed = (context: Context) =>
  context.callbackQuery && 'data' in context.callbackQuery ? context.callbackQuery.data : undefined;
const said = (context: Context) =>
  context.message && 'text' in context.message ? context.message.text : undefined;

async function ask(context: Context, text: string, ...labels: readonly string[]): Promise<void> {
  context.wizard.next();
  const answered = pressed(context) === undefined ? undefined : context.answerCbQuery();
  await Promise.all([answered, context.reply(text, buttons(labels))]);
}

const units = ['Xã Mỹ Thạnh, huyện Ba Tri', 'Xã An Đức, huyện Ba Tri'];
const visit = new Scenes.WizardScene<Context>(
  'visit',
  (context) => ask(context, 'Đồng chí ghi cho đơn vị nào?', ...units),
  (context) => {
    draftOf(context).unit = pressed(context) ?? '';
    return ask(context, 'Đồng chí đi ngày nào?', 'Hôm nay', 'Hôm qua');
  },
  (context) => {
    draftOf(context).date = said(context) ?? '';
    return ask(context, 'Đồng chí ghi nội dung chuyến đi.');
  },
  (context) => {
    draftOf(context).note = said(context) ?? '';
    return ask(context, 'Gửi ảnh chụp, mỗi tin một ảnh.', 'Không có ảnh');
  },
  (context) => ask(context, 'Có kiến nghị nào không?', 'Có', 'Không'),
  (context) => {
    const { unit, date, note } = draftOf(context);
    return ask(context, `Ghi chép cơ sở\n${unit}\n${date}\n${note}`, 'Gửi', 'Sửa');
  },
  async (context) => {
    const { unit, date, note } = draftOf(context);
    await pool.query('insert into visits (unit, date, note, author) values ($1, $2, $3, $4)', [
      unit,
      date,
      note,
      context.from?.id,
    ]);
    await Promise.all([context.answerCbQuery(), context.reply('✅ Đã lưu ghi chép.')]);
    await context.scene.leave();
  },
);

const bot = new Telegraf<Context>(TELEGRAM_BOT_TOKEN, { telegram: { apiRoot: TELEGRAM_API_ROOT } });
bot.use(session({ store }));
bot.use(new Scenes.Stage([visit]).middleware());
bot.command('ghi', (context) => context.scene.enter('visit'));
void bot.launch({ allowedUpdates: ['message', 'callback_query'] });
report({
  async stop() {
    bot.stop();
    await pool.end();
  },
});
