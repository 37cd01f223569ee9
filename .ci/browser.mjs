// Opens reports in headless Chromium: browser.mjs LIBYA.html HOSTILE.html MANY.html FOLDER-FOR-SCREENSHOTS
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import assert from "node:assert/strict";

const [libya, hostile, many, folder] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "belie-browser-"));
const chromium = spawn(
  "chromium",
  ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe", `--user-data-dir=${profile}`],
  // A group of its own, so that its many processes end with it.
  { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"], detached: true },
);
const closed = new Promise((resolve) => chromium.on("close", resolve));
const end = () => {
  if (chromium.exitCode === null) process.kill(-chromium.pid, "SIGKILL");
};

// DevTools over a pipe: messages of JSON that end in a zero byte.
let last = 0;
let unread = "";
const waiting = new Map();
const listeners = new Set();
chromium.stdio[4].setEncoding("utf8").on("data", (data) => {
  const messages = (unread + data).split("\0");
  unread = messages.pop();
  for (const message of messages.map((one) => JSON.parse(one))) {
    if (message.id) {
      const { resolve, reject } = waiting.get(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    } else for (const listener of listeners) listener(message);
  }
});
const send = (method, params = {}, sessionId = undefined) =>
  new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    chromium.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId }) + "\0");
  });

// A tab that remembers all that it should not have done.
async function tab(path) {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const bad = [];
  const page = pathToFileURL(path).href;
  let loaded = () => {};
  listeners.add(({ method, params, sessionId: from }) => {
    if (from !== sessionId) return;
    if (method === "Runtime.exceptionThrown") bad.push(params.exceptionDetails.text);
    if (method === "Runtime.consoleAPICalled" && params.type === "error") bad.push("console.error");
    if (method === "Log.entryAdded" && params.entry.level === "error") bad.push(params.entry.text);
    if (method === "Page.javascriptDialogOpening") bad.push(`dialog: ${params.message}`);
    if (method === "Network.requestWillBeSent" && params.request.url.split("#")[0] !== page) bad.push(params.request.url);
    if (method === "Page.loadEventFired") loaded();
  });
  const call = (method, params) => send(method, params, sessionId);
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await call(`${domain}.enable`);
  const load = async (hash = "") => {
    const done = new Promise((resolve) => { loaded = resolve; });
    await call("Page.navigate", { url: "about:blank" });
    await done;
    const again = new Promise((resolve) => { loaded = resolve; });
    await call("Page.navigate", { url: page + hash });
    await again;
  };
  const ask = async (expression) => {
    const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
    return result.value;
  };
  const width = (pixels) =>
    call("Emulation.setDeviceMetricsOverride", { width: pixels, height: 900, deviceScaleFactor: 1, mobile: false });
  const shoot = async (name) => {
    // What is below the window is laid out only when it is looked at.
    await ask(`(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(".quarrel { content-visibility: visible }");
      document.adoptedStyleSheets = [sheet];
    })()`);
    const { data } = await call("Page.captureScreenshot", { captureBeyondViewport: true });
    writeFileSync(join(folder, name), Buffer.from(data, "base64"));
  };
  return { bad, call, load, ask, width, shoot };
}

const shown = "[...document.querySelectorAll('.quarrel')].filter((card) => card.checkVisibility()).length";
const choose = (name, value) =>
  `(() => { const field = document.forms.filters.elements[${JSON.stringify(name)}];
     field.value = ${JSON.stringify(value)}; field.dispatchEvent(new Event("input", { bubbles: true })); })()`;

async function looksRight(page, name) {
  for (const pixels of [1280, 400]) {
    await page.width(pixels);
    await page.load();
    assert.ok((await page.ask("document.documentElement.scrollWidth")) <= pixels, `${name} fits ${pixels} pixels`);
    await page.shoot(`${name}-${pixels}.png`);
  }
  const { data } = await page.call("Page.printToPDF", { preferCSSPageSize: true });
  assert.ok(Buffer.from(data, "base64").length > 10_000, `${name} prints`);
}

