// urql with its normalised cache, which asks by GET where it can and subscribes by itself.
import assert from "node:assert/strict";
import { Client, fetchExchange, gql } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { article, CHANGES, checkChanges, checkCompany, checkMistake, checkPages, checkSeed, COMPANY, headers, mistaken, named, NODE, PAGE, queue, SEED, url, WRONG } from "./world.js";

const client = "urql";
const urql = new Client({
  url,
  fetchOptions: { headers },
  fetchSubscriptions: true,
  exchanges: [
    cacheExchange({
      keys: { Share: () => null, FieldChange: () => null, Change: ({ cursor }) => cursor, SeedArticlePayload: () => null, UserError: () => null },
      resolvers: { Query: { companies: relayPagination() } },
    }),
    fetchExchange,
  ],
});

async function ask(query, variables, context) {
  const { data, error } = await urql.query(gql(query), variables, context);
  if (error) throw error;
  return data;
}

async function seed(text) {
  const { data, error } = await urql.mutation(gql(SEED), { input: { text } });
  if (error) throw error;
  return data;
}

const since = new Date().toISOString();
checkSeed(await seed(article(client, "10 %", "2025-01-02")), client);
checkMistake(await seed(mistaken(client)));
checkCompany(await ask(COMPANY, { slug: `${client}-lab` }), client, "10 %");

const first = await ask(PAGE, { where: named(client), first: 2 });
const both = await ask(PAGE, { where: named(client), first: 2, after: first.companies.pageInfo.endCursor });
checkPages(both.companies.edges, client);

const changes = queue();
const listening = urql
  .subscription(gql(CHANGES), { of: [`company:${client}-lab`], since })
  .subscribe(({ data, error }) => (data || error) && changes.push(error ?? data.changes));
await checkChanges(client, since, changes, seed);
listening.unsubscribe();

// What is read again by its id changes wherever the record is shown.
await ask(NODE, { id: `stake:${client}-firm.${client}-lab` }, { requestPolicy: "network-only" });
checkCompany(await ask(COMPANY, { slug: `${client}-lab` }, { requestPolicy: "cache-only" }), client, "12 %");

const error = await ask(WRONG).catch((error) => error);
assert.equal(error.graphQLErrors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");
