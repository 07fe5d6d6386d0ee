import http from 'node:http';
import https from 'node:https';
import { TelegramError } from 'telegraf';
import { z } from 'zod';
import type { Attachment, Fetched } from '../../domain/channel.ts';
import { type Api, describe } from './api.ts';

export type DownloadNeeds = {
  readonly api: Api;
  readonly atMost: number;
  readonly callMilliseconds: number;
  readonly downloadMilliseconds: number;
};

const fileInfo = z.object({ file_path: z.string(), file_size: z.number().optional() });
type FileInfo = z.infer<typeof fileInfo>;

export async function download(needs: DownloadNeeds, attachment: Attachment): Promise<Fetched> {
  const { atMost, downloadMilliseconds } = needs;
  if ((attachment.size ?? 0) > atMost) return { outcome: 'too-big' };
  const found = await locate(needs, attachment.remote);
  if ('outcome' in found) return found;
  if ((found.file_size ?? 0) > atMost) return { outcome: 'too-big' };
  const { bot, agent } = needs.api;
  // With its path known telegraf makes no further call; the identifiers are not read.
  const link = await bot.telegram.getFileLink({ ...found, file_id: '', file_unique_id: '' } as Parameters<
    typeof bot.telegram.getFileLink
  >[0]);
  try {
    return await read(link, agent, AbortSignal.timeout(downloadMilliseconds));
  } catch (error) {
    throw new Error(`telegram: download failed: ${describe(error)}`);
  }
}

/** Errors are made anew: telegraf's own can hold the address with the token in it. */
async function locate({ api, callMilliseconds }: DownloadNeeds, remote: string): Promise<FileInfo | Fetched> {
  try {
    return fileInfo.parse(await api.call('getFile', { file_id: remote }, { milliseconds: callMilliseconds }));
  } catch (error) {
    const refused = error instanceof TelegramError && error.code === 400 ? error.description : '';
    if (/file is too big/.test(refused)) return { outcome: 'too-big' };
    if (refused !== '' && !/temporarily unavailable/.test(refused)) return { outcome: 'gone' };
    throw new Error(`telegram: getFile failed: ${describe(error)}`);
  }
}

async function read(link: URL, agent: https.Agent, signal: AbortSignal): Promise<Fetched> {
  const response = await get(link, agent, signal);
  if (response.statusCode !== 200) {
    response.resume();
    if (response.statusCode === 404) return { outcome: 'gone' };
    throw Object.assign(new Error(), { code: `status ${response.statusCode}` });
  }
  return { outcome: 'fetched', bytes: piecesOf(response) };
}

/** Leaving the loop destroys the response. Errors are made anew here too. */
async function* piecesOf(response: http.IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* response;
  } catch (error) {
    throw new Error(`telegram: download failed: ${describe(error)}`);
  }
}

const get = (link: URL, agent: https.Agent, signal: AbortSignal): Promise<http.IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request =
      link.protocol === 'http:'
        ? http.get(link, { signal }, resolve)
        : https.get(link, { agent, signal }, resolve);
    request.once('error', reject);
  });
