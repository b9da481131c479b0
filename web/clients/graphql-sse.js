// graphql-sse in its usual mode, that of distinct connections: every operation is a stream of its own.
import assert from "node:assert/strict";
import { createClient } from "graphql-sse";
import { article, CHANGES, checkChanges, checkCompany, checkMistake, checkSeed, COMPANY, headers, mistaken, queue, SEED, url, WRONG } from "./world.js";

const client = "graphql-sse";
const sse = createClient({ url, headers });

/** Runs a query or mutation, which has one answer and is complete. */
async function ask(query, variables) {
  const answers = [];
  for await (const answer of sse.iterate({ query, variables })) answers.push(answer);
  assert.equal(answers.length, 1);
  return answers[0];
}

const since = new Date().toISOString();
checkSeed((await ask(SEED, { input: { text: article(client, "10 %", "2025-01-02") } })).data, client);
checkMistake((await ask(SEED, { input: { text: mistaken(client) } })).data);
checkCompany((await ask(COMPANY, { slug: `${client}-lab` })).data, client, "10 %");
assert.equal((await ask(WRONG)).errors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");

const changes = queue();
const leave = sse.subscribe(
  { query: CHANGES, variables: { of: [`company:${client}-lab`], since } },
  { next: ({ data }) => changes.push(data.changes), error: (error) => changes.push(error), complete: () => {} },
);
await checkChanges(client, since, changes, (text) => ask(SEED, { input: { text } }));
leave();
sse.dispose();
