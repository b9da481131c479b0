// Apollo Client, which asks by its own link and subscribes through graphql-sse.
import assert from "node:assert/strict";
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache, Observable } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { print } from "graphql";
import { createClient } from "graphql-sse";
import { article, CHANGES, checkChanges, checkCompany, checkMistake, checkPages, checkSeed, COMPANY, headers, mistaken, named, NODE, PAGE, queue, SEED, url, WRONG } from "./world.js";

const client = "apollo";
const sse = createClient({ url, headers });
const listen = new ApolloLink(
  ({ query, variables, operationName }) => new Observable((sink) => sse.subscribe({ query: print(query), variables, operationName }, sink)),
);
const apollo = new ApolloClient({
  link: ApolloLink.split(({ operationType }) => operationType === "subscription", listen, new HttpLink({ uri: url, headers })),
  cache: new InMemoryCache({
    possibleTypes: await possibleTypes(),
    typePolicies: { Query: { fields: { companies: relayStylePagination(["where"]) } } },
  }),
});

/** The types of each interface and union, as the server tells them. */
async function possibleTypes() {
  const query = "{ __schema { types { kind name possibleTypes { name } } } }";
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ query }) });
  const { types } = (await response.json()).data.__schema;
  return Object.fromEntries(types.filter((type) => type.possibleTypes).map((type) => [type.name, type.possibleTypes.map(({ name }) => name)]));
}

const ask = async (query, variables, fetchPolicy) => (await apollo.query({ query: gql(query), variables, fetchPolicy })).data;
const seed = async (text) => (await apollo.mutate({ mutation: gql(SEED), variables: { input: { text } } })).data;

const since = new Date().toISOString();
checkSeed(await seed(article(client, "10 %", "2025-01-02")), client);
checkMistake(await seed(mistaken(client)));
checkCompany(await ask(COMPANY, { slug: `${client}-lab` }), client, "10 %");

const pages = apollo.watchQuery({ query: gql(PAGE), variables: { where: named(client), first: 2 } });
const shown = queue();
const watching = pages.subscribe(({ data, loading }) => loading || shown.push(data));
const first = await shown.next();
await pages.fetchMore({ variables: { after: first.companies.pageInfo.endCursor } });
checkPages((await shown.next()).companies.edges, client);
watching.unsubscribe();

const changes = queue();
const listening = apollo
  .subscribe({ query: gql(CHANGES), variables: { of: [`company:${client}-lab`], since } })
  .subscribe(({ data, error }) => changes.push(error ?? data.changes));
await checkChanges(client, since, changes, seed);
listening.unsubscribe();

// What is read again by its id changes wherever the record is shown.
const stake = `stake:${client}-firm.${client}-lab`;
await ask(NODE, { id: stake }, "network-only");
checkCompany(apollo.readQuery({ query: gql(COMPANY), variables: { slug: `${client}-lab` } }), client, "12 %");
assert.equal(apollo.cache.extract()[`Stake:${stake}`].share.text, "12 %");

const error = await ask(WRONG).catch((error) => error);
assert.ok(CombinedGraphQLErrors.is(error), String(error));
assert.equal(error.errors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");
apollo.stop();
sse.dispose();
