package ownership

// table is the votes of a group by company: an open hash with a place for twice as
// many companies as it holds. The groups of a million stakes make it worth its
// while.
type table struct {
	companies []node // nobody where a place is free; a power of two of them
	votes     []tally
	used      int
}

// newTable has room for some companies.
func newTable(companies int) *table {
	size := 4
	for size < 2*companies {
		size *= 2
	}
	t := &table{companies: make([]node, size), votes: make([]tally, size)}
	for i := range t.companies {
		t.companies[i] = nobody
	}
	return t
}

// place is where a company is, or the free place where it belongs.
func (t *table) place(company node) int {
	mask := len(t.companies) - 1
	at := int(uint32(company)*2654435769>>7) & mask // Knuth's multiplicative hash.
	for t.companies[at] != company && t.companies[at] != nobody {
		at = (at + 1) & mask
	}
	return at
}

// add gives the sum with what was there.
func (t *table) add(company node, votes tally) tally {
	at := t.place(company)
	if t.companies[at] == nobody {
		if 2*(t.used+1) > len(t.companies) {
			t.grow()
			at = t.place(company)
		}
		t.companies[at] = company
		t.used++
	}
	t.votes[at] = t.votes[at].plus(votes)
	return t.votes[at]
}

func (t *table) grow() {
	larger := newTable(len(t.companies))
	for i, company := range t.companies {
		if company != nobody {
			at := larger.place(company)
			larger.companies[at], larger.votes[at] = company, t.votes[i]
		}
	}
	larger.used = t.used
	*t = *larger
}

// of is the votes in a company.
func (t *table) of(company node) tally { return t.votes[t.place(company)] }

// size is how many companies are in it; a table that is not there has none.
func (t *table) size() int {
	if t == nil {
		return 0
	}
	return t.used
}
