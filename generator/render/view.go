package render

import (
	"reflect"
	"regexp"

	"casebook/generator/diag"
)

// fieldOf finds in a message which field was asked of which type.
var fieldOf = regexp.MustCompile(`field (\w+) (?:in|of) (?:value of )?type \*?(\w+\.\w+)`)

// hint says which field was probably meant, "" where no type of a view is near.
func hint(message string) string {
	m := fieldOf.FindStringSubmatch(message)
	if m == nil {
		return ""
	}
	seen := map[reflect.Type]bool{}
	for _, view := range views {
		if t := reach(reflect.TypeOf(view), m[2], seen); t != nil {
			return diag.DidYouMean(m[1], members(t))
		}
	}
	return ""
}

// reach finds the type of a name among those that a type is made of; nil when it is none of them.
func reach(t reflect.Type, name string, seen map[reflect.Type]bool) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return nil
	}
	seen[t] = true
	if t.String() == name {
		return t
	}
	for f := range t.Fields() {
		if found := reach(f.Type, name, seen); found != nil {
			return found
		}
	}
	return nil
}

// members are what a template may ask of a type: its fields, those it embeds too, and its methods.
func members(t reflect.Type) (names []string) {
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() {
			names = append(names, f.Name)
		}
	}
	for m := range reflect.PointerTo(t).Methods() {
		names = append(names, m.Name)
	}
	return names
}
