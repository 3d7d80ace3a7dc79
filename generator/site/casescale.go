package site

import (
	"math"
	"slices"
	"strconv"
	"time"

	"casebook/generator/moment"
)

// scale leads from instants to places across a drawing, from 0 to 100. Between two instants that matter
// time runs evenly. Where the shortest of these gaps would not be seen beside the longest, each is drawn
// as wide as the root of its length: order and rough proportion are kept, and the page says so.
type scale struct {
	at       []int64   // the instants that matter, in order, each once; seconds since 1970
	x        []float64 // where each lies
	zone     *time.Location
	squeezed bool
}

// Where the drawing begins and ends, so that a dot at either end is whole; and how much of it a gap
// should at least be.
const (
	leftEnd  = 2.0
	rightEnd = 98.0
	visible  = 0.02
)

// newScale returns the scale for everything that is to be drawn, nil where that is less than two instants.
func newScale(spans []timespan) *scale {
	s := &scale{}
	for _, span := range spans {
		for _, m := range []moment.Moment{span.from, span.to, span.due, span.done} {
			if m.Known() {
				s.at = append(s.at, m.Earliest().Unix(), m.Latest().Unix())
				s.zone = m.Location()
			}
		}
	}
	slices.Sort(s.at)
	if s.at = slices.Compact(s.at); len(s.at) < 2 {
		return nil
	}
	s.spread()
	return s
}

// spread places the instants.
func (s *scale) spread() {
	widths := make([]float64, len(s.at)-1)
	total, least := 0.0, math.Inf(1)
	for i := range widths {
		widths[i] = float64(s.at[i+1] - s.at[i])
		total, least = total+widths[i], min(least, widths[i])
	}
	if s.squeezed = least < visible*total; s.squeezed {
		total = 0
		for i := range widths {
			widths[i] = math.Sqrt(widths[i])
			total += widths[i]
		}
	}
	s.x = []float64{leftEnd}
	for i, w := range widths {
		s.x = append(s.x, s.x[i]+w/total*(rightEnd-leftEnd))
	}
}

// share returns where an instant lies; those outside lie at the ends.
func (s *scale) share(at int64) float64 {
	i, exact := slices.BinarySearch(s.at, at)
	switch {
	case exact:
		return s.x[i]
	case i == 0:
		return leftEnd
	case i == len(s.at):
		return rightEnd
	}
	part := float64(at-s.at[i-1]) / float64(s.at[i]-s.at[i-1])
	return s.x[i-1] + part*(s.x[i]-s.x[i-1])
}

// middle returns where the middle of what a moment may mean lies.
func (s *scale) middle(m moment.Moment) string {
	return percent((s.share(m.Earliest().Unix()) + s.share(m.Latest().Unix())) / 2)
}

func (s *scale) bar(kind string, from, to int64, y int) TimeBar {
	x, end := s.share(from), s.share(to)
	return TimeBar{Kind: kind, Y: y, X: percent(x), End: percent(max(end, x+0.4))}
}

func (s *scale) first() moment.Date { return moment.DateOf(time.Unix(s.at[0], 0).In(s.zone)) }

func (s *scale) last() moment.Date {
	return moment.DateOf(time.Unix(s.at[len(s.at)-1], 0).In(s.zone))
}

// percent writes a share to a tenth, which is finer than a screen shows.
func percent(x float64) string {
	return strconv.FormatFloat(math.Round(x*10)/10, 'f', -1, 64) + "%"
}
