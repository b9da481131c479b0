// What the scripts share: where the server is, and articles to send it.
import assert from "node:assert/strict";

export const [url, key] = process.argv.slice(2);
export const headers = { authorization: `Bearer ${key}` };

/** A fact file about three companies that are called after the client, and a stake. */
export function article(client, share, revised) {
  return `capgraph: 1
article: {id: ${client}, title: What ${client} sends, type: press, published: 2025-01-01, revised: ${revised}}
entities: {company: {firm: ${client} firm, lab: ${client} lab, other: ${client} other}}
facts:
- stake: {owner: firm, company: lab, share: ${share}}
  at: p1
- company: {is: other, industry: chips}
  at: p2
`;
}

/** A fact file with a mistake in line 5. */
export const mistaken = (client) => article(client, "half", "2025-01-09");

export const SEED = `mutation Seed($input: SeedArticleInput!) {
  seedArticle(input: $input) {
    committed outcome article { __typename id title status } userErrors { message code field line column }
  }
}`;

export const COMPANY = `query Lab($slug: String!) {
  company(by: {slug: $slug}) {
    __typename id name
    owners(first: 5) { nodes { __typename id share { __typename text } owner { __typename id ... on Company { name } } } }
  }
}`;

export const PAGE = `query Page($where: CompanyFilter, $first: Int, $after: String) {
  companies(where: $where, first: $first, after: $after) {
    __typename edges { __typename cursor node { __typename id name } } pageInfo { __typename hasNextPage endCursor }
  }
}`;

export const NODE = `query Refetch($id: ID!) { node(id: $id) { __typename id ... on Stake { label share { __typename text } } } }`;

export const CHANGES = `subscription Changes($of: [ID!], $since: DateTime) {
  changes(of: $of, since: $since) { __typename cursor at recordId label reasons fields { __typename field before after } }
}`;

export const WRONG = `query Wrong { company(by: {slug: "nobody"}) { nothing } }`;

export const named = (client) => ({ name: { contains: client } });

/** Checks what the mutation says of a new article, and of one with a mistake. */
export function checkSeed({ seedArticle: done }, client) {
  assert.equal(done.outcome, "CREATED");
  assert.deepEqual(done.userErrors, []);
  assert.equal(done.article.id, `article:${client}`);
}

export function checkMistake({ seedArticle: refused }) {
  assert.equal(refused.committed, false);
  const [error] = refused.userErrors;
  assert.equal(error.code, "INVALID");
  assert.equal(error.line, 5);
  assert.deepEqual(error.field.slice(0, 2), ["facts", "0"]);
}

export function checkCompany({ company }, client, share) {
  assert.equal(company.id, `company:${client}-lab`);
  const [stake] = company.owners.nodes;
  assert.equal(stake.id, `stake:${client}-firm.${client}-lab`);
  assert.equal(stake.share.text, share);
  assert.equal(stake.owner.name, `${client} firm`);
}

export function checkPages(edges, client) {
  assert.deepEqual(edges.map(({ node }) => node.name), ["firm", "lab", "other"].map((name) => `${client} ${name}`));
}

/** Gives what is pushed to whoever waits, in its order, and fails after 15 s. */
export function queue() {
  const come = [];
  let wake = () => {};
  return {
    push(item) {
      come.push(item);
      wake();
    },
    async next() {
      const deadline = Date.now() + 15_000;
      while (come.length === 0) {
        const left = deadline - Date.now();
        if (left <= 0) throw new Error("nothing came");
        await new Promise((resolve) => {
          wake = resolve;
          setTimeout(resolve, left).unref();
        });
      }
      return come.shift();
    },
  };
}

/**
 * Subscribes since just before the first article, whose changes come first; so
 * the connection stands when the second is sent, whose change must come too.
 */
export async function checkChanges(client, since, changes, seed) {
  const first = await changes.next();
  assert.deepEqual(first.reasons, ["WORLD"]);
  for (let change = first; change.recordId !== `stake:${client}-firm.${client}-lab`; change = await changes.next());
  await seed(article(client, "12 %", "2025-01-03"));
  const change = await changes.next();
  assert.equal(change.recordId, `stake:${client}-firm.${client}-lab`);
  assert.deepEqual(change.reasons, ["SOURCE"]);
  assert.deepEqual(change.fields.map(({ field, before, after }) => [field, before, after]), [["share", "10 %", "12 %"]]);
}
