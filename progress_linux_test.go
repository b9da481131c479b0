package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// terminal opens a pseudo-terminal, and returns the side of the program and a
// function that ends it and returns what was shown.
func terminal(t *testing.T) (*os.File, func() string) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("there are no terminals here")
	}
	var number, locked int32
	for request, arg := range map[uintptr]*int32{syscall.TIOCGPTN: &number, syscall.TIOCSPTLCK: &locked} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, screen.Fd(), request, uintptr(unsafe.Pointer(arg))); errno != 0 {
			t.Skip("there are no terminals here")
		}
	}
	program, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	shown := make(chan string)
	go func() {
		var all bytes.Buffer
		_, _ = io.Copy(&all, screen) // Ends with an error when the program's side is closed.
		shown <- all.String()
	}()
	return program, func() string {
		program.Close()
		defer screen.Close()
		return <-shown
	}
}

func TestSeedShowsProgressToAPerson(t *testing.T) {
	var text strings.Builder
	for i := range 1500 {
		text.WriteString(articleOf(fmt.Sprintf("note-%d", i), fmt.Sprintf("Company %d", i), "anvils"))
	}
	program, shown := terminal(t)
	var out bytes.Buffer
	err := run(context.Background(), []string{"--store", newStore(t), "seed", fileOf(t, "lines.jsonl", text.String()+"{}\n")}, &out, program)
	bar := shown()
	if fmt.Sprint(err) != "exit status 1" || !strings.Contains(bar, "articles, ") || !strings.Contains(bar, "% ") || !strings.Contains(bar, "/s") {
		t.Errorf("got %v and %q, want a bar with the articles, the share and the rate", err, bar)
	}
	if got := strings.Count(out.String(), "\n"); strings.Contains(out.String(), "article:note-1 ") || !strings.Contains(out.String(), ":1501: refused") || got > 6 {
		t.Errorf("got %d lines\n%.1000s\nwant what was refused, and the summary", got, &out)
	}
}

func TestImportShowsProgressToAPerson(t *testing.T) {
	var rows, entities strings.Builder
	rows.WriteString("acquirer_name,company_name,acquired_at\n")
	for i := range 1500 {
		fmt.Fprintf(&rows, "Buyer %d,Target %d,2014\n", i, i)
		fmt.Fprintf(&entities, "{\"id\":\"c%d\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Company %d\"]}}\n", i, i)
	}
	for from, file := range map[string]string{"acquisitions": fileOf(t, "deals.csv", rows.String()), "ftm": fileOf(t, "entities.json", entities.String())} {
		program, shown := terminal(t)
		var out bytes.Buffer
		err := run(context.Background(), []string{"--store", newStore(t), "import", "--from", from, "--size", "100", file}, &out, program)
		bar := shown()
		if err != nil || !strings.Contains(bar, " articles, ") || !strings.Contains(bar, "% ") || !strings.Contains(bar, "/s") {
			t.Errorf("%s: got %v and %q, want a bar with the articles, the share and the rate", from, err, bar)
		}
		if strings.Contains(out.String(), "-0001 created") || !strings.Contains(out.String(), "1500 facts created") {
			t.Errorf("%s: got\n%.1000s\nwant the summary alone", from, &out)
		}
	}
}
