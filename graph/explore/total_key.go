package explore

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"capgraph/graph"
)

// Dimension is what records are grouped by.
type Dimension string

// The dimensions of totals.
const (
	ByCountry  Dimension = "COUNTRY"  // of the target, of the places of the money, or of the site
	ByYear     Dimension = "YEAR"     // in which it was announced, else took its first dated step, else was completed or is to run
	ByInvestor Dimension = "INVESTOR" // the acquirers of an acquisition, the investors of an investment
	ByKind     Dimension = "KIND"     // whether it is an acquisition, an investment or a datacenter
	ByType     Dimension = "TYPE"     // the sort of deal or investment, the level of a site
	ByStatus   Dimension = "STATUS"   // the last step that may have been taken by the day
	ByModality Dimension = "MODALITY" // how the best source says it
	ByBasis    Dimension = "BASIS"    // what the amount is
	ByCurrency Dimension = "CURRENCY" // of the amount, before conversion
)

// The dimensions of the capacity ledger, beside ByCountry.
const (
	BySite       Dimension = "SITE"
	ByOwnerGroup Dimension = "OWNER_GROUP" // the head of the group that the owner belongs to
	ByOwner      Dimension = "OWNER"
	ByOperator   Dimension = "OPERATOR"
	ByUser       Dimension = "USER"
	ByDeveloper  Dimension = "DEVELOPER"
)

// GroupKey is where a group stands in one dimension. State is Known with a value,
// else in which way the value is missing, and empty where no source speaks of it.
type GroupKey struct {
	By    Dimension
	Value string // an id for parties and sites, a code or token otherwise
	State graph.ValueState
}

// knownKey is the key of a value.
func knownKey(by Dimension, value string) GroupKey {
	return GroupKey{By: by, Value: value, State: graph.Known}
}

// compareKeys orders known values first, then those that are missing in some
// way, and last those of which no source speaks.
func compareKeys(a, b []GroupKey) int {
	return slices.CompareFunc(a, b, func(a, b GroupKey) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), strings.Compare(a.Value, b.Value), strings.Compare(string(a.State), string(b.State)))
	})
}

func (k GroupKey) rank() int {
	switch k.State {
	case graph.Known:
		return 0
	case "":
		return 2
	}
	return 1
}

// placing is the keys that a record has in one dimension, or in all. Of
// several, each is right for a joint amount, and each may be for one that is unsplit.
type placing struct {
	keys    [][]GroupKey
	joint   bool
	unsplit bool
}

// times combines the keys in two dimensions.
func (p placing) times(other placing) placing {
	product := placing{joint: p.joint || other.joint, unsplit: p.unsplit || other.unsplit}
	for _, a := range p.keys {
		for _, b := range other.keys {
			product.keys = append(product.keys, slices.Concat(a, b))
		}
	}
	return product
}

func keyed(keys ...GroupKey) placing {
	p := placing{}
	for _, key := range keys {
		p.keys = append(p.keys, []GroupKey{key})
	}
	return p
}

// placings are the functions that find the keys of a record in a dimension.
var placings = map[Dimension]func(*money, *graph.Record) placing{
	ByCountry:  (*money).country,
	ByYear:     (*money).year,
	ByInvestor: (*money).investors,
	ByKind: func(_ *money, r *graph.Record) placing {
		return keyed(knownKey(ByKind, strings.ToUpper(string(r.Kind))))
	},
	ByType:     func(m *money, r *graph.Record) placing { return keyed(tokenKey(ByType, r, m.sort)) },
	ByModality: func(m *money, r *graph.Record) placing { return keyed(tokenKey(ByModality, r, "modality")) },
	ByBasis: func(m *money, r *graph.Record) placing {
		amount, _ := graph.One[graph.Money](r, m.amount)
		return keyed(textKey(ByBasis, string(amount.Basis)))
	},
	ByCurrency: func(m *money, r *graph.Record) placing {
		amount, told := graph.One[graph.Money](r, m.amount)
		if told && amount.State != graph.Known {
			return keyed(GroupKey{By: ByCurrency, State: amount.State})
		}
		return keyed(textKey(ByCurrency, amount.Currency))
	},
}

func tokenKey(by Dimension, r *graph.Record, field string) GroupKey {
	token, _ := graph.One[graph.Token](r, field)
	return textKey(by, string(token))
}

// textKey is the key of a value, that of silence for an empty one.
func textKey(by Dimension, text string) GroupKey {
	if text == "" {
		return GroupKey{By: by}
	}
	return knownKey(by, text)
}

func (m *money) country(r *graph.Record) placing {
	switch r.Kind {
	case "acquisition":
		for _, id := range r.Refs("target") {
			if target := r.Far[id]; target != nil {
				return keyed(tokenKey(ByCountry, target, "country"))
			}
		}
		return keyed(GroupKey{By: ByCountry})
	case "datacenter":
		location, _ := graph.One[graph.Place](r, "location")
		return keyed(textKey(ByCountry, location.Country))
	}
	var codes []string
	for _, spent := range graph.All[graph.Place](r, "place") {
		codes = append(codes, spent.Country)
	}
	return scattered(ByCountry, codes)
}

// scattered is the keys of an amount over several values, in order.
func scattered(by Dimension, values []string) placing {
	slices.Sort(values)
	values = slices.Compact(values)
	if len(values) == 0 {
		return keyed(GroupKey{By: by})
	}
	p := placing{unsplit: len(values) > 1}
	for _, value := range values {
		p.keys = append(p.keys, []GroupKey{textKey(by, value)})
	}
	return p
}

// maxYears is over how many years an amount is spread; a date that allows more
// does not tell the year.
const maxYears = 10

func (m *money) year(r *graph.Record) placing {
	date, dated := m.date(r)
	if !dated {
		return keyed(GroupKey{By: ByYear})
	}
	first, last := date.Earliest(), date.Latest()
	if first.IsOpen() || last.IsOpen() || last.Time().Year()-first.Time().Year() >= maxYears {
		return keyed(GroupKey{By: ByYear, State: graph.Unknown})
	}
	var years []string
	for year := first.Time().Year(); year <= last.Time().Year(); year++ {
		years = append(years, strconv.Itoa(year))
	}
	return scattered(ByYear, years)
}

func (m *money) investors(r *graph.Record) placing {
	refs := graph.All[graph.Ref](r, m.payer)
	if len(refs) == 0 {
		return keyed(GroupKey{By: ByInvestor})
	}
	p := placing{joint: len(refs) > 1}
	for _, ref := range refs {
		p.keys = append(p.keys, []GroupKey{{By: ByInvestor, Value: ref.ID, State: ref.Missing()}})
	}
	return p
}
