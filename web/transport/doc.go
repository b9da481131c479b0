// Package transport speaks GraphQL over HTTP: it takes a request apart, decides
// whether it may run, runs it through gqlgen's executor and writes the answer.
// It knows nothing of companies or stakes; of the domain it knows one type,
// graph.Error, which it turns into errors that clients may see.
//
// A request passes these stations, each a file, and any of them may end it:
//
//	observe.go   gives it an id, counts it, writes one line to the log
//	origins.go   answers browsers of other sites (only when origins are configured)
//	keys.go      finds out who asks: an API key, nobody, or a wrong key (401)
//	endpoint.go  the order of the rest
//	accept.go    chooses the media type of the answer (406)
//	body.go      reads query, operation name and variables (400, 405, 408, 413, 415)
//	tokens.go    counts and checks tokens before anything is parsed
//	shape.go     measures depth, aliases, directives before anything is validated
//	guard.go     holds the measures, and the cost, against the limits
//	errors.go    decides what a client is told and what only the log is told
//	answer.go    writes the answer
//	stream.go    writes the answers to a subscription, as server-sent events
//
// # Status codes
//
// A client that accepts application/graphql-response+json gets 400 when the
// operation could not start (syntax, validation, variables, limits), 401 when a
// mutation came without a key, and 200 once execution began. A client that
// accepts application/json, or names no type, gets 200 for every well-formed
// request. Either way the answer has a key "data" only if execution began, and
// whatever is wrong with the HTTP request itself has its usual status.
//
// # Codes
//
// Every error carries extensions.code, one of this closed set:
//
//	GRAPHQL_PARSE_FAILED       the document is not GraphQL
//	GRAPHQL_VALIDATION_FAILED  the document or its variables do not fit the schema
//	BAD_USER_INPUT             a value is wrong; trying again does not help
//	NOT_FOUND                  what was asked for by name or id is not there
//	CONFLICT                   the input contradicts what is stored
//	AMBIGUOUS                  several things fit; the message lists them
//	LIMIT_EXCEEDED             the request is larger than a published limit
//	UNAVAILABLE                the store cannot be reached; try again
//	UNAUTHENTICATED            an API key is needed, or the one shown is not known
//	FORBIDDEN                  the caller is known and may not do this
//	TIMEOUT                    the time of the operation, or of sending it, ran out
//	CANCELLED                  the client went away
//	INTERNAL                   a defect; quote extensions.requestId
//	BAD_REQUEST                the HTTP request is not a GraphQL request
//	METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE as in HTTP
//
// An error that concerns a place in the input has it in extensions.place.
//
// # What is left out, and why
//
// No multipart and no urlencoded requests: a page of another site may send them
// without asking first, so they would open mutations to forgery. No
// WebSockets: subscriptions are answered by server-sent events. No batches, no persisted queries, no compression of requests.
package transport
