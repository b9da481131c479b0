// Package neo4jtest gives tests a real Neo4j, without Docker and without
// anything to start by hand.
//
// A package whose tests need it writes
//
//	func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }
//
//	func TestSomething(t *testing.T) {
//		server := neo4jtest.Open(t)
//		server.Clear(t)
//		// ... connect to server.URI as server.User with server.Password
//	}
//
// Open shares one server among the tests of a process; New gives a test its own, to
// be stopped, killed and started again. Where the server comes from, in this order:
//
//  1. CAPGRAPH_TEST_NEO4J is the address of a server that someone runs, with
//     CAPGRAPH_TEST_NEO4J_USER (default neo4j) and CAPGRAPH_TEST_NEO4J_PASSWORD.
//     THE TESTS EMPTY ITS DATABASE. Test processes of one machine take turns on it.
//     Only Open uses it: a server of one's own is started as below.
//  2. A JDK, 17 or newer (JAVA_HOME or PATH), and Maven: Neo4j Community is fetched
//     once from Maven Central, as pom.xml says, into the user's cache directory
//     (capgraph/neo4j-VERSION, 125 MB; delete it freely), and runs on a free port of
//     the loopback interface with its data in a temporary directory. It ends with
//     the test process, however that ends.
//  3. Otherwise the test is skipped with a message that starts "NOT RUN: real Neo4j".
//     With CAPGRAPH_TEST_REQUIRE=1, as in CI, it fails instead.
//
// A start takes about ten seconds on two busy cores; heap and page cache are capped at
// 768 and 128 MB. A process that calls neither Open nor New pays nothing.
package neo4jtest