async function readsTheCase() {
  const page = await tab(libya);
  await looksRight(page, "libya");
  await page.width(1280);
  await page.load();
  const all = await page.ask("document.querySelectorAll('.quarrel').length");
  assert.ok(all > 5 && (await page.ask(shown)) === all, "every quarrel is shown");
  assert.match(await page.ask("document.querySelector('.verdict').textContent"), /contradictions/);
  assert.ok((await page.ask("document.querySelectorAll('svg rect.bar').length")) > 20, "the timeline has bars");
  assert.notEqual(await page.ask("getComputedStyle(document.querySelector('.quarrel')).borderLeftWidth"), "1px", "it has its style");

  // Who says what: a source that is silent, one that denies, and the way to the quarrel.
  for (const [what, selector] of [["says so", ".facts td.yes"], ["denies", ".facts td.no"], ["is silent", ".facts td.silent"]])
    assert.ok((await page.ask(`document.querySelectorAll("${selector}").length`)) > 0, `some source ${what}`);
  assert.ok((await page.ask("document.querySelectorAll('.facts th a[href^=\"#q-\"]').length")) > 3, "facts lead to their quarrels");

  // A passage in the text of its source, with words around it.
  const context = await page.ask(`(() => {
    const text = document.querySelector(".quarrel .text");
    text.closest("details").open = true;
    return { all: text.innerText.length, passage: text.querySelector("mark").innerText, seen: text.checkVisibility() };
  })()`);
  assert.ok(context.seen && context.all > context.passage.length + 100, "a passage stands in its text");

  await page.ask(choose("severity", "tension"));
  const tensions = await page.ask(shown);
  assert.ok(tensions > 0 && tensions < all, "the filter by severity");
  assert.match(await page.ask("document.getElementById('shown').textContent"), / of /);
  await page.ask(choose("severity", ""));
  await page.ask(choose("source", "libya_review"));
  const ofSource = await page.ask(shown);
  assert.ok(ofSource > 0 && ofSource < all, "the filter by source");
  await page.ask(choose("source", ""));
  await page.ask(choose("about", "hishri_appearance"));
  assert.equal(await page.ask(shown), 1, "the filter by event");
  await page.ask(choose("about", "government_plane"));
  assert.equal(await page.ask(shown), 1, "the filter by value");
  await page.ask(choose("about", ""));
  await page.ask(choose("text", "private jet"));
  assert.ok((await page.ask(shown)) < all, "the filter by words");
  await page.ask("document.querySelector('button[type=reset]').click()");
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await page.ask(shown), all, "all is shown again");
  await page.ask(choose("about", "hishri_appearance"));

  // A deep link to what a filter hides shows it.
  const hidden = await page.ask("[...document.querySelectorAll('.quarrel')].find((card) => card.hidden).id");
  await page.ask(`location.hash = ${JSON.stringify(hidden)}`);
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await page.ask(shown), all, "a deep link takes the filters off");
  await page.load(`#${hidden}`);
  const top = await page.ask(`document.getElementById(${JSON.stringify(hidden)}).getBoundingClientRect().top`);
  assert.ok(top > -50 && top < 900, `a deep link leads to its quarrel, not ${top} pixels away`);

  await page.call("Emulation.setScriptExecutionDisabled", { value: true });
  await page.load();
  assert.equal(await page.ask(shown), all, "without scripts every quarrel is shown");
  assert.equal(await page.ask("document.forms.filters.checkVisibility()"), false, "and no filter that does nothing");
  assert.deepEqual(page.bad, [], "nothing went wrong and nothing was fetched");
}

async function isSafe() {
  const page = await tab(hostile);
  await looksRight(page, "hostile");
  const handlers = await page.ask(
    "[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames()).filter((name) => name.startsWith('on') || name === 'style')",
  );
  assert.deepEqual(handlers, [], "no handler, no style attribute");
  assert.equal(await page.ask("document.querySelectorAll('script, iframe, img, base, link, object').length"), 1, "one script, ours");
  const links = await page.ask("[...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))");
  for (const link of links) assert.match(link, /^(#|https?:\/\/)/);
  const raw = await page.ask(String.raw`/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/.test(document.documentElement.outerHTML)`);
  assert.equal(raw, false, "nothing invisible");
  assert.match(await page.ask("document.body.innerText"), /<script>alert\('passage'\)<\/script>/);
  assert.deepEqual(page.bad, [], "nothing ran and nothing was fetched");
}

async function isQuick() {
  const page = await tab(many);
  await page.width(1280);
  const begin = Date.now();
  await page.load();
  assert.equal(await page.ask("document.querySelectorAll('.quarrel').length"), 2000, "every quarrel is there");
  await page.ask(choose("text", "number 77"));
  assert.equal(await page.ask(shown), 11, "the filter by words");
  const seconds = (Date.now() - begin) / 1000;
  console.log(`2 000 quarrels in ${seconds} s`);
  // About two on a machine with nothing else to do.
  assert.ok(seconds < 20, `2 000 quarrels took ${seconds} s`);
  assert.deepEqual(page.bad, [], "nothing went wrong");
}

const late = setTimeout(() => { console.error("the browser took too long"); end(); process.exit(1); }, 120_000);
try {
  await readsTheCase();
  await isSafe();
  await isQuick();
  console.log("the reports hold in a browser");
} finally {
  clearTimeout(late);
  end();
  await closed;
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    // What is left of a profile says nothing about the reports.
    console.warn(`${profile} is left: ${error.code}`);
  }
}
