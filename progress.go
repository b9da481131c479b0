package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"capgraph/seed"
)

// messages is where the program speaks to the person who started it: standard
// error.
type messages struct{ io.Writer }

// isTerminal says whether somebody looks at what is written.
func (m messages) isTerminal() bool {
	file, ok := m.Writer.(*os.File)
	return ok && isatty.IsTerminal(file.Fd())
}

// progress shows a person how far a load is: a bar with the rate and the time
// left. Where nobody looks it only says that it waits.
type progress struct {
	says            messages
	bar             *progressbar.ProgressBar // nil where nobody looks
	articles, facts int
	undecided       int // articles that wait for a decision

	printing sync.Mutex // what is printed, and the bar
}

// newProgress begins a load of so many bytes, -1 when that is not known.
func newProgress(says messages, size int64) *progress {
	p := &progress{says: says}
	if says.isTerminal() {
		p.bar = progressbar.NewOptions64(size, progressbar.OptionSetWriter(says), progressbar.OptionShowBytes(true), progressbar.OptionShowTotalBytes(true),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionSetWidth(20), progressbar.OptionUseANSICodes(true))
	}
	return p
}

// add takes account of an article.
func (p *progress) add(result seed.Result) {
	report := result.Report
	p.articles++
	p.facts += report.Created + report.Changed + report.Unchanged + report.Conflicting + report.Refused + report.Waiting
	if report.Waiting > 0 {
		p.undecided++
	}
	if read, counted := result.Tag.(int64); counted && p.bar != nil {
		p.bar.Describe(p.done())
		_ = p.bar.Set64(read)
	}
}

func (p *progress) done() string {
	text := fmt.Sprintf("%d articles, %d facts", p.articles, p.facts)
	if p.undecided > 0 {
		text += fmt.Sprintf(", %d waiting", p.undecided)
	}
	return text
}

// at shows how many bytes are done while no article is. It may be called while
// other methods run.
func (p *progress) at(done int64) {
	if p.bar != nil {
		p.printing.Lock()
		defer p.printing.Unlock()
		_ = p.bar.Set64(done)
	}
}

// aside prints lines without mixing them with the bar.
func (p *progress) aside(print func()) {
	p.printing.Lock()
	defer p.printing.Unlock()
	if p.bar != nil {
		_ = p.bar.Clear()
	}
	print()
}

// waiting says that the store cannot be reached.
func (p *progress) waiting(why error) {
	p.aside(func() { fmt.Fprintf(p.says, "the store is not reachable, trying again: %v\n", why) })
}

func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Exit()
	}
}
