package neo4jtest

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
)

//go:embed pom.xml
var pom []byte

//go:embed BoltServer.java
var source []byte

// program is what it takes to launch a server.
type program struct {
	java      string // the executable
	classpath string
}

// install returns an installed server, fetching and compiling what the cache
// lacks. Processes that install at the same time wait for the first of them,
// for Maven's own cache cannot be shared; what is half done is never seen,
// because each part gets its name when it is whole.
func install() (program, error) {
	java, err := findJava("java")
	if err != nil {
		return program{}, err
	}
	root, err := cacheRoot()
	if err != nil {
		return program{}, err
	}
	root = filepath.Join(root, "neo4j-"+version())
	unlock, err := lock(root + ".lock")
	if err != nil {
		return program{}, err
	}
	defer unlock()

	jars := filepath.Join(root, "lib")
	if err := provide(jars, fetch); err != nil {
		return program{}, err
	}
	classpath := filepath.Join(jars, "*")
	classes := filepath.Join(root, fmt.Sprintf("server-%.6x", sha256.Sum256(source)))
	compile := func(directory string) error { return compile(directory, classpath) }
	if err := provide(classes, compile); err != nil {
		return program{}, err
	}
	return program{java: java, classpath: classes + string(os.PathListSeparator) + classpath}, nil
}

// version reads Neo4j's version from pom.xml, the only place that names it.
func version() string {
	return string(regexp.MustCompile(`<neo4j.version>(.+)</neo4j.version>`).FindSubmatch(pom)[1])
}

// cacheRoot returns capgraph's folder in the user's cache directory, and makes it.
func cacheRoot() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	root := filepath.Join(cache, "capgraph")
	return root, os.MkdirAll(root, 0o755)
}

// provide fills a directory by fill unless it is there already.
func provide(directory string, fill func(directory string) error) error {
	if _, err := os.Stat(directory); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(directory), 0o755); err != nil {
		return err
	}
	draft, err := os.MkdirTemp(filepath.Dir(directory), "draft-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(draft)
	if err := fill(draft); err != nil {
		return err
	}
	return os.Rename(draft, directory)
}

// fetch copies the jars that pom.xml lists into directory.
func fetch(directory string) error {
	maven, err := exec.LookPath("mvn")
	if err != nil {
		return fmt.Errorf("%w: Maven (mvn); with it the server is fetched by itself", errMissing)
	}
	list := filepath.Join(directory, "pom.xml")
	if err := os.WriteFile(list, pom, 0o600); err != nil {
		return err
	}
	if text, err := exec.Command(maven, "--quiet", "--batch-mode", "--file", list, "dependency:copy-dependencies",
		"-DincludeScope=runtime", "-DoutputDirectory="+directory).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: the jars of Neo4j, which Maven could not fetch: %w\n%s", errMissing, err, text)
	}
	return os.Remove(list)
}

// compile compiles BoltServer.java into directory.
func compile(directory, classpath string) error {
	javac, err := findJava("javac")
	if err != nil {
		return err
	}
	file := filepath.Join(directory, "BoltServer.java")
	if err := os.WriteFile(file, source, 0o600); err != nil {
		return err
	}
	text, err := exec.Command(javac, "-d", directory, "-cp", classpath, file).CombinedOutput()
	if err != nil {
		return fmt.Errorf("compile BoltServer.java: %w\n%s", err, text)
	}
	return nil
}

// findJava returns an executable of the JDK that JAVA_HOME or PATH leads to,
// provided that it is new enough for Neo4j.
func findJava(name string) (string, error) {
	path := name
	if home := os.Getenv("JAVA_HOME"); home != "" {
		path = filepath.Join(home, "bin", name)
	}
	path, err := exec.LookPath(path)
	if err != nil {
		return "", fmt.Errorf("%w: %s of a JDK, 17 or newer, on PATH or in JAVA_HOME", errMissing, name)
	}
	text, err := exec.Command(path, "--version").CombinedOutput()
	if err != nil { // Java 8 does not know the option
		return "", fmt.Errorf("%w: a JDK, 17 or newer; %s --version says %q", errMissing, path, text)
	}
	major, _ := strconv.Atoi(string(bytes.TrimSpace(regexp.MustCompile(`\d+`).Find(text))))
	if major < 17 {
		return "", fmt.Errorf("%w: a JDK, 17 or newer; %s is %d", errMissing, path, major)
	}
	return path, nil
}
