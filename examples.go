package main

import "capgraph/web/graphiql"

// examples are the queries that the GraphiQL page offers; they are written for
// the shipped graph.
func examples() []graphiql.Example {
	return []graphiql.Example{
		{Name: "A company and what it holds", Query: `query Holdings {
  company(by: {name: "Meta"}) {
    id
    headquarters { text }
    holdings {
      nodes { label share { text } since { text inferred } company { name } }
    }
  }
}
`},
		{Name: "The proof of a stake", Query: `query Proof {
  stake(by: {id: "stake:meta.scale-ai"}) {
    label
    support { stories publishers }
    claims(field: "share") {
      nodes { citation modality confidence values { field text inferred } note }
    }
  }
}
`},
		{Name: "Deals of more than 10 billion euros", Query: `query Deals {
  acquisitions(
    where: {price: {gte: "10 bn EUR"}}
    certainty: POSSIBLY
    orderBy: {field: PRICE_LOWER, direction: DESC}
  ) {
    totalCount
    edges { match node { label price { text lower upper currency } status } }
  }
}
`},
		{Name: "Datacenters: planned, due, running", Query: `query Sites {
  datacenters {
    nodes {
      name
      status
      overdue
      operational { text latest }
      capacities { text basis stage }
      companies { nodes { role company { name } } }
    }
  }
}
`},
		{Name: "Who moved where", Query: `query Moves {
  moves {
    nodes { label who { name ... on PeopleGroup { headCount { text lower } } } fromCompanies { name } to { name } }
  }
}
`},
		{Name: "Who owns and controls a company", Query: `query Ownership {
  company(by: {name: "Scale AI"}) {
    ownership {
      owners { nodes { owner { name } integrated { text } status } }
      ultimateParent { members { name } reason possible { name } }
      ultimateShares { parts { kind owner { name } share { text } } }
    }
  }
}
`},
		{Name: "What connects two companies", Query: `query Paths {
  paths(from: "company:google", to: "company:scale-ai", first: 3) {
    paths { length confidence hops { links { direction relation { label } } } }
  }
}
`},
		{Name: "Commitments by country, with bounds", Query: `query Totals {
  totals(of: {investments: {}}, groupBy: [COUNTRY], above: "10 bn EUR") {
    groups { nodes { text undisclosed sums { amount { text lower upper } } } }
  }
}
`},
		{Name: "Search, with a typing error", Query: `query Search {
  search(query: "antropic") {
    edges { score matchedName node { __typename id name } }
  }
}
`},
	}
}
