package ownership

import "math/big"

// number is what a walk is computed in. All values are zero or more and are
// only added, multiplied and divided, never subtracted, so that a rounded
// result is as good relative to its size as what it was made from.
type number[N any] interface {
	plus(N) N
	times(N) N
	over(N) N
	less(N) bool
	scaled(int64) N // so many times the value
	billionth() N
	float() float64
	rat() *big.Rat // nil when the value is rounded
}

// real is a rounded number.
type real float64

func (x real) plus(y real) real    { return x + y }
func (x real) times(y real) real   { return x * y }
func (x real) over(y real) real    { return x / y }
func (x real) less(y real) bool    { return x < y }
func (x real) scaled(n int64) real { return x * real(n) }
func (x real) billionth() real     { return x / Whole }
func (x real) float() float64      { return float64(x) }
func (x real) rat() *big.Rat       { return nil }

// fraction is an exact number; that without a value is zero.
type fraction struct{ value *big.Rat }

func (x fraction) plus(y fraction) fraction {
	switch {
	case x.value == nil:
		return y
	case y.value == nil:
		return x
	}
	return fraction{new(big.Rat).Add(x.value, y.value)}
}

func (x fraction) times(y fraction) fraction {
	if x.value == nil || y.value == nil {
		return fraction{}
	}
	return fraction{new(big.Rat).Mul(x.value, y.value)}
}

func (x fraction) over(y fraction) fraction {
	if x.value == nil {
		return x
	}
	return fraction{new(big.Rat).Quo(x.value, y.value)}
}

func (x fraction) less(y fraction) bool { return x.rat().Cmp(y.rat()) < 0 }

func (x fraction) scaled(n int64) fraction {
	if x.value == nil || n == 0 {
		return fraction{}
	}
	return fraction{new(big.Rat).Mul(x.value, big.NewRat(n, 1))}
}

func (x fraction) billionth() fraction {
	if x.value == nil {
		return x
	}
	return fraction{new(big.Rat).Mul(x.value, big.NewRat(1, Whole))}
}

func (x fraction) float() float64 {
	value, _ := x.rat().Float64()
	return value
}

func (x fraction) rat() *big.Rat {
	if x.value == nil {
		return new(big.Rat)
	}
	return x.value
}

// whole is one, in any kind of number.
func whole[N number[N]]() N {
	var one N
	switch v := any(&one).(type) {
	case *real:
		*v = 1
	case *fraction:
		v.value = big.NewRat(1, 1)
	}
	return one
}
