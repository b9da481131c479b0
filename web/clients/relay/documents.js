// The documents of relay.js, from which `npm run relay` makes __generated__.
import { graphql } from "relay-runtime";

graphql`
  mutation documentsSeedMutation($input: SeedArticleInput!) {
    seedArticle(input: $input) {
      committed
      outcome
      article { id title status }
      facts { record { recordId label } }
      userErrors { message code field line column }
    }
  }
`;

graphql`
  query documentsLabQuery($slug: String!) {
    company(by: { slug: $slug }) {
      id
      name
      owners(first: 5) { nodes { id share { text } owner { __typename id ... on Company { name } } } }
    }
  }
`;

graphql`
  query documentsPageQuery($where: CompanyFilter, $first: Int, $after: String) {
    companies(where: $where, first: $first, after: $after) @connection(key: "documents_companies", filters: ["where"]) {
      edges { cursor node { id name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

graphql`
  query documentsRefetchQuery($id: ID!) {
    node(id: $id) { __typename id ... on Stake { label share { text } } }
  }
`;

graphql`
  subscription documentsChangesSubscription($of: [ID!], $since: DateTime) {
    changes(of: $of, since: $since) { cursor at recordId label reasons fields { field before after } }
  }
`;
