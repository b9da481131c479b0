import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Runs one Neo4j for one Go test process: BoltServer DIRECTORY, with the
 * settings in DIRECTORY/neo4j.conf and everything else below DIRECTORY too.
 *
 * It prints "ready PORT" once Bolt answers. The parent holds the other end of
 * standard input. The line "stop" closes the database and keeps the directory.
 * End of input without it means that the parent is gone: the server ends as
 * well and deletes the directory, which nobody will ask for again.
 */
public class BoltServer {
    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        // The watcher runs before the database does, for the parent may die while it starts.
        CompletableFuture<DatabaseManagementService> started = new CompletableFuture<>();
        Thread watcher = new Thread(() -> watch(directory, started), "parent watcher");
        watcher.setDaemon(true);
        watcher.start();
        try {
            DatabaseManagementService dbms = new DatabaseManagementServiceBuilder(directory)
                    .loadPropertiesFromFile(directory.resolve("neo4j.conf"))
                    .build();
            started.complete(dbms);
            GraphDatabaseAPI database = (GraphDatabaseAPI) dbms.database("neo4j");
            System.out.println("ready " + database.getDependencyResolver()
                    .resolveDependency(ConnectorPortRegister.class)
                    .getLocalAddress(ConnectorType.BOLT)
                    .getPort());
        } catch (Throwable failure) {
            // Threads that did start would keep a server without a port alive.
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void watch(Path directory, CompletableFuture<DatabaseManagementService> started) {
        boolean asked = false;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            for (String line; !asked && (line = in.readLine()) != null; ) {
                asked = line.equals("stop");
            }
        } catch (IOException gone) {
            // A broken pipe says the same as its end.
        }
        try {
            if (asked) {
                started.join().shutdownDatabase("neo4j");
            } else {
                delete(directory);
            }
        } finally {
            // An orderly end waits ten seconds for idle network threads. The
            // data is closed at this point, or deleted.
            Runtime.getRuntime().halt(0);
        }
    }

    /** Files may still be made while others are deleted, hence the second and third try. */
    private static void delete(Path directory) {
        for (int attempt = 0; attempt < 3 && Files.exists(directory); attempt++) {
            try (var paths = Files.walk(directory)) {
                paths.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            } catch (IOException | RuntimeException changing) {
                // What cannot be deleted in the end stays in the temporary directory.
            }
        }
    }
}
