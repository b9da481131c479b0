// Plain fetch: POST and GET, a subscription read from the body, and errors.
import assert from "node:assert/strict";
import { article, CHANGES, checkChanges, checkCompany, checkMistake, checkPages, checkSeed, COMPANY, headers, mistaken, named, NODE, PAGE, queue, SEED, url, WRONG } from "./world.js";

const client = "fetch";
const json = { ...headers, "content-type": "application/json", accept: "application/graphql-response+json, application/json;q=0.9" };

async function ask(query, variables, init = json) {
  const response = await fetch(url, { method: "POST", headers: init, body: JSON.stringify({ query, variables }) });
  return { status: response.status, type: response.headers.get("content-type"), ...(await response.json()) };
}

/** Yields the answers of an event stream, until it is complete. */
async function* events(body) {
  let text = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split("\n\n");
    text = blocks.pop();
    for (const block of blocks) {
      if (block.startsWith("event: complete")) return;
      if (block.startsWith("event: next")) yield JSON.parse(block.slice(block.indexOf("data:") + 5));
    }
  }
}

const since = new Date().toISOString();
checkSeed((await ask(SEED, { input: { text: article(client, "10 %", "2025-01-02") } })).data, client);
checkMistake((await ask(SEED, { input: { text: mistaken(client) } })).data);
checkCompany((await ask(COMPANY, { slug: `${client}-lab` })).data, client, "10 %");

const byGet = await fetch(`${url}?${new URLSearchParams({ query: NODE, variables: JSON.stringify({ id: `stake:${client}-firm.${client}-lab` }) })}`, { headers: { accept: "*/*" } });
assert.equal((await byGet.json()).data.node.share.text, "10 %");

const edges = [];
for (let after; ; ) {
  const { companies } = (await ask(PAGE, { where: named(client), first: 2, after })).data;
  edges.push(...companies.edges);
  if (!companies.pageInfo.hasNextPage) break;
  after = companies.pageInfo.endCursor;
}
checkPages(edges, client);

const wrong = await ask(WRONG);
assert.deepEqual([wrong.status, wrong.errors[0].extensions.code, "data" in wrong], [400, "GRAPHQL_VALIDATION_FAILED", false]);
const older = await ask(WRONG, {}, { "content-type": "application/json" });
assert.deepEqual([older.status, older.type], [200, "application/json; charset=utf-8"]);
const stranger = await ask(SEED, { input: { text: article(client, "10 %", "2025-01-02") } }, { "content-type": "application/json" });
assert.equal(stranger.errors[0].extensions.code, "UNAUTHENTICATED");

for (const method of ["POST", "GET"]) {
  const changes = queue();
  const variables = { of: [`company:${client}-lab`], since };
  const request = { query: CHANGES, variables };
  const leave = new AbortController();
  const response =
    method === "POST"
      ? await fetch(url, { method, headers: { "content-type": "application/json", accept: "text/event-stream" }, body: JSON.stringify(request), signal: leave.signal })
      : await fetch(`${url}?${new URLSearchParams({ query: CHANGES, variables: JSON.stringify(variables) })}`, { headers: { accept: "text/event-stream" }, signal: leave.signal });
  assert.equal(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
  const listening = (async () => {
    for await (const { data } of events(response.body)) changes.push(data.changes);
  })().catch(() => {}); // It ends when we leave.
  if (method === "POST") await checkChanges(client, since, changes, (text) => ask(SEED, { input: { text } }));
  else assert.equal((await changes.next()).recordId, `company:${client}-firm`.replace("firm", "lab"));
  leave.abort();
  await listening;
}
