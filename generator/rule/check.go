package rule

import (
	"fmt"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// checkBurdens reports presumed facts that something which must be proven reads, directly or through
// conclusions: a presumption proves nothing.
func (c *compiler) checkBurdens() {
	for _, r := range c.set.Rules {
		if r.burdened() {
			what := fmt.Sprintf("%s: %s counts only when proven", r.Conclusion.ID, r.Conclusion.Values[r.Value].ID)
			c.checkPresumed(what, r.at(), conditions(r.When, r.Except))
		}
	}
	for _, x := range c.set.Exceptions {
		if x.Burden {
			what := fmt.Sprintf("the exception %q counts only when proven", x.ID)
			c.checkPresumed(what, x.at(), conditions(x.When, x.Except))
		}
	}
}

// trail is a reading, and how the search came to it.
type trail struct {
	reading
	from *trail
}

// checkPresumed reports each presumed fact that conditions read, once, with the shortest way to it.
func (c *compiler) checkPresumed(what string, owner source.Span, conds []Cond) {
	var queue []*trail
	for _, r := range readings(conds) {
		queue = append(queue, &trail{reading: r})
	}
	seen := map[any]bool{}
	for ; len(queue) > 0; queue = queue[1:] {
		t := queue[0]
		if seen[t.thing] {
			continue
		}
		seen[t.thing] = true
		if f, ok := t.thing.(*Fact); ok && f.Presumed != nil {
			c.presumedRead(what, owner, f, t)
		}
		for _, r := range reads(t.thing) {
			queue = append(queue, &trail{reading: r, from: t})
		}
	}
}

func (c *compiler) presumedRead(what string, owner source.Span, f *Fact, t *trail) {
	path, at := []string{f.ID}, t.at
	related := []diag.Related{{Span: owner, Message: "what must be proven"}, {Span: f.Key.Span, Message: fmt.Sprintf("%q is presumed", f.ID)}}
	for t = t.from; t != nil; t = t.from {
		related = append(related, diag.Related{Span: at, Message: fmt.Sprintf("%q reads %q here", idOf(t.thing), path[0])})
		path, at = append([]string{idOf(t.thing)}, path...), t.at
	}
	message := fmt.Sprintf("%s, and reads %q, which is presumed", what, f.ID)
	if len(path) > 1 {
		message += ", through " + strings.Join(path, " → ")
	}
	c.diags.Add("rule-presumed-burden", at, message, "a presumption proves nothing: take `presumed` away, or test something else", related...)
}

// checkUnread reports conclusions that no rule decides or that nothing reads. A fact that no rule reads is
// no fault: a vocabulary may hold facts for the record, for searching and for likeness.
func (c *compiler) checkUnread() {
	for _, n := range c.set.Conclusions {
		if !c.tested[n] {
			c.diags.Add("rule-unread-conclusion", n.Key.Span, fmt.Sprintf("nothing reads the conclusion %q", n.ID),
				"test it in a rule or an obligation, or take it away")
		}
		if len(n.Rules) == 0 {
			c.diags.Add("rule-undecided-conclusion", n.Key.Span, fmt.Sprintf("no rule concludes %q, so it is always unknown", n.ID), "write a rule with concludes: {"+n.ID+": …}")
		}
	}
}
