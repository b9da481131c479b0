package neo4jtest

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

//go:embed neo4j.conf
var settings string

// startTimeout is generous: a start takes about ten seconds, and more where
// many test processes share the cores.
const startTimeout = 2 * time.Minute

// process is one Neo4j in a process of its own. It starts no goroutine, so
// that tests which look for leaked ones find none of ours.
type process struct {
	program   program
	directory string // data, settings and logs
	port      int    // 0 until the first start
	command   *exec.Cmd
	stdin     io.WriteCloser // its end tells the server that we are gone
}

// newProcess makes the directory of a server whose user neo4j has the given
// password. It starts nothing.
func newProcess(program program, password string) (*process, error) {
	directory, err := os.MkdirTemp("", "capgraph-neo4j-")
	if err != nil {
		return nil, err
	}
	p := &process{program: program, directory: directory}
	users := filepath.Join(directory, "data", "dbms", "auth.ini")
	if err := os.MkdirAll(filepath.Dir(users), 0o700); err != nil {
		p.discard()
		return nil, err
	}
	if err := os.WriteFile(users, []byte(credential("neo4j", password)), 0o600); err != nil {
		p.discard()
		return nil, err
	}
	return p, nil
}

// credential is the line by which "neo4j-admin dbms set-initial-password" tells
// the first start whom to admit. Setting the password by Cypher instead would
// start the compiler before the first test needs it.
func credential(user, password string) string {
	const rounds = 1024
	salt := make([]byte, 32)
	rand.Read(salt) // never fails
	digest := sha256.Sum256(append(salt[:len(salt):len(salt)], password...))
	for range rounds - 1 {
		digest = sha256.Sum256(digest[:])
	}
	return fmt.Sprintf("%s:SHA-256,%x,%x,%d:\n", user, digest, salt, rounds)
}

// start returns when the server answers. It does nothing when one runs.
func (p *process) start() error {
	if p.command != nil {
		return nil
	}
	conf := fmt.Sprintf("%sserver.bolt.listen_address=127.0.0.1:%d\n", settings, p.port)
	if err := os.WriteFile(filepath.Join(p.directory, "neo4j.conf"), []byte(conf), 0o600); err != nil {
		return err
	}
	log, err := os.Create(filepath.Join(p.directory, "java.log"))
	if err != nil {
		return err
	}
	defer log.Close()
	reader, writer, err := os.Pipe()
	if err != nil {
		return err
	}
	defer reader.Close()

	command := exec.Command(p.program.java, append(javaFlags, "-cp", p.program.classpath, "BoltServer", p.directory)...)
	command.Stdout = writer
	command.Stderr = log
	detach(command)
	stdin, err := command.StdinPipe()
	if err != nil {
		return errors.Join(err, writer.Close())
	}
	err = command.Start()
	writer.Close() // the server alone holds it now, so that reading ends with the server
	if err != nil {
		return err
	}
	p.command, p.stdin = command, stdin
	if err := p.awaitReady(reader); err != nil {
		p.kill()
		return fmt.Errorf("%w\n%s", err, p.logs())
	}
	return nil
}

// javaFlags favour a quick start and little memory over throughput.
var javaFlags = []string{
	"-Xms256m", "-Xmx768m",
	"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
	"--add-opens=java.base/java.nio=ALL-UNNAMED",
	"--add-opens=java.base/java.io=ALL-UNNAMED",
	"--add-opens=java.base/java.lang=ALL-UNNAMED",
	"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
}

// awaitReady reads what the server prints until it says its port.
func (p *process) awaitReady(stdout *os.File) error {
	if err := stdout.SetReadDeadline(time.Now().Add(startTimeout)); err != nil {
		return err
	}
	lines := bufio.NewScanner(stdout)
	for lines.Scan() {
		if _, err := fmt.Sscanf(lines.Text(), "ready %d", &p.port); err == nil {
			return nil
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("neo4j did not start: %w", err)
	}
	return errors.New("neo4j ended while it started")
}

// logs returns what the server left behind, for a person to read.
func (p *process) logs() string {
	var text strings.Builder
	for _, name := range []string{"java.log", "logs/debug.log"} {
		const most = 4000
		content, err := os.ReadFile(filepath.Join(p.directory, name))
		if err != nil {
			continue
		}
		fmt.Fprintf(&text, "--- end of %s\n%s\n", name, content[max(0, len(content)-most):])
	}
	return text.String()
}

// stop ends the server in order. It does nothing when none runs.
func (p *process) stop() error {
	if p.command == nil {
		return nil
	}
	overdue := time.AfterFunc(time.Minute, func() { p.command.Process.Kill() })
	defer overdue.Stop()
	_, asked := io.WriteString(p.stdin, "stop\n")
	ended := p.command.Wait()
	p.command, p.stdin = nil, nil
	return errors.Join(asked, ended)
}

// kill ends the server at once. It does nothing when none runs.
func (p *process) kill() {
	if p.command == nil {
		return
	}
	p.command.Process.Kill()
	p.command.Wait()
	p.command, p.stdin = nil, nil
}

// discard ends the server and deletes its data.
func (p *process) discard() {
	p.kill()
	os.RemoveAll(p.directory)
}
