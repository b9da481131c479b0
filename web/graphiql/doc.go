// Package graphiql serves GraphiQL, the page on which people write queries and read the schema, from files inside
// the binary: neither the page nor the browser needs any other host.
//
// [Page] is the page and belongs at the endpoint's own path, for a browser's GET; [Assets] is all it loads and belongs
// at [AssetsPath]:
//
//	mux.Handle("/graphql", …)               // hands a GET that accepts text/html to graphiql.Page("/graphql", examples)
//	mux.Handle(graphiql.AssetsPath, graphiql.Assets())
//
// The files in dist are built by npm from package-lock.json, index.html and src, and are committed; README.md says how
// to build them again. An asset's name contains a hash of its content, so that browsers may keep it for ever.
package graphiql
