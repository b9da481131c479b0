// Relay's runtime with its own store; the documents are compiled before, see relay/documents.js.
import assert from "node:assert/strict";
import { createClient } from "graphql-sse";
import relay from "relay-runtime";
import CHANGES from "./relay/__generated__/documentsChangesSubscription.graphql.js";
import LAB from "./relay/__generated__/documentsLabQuery.graphql.js";
import PAGE from "./relay/__generated__/documentsPageQuery.graphql.js";
import REFETCH from "./relay/__generated__/documentsRefetchQuery.graphql.js";
import SEED from "./relay/__generated__/documentsSeedMutation.graphql.js";
import { article, checkChanges, checkCompany, checkMistake, checkPages, checkSeed, headers, mistaken, named, queue, url } from "./world.js";

const { commitMutation, createOperationDescriptor, Environment, fetchQuery, Network, Observable, RecordSource, requestSubscription, Store } = relay;

const client = "relay";
const warnings = [];
console.error = (...words) => warnings.push(words.join(" ")); // How Relay warns.

const sse = createClient({ url, headers });
const network = Network.create(
  async ({ text, name }, variables) => {
    const body = JSON.stringify({ query: text, variables, operationName: name });
    const response = await fetch(url, { method: "POST", headers: { ...headers, "content-type": "application/json" }, body });
    return response.json();
  },
  ({ text, name }, variables) => Observable.create((sink) => sse.subscribe({ query: text, operationName: name, variables }, sink)),
);
const environment = new Environment({ network, store: new Store(new RecordSource(), { gcReleaseBufferSize: 100 }) });

/** Fetches and keeps what was fetched, as a mounted component does. */
async function ask(document, variables) {
  const operation = createOperationDescriptor(document, variables);
  environment.retain(operation);
  await fetchQuery(environment, document, variables, { fetchPolicy: "network-only" }).toPromise();
  return kept(document, variables);
}

const kept = (document, variables) => environment.lookup(createOperationDescriptor(document, variables).fragment).data;

const seed = (text) =>
  new Promise((onCompleted, onError) => commitMutation(environment, { mutation: SEED, variables: { input: { text } }, onCompleted, onError }));

const since = new Date().toISOString();
checkSeed(await seed(article(client, "10 %", "2025-01-02")), client);
checkMistake(await seed(mistaken(client)));
checkCompany(await ask(LAB, { slug: `${client}-lab` }), client, "10 %");

const first = await ask(PAGE, { where: named(client), first: 2 });
const both = await ask(PAGE, { where: named(client), first: 2, after: first.companies.pageInfo.endCursor });
checkPages(both.companies.edges, client);

const changes = queue();
const listening = requestSubscription(environment, {
  subscription: CHANGES,
  variables: { of: [`company:${client}-lab`], since },
  onNext: (data) => changes.push(data.changes),
  onError: (error) => changes.push(error),
});
await checkChanges(client, since, changes, seed);
listening.dispose();

// What is read again by its id changes wherever the record is shown.
await ask(REFETCH, { id: `stake:${client}-firm.${client}-lab` });
checkCompany(kept(LAB, { slug: `${client}-lab` }), client, "12 %");

const refused = await fetchQuery(environment, LAB, { slug: null }).toPromise().catch((error) => error);
assert.equal(refused.source.errors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");
assert.deepEqual(warnings, []);
sse.dispose();
