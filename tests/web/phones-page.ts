import { accessSync, mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { test as plainTest } from 'vitest';

const executablePath = '/usr/bin/chromium';
const artefacts = new URL('../artefacts/', import.meta.url);
const there = (() => {
  try {
    accessSync(executablePath);
    return true;
  } catch {
    return false;
  }
})();

export const inChromium = (name: string, run: () => Promise<void>, timeout: number) =>
  there ? plainTest(name, run, timeout) : plainTest.skip(`${name} (skipped: no ${executablePath})`, run);

export async function launch(): Promise<Browser | undefined> {
  if (!there) return undefined;
  mkdirSync(artefacts, { recursive: true });
  const quiet = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-sync',
    '--no-first-run',
  ];
  return chromium.launch({ executablePath, args: quiet });
}

/** The three phones side by side, and what the page complains of. */
export async function openPhones(browser: Browser, base: string) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  await page.goto(base);
  return { page, faults };
}

export const leavePicture = (page: Page, name: string) =>
  page.screenshot({ path: new URL(name, artefacts).pathname });

export const phoneOn = (page: Page, place: 'office' | 'cadre' | 'province') => {
  const section = page.locator(`#place-${place}`);
  const bubbles = section.locator('.log');
  const phone = {
    async says(text: string) {
      await section.locator('textarea').fill(text);
      await section.locator('textarea').press('Enter');
    },
    presses: (label: string) =>
      bubbles.getByRole('button', { name: label, exact: true }).last().click({ timeout: 15_000 }),
    async sends(name: string, buffer: Buffer, mimeType: string) {
      await section.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
      await section.locator('textarea').press('Enter');
    },
    sees: (text: string) => bubbles.getByText(text).last().waitFor({ timeout: 15_000 }),
    /** Says the one, and waits for the other. */
    async asked(said: string, answer: string) {
      await phone.says(said);
      await phone.sees(answer);
    },
    /** Presses the one, and waits for the other. */
    async pressed(label: string, answer: string) {
      await phone.presses(label);
      await phone.sees(answer);
    },
    count: (text: string) => bubbles.getByText(text).count(),
    /** Somebody else picks it up. */
    isOf: (name: string) => section.getByRole('combobox').selectOption({ label: name }, { timeout: 15_000 }),
  };
  return phone;
};

/** The clock is moved by its own button; what falls due on the way has happened when it is pressed again. */
export async function clockGoesOn(
  page: Page,
  by: '+2 giờ' | '+1 ngày' | 'Ngày làm việc tiếp theo',
  times = 1,
): Promise<void> {
  for (let at = 0; at < times; at++) {
    await page.getByRole('button', { name: by }).click();
    await page.getByRole('button', { name: by, disabled: false }).waitFor();
  }
}
